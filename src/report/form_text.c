#include "report/form_text.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/follow_up_lines.h"
#include "report/follow_up_causes.h"
#include "text/number_text.h"

enum { FORM_A_COLUMNS = 8, FORM_B_COLUMNS = 9 };

/* --- cells ------------------------------------------------------------------- */

/* A cell holds no tab and no line end. */
static void
put_text(struct str *s, const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (*p == '\t' || *p == '\n' || *p == '\r')
			str_put_char(s, ' ');
		else
			str_put_char(s, *p);
}

static void
put_cell(struct str *s, const char *text)
{
	str_put_char(s, '\t');
	put_text(s, text);
}

static void
put_tabs(struct str *s, unsigned count)
{
	while (count-- > 0)
		str_put_char(s, '\t');
}

static void
put_number(struct str *s, int64_t value_e4, bool percent)
{
	str_put_char(s, '\t');
	if (value_e4 == NUM_ABSENT)
		return;
	number_put_plain_quantity(s, value_e4);
	if (percent)
		str_put_char(s, '%');
}

static void
put_months(struct str *s, const int64_t *v_e4, unsigned n, bool percent)
{
	for (unsigned m = 0; m < n; m++)
		put_number(s, v_e4[m], percent);
}

static void
put_schedule(struct str *s, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	for (unsigned m = 0; m < plan->period_count; m++)
		put_number(s, node->given & (1u << m) ? plan_schedule(plan, i)[m] : NUM_ABSENT,
		    node->percent);
	put_number(s, node->total_e4, node->total_percent);
}

static void
put_window(struct str *s, const struct plan *plan, const struct plan_node *node)
{
	str_put_char(s, '\t');
	if (node->first_month == 0)
		return;
	str_printf(s, "%s-%s", plan->pack->periods[node->first_month - 1].abbr,
	    plan->pack->periods[node->last_month - 1].abbr);
}

/* --- forms ------------------------------------------------------------------- */

static void
put_title(struct str *s, const struct plan *plan, bool form_b)
{
	const struct pack_level *levels = plan->pack->levels;

	str_printf(s, "PROGRAMA OPERATIVO ANUAL - %d\n\n", plan->year);
	put_text(s, levels[1].name);
	for (size_t i = 2; form_b && i < plan->pack->level_count; i++) {
		str_put_char(s, '-');
		put_text(s, levels[i].name);
	}
	str_put(s, "\n\n");
}

static void
put_period_initials(struct str *s, const struct plan *plan, unsigned columns)
{
	put_tabs(s, columns - 1);
	for (unsigned m = 0; m < plan->period_count; m++)
		put_cell(s, plan->pack->periods[m].initial);
	str_put(s, "\t\n");
}

static void
put_head_a(struct str *s, const struct plan *plan)
{
	put_title(s, plan, false);
	str_put(s, "Cod.");
	put_cell(s, plan->pack->levels[1].name);
	str_printf(s, "\tResp\tPond.\tIndicador\tL.B.\tMeta %d\tMedio de Verificación\tCronograma",
	    plan->year);
	put_tabs(s, plan->period_count);
	str_put(s, "Total\tPpto. Bs.\n");
	put_period_initials(s, plan, FORM_A_COLUMNS);
}

static void
put_head_b(struct str *s, const struct plan *plan, const struct plan_unit *unit)
{
	put_title(s, plan, true);
	put_text(s, unit->name);
	str_put(s, "\n\nCod.");
	put_cell(s, plan->pack->levels[1].name);
	str_put(s,
	    "\tPond. %\tIndicador\tResp\tLínea Base\tMeta\tMedio de Verificación\tIni-Fin"
	    "\tCronograma");
	put_tabs(s, plan->period_count);
	str_put(s, "Total\n");
	put_period_initials(s, plan, FORM_B_COLUMNS);
}

static void
put_row_a(struct str *s, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	put_text(s, node->code);
	put_cell(s, node->title);
	put_cell(s, plan->units[node->unit].acronym);
	put_number(s, node->weight_e4, true);
	put_cell(s, node->indicator);
	put_cell(s, node->baseline.text);
	put_cell(s, node->target.text);
	put_cell(s, node->verification);
	put_schedule(s, plan, i);
	str_put_char(s, '\t');
	if (node->budget_cents != NUM_ABSENT)
		number_put_plain_money(s, node->budget_cents);
	str_put_char(s, '\n');
}

