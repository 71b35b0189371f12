/* findings.c - the findings of a plan as a list, and their fixes applied. */
#include "web/pages/findings.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/edit.h"
#include "app/export.h"
#include "base/utf8.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/finding_text.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/finding_mark.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/unit_view.h"

static const char *const COLUMNS[] = { "gravedad", "regla", "unidad", "codigo", NULL };

/* ---- One finding --------------------------------------------------------------------- */

/* "&celda=schedule.3" where it is known which cell a finding is about; "" otherwise. */
static const char *
cell_of(struct mem *mem, const struct finding *f)
{
	unsigned period = f->period;

	if (f->fix_count > 0 && f->fix[0].node == f->node) {
		if (f->fix[0].field == FIX_WEIGHT)
			return "&celda=weight";
		if (f->fix[0].field == FIX_TOTAL)
			return "&celda=total";
		if (f->fix[0].field == FIX_PERIOD)
			period = f->fix[0].period;
	}
	return period > 0 ? mem_printf(mem, "&celda=schedule.%u", period) : "";
}

/* To the cell, in the form where its row stands. */
static const char *
link_of(const struct plan_view *plan, const struct finding *f, uint32_t unit)
{
	const struct plan_node *node = f->node < plan->plan->node_count
	    ? &plan->plan->nodes[f->node]
	    : NULL;

	if (unit >= plan->plan->unit_count)
		return node != NULL
		    ? mem_printf(plan->mem, "/plan/%lld/fila/%u", (long long)plan->plan_id, f->node)
		    : NULL;
	if (node == NULL)
		return mem_printf(plan->mem, "/plan/%lld/unidad/%s", (long long)plan->plan_id,
		    plan->plan->units[unit].id);
	return mem_printf(plan->mem, "/plan/%lld/unidad/%s?formulario=%s%s#fila-%u",
	    (long long)plan->plan_id, plan->plan->units[unit].id,
	    plan_is_leaf_level(plan->plan, node->level) ? "b" : "a", cell_of(plan->mem, f),
	    f->node);
}

bool
findings_may_fix(const struct findings *v, const struct finding_choice *choice)
{
	const struct plan *plan = v->plan->plan;

	for (size_t i = 0; i < choice->fix.count; i++)
		if (choice->fix.changes[i].node >= plan->node_count ||
		    !plan_view_is_open(v->plan, plan->nodes[choice->fix.changes[i].node].unit))
			return false;
	return finding_choice_is_open(choice, &v->observed);
}

static struct findings_row
row_of(const struct findings *v, const struct finding *f)
{
	CLEANUP(str_done) struct str sentence = { 0 };
	struct mem *mem = v->plan->mem;
	const struct plan *plan = v->plan->plan;
	struct findings_row row = { .finding = f,
		.rule = mem_printf(mem, "R%02u", f->rule),
		.title = html_translated(&v->plan->visit->html, rule_title(f->rule)),
		.severity = severity_word((enum severity)f->severity),
		.unit = finding_unit(plan, f),
		.path = "",
		.code = f->node < plan->node_count ? plan->nodes[f->node].code : "" };

	finding_sentence_in(&sentence, f, plan, NULL, v->plan->visit->html.catalogue);
	row.sentence = mem_strdup(mem, str_text(&sentence));
	if (row.unit < plan->unit_count)
		row.path = plan->units[row.unit].path;
	row.choices = finding_choices_of(v->plan, f, row.sentence);
	row.go = link_of(v->plan, f, row.unit);
	for (size_t i = 0; i < row.choices.count; i++)
		row.fixes |= findings_may_fix(v, &row.choices.items[i]);
	return row;
}

/* ---- Filters --------------------------------------------------------------------------- */

static bool
is_asked(const struct findings *v, const struct finding *f)
{
	return (v->rule == 0 || f->rule == v->rule) &&
	    (v->unit == PLAN_NONE || finding_unit(v->plan->plan, f) == v->unit) &&
	    (v->severity[0] == '\0' ||
		strcmp(severity_word((enum severity)f->severity), v->severity) == 0);
}

static bool
is_found(const struct findings *v, const struct findings_row *row, const char *folded)
{
	const char *title = row->finding->node < v->plan->plan->node_count
	    ? v->plan->plan->nodes[row->finding->node].title
	    : "";

	return folded[0] == '\0' ||
	    strstr(utf8_fold(v->plan->mem,
		       mem_printf(v->plan->mem, "%s %s %s %s %s", row->rule, row->path, row->code,
			   title, row->sentence)),
		folded) != NULL;
}

