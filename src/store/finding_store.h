/*
 * finding_store.h - what the rules found, kept so that reading it is quick.
 *
 * A cache: it can be thrown away and made again from the plan or follow-up.
 * `owner_id` is the id of either, which never meet.  `made_by` names the
 * program and pack that found it; to any other it is as if there were none.
 */
#ifndef YUP_STORE_FINDING_STORE_H
#define YUP_STORE_FINDING_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct finding_list;
struct mem;

/* Whose findings, and found by what. */
struct finding_key {
	int64_t institution_id;
	int64_t owner_id;
	const char *made_by; /* "0.1.0 bo-rs225557" */
};

/* Keep `list` and `passed` (one count for each rule, from 0) in place of what was kept. */
MUST_CHECK int finding_store_save(struct db_tx *tx, const struct finding_key *key,
    const struct finding_list *list, const uint64_t *passed, size_t passed_count, struct err *err);

/*
 * What was kept: texts and fixes in `mem`, `passed` whole, absent rules 0.
 * YUP_ENOTFOUND where nothing was kept by `made_by`.
 */
MUST_CHECK int finding_store_load(struct db *db, struct mem *mem, const struct finding_key *key,
    struct finding_list *out, uint64_t *passed, size_t passed_count, struct err *err);

#endif
