/*
 * xlsx_book.h - a workbook (XLSX) being written, sheet by sheet and row by row.
 *
 * Rows go to disk as they come, so memory does not depend on how many there are.  Texts
 * are always texts: nothing that people said becomes a formula.  The same calls give
 * the same bytes.  Numbers are scaled integers; only here do they become the binary
 * numbers of the format, the nearest to the decimal that was meant.
 *
 * What goes wrong meanwhile is told by xlsx_end().  Through libxlsxwriter; without it
 * (YUPANA_XLSX off) xlsx_begin() refuses with "workbook_unsupported".
 */
#ifndef YUP_REPORT_XLSX_BOOK_H
#define YUP_REPORT_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;
struct str;
struct xlsx;

#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

enum {
	XLSX_NAME_MAX = 31, /* letters of a sheet's name */
	XLSX_ROWS_MAX = 1048576,
	XLSX_TEXT_MAX = 30000, /* bytes of a text; what is longer is cut there */
	XLSX_LIST_MAX = 255,   /* letters of a list of choices with its commas */
};

struct xlsx_head {
	const char *title, *author;
	const char *created; /* "2026-01-31" or more: the clock, or the date its figures are of */
};

/* What lives in `mem`, and the temporary files, until xlsx_end() or xlsx_done(). */
MUST_CHECK int xlsx_begin(struct mem *mem, const struct xlsx_head *head, struct xlsx **out,
    struct err *err);

/* The whole file added to `out`.  YUP_EIO "workbook_unwritten"; YUP_ELIMIT "workbook_rows". */
MUST_CHECK int xlsx_end(struct xlsx **x, struct str *out, struct err *err);
void xlsx_done(struct xlsx **x); /* for CLEANUP */

/* ---- How cells look ------------------------------------------------------------------ */

enum xlsx_format {
	XLSX_GENERAL, /* as many decimals as the number has */
	XLSX_TEXT_FORMAT,
	XLSX_NUMBER,  /* 1,234.50: `decimals` of them */
	XLSX_PERCENT, /* 12.50%: 0.125 with `decimals` */
	XLSX_DAY,
};

enum xlsx_align { XLSX_ALIGN_USUAL, XLSX_ALIGN_LEFT, XLSX_ALIGN_CENTRE, XLSX_ALIGN_RIGHT };

struct xlsx_style {
	enum xlsx_format format;
	enum xlsx_align align;
	uint8_t decimals; /* 0..4 */
	bool bold, wrap, border, unlocked, white, italic;
	uint8_t size; /* points, 0: usual */
	uint8_t indent;
	uint32_t fill; /* 0xRRGGBB, 0: none */
};

/* The style's number, the same for the same style; styles are kept. */
unsigned xlsx_style(struct xlsx *x, const struct xlsx_style *style);

/* ---- Sheets ----------------------------------------------------------------------------- */

/* A new sheet; its name loses what is not allowed in one, and becomes unique. */
void xlsx_sheet(struct xlsx *x, const char *name);

/* Width in letters of usual size; before the first row. */
void xlsx_column(struct xlsx *x, unsigned column, unsigned width, unsigned style, bool hidden);

/* Landscape, one page wide, paper A4, heads on each page ("Página n de N" at its foot). */
void xlsx_print(struct xlsx *x, unsigned first_row, unsigned last_row);
void xlsx_freeze(struct xlsx *x, unsigned rows, unsigned columns);
void xlsx_filter(struct xlsx *x, unsigned row, unsigned last_row, unsigned last_column);

/* Only unlocked cells can be changed; there is no password.  `rows`: rows can be added, taken
 * away, sorted and filtered. */
void xlsx_protect(struct xlsx *x, bool rows);
void xlsx_hide(struct xlsx *x); /* the sheet; never the first */

/* Cells from a row to another, both in, of one column. */
struct xlsx_area {
	unsigned column, first, last;
};

/* They take one of `words`, ended by NULL; with `strict`, nothing else. */
void xlsx_choices(struct xlsx *x, const struct xlsx_area *area, const char *const *words,
    bool strict, const char *title, const char *message);

/* They take what is in the cells of `range`, "=Listas!$A$1:$A$9". */
void xlsx_choices_of(struct xlsx *x, const struct xlsx_area *area, const char *range,
    const char *title, const char *message);

/* A number from 0 on. */
void xlsx_positive(struct xlsx *x, const struct xlsx_area *area, const char *title,
    const char *message);

/* Numbers from `least` on, less than `below` (both x 10^-scale), are of this colour. */
struct xlsx_band {
	int64_t least, below;
	bool open; /* no `below` */
	unsigned scale;
	uint32_t fill;
};
void xlsx_band(struct xlsx *x, const struct xlsx_area *area, const struct xlsx_band *band);

/* Cells for which a formula about the first of them holds are of this colour. */
void xlsx_mark(struct xlsx *x, const struct xlsx_area *area, const char *formula, uint32_t fill);

/* ---- Rows and cells ------------------------------------------------------------------------ */

/* The next row, from 0; `height` in points, 0: usual. */
unsigned xlsx_row(struct xlsx *x, unsigned height, bool hidden);

void xlsx_blank(struct xlsx *x, unsigned column, unsigned style);
void xlsx_text(struct xlsx *x, unsigned column, unsigned style, const char *text);

/* value x 10^-scale; NUM_ABSENT is blank. */
void xlsx_number(struct xlsx *x, unsigned column, unsigned style, int64_t value, unsigned scale);

/* "2026-01-31"; another text as it is. */
void xlsx_day(struct xlsx *x, unsigned column, unsigned style, const char *iso);

/* A formula of ours with the value it has. */
void xlsx_formula(struct xlsx *x, unsigned column, unsigned style, const char *formula,
    int64_t value, unsigned scale);

/* A text over several columns of this row. */
void xlsx_wide(struct xlsx *x, unsigned first, unsigned last, unsigned style, const char *text);

/* "AB12"; rows and columns from 0.  In `mem`. */
const char *xlsx_place(struct mem *mem, unsigned row, unsigned column);

#endif
