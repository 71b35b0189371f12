/*
 * form_rows.h - the lines of a plan's text, told apart: which form, which kind
 * of row, which cells.  Knows the layout; knows nothing of plans.
 */
#ifndef YUP_IMPORT_FORM_ROWS_H
#define YUP_IMPORT_FORM_ROWS_H

#include "core/pack.h"
#include "core/plan.h"
#include "import/import.h"
#include "import/sheet.h"

enum row_kind {
	ROW_OTHER,     /* not ours: cover, organisation chart, notes */
	ROW_NODE,      /* begins with a code */
	ROW_FRAMEWORK, /* "Objetivo de Gestión Institucional: ..." */
	ROW_FOOTER,    /* "Presupuesto:" */
	ROW_TOTAL,     /* "Total:" */
};

/* Where the columns of a table are; 0xFF where it has none. */
struct columns {
	uint8_t title, responsible, weight, indicator, baseline, target, verification, window;
	uint8_t schedule; /* the first period */
};

struct form_row {
	enum row_kind kind;
	enum form_kind form;
	uint32_t form_index; /* counts forms from 0 */
	uint32_t line;
	char **cells;
	uint16_t count, used, first;
	const char *code; /* ROW_NODE: as read */
	const char *text; /* ROW_FRAMEWORK: the objective's words */
	struct columns columns;
	uint8_t joined; /* pieces put to it: the page had cut the row */
};

/* One form as the text has it. */
struct form_span {
	enum form_kind kind;
	const char *unit_name; /* the line before the table; "" where none */
	uint32_t first_line, last_line;
};

/* A page's head that spells the unit's name in another way than the form's first. */
struct form_name {
	uint32_t form_index;
	uint32_t line;
	const char *name;
};

struct form_rows {
	struct form_row *rows;
	size_t count, room;
	struct form_span *forms;
	size_t form_count, form_room;
	struct form_name *names;
	size_t name_count, name_room;
	const char *title_lines; /* the lines before the first title: the institution */
	int year;                /* 0 where no title has one */
	uint32_t title_line;
};

/*
 * Tell the lines of `sheet` apart.  Year changes inside the file mean two
 * documents glued together: YUP_EINVALID with the line.
 */
MUST_CHECK int form_rows_read(struct mem *mem, const struct pack *pack, const struct sheet *sheet,
    struct import_result *result, struct form_rows *out, struct err *err);

#endif
