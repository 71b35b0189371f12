/*
 * periods.h - the reporting calendar of a year: laid out, and each period opened,
 * given longer and closed.
 *
 * A period is reported against the approved version of the plan of its year at the
 * time it opens.  Closed, what was reported in it changes only as a correction,
 * with a reason (app/reports.h).
 */
#ifndef YUP_APP_PERIODS_H
#define YUP_APP_PERIODS_H

#include "app/live.h"
#include "core/report.h"
#include "store/report_store.h"

/* Which one; period 0 where all of the year are meant. */
struct app_period {
	int64_t institution_id;
	int year;
	unsigned period;
};

/* The years that have a calendar, the newest first; in `mem`. */
MUST_CHECK int app_period_years(const struct app *app, struct mem *mem, int64_t institution_id,
    int **out, size_t *out_count, struct err *err);

/* The year's periods in order, none where nobody laid them out; in `mem`. */
MUST_CHECK int app_period_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int year, struct report_period **out, size_t *out_count, struct err *err);

/*
 * Lay out a year in periods of `every` schedule periods (0: as the pack has it), due
 * `days` after each ends (0: likewise).  Until one opens it may be done again.
 * YUP_EINVALID "calendar_uneven"; YUP_ECONFLICT "calendar_in_use"; YUP_ENOTFOUND
 * "version_absent": the year has no plan.
 */
MUST_CHECK int app_period_lay_out(const struct app *app, int64_t institution_id, int year,
    unsigned every, unsigned days, struct err *err);

/*
 * Open one for its units to report, until `due_on` (NULL: as laid out).  YUP_ECONFLICT
 * "plan_unapproved": no version of the year's plan is approved; "period_out_of_order";
 * "period_changed".
 */
MUST_CHECK int app_period_open(const struct app *app, const struct app_period *which,
    const char *due_on, struct err *err);

/*
 * Close it.  YUP_ECONFLICT "reports_pending": units whose report is not accepted, unless
 * `why` says so; "period_is_closed", "period_changed".
 */
MUST_CHECK int app_period_close(const struct app *app, struct app_plans *plans,
    const struct app_period *which, const char *why, struct err *err);

/* Give units (by path, id or acronym; none: the whole period) until a later day.  YUP_EINVALID
   "period_shorter". */
MUST_CHECK int app_period_extend(const struct app *app, struct app_plans *plans,
    const struct app_period *which, const char *const *units, size_t count, const char *due_on,
    const char *why, struct err *err);

/* What a period and the reports of its units went through, the oldest first; in `mem`. */
MUST_CHECK int app_period_steps(const struct app *app, struct mem *mem,
    const struct app_period *which, struct report_step **out, size_t *out_count, struct err *err);

/* ---- For app/ only ------------------------------------------------------------- */

/* The period as it stands.  YUP_ENOTFOUND "period_absent". */
MUST_CHECK int app_period_get(const struct app *app, struct mem *mem,
    const struct app_period *which, struct report_period *out, struct err *err);

/* A step of it, by app->by now; the caller fills the rest. */
struct report_step app_report_step(const struct app *app, const struct app_period *which,
    const char *now);

#endif
