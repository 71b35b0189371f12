/*
 * form_repair.c - schedules: the rows of each unit go through core/repair, and
 * what comes back is written into the plan with its explanation.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/repair.h"
#include "core/rollup.h"
#include "import/form_build.h"
#include "import/number_cells.h"

enum {
	SEARCH_BUDGET = 40000000, /* steps a document may spend on repairs */
	OBJECTIVES_MAX = 10000,   /* of one unit */
};

struct unit_rows {
	struct repair_unit unit;
	uint32_t *group_node; /* group -> node */
	uint32_t **row_node;  /* group, row -> node */
	bool **percent;       /* group, row: written with % */
};

/* --- the explanation --------------------------------------------------------- */

static const char *
number_text(struct mem *mem, int64_t v_e4)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (v_e4 == NUM_ABSENT)
		return "";
	num_put(&s, v_e4, 4, 0);
	return mem_strdup(mem, str_text(&s));
}

static const char *
edit_text(const struct form_builder *b, const struct repair_edit *e)
{
	const char *period = e->period > 0 && e->period <= b->pack->period_count
	    ? b->pack->periods[e->period - 1].abbr
	    : "";

	switch (e->kind) {
	case EDIT_INSERT:
		return mem_printf(b->mem, "insert %s %s", period, number_text(b->mem, e->value_e4));
	case EDIT_DELETE:
		return mem_printf(b->mem, "delete cell %u (%s)", e->period,
		    number_text(b->mem, e->was_e4));
	case EDIT_CHANGE:
		return mem_printf(b->mem, "change %s %s->%s", period,
		    number_text(b->mem, e->was_e4), number_text(b->mem, e->value_e4));
	case EDIT_SHIFT:
		return e->value_e4 > 0 ? "shift +1" : "shift -1";
	case EDIT_TOTAL:
		return mem_printf(b->mem, "total %s", number_text(b->mem, e->value_e4));
	default:
		return "decimals";
	}
}

static const char *
vector_text(struct mem *mem, const struct repair_candidate *c, unsigned n)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (unsigned m = 0; m < n; m++)
		str_printf(&s, "%s%s", m ? " " : "", number_text(mem, c->month_e4[m]));
	return mem_strdup(mem, str_text(&s));
}

static void
note_equations(struct mem *mem, struct repair_note *note, unsigned equations)
{
	static const struct {
		unsigned bit;
		const char *key;
	} EQUATIONS[] = {
		{ EQUATION_OBJECTIVE, "objective_row" },
		{ EQUATION_TOTAL, "own_total" },
		{ EQUATION_WINDOW, "window" },
		{ EQUATION_UNIT, "unit_total" },
		{ EQUATION_FORM_A, "form_a" },
	};
	const char **list = mem_array(mem, sizeof(EQUATIONS) / sizeof(*EQUATIONS), sizeof(*list));

	for (size_t i = 0; i < sizeof(EQUATIONS) / sizeof(*EQUATIONS); i++)
		if (equations & EQUATIONS[i].bit)
			list[note->equations_count++] = EQUATIONS[i].key;
	note->equations = list;
}

static const struct repair_note *
note_of(const struct form_builder *b, const struct form_row *row, const struct repair_row *r)
{
	unsigned n = b->pack->period_count, from = row->columns.schedule, i;
	struct repair_note *note = mem_alloc(b->mem, sizeof(*note));
	const char **cells = mem_array(b->mem, r->cells.count + 1u, sizeof(*cells));
	const char **texts;

	for (i = 0; i < r->cells.count && from + i < row->used; i++)
		cells[note->cells_count++] = row->cells[from + i];
	note->cells_read = cells;
	note->read_total_e4 = NUM_ABSENT;
	note->whole = r->cells.count == n + 1;
	for (i = 0; i < n; i++) {
		note->read_e4[i] = i < r->cells.count ? r->cells.v_e4[i] : NUM_ABSENT;
		note->whole = note->whole && note->read_e4[i] != NUM_ABSENT;
	}
	if (r->cells.count > 0)
		note->read_total_e4 = r->cells.v_e4[r->cells.count - 1];
	if (r->state == NODE_REPAIRED) {
		texts = mem_array(b->mem, r->chosen.edit_count + 1u, sizeof(*texts));
		for (i = 0; i < r->chosen.edit_count; i++)
			texts[note->changed_count++] = edit_text(b, &r->chosen.edits[i]);
		note->changed = texts;
		note_equations(b->mem, note, r->equations);
	} else {
		texts = mem_array(b->mem, r->candidate_count + 1, sizeof(*texts));
		for (i = 0; i < r->candidate_count; i++)
			texts[note->candidates_count++] = vector_text(b->mem, &r->candidates[i], n);
		note->candidates = texts;
	}
	return note;
}

