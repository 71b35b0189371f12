#include "core/plan_diff.h"

#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"

enum { CELLS_MAX = 80 };

/* The cells that differ in one row, before they are copied to the arena. */
struct cells {
	struct diff_cell items[CELLS_MAX];
	size_t count;
};

static void
add_cell(struct cells *c, const char *field, unsigned period, struct value before,
    struct value after)
{
	if (c->count < CELLS_MAX)
		c->items[c->count++] = (struct diff_cell){ field, period, before, after };
}

static void
compare_text(struct cells *c, const char *field, const char *before, const char *after)
{
	if (strcmp(before, after) != 0)
		add_cell(c, field, 0, value_text(before), value_text(after));
}

static void
compare_e4(struct cells *c, const char *field, unsigned period, int64_t before, int64_t after)
{
	if (before != after)
		add_cell(c, field, period, value_e4(before), value_e4(after));
}

static void
add_row(struct mem *mem, struct plan_diff *d, const struct diff_row *row, const struct cells *cells)
{
	struct diff_cell *copy;

	MEM_PUSH(mem, d->rows, d->count, d->room);
	d->rows[d->count - 1] = *row;
	if (cells == NULL || cells->count == 0)
		return;
	copy = mem_array(mem, cells->count, sizeof(*copy));
	memcpy(copy, cells->items, cells->count * sizeof(*copy));
	d->rows[d->count - 1].cells = copy;
	d->rows[d->count - 1].cell_count = cells->count;
}

/* A key for the k-th row that calls itself `name`. */
static const char *
nth_key(struct mem *mem, struct map *seen, const char *name)
{
	uint32_t k = map_get_or_set(seen, name, 0);

	map_set(seen, name, k + 1);
	return mem_printf(mem, "%s\n%u", name, k);
}

/* ---- Plans ----------------------------------------------------------------- */

static const char *
unit_path(const struct plan *plan, uint32_t unit)
{
	return unit != PLAN_NONE ? plan->units[unit].path : "";
}

static const char *
node_name(struct mem *mem, const struct plan *plan, const struct plan_node *node)
{
	return mem_printf(mem, "%s\n%u\n%s", unit_path(plan, node->unit), node->level, node->code);
}

static void
compare_measure(struct cells *c, const char *field, const struct measure *a,
    const struct measure *b)
{
	if (strcmp(a->text, b->text) != 0 || a->percent != b->percent)
		add_cell(c, field, 0, value_text(a->text), value_text(b->text));
}

static int64_t
period_of(const struct plan *plan, size_t node, unsigned m)
{
	return plan->nodes[node].given & 1u << m ? plan_schedule(plan, node)[m] : NUM_ABSENT;
}

static const char *
state_key(uint8_t state)
{
	return state == NODE_AS_READ ? "as_read"
	    : state == NODE_REPAIRED ? "repaired"
				     : "unresolved";
}

/* A row's cells as the file had them, where they needed a repair. */
static struct value
cells_of(struct mem *mem, const struct repair_note *note)
{
	CLEANUP(str_done) struct str text = { 0 };

	if (note == NULL || note->cells_read == NULL)
		return (struct value){ .kind = VALUE_NONE };
	for (size_t i = 0; i < note->cells_count; i++)
		str_printf(&text, "%s%s", i > 0 ? " | " : "", note->cells_read[i]);
	return value_text(mem_strdup(mem, str_text(&text)));
}

/* Damage that is repaired to the same values is a change of the file all the same. */
static void
compare_reading(struct mem *mem, struct cells *c, const struct plan_node *a,
    const struct plan_node *b)
{
	struct value before = cells_of(mem, a->repair), after = cells_of(mem, b->repair);

	if (a->state != b->state)
		add_cell(c, "state", 0, value_text(state_key(a->state)),
		    value_text(state_key(b->state)));
	if (before.kind != after.kind ||
	    (before.kind == VALUE_TEXT && strcmp(before.text, after.text) != 0))
		add_cell(c, "cells_read", 0, before, after);
}

static void
compare_count(struct cells *c, const char *field, int64_t before, int64_t after)
{
	if (before != after)
		add_cell(c, field, 0, value_count(before), value_count(after));
}

