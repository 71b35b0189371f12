#include "core/plan_batch.h"

#include <string.h>

#include "base/mem.h"

#define NO_CELL UINT32_MAX

/* A change that grows act by act, over a copy of the plan that each act is put in. */
struct batch {
	struct edit *all;
	struct plan *plan;
	struct plan_tree tree;
	uint32_t *first; /* of each row, its last cell among all->cells, or NO_CELL */
	uint32_t *next;  /* of each cell, the one before it of the same row */
	size_t next_room;
};

/* ---- A plan to write in ------------------------------------------------------------ */

static void
begin(struct batch *b, size_t more)
{
	struct mem *mem = b->all->mem;
	size_t room = b->all->plan->node_count + more;

	b->plan = plan_copy(mem, b->all->plan);
	plan_tree_init(&b->tree, mem, b->plan);
	b->first = mem_array(mem, room + 1, sizeof(*b->first));
	for (size_t i = 0; i <= room; i++)
		b->first[i] = NO_CELL;
}

/* ---- One change of many -------------------------------------------------------------- */

static uint32_t
find_cell(const struct batch *b, const struct cell_edit *cell)
{
	for (uint32_t i = b->first[cell->node]; i != NO_CELL; i = b->next[i])
		if (b->all->cells[i].field == cell->field &&
		    b->all->cells[i].period == cell->period)
			return i;
	return NO_CELL;
}

static void
join_cell(struct batch *b, const struct cell_edit *cell)
{
	struct edit *all = b->all;
	uint32_t at = find_cell(b, cell);
	size_t count = all->count;

	if (at != NO_CELL) {
		all->cells[at].after = cell->after;
		return;
	}
	MEM_PUSH(all->mem, all->cells, all->count, all->room);
	MEM_PUSH(all->mem, b->next, count, b->next_room);
	all->cells[all->count - 1] = *cell;
	b->next[all->count - 1] = b->first[cell->node];
	b->first[cell->node] = (uint32_t)(all->count - 1);
}

/* Cells that came back to what they were are no change. */
static void
drop_unchanged(struct edit *all)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->count; i++)
		if (!cell_value_is(all->cells[i].before, all->cells[i].after))
			all->cells[kept++] = all->cells[i];
	all->count = kept;
}

/* ---- Acts ------------------------------------------------------------------------------ */

static bool
places(const struct cell_edit *cell)
{
	return cell->field == FIELD_EXISTS || cell->field == FIELD_PARENT ||
	    cell->field == FIELD_POSITION;
}

/* The rows that change place, each once; `one` holds few cells of each. */
static uint32_t *
placed_rows(struct batch *b, const struct edit *one, size_t *out_count)
{
	uint32_t *rows = mem_array(b->all->mem, one->count + 1, sizeof(*rows));
	size_t count = 0;

	for (size_t i = 0; i < one->count; i++) {
		size_t k = count;

		if (!places(&one->cells[i]))
			continue;
		while (k > 0 && rows[k - 1] != one->cells[i].node)
			k--;
		if (k == 0)
			rows[count++] = one->cells[i].node;
	}
	*out_count = count;
	return rows;
}

static void
put_act(struct batch *b, const struct edit *one)
{
	size_t count, before = b->plan->node_count;
	uint32_t *rows = placed_rows(b, one, &count);

	for (size_t i = 0; i < count; i++)
		if (rows[i] < before && !b->plan->nodes[rows[i]].deleted)
			plan_tree_detach(&b->tree, rows[i]);
	edit_apply(b->plan, one->cells, one->count);
	plan_tree_grow(&b->tree);
	for (size_t i = 0; i < count; i++)
		if (!b->plan->nodes[rows[i]].deleted)
			plan_tree_attach(&b->tree, rows[i]);
	for (size_t i = 0; i < one->count; i++)
		join_cell(b, &one->cells[i]);
	b->all->new_rows += one->new_rows;
}

static bool
is_gone(const struct batch *b, uint32_t row)
{
	return row < b->plan->node_count && b->plan->nodes[row].deleted;
}

static int
make_act(struct batch *b, const struct batch_act *act, const uint32_t *made, struct edit *one,
    uint32_t *out_row, struct err *err)
{
	struct edit_place place = act->place;

	*out_row = act->node;
	switch (act->kind) {
	case BATCH_CREATE:
		if (act->below != BATCH_NONE)
			place = (struct edit_place){ made[act->below], PLAN_NONE, false };
		return edit_create(one, &place, act->unit, act->typed, act->typed_count, out_row,
		    err);
	case BATCH_DELETE:
		return is_gone(b, act->node) ? YUP_OK : edit_delete(one, act->node, err);
	default:
		return edit_change(one, act->node, act->typed, act->typed_count, err);
	}
}

int
edit_batch(struct edit *edit, const struct batch_act *acts, size_t count, uint32_t *rows,
    size_t *out_refused, struct err *err)
{
	struct batch b = { .all = edit };
	uint32_t *made = rows != NULL ? rows : mem_array(edit->mem, count + 1, sizeof(*made));

	*out_refused = BATCH_NONE;
	if (count > BATCH_ACTS_MAX)
		return err_refuse(err, YUP_ELIMIT, "too_many_acts", "%d", BATCH_ACTS_MAX);
	begin(&b, count);
	for (size_t i = 0; i < count; i++) {
		struct edit one;
		int rc;

		edit_init(&one, edit->mem, b.plan, &b.tree);
		one.id_suffix = edit->id_suffix;
		rc = make_act(&b, &acts[i], made, &one, &made[i], err);
		if (rc < 0) {
			*out_refused = i;
			return rc;
		}
		put_act(&b, &one);
	}
	drop_unchanged(edit);
	return YUP_OK;
}
