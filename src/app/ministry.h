/*
 * ministry.h - a ministry with the institutions it supervises, through a year: each as
 * its own sums say (app/standings.h), together under the ministry's policy for levels.
 *
 * Institutions may report by month, quarter or half-year: at the end of a month each
 * stands as at the end of its last period by then.
 */
#ifndef YUP_APP_MINISTRY_H
#define YUP_APP_MINISTRY_H

#include "app/app.h"
#include "app/live.h"
#include "store/standing_store.h"

/* One of them in one of its periods. */
struct app_agency_period {
	struct report_period period; /* no plan_id */
	struct standing whole;
	uint32_t units, sent, late; /* late: past its day, and not sent */
};

struct app_agency {
	struct institution institution;
	struct app_agency_period *periods; /* of the year, in order */
	size_t period_count;
};

struct app_ministry {
	const struct pack *pack; /* the ministry's: policy, bands, threshold */
	int year;
	struct app_agency *agencies; /* the ministry itself first, then by name */
	size_t count;
	struct standing *month; /* all together at the end of each period of the pack, from 0;
	                           past the last that one reported, only what is planned */
	unsigned last;          /* that one, 0: none */
};

/*
 * As it is now; it lives until the next call with `plans`.  MAY_READ_PLAN over the whole
 * ministry; institutions below it that app->by may not read are left out.
 */
MUST_CHECK int app_ministry(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int year, const struct app_ministry **out, struct err *err);

/* Where it stands at the end of a schedule period (from 1); NULL: nothing opened by then. */
const struct app_agency_period *app_agency_at(const struct app_agency *agency, unsigned month);

/* Whether it supervises any. */
MUST_CHECK int app_is_ministry(const struct app *app, int64_t institution_id, bool *out,
    struct err *err);

/* The years in which it or one below it has a calendar, the newest first; in `mem`. */
MUST_CHECK int app_ministry_years(const struct app *app, struct mem *mem, int64_t institution_id,
    int **out, size_t *out_count, struct err *err);

#endif
