/*
 * rollup.h - a plan's schedules, rolled up from the leaves.
 *
 * Leaf -> its parent, month m:      sum over children of  weight x share(m)
 * level -> the level above:         sum over children of  weight x s(m) / 100
 * unit:  inside one framework node  sum over the unit's objectives of weight x s(m) / 100,
 *        then the simple mean over the framework nodes it serves.
 * share(m) is v(m) / sum(v) as published; by behaviour it is that for `sum`,
 * an equal share of the active months for `average`, and
 * (v(m) - v(m-1)) / (v(last) - start) for `last`.  Weights are not normalised.
 *
 * Ratios are int64 billionths of one per cent, each division rounded once to
 * the nearest; show them with ratio_round().  Source: DOMAIN section 4.
 */
#ifndef YUP_CORE_ROLLUP_H
#define YUP_CORE_ROLLUP_H

#include "base/err.h"
#include "core/plan.h"

struct rollup {
	unsigned period_count;
	enum rollup_policy policy;
	const uint32_t *row_of; /* node -> row, PLAN_NONE for leaves */
	int64_t *month_e9;      /* rows x period_count */
	int64_t *total_e9;      /* per row: sum of its months */
	uint32_t *leaves;       /* per row: children that have a whole schedule or a roll-up */
	size_t row_count;
	int64_t *unit_month_e9; /* units x period_count */
	int64_t *unit_total_e9;
	bool *unit_known; /* the unit has an objective with activities */
};

/*
 * Roll the whole plan up under `policy`.  Everything lives in `mem`; `*out` is
 * untouched on failure.  Fails with YUP_ELIMIT past the depth limit or when a
 * sum leaves the ratio limit.
 */
MUST_CHECK int rollup_compute(struct mem *mem, const struct plan *plan, enum rollup_policy policy,
    struct rollup *out, struct err *err);

/* One node's months, or NULL for a leaf or a node without rolled-up children. */
const int64_t *rollup_of_node(const struct rollup *r, size_t node);

/*
 * One leaf's shares of `weight_e4`: months_e9[m] += weight x share(m).
 * Returns false when the row contributes nothing: its sum is 0, or it has a
 * negative, which importers and stores refuse.
 */
bool rollup_add_leaf(int64_t *months_e9, const int64_t *v_e4, unsigned n, int64_t weight_e4,
    enum behaviour behaviour, int64_t baseline_e4, enum rollup_policy policy);

/* The weight its own table printed: form B's where the node stands in one; 0 for none. */
int64_t rollup_table_weight(const struct plan_node *node);

/* out_e9 += months x weight / 100: what a rolled-up row gives to the one above. */
void rollup_add_weighted(int64_t *out_e9, const int64_t *months_e9, unsigned n, int64_t weight_e4);

/*
 * A leaf's own year: its share of each month, in per cent, into `months_e9`
 * (period_count of them), which is returned; NULL where its schedule is not
 * whole or is all zeros.
 */
const int64_t *rollup_of_leaf(const struct plan *plan, enum rollup_policy policy, size_t leaf,
    int64_t *months_e9);

#endif
