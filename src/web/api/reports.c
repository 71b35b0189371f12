/* reports.c - units' reports of a period, passed on, and a row's, as JSON. */
#include <string.h>

#include "app/app.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/json_in.h"
#include "web/pages/report_past.h"

/* ---- Units ------------------------------------------------------------------------- */

static void
put_unit(struct json_writer *w, const struct app_unit_report *u)
{
	json_line_object(w, NULL);
	json_text(w, "id", u->unit_id);
	json_text(w, "path", u->path);
	json_text(w, "state", unit_state_key((enum unit_state)u->state));
	json_text(w, "due_on", u->due_on);
	json_bool(w, "late", u->is_late);
	json_int(w, "rows", u->rows);
	json_int(w, "reported", u->reported);
	json_int(w, "unexplained", u->unexplained);
	json_ratio(w, "physical", u->physical_e9);
	json_object_end(w);
}

/* `after` counts places in the plan. */
static int
units_list(struct visit *visit, struct err *err)
{
	struct app_unit_report *list = NULL;
	struct api_page page;
	struct period_view p;
	struct json_writer w;
	size_t count = 0, shown = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = period_view_open(visit, &p, err);
	if (rc == YUP_OK)
		rc = app_report_units(visit->app, visit->plans, visit->req->mem, &p.which, &list,
		    &count, err);
	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "units");
	for (size_t i = 0; i < count; i++) {
		if ((int64_t)list[i].unit + 1 <= page.after)
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, (int64_t)list[i - 1].unit + 1);
			break;
		}
		put_unit(&w, &list[i]);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

/* ---- Passing ------------------------------------------------------------------------ */

/* "submitted", "approved", "returned", "validated". */
static int
read_state(const struct json_in *body, enum unit_state *out, struct err *err)
{
	const char *key = "";
	int rc = json_in_text(body, "to", &key, err);

	for (unsigned s = 0; rc == YUP_OK && s < UNIT_STATE__COUNT; s++)
		if (strcmp(unit_state_key((enum unit_state)s), key) == 0) {
			*out = (enum unit_state)s;
			return YUP_OK;
		}
	return rc < 0 ? rc : err_refuse(err, YUP_EINVALID, "json_member", "to");
}

/* The units that were passed, as they are now. */
static int
answer_passed(struct visit *visit, const struct app_period *which, const char *const *names,
    size_t name_count, struct err *err)
{
	struct app_unit_report *list = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = app_report_units(visit->app, visit->plans, visit->req->mem, which, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "units");
	for (size_t i = 0; i < name_count; i++) {
		const struct app_unit_report *u = app_report_unit_called(list, count, names[i]);

		if (u != NULL)
			put_unit(&w, u);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

/* {"units": ["DGP/UIC"], "to": "returned", "why": "Falta el respaldo"} */
static int
units_pass(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_step said = { .why = "" };
	struct app_period which;
	enum unit_state to = UNIT_DRAFT;
	const char **units = NULL;
	size_t count = 0;
	int rc = api_period(visit, &which, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_texts(body, "units", visit->req->mem, API_UNITS_MAX, &units, &count,
		    err);
	if (rc == YUP_OK)
		rc = read_state(body, &to, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "why", &said.why, err);
	if (rc == YUP_OK && count == 0)
		rc = err_refuse(err, YUP_EINVALID, "nothing_chosen", "units");
	if (rc == YUP_OK)
		rc = app_reports_pass(visit->app, visit->plans, &which, units, count, to, &said,
		    err);
	return rc < 0 ? rc : answer_passed(visit, &which, units, count, err);
}

/* ---- A row ------------------------------------------------------------------------- */

static const char *
threshold_key(enum threshold_answer answer)
{
	static const char *const KEYS[] = { "well", "below_flat", "below_plan" };

	return KEYS[answer];
}

static void
put_row(struct json_writer *w, const struct past_view *v)
{
	const struct report_progress *g = &v->line.progress;

	json_object(w, "row");
	json_int(w, "node", v->line.plan->row);
	json_text(w, "code", v->line.plan->code);
	json_text(w, "title", v->line.plan->title);
	json_text(w, "unit", v->owner->path);
	json_int(w, "revision", v->line.said->revision);
	json_ratio(w, "physical", g->physical_e9);
	json_bool(w, "stated", g->stated);
	json_quantity(w, "achieved", g->achieved_e4);
	json_quantity(w, "whole", g->whole_e4);
	json_ratio(w, "planned", g->planned_e9);
	json_ratio(w, "efficacy", g->efficacy_e9);
	json_ratio(w, "financial", g->financial_e9);
	json_text(w, "threshold", threshold_key(v->line.threshold));
	json_object_end(w);
}

/* What each period says, to the one asked. */
static void
put_said(struct json_writer *w, const struct past_view *v)
{
	json_array(w, "reports");
	for (size_t i = 0; i < v->period_count; i++) {
		const struct past_period *t = &v->periods[i];

		if (t->said == NULL)
			continue;
		json_object(w, NULL);
		json_int(w, "period", t->period->number);
		json_array(w, "cells");
		for (unsigned f = 0; f < REPORT_FIELD__COUNT; f++) {
			json_line_object(w, NULL);
			json_text(w, "field", report_field_key((enum report_field)f));
			json_text(w, "text", report_cell(&v->p, t->said, (enum report_field)f));
			json_object_end(w);
		}
		json_array_end(w);
		json_object_end(w);
	}
	json_array_end(w);
}

static const char *
cell_text(const struct period_view *p, struct cell_value value, enum report_field field)
{
	struct report as;

	report_init(&as, "", 0);
	as.number[field] = value.number;
	if (value.text != NULL)
		as.text[field] = value.text;
	return report_cell(p, &as, field);
}

/* The oldest first; with "why" where it corrects a closed period. */
static int
put_changes(struct json_writer *w, const struct past_view *v, struct err *err)
{
	struct visit *visit = v->p.visit;
	struct report_change *list = NULL;
	size_t count = 0;
	int rc = app_report_past(visit->app, visit->plans, visit->req->mem, &v->p.which,
	    v->line.plan->row, &list, &count, err);

	json_array(w, "changes");
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		enum report_field field = (enum report_field)list[i].field;

		json_line_object(w, NULL);
		json_int(w, "period", list[i].period);
		json_text(w, "field", report_field_key(field));
		json_text(w, "before", cell_text(&v->p, list[i].before, field));
		json_text(w, "after", cell_text(&v->p, list[i].after, field));
		json_text(w, "at", list[i].at);
		json_text(w, "actor", list[i].actor);
		json_text_or_null(w, "why", list[i].why);
		json_object_end(w);
	}
	json_array_end(w);
	return rc;
}

static int
row_show(struct visit *visit, struct err *err)
{
	struct past_view v;
	struct json_writer w;
	int rc = past_view_open(visit, &v, err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	put_row(&w, &v);
	put_said(&w, &v);
	rc = put_changes(&w, &v, err);
	return rc < 0 ? rc : api_end(&w, err);
}

const struct route api_reports[] = {
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/units", units_list, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/steps", units_pass, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/rows/{node}", row_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
