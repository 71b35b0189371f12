/* report_past.c - a row's reports through the year. */
#include "web/pages/report_past.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/registers.h"
#include "core/rollup.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "web/frame.h"
#include "web/pages/pages.h"
#include "web/when.h"

static const char *
said_in(const struct past_view *v, const char *text)
{
	return html_translated(&v->p.visit->html, text);
}

/* ---- Cells --------------------------------------------------------------------------- */

const char *
past_cell(const struct period_view *p, const struct report *said, enum report_field field)
{
	const struct pack *pack = p->plan.plan->pack;
	size_t cause;

	switch (field) {
	case REPORT_CAUSE:
		cause = pack_cause_by_key(pack, said->text[field]);
		return cause < pack->cause_count ? pack->causes[cause].name : said->text[field];
	case REPORT_MEASURE:
		return said->number[field] != NUM_ABSENT
		    ? html_translated(&p->visit->html, measure_word((unsigned)said->number[field]))
		    : "";
	case REPORT_MEASURE_DUE:
		return said->text[field][0] != '\0' ? when_day(p->mem, said->text[field]) : "";
	default:
		return report_cell(p, said, field);
	}
}

static const char *
value_shown(const struct period_view *p, struct cell_value value, enum report_field field)
{
	struct report as;

	report_init(&as, "", 0);
	as.number[field] = value.number;
	if (value.text != NULL)
		as.text[field] = value.text;
	return past_cell(p, &as, field);
}

static const char *
period_name(const struct period_view *p, unsigned number)
{
	return number >= 1 && number <= p->period_count
	    ? report_period_name(p->mem, p->visit->html.catalogue, p->plan.plan->pack,
		  &p->periods[number - 1], p->period_count)
	    : "";
}

/* ---- What was said, and what it was before ------------------------------------------------ */

static int
make_changes(struct past_view *v, uint32_t row, struct err *err)
{
	const struct period_view *p = &v->p;
	struct report_change *list = NULL;
	size_t count = 0;
	int rc = app_report_past(p->visit->app, p->visit->plans, p->mem, &p->which, row, &list,
	    &count, err);

	if (rc < 0)
		return rc;
	v->changes = mem_array(p->mem, count + 1, sizeof(*v->changes));
	for (size_t i = count; i > 0; i--) {
		const struct report_change *c = &list[i - 1];
		enum report_field field = (enum report_field)c->field;

		v->changes[v->change_count++] = (struct past_change){ period_name(p, c->period),
			when_instant(p->mem, c->at), c->actor, said_in(v, report_field_word(field)),
			value_shown(p, c->before, field), value_shown(p, c->after, field), c->why };
	}
	return YUP_OK;
}

static void
make_periods(struct past_view *v)
{
	const struct period_view *p = &v->p;

	v->periods = mem_array(p->mem, p->period_count + 1, sizeof(*v->periods));
	for (unsigned i = 0; i < p->which.period; i++) {
		const struct report_period *at = &p->periods[i];

		v->periods[v->period_count++] = (struct past_period){ at, period_name(p, i + 1),
			report_at(&v->book.book, v->line.node, i + 1),
			v->line.leaf ? report_planned_value(&v->book.book, v->line.node, i + 1)
				     : NUM_ABSENT,
			report_active_between(v->book.plan, v->line.node, at->first, at->last) };
	}
}

/* ---- How its figures come about ---------------------------------------------------------- */

static const char *
formula_of(const struct past_view *v)
{
	const struct report_progress *g = &v->line.progress;
	const struct plan_view *plan = &v->p.plan;
	const char *achieved = view_quantity(plan, g->achieved_e4);
	const char *whole = view_quantity(plan, g->whole_e4);
	const char *percent = period_percent(&v->p, g->physical_e9);
	const char *start;

	if (g->physical_e9 == NUM_ABSENT)
		return said_in(v, N_("En este período no se dijo cuánto avanzó."));
	if (g->stated)
		return mem_printf(v->p.mem, "%s: %s %%. %s", said_in(v, N_("Declarado")), percent,
		    said_in(v, N_("Lo dijo la unidad: ningún número lo calcula.")));
	switch ((enum behaviour)v->line.plan->behaviour) {
	case BEHAVIOUR_AVERAGE:
		return mem_printf(v->p.mem, "Σ (%s × %s) ÷ (%s × %u) = %s %%",
		    said_in(v, N_("nivel logrado")), said_in(v, N_("meses activos")), whole,
		    report_active_between(v->book.plan, v->line.node, 1,
			v->book.plan->period_count),
		    percent);
	case BEHAVIOUR_LAST:
		start = view_quantity(plan, report_start_of(v->book.plan, v->line.node));
		return mem_printf(v->p.mem, "(%s − %s) ÷ (%s − %s) = %s %%", achieved, start, whole,
		    start, percent);
	default:
		return mem_printf(v->p.mem, "%s ÷ %s = %s %%", achieved, whole, percent);
	}
}

/* Whether a cause and a measure are asked for, and what says so. */
static const char *
policy_of(const struct past_view *v)
{
	const struct pack *pack = v->book.plan->pack;
	const struct report_progress *g = &v->line.progress;
	bool flat = pack->threshold == THRESHOLD_FLAT;
	int64_t measured = flat ? g->physical_e9 : g->efficacy_e9;

	if (pack->threshold_e4 == NUM_ABSENT)
		return said_in(v,
		    N_("La institución no tiene umbral: no se piden causa ni medida."));
	if (measured == NUM_ABSENT)
		return said_in(v,
		    flat
			? N_("No hay avance que comparar con el umbral: no se piden causa ni medida.")
			: N_("Nada estaba programado a la fecha: no se piden causa ni medida."));
	return mem_printf(v->p.mem, "%s: %s %%. %s %s: %s %%. %s",
	    said_in(v, flat ? N_("Avance físico") : N_("Eficacia")),
	    period_percent(&v->p, measured), said_in(v, N_("Umbral de")),
	    said_in(v, flat ? N_("avance físico") : N_("eficacia")),
	    period_percent(&v->p, pack->threshold_e4 * (E9 / E4)),
	    said_in(v,
		v->line.threshold != THRESHOLD_WELL ? N_("No llega: se piden causa y medida.")
						    : N_("Llega: no se piden causa ni medida.")));
}