/* --- into the plan ------------------------------------------------------------- */

/*
 * A table's row has lost nothing on its way: it stands as written.  A blank is a zero where
 * the row's own total proves it.
 */
static void
take_as_written(struct form_builder *b, uint32_t index, const struct repair_cells *cells)
{
	struct plan_node *node = &b->plan->nodes[index];
	unsigned n = b->pack->period_count;
	int64_t sum = 0;

	for (unsigned m = 0; m < n && m < cells->count; m++) {
		if (cells->v_e4[m] == NUM_ABSENT)
			continue;
		plan_schedule(b->plan, index)[m] = cells->v_e4[m];
		node->given = (uint16_t)(node->given | 1u << m);
		sum += cells->v_e4[m];
	}
	node->total_e4 = cells->count > n ? cells->v_e4[n] : NUM_ABSENT;
	if (node->total_e4 == sum)
		node->given = plan_all_given(b->plan);
}

static void
take_answer(struct form_builder *b, uint32_t index, const struct form_row *row,
    const struct repair_row *r, bool percent)
{
	struct plan_node *node = &b->plan->nodes[index];
	unsigned n = b->pack->period_count;

	node->has_schedule = r->cells.count > 0;
	node->percent = percent;
	node->decimals = r->cells.decimals;
	if (!node->has_schedule)
		return;
	if (b->result->table_map != NULL) {
		take_as_written(b, index, &r->cells);
		return;
	}
	node->state = (uint8_t)r->state;
	if (r->state != NODE_AS_READ)
		node->repair = note_of(b, row, r);
	if (r->state == NODE_UNRESOLVED) {
		node->total_e4 = r->cells.v_e4[r->cells.count - 1];
		return;
	}
	memcpy(plan_schedule(b->plan, index), r->chosen.month_e4, n * sizeof(int64_t));
	node->given = plan_all_given(b->plan);
	node->total_e4 = r->chosen.total_e4;
}

static void
take_published(struct form_builder *b, uint32_t index, const struct repair_group *g)
{
	struct plan_node *node = &b->plan->nodes[index];
	struct published_row *p = mem_alloc(b->mem, sizeof(*p));
	bool placed = true;

	*p = *node->published;
	p->cells = g->published.count > 0 ? (uint8_t)(g->published.count - 1) : 0;
	p->decimals = g->published.decimals;
	if (g->published.count > 1)
		p->total_e4 = g->published.v_e4[g->published.count - 1];
	for (unsigned m = 0; m < b->pack->period_count; m++) {
		p->month_e4[m] = g->month_e4[m];
		placed = placed && g->month_e4[m] != NUM_ABSENT;
	}
	p->inferred = g->inferred;
	p->damaged = !placed;
	node->published = p;
}

/* --- a unit's rows ---------------------------------------------------------------- */

static struct repair_row
row_of(const struct form_builder *b, uint32_t index, bool *percent)
{
	const struct plan_node *node = &b->plan->nodes[index];
	int64_t budget;

	return (struct repair_row){
		.cells = form_row_cells(b, b->nodes[index].row_b, percent, &budget),
		.weight_e4 = node->weight_e4,
		.target_e4 = node->target.value_e4,
		.first = node->first_month,
		.last = node->last_month,
	};
}

static struct repair_cells
total_cells(const struct form_builder *b, uint32_t unit)
{
	struct repair_cells cells = { .count = 0 };
	const struct form_row *row;

	if (unit >= b->total_room || b->total_row[unit] == PLAN_NONE)
		return cells;
	row = &b->rows->rows[b->total_row[unit]];
	for (unsigned i = row->first; i < row->used; i++) {
		const char *p = i == row->first ? strchr(row->cells[i], ':') + 1 : row->cells[i];

		/* glued: "Total: 8.3 8.3 **100**" */
		while (*p != '\0' && cells.count < REPAIR_CELLS_MAX) {
			size_t n = strcspn(p, " *");
			struct num num;

			int rc = n > 0 ? num_parse(p, n, b->style, &num) : YUP_EINVALID;

			if (rc == YUP_ELIMIT ||
			    (rc == YUP_OK && llabs(num.value_e4) > QUANTITY_MAX_E4))
				import_issue_add(b->mem, b->result, ISSUE_OUT_OF_RANGE, row->line,
				    p);
			else if (rc == YUP_OK)
				cells.v_e4[cells.count++] = num.value_e4;
			p += n;
			p += strspn(p, " *");
		}
	}
	return cells;
}

