#include "report/doc_summary.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/follow_up_lines.h"
#include "core/standing.h"
#include "report/chart.h"
#include "report/doc_cell.h"
#include "report/doc_say.h"

enum { ENDS_MAX = 5, BARS_MAX = 30, COLUMNS = 6 };

struct telling {
	struct doc_speech said;
	const struct doc_summary *d;
	struct mem *mem;
};

static const char *
written(struct telling *t, struct doc_cell cell)
{
	CLEANUP(str_done) struct str s = { 0 };

	doc_cell_put(&s, &cell, t->d->head.dot_decimals);
	return s.length > 0 ? mem_strdup(t->mem, s.text) : "sin dato";
}

static void
say_severities(struct telling *t)
{
	size_t counts[SEVERITY__COUNT] = { 0 };
	const struct finding_list *list = t->d->findings;

	if (list == NULL)
		return;
	for (size_t i = 0; i < list->count; i++)
		counts[list->items[i].severity]++;
	DOC_SAY(&t->said, text, DOC_NOTE,
	    mem_printf(t->mem,
		"Las reglas encuentran %zu hallazgos: errores %zu, advertencias %zu, consejos %zu.",
		list->count, counts[SEVERITY_ERROR], counts[SEVERITY_WARNING],
		counts[SEVERITY_ADVICE]));
}

/* ---- A follow-up ---------------------------------------------------------------------- */

/* A unit or level, and by what it is banded: efficacy, else physical progress. */
struct line {
	const char *name;
	struct standing s;
	int64_t judged_e9;
};

static struct line
line_of(const char *name, int64_t physical_e9, int64_t planned_e9)
{
	struct line line = { name, { .physical_e9 = physical_e9, .planned_e9 = planned_e9 },
		NUM_ABSENT };

	line.judged_e9 = standing_efficacy(&line.s);
	if (line.judged_e9 == NUM_ABSENT)
		line.judged_e9 = physical_e9;
	return line;
}

static int64_t
as_e9(int64_t computed_e9, int64_t printed_e4)
{
	if (computed_e9 != NUM_ABSENT || printed_e4 == NUM_ABSENT)
		return computed_e9;
	return printed_e4 * (E9 / E4);
}

static struct line *
unit_lines(struct telling *t)
{
	const struct follow_up *fu = t->d->fu;
	struct line *lines = mem_array(t->mem, fu->unit_count + 1, sizeof(*lines));

	for (size_t u = 0; u < fu->unit_count; u++)
		lines[u] = line_of(fu->units[u].name,
		    as_e9(fu->units[u].computed_e9, fu->units[u].printed_e4),
		    fu->units[u].planned_e9);
	return lines;
}

static int
best_first(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->judged_e9 != y->judged_e9)
		return x->judged_e9 > y->judged_e9 ? -1 : 1;
	return x->s.physical_e9 > y->s.physical_e9 ? -1 : x->s.physical_e9 < y->s.physical_e9;
}

static void
begin_lines(struct telling *t, const char *title, const char *name, bool planned)
{
	const struct doc_column columns[COLUMNS] = {
		{ .head = "N.º", .align = DOC_RIGHT },
		{ .head = name, .width = 60, .wraps = true },
		{ .head = "Avance físico", .align = DOC_RIGHT },
		{ .head = "Programado a la fecha", .align = DOC_RIGHT },
		{ .head = "Eficacia", .align = DOC_RIGHT },
		{ .head = "Calificación", .width = 14, .wraps = true },
	};
	struct doc_column few[COLUMNS] = { columns[0], columns[1], columns[2], columns[5] };
	const struct doc_table table = { .title = title,
		.name = title,
		.columns = planned ? columns : few,
		.column_count = planned ? COLUMNS : 4 };

	DOC_SAY(&t->said, table, &table);
}

