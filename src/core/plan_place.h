/*
 * plan_place.h - positions for rows that are put somewhere; for plan_edit.c.
 *
 * Pure.  Uses base/ only.
 */
#ifndef YUP_CORE_PLAN_PLACE_H
#define YUP_CORE_PLAN_PLACE_H

#include "core/plan_edit.h"

/*
 * The positions of `count` rows, one after the other, at `place`: after the
 * sibling and all below it, before whatever comes next.  `moved` (PLAN_NONE:
 * none) is a row that leaves its place for this one, with all below it.
 * Where there is no room left, the neighbours move apart: cells of `edit`.
 */
int64_t *place_positions(struct edit *edit, const struct edit_place *place, uint32_t moved,
    size_t count);

/* Add a cell, unless it changes nothing. */
void edit_add(struct edit *edit, uint32_t node, enum node_field field, unsigned period,
    struct cell_value after);

#endif
