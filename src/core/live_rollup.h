/*
 * live_rollup.h - a roll-up kept up to date; for plan_live.c.
 *
 * The same figures as rollup_compute(), digit for digit: sums are exact and a
 * row is summed again whole from its children.
 *
 * Pure.  Uses base/ only.
 */
#ifndef YUP_CORE_LIVE_ROLLUP_H
#define YUP_CORE_LIVE_ROLLUP_H

#include "core/plan_tree.h"
#include "core/rollup.h"

struct live_rollup {
	struct mem *mem;
	const struct plan *plan;
	const struct plan_tree *tree;
	struct rollup r;
	uint32_t *row_of;               /* r.row_of */
	size_t room;                    /* rows there is room for */
	int64_t *unit_sum_e9;           /* units x period_count, before the mean */
	struct live_service **services; /* of each unit */
};

void live_rollup_init(struct live_rollup *live, struct mem *mem, const struct plan *plan,
    const struct plan_tree *tree);

/* Room for the rows the plan has. */
void live_rollup_grow(struct live_rollup *live);

/* Sum a row again from its children, which have been. */
void live_rollup_row(struct live_rollup *live, uint32_t row);

/* Count what a row gives to its unit in (`times` 1) or out (-1). */
void live_rollup_serve(struct live_rollup *live, uint32_t row, int times);

/* The mean of a unit whose rows are all counted. */
void live_rollup_unit(struct live_rollup *live, uint32_t unit);

#endif
