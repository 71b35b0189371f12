/* cells.c - what people type in the grid: saved, or only tried. */
#include <string.h>

#include "app/edit.h"
#include "app/edit_text.h"
#include "core/plan_edit.h"
#include "report/json_writer.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/refusal_text.h"
#include "web/api/api.h"
#include "web/json_in.h"
#include "web/pages/unit_view.h"

enum { CELLS_MAX = 20000 };

/* What came, row by row. */
struct typed_rows {
	struct app_edit_row *rows;
	size_t count, room;
};

static int
read_cell(const struct json_in *cell, uint32_t *node, uint32_t *seen, struct typed_cell *out,
    struct err *err)
{
	const char *field = NULL;
	int64_t row = 0, revision = 0, period = 0;
	unsigned ignored = 0;
	int rc = json_in_int(cell, "node", 0, UINT32_MAX - 1, &row, err);

	if (rc == YUP_OK)
		rc = json_in_int(cell, "revision", 0, UINT32_MAX - 1, &revision, err);
	if (rc == YUP_OK)
		rc = json_in_text(cell, "field", &field, err);
	if (rc == YUP_OK)
		rc = json_in_int(cell, "period", 0, PACK_PERIODS_MAX, &period, err);
	if (rc == YUP_OK)
		rc = json_in_text(cell, "text", &out->text, err);
	if (rc < 0)
		return rc;
	if (period > 0 ? strcmp(field, "schedule") != 0
		       : !node_field_find(field, &out->field, &ignored))
		return err_refuse(err, YUP_EINVALID, "field_unknown", "%.60s", field);
	if (period > 0)
		out->field = FIELD_SCHEDULE;
	out->period = (unsigned)period;
	*node = (uint32_t)row;
	*seen = (uint32_t)revision;
	return YUP_OK;
}

/* The row's place among those that came, made where it is new. */
static size_t
row_of(struct mem *mem, struct typed_rows *typed, uint32_t node, uint32_t seen)
{
	for (size_t i = typed->count; i > 0; i--)
		if (typed->rows[i - 1].node == node)
			return i - 1;
	MEM_PUSH(mem, typed->rows, typed->count, typed->room);
	typed->rows[typed->count - 1] = (struct app_edit_row){ .node = node, .seen = seen };
	return typed->count - 1;
}

static int
read_rows(struct visit *visit, const struct json_in *body, struct typed_rows *out, struct err *err)
{
	struct mem *mem = visit->req->mem;
	const struct json_in *cells = NULL;
	int rc = json_in_array(body, "cells", CELLS_MAX, &cells, err);
	size_t count = rc == YUP_OK ? json_in_count(cells) : 0;
	struct typed_cell *typed = mem_array(mem, count + 1, sizeof(*typed));
	size_t *place = mem_array(mem, count + 1, sizeof(*place));

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		uint32_t node = 0, seen = 0;

		rc = read_cell(json_in_at(cells, i), &node, &seen, &typed[i], err);
		if (rc < 0)
			break;
		place[i] = row_of(mem, out, node, seen);
		out->rows[place[i]].typed_count++;
	}
	for (size_t r = 0; rc == YUP_OK && r < out->count; r++) {
		struct typed_cell *list = mem_array(mem, out->rows[r].typed_count, sizeof(*list));
		size_t n = 0;

		for (size_t i = 0; i < count; i++)
			if (place[i] == r)
				list[n++] = typed[i];
		out->rows[r].typed = list;
	}
	return rc;
}

/* ---- Answers ---------------------------------------------------------------------- */

static void
put_cell(struct json_writer *w, const struct plan_view *plan, uint32_t row, enum node_field field,
    unsigned period)
{
	json_line_object(w, NULL);
	json_text(w, "field", node_field_key(field));
	json_int(w, "period", period);
	json_text(w, "text", view_cell(plan, row, field, period));
	json_object_end(w);
}

