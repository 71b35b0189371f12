/*
 * plan_batch.h - many acts of a person as one change: cells typed, rows made and
 * rows taken away, each seeing what those before it did.
 *
 * For what comes at once and is undone at once, such as a filled workbook.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_PLAN_BATCH_H
#define YUP_CORE_PLAN_BATCH_H

#include "core/plan_edit.h"

enum batch_kind { BATCH_CELLS, BATCH_CREATE, BATCH_DELETE };

enum { BATCH_ACTS_MAX = 50000 };

#define BATCH_NONE SIZE_MAX

struct batch_act {
	enum batch_kind kind;
	uint32_t node; /* BATCH_CELLS; BATCH_DELETE: with all below it, where it is still there */
	struct edit_place place; /* BATCH_CREATE */
	size_t below;            /* BATCH_CREATE: the last child of what this earlier act made */
	uint32_t unit;           /* BATCH_CREATE of an objective: its index in the plan */
	const struct typed_cell *typed;
	size_t typed_count;
};

/*
 * All of them in `edit`, just initialised, each cell once; `rows` (may be NULL) gets the
 * row of each act.  Refused as the act that `*out_refused` names is by core/plan_edit.h;
 * YUP_ELIMIT "too_many_acts".
 */
MUST_CHECK int edit_batch(struct edit *edit, const struct batch_act *acts, size_t count,
    uint32_t *rows, size_t *out_refused, struct err *err);

#endif