static void
say_line(struct telling *t, size_t number, const struct line *line, bool planned)
{
	const struct pack_band *band = line->judged_e9 != NUM_ABSENT
	    ? pack_band_of(t->d->fu->pack, line->judged_e9)
	    : NULL;
	struct doc_cell cells[COLUMNS];
	struct doc_row row = { .cells = cells };

	cells[row.count++] = doc_number(DOC_COUNT, (int64_t)number);
	cells[row.count++] = doc_text(line->name);
	cells[row.count++] = doc_ratio(DOC_RATIO, line->s.physical_e9, 1);
	if (planned) {
		cells[row.count++] = doc_ratio(DOC_RATIO, line->s.planned_e9, 1);
		cells[row.count++] = doc_ratio(DOC_RATIO, standing_efficacy(&line->s), 1);
	}
	cells[row.count] = doc_text(band != NULL ? band->name : "sin dato");
	cells[row.count++].band = band != NULL ? band->key : NULL;
	DOC_SAY(&t->said, row, &row);
}

static bool
is_planned(const struct telling *t)
{
	for (size_t u = 0; u < t->d->fu->unit_count; u++)
		if (t->d->fu->units[u].planned_e9 != NUM_ABSENT)
			return true;
	return false;
}

/* Those furthest on, and those furthest behind. */
static void
say_ends(struct telling *t, const struct line *lines)
{
	size_t all = t->d->fu->unit_count, count = 0, ends;
	struct line *ranked = mem_array(t->mem, all + 1, sizeof(*ranked));

	for (size_t i = 0; i < all; i++)
		if (lines[i].judged_e9 != NUM_ABSENT)
			ranked[count++] = lines[i];
	qsort(ranked, count, sizeof(*ranked), best_first);
	ends = count / 2 < ENDS_MAX ? count / 2 : ENDS_MAX;
	if (ends == 0)
		return;
	begin_lines(t, "Las que más avanzaron", "Unidad", is_planned(t));
	for (size_t i = 0; i < ends; i++)
		say_line(t, i + 1, &ranked[i], is_planned(t));
	DOC_SAY_PLAIN(&t->said, table_end);
	begin_lines(t, "Las que más se atrasaron", "Unidad", is_planned(t));
	for (size_t i = 0; i < ends; i++)
		say_line(t, i + 1, &ranked[count - 1 - i], is_planned(t));
	DOC_SAY_PLAIN(&t->said, table_end);
}

static void
say_bars(struct telling *t, const char *title, const char *about, const struct chart_bar *bars,
    size_t count)
{
	struct chart chart;

	if (count == 0)
		return;
	chart_bars(t->mem, title, about, bars, count < BARS_MAX ? count : BARS_MAX, &chart);
	DOC_SAY(&t->said, chart, &chart);
}

static void
say_levels(struct telling *t)
{
	const struct follow_up *fu = t->d->fu;
	struct chart_bar *bars = mem_array(t->mem, fu->aggregate_count + 1, sizeof(*bars));
	size_t count = 0;

	if (fu->aggregate_count == 0)
		return;
	begin_lines(t, "Por nivel", "Nivel", is_planned(t));
	for (size_t i = 0; i < fu->aggregate_count; i++) {
		const struct fu_aggregate *a = &fu->aggregates[i];
		const struct line line = line_of(a->name, as_e9(a->computed_e9, a->printed_e4),
		    a->planned_e9);

		say_line(t, i + 1, &line, is_planned(t));
		if (line.s.physical_e9 != NUM_ABSENT)
			bars[count++] = (struct chart_bar){ a->name, line.s.physical_e9,
				written(t, doc_ratio(DOC_RATIO, line.s.physical_e9, 1)) };
	}
	DOC_SAY_PLAIN(&t->said, table_end);
	say_bars(t, "Avance físico por nivel", "Una barra por nivel; sus cifras están en la tabla.",
	    bars, count);
}

