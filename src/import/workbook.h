/*
 * workbook.h - the sheets of an XLSX workbook, row by row.
 *
 * Reads what Excel, LibreOffice, Google Sheets and the usual libraries write, of
 * both editions of the standard (ECMA-376 transitional and strict).  Nothing is
 * computed: a formula is the value its cell was saved with.  Numbers never pass
 * through floating point: their text is rounded to the 15 figures a spreadsheet
 * means, 0.30000000000000004 is "0.3".
 *
 * A sheet is streamed: memory is that of one row and of the shared texts, whatever
 * the sheet claims to measure.  Everything a file can make big has a limit below.
 * Uses base/ only, libzip and expat; without them (YUPANA_XLSX off) every workbook is
 * refused with "workbook_unsupported".
 */
#ifndef YUP_IMPORT_WORKBOOK_H
#define YUP_IMPORT_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;

enum {
	WORKBOOK_SIZE_MAX = 64 << 20,      /* bytes of the file */
	WORKBOOK_PARTS_MAX = 4096,         /* members of the archive */
	WORKBOOK_INFLATED_MAX = 400 << 20, /* all parts together, as they claim and as they are */
	WORKBOOK_RATIO_MAX = 300, /* inflated / stored of a part past WORKBOOK_RATIO_FROM */
	WORKBOOK_RATIO_FROM = 8 << 20,
	WORKBOOK_SHEETS_MAX = 512,
	WORKBOOK_COLUMNS_MAX = 16384,
	WORKBOOK_ROWS_MAX = 1048576,
	WORKBOOK_CELLS_MAX = 8000000, /* of one sheet */
	WORKBOOK_TEXTS_MAX = 2000000, /* shared texts */
	WORKBOOK_TEXTS_BYTES_MAX = 128 << 20,
	WORKBOOK_TEXT_MAX = 128 * 1024, /* bytes in one cell: Excel's 32,767 letters */
	WORKBOOK_STYLES_MAX = 70000,
	WORKBOOK_MERGES_MAX = 200000, /* ranges kept of one sheet */
	WORKBOOK_DEPTH_MAX = 64,      /* elements inside elements */
	WORKBOOK_ATTRIBUTES_MAX = 64, /* of one element */
};

enum workbook_kind {
	WORKBOOK_BLANK, /* formatted, or an empty text */
	WORKBOOK_TEXT,
	WORKBOOK_NUMBER,
	WORKBOOK_BOOLEAN, /* "1" or "0" */
	WORKBOOK_DATE,    /* "2026-01-31", "2026-01-31T08:00:00" or "08:00:00" */
	WORKBOOK_ERROR,   /* "#REF!", or "formula_uncached": a formula saved without its value */
};

/* How the cell shows its number. */
enum workbook_format {
	WORKBOOK_GENERAL,
	WORKBOOK_DECIMALS, /* a number of decimals is fixed */
	WORKBOOK_MONEY,
	WORKBOOK_PERCENT,
	WORKBOOK_DAY,
	WORKBOOK_AS_TEXT, /* "@" */
};

struct workbook_cell {
	const char *
	    text; /* UTF-8; a number's plain decimal "-1234.5", with its % where it shows one: "50%" */
	uint32_t shared; /* which of the workbook's shared texts it is; WORKBOOK_OWN: none */
	uint16_t column; /* from 0 */
	enum workbook_kind kind;
	enum workbook_format format;
	uint8_t decimals; /* its format fixes */
	bool formula;
	bool hidden; /* its column is */
};

#define WORKBOOK_OWN UINT32_MAX

struct workbook_row {
	uint32_t number; /* from 1 */
	bool hidden;
	const struct workbook_cell *cells; /* in order of columns, those the file has */
	size_t count;
};

struct workbook_sheet {
	const char *name;
	bool hidden;
};

/* Cells shown as one, both ends included; only the first has what it shows. */
struct workbook_range {
	uint32_t first_row, last_row;       /* from 1 */
	uint16_t first_column, last_column; /* from 0 */
};

struct workbook;

/* By its first bytes: an archive or an old Office file, whatever it holds. */
bool workbook_maybe(const void *bytes, size_t size);

/*
 * `bytes` must live as long as the workbook, which needs workbook_done(); what it gives lives
 * in `mem`.  YUP_EINVALID: "workbook_not": an archive of something else; "workbook_broken": the
 * message says which part; "workbook_old" (.xls), "workbook_binary" (.xlsb), "workbook_ods",
 * "workbook_macros", "workbook_locked": save it as .xlsx; "workbook_doctype": a part declares
 * entities.  YUP_ELIMIT "workbook_large": past a limit above, the message says which.
 */
MUST_CHECK int workbook_open(struct mem *mem, const void *bytes, size_t size, struct workbook **out,
    struct err *err);
void workbook_done(struct workbook **book); /* for CLEANUP */

const struct workbook_sheet *workbook_sheets(const struct workbook *book, size_t *out_count);

/*
 * Called for each row the file has, in order; what it is given is gone afterwards, except the
 * text of a cell with `shared`, which lives as long as the workbook's `mem`.  Below 0 ends the reading.
 */
typedef int (*workbook_row_fn)(void *context, const struct workbook_row *row, struct err *err);

/* Read the sheet at `index`.  Refusals as workbook_open(); err->line is the row. */
MUST_CHECK int workbook_read_sheet(struct workbook *book, size_t index, workbook_row_fn on_row,
    void *context, struct err *err);

/* The merged ranges of the sheet read last: a file has them after its rows. */
const struct workbook_range *workbook_merged(const struct workbook *book, size_t *out_count);

#endif
