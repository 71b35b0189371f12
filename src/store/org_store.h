/*
 * org_store.h - the units of an institution with their periods and successors.
 *
 * What a history means is core/org.h; here it is loaded whole and put back unit
 * by unit.
 */
#ifndef YUP_STORE_ORG_STORE_H
#define YUP_STORE_ORG_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/org.h"

struct db;
struct db_tx;
struct mem;

/* All of an institution; everything in `mem`. */
MUST_CHECK int org_store_load(struct db *db, struct mem *mem, int64_t institution_id,
    struct org_history *out, struct err *err);

/* A new unit, without periods yet.  YUP_ENOTFOUND: no such institution. */
MUST_CHECK int org_store_add(struct db_tx *tx, int64_t institution_id, const char *now,
    int64_t *out_id, struct err *err);

/* The unit's periods are these and no others.  YUP_ENOTFOUND: no such unit. */
MUST_CHECK int org_store_put_periods(struct db_tx *tx, int64_t institution_id,
    const struct org_period *periods, size_t count, int64_t unit, struct err *err);

/* One already there stays as it is. */
MUST_CHECK int org_store_add_succession(struct db_tx *tx, int64_t institution_id,
    const struct org_succession *succession, struct err *err);

/* The unit of a plan, by its place in it, is this one of the institution. */
MUST_CHECK int org_store_link(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    size_t plan_unit, int64_t org_unit, struct err *err);

/* Which each unit of a plan is, in order, 0 where nobody has said; an array in `mem`. */
MUST_CHECK int org_store_links(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, int64_t **out, size_t *out_count, struct err *err);

#endif