static void
compare_published(struct cells *c, const struct published_row *a, const struct published_row *b,
    unsigned n)
{
	for (unsigned m = 0; m < n; m++)
		compare_e4(c, "published_rollup", m + 1, a != NULL ? a->month_e4[m] : NUM_ABSENT,
		    b != NULL ? b->month_e4[m] : NUM_ABSENT);
	compare_e4(c, "published_rollup_total", 0, a != NULL ? a->total_e4 : NUM_ABSENT,
	    b != NULL ? b->total_e4 : NUM_ABSENT);
	compare_e4(c, "published_weight", 0, a != NULL ? a->weight_e4 : NUM_ABSENT,
	    b != NULL ? b->weight_e4 : NUM_ABSENT);
	if (a != NULL && b != NULL)
		compare_count(c, "published_cells", a->cells, b->cells);
}

static void
compare_sheet(struct cells *c, const struct indicator_sheet *a, const struct indicator_sheet *b)
{
	compare_text(c, "formula", a->formula, b->formula);
	compare_text(c, "data_source", a->source, b->source);
	compare_text(c, "frequency", sheet_frequency_keys[a->frequency],
	    sheet_frequency_keys[b->frequency]);
	compare_text(c, "direction", sheet_direction_keys[a->direction],
	    sheet_direction_keys[b->direction]);
	compare_text(c, "measure_unit", a->unit, b->unit);
}

/* One was started from the other's year: what was printed, and how it was read, stay behind. */
static bool
was_started(const struct plan *p, const struct plan *q)
{
	return p->year != q->year && (p->based_on != 0 || q->based_on != 0);
}

static void
compare_nodes(struct mem *mem, struct cells *c, const struct plan *p, size_t i,
    const struct plan *q, size_t k)
{
	bool started = was_started(p, q);
	const struct plan_node *a = &p->nodes[i], *b = &q->nodes[k];
	unsigned n = p->period_count < q->period_count ? p->period_count : q->period_count;

	compare_text(c, "code_read", a->code_read, b->code_read);
	compare_text(c, "title", a->title, b->title);
	compare_e4(c, "weight", 0, a->weight_e4, b->weight_e4);
	compare_text(c, "indicator", a->indicator, b->indicator);
	compare_text(c, "responsible", a->responsible, b->responsible);
	compare_measure(c, "baseline", &a->baseline, &b->baseline);
	compare_measure(c, "target", &a->target, &b->target);
	compare_text(c, "verification", a->verification, b->verification);
	compare_sheet(c, &a->sheet, &b->sheet);
	if (a->first_month != b->first_month || a->last_month != b->last_month)
		add_cell(c, "window", 0, value_range(a->first_month, a->last_month),
		    value_range(b->first_month, b->last_month));
	if (a->percent != b->percent)
		add_cell(c, "percent", 0, value_text(a->percent ? "yes" : "no"),
		    value_text(b->percent ? "yes" : "no"));
	for (unsigned m = 0; m < n; m++)
		compare_e4(c, "schedule", m + 1, period_of(p, i, m), period_of(q, k, m));
	compare_e4(c, "total", 0, a->total_e4, b->total_e4);
	if (!started)
		compare_reading(mem, c, a, b);
	if (a->budget_cents != b->budget_cents)
		add_cell(c, "budget", 0, value_cents(a->budget_cents),
		    value_cents(b->budget_cents));
	if (!started)
		compare_published(c, a->published, b->published, n);
}

static struct diff_row
node_row(const struct plan *plan, const struct plan_node *node, enum diff_kind kind)
{
	return (struct diff_row){
		.kind = kind,
		.what = "node",
		.unit = unit_path(plan, node->unit),
		.code = node->code,
		.title = node->title,
	};
}

/* Nodes of the older plan, by what tells them. */
struct node_index {
	struct map ids, after_ids, names, seen;
	bool by_id;
};

static void
index_nodes(struct mem *mem, struct node_index *index, const struct plan *before,
    const struct plan *after)
{
	map_init(&index->ids, mem);
	map_init(&index->after_ids, mem);
	map_init(&index->names, mem);
	map_init(&index->seen, mem);
	for (uint32_t i = 0; i < before->node_count; i++) {
		map_set(&index->names,
		    nth_key(mem, &index->seen, node_name(mem, before, &before->nodes[i])), i);
		if (index->by_id)
			map_set(&index->ids, before->nodes[i].id, i);
	}
	for (uint32_t k = 0; index->by_id && k < after->node_count; k++)
		map_set(&index->after_ids, after->nodes[k].id, k);
	map_init(&index->seen, mem);
}

