#include "core/plan_edit.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "core/plan_place.h"
#include "core/plan_typed.h"

enum { ORDINAL_MAX = 9999 };

void
edit_init(struct edit *edit, struct mem *mem, const struct plan *plan, const struct plan_tree *tree)
{
	*edit = (struct edit){ .mem = mem, .plan = plan, .tree = tree };
}

/* ---- Cells of the change being made ------------------------------------------ */

static struct cell_value
number(int64_t value)
{
	return (struct cell_value){ value, NULL };
}

static struct cell_value
text_value(const char *text)
{
	return (struct cell_value){ NUM_ABSENT, text };
}

static struct cell_value
index_value(uint32_t index)
{
	return number(index == PLAN_NONE ? NUM_ABSENT : index);
}

void
edit_add(struct edit *edit, uint32_t node, enum node_field field, unsigned period,
    struct cell_value after)
{
	struct cell_value before = edit_value(edit->plan, node, field, period);

	if (cell_value_is(before, after))
		return;
	MEM_PUSH(edit->mem, edit->cells, edit->count, edit->room);
	edit->cells[edit->count - 1] = (struct cell_edit){ node, (uint8_t)field, (uint8_t)period,
		before, after };
}

static struct cell_edit *
find_cell(const struct edit *edit, uint32_t node, enum node_field field, unsigned period)
{
	for (size_t i = edit->count; i-- > 0;)
		if (edit->cells[i].node == node && edit->cells[i].field == field &&
		    edit->cells[i].period == period)
			return &edit->cells[i];
	return NULL;
}

/* What a cell will hold once the change is made. */
static struct cell_value
value_now(const struct edit *edit, uint32_t node, enum node_field field, unsigned period)
{
	const struct cell_edit *cell = find_cell(edit, node, field, period);

	return cell != NULL ? cell->after : edit_value(edit->plan, node, field, period);
}

/* As edit_add(), over a cell that the change may have already. */
static void
set(struct edit *edit, uint32_t node, enum node_field field, unsigned period,
    struct cell_value after)
{
	struct cell_edit *cell = find_cell(edit, node, field, period);

	if (cell == NULL) {
		edit_add(edit, node, field, period, after);
		return;
	}
	cell->after = after;
	if (!cell_value_is(cell->before, after))
		return;
	memmove(cell, cell + 1, (size_t)(edit->cells + edit->count - cell - 1) * sizeof(*cell));
	edit->count--;
}

/* A roll-up, or a sheet's total, reads it. */
static bool
is_figure(enum node_field field)
{
	switch (field) {
	case FIELD_EXISTS:
	case FIELD_PARENT:
	case FIELD_UNIT:
	case FIELD_BASELINE:
	case FIELD_WEIGHT:
	case FIELD_TOTAL:
	case FIELD_BUDGET:
	case FIELD_BEHAVIOUR:
	case FIELD_SCHEDULE:
	case FIELD_PERCENT:
		return true;
	default:
		return false;
	}
}

static void
mark_row(struct edit *edit, struct cell_value row)
{
	if (row.number != NUM_ABSENT && (size_t)row.number < edit->plan->node_count)
		set(edit, (uint32_t)row.number, FIELD_EDITED, 0, number(1));
}

/* Rows whose printed figures no longer speak of them, and those they hung from. */
static void
mark_edited(struct edit *edit)
{
	size_t count = edit->count;

	for (size_t i = 0; i < count; i++) {
		struct cell_edit cell = edit->cells[i];

		if (!is_figure((enum node_field)cell.field))
			continue;
		mark_row(edit, number(cell.node));
		if (cell.field == FIELD_PARENT) {
			mark_row(edit, cell.before);
			mark_row(edit, cell.after);
		} else if (cell.field == FIELD_EXISTS) {
			mark_row(edit, edit_value(edit->plan, cell.node, FIELD_PARENT, 0));
		}
	}
}

/* ---- What follows from what was typed ------------------------------------------- */

