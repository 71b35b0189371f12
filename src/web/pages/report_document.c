/* report_document.c - the follow-up document of a period: both of its tables. */
#include <string.h>

#include "app/app.h"
#include "core/progress.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/document_view.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* ---- The lines of the first table, in the order they are printed ----------------------- */

static void
add_line(struct document_view *v, enum document_kind kind, uint32_t index)
{
	MEM_PUSH(v->p.mem, v->lines, v->count, v->room);
	v->lines[v->count - 1] = (struct document_line){ kind, index };
}

/* The levels that a unit hangs from, the highest first, each told once. */
static void
add_levels(struct document_view *v, bool *told, uint32_t level, unsigned depth)
{
	if (level == PLAN_NONE || told[level] || depth > PLAN_DEPTH_MAX)
		return;
	told[level] = true;
	add_levels(v, told, v->fu->aggregates[level].parent, depth + 1);
	if (v->fu->aggregates[level].level != FU_INSTITUTION)
		add_line(v, DOCUMENT_LEVEL, level);
}

/* Units stand in order below their levels; the institution is told at the end. */
static void
make_lines(struct document_view *v)
{
	bool *told = mem_array(v->p.mem, v->fu->aggregate_count + 1, sizeof(*told));

	for (uint32_t u = 0; u < v->fu->unit_count; u++) {
		const struct fu_unit *unit = &v->fu->units[u];

		add_levels(v, told, unit->parent, 0);
		add_line(v, DOCUMENT_UNIT, u);
		for (uint32_t i = unit->first; i < unit->first + unit->count; i++)
			add_line(v, DOCUMENT_OPERATION, i);
	}
	for (uint32_t a = 0; a < v->fu->aggregate_count; a++)
		if (v->fu->aggregates[a].level == FU_INSTITUTION)
			add_line(v, DOCUMENT_LEVEL, a);
}

bool
document_explains(const struct fu_operation *op)
{
	return op->cause[0] != '\0' || op->measure[0] != '\0';
}

bool
document_unit_explains(const struct document_view *v, uint32_t unit)
{
	const struct fu_unit *u = &v->fu->units[unit];

	for (uint32_t i = u->first; i < u->first + u->count; i++)
		if (document_explains(&v->fu->operations[i]))
			return true;
	return false;
}

/* ---- The page ----------------------------------------------------------------------- */

static int
document_show(struct visit *visit, struct err *err)
{
	struct document_view v = { 0 };
	const char *unit = visit_field(visit, "unidad");
	uint32_t below = PLAN_NONE;
	struct frame f;
	int rc = period_view_open(visit, &v.p, err);

	if (rc == YUP_OK && unit[0] != '\0')
		rc = plan_view_unit(&v.p.plan, unit, &below, err);
	if (rc == YUP_OK)
		rc = app_report_follow_up(visit->app, visit->plans, v.p.mem, &v.p.which, below,
		    &v.fu, err);
	if (rc < 0)
		return rc;
	v.unit = below != PLAN_NONE ? &v.p.plan.plan->units[below] : NULL;
	v.as_of = when_day(v.p.mem, v.fu->as_of);
	v.year_end = when_day(v.p.mem,
	    pack_period_end(v.p.mem, v.p.plan.plan->pack, v.fu->year, v.p.plan.plan->period_count));
	make_lines(&v);
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
