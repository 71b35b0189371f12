/*
 * observe.h - the observations of a plan, or of its reports, as a list; to make, answer, settle and
 * take back.
 */
#ifndef YUP_WEB_PAGES_OBSERVE_H
#define YUP_WEB_PAGES_OBSERVE_H

#include "web/listing.h"
#include "web/pages/observe_view.h"
#include "web/pages/plan_sums.h"

/* A new one: what the form is filled with. */
struct observe_form {
	const char *unit_id, *row, *cell; /* as they go in the form; row "" for the whole unit */
	const char *place;                /* what people read */
	const char *text;                 /* as typed */
	unsigned report;                  /* the reporting period, 0: the plan itself */
	const char *back;                 /* where to go when it is done */
	bool returns;                     /* the unit may be returned with it in one step */
};

struct observe_page {
	const struct plan_view *plan;
	struct observed_list all;
	struct listing listing;
	struct observed **rows; /* filtered and in order */
	size_t row_count;
	uint32_t unit; /* the filter, PLAN_NONE: every one */
	const char *unit_id, *state;
	unsigned report; /* what is observed: a reporting period, 0: the plan */
	const struct report_period **periods; /* that are reported against the plan */
	const char **period_names;
	size_t period_count;
	uint32_t *units; /* that have some */
	size_t unit_count;
	bool exports;
	const char *wrong;
	const struct observe_form *form; /* one that was refused, NULL */
};

/* The address of the same list as a file, and as it is now. */
const char *observe_csv_link(const struct observe_page *v, bool book);
const char *observe_back(const struct observe_page *v);

#endif
