/*
 * review.h - what is observed: the units of a plan while it is drafted, or their
 * reports of one of its year's periods while that is open.
 *
 * Both pass through the same states (core/plan_state.h) and are observed by the same
 * people in the same way (app/observe.h).
 */
#ifndef YUP_APP_REVIEW_H
#define YUP_APP_REVIEW_H

#include "app/app.h"
#include "core/plan_state.h"

struct app_review {
	int64_t institution_id, plan_id;
	const struct plan *plan; /* as it is loaded: rows by their place */
	unsigned report;         /* the reporting period, 0: the plan itself */
	bool is_open;            /* its units pass from one to the next */
	const uint8_t *states;   /* enum unit_state of each of the plan's units */
};

/*
 * Of a plan that is loaded; in `mem`.  YUP_ENOTFOUND "period_absent": the year has no such
 * period, or another version of the plan is what it is reported against.
 */
MUST_CHECK int app_review_of(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct plan *plan, unsigned report, struct app_review *out,
    struct err *err);

/* Does app->by have a permission in this unit? */
bool app_review_may(const struct app *app, const struct app_review *review,
    enum permission permission, uint32_t unit);

#endif