/* The same node in the older plan; MAP_NONE where it is new. */
static uint32_t
find_node(struct mem *mem, struct node_index *index, const struct plan *before,
    const struct plan *after, const struct plan_node *node)
{
	uint32_t named = map_get(&index->names,
	    nth_key(mem, &index->seen, node_name(mem, after, node)));
	uint32_t i;

	if (!index->by_id)
		return named;
	i = map_get(&index->ids, node->id);
	if (i != MAP_NONE || named == MAP_NONE)
		return i;
	/* made again after it was deleted: the same, unless that one is still there */
	return map_get(&index->after_ids, before->nodes[named].id) == MAP_NONE ? named : MAP_NONE;
}

static const char *
code_above(const struct plan *plan, const struct plan_node *node)
{
	return node->parent != PLAN_NONE ? plan->nodes[node->parent].code : "";
}

static const char *
id_above(const struct plan *plan, const struct plan_node *node)
{
	return node->parent != PLAN_NONE ? plan->nodes[node->parent].id : "";
}

/* What only ids can tell: where it hangs, whose it is, its code. */
static void
compare_places(struct cells *c, struct diff_row *row, const struct plan *p,
    const struct plan_node *a, const struct plan *q, const struct plan_node *b)
{
	const char *from = unit_path(p, a->unit), *to = unit_path(q, b->unit);

	if (strcmp(id_above(p, a), id_above(q, b)) != 0) {
		row->moved = true;
		add_cell(c, "parent", 0, value_text(code_above(p, a)),
		    value_text(code_above(q, b)));
	}
	if (strcmp(from, to) != 0) {
		row->moved = true;
		add_cell(c, "unit", 0, value_text(from), value_text(to));
	}
	if (strcmp(a->code, b->code) != 0) {
		row->recoded = true;
		add_cell(c, "code", 0, value_text(a->code), value_text(b->code));
	}
}

static void
diff_nodes(struct mem *mem, const struct plan *before, const struct plan *after, bool by_id,
    struct plan_diff *out)
{
	bool *met = mem_array(mem, before->node_count + 1, sizeof(*met));
	struct node_index index = { .by_id = by_id };

	index_nodes(mem, &index, before, after);
	for (uint32_t k = 0; k < after->node_count; k++) {
		const struct plan_node *b = &after->nodes[k];
		uint32_t i = find_node(mem, &index, before, after, b);
		struct diff_row row = node_row(after, b, i == MAP_NONE ? DIFF_ADDED : DIFF_CHANGED);
		struct cells cells = { .count = 0 };

		row.after = node_source(b);
		if (i != MAP_NONE) {
			met[i] = true;
			row.before = node_source(&before->nodes[i]);
			if (by_id)
				compare_places(&cells, &row, before, &before->nodes[i], after, b);
			compare_nodes(mem, &cells, before, i, after, k);
		}
		if (i == MAP_NONE || cells.count > 0)
			add_row(mem, out, &row, &cells);
	}
	for (uint32_t i = 0; i < before->node_count; i++) {
		struct diff_row row = node_row(before, &before->nodes[i], DIFF_REMOVED);

		row.before = node_source(&before->nodes[i]);
		if (!met[i])
			add_row(mem, out, &row, NULL);
	}
}

static void
compare_units(struct cells *c, const struct plan_unit *a, const struct plan_unit *b, unsigned n,
    bool started)
{
	compare_text(c, "name", a->name, b->name);
	compare_text(c, "acronym", a->acronym, b->acronym);
	if (started)
		return;
	for (unsigned m = 0; m < n; m++)
		compare_e4(c, "published_total", m + 1, a->has_total ? a->total_e4[m] : NUM_ABSENT,
		    b->has_total ? b->total_e4[m] : NUM_ABSENT);
	compare_e4(c, "published_total_sum", 0, a->has_total ? a->total_sum_e4 : NUM_ABSENT,
	    b->has_total ? b->total_sum_e4 : NUM_ABSENT);
	if (a->has_total && b->has_total)
		compare_count(c, "published_total_cells", a->total_cells, b->total_cells);
}

static void
diff_units(struct mem *mem, const struct plan *before, const struct plan *after,
    struct plan_diff *out)
{
	bool *met = mem_array(mem, before->unit_count + 1, sizeof(*met));
	struct map where;

