/*
 * plan_page.h - a plan at a glance: its organisation chart, its units, its
 * curves; the whole of it, or a unit with those below it.
 */
#ifndef YUP_WEB_PAGES_PLAN_PAGE_H
#define YUP_WEB_PAGES_PLAN_PAGE_H

#include "app/plan_list.h"
#include "web/listing.h"
#include "web/pages/plan_sums.h"

/* An amount under one institutional objective. */
struct plan_budget {
	const struct plan_node *node;
	uint32_t row;
	int64_t cents;
	size_t objectives;
};

struct plan_page {
	const struct plan_view *plan;
	struct plan_sums sums;
	struct app_version version;
	uint32_t unit;       /* PLAN_NONE: the whole plan */
	size_t first, count; /* its part of `sums` */
	struct whole_sum all;
	struct listing listing;
	const struct unit_sum **rows; /* filtered and in order */
	size_t row_count;
	const char *state; /* the filter, "" for none */
	struct plan_budget *budgets;
	size_t budget_count;
	const char *curve, *heat, *bars; /* SVG, NULL where there is nothing to draw */
	bool adds;                       /* objectives and institutional objectives */
	bool amends, starts;
	const char *wrong; /* why something was refused, NULL: nothing was */
	const char *typed_title, *typed_code, *typed_unit, *typed_parent;
};

/* "borrador": the filter's word for a unit's state. */
const char *plan_page_state(unsigned state);

#endif