static bool
read_schedule(const struct edit *edit, uint32_t node, int64_t out[PACK_PERIODS_MAX])
{
	for (unsigned m = 0; m < edit->plan->period_count; m++) {
		out[m] = value_now(edit, node, FIELD_SCHEDULE, m + 1).number;
		if (out[m] == NUM_ABSENT)
			return false;
	}
	return true;
}

/* Behaviour and basis that nobody stated follow the figures, as on import. */
static void
infer(struct edit *edit, uint32_t node)
{
	int64_t v[PACK_PERIODS_MAX];
	int64_t total = value_now(edit, node, FIELD_TOTAL, 0).number;
	int64_t target = value_now(edit, node, FIELD_TARGET, 0).number;

	if (value_now(edit, node, FIELD_BEHAVIOUR_INFERRED, 0).number == 0 ||
	    !read_schedule(edit, node, v))
		return;
	set(edit, node, FIELD_BEHAVIOUR, 0,
	    number(behaviour_infer(v, edit->plan->period_count, total, target)));
	set(edit, node, FIELD_BASIS, 0, number(basis_infer(total, target)));
}

static void
take_month(struct edit *edit, uint32_t node, unsigned period, const struct typed_value *typed)
{
	set(edit, node, FIELD_SCHEDULE, period, typed->value);
	set(edit, node, FIELD_STATE, 0, number(NODE_AS_READ)); /* a person has said it */
	if (typed->value.number == NUM_ABSENT)
		return;
	set(edit, node, FIELD_HAS_SCHEDULE, 0, number(1));
	if (typed->percent)
		set(edit, node, FIELD_PERCENT, 0, number(1));
	if (typed->decimals > value_now(edit, node, FIELD_DECIMALS, 0).number)
		set(edit, node, FIELD_DECIMALS, 0, number(typed->decimals));
}

static void
take(struct edit *edit, uint32_t node, const struct typed_cell *cell,
    const struct typed_value *typed)
{
	switch (cell->field) {
	case FIELD_SCHEDULE:
		take_month(edit, node, cell->period, typed);
		return;
	case FIELD_TOTAL:
		set(edit, node, FIELD_STATE, 0, number(NODE_AS_READ));
		set(edit, node, FIELD_TOTAL_PERCENT, 0, number(typed->percent));
		break;
	case FIELD_CODE:
		set(edit, node, FIELD_CODE_READ, 0, typed->value);
		break;
	case FIELD_BASELINE:
		set(edit, node, FIELD_BASELINE_PERCENT, 0, number(typed->percent));
		break;
	case FIELD_TARGET:
		set(edit, node, FIELD_TARGET_PERCENT, 0, number(typed->percent));
		break;
	case FIELD_BEHAVIOUR:
	case FIELD_BASIS:
		set(edit, node, FIELD_BEHAVIOUR_INFERRED, 0, number(0));
		break;
	default:
		break;
	}
	set(edit, node, cell->field, 0, typed->value);
}

/* The last typed of a month, NULL: it was not. */
static const struct typed_cell *
typed_month(const struct typed_cell *typed, size_t count, unsigned period)
{
	for (size_t i = count; i-- > 0;)
		if (typed[i].field == FIELD_SCHEDULE && typed[i].period == period)
			return &typed[i];
	return NULL;
}

static bool
says_percent(const struct typed_cell *cell)
{
	return cell != NULL && strchr(cell->text, '%') != NULL;
}

/*
 * One "%" does not turn figures that were said in units into per cents: all of a row
 * are the same, and which of the two is a cell of its own.
 */
static int
check_measure(const struct edit *edit, uint32_t node, const struct typed_cell *typed, size_t count,
    struct err *err)
{
	unsigned said = 0;

