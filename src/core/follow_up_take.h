/*
 * follow_up_take.h - a follow-up document as the reports of one period of a plan: which
 * row each of its operations is, and what it says of it.
 *
 * A unit is found by its name, without case, accents, punctuation and small words, or by
 * its acronym.  Within it a row is the operation's when its code is the same, else when
 * its title is, else, where that is asked for, when more of its words are the
 * operation's than of any other's, three fifths at least.  Whatever is not found, or
 * not taken of what is, is told.
 *
 *	physical   stated, per cent
 *	financial  what was executed of the row's budget, less earlier periods
 *	result, cause and measure, as texts; a cause that begins with one of the pack's is
 *	that one, a measure of no kind is another's
 *
 * Pure.
 */
#ifndef YUP_CORE_FOLLOW_UP_TAKE_H
#define YUP_CORE_FOLLOW_UP_TAKE_H

#include "core/followup.h"
#include "core/plan_edit.h"
#include "core/report.h"

enum take_answer {
	TAKE_IT,
	TAKE_SAME,        /* it was said already */
	TAKE_NO_UNIT,     /* the plan has no unit of that name */
	TAKE_UNITS,       /* it has several */
	TAKE_NO_ROW,      /* the unit has no such row */
	TAKE_ALIKE,       /* only its words are alike, and nobody asked for those */
	TAKE_TWICE,       /* another operation of the document is that row */
	TAKE_NOTHING,     /* the document says nothing of it */
	TAKE_NOT_ALLOWED, /* who asks may not report of it: for app/ */
	TAKE_CLOSED,      /* its unit's report was handed in: for app/ */
	TAKE_ANSWER__COUNT
};

enum take_by { TAKE_BY_CODE, TAKE_BY_TITLE, TAKE_BY_WORDS };

/* What of an operation is not taken. */
enum {
	TAKE_LEFT_MONEY = 1u << 0, /* its row has no budget to take the per cent of */
	TAKE_LEFT_LESS = 1u << 1,  /* less than earlier periods executed */
	TAKE_LEFT_LONG = 1u << 2,  /* a text is longer than reports hold */
};

struct take_cell {
	enum report_field field;
	const char *text; /* as people would type it */
	bool conflicts;   /* something else was said there */
	struct cell_value now;
};

enum { TAKE_CELLS_MAX = 8 };

struct take_row {
	uint32_t operation; /* of the document */
	uint32_t node;      /* of the plan; PLAN_NONE: none */
	enum take_answer answer;
	enum take_by by;
	unsigned left;
	struct take_cell cells[TAKE_CELLS_MAX];
	size_t count;
};

struct follow_up_taken {
	struct take_row *rows; /* one for each operation */
	size_t count;
	uint32_t *missing; /* rows of the plan that no operation is */
	size_t missing_count;
};

/* Everything in `mem`; `alike`: also rows that are only alike. */
void follow_up_take(struct mem *mem, const struct follow_up *fu, const struct report_book *book,
    unsigned period, bool alike, struct follow_up_taken *out);

/* "taken", "same", "unit_absent" ... stable. */
const char *take_answer_key(enum take_answer answer);

#endif
