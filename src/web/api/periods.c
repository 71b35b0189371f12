/* periods.c - reporting periods: laid out, opened, extended and closed, as JSON. */
#include "app/periods.h"

#include <stdlib.h>

#include "app/app.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/json_in.h"

enum { DAYS_MAX = 366 };

/* ---- Reading ------------------------------------------------------------------------- */

/* ?year=2027, else the newest that has periods. */
static int
year_asked(const struct visit *visit, int *out, struct err *err)
{
	const char *text = visit_field(visit, "year");
	unsigned long year = strtoul(text, NULL, 10);
	int *years = NULL;
	size_t count = 0;
	int rc;

	*out = year <= 9999 ? (int)year : 0;
	if (text[0] != '\0')
		return YUP_OK;
	rc = app_period_years(visit->app, visit->req->mem, visit->institution_id, &years, &count,
	    err);
	*out = rc == YUP_OK && count > 0 ? years[0] : 0;
	return rc;
}

static void
put_period(struct json_writer *w, const struct report_period *p)
{
	json_line_object(w, NULL);
	json_int(w, "period", p->number);
	json_int(w, "first", p->first);
	json_int(w, "last", p->last);
	json_text(w, "due_on", p->due_on);
	json_text(w, "state", period_state_key((enum period_state)p->state));
	if (p->plan_id != 0)
		json_int(w, "plan", p->plan_id);
	else
		json_null(w, "plan");
	json_object_end(w);
}

/* The calendar of a year as it is now. */
static int
answer(struct visit *visit, int year, unsigned status, struct err *err)
{
	struct report_period *list = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = app_period_list(visit->app, visit->req->mem, visit->institution_id, year, &list,
	    &count, err);

	if (rc < 0)
		return rc;
	visit->res->status = status;
	api_begin(visit, &w);
	json_int(&w, "year", year);
	json_array(&w, "periods");
	for (size_t i = 0; i < count; i++)
		put_period(&w, &list[i]);
	json_array_end(&w);
	return api_end(&w, err);
}

static int
periods_list(struct visit *visit, struct err *err)
{
	int year = 0;
	int rc = year_asked(visit, &year, err);

	return rc < 0 ? rc : answer(visit, year, 200, err);
}

/* ---- Running ------------------------------------------------------------------------- */

/* {"every": 3, "days": 10}; 0: as the pack has it */
static int
year_lay_out(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	int64_t every = 0, days = 0;
	int year = 0;
	int rc = api_year(visit, &year, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_int(body, "every", 0, PACK_PERIODS_MAX, &every, err);
	if (rc == YUP_OK)
		rc = json_in_int(body, "days", 0, DAYS_MAX, &days, err);
	if (rc == YUP_OK)
		rc = app_period_lay_out(visit->app, visit->institution_id, year, (unsigned)every,
		    (unsigned)days, err);
	return rc < 0 ? rc : answer(visit, year, 201, err);
}

/* {"due_on": "2027-04-15"}; "": as laid out */
static int
period_open(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_period which;
	const char *due_on = "";
	int rc = api_period(visit, &which, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "due_on", &due_on, err);
	if (rc == YUP_OK)
		rc = app_period_open(visit->app, &which, due_on[0] != '\0' ? due_on : NULL, err);
	return rc < 0 ? rc : answer(visit, which.year, 200, err);
}

/* {"units": ["DGP/UIC"], "due_on": "2027-04-20", "why": "Feriado"}; no units: all of them */
static int
period_extend(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_period which;
	const char *due_on = "", *why = "", **units = NULL;
	size_t count = 0;
	int rc = api_period(visit, &which, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_texts(body, "units", visit->req->mem, API_UNITS_MAX, &units, &count,
		    err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "due_on", &due_on, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "why", &why, err);
	if (rc == YUP_OK)
		rc = app_period_extend(visit->app, visit->plans, &which, units, count, due_on, why,
		    err);
	return rc < 0 ? rc : answer(visit, which.year, 200, err);
}

/* {"why": ""}; a reason closes it with reports that are not accepted */
static int
period_close(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_period which;
	const char *why = "";
	int rc = api_period(visit, &which, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "why", &why, err);
	if (rc == YUP_OK)
		rc = app_period_close(visit->app, visit->plans, &which, why, err);
	return rc < 0 ? rc : answer(visit, which.year, 200, err);
}

#define PERIODS "/api/v1/periods"
#define YEAR PERIODS "/{year}"
#define PERIOD YEAR "/{period}"

const struct route api_periods[] = {
	{ METHOD_GET, PERIODS, periods_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, YEAR, year_lay_out, ASKS_ROLE, MAY_RUN_PERIODS, 0 },
	{ METHOD_POST, PERIOD "/open", period_open, ASKS_ROLE, MAY_RUN_PERIODS, 0 },
	{ METHOD_POST, PERIOD "/extend", period_extend, ASKS_ROLE, MAY_RUN_PERIODS, 0 },
	{ METHOD_POST, PERIOD "/close", period_close, ASKS_ROLE, MAY_RUN_PERIODS, 0 },
	{ 0 },
};
