/*
 * home_late.h - deadlines: the reporting periods that are open, what of them waits for
 * who asks, and what is late, there and in the registers.
 */
#ifndef YUP_WEB_PAGES_HOME_LATE_H
#define YUP_WEB_PAGES_HOME_LATE_H

#include "app/reports.h"
#include "web/pages/home_observing.h"
#include "web/router.h"

enum { HOME_LATE_MAX = 8 };

/* A unit's report that who asks has to do something with. */
struct home_report {
	const struct app_unit_report *unit;
	const char *what; /* "por enviar", "por aprobar", "por aceptar" */
	const char *due_on;
};

struct home_period {
	int year;
	unsigned number;
	const char *name, *due_on;
	struct home_report *reports;                         /* the late first */
	size_t count;                                        /* HOME_LATE_MAX of them are shown */
	size_t late;                                         /* units that who asks may read */
	struct home_observing observing[HOME_OBSERVING_MAX]; /* of its reports */
	size_t observing_count;
};

struct home_register {
	const char *key, *name;
	size_t late;
};

struct home_late {
	struct home_period *periods;
	size_t period_count;
	struct home_register *registers; /* those with something late */
	size_t register_count;
};

MUST_CHECK int home_late_read(struct visit *visit, struct home_late *out, struct err *err);

#endif
