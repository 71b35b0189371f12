/* gantt.c - the year of a unit: when each of its rows is worked on. */
#include "web/pages/gantt.h"

#include "core/plan_edit.h"
#include "report/chart.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/number_text.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/pages.h"

bool
gantt_window(const struct plan *plan, uint32_t row, unsigned *first, unsigned *last)
{
	const int64_t *v = plan_schedule(plan, row);

	*first = plan->nodes[row].first_month;
	*last = plan->nodes[row].last_month;
	for (unsigned m = 0; *first == 0 && m < plan->period_count; m++)
		if (v[m] != 0)
			*first = m + 1;
	for (unsigned m = plan->period_count; *last == 0 && m > 0; m--)
		if (v[m - 1] != 0)
			*last = m;
	return *first > 0 && *last >= *first && *last <= plan->period_count;
}

static const char *
period_name(const struct gantt_view *v, unsigned period)
{
	return html_translated(&v->plan->visit->html,
	    v->plan->plan->pack->periods[period - 1].name);
}

/* "Feb 3 · May 4" */
static const char *
busy_of(const struct gantt_view *v, uint32_t row)
{
	CLEANUP(str_done) struct str s = { 0 };
	const struct plan *plan = v->plan->plan;
	const int64_t *months = plan_schedule(plan, row);

	for (unsigned m = 0; m < plan->period_count; m++)
		if (months[m] != 0)
			str_printf(&s, "%s%s %s", s.length > 0 ? " · " : "",
			    html_translated(&v->plan->visit->html, plan->pack->periods[m].abbr),
			    view_cell(v->plan, row, FIELD_SCHEDULE, m + 1));
	return mem_strdup(v->plan->mem, str_text(&s));
}

static void
add_row(struct gantt_view *v, uint32_t row, bool group)
{
	struct gantt_row *r = &v->rows[v->count++];

	*r = (struct gantt_row){ .row = row,
		.node = &v->plan->plan->nodes[row],
		.group = group,
		.when = "",
		.busy = busy_of(v, row),
		.total = view_cell(v->plan, row, FIELD_TOTAL, 0) };
	if (!gantt_window(v->plan->plan, row, &r->first, &r->last)) {
		r->first = r->last = 0;
		return;
	}
	v->planned++;
	r->when = r->first == r->last
	    ? period_name(v, r->first)
	    : mem_printf(v->plan->mem, "%s–%s", period_name(v, r->first), period_name(v, r->last));
}

/* Those of the unit among some rows, each with what hangs from it. */
static void
add_kids(struct gantt_view *v, const struct plan_kids *of)
{
	const struct plan *plan = v->plan->plan;

	for (uint32_t i = 0; i < of->count; i++) {
		uint32_t row = of->list[i];
		const struct plan_kids *kids = &v->plan->tree->kids[row];

		if (plan->nodes[row].unit != v->unit)
			continue;
		add_row(v, row, kids->count > 0);
		for (uint32_t k = 0; k < kids->count; k++)
			if (plan->nodes[kids->list[k]].unit == v->unit)
				add_row(v, kids->list[k], false);
	}
}

/* As the forms have them: an objective, then its activities. */
static void
add_rows(struct gantt_view *v)
{
	const struct plan *plan = v->plan->plan;

	v->rows = mem_array(v->plan->mem, plan->node_count + 1, sizeof(*v->rows));
	add_kids(v, &v->plan->tree->roots);
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].unit != v->unit)
			add_kids(v, &v->plan->tree->kids[i]);
}

static const char *
chart_of(const struct gantt_view *v, const char *const *periods, const struct chart_span *spans,
    bool wide, const char *id)
{
	CLEANUP(str_done) struct str svg = { 0 };
	const struct html *html = &v->plan->visit->html;
	struct chart chart;

	chart_gantt(v->plan->mem, html_translated(html, N_("Cronograma de la unidad")),
	    html_translated(html,
		N_("Cada fila, del primero al último período en que se trabaja; más intenso, donde "
		   "hay algo programado.")),
	    periods, v->plan->plan->period_count, spans, v->count, wide, &chart);
	chart_put_svg(&svg, &chart, id);
	return mem_strdup(v->plan->mem, str_text(&svg));
}

static void
draw(struct gantt_view *v)
{
	const struct html *html = &v->plan->visit->html;
	const struct plan *plan = v->plan->plan;
	struct mem *mem = v->plan->mem;
	struct chart_span *spans = mem_array(mem, v->count + 1, sizeof(*spans));
	const char *periods[PACK_PERIODS_MAX];

	for (unsigned m = 0; m < plan->period_count; m++)
		periods[m] = html_translated(html, plan->pack->periods[m].abbr);
	for (size_t i = 0; i < v->count; i++) {
		const struct gantt_row *r = &v->rows[i];
		const char *name = mem_printf(mem, "%s %s", r->node->code, r->node->title);

		spans[i] = (struct chart_span){ .name = name,
			.first = r->first,
			.last = r->last,
			.month_e4 = plan_schedule(plan, r->row),
			.told = mem_printf(mem, "%s: %s. %s", name, r->when, r->busy),
			.group = r->group };
	}
	if (v->planned == 0)
		return;
	v->chart = chart_of(v, periods, spans, true, "cronograma");
	v->small_chart = chart_of(v, periods, spans, false, "cronograma-angosto");
}

static int
gantt_csv(struct visit *visit, const struct gantt_view *v, struct err *err)
{
	static const char *const HEADS[] = { N_("Código"), N_("Título"), N_("Cuándo"),
		N_("Programado"), N_("Total"), NULL };
	const struct csv_list list = { "cronograma", MAY_READ_PLAN, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < v->count; i++) {
		csv_text(&w, v->rows[i].node->code);
		csv_text(&w, v->rows[i].node->title);
		csv_text(&w, v->rows[i].when);
		csv_text(&w, v->rows[i].busy);
		csv_text(&w, v->rows[i].total);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
gantt_show(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct gantt_view v = { .plan = &plan };
	struct frame f;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = plan_view_unit(&plan, visit->args[1], &v.unit, err);
	if (rc < 0)
		return rc;
	add_rows(&v);
	if (csv_asked(visit))
		return gantt_csv(visit, &v, err);
	draw(&v);
	f = frame_make(visit, html_translated(&visit->html, N_("Cronograma de la unidad")),
	    PLACE_PLAN);
	tpl_gantt(&visit->html, &f, &v);
	return YUP_OK;
}

const struct route pages_gantt[] = {
	{ METHOD_GET, "/plan/{plan}/unidad/{unidad}/cronograma", gantt_show, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