	if (edit_value(edit->plan, node, FIELD_PERCENT, 0).number != 0)
		return YUP_OK;
	for (size_t i = 0; i < count; i++) {
		if (typed[i].field == FIELD_PERCENT)
			return YUP_OK;
		if (typed[i].field == FIELD_SCHEDULE && says_percent(&typed[i]))
			said = typed[i].period;
	}
	for (unsigned m = 1; said > 0 && m <= edit->plan->period_count; m++) {
		int64_t value = value_now(edit, node, FIELD_SCHEDULE, m).number;

		if (value == NUM_ABSENT || value == 0 || says_percent(typed_month(typed, count, m)))
			continue;
		(void)err_refuse(err, YUP_EINVALID, "percent_among_units", "%s",
		    typed_month(typed, count, said)->text);
		if (err != NULL)
			err->line = said;
		return err != NULL ? err_in(err, node_field_key(FIELD_SCHEDULE)) : YUP_EINVALID;
	}
	return YUP_OK;
}

static int
take_all(struct edit *edit, uint32_t node, unsigned level, const struct typed_cell *typed,
    size_t count, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct typed_value value;

		if (!node_field_is_typed(typed[i].field))
			return err_refuse(err, YUP_EINVALID, "field_unknown", "%s",
			    node_field_key(typed[i].field));
		rc = typed_read(edit->mem, edit->plan, level, &typed[i], &value, err);
		if (rc == YUP_OK)
			take(edit, node, &typed[i], &value);
	}
	if (rc == YUP_OK)
		rc = check_measure(edit, node, typed, count, err);
	if (rc == YUP_OK && count > 0)
		infer(edit, node);
	return rc;
}

static int
need_node(const struct edit *edit, uint32_t node, struct err *err)
{
	if (node < edit->plan->node_count && !edit->plan->nodes[node].deleted)
		return YUP_OK;
	return err_refuse(err, YUP_ENOTFOUND, "node_absent", "row %u", node);
}

int
edit_change(struct edit *edit, uint32_t node, const struct typed_cell *typed, size_t count,
    struct err *err)
{
	int rc = need_node(edit, node, err);

	if (rc == YUP_OK)
		rc = take_all(edit, node, edit->plan->nodes[node].level, typed, count, err);
	if (rc == YUP_OK)
		mark_edited(edit);
	return rc;
}

/* ---- Places --------------------------------------------------------------------- */

static int
check_place(const struct edit *edit, const struct edit_place *place, struct err *err)
{
	const struct plan *plan = edit->plan;

	if (place->parent != PLAN_NONE && need_node(edit, place->parent, NULL) < 0)
		return err_refuse(err, YUP_ENOTFOUND, "parent_absent", "row %u", place->parent);
	if (place->after != PLAN_NONE &&
	    (need_node(edit, place->after, NULL) < 0 ||
		plan->nodes[place->after].parent != place->parent))
		return err_refuse(err, YUP_EINVALID, "sibling_absent", "row %u", place->after);
	if (plan_tree_kids(edit->tree, place->parent)->count >= PLAN_CHILDREN_MAX)
		return err_refuse(err, YUP_ELIMIT, "too_many_nodes", "%u children",
		    PLAN_CHILDREN_MAX);
	return YUP_OK;
}

static unsigned
level_below(const struct plan *plan, uint32_t parent)
{
	return parent == PLAN_NONE ? 0 : plan->nodes[parent].level + 1u;
}

/* The last number of a code, 0 where it has none. */
static unsigned
ordinal_of(const char *code)
{
	const char *end = code + strlen(code), *p = end;
	unsigned value = 0;

	while (p > code && p[-1] >= '0' && p[-1] <= '9')
		p--;
	for (; p < end && value <= ORDINAL_MAX; p++)
		value = value * 10 + (unsigned)(*p - '0');
	return value;
}

