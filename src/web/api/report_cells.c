/* report_cells.c - what people type in a unit's report: saved, or only tried. */
#include <string.h>

#include "app/app.h"
#include "app/edit.h"
#include "report/json_writer.h"
#include "text/catalogue.h"
#include "text/refusal_text.h"
#include "text/report_text.h"
#include "web/api/api.h"
#include "web/json_in.h"
#include "web/pages/report_view.h"

enum { CELLS_MAX = 20000 };

/* What came, row by row. */
struct typed_rows {
	struct app_report_row *rows;
	size_t count, room;
};

static int
read_cell(const struct json_in *cell, uint32_t *row, uint32_t *seen, struct typed_report *out,
    struct err *err)
{
	const char *field = NULL;
	int64_t node = 0, revision = 0;
	int rc = json_in_int(cell, "node", 0, UINT32_MAX - 1, &node, err);

	if (rc == YUP_OK)
		rc = json_in_int(cell, "revision", 0, UINT32_MAX - 1, &revision, err);
	if (rc == YUP_OK)
		rc = json_in_text(cell, "field", &field, err);
	if (rc == YUP_OK)
		rc = json_in_text(cell, "text", &out->text, err);
	if (rc == YUP_OK && !report_field_find(field, &out->field))
		rc = err_refuse(err, YUP_EINVALID, "field_unknown", "%.60s", field);
	*row = (uint32_t)node;
	*seen = (uint32_t)revision;
	return rc;
}

static struct app_report_row *
row_of(struct mem *mem, struct typed_rows *typed, uint32_t row, uint32_t seen)
{
	for (size_t i = typed->count; i > 0; i--)
		if (typed->rows[i - 1].row == row)
			return &typed->rows[i - 1];
	MEM_PUSH(mem, typed->rows, typed->count, typed->room);
	typed->rows[typed->count - 1] = (struct app_report_row){ row, seen,
		mem_array(mem, REPORT_FIELD__COUNT, sizeof(struct typed_report)), 0 };
	return &typed->rows[typed->count - 1];
}

/* A field that comes twice counts as it came last. */
static void
put_typed(struct app_report_row *row, const struct typed_report *cell)
{
	struct typed_report *list = (struct typed_report *)(uintptr_t)row->typed;

	for (size_t i = 0; i < row->count; i++)
		if (list[i].field == cell->field) {
			list[i] = *cell;
			return;
		}
	list[row->count++] = *cell;
}

static int
read_rows(struct visit *visit, struct json_in **body, struct app_period *which,
    struct typed_rows *out, struct err *err)
{
	const struct json_in *cells = NULL;
	int64_t year = 0, period = 0;
	int rc = visit_arg_id(visit, 0, &year, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &period, err);
	if (rc == YUP_OK && (year > 9999 || period > PACK_PERIODS_MAX))
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%lld/%lld", (long long)year,
		    (long long)period);
	if (rc == YUP_OK)
		rc = json_in_object(visit, body, err);
	if (rc == YUP_OK)
		rc = json_in_array(*body, "cells", CELLS_MAX, &cells, err);
	for (size_t i = 0; rc == YUP_OK && i < json_in_count(cells); i++) {
		struct typed_report cell = { 0 };
		uint32_t row = 0, seen = 0;

		rc = read_cell(json_in_at(cells, i), &row, &seen, &cell, err);
		if (rc == YUP_OK)
			put_typed(row_of(visit->req->mem, out, row, seen), &cell);
	}
	if (rc == YUP_OK && out->count == 0)
		rc = err_refuse(err, YUP_EINVALID, "json_member", "cells");
	*which = (struct app_period){ visit->institution_id, (int)year, (unsigned)period };
	return rc;
}

/* ---- Answers ------------------------------------------------------------------------- */

static void
put_row(struct json_writer *w, const struct period_view *p, uint32_t row, const struct report *said)
{
	json_object(w, NULL);
	json_int(w, "node", row);
	json_int(w, "revision", said->revision);
	json_array(w, "cells");
	for (unsigned f = 0; f < REPORT_FIELD__COUNT; f++) {
		json_line_object(w, NULL);
		json_text(w, "field", report_field_key((enum report_field)f));
		json_int(w, "period", 0);
		json_text(w, "text", report_cell(p, said, (enum report_field)f));
		json_object_end(w);
	}
	json_array_end(w);
	json_object_end(w);
}

/* How far the rows are, and what is asked of them. */
static void
put_progress(struct json_writer *w, const struct period_view *p, const struct typed_rows *typed,
    const struct app_reported *out)
{
	json_array(w, "computed");
	for (size_t i = 0; i < out->count; i++) {
		json_line_object(w, NULL);
		json_int(w, "node", typed->rows[i].row);
		json_line_array(w, "months");
		json_text(w, NULL, period_physical(p, &out->progress[i]));
		json_array_end(w);
		json_text(w, "total", period_percent(p, out->progress[i].efficacy_e9));
		json_text(w, "asks",
		    period_asks(p, &out->reports[i], &out->progress[i], out->threshold[i]));
		json_object_end(w);
	}
	json_array_end(w);
}

