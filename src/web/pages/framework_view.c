#include "web/pages/framework_view.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/live.h"
#include "app/plan_list.h"
#include "base/utf8.h"
#include "core/plan_state.h"
#include "text/catalogue.h"

const char *
strategic_kind_word(enum strategic_kind kind)
{
	static const char *const WORDS[] = { N_("PDES"), N_("Plan sectorial"), N_("PEI"),
		N_("Objetivo institucional") };

	return WORDS[kind];
}

const char *
strategic_kind_about(enum strategic_kind kind)
{
	static const char *const WORDS[] = { N_("Plan de Desarrollo Económico y Social"),
		N_("Plan Sectorial de Desarrollo Integral"), N_("Plan Estratégico Institucional"),
		N_("Objetivos institucionales, con los códigos del POA") };

	return WORDS[kind];
}

const char *
framework_label(const struct framework_view *v, int64_t id)
{
	const struct strategic_node *node = framework_find(v->list, v->count, id);

	if (node == NULL)
		return "";
	return mem_printf(v->visit->req->mem, "%s %s · %s",
	    html_translated(&v->visit->html, strategic_kind_word(node->kind)), node->code,
	    node->title);
}

/* ---- The plan that serves it ----------------------------------------------------------- */

static int
open_plan(struct framework_view *v, struct err *err)
{
	struct visit *visit = v->visit;
	struct app_version *versions = NULL;
	size_t count = 0, newest = 0;
	bool found = false;
	int rc = app_plans_of(visit->app, visit->req->mem, visit->institution_id, &versions, &count,
	    err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (versions[i].head.superseded_at[0] == '\0' &&
		    versions[i].head.state != PLAN_SUPERSEDED) {
			newest = i;
			found = true;
		}
	if (rc < 0 || !found)
		return rc;
	v->plan = (struct plan_view){ .visit = visit, .mem = visit->req->mem };
	v->plan.plan_id = versions[newest].head.id;
	rc = app_plan_live(visit->app, visit->plans, visit->institution_id, v->plan.plan_id,
	    &v->plan.live, err);
	if (rc < 0)
		return rc;
	v->plan.plan = plan_live_plan(v->plan.live);
	v->plan.tree = plan_live_tree(v->plan.live);
	v->plan.rollup = plan_live_rollup(v->plan.live);
	v->has_plan = true;
	return YUP_OK;
}

/* The one at the top of what a node hangs from. */
static uint32_t
top_of(const struct plan *plan, uint32_t node)
{
	while (plan->nodes[node].parent != PLAN_NONE)
		node = plan->nodes[node].parent;
	return node;
}

static bool
rules_in(const struct strategic_node *node, int year)
{
	return node->first_year <= year && year <= node->last_year;
}

static const struct strategic_node *
objective_of(const struct framework_view *v, const char *code, int year)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->list[i].kind == STRATEGIC_OBJECTIVE && rules_in(&v->list[i], year) &&
		    strcmp(v->list[i].code, code) == 0)
			return &v->list[i];
	return NULL;
}

static void
make_rows(struct framework_view *v, uint32_t *row_of)
{
	const struct plan *plan = v->plan.plan;

	v->rows = mem_array(v->visit->req->mem, plan->node_count + 1, sizeof(*v->rows));
	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		struct articulation_row *row;
		const struct strategic_node *serves = NULL;

		if (node->deleted || node->parent != PLAN_NONE)
			continue;
		row_of[i] = (uint32_t)v->row_count;
		row = &v->rows[v->row_count++];
		row->code = node->code;
		row->title = node->title;
		row->objective = objective_of(v, node->code, plan->year);
		if (row->objective != NULL)
			serves = framework_find(v->list, v->count, row->objective->parent);
		row->serves = serves != NULL && rules_in(serves, plan->year) ? serves : NULL;
		v->absent += row->objective == NULL;
		v->unlinked += row->serves == NULL;
		row->counts = mem_array(v->visit->req->mem, plan->unit_count + 1,
		    sizeof(*row->counts));
	}
}

/* Units that may be read and plan something, in the order of the plan. */
static void
count_units(struct framework_view *v, const uint32_t *row_of)
{
	const struct plan *plan = v->plan.plan;
	struct mem *mem = v->visit->req->mem;
	uint32_t *column = mem_array(mem, plan->unit_count + 1, sizeof(*column)); /* + 1 */

	v->unit_names = mem_array(mem, plan->unit_count + 1, sizeof(*v->unit_names));
	v->unit_ids = mem_array(mem, plan->unit_count + 1, sizeof(*v->unit_ids));
	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		struct articulation_row *row;

		if (node->deleted || node->unit == PLAN_NONE ||
		    plan_is_leaf_level(plan, node->level) ||
		    !plan_view_may(&v->plan, MAY_READ_PLAN, node->unit))
			continue;
		if (column[node->unit] == 0) {
			v->unit_names[v->unit_count] = plan->units[node->unit].path;
			v->unit_ids[v->unit_count] = plan->units[node->unit].id;
			column[node->unit] = (uint32_t)++v->unit_count;
		}
		row = &v->rows[row_of[top_of(plan, i)]];
		row->units += row->counts[column[node->unit] - 1] == 0;
		row->counts[column[node->unit] - 1]++;
	}
}

