#include "core/plan_place.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

/* Rows typed one after another stand this far apart where there is room. */
enum { NEAR = 256, ROOMY = 1024 };

/* Between which positions, exclusive. */
struct gap {
	int64_t low, high;
	bool open; /* nothing comes after */
};

static const struct plan_node *
node_at(const struct edit *edit, uint32_t row)
{
	return &edit->plan->nodes[row];
}

/* The last position of a row and all below it. */
static int64_t
last_below(const struct edit *edit, uint32_t row, uint32_t moved)
{
	const struct plan_kids *kids = plan_tree_kids(edit->tree, row);
	int64_t last = node_at(edit, row)->position;

	for (uint32_t i = 0; i < kids->count; i++) {
		int64_t below = kids->list[i] != moved ? last_below(edit, kids->list[i], moved)
						       : INT64_MIN;

		if (below > last)
			last = below;
	}
	return last;
}

/* The sibling to stand after; PLAN_NONE: before all of them. */
static uint32_t
sibling_before(const struct edit *edit, const struct edit_place *place, uint32_t moved)
{
	const struct plan_kids *kids = plan_tree_kids(edit->tree, place->parent);

	if (place->first)
		return PLAN_NONE;
	if (place->after != PLAN_NONE && place->after != moved)
		return place->after;
	for (uint32_t i = kids->count; i-- > 0;)
		if (kids->list[i] != moved &&
		    (place->after == PLAN_NONE ||
			node_is_before(node_at(edit, kids->list[i]), node_at(edit, moved))))
			return kids->list[i];
	return PLAN_NONE;
}

/* The next child of `parent` after `row` (PLAN_NONE: the first); PLAN_NONE where none is. */
static uint32_t
sibling_after(const struct edit *edit, uint32_t parent, uint32_t row, uint32_t moved)
{
	const struct plan_kids *kids = plan_tree_kids(edit->tree, parent);

	for (uint32_t i = 0; i < kids->count; i++)
		if (kids->list[i] != moved &&
		    (row == PLAN_NONE ||
			node_is_before(node_at(edit, row), node_at(edit, kids->list[i]))))
			return kids->list[i];
	return PLAN_NONE;
}

/* Up the tree, the first that comes after `low`. */
static struct gap
close_gap(const struct edit *edit, uint32_t row, int64_t low, uint32_t moved)
{
	while (row != PLAN_NONE) {
		uint32_t parent = node_at(edit, row)->parent;
		uint32_t next = sibling_after(edit, parent, row, moved);

		if (next != PLAN_NONE && node_at(edit, next)->position > low)
			return (struct gap){ low, node_at(edit, next)->position, false };
		row = parent;
	}
	return (struct gap){ low, INT64_MAX, true };
}

static struct gap
find_gap(const struct edit *edit, const struct edit_place *place, uint32_t moved)
{
	uint32_t before = sibling_before(edit, place, moved);
	uint32_t after = sibling_after(edit, place->parent, before, moved);
	int64_t low = place->parent != PLAN_NONE ? node_at(edit, place->parent)->position : 0;

	if (before != PLAN_NONE)
		low = last_below(edit, before, moved);
	else if (place->parent == PLAN_NONE && after != PLAN_NONE)
		low = node_at(edit, after)->position - 2 * POSITION_STEP;
	if (after == PLAN_NONE)
		return close_gap(edit, place->parent, low, moved);
	/* what is below the sibling before may stand beyond the one after */
	if (low >= node_at(edit, after)->position)
		low = node_at(edit, before != PLAN_NONE ? before : place->parent)->position;
	return (struct gap){ low, node_at(edit, after)->position, false };
}

static bool
spread(const struct gap *gap, int64_t *positions, size_t count)
{
	int64_t step = gap->open ? POSITION_STEP : (gap->high - gap->low) / ((int64_t)count + 1);

	if (!gap->open && step > NEAR)
		step = NEAR;
	for (size_t i = 0; i < count; i++)
		positions[i] = gap->low + step * ((int64_t)i + 1);
	return step > 0;
}

/* ---- Where there is no room left ------------------------------------------- */

struct spot {
	int64_t position;
	uint32_t row;
};

static int
compare_spots(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* Every row but what moves, in order. */
static struct spot *
list_spots(const struct edit *edit, uint32_t moved, size_t *count)
{
	struct spot *spots = mem_array(edit->mem, edit->plan->node_count + 1, sizeof(*spots));
	size_t n = 0;

	for (uint32_t i = 0; i < edit->plan->node_count; i++)
		if (!node_at(edit, i)->deleted &&
		    (moved == PLAN_NONE || !plan_tree_is_above(edit->plan, moved, i)))
			spots[n++] = (struct spot){ node_at(edit, i)->position, i };
	qsort(spots, n, sizeof(*spots), compare_spots);
	*count = n;
	return spots;
}

static void
put_spots(struct edit *edit, const struct spot *spots, size_t from, size_t at, size_t to,
    int64_t low, int64_t step, int64_t *positions, size_t count)
{
	for (size_t i = from; i < at; i++)
		edit_add(edit, spots[i].row, FIELD_POSITION, 0,
		    (struct cell_value){ low += step, NULL });
	for (size_t i = 0; i < count; i++)
		positions[i] = low += step;
	for (size_t i = at; i < to; i++)
		edit_add(edit, spots[i].row, FIELD_POSITION, 0,
		    (struct cell_value){ low += step, NULL });
}

/* Neighbours on both sides, ever more of them, until all have room. */
static void
move_apart(struct edit *edit, const struct gap *gap, uint32_t moved, int64_t *positions,
    size_t count)
{
	size_t spot_count, at = 0;
	struct spot *spots = list_spots(edit, moved, &spot_count);

	while (at < spot_count && spots[at].position < gap->high)
		at++;
	for (size_t wide = 8;; wide *= 2) {
		size_t from = at > wide ? at - wide : 0;
		size_t to = spot_count - at > wide ? at + wide : spot_count;
		int64_t rows = (int64_t)(to - from + count) + 1;
		int64_t low = from > 0 ? spots[from - 1].position
				       : spots[0].position - rows * POSITION_STEP;
		int64_t high = to < spot_count ? spots[to].position
					       : low + rows * POSITION_STEP * 2;

		if (to == spot_count && spot_count > 0 && high <= spots[spot_count - 1].position)
			high = spots[spot_count - 1].position + rows * POSITION_STEP;
		if ((high - low) / rows < ROOMY && (from > 0 || to < spot_count))
			continue;
		put_spots(edit, spots, from, at, to, low, (high - low) / rows, positions, count);
		return;
	}
}

int64_t *
place_positions(struct edit *edit, const struct edit_place *place, uint32_t moved, size_t count)
{
	int64_t *positions = mem_array(edit->mem, count + 1, sizeof(*positions));
	struct gap gap = find_gap(edit, place, moved);

	if (!spread(&gap, positions, count))
		move_apart(edit, &gap, moved, positions, count);
	return positions;
}
