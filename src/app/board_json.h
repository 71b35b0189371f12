/*
 * board_json.h - the standings of a year and of a ministry as JSON, the same in the API
 * and on the command line (report/standing_json.h).
 */
#ifndef YUP_APP_BOARD_JSON_H
#define YUP_APP_BOARD_JSON_H

#include "app/ministry.h"
#include "app/standings.h"

struct json_writer;

/*
 * The plan that the lines of a period are of; it lives until the next call with `plans`.
 * NULL: none of the year was opened.
 */
MUST_CHECK int app_board_plan(const struct app *app, struct app_plans *plans,
    int64_t institution_id, const struct app_standings *year, unsigned period,
    const struct plan **out, struct err *err);

/* The members "year" and "periods"; `period` 0: all of them. */
MUST_CHECK int app_board_json(const struct app *app, struct app_plans *plans,
    int64_t institution_id, int year, unsigned period, struct json_writer *w, struct err *err);

/*
 * The members "year", "last", "months" and "institutions".  YUP_ENOTFOUND "period_absent":
 * none of them reported in the year.
 */
MUST_CHECK int app_ministry_json(const struct app *app, struct app_plans *plans,
    int64_t institution_id, int year, struct json_writer *w, struct err *err);

#endif