	map_init(&where, mem);
	for (uint32_t i = 0; i < before->unit_count; i++)
		map_set(&where, before->units[i].path, i);
	for (uint32_t k = 0; k < after->unit_count; k++) {
		const struct plan_unit *b = &after->units[k];
		uint32_t i = map_get(&where, b->path);
		struct diff_row row = { i == MAP_NONE ? DIFF_ADDED : DIFF_CHANGED, false, false,
			"unit", b->path, "", b->name, { 0 }, b->source, NULL, 0 };
		struct cells cells = { .count = 0 };

		if (i != MAP_NONE) {
			met[i] = true;
			row.before = before->units[i].source;
			compare_units(&cells, &before->units[i], b, after->period_count,
			    was_started(before, after));
		}
		if (i == MAP_NONE || cells.count > 0)
			add_row(mem, out, &row, &cells);
	}
	for (uint32_t i = 0; i < before->unit_count; i++) {
		const struct plan_unit *a = &before->units[i];
		struct diff_row row = { DIFF_REMOVED, false, false, "unit", a->path, "", a->name,
			a->source, { 0 }, NULL, 0 };

		if (!met[i])
			add_row(mem, out, &row, NULL);
	}
}

/* The forms' own figures, in the order printed. */
static void
diff_footers(struct mem *mem, const struct plan *before, const struct plan *after,
    struct plan_diff *out)
{
	size_t n = before->form_count < after->form_count ? before->form_count : after->form_count;

	for (size_t f = 0; f < n; f++) {
		const struct plan_form *a = &before->forms[f], *b = &after->forms[f];
		struct diff_row row = { DIFF_CHANGED, false, false, "form",
			unit_path(after, b->unit), "", "", { a->file, a->footer_line, 'A' },
			{ b->file, b->footer_line, 'A' }, NULL, 0 };
		struct cells cells = { .count = 0 };

		if (a->kind != FORM_A || b->kind != FORM_A || a->footer_cents == b->footer_cents)
			continue;
		add_cell(&cells, "budget_total", 0, value_cents(a->footer_cents),
		    value_cents(b->footer_cents));
		add_row(mem, out, &row, &cells);
	}
}

void
plan_diff_compute(struct mem *mem, const struct plan *before, const struct plan *after,
    struct plan_diff *out)
{
	*out = (struct plan_diff){ 0 };
	diff_units(mem, before, after, out);
	diff_nodes(mem, before, after, false, out);
	diff_footers(mem, before, after, out);
}

void
plan_diff_compute_versions(struct mem *mem, const struct plan *before, const struct plan *after,
    struct plan_diff *out)
{
	*out = (struct plan_diff){ 0 };
	diff_units(mem, before, after, out);
	diff_nodes(mem, before, after, true, out);
	diff_footers(mem, before, after, out);
}

/* ---- Follow-ups ------------------------------------------------------------ */

static const char *
fu_unit_name(const struct follow_up *fu, uint32_t unit)
{
	return unit != PLAN_NONE ? fu->units[unit].name : "";
}

static void
compare_operations(struct cells *c, const struct fu_operation *a, const struct fu_operation *b)
{
	compare_text(c, "area", a->area, b->area);
	compare_text(c, "expected", a->expected, b->expected);
	compare_text(c, "obtained", a->obtained, b->obtained);
	compare_e4(c, "physical", 0, a->physical_e4, b->physical_e4);
	compare_e4(c, "financial", 0, a->financial_e4, b->financial_e4);
	compare_text(c, "cause", a->cause, b->cause);
	compare_text(c, "measure", a->measure, b->measure);
}

static struct diff_row
operation_row(const struct follow_up *fu, const struct fu_operation *op, enum diff_kind kind)
{
	return (struct diff_row){
		.kind = kind,
		.what = "operation",
		.unit = fu_unit_name(fu, op->unit),
		.code = op->code,
		.title = op->expected,
	};
}

static const char *
operation_name(struct mem *mem, const struct follow_up *fu, const struct fu_operation *op)
{
	return mem_printf(mem, "%s\n%s", fu_unit_name(fu, op->unit), op->code);
}

static void
diff_operations(struct mem *mem, const struct follow_up *before, const struct follow_up *after,
    struct plan_diff *out)
{
	bool *met = mem_array(mem, before->operation_count + 1, sizeof(*met));
	struct map where, seen;