/* One more than the highest of the owner's under this parent; NULL where that is no code. */
static const char *
next_code(const struct edit *edit, uint32_t parent, uint32_t unit)
{
	const struct plan *plan = edit->plan;
	const struct plan_kids *kids = plan_tree_kids(edit->tree, parent);
	unsigned highest = 0;
	const char *code;

	if (parent == PLAN_NONE)
		return NULL;
	for (uint32_t i = 0; i < kids->count; i++) {
		const struct plan_node *node = &plan->nodes[kids->list[i]];

		if (node->unit == unit && ordinal_of(node->code) > highest)
			highest = ordinal_of(node->code);
	}
	code = mem_printf(edit->mem, "%s.%u", plan->nodes[parent].code, highest + 1);
	return mask_fits(plan->pack->levels[level_below(plan, parent)].mask, code) ? code : NULL;
}

/* A sibling of the same owner stands on the same sheets. */
static void
take_forms(struct edit *edit, uint32_t node, uint32_t parent, uint32_t unit)
{
	const struct plan_kids *kids = plan_tree_kids(edit->tree, parent);

	for (uint32_t i = kids->count; i-- > 0;) {
		const struct plan_node *sibling = &edit->plan->nodes[kids->list[i]];

		if (sibling->unit != unit)
			continue;
		edit_add(edit, node, FIELD_FORM_A, 0, index_value(sibling->form_a));
		edit_add(edit, node, FIELD_FORM_B, 0, index_value(sibling->form_b));
		return;
	}
}

/* ---- Creating --------------------------------------------------------------------- */

static int
claim_row(struct edit *edit, uint32_t *out, struct err *err)
{
	size_t row = edit->plan->node_count + edit->new_rows;

	if (row >= PLAN_NODES_MAX)
		return err_refuse(err, YUP_ELIMIT, "too_many_nodes", "%u rows", PLAN_NODES_MAX);
	edit->new_rows++;
	*out = (uint32_t)row;
	return YUP_OK;
}

static void
begin_row(struct edit *edit, uint32_t row, uint32_t parent, unsigned level, uint32_t unit,
    int64_t position)
{
	const char *suffix = edit->id_suffix != NULL ? edit->id_suffix : "";

	edit_add(edit, row, FIELD_EXISTS, 0, number(1));
	edit_add(edit, row, FIELD_ID, 0,
	    text_value(mem_printf(edit->mem, "n%u%s", row + 1, suffix)));
	edit_add(edit, row, FIELD_PARENT, 0, index_value(parent));
	edit_add(edit, row, FIELD_LEVEL, 0, number(level));
	edit_add(edit, row, FIELD_UNIT, 0, index_value(unit));
	edit_add(edit, row, FIELD_POSITION, 0, number(position));
	edit_add(edit, row, FIELD_EDITED, 0, number(1));
}

static bool
types_code(const struct typed_cell *typed, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (typed[i].field == FIELD_CODE)
			return true;
	return false;
}

/* Which unit a new node is of; YUP_EINVALID where an objective has none. */
static int
owner_of(const struct edit *edit, uint32_t parent, unsigned level, uint32_t unit, uint32_t *out,
    struct err *err)
{
	*out = PLAN_NONE;
	if (level == 0)
		return YUP_OK;
	*out = level > 1 ? edit->plan->nodes[parent].unit : unit;
	if (*out < edit->plan->unit_count)
		return YUP_OK;
	(void)err_refuse(err, YUP_EINVALID, "unit_needed", "level %u", level);
	return err != NULL ? err_in(err, "unit") : YUP_EINVALID;
}

static int
take_code(struct edit *edit, uint32_t row, uint32_t parent, uint32_t unit, struct err *err)
{
	const char *code = next_code(edit, parent, unit);

	if (code == NULL) {
		(void)err_refuse(err, YUP_EINVALID, "code_needed", "no code follows");
		return err != NULL ? err_in(err, "code") : YUP_EINVALID;
	}
	edit_add(edit, row, FIELD_CODE, 0, text_value(code));
	edit_add(edit, row, FIELD_CODE_READ, 0, text_value(code));
	return YUP_OK;
}

