/*
 * grids.h - the sheets of a workbook, or a table with separators, as lines of cells:
 * what the readers of text read.
 *
 * Numbers are written with the decimal sign that the file's own texts use, to the
 * four decimals that are kept, per cents with their sign and days as people write
 * them.  What a person should know of how it was read is an issue.
 */
#ifndef YUP_IMPORT_GRIDS_H
#define YUP_IMPORT_GRIDS_H

#include "base/decimal.h"
#include "import/import.h"
#include "import/sheet.h"

enum {
	GRID_ROWS_MAX = 100000,   /* of one sheet */
	GRID_CELLS_MAX = 4000000, /* of all */
	GRID_STEP =
	    1000, /* sheets begin at lines that are so many apart: 2012 is row 12 of the third */
};

struct grid {
	const char *name;   /* of the sheet; "" of a table */
	struct sheet sheet; /* its lines are numbered as its rows, after `before` */
	uint32_t before;
};

struct grids {
	struct grid *items; /* those that are shown, in their order */
	size_t count;
	enum num_style style; /* the decimals they are written with */
	const char *text;     /* all texts, one a line, for the words in them */
	size_t text_length;
};

/*
 * Read a workbook.  `usual` decides the decimals where its texts do not.  Refusals as
 * workbook_open(); YUP_ELIMIT "workbook_large".
 */
MUST_CHECK int grids_of_workbook(struct mem *mem, const char *bytes, size_t length,
    enum num_style usual, struct import_result *result, struct grids *out, struct err *err);

/* A decoded text with separators, cut in place.  Refusals as csv_read(). */
MUST_CHECK int grids_of_csv(struct mem *mem, char *text, size_t length, enum num_style usual,
    struct grids *out, struct err *err);

/* Is it such a text?  By its first lines: the same separator in each. */
bool grids_maybe_csv(const char *text);

#endif
