/*
 * step_store.h - plans and units that pass from state to state: who, when, why.
 *
 * A step takes the plan's next revision, as a change does, so that whoever has
 * the plan loaded sees that it is no longer as it was.
 */
#ifndef YUP_STORE_STEP_STORE_H
#define YUP_STORE_STEP_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;

struct plan_step {
	uint32_t unit;  /* PLAN_NONE: the plan */
	unsigned state; /* enum plan_state, or enum unit_state */
	const char *at;
	int64_t user_id; /* 0: the operator of the command line */
	const char *actor;
	const char *why;             /* the reason, or the resolution */
	const char *resolution_date; /* "" where there is none */
	uint32_t revision;
};

/*
 * Pass a plan from `seen` to step->state; `*out_revision` is the one it took.
 * YUP_ECONFLICT "plan_changed": it is no longer in that state, or not in force.
 */
MUST_CHECK int step_store_plan(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    unsigned seen, const struct plan_step *step, uint32_t *out_revision, struct err *err);

/* The same for one unit of a plan; `step->revision` was taken by change_store_begin(). */
MUST_CHECK int step_store_unit(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    unsigned seen, const struct plan_step *step, struct err *err);

/* All steps, oldest first; an array in `mem`. */
MUST_CHECK int step_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, struct plan_step **out, size_t *out_count, struct err *err);

#endif
