#include "report/plan_json.h"

#include "core/plan_state.h"
#include "report/json_writer.h"

const char *
policy_key(enum rollup_policy policy)
{
	return policy == ROLLUP_AS_PUBLISHED ? "as_published" : "by_behaviour";
}

static void
text_array(struct json_writer *w, const char *key, const char *const *texts, size_t count)
{
	json_line_array(w, key);
	for (size_t i = 0; i < count; i++)
		json_text(w, NULL, texts[i]);
	json_array_end(w);
}

void
source_json(struct json_writer *w, const char *key, const struct source *source,
    const char *const *files, size_t file_count)
{
	char form[2] = { source->form, '\0' };

	json_line_object(w, key);
	json_text_or_null(w, "file", source->file < file_count ? files[source->file] : NULL);
	json_text_or_null(w, "form", form);
	json_int(w, "line", source->line);
	json_object_end(w);
}

static void
sources_json(struct json_writer *w, const struct source *sources, size_t count,
    const char *const *files, size_t file_count)
{
	json_array(w, "sources");
	for (size_t i = 0; i < count; i++)
		if (sources[i].line > 0)
			source_json(w, NULL, &sources[i], files, file_count);
	json_array_end(w);
}

static void
unit_json(struct json_writer *w, const struct plan *plan, const struct rollup *rolled, size_t u)
{
	const struct plan_unit *unit = &plan->units[u];
	unsigned n = plan->period_count;

	json_object(w, NULL);
	json_text(w, "id", unit->id);
	json_text_or_null(w, "parent",
	    unit->parent != PLAN_NONE ? plan->units[unit->parent].id : NULL);
	json_text(w, "name", unit->name);
	json_text(w, "acronym", unit->acronym);
	json_text(w, "own_acronym", unit->own_acronym);
	json_text(w, "path", unit->path);
	text_array(w, "spellings", unit->spellings, unit->spelling_count);
	if (unit->has_total)
		json_quantities(w, "published_total", unit->total_e4, n);
	else
		json_null(w, "published_total");
	json_quantity(w, "published_total_sum", unit->has_total ? unit->total_sum_e4 : NUM_ABSENT);
	json_ratios(w, "total", rolled->unit_month_e9 + u * n, n);
	json_ratio(w, "total_sum", rolled->unit_total_e9[u]);
	json_bool(w, "known", rolled->unit_known[u]);
	json_bool(w, "has_form_b", unit->has_form_b);
	json_object_end(w);
}

static void
measure_json(struct json_writer *w, const char *key, const struct measure *m)
{
	json_line_object(w, key);
	json_text(w, "text", m->text);
	json_quantity(w, "value", m->value_e4);
	json_text_or_null(w, "unit",
	    m->value_e4 == NUM_ABSENT ? NULL
		: m->percent          ? "percent"
				      : "number");
	json_object_end(w);
}

static void
repair_json(struct json_writer *w, const struct repair_note *note)
{
	if (note == NULL) {
		json_null(w, "repair");
		return;
	}
	json_object(w, "repair");
	text_array(w, "cells_read", note->cells_read, note->cells_count);
	text_array(w, "changed", note->changed, note->changed_count);
	text_array(w, "equations", note->equations, note->equations_count);
	text_array(w, "candidates", note->candidates, note->candidates_count);
	json_object_end(w);
}

const int64_t *
plan_json_schedule(const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	if (!node->has_schedule)
		return NULL;
	if (node->given != 0)
		return plan_schedule(plan, i);
	if (node->repair != NULL && node->repair->whole)
		return node->repair->read_e4;
	return NULL;
}

static void
schedule_json(struct json_writer *w, const struct plan *plan, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];
	const int64_t *v = plan_json_schedule(plan, i);

	if (v == NULL) {
		json_null(w, "schedule");
		return;
	}
	json_line_array(w, "schedule");
	for (unsigned m = 0; m < plan->period_count; m++)
		json_quantity(w, NULL,
		    node->given == 0 || node->given & 1u << m ? v[m] : NUM_ABSENT);
	json_array_end(w);
}

static void
rolled_json(struct json_writer *w, const struct plan *plan, const struct rollup *rolled, size_t i)
{
	const struct published_row *p = plan->nodes[i].published;
	const int64_t *months = rollup_of_node(rolled, i);
	unsigned n = plan->period_count;

	if (p != NULL)
		json_quantities(w, "published_rollup", p->month_e4, n);
	else
		json_null(w, "published_rollup");
	json_quantity(w, "published_rollup_total", p != NULL ? p->total_e4 : NUM_ABSENT);
	json_quantity(w, "published_weight", p != NULL ? p->weight_e4 : NUM_ABSENT);
	if (months != NULL)
		json_ratios(w, "rollup", months, n);
	else
		json_null(w, "rollup");
	json_ratio(w, "rollup_total",
	    months != NULL ? rolled->total_e9[rolled->row_of[i]] : NUM_ABSENT);
}

static void
month_json(struct json_writer *w, const char *key, unsigned month)
{
	if (month > 0)
		json_int(w, key, month);
	else
		json_null(w, key);
}