static void
say_totals(struct telling *t)
{
	const struct follow_up *fu = t->d->fu;
	size_t said = 0, explained = 0;
	struct doc_pair pairs[6];
	size_t n = 0;

	for (size_t i = 0; i < fu->operation_count; i++) {
		const struct fu_operation *op = &fu->operations[i];

		said += op->physical_e4 != NUM_ABSENT ||
		    (op->reported != NULL && op->reported->progress.physical_e9 != NUM_ABSENT);
		explained += fu_operation_explains(op);
	}
	for (size_t i = 0; i < fu->aggregate_count; i++)
		if (fu->aggregates[i].level == FU_INSTITUTION) {
			const struct fu_aggregate *a = &fu->aggregates[i];

			pairs[n++] = (struct doc_pair){ "Avance físico",
				written(t,
				    doc_ratio(DOC_RATIO, as_e9(a->computed_e9, a->printed_e4),
					1)) };
			pairs[n++] = (struct doc_pair){ "Avance presupuestario",
				written(t,
				    doc_ratio(DOC_RATIO,
					as_e9(a->computed_financial_e9, a->printed_financial_e4),
					1)) };
			break;
		}
	pairs[n++] = (struct doc_pair){ "Unidades", mem_printf(t->mem, "%zu", fu->unit_count) };
	pairs[n++] = (struct doc_pair){ "Resultados",
		mem_printf(t->mem, "%zu; con avance informado %zu; con causa o medida %zu",
		    fu->operation_count, said, explained) };
	DOC_SAY(&t->said, pairs, pairs, n);
}

static void
say_follow_up(struct telling *t)
{
	const struct line *lines = unit_lines(t);

	DOC_SAY(&t->said, heading, 1, "La institución");
	say_totals(t);
	say_severities(t);
	say_levels(t);
	DOC_SAY(&t->said, heading, 1, "Las unidades");
	say_ends(t, lines);
	begin_lines(t, "Todas las unidades", "Unidad", is_planned(t));
	for (size_t u = 0; u < t->d->fu->unit_count; u++)
		say_line(t, u + 1, &lines[u], is_planned(t));
	DOC_SAY_PLAIN(&t->said, table_end);
}

/* ---- A plan ----------------------------------------------------------------------------- */

struct unit_plan {
	int64_t objectives, activities, cents;
};

static struct unit_plan *
unit_plans(struct telling *t)
{
	const struct plan *plan = t->d->plan;
	struct unit_plan *units = mem_array(t->mem, plan->unit_count + 1, sizeof(*units));

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		struct unit_plan *u = node->unit != PLAN_NONE ? &units[node->unit] : NULL;

		if (u == NULL)
			continue;
		u->objectives += node->level == 1;
		u->activities += plan_is_leaf_level(plan, node->level);
		if (node->level == 1 && node->budget_cents != NUM_ABSENT)
			u->cents += node->budget_cents;
	}
	return units;
}

/* The mean of the units that have figures, cumulated. */
static void
say_curve(struct telling *t)
{
	const struct plan *plan = t->d->plan;
	const struct rollup *r = t->d->rolled;
	const char *names[PACK_PERIODS_MAX];
	int64_t cumulated[PACK_PERIODS_MAX], known = 0;
	__int128 sum = 0;
	struct chart chart;

	for (size_t u = 0; u < plan->unit_count; u++)
		known += r->unit_known[u];
	if (known == 0)
		return;
	for (unsigned m = 0; m < plan->period_count; m++) {
		names[m] = plan->pack->periods[m].abbr;
		for (size_t u = 0; u < plan->unit_count; u++)
			if (r->unit_known[u])
				sum += r->unit_month_e9[u * plan->period_count + m];
		cumulated[m] = div_round(sum, known);
	}
	chart_curves(t->mem, "Lo programado en el año, acumulado",
	    "Promedio simple de las unidades, en por ciento del año.", names, plan->period_count,
	    &(struct chart_curve){ "Programado", "planned", cumulated }, 1, &chart);
	DOC_SAY(&t->said, chart, &chart);
}

static void
say_unit_plan(struct telling *t, uint32_t u, const struct unit_plan *unit)
{
	const struct rollup *r = t->d->rolled;
	const struct doc_cell cells[] = { doc_text(t->d->plan->units[u].name),
		doc_text(t->d->plan->units[u].acronym), doc_number(DOC_COUNT, unit->objectives),
		doc_number(DOC_COUNT, unit->activities), doc_number(DOC_MONEY, unit->cents),
		doc_ratio(DOC_RATIO, r->unit_known[u] ? r->unit_total_e9[u] : NUM_ABSENT, 1) };
	const struct doc_row row = { DOC_ROW, cells, sizeof(cells) / sizeof(cells[0]), 0, false };

	DOC_SAY(&t->said, row, &row);
}