static void
put_row(struct json_writer *w, const struct plan_view *plan, uint32_t row)
{
	static const enum node_field FIELDS[] = { FIELD_TITLE, FIELD_WEIGHT, FIELD_TOTAL,
		FIELD_BUDGET, FIELD_FIRST_MONTH, FIELD_LAST_MONTH, FIELD_INDICATOR,
		FIELD_RESPONSIBLE, FIELD_BASELINE, FIELD_TARGET, FIELD_VERIFICATION };

	json_object(w, NULL);
	json_int(w, "node", row);
	json_int(w, "revision", plan->plan->nodes[row].revision);
	json_array(w, "cells");
	for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
		put_cell(w, plan, row, FIELDS[i], 0);
	for (unsigned m = 1; m <= plan->plan->period_count; m++)
		put_cell(w, plan, row, FIELD_SCHEDULE, m);
	json_array_end(w);
	json_object_end(w);
}

/* Roll-ups that came out otherwise, for the rows that only show them. */
static void
put_computed(struct json_writer *w, const struct plan_view *plan, uint32_t row)
{
	const int64_t *months = rollup_of_node(plan->rollup, row);

	json_object(w, NULL);
	json_int(w, "node", row);
	json_line_array(w, "months");
	for (unsigned m = 0; m < plan->plan->period_count; m++)
		json_text(w, NULL, months != NULL ? view_ratio(plan, months[m]) : "");
	json_array_end(w);
	json_text(w, "total",
	    months != NULL ? view_ratio(plan, plan->rollup->total_e9[plan->rollup->row_of[row]])
			   : "");
	json_object_end(w);
}

/* What follows from the cells on the page of their unit. */
static void
put_unit(struct json_writer *w, const struct plan_view *plan, uint32_t row)
{
	const struct html *like = &plan->visit->html;
	uint32_t unit = plan->plan->nodes[row].unit;
	struct unit_view view;

	if (unit == PLAN_NONE)
		return;
	unit_view_make(plan, unit, unit_form_shown(plan->visit), &view);
	if (plan->plan->units[unit].state == UNIT_RETURNED)
		(void)!unit_view_observe(&view, NULL); /* what is locked is not offered */
	json_text(w, "balance", unit_view_balance(&view, like));
	json_text(w, "curve", unit_view_curve(&view, like));
	json_object(w, "foot");
	json_line_array(w, "months");
	for (unsigned m = 0; m < plan->plan->period_count; m++)
		json_text(w, NULL, view.month_e9 != NULL ? view_ratio(plan, view.month_e9[m]) : "");
	json_array_end(w);
	json_text(w, "total", view_ratio(plan, view.total_e9));
	json_text(w, "budget", view_money(plan, view.budget_cents));
	json_object_end(w);
}

static void
put_saved(struct visit *visit, const struct app_edited *edited, const struct typed_rows *typed)
{
	struct plan_view plan = { .visit = visit,
		.mem = visit->req->mem,
		.live = edited->live,
		.plan = plan_live_plan(edited->live),
		.tree = plan_live_tree(edited->live),
		.rollup = plan_live_rollup(edited->live) };
	struct json_writer w;

	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_int(&w, "revision", edited->revision);
	json_array(&w, "rows");
	for (size_t i = 0; i < typed->count; i++)
		put_row(&w, &plan, typed->rows[i].node);
	json_array_end(&w);
	json_array(&w, "computed");
	for (size_t i = 0; i < edited->outcome.path_count; i++)
		if (!plan_is_leaf_level(plan.plan, plan.plan->nodes[edited->outcome.path[i]].level))
			put_computed(&w, &plan, edited->outcome.path[i]);
	json_array_end(&w);
	put_unit(&w, &plan, typed->rows[0].node);
	json_object_end(&w);
	if (json_end(&w, NULL) < 0)
		str_clear(&visit->res->body);
}

