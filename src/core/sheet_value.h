/*
 * sheet_value.h - what a cell of a spreadsheet says, beside what a plan holds.
 *
 * A spreadsheet shows one value in many ways: "1,5", 1.50, 150 % as 1.5; texts come
 * back with other line ends.  Two that mean the same are the same here.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_SHEET_VALUE_H
#define YUP_CORE_SHEET_VALUE_H

#include "core/plan_edit.h"

/* Bytes of a text that go into a cell: what is longer is cut there, and is no change. */
enum { SHEET_TEXT_MAX = 30000 };

/* One cell of a workbook, already known to be of this field. */
struct sheet_cell {
	enum node_field field;
	unsigned period;  /* 1..n of a schedule, else 0 */
	const char *text; /* "" where blank; words are those of core/plan_edit.h */
	const char *said; /* as it is written, where that is another word; NULL */
	bool number;      /* a number cell: `text` is "-1234.5", or "50%" where it shows per cent */
	bool error;       /* "#REF!" and its like */
	uint16_t column;  /* from 0, for people */
};

/* A text as a cell holds it: no blanks around, one kind of line end, at most SHEET_TEXT_MAX bytes. */
const char *sheet_text(struct mem *mem, const char *text);

/* A plain decimal x 10^scale, rounded half away from zero; false: it is none, or too long. */
bool sheet_decimal(const char *text, unsigned scale, int64_t *out);

/* All of a measure's text is its number: "50%", not "6 nuevos". */
bool sheet_measure_is_number(const struct plan *plan, uint32_t row, enum node_field field);

/*
 * What a person would have typed to say what the cell does, of a row of `plan` (one past
 * the last: a new one).  NULL: it is what the row holds, whatever else it looks like.
 */
const char *sheet_typed(struct mem *mem, const struct plan *plan, uint32_t row,
    const struct sheet_cell *cell);

#endif
