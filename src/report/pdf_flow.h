/*
 * pdf_flow.h - a PDF under way: its pages, what stands at their head and foot, and how
 * far down the page is filled.
 *
 * The document is said three times: heard for its hash and the widths of its columns,
 * laid out to know its pages, drawn.  Laying out and drawing are the same calls.
 * For pdf_*.c and doc_pdf.c only.
 */
#ifndef YUP_REPORT_PDF_FLOW_H
#define YUP_REPORT_PDF_FLOW_H

#include "base/map.h"
#include "report/doc.h"
#include "report/doc_pdf.h"
#include "report/doc_text.h"
#include "report/pdf_canvas.h"

enum { PDF_TITLES_MAX = 100000 };

/* A heading, for the contents and the outline. */
struct pdf_title {
	const char *text;
	unsigned level, page;
};

/* What is heard of one table, or of all that have the same columns. */
struct pdf_shape {
	size_t count;
	int *
	    need; /* of each column: its widest value, or of one that wraps its longest word, in PDF_EM */
};

/* The table being heard. */
struct pdf_heard {
	int *own, *shared; /* the needs of both */
	size_t count;
	uint64_t wraps; /* bit i: column i does */
};

struct pdf_table;

struct pdf {
	struct mem *mem; /* of the document */
	const struct doc_pdf_options *options;
	struct doc_head head; /* its texts in `mem` */
	uint8_t hash[HASH_SHA256_SIZE];
	char hash_text[DOC_HASH_TEXT_SIZE];

	struct pdf_fonts *fonts;
	struct pdf_canvas canvas;
	cairo_surface_t *surface; /* NULL until it is drawn */
	cairo_surface_t *qr;      /* NULL: there is none */
	const bool *failed;       /* what was drawn could not be written */

	int width, height;    /* of the page */
	int left, right;      /* of what is printed */
	int top, bottom;      /* between head and foot */
	int y;                /* what is free begins here */
	unsigned page, pages; /* pages: known once it was laid out */
	bool bare;            /* this page has no head: a cover */
	unsigned sheet_rows;  /* rows and other pieces on this page */

	struct pdf_title *titles;
	size_t title_count, title_room, title_at; /* title_at: the next one to come */

	struct map shared_of; /* by what their columns are */
	struct pdf_shape *shared;
	size_t shared_count, shared_room;
	struct pdf_shape *own; /* of each table, as they come */
	size_t own_count, own_room, own_at;
	struct pdf_heard heard;

	struct pdf_table *table; /* under way */
};

/* Begin: `surface` NULL to lay out. */
void pdf_flow_begin(struct pdf *pdf, cairo_surface_t *surface);

/* The last page is over.  Fails as the surface did. */
MUST_CHECK int pdf_flow_end(struct pdf *pdf, struct err *err);

/* What follows begins a page, unless this one is empty. */
void pdf_new_page(struct pdf *pdf);

/* Room for `height`, on the next page where this one has not so much. */
void pdf_need(struct pdf *pdf, int height);

/* `height` of the page is used. */
void pdf_take(struct pdf *pdf, int height);

/* The next of the headings that were heard stands here. */
void pdf_note_title(struct pdf *pdf);

static inline int
pdf_room(const struct pdf *pdf)
{
	return pdf->bottom - pdf->y;
}

/* ---- Pieces (pdf_pieces.c, pdf_chart.c, pdf_organisation.c) ------------------------- */

void pdf_put_cover(struct pdf *pdf, const struct doc_pair *pairs, size_t count);
void pdf_put_contents(struct pdf *pdf);
void pdf_put_heading(struct pdf *pdf, unsigned level, const char *text);
void pdf_put_text(struct pdf *pdf, enum doc_text_style style, const char *text);
void pdf_put_pairs(struct pdf *pdf, const struct doc_pair *pairs, size_t count);
void pdf_put_signatures(struct pdf *pdf, const struct doc_signature *list, size_t count);
void pdf_put_chart(struct pdf *pdf, const struct chart *chart);
void pdf_put_organisation(struct pdf *pdf, const struct doc_box *boxes, size_t count);

/* ---- Tables (pdf_table.c, pdf_shape.c) ---------------------------------------------- */

void pdf_hear_table(struct pdf *pdf, const struct doc_table *table);
void pdf_hear_row(struct pdf *pdf, const struct doc_row *row);

/* The widths of a table's columns, that sum up to no more than the page's; its letters' size. */
int pdf_widths(struct pdf *pdf, const struct doc_table *table, int *widths);

void pdf_table_begin(struct pdf *pdf, const struct doc_table *table);
void pdf_table_row(struct pdf *pdf, const struct doc_row *row);
void pdf_table_end(struct pdf *pdf);

/* The table goes on on another page. */
void pdf_table_leave(struct pdf *pdf);

#endif
