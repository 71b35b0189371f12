/*
 * sheet_merge.h - a filled workbook beside the plan it was made from and the plan
 * as it is now: a difference of three, cell by cell.
 *
 * base: the plan at the revision the workbook carries; sheet: what came back; now:
 * the plan as it stands.  Only what the sheet changed is told: where others have not
 * touched it, it is clean; where they did to the same, nothing is left to do; where
 * they did otherwise, it is a conflict for a person to decide.
 *
 * Rows are known by the id they carry; failing that, by unit, level and code; failing
 * that, those made since by unit, level and title: taken twice, a sheet adds its rows once.
 * A sheet that was sorted says nothing new.  A column that is not there says nothing at all.
 * Unit and level of a row that is known are not changed by a sheet: such cells are refused.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_SHEET_MERGE_H
#define YUP_CORE_SHEET_MERGE_H

#include "core/plan_batch.h"
#include "core/sheet_value.h"

enum { SHEET_ROWS_MAX = BATCH_ACTS_MAX, SHEET_NO_LEVEL = 255 };

struct sheet_row {
	const char *id;         /* "" where it carries none */
	const char *unit;       /* its path or acronym, "" where it does not say */
	const char *code;       /* "" */
	uint8_t level;          /* SHEET_NO_LEVEL where it does not say, or none that is known */
	const char *level_said; /* its name as it is written; NULL or "" */
	uint16_t unit_column, level_column;
	uint32_t line;                  /* of its sheet, from 1 */
	const char *sheet;              /* which */
	const struct sheet_cell *cells; /* of each column there is, blank or not */
	size_t count;
};

struct plan_sheet {
	const struct sheet_row *rows;
	size_t count;
	const bool *holds; /* of each unit of the plan: the workbook was made with its rows */
};

enum merge_kind { MERGE_CHANGE, MERGE_ADD, MERGE_REMOVE };

enum merge_state {
	MERGE_CLEAN,    /* only the sheet changed it */
	MERGE_CONFLICT, /* others did too, otherwise */
	MERGE_REFUSED,  /* it cannot be: `key` says why (text/refusal_text.h) */
};

struct merge_cell {
	enum node_field field;
	unsigned period;
	uint16_t column;
	enum merge_state state;
	const char *typed, *shown; /* as a person would type it; as the sheet has it */
	struct cell_value base, now;
	const char *key, *detail;
};

struct merge_item {
	enum merge_kind kind;
	enum merge_state state; /* the worst of its cells' */
	uint32_t node;          /* its row; PLAN_NONE of a new one */
	uint32_t line;          /* of the sheet; 0 of one that is gone from it */
	const char *sheet;
	uint32_t unit; /* PLAN_NONE above units */
	unsigned level;
	uint32_t parent; /* MERGE_ADD: a row, or */
	size_t below;    /* the index of an added item, BATCH_NONE */
	const char *code, *title;
	struct merge_cell *cells;
	size_t count;
	const char *key, *detail; /* MERGE_REFUSED of the whole row */
	/* behaviour and basis that the sheet shows and nobody changed: what it shows stands, and is
	 * not inferred again where figures of the row change */
	struct typed_cell stated[2];
	size_t stated_count;
};

struct sheet_merge {
	struct merge_item *items; /* in the order of the sheet, what is gone from it last */
	size_t count, room;
	size_t clean, conflicts, refused; /* cells; an added or removed row counts one */
	size_t same;                      /* cells and rows that others changed alike */
	size_t rows;                      /* rows that were known */
};

/*
 * `base` and `now` hold all rows of one plan (core/plan_tree.h).  Everything lives in `mem`
 * and points into what was given.  YUP_ELIMIT "sheet_large".
 */
MUST_CHECK int sheet_merge_compute(struct mem *mem, const struct plan *base, const struct plan *now,
    const struct plan_sheet *sheet, struct sheet_merge *out, struct err *err);

/* Whether a person wants it; of a row that is added or removed, `cell` is NULL. */
typedef bool (*merge_wants_fn)(const void *context, const struct merge_item *item,
    const struct merge_cell *cell);

/*
 * What is wanted, as acts of one change, in `mem`; refused cells never are, and what hangs
 * from a row that is not wanted is not either.  `items` (may be NULL): of each act, its item.
 */
size_t sheet_merge_acts(struct mem *mem, const struct sheet_merge *merge, merge_wants_fn wants,
    const void *context, struct batch_act **out, size_t **items);

/* "changed", "added", "removed"; "clean", "conflict", "refused". */
const char *merge_kind_key(enum merge_kind kind);
const char *merge_state_key(enum merge_state state);

#endif
