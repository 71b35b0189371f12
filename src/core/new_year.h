/*
 * new_year.h - a new year's plan, started from an older one.
 *
 * Kept: the tree, texts, weights, ids; the chosen units' part of it.  Codes are
 * numbered again from 1 where something was left out, years in texts move with
 * the plan's, baselines may take the older plan's targets, schedules may be
 * emptied.  Left behind: what was printed and how it was read (forms, sources,
 * published rows, repairs).  Figures roll up by behaviour, as the pack says.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_NEW_YEAR_H
#define YUP_CORE_NEW_YEAR_H

#include "base/err.h"
#include "core/plan.h"

enum new_year_baseline {
	NEW_YEAR_BASELINE_KEPT,
	NEW_YEAR_BASELINE_TARGET, /* what the older plan meant to reach */
	NEW_YEAR_BASELINE_EMPTY,
};

struct new_year {
	int year;
	const bool *units; /* one for each of the older plan's: which to take; NULL: all */
	enum new_year_baseline baseline;
	bool empty_schedules; /* months and totals; budgets too */
};

/*
 * The new plan, version 0, in `mem`; it points into `from`.  `from` is in order.
 * YUP_EINVALID "year_invalid": the year is the older plan's, or absurd.
 */
MUST_CHECK int plan_new_year(struct mem *mem, const struct plan *from,
    const struct new_year *options, struct plan **out, struct err *err);

#endif
