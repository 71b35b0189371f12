/* diff.c - two versions or days of a plan, row by row and cell by cell. */
#include "web/pages/diff.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/moment.h"
#include "base/utf8.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/finding_text.h"
#include "text/import_text.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"

static const char *const COLUMNS[] = { "lugar", "unidad", "codigo", "cambio", NULL };
static const char *const KEYS[] = { "agregada", "quitada", "cambiada" };

/* ---- Rows ---------------------------------------------------------------------------- */

static const char *
side_text(const struct diff_view *v, const struct diff_cell *cell, const struct value *value)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value->kind == VALUE_NONE)
		return "—";
	if (strcmp(cell->field, "state") == 0 && value->text != NULL)
		return html_translated(&v->plan->visit->html, import_state_word(value->text));
	finding_value_in(&s, value, v->plan->plan->pack, v->plan->visit->html.catalogue);
	return mem_strdup(v->plan->mem, str_text(&s));
}

static struct diff_row_view
row_of(const struct diff_view *v, const struct diff_row *row)
{
	static const char *const KINDS[] = { N_("Agregada"), N_("Quitada"), N_("Cambiada") };
	static const char *const STYLES[] = { "good", "error", "warning" };
	struct diff_row_view out = { .row = row,
		.kind = KINDS[row->kind],
		.style = STYLES[row->kind],
		.key = KEYS[row->kind],
		.cells = mem_array(v->plan->mem, row->cell_count + 1, sizeof(*out.cells)) };

	for (size_t i = 0; i < row->cell_count; i++) {
		CLEANUP(str_done) struct str label = { 0 };

		import_field_label_in(&label, row->cells[i].field, row->cells[i].period,
		    v->plan->plan->pack, v->plan->visit->html.catalogue);
		out.cells[i] = (struct diff_cell_view){ mem_strdup(v->plan->mem, str_text(&label)),
			side_text(v, &row->cells[i], &row->cells[i].before),
			side_text(v, &row->cells[i], &row->cells[i].after) };
	}
	return out;
}

/* The unit is told by its path, as it was on one side or the other. */
static uint32_t
unit_called(const struct plan *plan, const char *path)
{
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].path, path) == 0)
			return u;
	return PLAN_NONE;
}

static bool
is_readable(const struct diff_view *v, const struct app_diff *diff, const struct diff_row *row)
{
	struct plan_view side = *v->plan;
	uint32_t unit;

	if (row->unit == NULL || row->unit[0] == '\0')
		return strcmp(row->what, "node") == 0 && plan_view_reads(v->plan, PLAN_NONE);
	side.plan = row->kind == DIFF_REMOVED ? diff->before : diff->after;
	unit = unit_called(side.plan, row->unit);
	return unit != PLAN_NONE && plan_view_reads(&side, unit);
}

static bool
is_asked(const struct diff_view *v, const struct diff_row *row, const char *folded)
{
	if (v->kind[0] != '\0' && strcmp(KEYS[row->kind], v->kind) != 0)
		return false;
	return folded[0] == '\0' ||
	    strstr(utf8_fold(v->plan->mem,
		       mem_printf(v->plan->mem, "%s %s %s", row->unit, row->code, row->title)),
		folded) != NULL;
}

static int
compare_places(const void *a, const void *b)
{
	const struct diff_row *x = ((const struct diff_row_view *)a)->row;
	const struct diff_row *y = ((const struct diff_row_view *)b)->row;

	return x < y ? -1 : x > y;
}

static int
compare_units(const void *a, const void *b)
{
	int c = strcmp(((const struct diff_row_view *)a)->row->unit,
	    ((const struct diff_row_view *)b)->row->unit);

	return c != 0 ? c : compare_places(a, b);
}

static int
compare_codes(const void *a, const void *b)
{
	int c = strcmp(((const struct diff_row_view *)a)->row->code,
	    ((const struct diff_row_view *)b)->row->code);

	return c != 0 ? c : compare_places(a, b);
}

static int
compare_kinds(const void *a, const void *b)
{
	int c = (int)((const struct diff_row_view *)a)->row->kind -
	    (int)((const struct diff_row_view *)b)->row->kind;

	return c != 0 ? c : compare_places(a, b);
}

static void
sort_rows(struct diff_view *v)
{
	static int (*const COMPARE[])(const void *, const void *) = { compare_places, compare_units,
		compare_codes, compare_kinds };

	for (size_t i = 0; COLUMNS[i] != NULL; i++)
		if (strcmp(COLUMNS[i], v->listing.order) == 0)
			qsort(v->rows, v->row_count, sizeof(*v->rows), COMPARE[i]);
	for (size_t i = 0; v->listing.descending && i < v->row_count / 2; i++) {
		struct diff_row_view other = v->rows[i];

		v->rows[i] = v->rows[v->row_count - 1 - i];
		v->rows[v->row_count - 1 - i] = other;
	}
}

