/*
 * report_store.h - a year's reporting periods, what units report in them, and all
 * that it was before (core/report.h).
 */
#ifndef YUP_STORE_REPORT_STORE_H
#define YUP_STORE_REPORT_STORE_H

#include "core/plan_edit.h"
#include "core/report.h"

struct db;
struct db_tx;
struct mem;

/* ---- Periods ---------------------------------------------------------------- */

/* Lay out a year; `periods` numbered from 1.  YUP_ECONFLICT: it has some already. */
MUST_CHECK int report_store_lay_out(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_period *periods, size_t count, struct err *err);

/* Take away a year's periods, of which none ever opened; nothing where one did. */
MUST_CHECK int report_store_clear(struct db_tx *tx, int64_t institution_id, int year,
    struct err *err);

/* In order, none where nobody laid them out; texts in `mem`. */
MUST_CHECK int report_store_periods(struct db *db, struct mem *mem, int64_t institution_id,
    int year, struct report_period **out, size_t *out_count, struct err *err);

/* The years that have periods, the newest first; in `mem`. */
MUST_CHECK int report_store_years(struct db *db, struct mem *mem, int64_t institution_id, int **out,
    size_t *out_count, struct err *err);

/* The first period that is reported against a plan; 0: none is. */
MUST_CHECK int report_store_period_of_plan(struct db *db, int64_t institution_id, int64_t plan_id,
    unsigned *out, struct err *err);

/* A period as `period` has it, if it still is in `seen`.  YUP_ECONFLICT "period_changed". */
MUST_CHECK int report_store_put_period(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_period *period, enum period_state seen, struct err *err);

/*
 * Read a period and hold it until `tx` ends: nobody closes it meanwhile.
 * YUP_ENOTFOUND "period_absent".
 */
MUST_CHECK int report_store_hold(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int year, unsigned period, struct report_period *out, struct err *err);

/* ---- Units' reports, and steps ------------------------------------------------ */

struct unit_report {
	uint8_t period;
	uint8_t state; /* enum unit_state */
	const char *unit_id;
	const char *due_on; /* "": the period's */
};

/* One that is not there is UNIT_DRAFT with the period's day. */
MUST_CHECK int report_store_put_unit(struct db_tx *tx, int64_t institution_id, int year,
    const struct unit_report *unit, struct err *err);

/* Those of one period (0: of all), by period and unit; in `mem`. */
MUST_CHECK int report_store_units(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct unit_report **out, size_t *out_count, struct err *err);

struct report_step {
	uint8_t period;
	uint8_t state;       /* of the period, or of the unit's report */
	const char *unit_id; /* "": the period */
	const char *due_on;  /* the day it gives, "" where it gives none */
	const char *at;
	int64_t user_id; /* 0: the operator of the command line */
	const char *actor;
	const char *why;
};

MUST_CHECK int report_store_add_step(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_step *step, struct err *err);

/* Those of one period (0: of all), the oldest first; in `mem`. */
MUST_CHECK int report_store_steps(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct report_step **out, size_t *out_count, struct err *err);

/* ---- Reports ----------------------------------------------------------------- */

/* What was said of a row; report_init()'s where nothing was. */
MUST_CHECK int report_store_get(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *node_id, unsigned period, struct report *out, struct err *err);

/* All to the end of a period, by row and period; in `mem`. */
MUST_CHECK int report_store_list(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct report **out, size_t *out_count, struct err *err);

/* The same of the rows that a unit (its place) has in a plan. */
MUST_CHECK int report_store_list_of_unit(struct db *db, struct mem *mem, int64_t institution_id,
    int year, unsigned period, int64_t plan_id, uint32_t unit, struct report **out,
    size_t *out_count, struct err *err);

/* All that is said of a year at once, of which nothing was. */
struct report_year {
	const struct report_period *periods;
	size_t period_count;
	const struct unit_report *units;
	size_t unit_count;
	const struct report_step *steps; /* the oldest first */
	size_t step_count;
	const struct report *reports; /* each with its revision */
	size_t report_count;
};

/* Quick, and without what reports were before.  YUP_ECONFLICT: there is something. */
MUST_CHECK int report_store_add_year(struct db_tx *tx, int64_t institution_id, int year,
    const struct report_year *all, struct err *err);

/* One cell of a report, before and after a change. */
struct report_change {
	uint8_t period;
	uint8_t field;     /* enum report_field */
	uint32_t revision; /* of the report, that it made */
	struct cell_value before, after;
	const char *at;
	int64_t user_id; /* 0: the operator of the command line */
	const char *actor;
	const char *why; /* "" but where it corrects a closed period */
};

/*
 * Put `report` with `revision` one more than it was seen with; `cells` is what
 * differs.  YUP_ECONFLICT "report_changed": somebody was first.
 */
MUST_CHECK int report_store_put(struct db_tx *tx, int64_t institution_id, int year,
    const struct report *report, const struct report_change *cells, size_t count, struct err *err);

/* What a row's report went through, in one period (0: in all), the oldest first; in `mem`. */
MUST_CHECK int report_store_past(struct db *db, struct mem *mem, int64_t institution_id, int year,
    const char *node_id, unsigned period, struct report_change **out, size_t *out_count,
    struct err *err);

/*
 * Take back in `reports` (all of a year, report_store_list()) what changed after a
 * moment, an instant: they are as they were then.  Texts in `mem`.
 */
MUST_CHECK int report_store_take_back(struct db *db, struct mem *mem, int64_t institution_id,
    int year, const char *moment, struct report *reports, size_t count, struct err *err);

#endif