int
edit_create(struct edit *edit, const struct edit_place *place, uint32_t unit,
    const struct typed_cell *typed, size_t count, uint32_t *out_node, struct err *err)
{
	unsigned level;
	uint32_t row = 0;
	int rc = check_place(edit, place, err);

	if (rc < 0)
		return rc;
	level = level_below(edit->plan, place->parent);
	if (level >= edit->plan->pack->level_count)
		return err_refuse(err, YUP_EINVALID, "no_level_below", "level %u", level);
	rc = owner_of(edit, place->parent, level, unit, &unit, err);
	if (rc == YUP_OK)
		rc = claim_row(edit, &row, err);
	if (rc < 0)
		return rc;
	begin_row(edit, row, place->parent, level, unit,
	    *place_positions(edit, place, PLAN_NONE, 1));
	if (level > 0)
		take_forms(edit, row, place->parent, unit);
	if (!types_code(typed, count))
		rc = take_code(edit, row, place->parent, unit, err);
	if (rc == YUP_OK)
		rc = take_all(edit, row, level, typed, count, err);
	if (rc < 0)
		return rc;
	mark_edited(edit);
	*out_node = row;
	return YUP_OK;
}

/* ---- Deleting and moving ----------------------------------------------------------- */

int
edit_delete(struct edit *edit, uint32_t node, struct err *err)
{
	uint32_t *rows;
	size_t count;
	int rc = need_node(edit, node, err);

	if (rc < 0)
		return rc;
	rows = plan_tree_subtree(edit->tree, edit->mem, node, &count);
	for (size_t i = count; i-- > 0;) /* children first: no row ever hangs from nothing */
		edit_add(edit, rows[i], FIELD_EXISTS, 0, number(0));
	mark_edited(edit);
	return YUP_OK;
}

static int
check_move(const struct edit *edit, uint32_t node, const struct edit_place *place, struct err *err)
{
	const struct plan *plan = edit->plan;
	int rc = need_node(edit, node, err);

	if (rc == YUP_OK)
		rc = check_place(edit, place, err);
	if (rc < 0)
		return rc;
	if (place->parent != PLAN_NONE && plan_tree_is_above(plan, node, place->parent))
		return err_refuse(err, YUP_EINVALID, "move_below_itself", "row %u", node);
	if (level_below(plan, place->parent) != plan->nodes[node].level)
		return err_refuse(err, YUP_EINVALID, "move_to_other_level", "level %u",
		    plan->nodes[node].level);
	return YUP_OK;
}

int
edit_move(struct edit *edit, uint32_t node, const struct edit_place *place, struct err *err)
{
	const struct plan *plan = edit->plan;
	uint32_t old_unit, unit;
	int64_t *positions;
	uint32_t *rows;
	size_t count;
	int rc = check_move(edit, node, place, err);

	if (rc < 0)
		return rc;
	rows = plan_tree_subtree(edit->tree, edit->mem, node, &count);
	positions = place_positions(edit, place, node, count);
	old_unit = unit = plan->nodes[node].unit;
	if (plan->nodes[node].level > 1 && place->parent != PLAN_NONE)
		unit = plan->nodes[place->parent].unit;
	edit_add(edit, node, FIELD_PARENT, 0, index_value(place->parent));
	for (size_t i = 0; i < count; i++) {
		edit_add(edit, rows[i], FIELD_POSITION, 0, number(positions[i]));
		if (unit != old_unit && plan->nodes[rows[i]].unit == old_unit)
			edit_add(edit, rows[i], FIELD_UNIT, 0, index_value(unit));
	}
	mark_edited(edit);
	return YUP_OK;
}

/* ---- Duplicating ------------------------------------------------------------------------ */

/* The code of a copied row: the top's new one in the place of its old one. */
static const char *
code_of_copy(const struct edit *edit, const char *code, const char *old_top, const char *new_top)
{
	size_t length = strlen(old_top);

	if (strncmp(code, old_top, length) != 0 || (code[length] != '\0' && code[length] != '.'))
		return code;
	return mem_printf(edit->mem, "%s%s", new_top, code + length);
}

