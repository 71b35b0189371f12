/*
 * token_store.h - API tokens: a program that asks in a person's name.
 *
 * A token is known by the SHA-256 of its secret.
 */
#ifndef YUP_STORE_TOKEN_STORE_H
#define YUP_STORE_TOKEN_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/session_store.h"

struct token {
	int64_t institution_id;
	int64_t id;
	int64_t user_id;
	const char *name;
	unsigned scope; /* enum token_scope, app/actor.h */
	const char *created_at, *expires_at;
	const char *used_at;    /* "" where it never was */
	const char *revoked_at; /* "" while it serves */
};

/* Add one; its `id`, `used_at` and `revoked_at` are not read. */
MUST_CHECK int token_store_add(struct db_tx *tx, const struct token *token,
    const uint8_t secret_hash[SECRET_HASH_SIZE], int64_t *out_id, struct err *err);

/* By the hash of its secret, or by its id.  YUP_ENOTFOUND. */
MUST_CHECK int token_store_find(struct db *db, struct mem *mem,
    const uint8_t secret_hash[SECRET_HASH_SIZE], struct token *out, struct err *err);
MUST_CHECK int token_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct token *out, struct err *err);

/* Up to `limit` after `after`, by id; of a person, or of everybody where `user_id` is 0. */
MUST_CHECK int token_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct token **out, size_t *out_count,
    struct err *err);

/* How many of a person serve at `now`. */
MUST_CHECK int token_store_count_live(struct db *db, int64_t institution_id, int64_t user_id,
    const char *now, int64_t *out, struct err *err);

MUST_CHECK int token_store_touch(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *now, struct err *err);

/* YUP_ENOTFOUND: not there, or revoked before. */
MUST_CHECK int token_store_revoke(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *now, struct err *err);
MUST_CHECK int token_store_revoke_all(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    const char *now, struct err *err);

#endif
