#include "core/plan_live.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/live_check.h"
#include "core/live_rollup.h"

enum { WORN_BYTES = 16 * 1024 * 1024 };

/* What a change has to do with a row. */
enum mark {
	MARK_CHANGED = 1u << 0,
	MARK_ABOVE = 1u << 1,  /* changed, or above what is */
	MARK_NODE = 1u << 2,   /* its own rules run again */
	MARK_FAMILY = 1u << 3, /* its family's */
	MARK_TWINS = 1u << 4,  /* it changes its owner, code or place */
	MARK_LEFT = 1u << 5,   /* its twins were looked at before, and after */
	MARK_ENTERED = 1u << 6,
	MARK_MOVED = 1u << 7, /* it takes another place in the tree */
};

struct rows {
	uint32_t *items;
	size_t count, room;
};

struct plan_live {
	struct mem *mem, *scratch;
	struct plan *plan;
	struct plan_tree tree;
	struct live_rollup rolled;
	struct live_check check;
	uint8_t *marks; /* of each row */
	size_t mark_room;
	bool *unit_marks, *form_marks;
	struct rows marked; /* rows with a mark, in scratch */
	struct rows units, forms, twins;
	size_t bytes; /* what it took when it was made */
};

/* ---- Making ----------------------------------------------------------------------- */

static void
grow(struct plan_live *live)
{
	size_t old = live->mark_room,
	       room = live->plan->node_count + live->plan->node_count / 8 + 16;

	live_rollup_grow(&live->rolled);
	live_check_grow(&live->check);
	if (live->plan->node_count <= old)
		return;
	live->marks = mem_grow(live->mem, live->marks, old, room, sizeof(*live->marks));
	live->mark_room = room;
}

/* Children first. */
static void
roll_below(struct plan_live *live, uint32_t row, unsigned depth)
{
	const struct plan_kids *kids = plan_tree_kids(&live->tree, row);

	for (uint32_t i = 0; depth < PLAN_DEPTH_MAX && i < kids->count; i++)
		roll_below(live, kids->list[i], depth + 1);
	live_rollup_row(&live->rolled, row);
	live_rollup_serve(&live->rolled, row, 1);
}

static bool
past_limit(const struct plan_live *live, uint32_t row)
{
	int64_t total = live->rolled.r.total_e9[row];

	return total > RATIO_MAX_E9 || total < -RATIO_MAX_E9;
}

static int
refuse_limit(struct err *err)
{
	return err_refuse(err, YUP_ELIMIT, "rollup_too_large", "past %lld per cent",
	    (long long)(RATIO_MAX_E9 / E9));
}

static int
roll_all(struct plan_live *live, struct err *err)
{
	for (uint32_t i = 0; i < live->tree.roots.count; i++)
		roll_below(live, live->tree.roots.list[i], 0);
	for (uint32_t i = 0; i < live->plan->node_count; i++)
		if (past_limit(live, i))
			return refuse_limit(err);
	for (uint32_t u = 0; u < live->plan->unit_count; u++)
		live_rollup_unit(&live->rolled, u);
	return YUP_OK;
}

static void
look_at_all(struct plan_live *live)
{
	struct live_check *check = &live->check;
	const struct plan *plan = live->plan;

	for (uint32_t i = 0; i < plan->node_count; i++) {
		live_check_count(check, i, 1);
		live_check_add_twin(check, i);
	}
	for (uint32_t i = 0; i < plan->node_count; i++) {
		size_t count;
		uint32_t *twins;

		if (plan->nodes[i].deleted)
			continue;
		live_check_enter(check, HOME_NODE, i, true);
		live_check_enter(check, HOME_FAMILY, i, true);
		twins = live_check_twins(check, i, &count);
		if (count > 0 && twins[0] == i)
			live_check_enter_twins(check, twins, count);
		check->appeared.count = 0; /* counted already */
		if (i % 1024 == 0) {
			check->appeared = (struct finding_refs){ 0 };
			mem_reset(live->scratch);
		}
	}
	for (uint32_t u = 0; u < plan->unit_count; u++)
		live_check_enter(check, HOME_UNIT, u, true);
	for (uint32_t f = 0; f < plan->form_count; f++)
		live_check_enter(check, HOME_FORM, f, true);
	live_check_enter(check, HOME_UNITS, 0, true);
	check->appeared = (struct finding_refs){ 0 };
	mem_reset(live->scratch);
}

