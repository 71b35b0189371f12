/*
 * home.h - what waits for who asks, what is wrong in its units, how they stand.
 */
#ifndef YUP_WEB_PAGES_HOME_H
#define YUP_WEB_PAGES_HOME_H

#include "web/pages/home_board.h"
#include "web/pages/home_late.h"
#include "web/pages/home_observing.h"
#include "web/pages/job_view.h"
#include "web/pages/plan_sums.h"

/* A unit that waits for something. */
struct home_unit {
	const struct unit_sum *sum;
	const struct plan_unit *unit;
	const char *since;  /* 31/01/2027, "" where nobody has done anything yet */
	const char *why;    /* of a returned one */
	const char *filter; /* of the findings page, for its errors */
};

/* One thing to do. */
struct home_task {
	const char *title, *hint;
	const char *step; /* of the review page, "" where it is done unit by unit */
	struct home_unit *units;
	size_t count, total; /* shown, and all */
};

enum { HOME_TASKS_MAX = 5, HOME_UNITS_MAX = 8 };

/* A plan in force that people still work on, besides the one shown. */
struct home_plan {
	long long id;
	const char *name, *state, *style;
};

struct home {
	struct home_plan *plans; /* those not approved, the newest first, where there are several */
	size_t plan_count;
	const struct plan_view *plan; /* NULL: there is none yet */
	struct plan_sums sums;
	struct whole_sum all;
	struct home_task tasks[HOME_TASKS_MAX];
	size_t task_count;
	struct home_observing observing[HOME_OBSERVING_MAX]; /* of the plan */
	size_t observing_count;
	struct home_unit *wrong; /* units with errors, the worst first */
	size_t wrong_count, wrong_total;
	struct job_view *jobs; /* that who asks has begun and have not ended */
	size_t job_count;
	struct home_late late;            /* deadlines of follow-up and registers */
	const struct report_board *board; /* how far it is, NULL: nothing was reported */
	const char *plan_task; /* what the plan itself waits for of who asks, NULL: nothing */
	bool reads, imports, manages;
};

#endif
