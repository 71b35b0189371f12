/*
 * reports.h - what units report in a period: typed cell by cell, passed from the
 * drafter to its head and to the planning office, corrected after closing, and put
 * together (core/report.h, core/consolidate.h).
 *
 * While a period is open a unit's report may be typed in as its state lets it
 * (core/plan_state.h, as of a unit's plan).  Once closed, whoever may correct
 * (MAY_CORRECT_REPORT) changes it with a reason, and what it was stays on record.
 */
#ifndef YUP_APP_REPORTS_H
#define YUP_APP_REPORTS_H

#include "app/periods.h"
#include "app/versions.h"
#include "core/consolidate.h"
#include "core/plan_state.h"

/* ---- Reading ----------------------------------------------------------------- */

/* How a unit stands with a period. */
struct app_unit_report {
	uint32_t unit; /* its place in the plan */
	const char *unit_id, *path, *name;
	int64_t org_unit_id;
	uint8_t state;      /* enum unit_state */
	const char *due_on; /* the day it has, its own or the period's */
	bool is_extended;
	bool is_late;         /* past that day, not yet approved by its head */
	uint32_t rows;        /* to be reported */
	uint32_t reported;    /* that say how far they are */
	uint32_t unexplained; /* under the threshold, without cause or measure */
	int64_t physical_e9;  /* of the unit, NUM_ABSENT */
	int64_t planned_e9;   /* the same of what was planned to date */
};

/* The units with rows that app->by may read, in the plan's order; in `mem`. */
MUST_CHECK int app_report_units(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, struct app_unit_report **out, size_t *out_count,
    struct err *err);

/* The one of a path, id or name; NULL. */
const struct app_unit_report *app_report_unit_called(const struct app_unit_report *units,
    size_t count, const char *name);

/*
 * The unit of a period's plan called so, or the level: one with others below it, that may
 * have no rows of its own.  By path, id or name, for those who may read it.
 * YUP_ENOTFOUND "unit_absent".
 */
MUST_CHECK int app_report_place(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const char *name, uint32_t *out, struct err *err);

/* The plan of a period with what was reported to its end. */
struct app_book {
	struct plan *plan; /* settled, in `mem` */
	struct report_period *periods;
	size_t period_count;
	struct report *reports;
	size_t report_count;
	struct report_book book;
};

/*
 * For those who may read all of the institution, or `unit` of it (PLAN_NONE: all).
 * YUP_ECONFLICT "period_not_open": it was never opened.
 */
MUST_CHECK int app_report_book(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, uint32_t unit, struct app_book *out, struct err *err);

/* The follow-up of a period, of a unit and those below it or (PLAN_NONE) of all. */
MUST_CHECK int app_report_follow_up(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, uint32_t unit, struct follow_up **out, struct err *err);

/* What a row's report went through, in one period (0: all), the oldest first; in `mem`. */
MUST_CHECK int app_report_past(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, uint32_t row, struct report_change **out, size_t *out_count,
    struct err *err);

/* ---- Typing -------------------------------------------------------------------- */

/* What was typed in one row. */
struct app_report_row {
	uint32_t row;  /* of the plan */
	uint32_t seen; /* the report's revision as the author saw it; APP_SEEN_ANY */
	const struct typed_report *typed;
	size_t count;
};

/* A cell that somebody else changed since. */
struct app_report_conflict {
	uint32_t row;
	enum report_field field;
	struct cell_value theirs;
	const char *mine;
	const char *actor, *at;
};

struct app_reported {
	const uint32_t *rows;   /* of the plan, as they were asked */
	struct report *reports; /* as each is now */
	struct report_progress *progress;
	enum threshold_answer *threshold;
	size_t count;
	struct app_report_conflict *conflicts; /* where "row_changed" refuses it */
	size_t conflict_count;
	uint32_t refused; /* the row in which what was typed was refused, PLAN_NONE */
};

/*
 * Save what was typed in some rows: all or nothing.  Rows that others changed since,
 * but other cells of them, take both; the same cells are YUP_ECONFLICT "row_changed".
 * What is typed as it already is changes nothing.  MAY_REPORT in the units, and
 * MAY_EDIT_BUDGET for money; in a closed period MAY_CORRECT_REPORT, with `why`.
 *
 * YUP_ECONFLICT "period_not_open", "report_closed": the unit's is past its author;
 * YUP_EINVALID "reason_needed", those of report_typed(), "row_not_reported".
 */
MUST_CHECK int app_report_edit(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const struct app_report_row *rows, size_t count,
    const char *why, struct app_reported *out, struct err *err);

/* The same without saving: what it would come to. */
MUST_CHECK int app_report_try(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_period *which, const struct app_report_row *rows, size_t count,
    struct app_reported *out, struct err *err);

/* ---- Passing ------------------------------------------------------------------ */

/* May app->by pass a unit's report to another state, in a period of this state? */
bool app_may_pass_report(const struct app *app, int64_t institution_id, unsigned period_state,
    const struct app_unit_report *unit, enum unit_state to);

/*
 * Pass the reports of units to another state, all of them or none.  Submitted, every
 * row must say how far it is, and what is under the threshold its cause and measure.
 * Returned, they take along what was observed; validated, what they answered is settled.
 * YUP_ECONFLICT "step_absent", "period_not_open", "report_incomplete", "observations_open",
 * "observations_unsent"; YUP_EINVALID "reason_needed".
 */
MUST_CHECK int app_reports_pass(const struct app *app, struct app_plans *plans,
    const struct app_period *which, const char *const *units, size_t count, enum unit_state to,
    const struct app_step *said, struct err *err);

/* Return reports with these observations, each in one of them, made and sent with the step. */
MUST_CHECK int app_reports_return(const struct app *app, struct app_plans *plans,
    const struct app_period *which, const char *const *units, size_t count,
    const struct app_step *said, const struct observation_new *observed, size_t observed_count,
    struct err *err);

#endif
