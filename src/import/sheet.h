/*
 * sheet.h - a decoded text as lines of cells.
 *
 * Cells are separated by tabs and lose the blanks around them; the text is cut
 * in place, so cells are NUL-terminated and cost no copy.
 */
#ifndef YUP_IMPORT_SHEET_H
#define YUP_IMPORT_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;

enum {
	SHEET_LINE_MAX = 256 * 1024, /* bytes in one line */
	SHEET_CELLS_MAX = 256,       /* cells in one line */
	SHEET_LINES_MAX = 4000000,
};

struct sheet_line {
	char **cells;
	uint32_t number; /* from 1 */
	uint16_t count;  /* cells, at least 1 */
	uint16_t first;  /* first cell that is not blank; == count where all are */
	uint16_t used;   /* one past the last cell that is not blank */
};

struct sheet {
	struct sheet_line *lines; /* lines that are not blank */
	size_t count;
	uint32_t last_line;
};

/* Cut `text` into lines and cells.  YUP_ELIMIT past the limits above, with the line. */
MUST_CHECK int sheet_read(struct mem *mem, char *text, size_t length, struct sheet *out,
    struct err *err);

/* The line as read: its cells with tabs between them. */
char *sheet_line_text(struct mem *mem, const struct sheet_line *line);

#endif