static void
put_row_b(struct str *s, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];
	const struct published_row *p = node->published;

	put_text(s, node->code);
	put_cell(s, p != NULL ? p->title : node->title);
	put_number(s, p != NULL ? p->weight_e4 : node->weight_e4, false);
	put_cell(s, node->indicator);
	put_cell(s, node->level == 1 ? plan->units[node->unit].acronym : node->responsible);
	put_cell(s, p != NULL ? p->baseline.text : node->baseline.text);
	put_cell(s, p != NULL ? p->target.text : node->target.text);
	put_cell(s, node->verification);
	put_window(s, plan, node);
	if (p != NULL) {
		put_months(s, p->month_e4, plan->period_count, false);
		put_number(s, p->total_e4, true);
	} else {
		put_schedule(s, plan, i);
	}
	str_put_char(s, '\n');
}

/* Form A of the unit, if it has rows there: framework lines, objectives, footer. */
static void
put_form_a(struct str *s, const struct plan *plan, uint32_t unit, size_t from, size_t to)
{
	uint32_t root = PLAN_NONE, form = PLAN_NONE;

	for (size_t i = from; i < to; i++) {
		const struct plan_node *node = &plan->nodes[i];

		if (node->unit != unit || node->form_a == PLAN_NONE)
			continue;
		if (form == PLAN_NONE)
			put_head_a(s, plan);
		form = node->form_a;
		if (node->parent != root && node->parent != PLAN_NONE) {
			root = node->parent;
			put_text(s, plan->pack->levels[0].name);
			str_put(s, ": ");
			put_text(s, plan->nodes[root].title);
			str_put_char(s, '\n');
		}
		put_row_a(s, plan, i);
	}
	if (form == PLAN_NONE)
		return;
	if (plan->forms[form].has_footer && plan->forms[form].footer_cents != NUM_ABSENT) {
		str_put(s, "Presupuesto:");
		put_tabs(s, FORM_A_COLUMNS + plan->period_count + 1);
		number_put_plain_money(s, plan->forms[form].footer_cents);
		str_put_char(s, '\n');
	}
	str_put_char(s, '\n');
}

static void
put_form_b(struct str *s, const struct plan *plan, uint32_t u, size_t from, size_t to)
{
	const struct plan_unit *unit = &plan->units[u];

	if (!unit->has_form_b)
		return;
	put_head_b(s, plan, unit);
	for (size_t i = from; i < to; i++)
		if (plan->nodes[i].unit == u && plan->nodes[i].form_b != PLAN_NONE)
			put_row_b(s, plan, i);
	if (unit->has_total) {
		str_put(s, "Total:");
		put_tabs(s, FORM_B_COLUMNS - 1);
		put_months(s, unit->total_e4, plan->period_count, false);
		put_number(s, unit->total_sum_e4, false);
		str_put_char(s, '\n');
	}
	str_put_char(s, '\n');
}

/* The unit's nodes lie between these; most plans keep them together. */
static void
range_of(const struct plan *plan, uint32_t unit, size_t *from, size_t *to)
{
	while (*from < plan->node_count && plan->nodes[*from].unit == PLAN_NONE)
		(*from)++;
	for (size_t i = *from; i < plan->node_count; i++)
		if (plan->nodes[i].unit == unit)
			*to = i + 1;
		else if (plan->nodes[i].unit != PLAN_NONE && plan->nodes[i].unit > unit)
			break;
}

/* True when every unit's nodes stand together, in the order of the units. */
static bool
in_order(const struct plan *plan)
{
	uint32_t last = 0;

	for (size_t i = 0; i < plan->node_count; i++) {
		if (plan->nodes[i].unit == PLAN_NONE)
			continue;
		if (plan->nodes[i].unit < last)
			return false;
		last = plan->nodes[i].unit;
	}
	return true;
}

void
form_text_plan(struct str *out, const struct plan *plan)
{
	bool ordered = in_order(plan);
	size_t from = 0, to = plan->node_count;

	put_text(out, plan->institution);
	str_printf(out, "\n\nPROGRAMA OPERATIVO ANUAL %d\n\n", plan->year);
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		if (ordered) {
			to = from;
			range_of(plan, u, &from, &to);
		}
		put_form_a(out, plan, u, from, to);
		put_form_b(out, plan, u, from, to);
		if (ordered && to > from)
			from = to;
	}
}

