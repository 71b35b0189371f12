/*
 * plan_typed.h - what a person typed in a cell, read: a text, a number in
 * either form, a month; for plan_edit.c.
 *
 * Pure.  Uses base/ only.
 */
#ifndef YUP_CORE_PLAN_TYPED_H
#define YUP_CORE_PLAN_TYPED_H

#include "core/plan_edit.h"

/* What one cell was read as. */
struct typed_value {
	struct cell_value value;
	bool percent;     /* written with % */
	uint8_t decimals; /* as written */
};

/*
 * Read `typed` for a node of `level`; texts in `mem`, without blanks around
 * them.  Refusals name the field.
 */
MUST_CHECK int typed_read(struct mem *mem, const struct plan *plan, unsigned level,
    const struct typed_cell *typed, struct typed_value *out, struct err *err);

#endif
