/*
 * sheets.h - the objectives of one framework node, sheet by sheet.
 *
 * A sheet is a form A; where objectives stand on none (a plan made here), it
 * is their unit.  Inside a sheet the objectives of one owner stand together.
 */
#ifndef YUP_CORE_RULES_SHEETS_H
#define YUP_CORE_RULES_SHEETS_H

#include "core/check.h"

/* The family's children ordered by sheet, owner and place; in check->mem or the family's own. */
const uint32_t *sheets_order(struct check *check, const struct family *family);

/* Length of the run at `nodes` that is on one sheet, and that has one owner. */
size_t sheets_run(const struct plan *plan, const uint32_t *nodes, size_t count);
size_t owner_run(const struct plan *plan, const uint32_t *nodes, size_t count);

#endif
