/* plans.c - plans, their rows, roll-up and findings, as JSON. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/edit.h"
#include "app/plan_list.h"
#include "core/plan_edit.h"
#include "core/plan_state.h"
#include "report/findings_json.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/json_in.h"
#include "web/pages/plan_view.h"

/* ---- Plans -------------------------------------------------------------------------- */

static void
put_plan(struct json_writer *w, const char *key, const struct plan_head *head)
{
	json_object(w, key);
	json_int(w, "id", head->id);
	json_int(w, "year", head->year);
	json_int(w, "version", head->version);
	json_text(w, "pack", head->pack);
	json_text(w, "state", plan_state_key((enum plan_state)head->state));
	json_int(w, "revision", head->revision);
	json_text(w, "saved_at", head->saved_at);
	json_text_or_null(w, "superseded_at", head->superseded_at);
	json_object_end(w);
}

static int
by_id(const void *a, const void *b)
{
	const struct app_version *x = a, *y = b;

	return x->head.id < y->head.id ? -1 : x->head.id > y->head.id;
}

static int
plans_list(struct visit *visit, struct err *err)
{
	struct app_version *list = NULL;
	struct api_page page;
	struct json_writer w;
	size_t count = 0, shown = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = app_plans_of(visit->app, visit->req->mem, visit->institution_id, &list, &count,
		    err);
	if (rc < 0)
		return rc;
	if (count > 1)
		qsort(list, count, sizeof(*list), by_id);
	api_begin(visit, &w);
	json_array(&w, "plans");
	for (size_t i = 0; i < count; i++) {
		if (list[i].head.id <= page.after)
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, list[i - 1].head.id);
			break;
		}
		put_plan(&w, NULL, &list[i].head);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static int
plan_get(struct visit *visit, struct err *err)
{
	struct app_version version;
	struct json_writer w;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, id, &version,
		    err);
	if (rc < 0)
		return rc;
	api_tag(visit, version.head.revision);
	api_begin(visit, &w);
	put_plan(&w, "plan", &version.head);
	return api_end(&w, err);
}

/* ---- Rows ----------------------------------------------------------------------------- */

static bool
may_read(const struct plan_view *view, uint32_t row)
{
	return plan_view_may(view, MAY_READ_PLAN, view->plan->nodes[row].unit);
}

static void
put_measure(struct json_writer *w, const char *key, const struct measure *m)
{
	json_text_or_null(w, key, m->text);
}

static void
put_node(struct json_writer *w, const char *key, const struct plan_view *view, uint32_t row)
{
	const struct plan *plan = view->plan;
	const struct plan_node *node = &plan->nodes[row];

	json_object(w, key);
	json_int(w, "node", row);
	json_text(w, "id", node->id);
	json_text(w, "code", node->code);
	json_text(w, "level", plan->pack->levels[node->level].key);
	if (node->parent != PLAN_NONE)
		json_int(w, "parent", node->parent);
	else
		json_null(w, "parent");
	json_text_or_null(w, "unit", node->unit != PLAN_NONE ? plan->units[node->unit].path : "");
	json_text(w, "title", node->title);
	json_int(w, "revision", node->revision);
	json_quantity(w, "weight", node->weight_e4);
	json_quantities(w, "schedule", plan_schedule(plan, row), plan->period_count);
	json_quantity(w, "total", node->total_e4);
	json_money(w, "budget", node->budget_cents);
	json_text_or_null(w, "indicator", node->indicator);
	json_text_or_null(w, "responsible", node->responsible);
	json_text_or_null(w, "verification", node->verification);
	put_measure(w, "baseline", &node->baseline);
	put_measure(w, "target", &node->target);
	json_text_or_null(w, "formula", node->sheet.formula);
	json_text_or_null(w, "data_source", node->sheet.source);
	json_text_or_null(w, "frequency", sheet_frequency_keys[node->sheet.frequency]);
	json_text_or_null(w, "direction", sheet_direction_keys[node->sheet.direction]);
	json_text_or_null(w, "measure_unit", node->sheet.unit);
	json_object_end(w);
}