int
plan_live_make(struct mem *mem, struct plan *plan, struct plan_live **out, struct err *err)
{
	struct plan_live *live = mem_alloc(mem, sizeof(*live));
	int rc;

	live->mem = mem;
	live->plan = plan;
	live->scratch = mem_new();
	plan_tree_init(&live->tree, mem, plan);
	live_rollup_init(&live->rolled, mem, plan, &live->tree);
	live_check_init(&live->check, mem, live->scratch, plan, &live->tree, &live->rolled.r);
	live->unit_marks = mem_array(mem, plan->unit_count + 1, sizeof(bool));
	live->form_marks = mem_array(mem, plan->form_count + 1, sizeof(bool));
	grow(live);
	rc = roll_all(live, err);
	if (rc < 0) {
		plan_live_free(live);
		return rc;
	}
	look_at_all(live);
	live->bytes = mem_used(mem);
	*out = live;
	return YUP_OK;
}

void
plan_live_free(struct plan_live *live)
{
	struct mem *mem;

	if (live == NULL)
		return;
	mem = live->mem;
	mem_free(live->scratch);
	mem_free(mem); /* the live plan is in it */
}

void
plan_live_done(struct plan_live **live)
{
	plan_live_free(*live);
	*live = NULL;
}

/* ---- What a change touches ------------------------------------------------------------ */

static void
mark(struct plan_live *live, uint32_t row, unsigned bits)
{
	if (live->marks[row] == 0) {
		MEM_PUSH(live->scratch, live->marked.items, live->marked.count, live->marked.room);
		live->marked.items[live->marked.count - 1] = row;
	}
	live->marks[row] |= (uint8_t)bits;
}

static void
mark_unit(struct plan_live *live, uint32_t unit)
{
	if (unit == PLAN_NONE || unit >= live->plan->unit_count || live->unit_marks[unit])
		return;
	live->unit_marks[unit] = true;
	MEM_PUSH(live->scratch, live->units.items, live->units.count, live->units.room);
	live->units.items[live->units.count - 1] = unit;
}

static void
mark_form(struct plan_live *live, uint32_t form)
{
	if (form == PLAN_NONE || form >= live->plan->form_count || live->form_marks[form])
		return;
	live->form_marks[form] = true;
	MEM_PUSH(live->scratch, live->forms.items, live->forms.count, live->forms.room);
	live->forms.items[live->forms.count - 1] = form;
}

/* What rules of a family without a printed row read of its children. */
static bool
is_read_by_sheets(enum node_field field)
{
	return field == FIELD_EXISTS || field == FIELD_PARENT || field == FIELD_POSITION ||
	    field == FIELD_UNIT || field == FIELD_LEVEL || field == FIELD_CODE ||
	    field == FIELD_WEIGHT || field == FIELD_FORM_A;
}

static bool
is_structure(enum node_field field)
{
	return field == FIELD_EXISTS || field == FIELD_PARENT || field == FIELD_POSITION;
}

/* A row whose child changes in `field`, and all above it, whose roll-up may. */
static void
mark_above(struct plan_live *live, uint32_t row, enum node_field field)
{
	bool first = true;

	for (unsigned depth = 0; row != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		const struct plan_node *node = &live->plan->nodes[row];
		unsigned bits = MARK_ABOVE;

		if (node->level > 0 || node->published != NULL ||
		    (first && is_read_by_sheets(field)))
			bits |= MARK_FAMILY;
		if (first && is_structure(field))
			bits |= MARK_NODE;
		mark(live, row, bits);
		mark_unit(live, node->unit);
		row = node->parent;
		first = false;
	}
}

