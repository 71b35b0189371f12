/*
 * standings.h - how units and levels stand at the end of each period of a year, from
 * sums that are kept as reports change (core/standing.h); and a ministry with the
 * institutions it supervises.
 *
 * Whatever changes a report brings the sums up to date in its own transaction: the
 * unit's from its rows, the levels' above from kept sums.  Where they were made by
 * another program or other settings, readers compute them from the reports, which
 * comes to the same.
 */
#ifndef YUP_APP_STANDINGS_H
#define YUP_APP_STANDINGS_H

#include "app/periods.h"
#include "core/standing.h"
#include "store/institution_store.h"

struct db_tx;

struct app_standing {
	const struct standing *list; /* of one not opened yet, only what is planned; count 0:
	                                none of the year was opened */
	size_t count;
};

/* A year; in the `mem` it was asked with. */
struct app_standings {
	struct report_period *periods;
	size_t period_count;
	struct app_standing *of; /* period_count of them, by number - 1 */
};

/*
 * All periods, once one was opened.  Who may not read the whole institution gets the units
 * it may read, without levels.  YUP_ENOTFOUND "period_absent": the year has no calendar.
 */
MUST_CHECK int app_standings(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, int year, struct app_standings *out, struct err *err);

struct app_standings_made {
	size_t institutions, periods, reports;
};

/* Make them again for an institution, or every one (NULL): `yupana rebuild`. */
MUST_CHECK int app_standings_rebuild(const struct app *app, const char *institution,
    struct app_standings_made *out, struct err *err);

/* ---- For app/ only ----------------------------------------------------------------- */

/* What sums of an institution are made by now: kept ones that say otherwise no longer hold. */
MUST_CHECK int app_standings_made_by(const struct app *app, struct mem *mem, int64_t institution_id,
    const char **out, struct err *err);

/*
 * The reports of a unit of `plan` (that of `which` period) changed in it: its sums to
 * the last period that was opened.
 */
MUST_CHECK int app_standings_changed(struct db_tx *tx, const struct app *app, struct mem *mem,
    const struct app_period *which, const struct plan *plan, uint32_t unit, struct err *err);

/* The same for all units of a period and of those after it (period 0: of the year). */
MUST_CHECK int app_standings_make(struct db_tx *tx, const struct app *app, struct mem *mem,
    const struct app_period *which, struct err *err);

#endif