static void
find_unserved(struct framework_view *v)
{
	v->unserved = mem_array(v->visit->req->mem, v->count + 1, sizeof(*v->unserved));
	for (size_t i = 0; i < v->count; i++) {
		v->kind_counts[v->list[i].kind]++;
		if (v->list[i].kind != STRATEGIC_OBJECTIVE &&
		    !framework_is_served(v->list, v->count, v->list[i].id))
			v->unserved[v->unserved_count++] = &v->list[i];
	}
}

int
framework_view_load(struct visit *visit, struct framework_view *out, struct err *err)
{
	struct framework_view v = { .visit = visit };
	int rc = app_framework_list(visit->app, visit->req->mem, visit->institution_id, &v.list,
	    &v.count, err);

	if (rc == YUP_OK)
		rc = open_plan(&v, err);
	if (rc < 0)
		return rc;
	v.open = actor_may(visit->app->by, MAY_EDIT_FRAMEWORK, visit->institution_id,
	    ORG_UNIT_NONE);
	if (v.has_plan) {
		uint32_t *row_of = mem_array(visit->req->mem, v.plan.plan->node_count + 1,
		    sizeof(*row_of));

		make_rows(&v, row_of);
		count_units(&v, row_of);
	}
	find_unserved(&v);
	*out = v;
	return YUP_OK;
}

/* ---- Filter and order ----------------------------------------------------------------- */

static bool
fits(const struct framework_view *v, const char *code, const char *title)
{
	struct mem *mem = v->visit->req->mem;

	return v->listing.search[0] == '\0' ||
	    strstr(utf8_fold(mem, mem_printf(mem, "%s %s", code, title)),
		utf8_fold(mem, v->listing.search)) != NULL;
}

/* Codes count: 2 comes before 10. */
static const char *
code_key(struct mem *mem, const char *code)
{
	CLEANUP(str_done) struct str s = { 0 };

	while (*code != '\0') {
		size_t n = strspn(code, "0123456789");

		if (n == 0) {
			str_put_char(&s, *code++);
			continue;
		}
		str_printf(&s, "%*s%.*s", n < 8 ? (int)(8 - n) : 0, "", (int)n, code);
		code += n;
	}
	return mem_strdup(mem, str_text(&s));
}

static const char *
element_key(const void *row, const void *context)
{
	const struct framework_view *v = context;
	const struct strategic_node *node = *(const struct strategic_node *const *)row;
	struct mem *mem = v->visit->req->mem;
	const char *order = v->listing.order;

	if (strcmp(order, "codigo") == 0)
		return code_key(mem, node->code);
	if (strcmp(order, "titulo") == 0)
		return utf8_fold(mem, node->title);
	if (strcmp(order, "vigencia") == 0)
		return mem_printf(mem, "%04d %04d", node->first_year, node->last_year);
	if (strcmp(order, "sirve") == 0)
		return utf8_fold(mem, framework_label(v, node->parent));
	return mem_printf(mem, "%d %s", (int)node->kind, code_key(mem, node->code));
}

void
framework_view_choose(struct framework_view *v)
{
	static const char *const COLUMNS[] = { "plan", "codigo", "titulo", "vigencia", "sirve",
		NULL };
	size_t n = 0;

	v->listing = listing_read(v->visit, COLUMNS);
	v->kind = visit_field(v->visit, "de");
	v->shown = mem_array(v->visit->req->mem, v->count + 1, sizeof(*v->shown));
	for (size_t i = 0; i < v->count; i++)
		if (fits(v, v->list[i].code, v->list[i].title) &&
		    (v->kind[0] == '\0' || v->kind[0] == (char)('0' + v->list[i].kind)))
			v->shown[n++] = &v->list[i];
	listing_sort(&v->listing, v->shown, n, sizeof(*v->shown), element_key, v);
	listing_settle(&v->listing, n);
}

static const char *
matrix_key(const void *row, const void *context)
{
	const struct framework_view *v = context;
	const struct articulation_row *r = row;
	struct mem *mem = v->visit->req->mem;

	if (strcmp(v->listing.order, "sirve") == 0)
		return r->serves != NULL ? utf8_fold(mem, framework_label(v, r->serves->id)) : "";
	if (strcmp(v->listing.order, "unidades") == 0)
		return mem_printf(mem, "%08u", r->units);
	return strcmp(v->listing.order, "codigo") == 0 ? code_key(mem, r->code) : NULL;
}

void
framework_view_choose_rows(struct framework_view *v)
{
	static const char *const COLUMNS[] = { "plan", "codigo", "sirve", "unidades", NULL };
	size_t n = 0;

	v->listing = listing_read(v->visit, COLUMNS);
	for (size_t i = 0; i < v->row_count; i++)
		if (fits(v, v->rows[i].code, v->rows[i].title))
			v->rows[n++] = v->rows[i];
	listing_sort(&v->listing, v->rows, n, sizeof(*v->rows), matrix_key, v);
	listing_settle(&v->listing, n);
}
