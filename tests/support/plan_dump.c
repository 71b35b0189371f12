/* plan_dump.c - see plan_dump.h. */
#include "support/plan_dump.h"

#include <string.h>

static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
static const char *const STATES[] = { "as read", "repaired", "unresolved" };

static void
put_e4(struct str *s, int64_t v)
{
	if (v == NUM_ABSENT)
		str_put(s, "-");
	else
		num_put(s, v, 4, 0);
}

static void
put_cents(struct str *s, int64_t v)
{
	if (v == NUM_ABSENT)
		str_put(s, "-");
	else
		num_put(s, v, 2, 2);
}

static void
put_e9(struct str *s, int64_t v)
{
	if (v == NUM_ABSENT)
		str_put(s, "-");
	else
		num_put(s, ratio_round(v, 4), 4, 0);
}

static void
put_months(struct str *s, const int64_t *v, unsigned n, unsigned given)
{
	for (unsigned m = 0; m < n; m++) {
		str_put(s, m ? " " : "");
		put_e4(s, given & (1u << m) ? v[m] : NUM_ABSENT);
	}
}

static void
put_inferred(struct str *s, unsigned inferred)
{
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		if (inferred & (1u << m))
			str_printf(s, " inferred=%u", m + 1);
}

static void
put_text(struct str *s, const char *indent, const char *key, const char *text)
{
	if (text[0] != '\0')
		str_printf(s, "%s%s: %s\n", indent, key, text);
}

static void
put_list(struct str *s, const char *indent, const char *key, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_printf(s, "%s%s: %s\n", indent, key, list[i]);
}

static void
put_measure(struct str *s, const char *indent, const char *key, const struct measure *m)
{
	if (m->text[0] == '\0')
		return;
	str_printf(s, "%s%s: %s = ", indent, key, m->text);
	put_e4(s, m->value_e4);
	str_put(s, m->percent ? " %\n" : "\n");
}

static void
put_unit(struct str *s, const struct plan *plan, uint32_t u)
{
	const struct plan_unit *unit = &plan->units[u];

	str_printf(s, "unit %s: %s [%s, own %s]%s line %u\n", unit->path, unit->name, unit->acronym,
	    unit->own_acronym, unit->has_form_b ? " form B" : "", unit->source.line);
	put_list(s, "  ", "also", unit->spellings, unit->spelling_count);
	if (!unit->has_total)
		return;
	str_printf(s, "  total line %u, %u cells: ", unit->total_source.line, unit->total_cells);
	put_months(s, unit->total_e4, plan->period_count, plan_all_given(plan));
	str_put(s, " = ");
	put_e4(s, unit->total_sum_e4);
	put_inferred(s, unit->total_inferred);
	str_put(s, "\n");
}

static void
put_form(struct str *s, const struct plan *plan, const struct plan_form *form)
{
	str_printf(s, "form %c lines %u-%u", form->kind == FORM_A ? 'A' : 'B', form->first_line,
	    form->last_line);
	if (form->unit != PLAN_NONE)
		str_printf(s, " unit %s", plan->units[form->unit].path);
	if (form->duplicate_of != PLAN_NONE)
		str_printf(s, " prints again the form of line %u",
		    plan->forms[form->duplicate_of].first_line);
	if (form->has_footer) {
		str_printf(s, " footer line %u: ", form->footer_line);
		put_cents(s, form->footer_cents);
	}
	str_put(s, "\n");
}

static void
put_published(struct str *s, const struct plan *plan, const struct published_row *p)
{
	str_put(s, "  form B: ");
	put_months(s, p->month_e4, plan->period_count, plan_all_given(plan));
	str_put(s, " = ");
	put_e4(s, p->total_e4);
	str_put(s, " weight ");
	put_e4(s, p->weight_e4);
	str_printf(s, ", %u cells%s", p->cells, p->damaged ? ", damaged" : "");
	put_inferred(s, p->inferred);
	str_put(s, "\n");
}

static void
put_repair(struct str *s, const struct repair_note *note)
{
	str_put(s, "  cells read:");
	for (size_t i = 0; i < note->cells_count; i++)
		str_printf(s, " %s", note->cells_read[i]);
	str_put(s, "\n");
	put_list(s, "  ", "changed", note->changed, note->changed_count);
	put_list(s, "  ", "because of", note->equations, note->equations_count);
	put_list(s, "  ", "could be", note->candidates, note->candidates_count);
}

static void
put_schedule(struct str *s, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	str_printf(s, "  %s: ", STATES[node->state]);
	put_months(s, plan_schedule(plan, i), plan->period_count, node->given);
	str_put(s, " = ");
	put_e4(s, node->total_e4);
	str_printf(s, "%s, %s%s%s\n", node->percent ? " in %" : "", BEHAVIOURS[node->behaviour],
	    node->behaviour_inferred ? " inferred" : "",
	    node->basis == BASIS_SHARE ? ", shares" : "");
	if (node->repair != NULL)
		put_repair(s, node->repair);
}

