/* boards.c - the follow-up document of a period, the standings of a year and a ministry. */
#include "app/board_json.h"
#include "app/reports.h"
#include "report/plan_json.h"
#include "web/api/api.h"
#include "web/api/common.h"

/* ?unit=DGP/UIC: that one and those below it; by its path, id or name. */
static int
read_unit(struct visit *visit, const struct app_period *which, uint32_t *out, struct err *err)
{
	const char *name = visit_field(visit, "unit");
	const struct app_unit_report *unit;
	struct app_unit_report *list = NULL;
	size_t count = 0;
	int rc;

	*out = PLAN_NONE;
	if (name[0] == '\0')
		return YUP_OK;
	rc = app_report_units(visit->app, visit->plans, visit->req->mem, which, &list, &count, err);
	if (rc < 0)
		return rc;
	unit = app_report_unit_called(list, count, name);
	if (unit == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "unit_absent", "%.60s", name);
	*out = unit->unit;
	return YUP_OK;
}

static int
follow_up_show(struct visit *visit, struct err *err)
{
	struct follow_up *fu = NULL;
	struct app_period which;
	struct json_writer w;
	uint32_t unit = PLAN_NONE;
	int rc = api_period(visit, &which, err);

	if (rc == YUP_OK)
		rc = read_unit(visit, &which, &unit, err);
	if (rc == YUP_OK)
		rc = app_report_follow_up(visit->app, visit->plans, visit->req->mem, &which, unit,
		    &fu, err);
	if (rc < 0)
		return rc;
	visit->res->type = "application/json";
	json_begin(&w, json_to_str, &visit->res->body);
	follow_up_json(&w, fu);
	return json_end(&w, err);
}

static int
standings_show(struct visit *visit, struct err *err)
{
	struct json_writer w;
	int year = 0, ended;
	int rc = api_year(visit, &year, err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	rc = app_board_json(visit->app, visit->plans, visit->institution_id, year, 0, &w, err);
	ended = api_end(&w, err);
	return rc < 0 ? rc : ended;
}

static int
ministry_show(struct visit *visit, struct err *err)
{
	struct json_writer w;
	int year = 0, ended;
	int rc = api_year(visit, &year, err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	rc = app_ministry_json(visit->app, visit->plans, visit->institution_id, year, &w, err);
	ended = api_end(&w, err);
	return rc < 0 ? rc : ended;
}

const struct route api_boards[] = {
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/follow-up", follow_up_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/api/v1/standings/{year}", standings_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/api/v1/ministry/{year}", ministry_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
