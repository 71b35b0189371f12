/*
 * home_observing.h - observations that wait for who asks, by unit: of a plan, or of the
 * reports of one of its year's periods.
 */
#ifndef YUP_WEB_PAGES_HOME_OBSERVING_H
#define YUP_WEB_PAGES_HOME_OBSERVING_H

#include "core/plan.h"
#include "web/router.h"

/* Observations of a unit that wait for who asks. */
struct home_observed {
	const struct plan_unit *unit;
	size_t count;
	const char *page, *list; /* the unit's, and its observations' */
};

struct home_observing {
	const char *title, *hint;
	const char *list; /* the address of all of them */
	struct home_observed *units;
	size_t count, total; /* units, and observations */
};

enum { HOME_OBSERVING_MAX = 2 }; /* to answer, to settle */

/* What is observed. */
struct home_subject {
	int64_t plan_id;
	const struct plan *plan;
	unsigned report; /* the reporting period, 0: the plan itself */
};

/* Those with something in them, into `out` of HOME_OBSERVING_MAX; in the request's memory. */
MUST_CHECK int home_observing_read(struct visit *visit, const struct home_subject *of,
    struct home_observing *out, size_t *out_count, struct err *err);

#endif