static int
put_answer(struct visit *visit, const struct typed_rows *typed, const struct app_reported *out,
    bool saved, struct err *err)
{
	struct period_view p;
	struct json_writer w;
	int rc = period_view_open(visit, &p, err);

	if (rc < 0)
		return rc;
	visit->res->type = "application/json";
	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_array(&w, "rows");
	for (size_t i = 0; saved && i < out->count; i++)
		put_row(&w, &p, typed->rows[i].row, &out->reports[i]);
	json_array_end(&w);
	put_progress(&w, &p, typed, out);
	json_object_end(&w);
	return json_end(&w, err);
}

static void
put_conflict(struct json_writer *w, const struct period_view *p,
    const struct app_report_conflict *c)
{
	struct report theirs;

	report_init(&theirs, "", 0);
	theirs.number[c->field] = c->theirs.number;
	if (c->theirs.text != NULL)
		theirs.text[c->field] = c->theirs.text;
	json_line_object(w, NULL);
	json_int(w, "node", c->row);
	json_text(w, "field", report_field_key(c->field));
	json_int(w, "period", 0);
	json_text(w, "theirs", report_cell(p, &theirs, c->field));
	json_text(w, "mine", c->mine);
	json_text(w, "by", c->actor);
	json_text(w, "at", c->at);
}

/* A cell that is wrong by itself, and why. */
static void
put_wrong(struct json_writer *w, uint32_t row, const char *field, const char *detail)
{
	json_line_object(w, NULL);
	json_int(w, "node", row);
	json_text(w, "field", field);
	json_int(w, "period", 0);
	json_text(w, "detail", detail);
	json_object_end(w);
}

/* A problem document that names the cells. */
static int
put_refused(struct visit *visit, const struct app_reported *out, const struct err *why,
    struct err *err)
{
	CLEANUP(str_done) struct str sentence = { 0 };
	bool conflict = out->conflict_count > 0;
	struct period_view p;
	struct json_writer w;
	int rc = period_view_open(visit, &p, err);

	if (rc < 0)
		return rc;
	refusal_sentence_in(&sentence, why, visit->html.catalogue);
	visit->res->status = conflict ? 409 : 422;
	visit->res->type = "application/problem+json";
	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_text(&w, "type", "about:blank");
	json_text(&w, "title", conflict ? "Conflict" : "Unprocessable Content");
	json_int(&w, "status", (int64_t)visit->res->status);
	json_text(&w, "detail", str_text(&sentence));
	json_text(&w, "code", why->key != NULL ? why->key : err_name(why->code));
	json_array(&w, "cells");
	for (size_t i = 0; i < out->conflict_count; i++) {
		put_conflict(&w, &p, &out->conflicts[i]);
		for (size_t k = 0; k < out->count; k++)
			if (out->rows[k] == out->conflicts[i].row)
				json_int(&w, "revision", out->reports[k].revision);
		json_object_end(&w);
	}
	if (!conflict && out->refused != PLAN_NONE && why->field != NULL)
		put_wrong(&w, out->refused, why->field, str_text(&sentence));
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}

/*
 * POST /api/v1/reports/{year}/{period}/cells: all of them are saved, or none; in a closed
 * period they are corrections, and "why" says the reason.
 */
static int
cells_save(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct typed_rows typed = { 0 };
	struct app_reported out = { .refused = PLAN_NONE };
	const char *reason = NULL;
	struct app_period which;
	struct err why;
	int rc = read_rows(visit, &body, &which, &typed, err);

	if (rc == YUP_OK && json_in_has(body, "why"))
		rc = json_in_text(body, "why", &reason, err);
	if (rc < 0)
		return rc;
	rc = app_report_edit(visit->app, visit->plans, visit->req->mem, &which, typed.rows,
	    typed.count, reason, &out, err);
	if (rc == YUP_OK)
		return put_answer(visit, &typed, &out, true, err);
	if (rc != YUP_EINVALID && rc != YUP_ELIMIT && rc != YUP_ECONFLICT)
		return rc;
	why = *err;
	return put_refused(visit, &out, &why, err);
}

/* It is no failure that half a number is no number: it is what was asked. */
static int
put_problem(struct visit *visit, const struct app_reported *out, const struct err *why,
    struct err *err)
{
	CLEANUP(str_done) struct str sentence = { 0 };
	struct json_writer w;

	refusal_sentence_in(&sentence, why, visit->html.catalogue);
	visit->res->type = "application/json";
	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_array(&w, "problems");
	put_wrong(&w, out->refused, why->field, str_text(&sentence));
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}

/* POST /api/v1/reports/{year}/{period}/cells/try: as if they were saved, which they are not. */
static int
cells_try(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct typed_rows typed = { 0 };
	struct app_reported out = { .refused = PLAN_NONE };
	struct app_period which;
	struct err why;
	int rc = read_rows(visit, &body, &which, &typed, err);

	if (rc < 0)
		return rc;
	rc = app_report_try(visit->app, visit->plans, visit->req->mem, &which, typed.rows,
	    typed.count, &out, err);
	if (rc == YUP_OK)
		return put_answer(visit, &typed, &out, false, err);
	if (out.refused == PLAN_NONE || err->field == NULL)
		return rc;
	why = *err;
	return put_problem(visit, &out, &why, err);
}

const struct route api_report_cells[] = {
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/cells", cells_save, ASKS_ROLE,
	    MAY_READ_PLAN, 4 << 20 },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/cells/try", cells_try, ASKS_ROLE,
	    MAY_READ_PLAN, 4 << 20 },
	{ 0 },
};
