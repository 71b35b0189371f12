/*
 * amendment.h - what the next amendment of a plan has to do: the measures of its
 * reports that are done by changing it.
 */
#ifndef YUP_WEB_PAGES_AMENDMENT_H
#define YUP_WEB_PAGES_AMENDMENT_H

#include "app/registers.h"
#include "web/pages/plan_view.h"
#include "web/pages/units.h"

struct amendment_row {
	uint32_t node;    /* in the plan, PLAN_NONE where it is no longer there */
	int64_t position; /* of that row; those that are gone stand last */
	const struct register_item *item;
	const char *code, *title; /* of the plan's row; "" where it is no longer there */
	const char *link;         /* to that row, "" likewise */
	const char *sort, *unit, *responsible, *due, *month;
	bool taken;      /* by this plan */
	bool may_follow; /* may who looks say so */
};

struct amendment_page {
	struct plan_view plan;
	struct units units;
	struct app_amendment found;
	struct amendment_row *rows;
	size_t taken;
	bool takes; /* it is an amendment in draft */
};

#endif
