/* sheet_acts.c - see sheet_merge.h: what is wanted of a merge, as acts of one change. */
#include "base/mem.h"
#include "core/sheet_merge.h"

static struct typed_cell *
wanted_cells(struct mem *mem, const struct merge_item *item, merge_wants_fn wants,
    const void *context, size_t *out_count)
{
	struct typed_cell *typed = mem_array(mem, item->count + 3, sizeof(*typed));
	size_t count = 0;
	bool figures = false;

	for (size_t i = 0; i < item->count; i++) {
		const struct merge_cell *cell = &item->cells[i];

		if (cell->state == MERGE_REFUSED || !wants(context, item, cell))
			continue;
		typed[count++] = (struct typed_cell){ cell->field, cell->period, cell->typed };
		figures = figures || cell->field == FIELD_SCHEDULE || cell->field == FIELD_TOTAL ||
		    cell->field == FIELD_TARGET;
	}
	for (size_t i = 0; figures && i < item->stated_count; i++)
		typed[count++] = item->stated[i];
	*out_count = count;
	return typed;
}

size_t
sheet_merge_acts(struct mem *mem, const struct sheet_merge *merge, merge_wants_fn wants,
    const void *context, struct batch_act **out, size_t **items)
{
	struct batch_act *acts = mem_array(mem, merge->count + 1, sizeof(*acts));
	size_t *act_of = mem_array(mem, merge->count + 1, sizeof(*act_of));
	size_t *item_of = mem_array(mem, merge->count + 1, sizeof(*item_of));
	size_t count = 0;

	for (size_t i = 0; i < merge->count; i++) {
		const struct merge_item *item = &merge->items[i];
		struct batch_act act = { .node = item->node,
			.unit = item->unit,
			.below = BATCH_NONE };

		act_of[i] = BATCH_NONE;
		if ((item->kind != MERGE_CHANGE && !wants(context, item, NULL)) ||
		    (item->state == MERGE_REFUSED && item->key != NULL) ||
		    (item->below != BATCH_NONE && act_of[item->below] == BATCH_NONE))
			continue;
		act.kind = item->kind == MERGE_ADD ? BATCH_CREATE
		    : item->kind == MERGE_REMOVE   ? BATCH_DELETE
						   : BATCH_CELLS;
		act.place = (struct edit_place){ item->parent, PLAN_NONE, false };
		if (item->below != BATCH_NONE)
			act.below = act_of[item->below];
		act.typed = wanted_cells(mem, item, wants, context, &act.typed_count);
		if (item->kind == MERGE_CHANGE && act.typed_count == 0)
			continue;
		act_of[i] = count;
		item_of[count] = i;
		acts[count++] = act;
	}
	*out = acts;
	if (items != NULL)
		*items = item_of;
	return count;
}

const char *
merge_kind_key(enum merge_kind kind)
{
	static const char *const KEYS[] = { "changed", "added", "removed" };

	return KEYS[kind];
}

const char *
merge_state_key(enum merge_state state)
{
	static const char *const KEYS[] = { "clean", "conflict", "refused" };

	return KEYS[state];
}
