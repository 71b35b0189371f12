/*
 * fix_choice.h - the ways to put a finding right, the one to be offered first first.
 *
 * Most have one, the finding's own.  Where a flow's periods do not add up to its
 * total (R15) either may be what was meant: the total becomes the sum, or the
 * periods are scaled to the total; of a share the total is sure, so that comes last.
 * Where the printed row differs from what forms show (R13, R24) that may be accepted;
 * of a weight (R13) the other form's may be taken too.
 *
 * Pure.
 */
#ifndef YUP_CORE_FIX_CHOICE_H
#define YUP_CORE_FIX_CHOICE_H

#include "core/plan_edit.h"

enum { FIX_CHOICES_MAX = 2 };

struct fix_choice {
	const struct fix_change *changes;
	size_t count;
};

/* How many there are, in `out`; 0 where arithmetic gives none.  In `mem`. */
size_t fix_choices(struct mem *mem, const struct plan *plan, const struct finding *finding,
    struct fix_choice out[FIX_CHOICES_MAX]);

/* The cell that a change is about; false: it is none of a row's. */
bool fix_cell(const struct fix_change *change, enum node_field *field, unsigned *period);

#endif