/* What a copy takes: what was said, not where or how it was read. */
static void
copy_cells(struct edit *edit, uint32_t from, uint32_t to)
{
	static const enum node_field FIELDS[] = { FIELD_TITLE, FIELD_INDICATOR, FIELD_RESPONSIBLE,
		FIELD_VERIFICATION, FIELD_BASELINE, FIELD_BASELINE_PERCENT, FIELD_TARGET,
		FIELD_TARGET_PERCENT, FIELD_WEIGHT, FIELD_TOTAL, FIELD_TOTAL_PERCENT, FIELD_BUDGET,
		FIELD_BEHAVIOUR, FIELD_BEHAVIOUR_INFERRED, FIELD_BASIS, FIELD_FIRST_MONTH,
		FIELD_LAST_MONTH, FIELD_DECIMALS, FIELD_PERCENT, FIELD_HAS_SCHEDULE, FIELD_FORM_A,
		FIELD_FORM_B, FIELD_FORMULA, FIELD_DATA_SOURCE, FIELD_FREQUENCY, FIELD_DIRECTION,
		FIELD_MEASURE_UNIT };

	for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
		edit_add(edit, to, FIELDS[i], 0, edit_value(edit->plan, from, FIELDS[i], 0));
	for (unsigned m = 1; m <= edit->plan->period_count; m++)
		edit_add(edit, to, FIELD_SCHEDULE, m,
		    edit_value(edit->plan, from, FIELD_SCHEDULE, m));
}

int
edit_duplicate(struct edit *edit, uint32_t node, uint32_t *out_node, struct err *err)
{
	const struct plan_node *top;
	struct edit_place place;
	int64_t *positions;
	uint32_t *rows, *copy_of, first;
	const char *code;
	size_t count;
	int rc = need_node(edit, node, err);

	if (rc < 0)
		return rc;
	top = &edit->plan->nodes[node];
	place = (struct edit_place){ .parent = top->parent, .after = node };
	rows = plan_tree_subtree(edit->tree, edit->mem, node, &count);
	code = next_code(edit, top->parent, top->unit);
	if (code == NULL)
		return err_refuse(err, YUP_EINVALID, "code_needed", "no code follows");
	if (edit->plan->node_count + count > PLAN_NODES_MAX)
		return err_refuse(err, YUP_ELIMIT, "too_many_nodes", "%u rows", PLAN_NODES_MAX);
	positions = place_positions(edit, &place, PLAN_NONE, count);
	first = (uint32_t)edit->plan->node_count + edit->new_rows;
	edit->new_rows += (uint32_t)count;
	copy_of = mem_array(edit->mem, edit->plan->node_count, sizeof(*copy_of));
	for (size_t i = 0; i < count; i++) {
		const struct plan_node *from = &edit->plan->nodes[rows[i]];
		uint32_t row = first + (uint32_t)i, parent = top->parent;
		const char *copied = code_of_copy(edit, from->code, top->code, code);

		copy_of[rows[i]] = row;
		if (i > 0)
			parent = copy_of[from->parent];
		begin_row(edit, row, parent, from->level, from->unit, positions[i]);
		edit_add(edit, row, FIELD_CODE, 0, text_value(copied));
		edit_add(edit, row, FIELD_CODE_READ, 0, text_value(copied));
		copy_cells(edit, rows[i], row);
	}
	mark_row(edit, index_value(top->parent));
	*out_node = first;
	return YUP_OK;
}

/* ---- Undoing and fixing ------------------------------------------------------------------ */

/* A row as the edit leaves it, as far as the tree goes. */
static bool
will_exist(const struct edit *edit, uint32_t row)
{
	return value_now(edit, row, FIELD_EXISTS, 0).number != 0;
}

static uint32_t
parent_after(const struct edit *edit, uint32_t row)
{
	int64_t parent = value_now(edit, row, FIELD_PARENT, 0).number;

	return parent == NUM_ABSENT ? PLAN_NONE : (uint32_t)parent;
}

