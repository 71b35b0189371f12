/*
 * report_load.h - what units report in a period, read from a table: a row a line,
 * named by its unit and code, with the fields of core/report.h as columns.
 *
 * An empty cell leaves what is there.  All lines are saved, or none: every line that
 * is refused is told.
 */
#ifndef YUP_APP_REPORT_LOAD_H
#define YUP_APP_REPORT_LOAD_H

#include "app/reports.h"

enum { REPORT_LOAD_ROWS_MAX = 20000, REPORT_LOAD_TOLD_MAX = 200 };

struct app_report_load {
	const struct app_period *which;
	const char *path; /* "-": standard input */
	const char *why;  /* of corrections in a closed period; NULL elsewhere */
	bool dry_run;     /* say what would be refused, save nothing */
};

/* A line that is refused, and why. */
struct app_report_refused {
	uint32_t line;
	const char *unit, *code;
	struct err err;
};

struct app_report_loaded {
	size_t lines, cells;
	struct app_report_refused *refused; /* in `mem`, at most REPORT_LOAD_TOLD_MAX */
	size_t refused_count, told_count;
};

/*
 * Rights and rules are those of app_report_edit().  YUP_EINVALID "lines_refused" with
 * them in `*out`; "column_unknown", "column_missing", "table_twice"; those of csv_read(),
 * decode_text() and file_read(); YUP_ELIMIT "csv_large".
 */
MUST_CHECK int app_report_load(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_report_load *load, struct app_report_loaded *out, struct err *err);

#endif