static int
compare_severities(const void *a, const void *b)
{
	const struct findings_row *x = a, *y = b;

	if (x->finding->severity != y->finding->severity)
		return x->finding->severity > y->finding->severity ? -1 : 1;
	return x->finding < y->finding ? -1 : x->finding > y->finding;
}

static int
compare_rules(const void *a, const void *b)
{
	const struct findings_row *x = a, *y = b;

	if (x->finding->rule != y->finding->rule)
		return x->finding->rule < y->finding->rule ? -1 : 1;
	return compare_severities(a, b);
}

static int
compare_units(const void *a, const void *b)
{
	const struct findings_row *x = a, *y = b;
	int c = strcmp(x->path, y->path);

	return c != 0 ? c : compare_severities(a, b);
}

static int
compare_codes(const void *a, const void *b)
{
	const struct findings_row *x = a, *y = b;
	int c = strcmp(x->code, y->code);

	return c != 0 ? c : compare_severities(a, b);
}

/* In order; where they are grouped, by group first, and in it as they were. */
static void
sort_rows(struct findings *v)
{
	static int (*const COMPARE[])(const void *, const void *) = { compare_severities,
		compare_rules, compare_units, compare_codes };

	for (size_t i = 0; COLUMNS[i] != NULL; i++)
		if (strcmp(COLUMNS[i], v->listing.order) == 0)
			qsort(v->rows, v->row_count, sizeof(*v->rows), COMPARE[i]);
	for (size_t i = 0; v->listing.descending && i < v->row_count / 2; i++) {
		struct findings_row other = v->rows[i];

		v->rows[i] = v->rows[v->row_count - 1 - i];
		v->rows[v->row_count - 1 - i] = other;
	}
	if (strcmp(v->group, "regla") == 0)
		qsort(v->rows, v->row_count, sizeof(*v->rows), compare_rules);
	else if (strcmp(v->group, "unidad") == 0)
		qsort(v->rows, v->row_count, sizeof(*v->rows), compare_units);
}

static void
make_rows(struct findings *v)
{
	const char *folded = utf8_fold(v->plan->mem, v->listing.search);

	v->rows = mem_array(v->plan->mem, v->sums.findings.count + 1, sizeof(*v->rows));
	for (size_t i = 0; i < v->sums.findings.count; i++) {
		const struct finding *f = &v->sums.findings.items[i];
		struct findings_row row;

		if (!is_asked(v, f))
			continue;
		row = row_of(v, f);
		if (!is_found(v, &row, folded))
			continue;
		v->rows[v->row_count++] = row;
		v->counts[f->severity]++;
	}
	sort_rows(v);
	listing_settle(&v->listing, v->row_count);
}

static void
make_rules(struct findings *v)
{
	size_t counts[RULE_MAX + 1] = { 0 };

	v->rules = mem_array(v->plan->mem, RULE_MAX + 1, sizeof(*v->rules));
	for (size_t i = 0; i < v->sums.findings.count; i++)
		counts[v->sums.findings.items[i].rule]++;
	for (unsigned r = 1; r <= RULE_MAX; r++)
		if (counts[r] > 0)
			v->rules[v->rule_count++] = (struct findings_rule){ r,
				html_translated(&v->plan->visit->html, rule_title(r)), counts[r] };
}

static const char *
group_of(const struct findings *v, const struct findings_row *row)
{
	if (strcmp(v->group, "regla") == 0)
		return mem_printf(v->plan->mem, "%s · %s", row->rule, row->title);
	if (strcmp(v->group, "unidad") != 0)
		return NULL;
	return row->path[0] != '\0'
	    ? row->path
	    : html_translated(&v->plan->visit->html, N_("De ninguna unidad"));
}

const char *
findings_group_at(const struct findings *v, size_t i)
{
	const char *group = group_of(v, &v->rows[i]), *before;

	if (group == NULL || i == v->listing.first)
		return group;
	before = group_of(v, &v->rows[i - 1]);
	return strcmp(group, before) != 0 ? group : NULL;
}

const char *
findings_csv_link(const struct findings *v, bool book)
{
	const char *query = listing_link(&v->listing, "formato", book ? "xlsx" : "");

	return mem_printf(v->plan->mem, "/plan/%lld/hallazgos.csv%s", (long long)v->plan->plan_id,
	    query[1] != '\0' ? query : "");
}

/* ---- The page ------------------------------------------------------------------------------ */