static void
make_rows(struct diff_view *v, const struct app_diff *diff)
{
	const char *folded = utf8_fold(v->plan->mem, v->listing.search);

	v->rows = mem_array(v->plan->mem, diff->diff.count + 1, sizeof(*v->rows));
	for (size_t i = 0; i < diff->diff.count; i++) {
		const struct diff_row *row = &diff->diff.rows[i];

		if (!is_readable(v, diff, row))
			continue;
		v->total++;
		v->kinds[row->kind]++;
		if (is_asked(v, row, folded))
			v->rows[v->row_count++] = row_of(v, row);
	}
	sort_rows(v);
}

/* ---- Two ends -------------------------------------------------------------------------- */

/* "1", "2027-03-01" or "1@2027-03-01": in one field, or in two. */
static const char *
end_of(const struct visit *visit, const char *name, const char **version, const char **day)
{
	const char *text = visit_field(visit, name);
	const char *other = visit_field(visit, mem_printf(visit->req->mem, "%s-dia", name));
	const char *at = strchr(text, '@');

	*version = text;
	*day = other;
	if (at != NULL) {
		*version = mem_strndup(visit->req->mem, text, (size_t)(at - text));
		*day = at + 1;
	} else if (app_is_date(text)) {
		*version = "";
		*day = text;
	}
	if ((*version)[0] == '\0')
		return (*day)[0] != '\0' ? *day : NULL;
	return (*day)[0] != '\0' ? mem_printf(visit->req->mem, "%s@%s", *version, *day) : *version;
}

static int
find_versions(struct visit *visit, struct diff_view *v, struct err *err)
{
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = app_plans_of(visit->app, visit->req->mem, visit->institution_id, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	v->versions = mem_array(visit->req->mem, count + 1, sizeof(*v->versions));
	for (size_t i = 0; i < count; i++) {
		if (list[i].head.id == v->plan->plan_id)
			v->version = list[i];
		if (list[i].head.year == v->plan->plan->year &&
		    list[i].head.superseded_at[0] == '\0')
			v->versions[v->version_count++] = list[i];
	}
	return YUP_OK;
}

static uint32_t
unit_of(const struct app_diff *diff, const struct diff_row *row)
{
	const struct plan *side = row->kind == DIFF_REMOVED ? diff->before : diff->after;

	return row->unit == NULL || row->unit[0] == '\0' ? PLAN_NONE : unit_called(side, row->unit);
}

static void
put_cells(struct csv_writer *w, const struct visit *visit, const struct diff_row_view *r)
{
	size_t cells = r->row->cell_count;

	for (size_t c = 0; c < cells || c == 0; c++) {
		csv_word(w, visit, r->kind);
		csv_text(w, r->row->unit);
		csv_text(w, r->row->code);
		csv_text(w, r->row->title);
		csv_text(w, c < cells ? r->cells[c].label : "");
		csv_text(w, c < cells ? r->cells[c].before : "");
		csv_text(w, c < cells ? r->cells[c].after : "");
		csv_row_end(w);
	}
}

/* A line for each cell that differs, of what may be taken out. */
static int
diff_csv(struct visit *visit, const struct diff_view *v, const struct app_diff *diff,
    struct err *err)
{
	static const char *const HEADS[] = { N_("Qué pasó"), N_("Unidad"), N_("Código"),
		N_("Descripción"), N_("Campo"), N_("Antes"), N_("Después"), NULL };
	const struct csv_list list = { "diferencias", MAY_EXPORT, HEADS };
	struct plan_view side = *v->plan;
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < v->row_count; i++) {
		const struct diff_row *row = v->rows[i].row;

		side.plan = row->kind == DIFF_REMOVED ? diff->before : diff->after;
		if (plan_view_may(&side, MAY_EXPORT, unit_of(diff, row)))
			put_cells(&w, visit, &v->rows[i]);
	}
	return csv_end(visit, &w, rc, err);
}

static int
diff_show(struct visit *visit, struct err *err)
{
	struct diff_view v = { .kind = visit_field(visit, "cambio") };
	struct plan_view plan;
	struct app_diff diff = { 0 };
	struct frame f;
	const char *from = end_of(visit, "desde", &v.from, &v.from_day);
	const char *to = end_of(visit, "hasta", &v.to, &v.to_day);
	int rc = plan_view_open(visit, 0, &plan, err);

	v.plan = &plan;
	if (rc == YUP_OK)
		rc = find_versions(visit, &v, err);
	if (rc < 0)
		return rc;
	v.listing = listing_read(visit, COLUMNS);
	rc = app_plan_diff(visit->app, visit->req->mem, &v.version, from, to, &diff, err);
	if (rc == YUP_OK)
		make_rows(&v, &diff);
	else if (rc == YUP_ENOTFOUND || form_refused(visit, rc, err))
		v.wrong = form_sentence(visit, err);
	else
		return rc;
	if (v.wrong == NULL && csv_asked(visit))
		return diff_csv(visit, &v, &diff, err);
	listing_settle(&v.listing, v.row_count);
	f = frame_make(visit, html_translated(&visit->html, N_("Diferencias")), PLACE_PLAN);
	tpl_diff(&visit->html, &f, &v);
	return YUP_OK;
}

const struct route pages_diff[] = {
	{ METHOD_GET, "/plan/{plan}/diferencias", diff_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
