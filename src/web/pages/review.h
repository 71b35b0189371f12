/*
 * review.h - who has submitted and who not, to pass several units, and the plan.
 */
#ifndef YUP_WEB_PAGES_REVIEW_H
#define YUP_WEB_PAGES_REVIEW_H

#include "app/plan_list.h"
#include "web/listing.h"
#include "web/pages/observe_view.h"
#include "web/pages/plan_sums.h"

struct review_row {
	const struct unit_sum *sum;
	const struct plan_unit *unit;
	const struct plan_step *last; /* NULL: nobody has passed it anywhere */
	const char *since;
	bool approves, validates, returns; /* what who asks may do to it now */
	bool checked;
	size_t observed[OBSERVATION_STATE__COUNT];
};

/* A step that the plan itself may take now, by who asks. */
struct review_step {
	unsigned to; /* enum plan_state */
	unsigned needs;
	const char *text;
};

enum { REVIEW_STEPS_MAX = 4 };

struct review_done {
	const struct plan_step *step;
	const char *at;
	const char *what; /* a unit's path, "" for the plan */
	const char *state, *style;
	const char *dated; /* the resolution's date, "" for none */
};

struct review {
	const struct plan_view *plan;
	struct app_version version;
	struct plan_sums sums;
	struct whole_sum all;
	struct observed_list observed;
	struct listing listing;
	const char *state; /* the filter, "" for none */
	struct review_row *rows;
	size_t row_count;
	bool approves, validates, returns; /* some of them */
	struct review_step steps[REVIEW_STEPS_MAX];
	size_t step_count;
	uint32_t *missing; /* units with rows that are not validated */
	size_t missing_count;
	struct review_done *done; /* newest first */
	size_t done_count;
	const char *wrong;
	const char *asks; /* the step that waits to be confirmed, "" for none */
	const char *why;  /* as typed */
};

#endif
