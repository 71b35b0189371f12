/*
 * csv.h - a decoded text as rows of a table: what spreadsheets save.
 *
 * The separator is the first of ; , and tab that the head has, so that tables of
 * both kinds of countries are read.  Cells may stand in quotes, with "" for one and
 * line ends inside; without them they lose the blanks around.  Cut in place.
 */
#ifndef YUP_IMPORT_CSV_H
#define YUP_IMPORT_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;

enum { CSV_CELLS_MAX = 64, CSV_ROWS_MAX = 200000 };

struct csv_row {
	const char **cells;
	size_t count;
	uint32_t line; /* it begins there, from 1 */
};

struct csv {
	struct csv_row head;
	struct csv_row *rows; /* those that are not blank */
	size_t count;
};

/*
 * `text` lives as long as `*out`.  YUP_EINVALID "empty_file", "csv_quote" (with the line
 * where the quote opens); YUP_ELIMIT "csv_large".
 */
MUST_CHECK int csv_read(struct mem *mem, char *text, struct csv *out, struct err *err);

/* Which cell of the head says `name`; head.count: none. */
size_t csv_column(const struct csv *csv, const char *name);

/* "" where the row ends before it. */
const char *csv_cell(const struct csv_row *row, size_t column);

#endif
