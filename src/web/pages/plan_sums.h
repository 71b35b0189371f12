/*
 * plan_sums.h - a plan unit by unit, as far as who asks may read it: how many
 * rows, how much, how heavy, what the rules say.
 */
#ifndef YUP_WEB_PAGES_PLAN_SUMS_H
#define YUP_WEB_PAGES_PLAN_SUMS_H

#include "web/pages/plan_view.h"

struct unit_sum {
	uint32_t unit;
	unsigned depth; /* among those that may be read */
	size_t below;   /* units of this list that hang from it: those right after it */
	size_t objectives, activities;
	const char *weights; /* "100 %", "100 % · 95 %": under each framework node it serves */
	bool weights_wrong;
	int64_t budget_cents;
	const int64_t *month_e9; /* NULL: nothing to roll up */
	int64_t total_e9;
	size_t counts[SEVERITY__COUNT];
};

struct plan_sums {
	const struct plan_view *view;
	struct unit_sum *units; /* depth first */
	size_t count;
	size_t *place; /* of each unit of the plan in `units`, SIZE_MAX where it is not there */
	struct finding_list findings; /* that may be read, in order of rule and place */
};

/* All that may be read. */
void plan_sums_make(const struct plan_view *view, struct plan_sums *out);

/* May who asks see it: what it is about belongs to a unit or level it may read. */
bool plan_sums_shows(const struct plan_view *view, const struct finding *f);

/* Several units as one: sums, and the mean of those that roll up. */
struct whole_sum {
	size_t units, rolled; /* how many there are, and have a curve */
	size_t objectives, activities;
	int64_t budget_cents;
	int64_t total_e9; /* NUM_ABSENT: none rolls up */
	int64_t month_e9[PACK_PERIODS_MAX];
	size_t counts[SEVERITY__COUNT];
	size_t states[8]; /* by enum unit_state */
};

/* Of `count` units from `first` on, in the order of `sums`; of all, findings of no unit too. */
void plan_sums_add(const struct plan_sums *sums, size_t first, size_t count, struct whole_sum *out);

#endif
