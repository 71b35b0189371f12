/*
 * pdf_canvas.h - drawing on the pages of a PDF, in thousandths of a point from the left
 * and top.
 *
 * Texts of one look and all lines of a page are given to cairo at once, which is what
 * makes it quick; fills are painted as they come, under them.  Without a surface nothing
 * is drawn: the same calls measure.  For pdf_*.c only.
 */
#ifndef YUP_REPORT_PDF_CANVAS_H
#define YUP_REPORT_PDF_CANVAS_H

#include "base/str.h"
#include "report/pdf_font.h"

enum pdf_colour {
	INK = 0x1a1a1a,
	INK_SOFT = 0x555555,
	RULE = 0x8a8a8a,
	SHADE_HEAD = 0xe3e8ec,
	SHADE_GROUP = 0xf1f3f5,
	ACCENT = 0x0b5c74,
	ALERT = 0xa32014,
};

enum pdf_align { AT_LEFT, AT_RIGHT, AT_CENTRE };

struct pdf_segment {
	int x1, y1, x2, y2;
};

struct pdf_canvas {
	cairo_t *cr; /* NULL: only measure */
	struct pdf_fonts *fonts;
	struct mem *mem; /* of what waits; as long as the document */
	/* texts of one look that wait */
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	size_t count, room;
	struct str text;
	enum pdf_face face;
	int size;
	uint32_t colour;
	/* lines of the page */
	struct pdf_segment *segments;
	size_t segment_count, segment_room;
};

void pdf_canvas_done(struct pdf_canvas *canvas);

/* `length` bytes of simple text from `x` on, its letters standing on `y`. */
void pdf_draw_text(struct pdf_canvas *canvas, enum pdf_face face, int size, uint32_t colour, int x,
    int y, const char *text, size_t length);

/* Any text on one line beside `x`; cut with "…" where it is wider than `width` (0: as it is). */
void pdf_draw_label(struct pdf_canvas *canvas, enum pdf_face face, int size, uint32_t colour, int x,
    int y, int width, enum pdf_align align, const char *text);

/* A line of wrapped text. */
void pdf_draw_line(struct pdf_canvas *canvas, const struct pdf_lines *lines, size_t which,
    uint32_t colour, int x, int y);

void pdf_draw_rule(struct pdf_canvas *canvas, int x1, int y1, int x2, int y2);
void pdf_fill(struct pdf_canvas *canvas, uint32_t colour, int x, int y, int width, int height);
void pdf_set_colour(cairo_t *cr, uint32_t colour);

/* A band's mark, of some size, its middle at x, y. */
void pdf_draw_mark(struct pdf_canvas *canvas, const char *shape, uint32_t colour, int x, int y,
    int size);

/* "#1b7188" */
uint32_t pdf_colour_of(const char *text);

/* What waits is drawn. */
void pdf_flush_text(struct pdf_canvas *canvas);
void pdf_flush(struct pdf_canvas *canvas);

#endif