/* --- the follow-up -------------------------------------------------------------- */

/* "2026-06-30" as 30/06/2026. */
static void
put_date(struct str *s, const char *iso)
{
	if (strlen(iso) == 10)
		str_printf(s, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

static void
put_percents(struct str *s, int64_t physical_e4, int64_t financial_e4)
{
	put_number(s, physical_e4, physical_e4 != NUM_ABSENT);
	put_number(s, financial_e4, financial_e4 != NUM_ABSENT);
	str_put_char(s, '\n');
}

/* As the document prints: whole per cents, rounded from what was not. */
static int64_t
shown(enum follow_up_figures figures, int64_t printed_e4, int64_t computed_e9)
{
	if (figures == FIGURES_PRINTED || computed_e9 == NUM_ABSENT)
		return printed_e4;
	return ratio_round(computed_e9, 0) * E4;
}

static void
put_unit(struct str *s, const struct fu_unit *unit, enum follow_up_figures figures)
{
	put_text(s, unit->ordinal);
	put_cell(s, unit->name);
	str_put_char(s, '\t');
	put_percents(s, shown(figures, unit->printed_e4, unit->computed_e9), NUM_ABSENT);
}

/* Money stays as printed: a document does not tell the amounts it comes from. */
static void
put_level(struct str *s, const struct fu_aggregate *a, enum follow_up_figures figures)
{
	int64_t financial_e4 = a->printed_financial_e4;

	if (financial_e4 == NUM_ABSENT)
		financial_e4 = shown(figures, NUM_ABSENT, a->computed_financial_e9);
	put_text(s, a->name);
	str_put(s, "\t\t");
	put_percents(s, shown(figures, a->printed_e4, a->computed_e9), financial_e4);
}

static void
put_operation(struct str *s, const struct fu_operation *op)
{
	put_text(s, op->code);
	put_cell(s, op->expected);
	put_cell(s, op->obtained);
	put_percents(s, op->physical_e4, op->financial_e4);
}

static void
put_results(struct str *s, const struct follow_up *fu, enum follow_up_figures figures)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t count;
	const struct fu_line *lines = follow_up_lines(mem, fu, NULL, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t at = lines[i].index;

		switch (lines[i].kind) {
		case FU_LINE_LEVEL:
			put_level(s, &fu->aggregates[at], figures);
			break;
		case FU_LINE_UNIT:
			put_unit(s, &fu->units[at], figures);
			break;
		case FU_LINE_AREA:
			put_cell(s, fu->operations[at].area);
			str_put(s, "\t\t\t\n");
			break;
		case FU_LINE_OPERATION:
			put_operation(s, &fu->operations[at]);
			break;
		}
	}
}

static void
put_causes(struct str *s, const struct follow_up *fu)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t count;
	const struct cause_line *lines = follow_up_causes(mem, fu, &count);

	for (size_t i = 0; i < count; i++) {
		put_text(s, lines[i].code);
		put_cell(s, lines[i].expected);
		put_cell(s, lines[i].cause);
		put_cell(s, lines[i].measure);
		str_put_char(s, '\n');
	}
}

void
form_text_follow_up(struct str *out, const struct follow_up *fu, enum follow_up_figures figures)
{
	put_text(out, fu->institution);
	str_printf(out, "\n\nSEGUIMIENTO AL AVANCE DEL POA - GESTIÓN %d\n\n", fu->year);
	str_printf(out, "Cód.\tRESULTADOS ESPERADOS AL 31/12/%d\tRESULTADOS OBTENIDOS AL ",
	    fu->year);
	put_date(out, fu->as_of);
	str_put(out, "\tAVANCE %\t\n\t\t\tFÍSICO\tPPTARIO.\n");
	put_results(out, fu, figures);
	str_put(out,
	    "\nCód.\tResultados Esperados por Unidad Organizacional\tCausas de Desviación al ");
	put_date(out, fu->as_of);
	str_put(out, "\tMedidas Correctivas\n");
	put_causes(out, fu);
	str_put(out,
	    "\n*/ Información requerida para los resultados que no llegaron a una ejecución "
	    "física de ");
	number_put_plain_quantity(out, fu->threshold_e4);
	str_put(out, "% al menos.\n");
}
