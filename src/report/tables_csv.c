#include "report/tables_csv.h"

#include <string.h>

#include "base/str.h"
#include "report/plan_json.h"
#include "text/finding_text.h"

#define PERIODS(p)                                                                                \
	p "01 " p "02 " p "03 " p "04 " p "05 " p "06 " p "07 " p "08 " p "09 " p "10 " p "11 " p \
	  "12 "

/* Always twelve columns: those a pack does not have are empty. */
static void
put_quantities(struct csv_writer *w, const int64_t *e4, unsigned n)
{
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		csv_quantity(w, e4 != NULL && m < n ? e4[m] : NUM_ABSENT);
}

static void
put_ratios(struct csv_writer *w, const int64_t *e9, unsigned n)
{
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		csv_ratio(w, e9 != NULL && m < n ? e9[m] : NUM_ABSENT);
}

static void
put_month(struct csv_writer *w, unsigned month)
{
	if (month > 0)
		csv_int(w, month);
	else
		csv_text(w, "");
}

static void
put_source(struct csv_writer *w, const struct source *source, const char *const *files,
    size_t file_count)
{
	char form[2] = { source->form, '\0' };

	csv_text(w, source->line > 0 && source->file < file_count ? files[source->file] : "");
	csv_text(w, form);
	put_month(w, source->line);
}

/* ---- Plans ------------------------------------------------------------------- */

static void
put_plan(struct csv_writer *w, const struct plan *plan)
{
	csv_text(w, plan->institution);
	csv_int(w, plan->year);
	csv_int(w, plan->version);
}

void
csv_nodes_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year version id parent level unit_path code code_read title "
	    "weight indicator responsible baseline baseline_value target target_value verification "
	    "behaviour behaviour_inferred schedule_basis first_month last_month " PERIODS(
		"m") "total budget " PERIODS("rollup_") "rollup_total published_total state file form line");
}

static void
put_node(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled, size_t i)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
	static const char *const STATES[] = { "as_read", "repaired", "unresolved" };
	const struct plan_node *node = &plan->nodes[i];
	const int64_t *months = rollup_of_node(rolled, i);
	struct source source = node_source(node);

	put_plan(w, plan);
	csv_text(w, node->id);
	csv_text(w, node->parent != PLAN_NONE ? plan->nodes[node->parent].id : "");
	csv_text(w, plan->pack->levels[node->level].key);
	csv_text(w, node->unit != PLAN_NONE ? plan->units[node->unit].path : "");
	csv_text(w, node->code);
	csv_text(w, node->code_read);
	csv_text(w, node->title);
	csv_quantity(w, node->weight_e4);
	csv_text(w, node->indicator);
	csv_text(w, node->responsible);
	csv_text(w, node->baseline.text);
	csv_quantity(w, node->baseline.value_e4);
	csv_text(w, node->target.text);
	csv_quantity(w, node->target.value_e4);
	csv_text(w, node->verification);
	csv_text(w, BEHAVIOURS[node->behaviour]);
	csv_text(w, node->behaviour_inferred ? "true" : "false");
	csv_text(w, node->basis == BASIS_SHARE ? "share" : "quantity");
	put_month(w, node->first_month);
	put_month(w, node->last_month);
	put_quantities(w, plan_json_schedule(plan, i), plan->period_count);
	csv_quantity(w, node->total_e4);
	csv_money(w, node->budget_cents);
	put_ratios(w, months, plan->period_count);
	csv_ratio(w, months != NULL ? rolled->total_e9[rolled->row_of[i]] : NUM_ABSENT);
	csv_quantity(w, node->published != NULL ? node->published->total_e4 : NUM_ABSENT);
	csv_text(w, STATES[node->state]);
	put_source(w, &source, plan->files, plan->file_count);
	csv_row_end(w);
}

void
csv_nodes(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled)
{
	for (size_t i = 0; i < plan->node_count; i++)
		put_node(w, plan, rolled, i);
}