static void
say_plan_table(struct telling *t, const struct unit_plan *units, const struct unit_plan *all)
{
	const struct pack *pack = t->d->plan->pack;
	const struct doc_column columns[] = { { .head = "Unidad", .width = 50, .wraps = true },
		{ .head = "Sigla", .width = 12, .wraps = true },
		{ .head = pack->levels[1].plural, .align = DOC_RIGHT },
		{ .head = pack->levels[pack->level_count - 1].plural, .align = DOC_RIGHT },
		{ .head = mem_printf(t->mem, "Presupuesto %s", pack->currency),
		    .align = DOC_RIGHT },
		{ .head = "Total del año", .align = DOC_RIGHT } };
	const struct doc_table table = { .title = "Las unidades",
		.name = "Unidades",
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]) };
	struct doc_cell total[] = { doc_text("Total"), doc_number(DOC_COUNT, all->objectives),
		doc_number(DOC_COUNT, all->activities), doc_number(DOC_MONEY, all->cents),
		doc_text("") };
	const struct doc_row row = { DOC_ROW_TOTAL, total, 5, 0, false };

	DOC_SAY(&t->said, table, &table);
	for (uint32_t u = 0; u < t->d->plan->unit_count; u++)
		if (units[u].objectives + units[u].activities > 0)
			say_unit_plan(t, u, &units[u]);
	total[0].span = 2;
	for (size_t i = 0; i < 5; i++)
		total[i].strong = true;
	DOC_SAY(&t->said, row, &row);
	DOC_SAY_PLAIN(&t->said, table_end);
}

static int
dearest_first(const void *a, const void *b)
{
	const struct chart_bar *x = a, *y = b;

	return x->value > y->value ? -1 : x->value < y->value;
}

static void
say_plan(struct telling *t)
{
	const struct plan *plan = t->d->plan;
	const struct unit_plan *units = unit_plans(t);
	struct chart_bar *bars = mem_array(t->mem, plan->unit_count + 1, sizeof(*bars));
	struct unit_plan all = { 0 };
	struct doc_pair pairs[3];
	size_t count = 0;

	for (size_t u = 0; u < plan->unit_count; u++) {
		all.objectives += units[u].objectives;
		all.activities += units[u].activities;
		all.cents += units[u].cents;
		if (units[u].cents > 0)
			bars[count++] = (struct chart_bar){ plan->units[u].acronym, units[u].cents,
				written(t, doc_number(DOC_MONEY, units[u].cents)) };
	}
	qsort(bars, count, sizeof(*bars), dearest_first);
	pairs[0] = (struct doc_pair){ plan->pack->levels[1].plural,
		written(t, doc_number(DOC_COUNT, all.objectives)) };
	pairs[1] = (struct doc_pair){ plan->pack->levels[plan->pack->level_count - 1].plural,
		written(t, doc_number(DOC_COUNT, all.activities)) };
	pairs[2] = (struct doc_pair){ mem_printf(t->mem, "Presupuesto %s", plan->pack->currency),
		written(t, doc_number(DOC_MONEY, all.cents)) };
	DOC_SAY(&t->said, heading, 1, "La institución");
	DOC_SAY(&t->said, pairs, pairs, 3);
	say_severities(t);
	say_curve(t);
	say_bars(t,
	    count > BARS_MAX ? "Las unidades con más presupuesto" : "Presupuesto por unidad",
	    "Una barra por unidad, de la mayor a la menor; sus cifras están en la tabla.", bars,
	    count);
	DOC_SAY(&t->said, heading, 1, "Las unidades");
	say_plan_table(t, units, &all);
}

int
doc_summary_say(const void *document, const struct doc_writer *w, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct doc_summary *d = document;
	struct telling t = { { w, err, YUP_OK }, d, mem };

	DOC_SAY(&t.said, begin, &d->head);
	if (d->fu != NULL)
		say_follow_up(&t);
	else
		say_plan(&t);
	DOC_SAY(&t.said, signatures, d->official->signatures, 3);
	DOC_SAY_PLAIN(&t.said, end);
	return t.said.rc;
}