static int
nodes_list(struct visit *visit, struct err *err)
{
	struct api_page page;
	struct plan_view view;
	struct json_writer w;
	size_t shown = 0;
	uint32_t last = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = plan_view_open(visit, 0, &view, err);
	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "nodes");
	/* `after` is the last row given, and one: rows begin at 0 */
	for (uint32_t i = (uint32_t)(page.after < UINT32_MAX ? page.after : UINT32_MAX);
	     i < view.plan->node_count; i++) {
		if (view.plan->nodes[i].deleted || !may_read(&view, i))
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, (int64_t)last + 1);
			break;
		}
		put_node(&w, NULL, &view, i);
		last = i;
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static int
row_arg(const struct visit *visit, uint32_t *out, struct err *err)
{
	char *end;
	unsigned long n = strtoul(visit->args[1], &end, 10);

	if (end == visit->args[1] || *end != '\0' || n >= UINT32_MAX)
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->req->path);
	*out = (uint32_t)n;
	return YUP_OK;
}

static int
open_node(struct visit *visit, struct plan_view *view, uint32_t *row, struct err *err)
{
	int rc = row_arg(visit, row, err);

	if (rc == YUP_OK)
		rc = plan_view_open(visit, 0, view, err);
	if (rc < 0)
		return rc;
	if (*row >= view->plan->node_count || view->plan->nodes[*row].deleted ||
	    !may_read(view, *row))
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->req->path);
	return YUP_OK;
}

static int
node_get(struct visit *visit, struct err *err)
{
	struct plan_view view;
	struct json_writer w;
	uint32_t row = 0;
	int rc = open_node(visit, &view, &row, err);

	if (rc < 0)
		return rc;
	api_tag(visit, view.plan->nodes[row].revision);
	api_begin(visit, &w);
	put_node(&w, "node", &view, row);
	return api_end(&w, err);
}

/* ---- Changing rows --------------------------------------------------------------------- */

enum { CELLS_MAX = 64 };

/* "cells": [{"field": "title", "period": 0, "text": "..."}] */
static int
read_cells(const struct json_in *body, struct typed_cell *typed, size_t *count, struct err *err)
{
	const struct json_in *cells = NULL;
	int rc = json_in_array(body, "cells", CELLS_MAX, &cells, err);

	*count = rc == YUP_OK ? json_in_count(cells) : 0;
	for (size_t i = 0; rc == YUP_OK && i < *count; i++) {
		const struct json_in *cell = json_in_at(cells, i);
		const char *field = NULL;
		unsigned ignored = 0;
		int64_t period = 0;

		rc = json_in_text(cell, "field", &field, err);
		if (rc == YUP_OK)
			rc = json_in_int(cell, "period", 0, PACK_PERIODS_MAX, &period, err);
		if (rc == YUP_OK)
			rc = json_in_text(cell, "text", &typed[i].text, err);
		if (rc < 0)
			return rc;
		typed[i].period = (unsigned)period;
		typed[i].field = FIELD_SCHEDULE;
		if (period > 0 ? strcmp(field, "schedule") != 0
			       : !node_field_find(field, &typed[i].field, &ignored))
			return err_refuse(err, YUP_EINVALID, "field_unknown", "%.60s", field);
	}
	return rc;
}

static int
do_edit(struct visit *visit, const struct app_edit_request *request, unsigned status,
    struct err *err)
{
	struct app_edited edited = { .refused = PLAN_NONE };
	struct plan_view view;
	struct json_writer w;
	int rc = app_edit(visit->app, visit->plans, visit->req->mem, request, &edited, err);

	if (rc < 0)
		return rc;
	visit->res->status = status;
	if (status == 204) {
		visit->res->type = NULL;
		return YUP_OK;
	}
	rc = plan_view_open(visit, 0, &view, err);
	if (rc < 0)
		return rc;
	api_tag(visit, view.plan->nodes[edited.node].revision);
	api_begin(visit, &w);
	put_node(&w, "node", &view, edited.node);
	return api_end(&w, err);
}

/* The row of the path as If-Match saw it. */
static int
begin_edit(struct visit *visit, enum change_kind kind, struct app_edit_request *out,
    struct err *err)
{
	struct plan_view view;
	uint32_t row = 0;
	int rc = open_node(visit, &view, &row, err);

	*out = (struct app_edit_request){ .institution_id = visit->institution_id,
		.kind = kind,
		.node = row };
	if (rc == YUP_OK)
		rc = api_seen(visit, &out->seen, err);
	if (rc == YUP_OK) {
		out->plan_id = view.plan_id;
		out->unit = view.plan->nodes[row].unit;
		if (out->seen != view.plan->nodes[row].revision)
			rc = err_refuse(err, YUP_ECONFLICT, "precondition_failed", "%u",
			    view.plan->nodes[row].revision);
	}
	return rc;
}

