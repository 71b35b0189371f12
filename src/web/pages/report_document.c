/* report_document.c - the follow-up document of a period: both of its tables. */
#include <string.h>

#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/document_view.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* It has rows to report, or others have that hang from it. */
static void
mark_reporting(const struct plan *plan, bool *reports)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *n = &plan->nodes[i];

		if (n->deleted || !plan_is_leaf_level(plan, n->level))
			continue;
		for (uint32_t u = n->unit; u < plan->unit_count && !reports[u];
		     u = plan->units[u].parent)
			reports[u] = true;
	}
}

static void
make_scopes(struct document_view *v, const struct period_view *p, uint32_t below)
{
	const struct plan *plan = p->plan.plan;
	bool *reports = mem_array(p->mem, plan->unit_count + 1, sizeof(*reports));

	mark_reporting(plan, reports);
	v->scopes = mem_array(p->mem, plan->unit_count + 1, sizeof(*v->scopes));
	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (reports[u] && plan_view_reads(&p->plan, u))
			v->scopes[v->scope_count++] = (struct document_choice){ plan->units[u].id,
				strcmp(plan->units[u].path, plan->units[u].name) == 0
				    ? plan->units[u].name
				    : mem_printf(p->mem, "%s %s", plan->units[u].path,
					  plan->units[u].name),
				u == below };
}

static struct document_view
view_of(const struct period_view *p, const struct follow_up *fu, uint32_t below)
{
	struct document_view v = { .visit = p->visit,
		.mem = p->mem,
		.fu = fu,
		.open = p->period->state == PERIOD_OPEN,
		.all = p->all };

	v.crumb_path = period_path(p);
	v.path = mem_printf(p->mem, "%s/documento", v.crumb_path);
	v.crumb = p->name;
	v.title = p->name;
	v.scope = below != PLAN_NONE ? p->plan.plan->units[below].name : NULL;
	v.as_of = when_day(p->mem, fu->as_of);
	v.year_end = when_day(p->mem,
	    pack_period_end(p->mem, p->plan.plan->pack, fu->year, p->plan.plan->period_count));
	make_scopes(&v, p, below);
	document_lines(&v, NULL, NULL);
	return v;
}

static int
document_show(struct visit *visit, struct err *err)
{
	struct period_view p;
	struct document_view v;
	struct follow_up *fu = NULL;
	const char *unit = visit_field(visit, "unidad");
	uint32_t below = PLAN_NONE;
	struct frame f;
	int rc = period_view_open(visit, &p, err);

	if (rc == YUP_OK && unit[0] != '\0')
		rc = app_report_place(visit->app, visit->plans, p.mem, &p.which, unit, &below, err);
	if (rc == YUP_OK)
		rc = app_report_follow_up(visit->app, visit->plans, p.mem, &p.which, below, &fu,
		    err);
	if (rc < 0)
		return rc;
	v = view_of(&p, fu, below);
	f = frame_make(visit, html_translated(&visit->html, N_("Documento de seguimiento")),
	    PLACE_REPORTS);
	tpl_report_document(&visit->html, &f, &v);
	return YUP_OK;
}

const struct route pages_report_document[] = {
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}/documento", document_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
