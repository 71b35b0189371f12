#include "core/plan_tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LIST_FIRST_ROOM = 4 };

static struct plan_kids *
list_of(struct plan_tree *tree, uint32_t parent)
{
	if (parent == PLAN_NONE)
		return &tree->roots;
	assert(parent < tree->room && tree->kids != NULL);
	return &tree->kids[parent];
}

const struct plan_kids *
plan_tree_kids(const struct plan_tree *tree, uint32_t parent)
{
	return parent == PLAN_NONE ? &tree->roots : &tree->kids[parent];
}

void
plan_tree_grow(struct plan_tree *tree)
{
	size_t wanted = tree->plan->node_count + tree->plan->node_count / 8 + 16;

	if (tree->plan->node_count <= tree->room)
		return;
	tree->kids = mem_grow(tree->mem, tree->kids, tree->room, wanted, sizeof(*tree->kids));
	tree->room = wanted;
}

/* Where `row` is, or would be, among the children. */
static uint32_t
place_of(const struct plan_tree *tree, const struct plan_kids *kids, uint32_t row)
{
	const struct plan_node *nodes = tree->plan->nodes;
	uint32_t from = 0, to = kids->count;

	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (node_is_before(&nodes[kids->list[middle]], &nodes[row]))
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

void
plan_tree_attach(struct plan_tree *tree, uint32_t row)
{
	struct plan_kids *kids;
	uint32_t at;

	plan_tree_grow(tree);
	kids = list_of(tree, tree->plan->nodes[row].parent);
	at = place_of(tree, kids, row);
	if (kids->count == kids->room) {
		uint32_t room = kids->room > 0 ? kids->room * 2 : LIST_FIRST_ROOM;

		kids->list = mem_grow(tree->mem, kids->list, kids->count, room,
		    sizeof(*kids->list));
		kids->room = room;
	}
	memmove(kids->list + at + 1, kids->list + at, (kids->count - at) * sizeof(*kids->list));
	kids->list[at] = row;
	kids->count++;
}

void
plan_tree_detach(struct plan_tree *tree, uint32_t row)
{
	struct plan_kids *kids = list_of(tree, tree->plan->nodes[row].parent);
	uint32_t at = place_of(tree, kids, row);

	assert(at < kids->count && kids->list[at] == row);
	kids->count--;
	memmove(kids->list + at, kids->list + at + 1, (kids->count - at) * sizeof(*kids->list));
}

void
plan_tree_init(struct plan_tree *tree, struct mem *mem, const struct plan *plan)
{
	*tree = (struct plan_tree){ .mem = mem, .plan = plan };
	plan_tree_grow(tree);
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (!plan->nodes[i].deleted)
			plan_tree_attach(tree, i);
}

static int
compare_rows(const void *a, const void *b, void *plan)
{
	const struct plan_node *nodes = ((const struct plan *)plan)->nodes;
	const struct plan_node *x = &nodes[*(const uint32_t *)a], *y = &nodes[*(const uint32_t *)b];

	return node_is_before(x, y) ? -1 : node_is_before(y, x);
}

uint32_t *
plan_tree_subtree(const struct plan_tree *tree, struct mem *mem, uint32_t row, size_t *count)
{
	struct plan plan = *tree->plan; /* qsort_r's argument is not const */
	uint32_t *rows = NULL;
	size_t n = 0, room = 0;

	MEM_PUSH(mem, rows, n, room);
	rows[0] = row;
	for (size_t next = 0; next < n; next++) {
		const struct plan_kids *kids = &tree->kids[rows[next]];

		for (uint32_t i = 0; i < kids->count; i++) {
			MEM_PUSH(mem, rows, n, room);
			rows[n - 1] = kids->list[i];
		}
	}
	qsort_r(rows, n, sizeof(*rows), compare_rows, &plan);
	*count = n;
	return rows;
}

bool
plan_tree_is_above(const struct plan *plan, uint32_t row, uint32_t below)
{
	for (unsigned depth = 0; below != PLAN_NONE && depth <= PLAN_DEPTH_MAX; depth++) {
		if (below == row)
			return true;
		below = plan->nodes[below].parent;
	}
	return false;
}