static int
node_change(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct typed_cell typed[CELLS_MAX] = { 0 };
	struct app_edit_request request;
	int rc = begin_edit(visit, CHANGE_CELLS, &request, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	request.typed = typed;
	if (rc == YUP_OK)
		rc = read_cells(body, typed, &request.typed_count, err);
	return rc < 0 ? rc : do_edit(visit, &request, 200, err);
}

static int
node_delete(struct visit *visit, struct err *err)
{
	struct app_edit_request request;
	int rc = begin_edit(visit, CHANGE_DELETE, &request, err);

	return rc < 0 ? rc : do_edit(visit, &request, 204, err);
}

/* "parent" and "after", rows; -1: as it is, at the end. */
static int
read_place(const struct json_in *body, struct edit_place *out, struct err *err)
{
	int64_t parent = 0, after = -1;
	int rc = json_in_int(body, "parent", 0, UINT32_MAX - 1, &parent, err);

	if (rc == YUP_OK)
		rc = json_in_int(body, "after", -1, UINT32_MAX - 1, &after, err);
	*out = (struct edit_place){ .parent = (uint32_t)parent,
		.after = after < 0 ? PLAN_NONE : (uint32_t)after };
	return rc;
}

static int
node_move(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_edit_request request;
	int rc = begin_edit(visit, CHANGE_MOVE, &request, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = read_place(body, &request.place, err);
	return rc < 0 ? rc : do_edit(visit, &request, 200, err);
}

static int
node_create(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct typed_cell typed[CELLS_MAX] = { 0 };
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_CREATE,
		.seen = APP_SEEN_ANY,
		.typed = typed };
	struct plan_view view;
	int rc = plan_view_open(visit, 0, &view, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = read_place(body, &request.place, err);
	if (rc == YUP_OK)
		rc = read_cells(body, typed, &request.typed_count, err);
	if (rc == YUP_OK &&
	    (request.place.parent >= view.plan->node_count ||
		view.plan->nodes[request.place.parent].deleted))
		rc = err_refuse(err, YUP_EINVALID, "json_member", "parent");
	if (rc < 0)
		return rc;
	request.plan_id = view.plan_id;
	request.unit = view.plan->nodes[request.place.parent].unit;
	return do_edit(visit, &request, 201, err);
}

/* ---- What is computed -------------------------------------------------------------------- */

static int
rollup_get(struct visit *visit, struct err *err)
{
	struct plan_view view;
	struct json_writer w;
	int rc = plan_view_open(visit, 0, &view, err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "nodes");
	for (uint32_t i = 0; i < view.plan->node_count; i++) {
		const int64_t *months;

		if (view.plan->nodes[i].deleted || !may_read(&view, i))
			continue;
		months = rollup_of_node(view.rollup, i);
		if (months == NULL)
			continue;
		json_object(&w, NULL);
		json_int(&w, "node", i);
		json_ratios(&w, "months", months, view.plan->period_count);
		json_ratio(&w, "total", view.rollup->total_e9[view.rollup->row_of[i]]);
		json_object_end(&w);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static bool
finding_is_shown(const struct plan_view *view, const struct finding *f)
{
	uint32_t unit = f->unit;

	if (unit == PLAN_NONE && f->node != PLAN_NONE)
		unit = view->plan->nodes[f->node].unit;
	return plan_view_may(view, MAY_READ_PLAN, unit);
}

static int
findings_get(struct visit *visit, struct err *err)
{
	struct finding_list list = { 0 };
	struct api_page page;
	struct plan_view view;
	struct json_writer w;
	size_t shown = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = plan_view_open(visit, 0, &view, err);
	if (rc < 0)
		return rc;
	plan_live_findings(view.live, visit->req->mem, &list);
	api_begin(visit, &w);
	json_array(&w, "findings");
	for (size_t i = (size_t)page.after; i < list.count; i++) {
		if (!finding_is_shown(&view, &list.items[i]))
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, (int64_t)i);
			break;
		}
		finding_json(&w, &list.items[i], view.plan, NULL);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

#define PLAN "/api/v1/plans/{plan}"

const struct route api_plans[] = {
	{ METHOD_GET, "/api/v1/plans", plans_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, PLAN, plan_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, PLAN "/nodes", nodes_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, PLAN "/nodes", node_create, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, PLAN "/nodes/{node}", node_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_PATCH, PLAN "/nodes/{node}", node_change, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_DELETE, PLAN "/nodes/{node}", node_delete, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, PLAN "/nodes/{node}/move", node_move, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, PLAN "/rollup", rollup_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, PLAN "/findings", findings_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