/* Nothing may hang from what is not there, nor from itself. */
static bool
hangs_well(const struct edit *edit, uint32_t row)
{
	unsigned depth = 0;

	for (uint32_t at = row; at != PLAN_NONE; at = parent_after(edit, at))
		if (!will_exist(edit, at) || depth++ > PLAN_DEPTH_MAX)
			return false;
	return true;
}

static bool
keeps_children(const struct edit *edit, uint32_t row)
{
	const struct plan_kids *kids = plan_tree_kids(edit->tree, row);

	for (uint32_t i = 0; i < kids->count; i++)
		if (will_exist(edit, kids->list[i]) && parent_after(edit, kids->list[i]) == row)
			return true;
	return false;
}

static int
check_tree(const struct edit *edit, struct err *err)
{
	for (size_t i = 0; i < edit->count; i++) {
		const struct cell_edit *cell = &edit->cells[i];
		bool structural = cell->field == FIELD_EXISTS || cell->field == FIELD_PARENT;

		if (!structural)
			continue;
		if (will_exist(edit, cell->node) ? !hangs_well(edit, cell->node)
						 : keeps_children(edit, cell->node))
			return err_refuse(err, YUP_ECONFLICT, "undo_changed_since", "row %u",
			    cell->node);
	}
	return YUP_OK;
}

int
edit_undo(struct edit *edit, const struct cell_edit *cells, size_t count, struct err *err)
{
	for (size_t i = count; i-- > 0;) {
		const struct cell_edit *cell = &cells[i];
		struct cell_value now = edit_value(edit->plan, cell->node,
		    (enum node_field)cell->field, cell->period);

		if (!cell_value_is(now, cell->after)) {
			(void)err_refuse(err, YUP_ECONFLICT, "undo_changed_since", "row %u",
			    cell->node);
			return err != NULL
			    ? err_in(err, node_field_key((enum node_field)cell->field))
			    : YUP_ECONFLICT;
		}
		edit_add(edit, cell->node, (enum node_field)cell->field, cell->period,
		    cell->before);
	}
	return check_tree(edit, err);
}

static int
take_fix(struct edit *edit, const struct fix_change *fix, struct err *err)
{
	switch (fix->field) {
	case FIX_WEIGHT:
		set(edit, fix->node, FIELD_WEIGHT, 0, number(fix->value.number));
		return YUP_OK;
	case FIX_TOTAL:
		set(edit, fix->node, FIELD_TOTAL, 0, number(fix->value.number));
		return YUP_OK;
	case FIX_PERIOD:
		set(edit, fix->node, FIELD_SCHEDULE, fix->period, number(fix->value.number));
		return YUP_OK;
	case FIX_CODE:
		set(edit, fix->node, FIELD_CODE, 0, text_value(fix->value.text));
		set(edit, fix->node, FIELD_CODE_READ, 0, text_value(fix->value.text));
		return YUP_OK;
	case FIX_COMPUTED:
		set(edit, fix->node, FIELD_EDITED, 0, number(1));
		return YUP_OK;
	default:
		return err_refuse(err, YUP_EINVALID, "fix_not_of_nodes", "%s", fix_key(fix->field));
	}
}

int
edit_fix(struct edit *edit, const struct fix_change *changes, size_t count, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (changes[i].field == FIX_BUDGET_TOTAL || changes[i].field == FIX_PRINTED)
			rc = err_refuse(err, YUP_EINVALID, "fix_not_of_nodes", "%s",
			    fix_key(changes[i].field));
		else
			rc = need_node(edit, changes[i].node, err);
		if (rc == YUP_OK)
			rc = take_fix(edit, &changes[i], err);
	}
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (changes[i].field == FIX_TOTAL || changes[i].field == FIX_PERIOD)
			infer(edit, changes[i].node);
	if (rc == YUP_OK)
		mark_edited(edit);
	return rc;
}