static int
make_view(struct visit *visit, struct plan_view *plan, struct findings *out, struct err *err)
{
	struct findings v = { .plan = plan,
		.severity = visit_field(visit, "severidad"),
		.group = visit_field(visit, "agrupar"),
		.rule = (unsigned)strtoul(visit_field(visit, "regla"), NULL, 10),
		.unit_id = visit_field(visit, "unidad"),
		.unit = PLAN_NONE };
	int rc = plan_view_open(visit, 0, plan, err);

	if (rc == YUP_OK && v.unit_id[0] != '\0')
		rc = plan_view_unit(plan, v.unit_id, &v.unit, err);
	if (rc == YUP_OK)
		rc = observed_read(plan, 0, v.unit, &v.observed, err);
	if (rc < 0)
		return rc;
	plan_sums_make(plan, &v.sums);
	v.listing = listing_read(visit, COLUMNS);
	v.total = v.sums.findings.count;
	v.exports = actor_may_somewhere(visit->app->by, MAY_EXPORT, visit->institution_id);
	v.exports_all = actor_may(visit->app->by, MAY_EXPORT, visit->institution_id, ORG_UNIT_ALL);
	make_rules(&v);
	make_rows(&v);
	*out = v;
	return YUP_OK;
}

static int
show(struct visit *visit, const struct findings *v)
{
	struct frame f = frame_make(visit, html_translated(&visit->html, N_("Hallazgos")),
	    PLACE_FINDINGS);

	tpl_findings(&visit->html, &f, v);
	return YUP_OK;
}

static int
findings_show(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct findings v;
	int rc = make_view(visit, &plan, &v, err);

	return rc < 0 ? rc : show(visit, &v);
}

/* The list as filtered, of what may be taken out, with the columns of `yupana export`. */
static int
findings_csv(struct visit *visit, struct err *err)
{
	struct finding_list list = { .mem = visit->req->mem };
	struct plan_view plan;
	struct findings v;
	struct csv_writer w = { 0 };
	int rc = make_view(visit, &plan, &v, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < v.row_count; i++)
		if (plan_view_may(&plan, MAY_EXPORT, v.rows[i].unit))
			*finding_add(&list) = *v.rows[i].finding;
	rc = csv_open(visit,
	    mem_printf(visit->req->mem, "hallazgos-%d-%u", plan.plan->year, plan.plan->version), &w,
	    err);
	if (rc == YUP_OK)
		rc = app_export_findings(visit->app, visit->institution_id, plan.plan_id, plan.plan,
		    &list, &w, err);
	return csv_end(visit, &w, rc, err);
}

/* ---- Fixes ------------------------------------------------------------------------------------ */

static int
fix(struct visit *visit, struct err *err)
{
	const char *mark = visit_field(visit, "reparar");
	struct app_edit_request request = { .institution_id = visit->institution_id,
		.kind = CHANGE_FIX,
		.seen = APP_SEEN_ANY };
	struct app_edited edited;
	struct plan_view plan;
	struct findings v;
	int rc = make_view(visit, &plan, &v, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < v.row_count; i++) {
		const struct finding_choice *choice = finding_choice_called(&v.rows[i].choices,
		    mark);

		if (choice == NULL)
			continue;
		request.plan_id = plan.plan_id;
		request.fix = choice->fix.changes;
		request.fix_count = choice->fix.count;
		return app_edit(visit->app, visit->plans, visit->req->mem, &request, &edited, err);
	}
	return err_refuse(err, YUP_ECONFLICT, "finding_gone", "%s", mark);
}

static int
findings_fix(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct findings v;
	struct err ignored;
	int rc = fix(visit, err);

	if (rc == YUP_OK) {
		rc = make_view(visit, &plan, &v, err);
		return rc < 0
		    ? rc
		    : answer_see(visit,
			  mem_printf(visit->req->mem, "/plan/%s/hallazgos%s", visit->args[0],
			      listing_link(&v.listing, "listo", "guardado")));
	}
	if (!form_refused(visit, rc, err) || make_view(visit, &plan, &v, &ignored) < 0)
		return rc;
	v.wrong = form_sentence(visit, err);
	return show(visit, &v);
}

const struct route pages_findings[] = {
	{ METHOD_GET, "/plan/{plan}/hallazgos", findings_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/hallazgos", findings_fix, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/plan/{plan}/hallazgos.csv", findings_csv, ASKS_ROLE, MAY_EXPORT, 0 },
	{ 0 },
};
