/*
 * table.h - rows in columns on a terminal.
 *
 * Widths are counted in columns of the terminal, not in bytes.  Where a table
 * is wider than the terminal, its columns with a `least` give way, the widest
 * first, and what does not fit is cut with an ellipsis.
 */
#ifndef YUP_CLI_TABLE_H
#define YUP_CLI_TABLE_H

#include "cli/term.h"

struct mem;

struct table_column {
	const char *head; /* "" for none */
	bool right;       /* numbers */
	size_t least;     /* may be cut down to this; 0: never */
};

struct table_cell {
	const char *text; /* lives as long as the table */
	enum term_style style;
};

struct table {
	struct mem *mem;
	const struct table_column *columns;
	size_t column_count;
	struct table_cell *cells;
	size_t cell_count, cell_room;
};

void table_init(struct table *t, struct mem *mem, const struct table_column *columns, size_t count);

/* The next cell of the row being filled. */
void table_put(struct table *t, const char *text);
void table_put_style(struct table *t, const char *text, enum term_style style);

/* All rows so far, indented; the heads too where some column has one. */
void table_write(const struct table *t, struct str *out, const struct term *term, size_t indent);

#endif