void
csv_units_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year version id parent path acronym name " PERIODS(
		"rollup_") "rollup_total " PERIODS("published_") "published_total file form line");
}

void
csv_units(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled)
{
	unsigned n = plan->period_count;

	for (size_t u = 0; u < plan->unit_count; u++) {
		const struct plan_unit *unit = &plan->units[u];
		bool known = rolled->unit_known[u];

		put_plan(w, plan);
		csv_text(w, unit->id);
		csv_text(w, unit->parent != PLAN_NONE ? plan->units[unit->parent].id : "");
		csv_text(w, unit->path);
		csv_text(w, unit->acronym);
		csv_text(w, unit->name);
		put_ratios(w, known ? rolled->unit_month_e9 + u * n : NULL, n);
		csv_ratio(w, known ? rolled->unit_total_e9[u] : NUM_ABSENT);
		put_quantities(w, unit->has_total ? unit->total_e4 : NULL, n);
		csv_quantity(w, unit->has_total ? unit->total_sum_e4 : NUM_ABSENT);
		put_source(w, &unit->source, plan->files, plan->file_count);
		csv_row_end(w);
	}
}

/* ---- Follow-ups ---------------------------------------------------------------- */

static void
put_follow_up(struct csv_writer *w, const struct follow_up *fu)
{
	csv_text(w, fu->institution);
	csv_int(w, fu->year);
	csv_text(w, fu->as_of);
}

void
csv_operations_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year as_of id unit_ordinal unit_name area code expected obtained "
	    "physical financial cause measure file form line");
}

void
csv_operations(struct csv_writer *w, const struct follow_up *fu)
{
	for (size_t i = 0; i < fu->operation_count; i++) {
		const struct fu_operation *op = &fu->operations[i];

		put_follow_up(w, fu);
		csv_text(w, op->id);
		csv_text(w, op->unit != PLAN_NONE ? fu->units[op->unit].ordinal : "");
		csv_text(w, op->unit != PLAN_NONE ? fu->units[op->unit].name : "");
		csv_text(w, op->area);
		csv_text(w, op->code);
		csv_text(w, op->expected);
		csv_text(w, op->obtained);
		csv_quantity(w, op->physical_e4);
		csv_quantity(w, op->financial_e4);
		csv_text(w, op->cause);
		csv_text(w, op->measure);
		put_source(w, &op->source, fu->files, fu->file_count);
		csv_row_end(w);
	}
}

void
csv_averages_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year as_of id parent level name printed computed "
	    "computed_from_printed printed_financial computed_financial of file form line");
}

static void
put_members(struct csv_writer *w, const struct follow_up *fu, const struct fu_aggregate *a)
{
	struct str of = { 0 };

	for (size_t i = 0; i < a->of_count; i++)
		str_printf(&of, "%s%s", i > 0 ? " " : "",
		    a->of[i].is_unit ? fu->units[a->of[i].index].id
				     : fu->aggregates[a->of[i].index].id);
	csv_text(w, str_text(&of));
	str_done(&of);
}

void
csv_averages(struct csv_writer *w, const struct follow_up *fu)
{
	for (size_t u = 0; u < fu->unit_count; u++) {
		const struct fu_unit *unit = &fu->units[u];

		put_follow_up(w, fu);
		csv_text(w, unit->id);
		csv_text(w, unit->parent != PLAN_NONE ? fu->aggregates[unit->parent].id : "");
		csv_text(w, "unit");
		csv_text(w, unit->name);
		csv_quantity(w, unit->printed_e4);
		csv_ratio(w, unit->computed_e9);
		for (int empty = 0; empty < 4; empty++)
			csv_text(w, "");
		put_source(w, &unit->source, fu->files, fu->file_count);
		csv_row_end(w);
	}
	for (size_t i = 0; i < fu->aggregate_count; i++) {
		const struct fu_aggregate *a = &fu->aggregates[i];

		put_follow_up(w, fu);
		csv_text(w, a->id);
		csv_text(w, a->parent != PLAN_NONE ? fu->aggregates[a->parent].id : "");
		csv_text(w, fu_level_key(a->level));
		csv_text(w, a->name);
		csv_quantity(w, a->printed_e4);
		csv_ratio(w, a->computed_e9);
		csv_ratio(w, a->computed_from_printed_e9);
		csv_quantity(w, a->printed_financial_e4);
		csv_ratio(w, a->computed_financial_e9);
		put_members(w, fu, a);
		put_source(w, &a->source, fu->files, fu->file_count);
		csv_row_end(w);
	}
}

