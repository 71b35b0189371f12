/*
 * throttle_store.h - the counts of sign-ins that failed, and from where each
 * account was signed in before.
 *
 * What they mean is core/throttle.h.  institution_id 0 counts what is of no
 * account of the database, and addresses.
 */
#ifndef YUP_STORE_THROTTLE_STORE_H
#define YUP_STORE_THROTTLE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/throttle.h"

struct db;
struct db_tx;

/* Which count: "ana 10.0.0.7", "ana" or "10.0.0.7". */
struct throttle_key {
	int64_t institution_id;
	enum throttle_what what;
	const char *subject;
};

/* A zeroed one where nothing was counted. */
MUST_CHECK int throttle_store_get(struct db *db, const struct throttle_key *key,
    struct throttle *out, struct err *err);
MUST_CHECK int throttle_store_put(struct db_tx *tx, const struct throttle_key *key,
    const struct throttle *t, struct err *err);
MUST_CHECK int throttle_store_clear(struct db_tx *tx, const struct throttle_key *key,
    struct err *err);

/* Remove every count whose wait was over before that instant. */
MUST_CHECK int throttle_store_forget(struct db_tx *tx, const char *before, struct err *err);

/* Signed in from there at `now`; those seen before `forget` are forgotten. */
MUST_CHECK int throttle_store_know_origin(struct db_tx *tx, int64_t institution_id, int64_t user_id,
    const char *origin, const char *now, const char *forget, struct err *err);

/* Whether it was signed in from there at `since` or later. */
MUST_CHECK int throttle_store_knows_origin(struct db *db, int64_t institution_id, int64_t user_id,
    const char *origin, const char *since, bool *out, struct err *err);

#endif