static void
take_total(struct form_builder *b, uint32_t unit, const struct repair_unit *u)
{
	struct plan_unit *unit_row = &b->plan->units[unit];

	if (unit >= b->total_room || b->total_row[unit] == PLAN_NONE)
		return;
	unit_row->has_total = true;
	unit_row->total_cells = u->total.count;
	unit_row->total_inferred = u->inferred;
	unit_row->total_source = (struct source){ 0, b->rows->rows[b->total_row[unit]].line, 'B' };
	for (unsigned m = 0; m < b->pack->period_count; m++)
		unit_row->total_e4[m] = u->month_e4[m];
	if (u->total.count > 1)
		unit_row->total_sum_e4 = u->total.v_e4[u->total.count - 1];
}

/*
 * An objective's weight in the unit and the framework node it serves: where
 * other levels stand between, their weights multiply.
 */
static int64_t
weight_in_unit(const struct form_builder *b, uint32_t objective, uint32_t *root)
{
	const struct plan_node *node = &b->plan->nodes[objective];
	int64_t weight = node->published->weight_e4;

	for (unsigned depth = 0;
	     node->level > 1 && node->parent != PLAN_NONE && depth < PLAN_DEPTH_MAX; depth++) {
		int64_t above;

		node = &b->plan->nodes[node->parent];
		above = node->published != NULL ? node->published->weight_e4 : node->weight_e4;
		if (weight != NUM_ABSENT && above != NUM_ABSENT && node->level >= 1)
			weight = muldiv_round(weight, above, 100 * E4);
	}
	*root = node->parent;
	return weight;
}

/* The objectives that stand right above the leaves, with their activities. */
static void
collect(struct form_builder *b, const struct plan_children *children, const uint32_t *objectives,
    size_t count, uint32_t unit, struct unit_rows *out)
{
	bool ignored;
	int64_t budget;

	out->unit.total = total_cells(b, unit);
	out->unit.groups = mem_array(b->mem, count + 1, sizeof(*out->unit.groups));
	out->group_node = mem_array(b->mem, count + 1, sizeof(*out->group_node));
	out->row_node = mem_array(b->mem, count + 1, sizeof(*out->row_node));
	out->percent = mem_array(b->mem, count + 1, sizeof(*out->percent));
	for (size_t i = 0; i < count; i++) {
		uint32_t o = objectives[i], first = children->first[o],
			 last = children->first[o + 1];
		struct repair_group *g = &out->unit.groups[out->unit.group_count];

		*g = (struct repair_group){
			.published = form_row_cells(b, b->nodes[o].row_b, &ignored, &budget),
			.row_count = last - first,
		};
		g->weight_e4 = weight_in_unit(b, o, &g->root);
		if (b->nodes[o].row_a != NULL)
			g->form_a = form_row_cells(b, b->nodes[o].row_a, &ignored, &budget);
		g->rows = mem_array(b->mem, last - first + 1, sizeof(*g->rows));
		out->group_node[out->unit.group_count] = o;
		out->row_node[out->unit.group_count] = mem_array(b->mem, last - first + 1,
		    sizeof(uint32_t));
		out->percent[out->unit.group_count] = mem_array(b->mem, last - first + 1,
		    sizeof(bool));
		for (uint32_t c = first; c < last; c++) {
			g->rows[c - first] = row_of(b, children->list[c],
			    &out->percent[out->unit.group_count][c - first]);
			out->row_node[out->unit.group_count][c - first] = children->list[c];
		}
		out->unit.group_count++;
	}
}

