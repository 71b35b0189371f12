/*
 * doc.h - a document as it is printed, said piece by piece to whoever writes it
 * down: pdf, xlsx, html, text.
 *
 * A document is a function that says the same pieces in the same order each time
 * it is called, so that a writer may listen twice (pages are counted before they
 * are drawn) and nobody has to hold a whole document.  Pieces live only until the
 * call returns: a writer copies what it keeps.
 *
 * Numbers are given as they are stored, and each writer shows them: a PDF in the
 * local form, a workbook as a number.  A piece whose call fails ends the document.
 */
#ifndef YUP_REPORT_DOC_H
#define YUP_REPORT_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct chart;
struct pack_band;

/* ---- The whole ------------------------------------------------------------------ */

/* What stands at the head and foot of every page. */
struct doc_head {
	const char *title;       /* "PROGRAMA OPERATIVO ANUAL - 2027" */
	const char *institution; /* "Ministerio de ..." */
	const char *acronym;
	const char *kind; /* "plan", "form_a", "follow_up", "summary", "findings": for file names */
	int year;
	const char *number;     /* of the issued document, "POA-2027-003"; "" while it is a draft */
	const char *version;    /* "Inicial", "Reformulado 1" */
	const char *resolution; /* "RM N° 123 de 4/11/2026"; "" where none */
	const char *as_of;      /* ISO date that its figures are of */
	const char
	    *verify;       /* address behind the QR, the content's hash put after it; "" for none */
	bool dot_decimals; /* 1,234.5, as the pack's documents print; else 1.234,5 */
	bool is_draft;     /* says so on every page */
	const struct pack_band *bands; /* those that cells name */
	size_t band_count;
};

/* ---- Tables --------------------------------------------------------------------- */

enum doc_align { DOC_LEFT, DOC_RIGHT, DOC_CENTRE };

struct doc_column {
	const char *head;  /* "Cod." */
	const char *group; /* head over neighbours that say the same, "Cronograma Mensual"; NULL */
	unsigned width;    /* share of the page's width; any unit */
	enum doc_align align;
	bool wraps; /* texts of any length; else as wide as its widest word or number */
};

enum doc_value {
	DOC_BLANK,
	DOC_TEXT,
	DOC_COUNT,    /* a whole number */
	DOC_QUANTITY, /* x 10^4 */
	DOC_PERCENT,  /* per cent x 10^4, with its sign */
	DOC_RATIO,    /* per cent x 10^9, with its sign, `decimals` places */
	DOC_SHARE,    /* the same without its sign: rolled-up months */
	DOC_MONEY,    /* cents */
	DOC_DATE,     /* text, ISO */
};

/* What a spreadsheet would compute; it holds exactly for the values given, or is not said. */
enum doc_sum {
	DOC_SUM_NONE,
	DOC_SUM_ROW,   /* of the `sum_count` cells before it in its row */
	DOC_SUM_LINES, /* of its column, over the plain rows since the last title, group or total */
};

struct doc_cell {
	enum doc_value kind;
	const char *text;
	int64_t number;   /* NUM_ABSENT is blank */
	uint8_t decimals; /* at least (quantities), exactly (ratios) */
	uint8_t span;     /* columns it takes; 0 and 1: one */
	uint8_t sum_count;
	enum doc_sum sum;
	bool strong;
	const char *band; /* key of a band of the pack, NULL: none */
};

enum doc_row_kind {
	DOC_ROW,       /* plain */
	DOC_ROW_GROUP, /* a line over the rows it heads: institutional objective, area */
	DOC_ROW_OVER, /* a row that the following ones break down: an objective over its activities */
	DOC_ROW_TOTAL, /* closes the rows above it */
};

struct doc_row {
	enum doc_row_kind kind;
	const struct doc_cell *cells;
	size_t count;
	unsigned depth;      /* of indentation, for trees */
	bool keep_with_next; /* never the last of its page */
};

struct doc_table {
	const char *title; /* over it, repeated with the heads on each page; "" for none */
	const char *owner; /* whose it is, under the title: a unit; "" or NULL for none */
	unsigned listed;   /* the level at which `owner` is in the contents; 0: it is not */
	const char *name;  /* short, for a sheet of a workbook: "Formulario A · UCS" */
	const struct doc_column *columns;
	size_t column_count;
	bool new_page; /* begins one */
};

/* ---- Other pieces --------------------------------------------------------------- */

enum doc_text_style { DOC_BODY, DOC_NOTE, DOC_QUOTE };

struct doc_pair { /* "Gestión": "2027" */
	const char *name, *value;
};

struct
    doc_box { /* of the organisation chart; `parent` is the index of an earlier one, UINT32_MAX at the top */
	const char *name, *acronym;
	uint32_t parent;
};

struct doc_signature {
	const char *act;  /* "Elaborado por" */
	const char *name; /* "" to be written by hand */
	const char *post;
};

/* ---- Who writes it down ----------------------------------------------------------- */

/*
 * Calls come in order: begin, then pieces, then end.  Rows come between table and
 * table_end.  A writer that has nothing to do for a piece leaves its call NULL.
 */
struct doc_writer {
	void *context;
	int (*begin)(void *context, const struct doc_head *head, struct err *err);
	int (*cover)(void *context, const struct doc_pair *pairs, size_t count, struct err *err);
	int (*contents)(void *context, struct err *err); /* here stands the list of headings */
	int (*heading)(void *context, unsigned level, const char *text, struct err *err); /* 1..3 */
	int (*text)(void *context, enum doc_text_style style, const char *text, struct err *err);
	int (*pairs)(void *context, const struct doc_pair *pairs, size_t count, struct err *err);
	int (*organisation)(void *context, const struct doc_box *boxes, size_t count,
	    struct err *err);
	int (*chart)(void *context, const struct chart *chart, struct err *err);
	int (*table)(void *context, const struct doc_table *table, struct err *err);
	int (*row)(void *context, const struct doc_row *row, struct err *err);
	int (*table_end)(void *context, struct err *err);
	int (*signatures)(void *context, const struct doc_signature *list, size_t count,
	    struct err *err);
	int (*page)(void *context, struct err *err); /* what follows begins a page */
	int (*end)(void *context, struct err *err);
};

/* Says the document to `w`; the same each time. */
typedef int (*doc_say_fn)(const void *document, const struct doc_writer *w, struct err *err);

#endif
