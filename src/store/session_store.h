/*
 * session_store.h - who is signed in, and from where.
 *
 * A session is known by the SHA-256 of its secret; when it is too old or too
 * long unused is the caller's decision.
 */
#ifndef YUP_STORE_SESSION_STORE_H
#define YUP_STORE_SESSION_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;

enum { SECRET_HASH_SIZE = 32 };

struct session {
	int64_t institution_id;
	int64_t id;
	int64_t user_id;
	const char *created_at, *seen_at, *expires_at;
	const char *revoked_at; /* "" while it serves */
	const char *origin;     /* the address it was begun from */
	const char *agent;      /* the browser, as it calls itself */
};

/* Add one; its `id`, `seen_at` and `revoked_at` are not read. */
MUST_CHECK int session_store_add(struct db_tx *tx, const struct session *session,
    const uint8_t secret_hash[SECRET_HASH_SIZE], int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int session_store_find(struct db *db, struct mem *mem,
    const uint8_t secret_hash[SECRET_HASH_SIZE], struct session *out, struct err *err);

/* A person's, the newest first: up to `limit` before the id `before`, from the newest where it is 0. */
MUST_CHECK int session_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t before, size_t limit, struct session **out, size_t *out_count,
    struct err *err);

MUST_CHECK int session_store_touch(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *now, struct err *err);

/* YUP_ENOTFOUND: not there, not the person's, or revoked before. */
MUST_CHECK int session_store_revoke(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    int64_t id, const char *now, struct err *err);

/* All of a person, but the one `but`, 0 for none. */
MUST_CHECK int session_store_revoke_all(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    int64_t but, const char *now, struct err *err);

/* Remove a person's that were over before that instant. */
MUST_CHECK int session_store_forget(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    const char *before, struct err *err);

#endif
