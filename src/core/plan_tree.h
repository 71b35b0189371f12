/*
 * plan_tree.h - the children of every row of a plan that is being edited.
 *
 * The plan holds all its rows: index = row, parent = the parent's row, deleted
 * ones marked.  Children are in order of position.  Lists live in the arena the
 * tree was made in.
 *
 * Pure.  Uses base/ only.
 */
#ifndef YUP_CORE_PLAN_TREE_H
#define YUP_CORE_PLAN_TREE_H

#include "core/plan.h"

struct plan_tree {
	struct mem *mem;
	const struct plan *plan;
	struct plan_kids *kids; /* of each row */
	size_t room;            /* rows there is room for */
	struct plan_kids roots; /* rows without a parent */
};

void plan_tree_init(struct plan_tree *tree, struct mem *mem, const struct plan *plan);

/* Room for the rows the plan has. */
void plan_tree_grow(struct plan_tree *tree);

/* Put a row among its parent's children, or take it out; it must not, or must, be there. */
void plan_tree_attach(struct plan_tree *tree, uint32_t row);
void plan_tree_detach(struct plan_tree *tree, uint32_t row);

/* The list a row with this parent belongs to. */
const struct plan_kids *plan_tree_kids(const struct plan_tree *tree, uint32_t parent);

/* A row and all below it, in the plan's order; an array in `mem`. */
uint32_t *plan_tree_subtree(const struct plan_tree *tree, struct mem *mem, uint32_t row,
    size_t *count);

/* `row` is `below` or one of its ancestors. */
bool plan_tree_is_above(const struct plan *plan, uint32_t row, uint32_t below);

#endif