static void
put_conflict(struct json_writer *w, struct visit *visit, const struct app_edited *edited,
    const struct app_conflict *c)
{
	const struct plan_view plan = { .mem = visit->req->mem,
		.plan = plan_live_plan(edited->live) };

	json_line_object(w, NULL);
	json_int(w, "node", c->node);
	json_int(w, "revision", plan.plan->nodes[c->node].revision);
	json_text(w, "field", node_field_key(c->field));
	json_int(w, "period", c->period);
	json_text(w, "theirs", view_cell(&plan, c->node, c->field, c->period));
	if (c->mine != NULL)
		json_text(w, "mine", c->mine);
	else
		json_null(w, "mine");
	json_text(w, "by", c->actor);
	json_text(w, "at", c->at);
	json_object_end(w);
}

/* The rows of what was typed that are no more; how many. */
static size_t
put_gone(struct json_writer *w, const struct app_edited *edited, const struct typed_rows *typed)
{
	const struct plan *plan = edited->live != NULL ? plan_live_plan(edited->live) : NULL;
	size_t count = 0;

	for (size_t i = 0; plan != NULL && i < typed->count; i++)
		if (typed->rows[i].node < plan->node_count &&
		    plan->nodes[typed->rows[i].node].deleted) {
			if (count++ == 0)
				json_line_array(w, "gone");
			json_int(w, NULL, typed->rows[i].node);
		}
	if (count > 0)
		json_array_end(w);
	return count;
}

/* A problem document that names the cells. */
static void
put_refused(struct visit *visit, const struct app_edited *edited, const struct typed_rows *typed,
    const struct err *err)
{
	CLEANUP(str_done) struct str sentence = { 0 };
	bool conflict = edited->conflict_count > 0;
	struct json_writer w;

	refusal_sentence_in(&sentence, err, visit->html.catalogue);
	visit->res->status = conflict ? 409 : 422;
	visit->res->type = "application/problem+json";
	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_text(&w, "type", "about:blank");
	json_text(&w, "title", conflict ? "Conflict" : "Unprocessable Content");
	json_int(&w, "status", (int64_t)visit->res->status);
	if (put_gone(&w, edited, typed) > 0)
		json_text(&w, "detail",
		    html_translated(&visit->html,
			N_("Otra persona borró esta fila: copie lo que escribió si le hace falta. "
			   "Lo demás se guarda.")));
	else
		json_text(&w, "detail", str_text(&sentence));
	json_text(&w, "code", err->key != NULL ? err->key : err_name(err->code));
	json_array(&w, "cells");
	for (size_t i = 0; i < edited->conflict_count; i++)
		put_conflict(&w, visit, edited, &edited->conflicts[i]);
	if (!conflict && edited->refused != PLAN_NONE && err->field != NULL) {
		json_line_object(&w, NULL);
		json_int(&w, "node", edited->refused);
		json_text(&w, "field", err->field);
		json_int(&w, "period", (int64_t)err->line);
		json_text(&w, "detail", str_text(&sentence));
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	if (json_end(&w, NULL) < 0)
		str_clear(&visit->res->body);
}

/* The plan of the path and the cells of the body; `typed` and `body` outlive the request. */
static int
read_request(struct visit *visit, struct app_edit_request *request, struct typed_rows *typed,
    struct json_in **body, struct err *err)
{
	int rc = visit_arg_id(visit, 0, &request->plan_id, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, body, err);
	if (rc == YUP_OK)
		rc = read_rows(visit, *body, typed, err);
	if (rc == YUP_OK && typed->count == 0)
		rc = err_refuse(err, YUP_EINVALID, "json_member", "cells");
	request->rows = typed->rows;
	request->row_count = typed->count;
	return rc;
}

/* POST /api/v1/plans/{plan}/cells: all of them are saved, or none. */
static int
cells_save(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct typed_rows typed = { 0 };
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_CELLS };
	struct app_edited edited = { .refused = PLAN_NONE };
	int rc = read_request(visit, &request, &typed, &body, err);

	if (rc < 0)
		return rc;
	rc = app_edit(visit->app, visit->plans, visit->req->mem, &request, &edited, err);
	visit->res->type = "application/json";
	if (rc == YUP_OK)
		put_saved(visit, &edited, &typed);
	else if (rc == YUP_EINVALID || rc == YUP_ELIMIT || rc == YUP_ECONFLICT)
		put_refused(visit, &edited, &typed, err);
	else
		return rc;
	return YUP_OK;
}

