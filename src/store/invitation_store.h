/*
 * invitation_store.h - links to choose a password, once: the first one or another.
 *
 * A link is known by the SHA-256 of its secret; a person has one that is good at
 * a time.
 */
#ifndef YUP_STORE_INVITATION_STORE_H
#define YUP_STORE_INVITATION_STORE_H

#include <stdint.h>

#include "base/err.h"
#include "store/session_store.h"

enum invitation_kind { INVITATION_FIRST, INVITATION_RESET }; /* stored */

struct invitation {
	int64_t institution_id;
	int64_t id;
	int64_t user_id;
	enum invitation_kind kind;
	const char *created_at, *expires_at;
	const char *used_at; /* used, or no longer good because another came; "" else */
};

/* Add one; its `id` and `used_at` are not read.  The person's others are no longer good. */
MUST_CHECK int invitation_store_add(struct db_tx *tx, const struct invitation *invitation,
    const uint8_t secret_hash[SECRET_HASH_SIZE], int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int invitation_store_find(struct db *db, struct mem *mem,
    const uint8_t secret_hash[SECRET_HASH_SIZE], struct invitation *out, struct err *err);

/* A person's last one.  YUP_ENOTFOUND. */
MUST_CHECK int invitation_store_latest(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, struct invitation *out, struct err *err);

/* None of a person's is good any more. */
MUST_CHECK int invitation_store_void(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    const char *now, struct err *err);

#endif
