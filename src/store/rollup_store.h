/*
 * rollup_store.h - a plan's roll-up, kept so that other programs can read it.
 *
 * A cache, as finding_store.h: computing it again takes less time than loading
 * it, so this program keeps it for reports made with SQL and reads it back only
 * to verify it.
 */
#ifndef YUP_STORE_ROLLUP_STORE_H
#define YUP_STORE_ROLLUP_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/pack.h"

struct db;
struct db_tx;
struct mem;
struct plan;
struct rollup;

/* Whose roll-up, and made by what; its policy is the roll-up's own. */
struct rollup_key {
	int64_t institution_id;
	int64_t plan_id;
	const char *made_by; /* "0.1.0 bo-rs225557" */
};

/* Keep `rollup` of `plan` in place of the one of the same policy. */
MUST_CHECK int rollup_store_save(struct db_tx *tx, const struct rollup_key *key,
    const struct plan *plan, const struct rollup *rollup, struct err *err);

/*
 * What was kept for `plan` under `policy`, in `mem`.
 * YUP_ENOTFOUND where nothing was kept by `made_by`.
 */
MUST_CHECK int rollup_store_load(struct db *db, struct mem *mem, const struct rollup_key *key,
    const struct plan *plan, enum rollup_policy policy, struct rollup *out, struct err *err);

#endif