static void
repair_one_unit(struct form_builder *b, const struct plan_children *children,
    const uint32_t *objectives, size_t count, uint32_t unit, int64_t *budget)
{
	struct unit_rows u = { 0 };

	collect(b, children, objectives, count, unit, &u);
	repair_unit(b->mem, b->pack->period_count, &u.unit, budget);
	for (size_t g = 0; g < u.unit.group_count; g++) {
		take_published(b, u.group_node[g], &u.unit.groups[g]);
		for (size_t r = 0; r < u.unit.groups[g].row_count; r++) {
			uint32_t index = u.row_node[g][r];

			take_answer(b, index, b->nodes[index].row_b, &u.unit.groups[g].rows[r],
			    u.percent[g][r]);
		}
	}
	take_total(b, unit, &u.unit);
}

/* Form A's own schedules, once the activities are settled: most stand as read. */
static int
repair_form_a(struct form_builder *b, struct err *err)
{
	struct rollup rollup = { .row_of = NULL };

	for (uint32_t i = 0; i < b->plan->node_count; i++) {
		struct plan_node *node = &b->plan->nodes[i];
		struct repair_row row = { .target_e4 = node->target.value_e4 };
		struct repair_candidate ignored;
		bool percent;
		int rc = YUP_OK;

		if (b->nodes[i].row_a == NULL)
			continue;
		row.cells = form_row_cells(b, b->nodes[i].row_a, &percent, &node->budget_cents);
		if (rollup.row_of == NULL && !repair_as_read(b->pack->period_count, &row, &ignored))
			rc = rollup_compute(b->mem, b->plan, ROLLUP_AS_PUBLISHED, &rollup, err);
		if (rc < 0)
			return rc;
		repair_alone(b->mem, b->pack->period_count, &row,
		    rollup.row_of != NULL ? rollup_of_node(&rollup, i) : NULL);
		take_answer(b, i, b->nodes[i].row_a, &row, percent);
	}
	return YUP_OK;
}

static bool
is_group(const struct form_builder *b, uint32_t i)
{
	return b->plan->nodes[i].level + 2u == b->pack->level_count && b->nodes[i].row_b != NULL &&
	    b->plan->nodes[i].published != NULL;
}

/* Rows of form B further up than the groups: as printed, nothing is inferred. */
static void
take_upper_rows(struct form_builder *b)
{
	for (uint32_t i = 0; i < b->plan->node_count; i++) {
		struct repair_group g = { .row_count = 0 };
		bool percent;
		int64_t budget;

		if (b->plan->nodes[i].published == NULL || b->nodes[i].row_b == NULL ||
		    is_group(b, i))
			continue;
		g.published = form_row_cells(b, b->nodes[i].row_b, &percent, &budget);
		for (unsigned m = 0; m < b->pack->period_count; m++)
			g.month_e4[m] = g.published.count == b->pack->period_count + 1
			    ? g.published.v_e4[m]
			    : NUM_ABSENT;
		take_published(b, i, &g);
	}
}

int
form_repair_plan(struct form_builder *b, struct err *err)
{
	int64_t budget = SEARCH_BUDGET;
	struct plan_children children;
	size_t units = b->plan->unit_count;
	uint32_t *first = mem_array(b->mem, units + 2, sizeof(*first));
	uint32_t *list = mem_array(b->mem, b->plan->node_count + 1, sizeof(*list));

	plan_index_children(b->mem, b->plan, &children);
	for (uint32_t i = 0; i < b->plan->node_count; i++)
		if (is_group(b, i))
			first[b->plan->nodes[i].unit + 2]++;
	for (size_t u = 2; u <= units + 1; u++)
		first[u] += first[u - 1];
	for (uint32_t i = 0; i < b->plan->node_count; i++)
		if (is_group(b, i))
			list[first[b->plan->nodes[i].unit + 1]++] = i;
	for (uint32_t u = 0; u < units; u++)
		if (first[u + 1] - first[u] > OBJECTIVES_MAX) {
			(void)err_at(err, NULL,
			    node_source(&b->plan->nodes[list[first[u] + OBJECTIVES_MAX]]).line);
			return err_refuse(err, YUP_ELIMIT, "document_too_large",
			    "the unit %s has more than %d objectives", b->plan->units[u].acronym,
			    OBJECTIVES_MAX);
		}
	for (uint32_t u = 0; u < units; u++)
		if (first[u + 1] > first[u] || (u < b->total_room && b->total_row[u] != PLAN_NONE))
			repair_one_unit(b, &children, list + first[u], first[u + 1] - first[u], u,
			    &budget);
	take_upper_rows(b);
	return repair_form_a(b, err);
}