/* ---- Findings -------------------------------------------------------------------- */

void
csv_findings_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year version as_of file line form rule severity unit code period "
	    "expected found message fix");
}

static void
put_value(struct csv_writer *w, const struct value *v, const struct pack *pack)
{
	struct str text = { 0 };

	if (v->kind == VALUE_E4 || v->kind == VALUE_PERCENT_E4)
		csv_quantity(w, v->number);
	else if (v->kind == VALUE_E9)
		csv_ratio(w, v->number);
	else if (v->kind == VALUE_CENTS)
		csv_money(w, v->number);
	else if (v->kind == VALUE_COUNT)
		csv_int(w, v->number);
	else if (v->kind == VALUE_TEXT)
		csv_text(w, v->text);
	else if (v->kind == VALUE_NONE)
		csv_text(w, "");
	else {
		finding_value(&text, v, pack);
		csv_text(w, str_text(&text));
	}
	str_done(&text);
}

static const char *
unit_of(const struct finding *f, const struct plan *plan, const struct follow_up *fu)
{
	uint32_t unit = f->unit;

	if (unit == PLAN_NONE && f->node != PLAN_NONE)
		unit = plan != NULL ? plan->nodes[f->node].unit : fu->operations[f->node].unit;
	if (unit != PLAN_NONE)
		return plan != NULL ? plan->units[unit].path : fu->units[unit].name;
	return fu != NULL && f->aggregate != PLAN_NONE ? fu->aggregates[f->aggregate].name : "";
}

static const char *
code_of(const struct finding *f, const struct plan *plan, const struct follow_up *fu)
{
	if (f->node == PLAN_NONE)
		return "";
	return plan != NULL ? plan->nodes[f->node].code : fu->operations[f->node].code;
}

static void
put_finding(struct csv_writer *w, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu)
{
	const struct pack *pack = plan != NULL ? plan->pack : fu->pack;
	const char *const *files = plan != NULL ? plan->files : fu->files;
	size_t file_count = plan != NULL ? plan->file_count : fu->file_count;
	char form[2] = { f->source.form, '\0' };
	struct str text = { 0 };

	csv_text(w, plan != NULL ? plan->institution : fu->institution);
	csv_int(w, plan != NULL ? plan->year : fu->year);
	if (plan != NULL)
		csv_int(w, plan->version);
	else
		csv_text(w, "");
	csv_text(w, plan != NULL ? "" : fu->as_of);
	csv_text(w, f->source.file < file_count ? files[f->source.file] : "");
	put_month(w, f->source.line);
	csv_text(w, form);
	str_printf(&text, "R%02u", f->rule);
	csv_text(w, text.text);
	csv_text(w, severity_key((enum severity)f->severity));
	csv_text(w, unit_of(f, plan, fu));
	csv_text(w, code_of(f, plan, fu));
	put_month(w, f->period);
	put_value(w, &f->expected, pack);
	put_value(w, &f->found, pack);
	str_clear(&text);
	finding_sentence(&text, f, plan, fu);
	csv_text(w, str_text(&text));
	str_clear(&text);
	finding_fix_label(&text, f, plan, fu);
	csv_text(w, str_text(&text));
	csv_row_end(w);
	str_done(&text);
}

void
csv_findings(struct csv_writer *w, const struct finding_list *list, const struct plan *plan,
    const struct follow_up *fu)
{
	for (size_t i = 0; i < list->count; i++)
		put_finding(w, &list->items[i], plan, fu);
}

/* ---- Summary ----------------------------------------------------------------------- */

