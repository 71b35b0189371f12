/*
 * plan_edit.h - what a person changes in a plan, as cells: a node, a field, what
 * it was and what it becomes.
 *
 * Every change is a list of cells.  Creating, deleting, moving and reordering
 * are cells too (exists, parent, position ...), so that any change is applied by
 * putting what comes after and undone by putting back what was before.
 *
 * The plan holds all its rows (core/plan_tree.h).  An edit collects cells and
 * changes nothing; edit_apply() does.  A refusal names the field in err->field
 * and has a sentence in text/refusal_text.h.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_PLAN_EDIT_H
#define YUP_CORE_PLAN_EDIT_H

#include "core/finding.h"
#include "core/plan_tree.h"

/* Stored in change_cell.field: new ones at the end. */
enum node_field {
	FIELD_EXISTS,
	FIELD_PARENT, /* a row */
	FIELD_POSITION,
	FIELD_UNIT, /* an index in plan->units */
	FIELD_LEVEL,
	FIELD_CODE,
	FIELD_CODE_READ,
	FIELD_TITLE,
	FIELD_INDICATOR,
	FIELD_RESPONSIBLE,
	FIELD_VERIFICATION,
	FIELD_BASELINE, /* text and number */
	FIELD_BASELINE_PERCENT,
	FIELD_TARGET,
	FIELD_TARGET_PERCENT,
	FIELD_WEIGHT,
	FIELD_TOTAL,
	FIELD_TOTAL_PERCENT,
	FIELD_BUDGET,
	FIELD_BEHAVIOUR,
	FIELD_BEHAVIOUR_INFERRED,
	FIELD_BASIS,
	FIELD_STATE,
	FIELD_FIRST_MONTH,
	FIELD_LAST_MONTH,
	FIELD_DECIMALS,
	FIELD_PERCENT,
	FIELD_HAS_SCHEDULE,
	FIELD_SCHEDULE, /* with a period */
	FIELD_FORM_A,   /* an index in plan->forms */
	FIELD_FORM_B,
	FIELD_ID,
	FIELD_EDITED,
	FIELD_FORMULA, /* the indicator's sheet: these five stand together */
	FIELD_DATA_SOURCE,
	FIELD_FREQUENCY,
	FIELD_DIRECTION,
	FIELD_MEASURE_UNIT,
	FIELD__COUNT
};

/* Stored in change.kind: new ones at the end. */
enum change_kind {
	CHANGE_CELLS,
	CHANGE_CREATE,
	CHANGE_DELETE,
	CHANGE_MOVE,
	CHANGE_REORDER,
	CHANGE_DUPLICATE,
	CHANGE_UNDO,
	CHANGE_FIX,
	CHANGE_SHEET, /* a filled workbook: core/plan_batch.h */
	CHANGE__COUNT
};

/* A number, a text or both; NUM_ABSENT and NULL where it has none. */
struct cell_value {
	int64_t number;
	const char *text;
};

struct cell_edit {
	uint32_t node;  /* its row */
	uint8_t field;  /* enum node_field */
	uint8_t period; /* 1..n of a schedule, else 0 */
	struct cell_value before, after;
};

/* What a person typed in one cell. */
struct typed_cell {
	enum node_field field;
	unsigned period;
	const char *text; /* "" empties the cell */
};

enum { EDIT_TEXT_MAX = 2000, EDIT_SHORT_TEXT_MAX = 300, EDIT_CODE_MAX = 40 };

/* A change being made; its cells live in `mem`. */
struct edit {
	struct mem *mem;
	const struct plan *plan;
	const struct plan_tree *tree;
	const char *id_suffix; /* what ids of new nodes end with; NULL: nothing */
	struct cell_edit *cells;
	size_t count, room;
	uint32_t new_rows; /* rows it adds */
};

void edit_init(struct edit *edit, struct mem *mem, const struct plan *plan,
    const struct plan_tree *tree);

/*
 * What people typed in one row.  What follows from it (behaviour, decimals, a
 * repair that no longer holds) changes with it.
 *
 * YUP_EINVALID: too long, not UTF-8, not a number, a code that breaks its
 * level's mask ...  YUP_ECONFLICT: a number that can be read in two ways.
 * YUP_ELIMIT: a number past the limits.
 */
MUST_CHECK int edit_change(struct edit *edit, uint32_t node, const struct typed_cell *typed,
    size_t count, struct err *err);

/* Where a node goes: after a sibling, or the last of a parent's. */
struct edit_place {
	uint32_t parent; /* PLAN_NONE: the framework level */
	uint32_t after;  /* a child of it; PLAN_NONE: with `first`, before all, else after all */
	bool first;
};

/* A new node one level below its parent, owned by `unit` (PLAN_NONE: the parent's). */
MUST_CHECK int edit_create(struct edit *edit, const struct edit_place *place, uint32_t unit,
    const struct typed_cell *typed, size_t count, uint32_t *out_node, struct err *err);

/* A node with all below it. */
MUST_CHECK int edit_delete(struct edit *edit, uint32_t node, struct err *err);

/*
 * A node with all below it to another place; with another owner's objective for
 * parent, it becomes that owner's.  YUP_EINVALID: of another level, or below itself.
 */
MUST_CHECK int edit_move(struct edit *edit, uint32_t node, const struct edit_place *place,
    struct err *err);

/* A copy of a node and all below it after it, with the next free code. */
MUST_CHECK int edit_duplicate(struct edit *edit, uint32_t node, uint32_t *out_node,
    struct err *err);

/* Put back what a change found.  YUP_ECONFLICT: something changed since. */
MUST_CHECK int edit_undo(struct edit *edit, const struct cell_edit *cells, size_t count,
    struct err *err);

/* What a finding proposes.  YUP_EINVALID: it is not about cells of nodes. */
MUST_CHECK int edit_fix(struct edit *edit, const struct fix_change *changes, size_t count,
    struct err *err);

/* ---- Cells ------------------------------------------------------------------ */

/* What a row holds in a field; of a row that is not there yet, what an empty one does. */
struct cell_value edit_value(const struct plan *plan, uint32_t node, enum node_field field,
    unsigned period);

/* Put a value in a row of the plan, which is made where it is not there.  Texts are not copied. */
void edit_put(struct plan *plan, uint32_t node, enum node_field field, unsigned period,
    struct cell_value value);

/* All cells forward, or back in reverse. */
void edit_apply(struct plan *plan, const struct cell_edit *cells, size_t count);
void edit_revert(struct plan *plan, const struct cell_edit *cells, size_t count);

bool cell_value_is(struct cell_value a, struct cell_value b);

/* One of the indicator's sheet. */
bool node_field_is_of_sheet(enum node_field field);

/* ---- Names ------------------------------------------------------------------ */

/* "weight", "schedule" ... as in exported JSON.  Never NULL. */
const char *node_field_key(enum node_field field);

/* One that tells people something: what they type, and where a row hangs or whether it is there. */
bool node_field_is_told(enum node_field field);

/* One that people type; the others follow from what they do. */
bool node_field_is_typed(enum node_field field);

/* The field called so, of those that people type; a schedule's is "schedule.3". */
bool node_field_find(const char *key, enum node_field *field, unsigned *period);

/* "cells", "create" ... */
const char *change_kind_key(enum change_kind kind);

#endif
