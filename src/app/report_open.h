/*
 * report_open.h - what the use cases of reports start from; for app/ only.
 */
#ifndef YUP_APP_REPORT_OPEN_H
#define YUP_APP_REPORT_OPEN_H

#include "app/reports.h"

/* A period that was opened, with its plan. */
struct report_open {
	struct report_period *periods; /* of the year */
	size_t period_count;
	struct report_period *period; /* the one asked */
	struct plan *plan;            /* settled */
	const struct plan *rows; /* as it is loaded: rows by their place; until `plans` loads */
};

/* In `mem`.  YUP_ENOTFOUND "period_absent"; YUP_ECONFLICT "period_not_open". */
MUST_CHECK int report_open(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, struct report_open *out, struct err *err);

/* "period 2/2027" */
const char *report_subject(struct mem *mem, const struct app_period *which);

/* The node that a row is, PLAN_NONE: none. */
uint32_t report_node_of_row(const struct plan *plan, uint32_t row);

int64_t report_org_unit(const struct plan *plan, uint32_t unit);

/* A row that its unit has to report of. */
bool report_is_asked(const struct plan *plan, const struct plan_node *node);

void report_make_book(const struct report_open *open, struct mem *mem, const struct report *reports,
    size_t count, struct report_book *out);

#endif