/* ---- What goes with it ------------------------------------------------------------------- */

static int
find_items(struct past_view *v, struct err *err)
{
	struct visit *visit = v->p.visit;
	struct app_register_list list;
	int rc;

	v->reg = register_of_measures(v->book.plan->pack);
	if (v->reg == NULL)
		return YUP_OK;
	rc = app_register_items(visit->app, v->p.mem, visit->institution_id, v->reg->key, NULL,
	    &list, err);
	if (rc < 0)
		return rc;
	v->items = mem_array(v->p.mem, list.count + 1, sizeof(struct register_item *));
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].year == v->p.which.year &&
		    strcmp(list.items[i].node_id, v->line.plan->id) == 0)
			v->items[v->item_count++] = &list.items[i];
	return YUP_OK;
}

static int
find_evidence(struct past_view *v, struct err *err)
{
	struct visit *visit = v->p.visit;
	const struct evidence_place place = { v->p.which.year, 0, v->line.plan->id, 0 };
	struct app_evidence *list = NULL;
	size_t count = 0;
	int rc = app_evidence_list(visit->app, v->p.mem, visit->institution_id, &place, &list,
	    &count, err);

	if (rc == YUP_OK)
		rc = evidence_list_make(visit, v->book.plan, list, count, &v->evidence, err);
	return rc < 0 ? rc
		      : app_evidence_corrections(visit->app, v->p.mem, visit->institution_id,
			    place.year, place.node_id, &v->corrections, &v->correction_count, err);
}

/* Those that point at this row. */
static int
find_observed(struct past_view *v, struct err *err)
{
	struct observed_list all;
	int rc = observed_read(&v->p.plan, v->p.which.period, v->unit, &all, err);

	if (rc < 0)
		return rc;
	v->marks = observed_may_make(&all, v->unit);
	v->observed = all;
	v->observed.count = 0;
	memset(v->observed.counts, 0, sizeof(v->observed.counts));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].o->anchor.node == v->line.plan->row) {
			v->observed.counts[all.items[i].o->state]++;
			v->observed.items[v->observed.count++] = all.items[i];
		}
	v->make = (struct observe_form){ .unit_id = v->owner->id,
		.row = mem_printf(v->p.mem, "%u", v->line.plan->row),
		.cell = "",
		.text = "",
		.report = v->p.which.period,
		.back = mem_printf(v->p.mem, "%s/fila/%u", period_path(&v->p), v->line.plan->row) };
	return YUP_OK;
}

/* ---- The page -------------------------------------------------------------------------- */

/* The row of the path, with its unit's reports. */
static int
find_row(struct past_view *v, uint32_t row, struct err *err)
{
	const struct plan *plan = v->p.plan.plan;
	struct visit *visit = v->p.visit;
	int rc;

	if (row >= plan->node_count || plan->nodes[row].deleted ||
	    plan->nodes[row].unit >= plan->unit_count)
		return err_refuse(err, YUP_ENOTFOUND, "node_absent", "%u", row);
	v->unit = plan->nodes[row].unit;
	rc = app_report_book(visit->app, visit->plans, v->p.mem, &v->p.which, v->unit, &v->book,
	    err);
	if (rc < 0)
		return rc;
	v->owner = &v->book.plan->units[v->unit];
	for (uint32_t i = 0; i < v->book.plan->node_count; i++)
		if (v->book.plan->nodes[i].row == row) {
			report_line_make(&v->p, &v->book, i, &v->line);
			return YUP_OK;
		}
	return err_refuse(err, YUP_ENOTFOUND, "node_absent", "%u", row);
}

/* A row's number is its place, which may be 0. */
static uint32_t
row_asked(const struct visit *visit)
{
	char *end;
	unsigned long row = strtoul(visit->args[2], &end, 10);

	return *end == '\0' && end != visit->args[2] && row < PLAN_NONE ? (uint32_t)row : PLAN_NONE;
}

int
past_view_open(struct visit *visit, struct past_view *out, struct err *err)
{
	struct past_view v = { 0 };
	int rc = period_view_open(visit, &v.p, err);

	if (rc == YUP_OK)
		rc = find_row(&v, row_asked(visit), err);
	if (rc < 0)
		return rc;
	make_periods(&v);
	*out = v;
	return YUP_OK;
}

static int
past_show(struct visit *visit, struct err *err)
{
	struct past_view v;
	struct frame f;
	int rc = past_view_open(visit, &v, err);

	if (rc == YUP_OK)
		rc = make_changes(&v, v.line.plan->row, err);
	if (rc == YUP_OK)
		rc = find_items(&v, err);
	if (rc == YUP_OK)
		rc = find_evidence(&v, err);
	if (rc == YUP_OK)
		rc = find_observed(&v, err);
	if (rc < 0)
		return rc;
	v.formula = formula_of(&v);
	v.policy = policy_of(&v);
	f = frame_make(visit, v.line.plan->code, PLACE_REPORTS);
	tpl_report_past(&visit->html, &f, &v);
	return YUP_OK;
}

const struct route pages_report_past[] = {
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}/fila/{fila}", past_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
