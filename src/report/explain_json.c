#include "report/explain_json.h"

#include <string.h>

#include "report/json_writer.h"
#include "report/plan_json.h"
#include "text/explain_text.h"

static void
cells_json(struct json_writer *w, const char *cells)
{
	if (cells == NULL) {
		json_null(w, "cells");
		return;
	}
	json_line_array(w, "cells");
	for (;;) {
		size_t n = strcspn(cells, "\t");
		struct str cell = { 0 };

		str_put_n(&cell, cells, n);
		json_text(w, NULL, str_text(&cell));
		str_done(&cell);
		if (cells[n] == '\0')
			break;
		cells += n + 1;
	}
	json_array_end(w);
}

static void
one_source(struct json_writer *w, const struct explained *what, const struct source *source)
{
	const char *const *files = what->plan != NULL ? what->plan->files : what->fu->files;
	size_t file_count = what->plan != NULL ? what->plan->file_count : what->fu->file_count;
	char form[2] = { source->form, '\0' };

	if (source->line == 0)
		return;
	json_object(w, NULL);
	json_text_or_null(w, "file", source->file < file_count ? files[source->file] : NULL);
	json_text_or_null(w, "form", form);
	json_int(w, "line", source->line);
	cells_json(w, what->cells(what->cells_context, source));
	json_object_end(w);
}

static void
sources_json(struct json_writer *w, const struct explained *what, const struct explanation *e)
{
	json_array(w, "sources");
	switch (e->kind) {
	case EXPLAIN_LEAF:
	case EXPLAIN_NODE:
		for (size_t i = 0; i < what->plan->nodes[e->index].source_count; i++)
			one_source(w, what, &what->plan->nodes[e->index].sources[i]);
		break;
	case EXPLAIN_UNIT:
		one_source(w, what, &what->plan->units[e->index].total_source);
		break;
	case EXPLAIN_OPERATION:
		one_source(w, what, &what->fu->operations[e->index].source);
		break;
	case EXPLAIN_FU_UNIT:
		one_source(w, what, &what->fu->units[e->index].source);
		break;
	case EXPLAIN_AGGREGATE:
		one_source(w, what, &what->fu->aggregates[e->index].source);
		break;
	default:
		break;
	}
	json_array_end(w);
}

static void
texts_json(struct json_writer *w, const char *key, const char *const *texts, size_t count)
{
	json_line_array(w, key);
	for (size_t i = 0; i < count; i++)
		json_text(w, NULL, texts[i]);
	json_array_end(w);
}

/* What a plan's row says, and how it was mended. */
static void
row_json(struct json_writer *w, const struct plan *plan, uint32_t i)
{
	static const char *const STATES[] = { "as_read", "repaired", "unresolved" };
	const struct plan_node *node = &plan->nodes[i];
	const int64_t *v = plan_json_schedule(plan, i);

	if (v != NULL)
		json_quantities(w, "schedule", v, plan->period_count);
	else
		json_null(w, "schedule");
	json_quantity(w, "total", node->total_e4);
	json_text(w, "state", STATES[node->state]);
	if (node->repair == NULL) {
		json_null(w, "repair");
		return;
	}
	json_object(w, "repair");
	texts_json(w, "cells_read", node->repair->cells_read, node->repair->cells_count);
	texts_json(w, "changed", node->repair->changed, node->repair->changed_count);
	texts_json(w, "equations", node->repair->equations, node->repair->equations_count);
	texts_json(w, "candidates", node->repair->candidates, node->repair->candidates_count);
	json_object_end(w);
}

static void
names_json(struct json_writer *w, const char *id, const char *unit, const char *code,
    const char *title)
{
	json_text_or_null(w, "id", id);
	json_text_or_null(w, "unit", unit);
	json_text_or_null(w, "code", code);
	json_text(w, "title", title);
}

static void
who_json(struct json_writer *w, const struct explained *what, const struct explanation *e)
{
	const struct plan *plan = what->plan;
	const struct follow_up *fu = what->fu;

	if (e->kind == EXPLAIN_LEAF || e->kind == EXPLAIN_NODE) {
		const struct plan_node *node = &plan->nodes[e->index];

		names_json(w, node->id,
		    node->unit != PLAN_NONE ? plan->units[node->unit].path : NULL, node->code,
		    node->title);
	} else if (e->kind == EXPLAIN_SHARE) {
		names_json(w, plan->nodes[e->root].id, plan->units[e->index].path,
		    plan->nodes[e->root].code, plan->nodes[e->root].title);
	} else if (e->kind == EXPLAIN_UNIT) {
		names_json(w, plan->units[e->index].id, plan->units[e->index].path, NULL,
		    plan->units[e->index].name);
	} else if (e->kind == EXPLAIN_OPERATION) {
		const struct fu_operation *op = &fu->operations[e->index];

		names_json(w, op->id, op->unit != PLAN_NONE ? fu->units[op->unit].name : NULL,
		    op->code, op->expected);
	} else if (e->kind == EXPLAIN_FU_UNIT) {
		names_json(w, fu->units[e->index].id, fu->units[e->index].name, NULL,
		    fu->units[e->index].name);
	} else {
		names_json(w, fu->aggregates[e->index].id, fu->aggregates[e->index].name, NULL,
		    fu->aggregates[e->index].name);
	}
}

static void
term_json(struct json_writer *w, const struct explained *what, const struct explain_term *t)
{
	json_object(w, NULL);
	json_quantity(w, "weight", t->weight_e4);
	json_quantity(w, "numerator", t->numerator_e4);
	json_quantity(w, "denominator", t->denominator_e4);
	json_ratio(w, "value", t->value_e9);
	json_ratio(w, "result", t->result_e9);
	explanation_json(w, "of", what, t->of);
	json_object_end(w);
}

static void
printed_json(struct json_writer *w, const struct explanation *e)
{
	json_quantity(w, "printed", e->printed_e4);
	if (e->agreement == NOTHING_PRINTED || e->agreement == PRINTED_OVERTAKEN)
		json_null(w, "agrees");
	else
		json_bool(w, "agrees", e->agreement == PRINTED_AGREES);
	json_bool(w, "printed_inferred", e->printed_inferred);
	if (e->kind == EXPLAIN_AGGREGATE)
		json_ratio(w, "computed_from_printed", e->from_printed_e9);
}

void
explanation_json(struct json_writer *w, const char *key, const struct explained *what,
    const struct explanation *e)
{
	CLEANUP(str_done) struct str formula = { 0 };

	json_object(w, key);
	json_text(w, "kind", explain_kind_key(e->kind));
	who_json(w, what, e);
	if (e->period > 0)
		json_int(w, "period", e->period);
	else
		json_null(w, "period");
	explain_formula(&formula, e);
	json_text(w, "formula", str_text(&formula));
	json_ratio(w, "result", e->result_e9);
	if (e->month_e9 != NULL)
		json_ratios(w, "months", e->month_e9, what->plan->period_count);
	else
		json_null(w, "months");
	printed_json(w, e);
	if (e->kind == EXPLAIN_LEAF)
		row_json(w, what->plan, e->index);
	sources_json(w, what, e);
	json_array(w, "terms");
	for (size_t i = 0; i < e->term_count; i++)
		term_json(w, what, &e->terms[i]);
	json_array_end(w);
	json_object_end(w);
}