void
csv_summary_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year version as_of level unit name computed printed errors "
	    "warnings advice");
}

static void
put_counts(struct csv_writer *w, const struct finding_list *list, const struct plan *plan,
    const struct follow_up *fu, const char *unit)
{
	int64_t counts[SEVERITY__COUNT] = { 0 };

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(unit_of(&list->items[i], plan, fu), unit) == 0)
			counts[list->items[i].severity]++;
	for (int s = SEVERITY__COUNT; s-- > 0;)
		csv_int(w, counts[s]);
}

void
csv_summary_plan(struct csv_writer *w, const struct plan *plan, const struct rollup *rolled,
    const struct finding_list *findings)
{
	for (size_t u = 0; u < plan->unit_count; u++) {
		const struct plan_unit *unit = &plan->units[u];

		put_plan(w, plan);
		csv_text(w, "");
		csv_text(w, "unit");
		csv_text(w, unit->path);
		csv_text(w, unit->name);
		csv_ratio(w, rolled->unit_known[u] ? rolled->unit_total_e9[u] : NUM_ABSENT);
		csv_quantity(w, unit->has_total ? unit->total_sum_e4 : NUM_ABSENT);
		put_counts(w, findings, plan, NULL, unit->path);
		csv_row_end(w);
	}
}

static void
put_progress(struct csv_writer *w, const struct follow_up *fu, const struct finding_list *findings,
    const char *level, const char *id, const char *name, int64_t computed_e9, int64_t printed_e4)
{
	csv_text(w, fu->institution);
	csv_int(w, fu->year);
	csv_text(w, "");
	csv_text(w, fu->as_of);
	csv_text(w, level);
	csv_text(w, id);
	csv_text(w, name);
	csv_ratio(w, computed_e9);
	csv_quantity(w, printed_e4);
	put_counts(w, findings, NULL, fu, name);
	csv_row_end(w);
}

void
csv_summary_follow_up(struct csv_writer *w, const struct follow_up *fu,
    const struct finding_list *findings)
{
	for (size_t u = 0; u < fu->unit_count; u++)
		put_progress(w, fu, findings, "unit", fu->units[u].id, fu->units[u].name,
		    fu->units[u].computed_e9, fu->units[u].printed_e4);
	for (size_t a = 0; a < fu->aggregate_count; a++)
		put_progress(w, fu, findings, fu_level_key(fu->aggregates[a].level),
		    fu->aggregates[a].id, fu->aggregates[a].name, fu->aggregates[a].computed_e9,
		    fu->aggregates[a].printed_e4);
}

/* ---- Observations ---------------------------------------------------------------- */

void
csv_observations_begin(struct csv_writer *w, struct str *out)
{
	csv_begin(w, out,
	    "institution year version observation state unit_path code field period report by "
	    "made_at made_by text acts last_act last_at last_by last_text");
}

static void
put_act(struct csv_writer *w, const struct observation_act *act)
{
	csv_text(w, act->at);
	csv_text(w, act->actor);
	csv_text(w, act->text);
}

void
csv_observations(struct csv_writer *w, const struct plan *plan, const struct observation *list,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct observation *o = &list[i];
		const struct anchor *a = &o->anchor;

		if (o->act_count == 0)
			continue;
		put_plan(w, plan);
		csv_int(w, o->id);
		csv_text(w, observation_state_key(o->state));
		csv_text(w, a->unit < plan->unit_count ? plan->units[a->unit].path : "");
		csv_text(w, a->node < plan->node_count ? plan->nodes[a->node].code : "");
		csv_text(w, anchor_field_key(a));
		put_month(w, a->period);
		put_month(w, a->report);
		csv_text(w, o->office ? "planning_office" : "unit_head");
		put_act(w, &o->acts[0]);
		csv_int(w, (int64_t)o->act_count);
		csv_text(w, observation_act_key(o->acts[o->act_count - 1].kind));
		put_act(w, &o->acts[o->act_count - 1]);
		csv_row_end(w);
	}
}