	map_init(&where, mem);
	map_init(&seen, mem);
	for (uint32_t i = 0; i < before->operation_count; i++)
		map_set(&where,
		    nth_key(mem, &seen, operation_name(mem, before, &before->operations[i])), i);
	map_init(&seen, mem);
	for (uint32_t k = 0; k < after->operation_count; k++) {
		const struct fu_operation *b = &after->operations[k];
		uint32_t i = map_get(&where, nth_key(mem, &seen, operation_name(mem, after, b)));
		struct diff_row row = operation_row(after, b,
		    i == MAP_NONE ? DIFF_ADDED : DIFF_CHANGED);
		struct cells cells = { .count = 0 };

		row.after = b->source;
		if (i != MAP_NONE) {
			met[i] = true;
			row.before = before->operations[i].source;
			compare_operations(&cells, &before->operations[i], b);
		}
		if (i == MAP_NONE || cells.count > 0)
			add_row(mem, out, &row, &cells);
	}
	for (uint32_t i = 0; i < before->operation_count; i++) {
		struct diff_row row = operation_row(before, &before->operations[i], DIFF_REMOVED);

		row.before = before->operations[i].source;
		if (!met[i])
			add_row(mem, out, &row, NULL);
	}
}

/* A line with a printed figure: a unit or an aggregate. */
struct line {
	const char *name;
	int64_t printed_e4, financial_e4;
	struct source source;
};

static void
diff_lines(struct mem *mem, const char *what, const struct line *before, size_t before_count,
    const struct line *after, size_t after_count, struct plan_diff *out)
{
	bool *met = mem_array(mem, before_count + 1, sizeof(*met));
	struct map where, seen;

	map_init(&where, mem);
	map_init(&seen, mem);
	for (uint32_t i = 0; i < before_count; i++)
		map_set(&where, nth_key(mem, &seen, before[i].name), i);
	map_init(&seen, mem);
	for (uint32_t k = 0; k < after_count; k++) {
		uint32_t i = map_get(&where, nth_key(mem, &seen, after[k].name));
		struct diff_row row = { i == MAP_NONE ? DIFF_ADDED : DIFF_CHANGED, false, false,
			what, after[k].name, "", after[k].name, { 0 }, after[k].source, NULL, 0 };
		struct cells cells = { .count = 0 };

		if (i != MAP_NONE) {
			met[i] = true;
			row.before = before[i].source;
			compare_e4(&cells, "printed", 0, before[i].printed_e4, after[k].printed_e4);
			compare_e4(&cells, "printed_financial", 0, before[i].financial_e4,
			    after[k].financial_e4);
		}
		if (i == MAP_NONE || cells.count > 0)
			add_row(mem, out, &row, &cells);
	}
	for (uint32_t i = 0; i < before_count; i++) {
		struct diff_row row = { DIFF_REMOVED, false, false, what, before[i].name, "",
			before[i].name, before[i].source, { 0 }, NULL, 0 };

		if (!met[i])
			add_row(mem, out, &row, NULL);
	}
}

static struct line *
unit_lines(struct mem *mem, const struct follow_up *fu)
{
	struct line *lines = mem_array(mem, fu->unit_count + 1, sizeof(*lines));

	for (size_t i = 0; i < fu->unit_count; i++)
		lines[i] = (struct line){ fu->units[i].name, fu->units[i].printed_e4, NUM_ABSENT,
			fu->units[i].source };
	return lines;
}

static struct line *
aggregate_lines(struct mem *mem, const struct follow_up *fu)
{
	struct line *lines = mem_array(mem, fu->aggregate_count + 1, sizeof(*lines));

	for (size_t i = 0; i < fu->aggregate_count; i++)
		lines[i] = (struct line){ fu->aggregates[i].name, fu->aggregates[i].printed_e4,
			fu->aggregates[i].printed_financial_e4, fu->aggregates[i].source };
	return lines;
}

void
follow_up_diff_compute(struct mem *mem, const struct follow_up *before,
    const struct follow_up *after, struct plan_diff *out)
{
	*out = (struct plan_diff){ 0 };
	diff_lines(mem, "unit", unit_lines(mem, before), before->unit_count, unit_lines(mem, after),
	    after->unit_count, out);
	diff_operations(mem, before, after, out);
	diff_lines(mem, "aggregate", aggregate_lines(mem, before), before->aggregate_count,
	    aggregate_lines(mem, after), after->aggregate_count, out);
}

const char *
diff_kind_key(enum diff_kind kind)
{
	return kind == DIFF_ADDED ? "added" : kind == DIFF_REMOVED ? "removed" : "changed";
}