static void
put_node(struct str *s, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	str_printf(s, "%s %s", plan->pack->levels[node->level].key, node->code);
	if (strcmp(node->code_read, node->code) != 0)
		str_printf(s, " (read %s)", node->code_read);
	if (node->unit != PLAN_NONE)
		str_printf(s, " of %s", plan->units[node->unit].path);
	if (node->parent != PLAN_NONE)
		str_printf(s, " under %s", plan->nodes[node->parent].code);
	str_put(s, " weight ");
	put_e4(s, node->weight_e4);
	if (node->first_month != 0)
		str_printf(s, " window %u-%u", node->first_month, node->last_month);
	if (node->budget_cents != NUM_ABSENT) {
		str_put(s, " budget ");
		put_cents(s, node->budget_cents);
	}
	for (size_t k = 0; k < node->source_count; k++)
		str_printf(s, " %c:%u", node->sources[k].form, node->sources[k].line);
	str_put(s, "\n");
	put_text(s, "  ", "title", node->title);
	put_list(s, "  ", "also", node->spellings, node->spelling_count);
	put_text(s, "  ", "indicator", node->indicator);
	put_text(s, "  ", "responsible", node->responsible);
	put_text(s, "  ", "verification", node->verification);
	put_measure(s, "  ", "baseline", &node->baseline);
	put_measure(s, "  ", "target", &node->target);
	if (node->has_schedule)
		put_schedule(s, plan, i);
	if (node->published != NULL)
		put_published(s, plan, node->published);
}

void
plan_dump(struct str *out, const struct plan *plan)
{
	str_printf(out, "plan of %s (%s), %d, version %u, %u periods\n\n", plan->institution,
	    plan->acronym, plan->year, plan->version, plan->period_count);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		put_unit(out, plan, u);
	str_put(out, "\n");
	for (size_t i = 0; i < plan->form_count; i++)
		put_form(out, plan, &plan->forms[i]);
	for (size_t i = 0; i < plan->node_count; i++) {
		str_put(out, "\n");
		put_node(out, plan, i);
	}
}

/* ---- follow-ups ---- */

static void
put_operation(struct str *s, const struct fu_operation *op)
{
	str_printf(s, "  %s line %u: physical ", op->code, op->source.line);
	put_e4(s, op->physical_e4);
	str_put(s, ", financial ");
	put_e4(s, op->financial_e4);
	str_put(s, "\n");
	put_text(s, "    ", "area", op->area);
	put_text(s, "    ", "expected", op->expected);
	put_text(s, "    ", "obtained", op->obtained);
	if (op->cause_source.line == 0)
		return;
	str_printf(s, "    cause line %u: %s\n", op->cause_source.line, op->cause);
	put_text(s, "    ", "measure", op->measure);
	put_text(s, "    ", "there expected", op->cause_expected);
}

static void
put_fu_unit(struct str *s, const struct follow_up *fu, const struct fu_unit *unit)
{
	str_printf(s, "unit %s %s line %u: printed ", unit->ordinal, unit->name, unit->source.line);
	put_e4(s, unit->printed_e4);
	str_put(s, ", computed ");
	put_e9(s, unit->computed_e9);
	if (unit->parent != PLAN_NONE)
		str_printf(s, ", under %s", fu->aggregates[unit->parent].name);
	if (unit->cause_source.line != 0)
		str_printf(s, ", causes under %s line %u", unit->cause_ordinal,
		    unit->cause_source.line);
	str_put(s, "\n");
	for (uint32_t i = 0; i < unit->count; i++)
		put_operation(s, &fu->operations[unit->first + i]);
}

static void
put_aggregate(struct str *s, const struct follow_up *fu, const struct fu_aggregate *a)
{
	str_printf(s, "%s %s line %u: printed ", fu_level_key(a->level), a->name, a->source.line);
	put_e4(s, a->printed_e4);
	str_put(s, ", computed ");
	put_e9(s, a->computed_e9);
	str_put(s, ", from printed ");
	put_e9(s, a->computed_from_printed_e9);
	str_put(s, ", financial ");
	put_e4(s, a->printed_financial_e4);
	str_put(s, "/");
	put_e9(s, a->computed_financial_e9);
	if (a->parent != PLAN_NONE)
		str_printf(s, ", under %s", fu->aggregates[a->parent].name);
	str_put(s, "\n");
	for (size_t i = 0; i < a->of_count; i++)
		str_printf(s, "  of %s\n",
		    a->of[i].is_unit ? fu->units[a->of[i].index].name
				     : fu->aggregates[a->of[i].index].name);
}

void
follow_up_dump(struct str *out, const struct follow_up *fu)
{
	str_printf(out, "follow-up of %s (%s), %d, at %s, threshold ", fu->institution, fu->acronym,
	    fu->year, fu->as_of);
	put_e4(out, fu->threshold_e4);
	str_put(out, fu->threshold_stated ? " stated\n\n" : "\n\n");
	for (size_t i = 0; i < fu->unit_count; i++)
		put_fu_unit(out, fu, &fu->units[i]);
	str_put(out, "\n");
	for (size_t i = 0; i < fu->aggregate_count; i++)
		put_aggregate(out, fu, &fu->aggregates[i]);
	for (size_t i = 0; i < fu->orphan_count; i++)
		str_printf(out, "orphan %s of %s line %u: %s | %s | %s\n", fu->orphans[i].code,
		    fu->orphans[i].unit_name, fu->orphans[i].source.line, fu->orphans[i].expected,
		    fu->orphans[i].cause, fu->orphans[i].measure);
}

void
import_dump(struct str *out, const struct import_result *result)
{
	static const char *const STYLES[] = { "no", "dot", "comma" };

	str_printf(out, "%s, %s decimals\n", result->encoding, STYLES[result->number_style]);
	if (result->plan != NULL)
		plan_dump(out, result->plan);
	if (result->follow_up != NULL)
		follow_up_dump(out, result->follow_up);
	str_put(out, result->issue_count > 0 ? "\n" : "");
	for (size_t i = 0; i < result->issue_count; i++)
		str_printf(out, "issue %s line %u: %s\n", import_issue_key(result->issues[i].kind),
		    result->issues[i].line, result->issues[i].text);
}