static uint32_t
index_in(struct cell_value value)
{
	return value.number == NUM_ABSENT ? PLAN_NONE : (uint32_t)value.number;
}

static void
mark_cell(struct plan_live *live, const struct cell_edit *cell)
{
	const struct plan_node *node = &live->plan->nodes[cell->node];
	enum node_field field = (enum node_field)cell->field;
	unsigned bits = MARK_CHANGED | MARK_ABOVE | MARK_NODE | MARK_FAMILY;

	if (is_structure(field))
		bits |= MARK_MOVED;
	if (is_structure(field) || field == FIELD_UNIT || field == FIELD_CODE ||
	    field == FIELD_LEVEL)
		bits |= MARK_TWINS;
	mark(live, cell->node, bits);
	mark_unit(live, node->unit);
	mark_form(live, node->form_a);
	mark_above(live, node->parent, field);
	if (field == FIELD_PARENT)
		mark_above(live, index_in(cell->after), field);
	if (field == FIELD_UNIT)
		mark_unit(live, index_in(cell->after));
	if (field == FIELD_FORM_A)
		mark_form(live, index_in(cell->after));
}

static void
unmark_all(struct plan_live *live)
{
	for (size_t i = 0; i < live->marked.count; i++)
		live->marks[live->marked.items[i]] = 0;
	for (size_t i = 0; i < live->units.count; i++)
		live->unit_marks[live->units.items[i]] = false;
	for (size_t i = 0; i < live->forms.count; i++)
		live->form_marks[live->forms.items[i]] = false;
	live->marked = live->units = live->forms = live->twins = (struct rows){ 0 };
}

/* ---- Twins ------------------------------------------------------------------------------ */

static void
mark_group(struct plan_live *live, const uint32_t *rows, size_t count, unsigned bit)
{
	for (size_t i = 0; i < count; i++) {
		mark(live, rows[i], bit);
		MEM_PUSH(live->scratch, live->twins.items, live->twins.count, live->twins.room);
		live->twins.items[live->twins.count - 1] = rows[i];
	}
}

/* The group that `row` is of, or would be of, as it was before the change. */
static void
leave_group(struct plan_live *live, uint32_t row)
{
	size_t count;
	uint32_t *rows = live_check_twins(&live->check, row, &count);

	if (count == 0 || (live->marks[rows[0]] & MARK_LEFT) != 0)
		return;
	live_check_leave_twins(&live->check, rows, count);
	mark_group(live, rows, count, MARK_LEFT);
}

/* Before the change: their old groups; they leave the table. */
static void
leave_twins(struct plan_live *live)
{
	size_t count = live->marked.count;

	for (size_t i = 0; i < count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_TWINS) != 0)
			leave_group(live, live->marked.items[i]);
	for (size_t i = 0; i < count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_TWINS) != 0)
			live_check_remove_twin(&live->check, live->marked.items[i]);
}

/* After it: the groups they join, once without them; then every group touched. */
static void
enter_twins(struct plan_live *live)
{
	size_t count = live->marked.count;

	for (size_t i = 0; i < count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_TWINS) != 0)
			leave_group(live, live->marked.items[i]);
	for (size_t i = 0; i < count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_TWINS) != 0) {
			live_check_add_twin(&live->check, live->marked.items[i]);
			mark_group(live, &live->marked.items[i], 1, MARK_TWINS);
		}
	for (size_t i = 0; i < live->twins.count; i++) {
		uint32_t *rows, row = live->twins.items[i];
		size_t n;

		if ((live->marks[row] & MARK_ENTERED) != 0)
			continue;
		rows = live_check_twins(&live->check, row, &n);
		for (size_t k = 0; k < n; k++)
			mark(live, rows[k], MARK_ENTERED);
		if (n > 0)
			live_check_enter_twins(&live->check, rows, n);
	}
}