static void
sheet_json(struct json_writer *w, const struct indicator_sheet *sheet)
{
	if (sheet_is_empty(sheet)) {
		json_null(w, "indicator_sheet");
		return;
	}
	json_object(w, "indicator_sheet");
	json_text_or_null(w, "formula", sheet->formula);
	json_text_or_null(w, "source", sheet->source);
	json_text_or_null(w, "frequency", sheet_frequency_keys[sheet->frequency]);
	json_text_or_null(w, "direction", sheet_direction_keys[sheet->direction]);
	json_text_or_null(w, "unit", sheet->unit);
	json_object_end(w);
}

/* Which of plan.forms a row stands in. */
static void
form_ref_json(struct json_writer *w, const char *key, uint32_t form)
{
	if (form != PLAN_NONE)
		json_int(w, key, form);
	else
		json_null(w, key);
}

static void
form_json(struct json_writer *w, const struct plan *plan, const struct plan_form *form)
{
	json_line_object(w, NULL);
	json_text(w, "kind", form->kind == FORM_A ? "A" : "B");
	json_text_or_null(w, "file",
	    form->file < plan->file_count ? plan->files[form->file] : NULL);
	json_int(w, "first_line", form->first_line);
	json_int(w, "last_line", form->last_line);
	json_text_or_null(w, "unit", form->unit != PLAN_NONE ? plan->units[form->unit].id : NULL);
	form_ref_json(w, "duplicate_of", form->duplicate_of);
	json_bool(w, "has_footer", form->has_footer);
	json_int(w, "footer_line", form->footer_line);
	json_money(w, "footer", form->footer_cents);
	json_object_end(w);
}

static void
node_json(struct json_writer *w, const struct plan *plan, const struct rollup *rolled, size_t i)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
	static const char *const STATES[] = { "as_read", "repaired", "unresolved" };
	const struct plan_node *node = &plan->nodes[i];

	json_object(w, NULL);
	json_text(w, "id", node->id);
	json_text_or_null(w, "parent",
	    node->parent != PLAN_NONE ? plan->nodes[node->parent].id : NULL);
	json_text(w, "level", plan->pack->levels[node->level].key);
	json_text_or_null(w, "unit", node->unit != PLAN_NONE ? plan->units[node->unit].id : NULL);
	json_text(w, "code", node->code);
	json_text(w, "code_read", node->code_read);
	json_text(w, "title", node->title);
	text_array(w, "spellings", node->spellings, node->spelling_count);
	json_quantity(w, "weight", node->weight_e4);
	json_text(w, "indicator", node->indicator);
	json_text(w, "responsible", node->responsible);
	measure_json(w, "baseline", &node->baseline);
	measure_json(w, "target", &node->target);
	json_text(w, "verification", node->verification);
	sheet_json(w, &node->sheet);
	json_text(w, "behaviour", BEHAVIOURS[node->behaviour]);
	json_bool(w, "behaviour_inferred", node->behaviour_inferred);
	json_text(w, "schedule_basis", node->basis == BASIS_SHARE ? "share" : "quantity");
	month_json(w, "first_month", node->first_month);
	month_json(w, "last_month", node->last_month);
	schedule_json(w, plan, i);
	json_quantity(w, "total", node->total_e4);
	json_money(w, "budget", node->budget_cents);
	if (node->level > 0 && !plan_is_leaf_level(plan, node->level))
		rolled_json(w, plan, rolled, i);
	form_ref_json(w, "form_a", node->form_a);
	form_ref_json(w, "form_b", node->form_b);
	json_bool(w, "percent", node->percent);
	json_bool(w, "total_percent", node->total_percent);
	json_int(w, "decimals", node->decimals);
	json_text(w, "state", STATES[node->state]);
	repair_json(w, node->repair);
	sources_json(w, node->sources, node->source_count, plan->files, plan->file_count);
	json_object_end(w);
}

void
plan_json(struct json_writer *w, const struct plan *plan, const struct rollup *rolled)
{
	json_object(w, NULL);
	json_line_object(w, "institution");
	json_text(w, "name", plan->institution);
	json_text(w, "acronym", plan->acronym);
	json_object_end(w);
	json_int(w, "year", plan->year);
	json_int(w, "version", plan->version);
	json_text(w, "pack", plan->pack->name);
	json_text(w, "policy", policy_key(plan->policy));
	json_text(w, "state", plan_state_key((enum plan_state)plan->state));
	json_int(w, "period_count", plan->period_count);
	json_array(w, "units");
	for (size_t u = 0; u < plan->unit_count; u++)
		unit_json(w, plan, rolled, u);
	json_array_end(w);
	json_array(w, "forms");
	for (size_t i = 0; i < plan->form_count; i++)
		form_json(w, plan, &plan->forms[i]);
	json_array_end(w);
	json_array(w, "nodes");
	for (size_t i = 0; i < plan->node_count; i++)
		node_json(w, plan, rolled, i);
	json_array_end(w);
	json_object_end(w);
}
