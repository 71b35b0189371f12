/*
 * edit_text.h - a change in a line of the log: "change weight 20 -> 25".
 */
#ifndef YUP_APP_EDIT_TEXT_H
#define YUP_APP_EDIT_TEXT_H

#include "core/plan_edit.h"

/* "plan 7 node 12"; everything here lives in `mem`. */
const char *edit_subject(struct mem *mem, int64_t plan_id, enum change_kind kind, uint32_t node);

/* The kind and the first cells, before they are applied to `plan`. */
const char *edit_text(struct mem *mem, const struct plan *plan, enum change_kind kind,
    const struct cell_edit *cells, size_t count);

/* What was typed, where it came to nothing. */
const char *edit_typed_text(struct mem *mem, const struct typed_cell *typed, size_t count);

/* A cell's value as people write it: a number with its decimals, a text, "" for none. */
const char *edit_value_text(struct mem *mem, const struct plan *plan, enum node_field field,
    struct cell_value value);

#endif