/* ---- Before and after ---------------------------------------------------------------------- */

static void
leave(struct plan_live *live)
{
	for (size_t i = 0; i < live->marked.count; i++) {
		uint32_t row = live->marked.items[i];
		unsigned bits = live->marks[row];

		if (live->plan->nodes[row].deleted)
			continue;
		if ((bits & MARK_NODE) != 0)
			live_check_leave(&live->check, HOME_NODE, row);
		if ((bits & MARK_FAMILY) != 0)
			live_check_leave(&live->check, HOME_FAMILY, row);
		live_rollup_serve(&live->rolled, row, -1);
	}
	for (size_t i = 0; i < live->units.count; i++)
		live_check_leave(&live->check, HOME_UNIT, live->units.items[i]);
	for (size_t i = 0; i < live->forms.count; i++)
		live_check_leave(&live->check, HOME_FORM, live->forms.items[i]);
	for (size_t i = 0; i < live->marked.count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_CHANGED) != 0)
			live_check_count(&live->check, live->marked.items[i], -1);
	leave_twins(live);
}

struct deep {
	unsigned depth;
	uint32_t row;
};

static int
compare_deep(const void *a, const void *b)
{
	const struct deep *x = a, *y = b;

	if (x->depth != y->depth)
		return x->depth > y->depth ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static unsigned
depth_of(const struct plan *plan, uint32_t row)
{
	unsigned depth = 0;

	while (plan->nodes[row].parent != PLAN_NONE && depth <= PLAN_DEPTH_MAX) {
		row = plan->nodes[row].parent;
		depth++;
	}
	return depth;
}

/* Rows in the order their sums need: the deepest first.  `*count` of them. */
static struct deep *
order_by_depth(struct plan_live *live, size_t *count)
{
	struct deep *order = mem_array(live->scratch, live->marked.count + 1, sizeof(*order));
	size_t n = 0;

	for (size_t i = 0; i < live->marked.count; i++) {
		uint32_t row = live->marked.items[i];

		if (!live->plan->nodes[row].deleted && (live->marks[row] & MARK_ABOVE) != 0)
			order[n++] = (struct deep){ depth_of(live->plan, row), row };
	}
	qsort(order, n, sizeof(*order), compare_deep);
	*count = n;
	return order;
}

static bool
roll(struct plan_live *live, const struct deep *order, size_t count)
{
	bool fits = true;

	for (size_t i = 0; i < count; i++) {
		live_rollup_row(&live->rolled, order[i].row);
		fits = fits && !past_limit(live, order[i].row);
	}
	for (size_t i = 0; i < count; i++)
		live_rollup_serve(&live->rolled, order[i].row, 1);
	for (size_t i = 0; i < live->units.count; i++)
		live_rollup_unit(&live->rolled, live->units.items[i]);
	return fits;
}

static void
enter(struct plan_live *live)
{
	size_t count = live->marked.count;

	for (size_t i = 0; i < count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_CHANGED) != 0)
			live_check_count(&live->check, live->marked.items[i], 1);
	for (size_t i = 0; i < count; i++) {
		uint32_t row = live->marked.items[i];
		unsigned bits = live->marks[row];
		bool exists = !live->plan->nodes[row].deleted;

		if ((bits & MARK_NODE) != 0)
			live_check_enter(&live->check, HOME_NODE, row, exists);
		if ((bits & MARK_FAMILY) != 0)
			live_check_enter(&live->check, HOME_FAMILY, row, exists);
	}
	for (size_t i = 0; i < live->units.count; i++)
		live_check_enter(&live->check, HOME_UNIT, live->units.items[i], true);
	for (size_t i = 0; i < live->forms.count; i++)
		live_check_enter(&live->check, HOME_FORM, live->forms.items[i], true);
	enter_twins(live);
}

/* ---- The change ---------------------------------------------------------------------------- */