/* What the rules would say, for the panel beside the grid. */
struct trying {
	struct visit *visit;
	uint32_t row;
};

static void
put_tried(void *context, const struct plan_live *live, const struct live_outcome *outcome)
{
	const struct trying *t = context;
	struct plan_view plan = { .visit = t->visit,
		.mem = t->visit->req->mem,
		.live = live,
		.plan = plan_live_plan(live),
		.tree = plan_live_tree(live),
		.rollup = plan_live_rollup(live) };
	struct json_writer w;

	(void)outcome;
	json_begin(&w, json_to_str, &t->visit->res->body);
	json_object(&w, NULL);
	put_unit(&w, &plan, t->row);
	json_object_end(&w);
	if (json_end(&w, NULL) < 0)
		str_clear(&t->visit->res->body);
}

static void
ignore_tried(void *context, const struct plan_live *live, const struct live_outcome *outcome)
{
	(void)context;
	(void)live;
	(void)outcome;
}

static bool
is_problem(int rc)
{
	return rc == YUP_EINVALID || rc == YUP_ELIMIT || rc == YUP_ECONFLICT || rc == YUP_ENOTFOUND;
}

/* The row that is refused by itself; where none is, the last that was typed. */
static uint32_t
find_refused(struct visit *visit, const struct app_edit_request *all, struct err *err)
{
	struct app_edit_request one = *all;
	struct err alone = { 0 };

	for (size_t i = 0; all->row_count > 1 && i < all->row_count; i++) {
		one.rows = &all->rows[i];
		one.row_count = 1;
		if (is_problem(app_edit_try(visit->app, visit->plans, visit->req->mem, &one,
			ignore_tried, NULL, &alone))) {
			*err = alone;
			return all->rows[i].node;
		}
	}
	return all->rows[all->row_count - 1].node;
}

/* It is no failure that half a number is no number: it is what was asked. */
static int
put_problem(struct visit *visit, const struct app_edit_request *request, struct err *err)
{
	CLEANUP(str_done) struct str sentence = { 0 };
	uint32_t row = find_refused(visit, request, err);
	struct json_writer w;

	refusal_sentence_in(&sentence, err, visit->html.catalogue);
	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_array(&w, "problems");
	json_line_object(&w, NULL);
	json_int(&w, "node", row);
	json_text(&w, "field", err->field != NULL ? err->field : "");
	json_int(&w, "period", (int64_t)err->line);
	json_text(&w, "detail", str_text(&sentence));
	json_object_end(&w);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}

/* POST /api/v1/plans/{plan}/cells/try: as if they were saved, which they are not. */
static int
cells_try(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct trying trying = { .visit = visit };
	struct typed_rows typed = { 0 };
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_CELLS };
	int rc = read_request(visit, &request, &typed, &body, err);

	if (rc < 0)
		return rc;
	trying.row = typed.rows[0].node;
	visit->res->type = "application/json";
	rc = app_edit_try(visit->app, visit->plans, visit->req->mem, &request, put_tried, &trying,
	    err);
	return is_problem(rc) && err->field != NULL ? put_problem(visit, &request, err) : rc;
}

const struct route api_cells[] = {
	{ METHOD_POST, "/api/v1/plans/{plan}/cells", cells_save, ASKS_ROLE, MAY_READ_PLAN,
	    4 << 20 },
	{ METHOD_POST, "/api/v1/plans/{plan}/cells/try", cells_try, ASKS_ROLE, MAY_READ_PLAN,
	    4 << 20 },
	{ 0 },
};
