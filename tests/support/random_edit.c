/* random_edit.c - see random_edit.h. */
#include "support/random_edit.h"

#include "base/mem.h"

uint32_t
random_below(struct random_edit *r, uint32_t limit)
{
	uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) % limit);
}

/* A row that is there; PLAN_NONE where a few tries find none. */
static uint32_t
some_row(struct random_edit *r, const struct edit *edit)
{
	for (int tries = 0; tries < 20 && edit->plan->node_count > 0; tries++) {
		uint32_t row = random_below(r, (uint32_t)edit->plan->node_count);

		if (!edit->plan->nodes[row].deleted)
			return row;
	}
	return PLAN_NONE;
}

static struct typed_cell
some_cell(struct random_edit *r, struct edit *edit)
{
	static const enum node_field FIELDS[] = { FIELD_SCHEDULE, FIELD_SCHEDULE, FIELD_SCHEDULE,
		FIELD_WEIGHT, FIELD_TOTAL, FIELD_TARGET, FIELD_BASELINE, FIELD_TITLE,
		FIELD_VERIFICATION, FIELD_BUDGET, FIELD_BEHAVIOUR, FIELD_CODE, FIELD_FIRST_MONTH,
		FIELD_FORMULA, FIELD_FREQUENCY, FIELD_DIRECTION, FIELD_MEASURE_UNIT };
	static const char *const TEXTS[] = { "", "0", "1", "2", "12.5", "40", "100", "3 talleres",
		"25%", "sum", "average", "last", "Informes de la", "XX informes", "1.1.1.2",
		"1.1.2", "1.2", "Actas", "200", "Ene", "7", "quarterly", "falling" };
	enum node_field field = FIELDS[random_below(r, sizeof(FIELDS) / sizeof(FIELDS[0]))];

	return (struct typed_cell){ field,
		field == FIELD_SCHEDULE ? 1 + random_below(r, edit->plan->period_count) : 0,
		TEXTS[random_below(r, sizeof(TEXTS) / sizeof(TEXTS[0]))] };
}

static int
change_cells(struct random_edit *r, struct edit *edit, uint32_t row)
{
	struct typed_cell typed[3];
	size_t count = 1 + random_below(r, 3);

	for (size_t i = 0; i < count; i++)
		typed[i] = some_cell(r, edit);
	return edit_change(edit, row, typed, count, NULL);
}

/* Anywhere under a row of the level above. */
static struct edit_place
some_place(struct random_edit *r, const struct edit *edit, unsigned level)
{
	struct edit_place place = { PLAN_NONE, PLAN_NONE, random_below(r, 3) == 0 };
	const struct plan_kids *kids;

	for (int tries = 0; level > 0 && tries < 60; tries++) {
		uint32_t row = some_row(r, edit);

		if (row != PLAN_NONE && edit->plan->nodes[row].level + 1u == level)
			place.parent = row;
	}
	if (level > 0 && place.parent == PLAN_NONE)
		return place;
	kids = plan_tree_kids(edit->tree, place.parent);
	if (!place.first && kids->count > 0 && random_below(r, 2) == 0)
		place.after = kids->list[random_below(r, kids->count)];
	return place;
}

static int
create(struct random_edit *r, struct edit *edit)
{
	struct edit_place place = some_place(r, edit, 1 + random_below(r, 2));
	struct typed_cell typed = some_cell(r, edit);
	uint32_t row;

	return edit_create(edit, &place, random_below(r, (uint32_t)edit->plan->unit_count), &typed,
	    random_below(r, 2), &row, NULL);
}

static int
move(struct random_edit *r, struct edit *edit, uint32_t row)
{
	struct edit_place place = some_place(r, edit, edit->plan->nodes[row].level);

	return edit_move(edit, row, &place, NULL);
}

static int
reorder(struct random_edit *r, struct edit *edit, uint32_t row)
{
	struct edit_place place = { edit->plan->nodes[row].parent, PLAN_NONE,
		random_below(r, 2) == 0 };

	return edit_move(edit, row, &place, NULL);
}

static int
make(struct random_edit *r, struct edit *edit, enum change_kind kind, uint32_t row)
{
	uint32_t copy;

	switch (kind) {
	case CHANGE_CREATE:
		return create(r, edit);
	case CHANGE_DELETE:
		if (edit->plan->nodes[row].level == 0)
			return YUP_EINVALID; /* half the plan at once leaves nothing to try */
		return edit_delete(edit, row, NULL);
	case CHANGE_MOVE:
		return move(r, edit, row);
	case CHANGE_REORDER:
		return reorder(r, edit, row);
	case CHANGE_DUPLICATE:
		return edit_duplicate(edit, row, &copy, NULL);
	case CHANGE_UNDO:
		return r->last != NULL ? edit_undo(edit, r->last, r->last_count, NULL)
				       : YUP_EINVALID;
	default:
		return change_cells(r, edit, row);
	}
}

bool
random_edit_make(struct random_edit *r, struct edit *edit, enum change_kind *kind)
{
	static const enum change_kind KINDS[] = { CHANGE_CELLS, CHANGE_CELLS, CHANGE_CELLS,
		CHANGE_CELLS, CHANGE_CREATE, CHANGE_CREATE, CHANGE_DELETE, CHANGE_MOVE, CHANGE_MOVE,
		CHANGE_REORDER, CHANGE_REORDER, CHANGE_DUPLICATE, CHANGE_UNDO };
	uint32_t row = some_row(r, edit);

	*kind = KINDS[random_below(r, sizeof(KINDS) / sizeof(KINDS[0]))];
	if (row == PLAN_NONE || make(r, edit, *kind, row) < 0 || edit->count == 0)
		return false;
	return true;
}