/* Rows that take another place are out of the tree while their cells change. */
static void
put_cells(struct plan_live *live, const struct cell_edit *cells, size_t count)
{
	for (size_t i = 0; i < live->marked.count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_MOVED) != 0 &&
		    !live->plan->nodes[live->marked.items[i]].deleted)
			plan_tree_detach(&live->tree, live->marked.items[i]);
	edit_apply(live->plan, cells, count);
	for (size_t i = 0; i < live->marked.count; i++)
		if ((live->marks[live->marked.items[i]] & MARK_MOVED) != 0 &&
		    !live->plan->nodes[live->marked.items[i]].deleted)
			plan_tree_attach(&live->tree, live->marked.items[i]);
}

/* New rows are there, deleted, before anything looks at them. */
static void
add_rows(struct plan_live *live, const struct cell_edit *cells, size_t count)
{
	size_t before = live->plan->node_count;
	uint32_t row = 0;

	for (size_t i = 0; i < count; i++)
		if (cells[i].node > row)
			row = cells[i].node;
	if (count == 0 || row < before)
		return;
	edit_put(live->plan, row, FIELD_EXISTS, 0, (struct cell_value){ 0, NULL });
	plan_tree_grow(&live->tree);
	grow(live);
}

/* All of it; false where a roll-up passes its limit. */
static bool
change(struct plan_live *live, const struct cell_edit *cells, size_t count)
{
	struct deep *order;
	size_t deep_count;
	bool fits;

	for (size_t i = 0; i < count; i++)
		mark_cell(live, &cells[i]);
	leave(live);
	put_cells(live, cells, count);
	order = order_by_depth(live, &deep_count);
	fits = roll(live, order, deep_count);
	enter(live);
	return fits;
}

static void
tell(struct plan_live *live, struct mem *mem, struct live_outcome *out)
{
	size_t count;
	struct deep *order = order_by_depth(live, &count);
	uint32_t *path = mem_array(mem, count + 1, sizeof(*path));
	uint32_t *units = mem_array(mem, live->units.count + 1, sizeof(*units));

	for (size_t i = 0; i < count; i++)
		path[i] = order[i].row;
	for (size_t i = 0; i < live->units.count; i++)
		units[i] = live->units.items[i];
	*out = (struct live_outcome){ path, count, units, live->units.count, { 0 }, { 0 } };
	live_check_take(&live->check, mem, &out->appeared, &out->gone);
}

/* The texts of the caller do not outlive it. */
static struct cell_edit *
keep_cells(struct plan_live *live, const struct cell_edit *cells, size_t count)
{
	struct cell_edit *kept = mem_array(live->scratch, count + 1, sizeof(*kept));

	for (size_t i = 0; i < count; i++) {
		kept[i] = cells[i];
		if (kept[i].after.text != NULL)
			kept[i].after.text = mem_strdup(live->mem, kept[i].after.text);
	}
	return kept;
}

static struct cell_edit *
reverse_cells(struct plan_live *live, const struct cell_edit *cells, size_t count)
{
	struct cell_edit *back = mem_array(live->scratch, count + 1, sizeof(*back));

	for (size_t i = 0; i < count; i++) {
		back[i] = cells[count - 1 - i];
		back[i].after = cells[count - 1 - i].before;
	}
	return back;
}

static void
end_change(struct plan_live *live)
{
	live->check.appeared = live->check.gone = (struct finding_refs){ 0 };
	unmark_all(live);
	mem_reset(live->scratch);
}

int
plan_live_apply(struct plan_live *live, struct mem *mem, const struct cell_edit *cells,
    size_t count, uint32_t revision, struct live_outcome *out, struct err *err)
{
	size_t rows = live->plan->node_count;
	struct cell_edit *kept = keep_cells(live, cells, count);
	struct cell_edit *back = reverse_cells(live, cells, count);

	add_rows(live, cells, count);
	if (!change(live, kept, count)) {
		unmark_all(live);
		(void)change(live, back, count);
		end_change(live);
		live->plan->node_count = rows;
		return refuse_limit(err);
	}
	for (size_t i = 0; i < count; i++)
		live->plan->nodes[cells[i].node].revision = revision;
	live->plan->revision = revision;
	if (out != NULL)
		tell(live, mem, out);
	end_change(live);
	return YUP_OK;
}

