/*
 * sheet_text.h - the workbook that people fill in: its columns, its words, its mark.
 *
 * What writes it (report/plan_sheet.h) and what reads it back (import/plan_sheet.h)
 * agree here.  Heads and words are Spanish, the language of the forms: a workbook
 * travels between people who chose different ones.
 */
#ifndef YUP_TEXT_SHEET_TEXT_H
#define YUP_TEXT_SHEET_TEXT_H

#include "core/plan_edit.h"

enum sheet_role {
	SHEET_ID, /* hidden: plan_node.id */
	SHEET_UNIT,
	SHEET_LEVEL,
	SHEET_FIELD, /* what people type: `field`, `period` */
};

struct sheet_column {
	enum sheet_role role;
	enum node_field field;
	unsigned period;
	char key[24];     /* of the hidden row: "id", "weight", "schedule.3" */
	const char *head; /* "Pond. %", "Mar" */
	unsigned width;   /* in letters */
};

/* How many there are, and each, from 0. */
unsigned sheet_column_count(const struct pack *pack);
struct sheet_column sheet_column_at(const struct pack *pack, unsigned i);

/* The column of a role, and of a field's first cell. */
unsigned sheet_column_of(const struct pack *pack, enum sheet_role role, enum node_field field);

/* What people choose from, ended by NULL, in the order of its enumeration; NULL: of no such field. */
const char *const *sheet_words(enum node_field field);

/* The key of what was chosen ("average" of "nivel", as people spell it); the text itself where none is. */
const char *sheet_word_key(struct mem *mem, enum node_field field, const char *text);

/*
 * A value as the workbook says it, "acumulado" or "Ene", "" where there is none; NULL: of a field
 * that is not written in words.
 */
const char *sheet_word_of(const struct pack *pack, enum node_field field, struct cell_value value);

/* ---- The mark ------------------------------------------------------------------ */

/* The hidden sheet, and its first cell, which says what follows. */
#define SHEET_MARK_NAME "yupana"
#define SHEET_MARK_KIND "yupana.sheet/1"

/* Names of its lines, the value beside each; "unit" as often as there are units. */
enum sheet_mark_line {
	MARK_INSTITUTION,
	MARK_YEAR,
	MARK_VERSION,
	MARK_PLAN,
	MARK_REVISION,
	MARK_MADE,
	MARK_UNIT,
	SHEET_MARK__COUNT
};
extern const char *const sheet_mark_lines[SHEET_MARK__COUNT];

/* The sheet with the rows, and the one with what they choose from. */
#define SHEET_PLAN_NAME "Plan"
#define SHEET_LISTS_NAME "Referencia"

#endif
