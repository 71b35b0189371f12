/*
 * repair.h - give rows back the cells that were lost or garbled on the way.
 *
 * The printed objective row is an independent equation over its activities;
 * each row's total, its first and last period and the unit's `Total:` row are
 * more.  Where a row has lost or gained a cell, or is complete but disagrees,
 * this searches the small space of edits (insert, delete or change one cell;
 * move one; shift the row; then two of these) for those that make the
 * objective's row equal to its activities, and applies one only when the
 * unit's `Total:` row agrees and no other cheaper or equal one does.
 *
 * Nothing is applied on a match of the objective row alone: a matching roll-up
 * is not proof.  None, several or contradicted: the row stays as read, marked
 * NODE_UNRESOLVED where it lacks cells, with the candidates.
 *
 * Pure: no files, no plan; import/ fills the rows and takes the answers.
 * Source: DOMAIN section 5, Repair.
 */
#ifndef YUP_CORE_REPAIR_H
#define YUP_CORE_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/plan.h"

enum {
	REPAIR_CELLS_MAX = PACK_PERIODS_MAX + 12, /* more than this is not a row */
	REPAIR_EDITS_MAX = 4,
	REPAIR_CANDIDATES_KEPT = 8,
};

/* The figures behind a row's last text cell, trailing blanks dropped. */
struct repair_cells {
	int64_t v_e4[REPAIR_CELLS_MAX]; /* NUM_ABSENT: blank or not a number */
	uint8_t count;                  /* periods and the total: n + 1 when whole */
	uint8_t decimals;               /* most decimals written in a period */
};

enum repair_edit_kind {
	EDIT_INSERT,   /* a lost cell is back, at `period` with `value` */
	EDIT_DELETE,   /* a cell too many is gone: `period` is where it stood */
	EDIT_CHANGE,   /* `period` had `was` and has `value` */
	EDIT_SHIFT,    /* the whole row moved by one period: value +1 later, -1 earlier */
	EDIT_TOTAL,    /* the total was lost; `value` follows from the periods */
	EDIT_DECIMALS, /* the printed figures hide decimals that the objective row shows */
};

struct repair_edit {
	enum repair_edit_kind kind;
	uint8_t period; /* 1..n */
	int64_t value_e4, was_e4;
};

enum repair_equation {
	EQUATION_OBJECTIVE = 1u << 0, /* the objective's printed row */
	EQUATION_TOTAL = 1u << 1,     /* the row's own total */
	EQUATION_WINDOW = 1u << 2,    /* first and last period */
	EQUATION_UNIT = 1u << 3,      /* the unit's `Total:` row */
	EQUATION_FORM_A = 1u << 4,    /* form A's schedule, where in the same terms */
};

/* One possible reading of a row. */
struct repair_candidate {
	int64_t month_e4[PACK_PERIODS_MAX];
	int64_t total_e4;
	struct repair_edit edits[REPAIR_EDITS_MAX];
	uint8_t edit_count;
	uint8_t cost;      /* 0 as read; more edits and less agreement cost more */
	uint8_t equations; /* of the row's own: TOTAL, WINDOW */
};

/* An activity. */
struct repair_row {
	struct repair_cells cells;
	int64_t weight_e4, target_e4;
	uint8_t first, last; /* 0 where not stated */

	/* answers */
	enum node_state state;
	struct repair_candidate chosen; /* as read or repaired; not set when unresolved */
	unsigned equations;
	const struct repair_candidate *candidates; /* other answers, where unresolved */
	size_t candidate_count;
};

/* An objective with its activities. */
struct repair_group {
	struct repair_cells published; /* count 0: no printed row */
	int64_t weight_e4;
	uint32_t root;              /* framework node: groups of one root are summed */
	struct repair_cells form_a; /* form A's row of the same objective; count 0: none */
	struct repair_row *rows;
	size_t row_count;

	/* answers */
	bool agrees;                        /* the printed row equals its activities */
	int64_t month_e4[PACK_PERIODS_MAX]; /* the printed row, placed; NUM_ABSENT where unknown */
	uint16_t inferred;                  /* bit m: filled in from the activities */
};

/* A unit's form B. */
struct repair_unit {
	struct repair_cells total; /* count 0: no `Total:` row */
	struct repair_group *groups;
	size_t group_count;

	/* answers */
	bool agrees;
	int64_t month_e4[PACK_PERIODS_MAX];
	uint16_t inferred;
};

/*
 * Settle every row of one unit with `n` periods.  `budget` bounds the search
 * (steps left, shared by a document); once it is used up, rows that would need
 * more stay unresolved.  Answers live in `mem`.
 */
void repair_unit(struct mem *mem, unsigned n, struct repair_unit *unit, int64_t *budget);

/*
 * Settle a schedule that stands alone (form A): by its own total, and by
 * `like_e9` (the roll-up of its activities, or NULL) where it plans in the
 * same terms.
 */
void repair_alone(struct mem *mem, unsigned n, struct repair_row *row, const int64_t *like_e9);

/*
 * The row as it stands, where it has all its cells and no blank among them:
 * cost 0, with the equations of its own that it keeps.
 */
bool repair_as_read(unsigned n, const struct repair_row *row, struct repair_candidate *out);

/* All readings of one row, cheapest first, each vector once; in `mem`. */
size_t repair_candidates(struct mem *mem, unsigned n, const struct repair_row *row, bool moves,
    struct repair_candidate **out);

#endif