int
plan_live_try(struct plan_live *live, struct mem *mem, const struct cell_edit *cells, size_t count,
    live_try_fn use, void *context, struct err *err)
{
	struct cell_edit *kept = keep_cells(live, cells, count);
	struct cell_edit *back = reverse_cells(live, cells, count);
	struct live_outcome outcome;
	bool fits = change(live, kept, count);

	if (fits) {
		tell(live, mem, &outcome);
		use(context, live, &outcome);
	}
	unmark_all(live);
	(void)change(live, back, count);
	end_change(live);
	return fits ? YUP_OK : refuse_limit(err);
}

/* ---- Reading ---------------------------------------------------------------------------------- */

const struct plan *
plan_live_plan(const struct plan_live *live)
{
	return live->plan;
}

struct plan *
plan_live_states(struct plan_live *live)
{
	return live->plan;
}

void
plan_live_set_state(struct plan_live *live, unsigned state, uint32_t revision)
{
	live->plan->state = (uint8_t)state;
	live->plan->revision = revision;
}

const struct plan_tree *
plan_live_tree(const struct plan_live *live)
{
	return &live->tree;
}

const struct rollup *
plan_live_rollup(const struct plan_live *live)
{
	return &live->rolled.r;
}

const size_t *
plan_live_severities(const struct plan_live *live)
{
	return live->check.severities;
}

const uint64_t *
plan_live_passed(const struct plan_live *live)
{
	return live->check.passed;
}

/* What was found at `count` homes; with a unit, only what is that unit's. */
static void
add_homes(const struct plan_live *live, const struct home *homes, size_t count, uint32_t unit,
    struct finding_list *out)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < homes[i].count; k++)
			if (unit == PLAN_NONE ||
			    finding_unit(live->plan, &homes[i].items[k]) == unit)
				*finding_add(out) = homes[i].items[k];
}

static void
add_all(const struct plan_live *live, uint32_t unit, struct finding_list *out)
{
	struct home *const *homes = live->check.homes;

	for (int kind = HOME_NODE; kind <= HOME_TWINS; kind++)
		add_homes(live, homes[kind], live->plan->node_count, unit, out);
	add_homes(live, homes[HOME_UNIT], live->plan->unit_count, unit, out);
	add_homes(live, homes[HOME_FORM], live->plan->form_count, unit, out);
	add_homes(live, homes[HOME_UNITS], 1, unit, out);
	finding_sort(out);
}

void
plan_live_findings_of(const struct plan_live *live, struct mem *mem, uint32_t row,
    struct finding_list *out)
{
	*out = (struct finding_list){ .mem = mem };
	for (int kind = HOME_NODE; kind <= HOME_TWINS; kind++)
		add_homes(live, live->check.homes[kind] + row, 1, PLAN_NONE, out);
	finding_sort(out);
}

void
plan_live_findings(const struct plan_live *live, struct mem *mem, struct finding_list *out)
{
	*out = (struct finding_list){ .mem = mem };
	add_all(live, PLAN_NONE, out);
}

void
plan_live_findings_of_unit(const struct plan_live *live, struct mem *mem, uint32_t unit,
    struct finding_list *out)
{
	*out = (struct finding_list){ .mem = mem };
	add_all(live, unit, out);
}

int
plan_live_settled(const struct plan_live *live, struct mem *mem, struct plan **out, struct err *err)
{
	struct plan *plan = plan_copy(mem, live->plan);
	int rc = plan_settle(plan, err);

	if (rc == YUP_OK)
		*out = plan;
	return rc;
}

bool
plan_live_is_worn(const struct plan_live *live)
{
	return mem_used(live->mem) > live->bytes * 2 + WORN_BYTES;
}
