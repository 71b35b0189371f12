/*
 * plan_choose.h - a document's plan, of which only some units are taken: what
 * results together with the plan that is there.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_PLAN_CHOOSE_H
#define YUP_CORE_PLAN_CHOOSE_H

#include "core/plan.h"

/*
 * The chosen units of `read` with all their rows, and everything else as in
 * `there`, NULL for nothing.  Units are the same where their paths are; rows above
 * them where level and code are, and come from `read` only where a chosen unit
 * needs them.  Files are those of `there` and then those of `read`.  Both are in
 * order; the result is in `mem`, points into both and is numbered anew.
 */
struct plan *plan_choose_units(struct mem *mem, const struct plan *there, const struct plan *read,
    const bool *chosen);

#endif
