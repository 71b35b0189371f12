/* pdf_pieces.c - what a document has besides tables: see pdf_flow.h. */
#include <string.h>

#include "base/mem.h"
#include "report/doc_cell.h"
#include "report/pdf_flow.h"

enum {
	BODY_SIZE = 10000,
	NOTE_SIZE = 8000,
	COVER_SIZE = 26000,
	CONTENTS_SIZE = 9000,
	CONTENTS_LINE = 13500,
	CONTENTS_INDENT = 14000,
	BELOW_HEADING = 90000, /* a heading has at least so much under it */
	BODY_WIDTH_MOST = 640000,
	SIGNATURE_HEIGHT = 96000,
	PAIR_NAME_WIDTH = 150000,
};

/* ---- Running text --------------------------------------------------------------------- */

/* Wrapped lines one under another, over pages where they must. */
static void
put_lines(struct pdf *pdf, const struct pdf_lines *lines, uint32_t colour, int x, int width,
    enum pdf_align align)
{
	int height = lines->size * 7 / 5;

	for (size_t i = 0; i < lines->count; i++) {
		int free = width - lines->lines[i].width, at = x;

		if (align == AT_CENTRE)
			at = x + free / 2;
		pdf_need(pdf, height);
		pdf_draw_line(&pdf->canvas, lines, i, colour, at, pdf->y + lines->size);
		pdf_take(pdf, height);
	}
}

static void
put_paragraph(struct pdf *pdf, enum pdf_face face, int size, uint32_t colour, int x, int width,
    enum pdf_align align, const char *text)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct pdf_lines lines;

	pdf_wrap(pdf->fonts, mem, face, size, text, width, &lines);
	put_lines(pdf, &lines, colour, x, width, align);
	pdf_lines_done(&lines);
}

void
pdf_put_text(struct pdf *pdf, enum doc_text_style style, const char *text)
{
	int width = pdf->right - pdf->left, x = pdf->left;

	if (style == DOC_BODY && width > BODY_WIDTH_MOST)
		width = BODY_WIDTH_MOST; /* longer lines are hard to read */
	if (style == DOC_QUOTE) {
		x += CONTENTS_INDENT;
		width -= 2 * CONTENTS_INDENT;
	}
	put_paragraph(pdf, style == DOC_QUOTE ? FACE_SLANTED : FACE_PLAIN,
	    style == DOC_NOTE ? NOTE_SIZE : BODY_SIZE, style == DOC_NOTE ? INK_SOFT : INK, x, width,
	    AT_LEFT, text);
	pdf->y += NOTE_SIZE / 2;
}

void
pdf_put_heading(struct pdf *pdf, unsigned level, const char *text)
{
	static const int SIZES[] = { 15000, 12500, 10500 };
	int size = SIZES[level >= 1 && level <= 3 ? level - 1 : 2];

	pdf_need(pdf, size * 2 + BELOW_HEADING);
	if (pdf->sheet_rows > 0)
		pdf->y += size * 2 / 3;
	pdf_note_title(pdf);
	put_paragraph(pdf, FACE_STRONG, size, level == 1 ? ACCENT : INK, pdf->left,
	    pdf->right - pdf->left, AT_LEFT, text);
	pdf->y += size / 3;
}

void
pdf_put_pairs(struct pdf *pdf, const struct doc_pair *pairs, size_t count)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	for (size_t i = 0; i < count; i++) {
		int line = BODY_SIZE * 7 / 5, x = pdf->left + PAIR_NAME_WIDTH;

		pdf_need(pdf, line);
		pdf_draw_label(&pdf->canvas, FACE_STRONG, BODY_SIZE - 1000, INK, pdf->left,
		    pdf->y + BODY_SIZE - 1000, PAIR_NAME_WIDTH, AT_LEFT,
		    mem_printf(mem, "%s:", pairs[i].name));
		if (pairs[i].value[0] != '\0')
			put_paragraph(pdf, FACE_PLAIN, BODY_SIZE - 1000, INK, x, pdf->right - x,
			    AT_LEFT, pairs[i].value);
		else
			pdf_take(pdf, line);
	}
	pdf->y += BODY_SIZE;
}

/* ---- Cover ------------------------------------------------------------------------------ */

void
pdf_put_cover(struct pdf *pdf, const struct doc_pair *pairs, size_t count)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int width = pdf->right - pdf->left, inner = width * 3 / 4, x = pdf->left + width / 8;

	pdf_new_page(pdf);
	pdf->bare = true;
	pdf->y += (pdf->bottom - pdf->top) / 5;
	put_paragraph(pdf, FACE_STRONG, COVER_SIZE * 3 / 4, INK, x, inner, AT_CENTRE,
	    pdf->head.institution);
	pdf->y += COVER_SIZE;
	pdf_draw_rule(&pdf->canvas, x, pdf->y, x + inner, pdf->y);
	pdf->y += COVER_SIZE;
	put_paragraph(pdf, FACE_STRONG, COVER_SIZE, ACCENT, x, inner, AT_CENTRE, pdf->head.title);
	if (pdf->head.is_draft)
		put_paragraph(pdf, FACE_STRONG, COVER_SIZE / 2, ALERT, x, inner, AT_CENTRE,
		    "BORRADOR");
	pdf->y += COVER_SIZE;
	pdf_draw_rule(&pdf->canvas, x, pdf->y, x + inner, pdf->y);
	pdf->y += COVER_SIZE;
	for (size_t i = 0; i < count; i++)
		put_paragraph(pdf, FACE_PLAIN, BODY_SIZE + 2000, INK, x, inner, AT_CENTRE,
		    mem_printf(mem, "%s: %s", pairs[i].name, pairs[i].value));
}

/* ---- Contents --------------------------------------------------------------------------- */

/* A line that leads to its heading. */
static void
begin_link(struct pdf *pdf, struct mem *mem, size_t title)
{
	pdf_flush_text(&pdf->canvas);
	cairo_tag_begin(pdf->canvas.cr, "TOCI", NULL);
	cairo_tag_begin(pdf->canvas.cr, CAIRO_TAG_LINK, mem_printf(mem, "dest='t%zu'", title));
}

static void
end_link(struct pdf *pdf)
{
	pdf_flush_text(&pdf->canvas);
	cairo_tag_end(pdf->canvas.cr, CAIRO_TAG_LINK);
	cairo_tag_end(pdf->canvas.cr, "TOCI");
}

static void
put_dots(struct pdf *pdf, int from, int to, int y)
{
	int step = 3 * pdf_width(pdf->fonts, FACE_PLAIN, CONTENTS_SIZE, ".") / 2;

	for (int x = to - step; x > from + step; x -= step)
		pdf_draw_text(&pdf->canvas, FACE_PLAIN, CONTENTS_SIZE, INK, x, y, ".", 1);
}

static void
put_contents_line(struct pdf *pdf, size_t which)
{
	const struct pdf_title *title = &pdf->titles[which];
	CLEANUP(mem_done) struct mem *mem = mem_new();
	enum pdf_face face = FACE_PLAIN;
	int x = pdf->left + (int)(title->level - 1) * CONTENTS_INDENT, y, width, room;
	const char *page = mem_printf(mem, "%u", title->page);

	pdf_need(pdf, CONTENTS_LINE);
	y = pdf->y + CONTENTS_SIZE;
	room = pdf->right - x - 4 * CONTENTS_SIZE;
	if (pdf->canvas.cr != NULL) {
		width = pdf_width(pdf->fonts, face, CONTENTS_SIZE, title->text);
		begin_link(pdf, mem, which);
		pdf_draw_label(&pdf->canvas, face, CONTENTS_SIZE, INK, x, y, room, AT_LEFT,
		    title->text);
		put_dots(pdf, x + (width < room ? width : room),
		    pdf->right - pdf_width(pdf->fonts, FACE_PLAIN, CONTENTS_SIZE, "00000"), y);
		pdf_draw_label(&pdf->canvas, face, CONTENTS_SIZE, INK, pdf->right, y, 0, AT_RIGHT,
		    page);
		end_link(pdf);
	}
	pdf_take(pdf, CONTENTS_LINE);
}

void
pdf_put_contents(struct pdf *pdf)
{
	put_paragraph(pdf, FACE_STRONG, 15000, ACCENT, pdf->left, pdf->right - pdf->left, AT_LEFT,
	    "Contenido");
	pdf->y += CONTENTS_SIZE;
	if (pdf->canvas.cr != NULL)
		cairo_tag_begin(pdf->canvas.cr, "TOC", NULL);
	for (size_t i = 0; i < pdf->title_count; i++)
		if (pdf->titles[i].level <= 2)
			put_contents_line(pdf, i);
	if (pdf->canvas.cr != NULL)
		cairo_tag_end(pdf->canvas.cr, "TOC");
}

/* ---- Signatures ------------------------------------------------------------------------- */

static void
put_signature(struct pdf *pdf, const struct doc_signature *s, int x, int width)
{
	struct pdf_canvas *c = &pdf->canvas;
	int middle = x + width / 2, line = pdf->y + SIGNATURE_HEIGHT * 11 / 20;
	int y = line + NOTE_SIZE + 3000;

	pdf_draw_label(c, FACE_STRONG, NOTE_SIZE, INK, middle, pdf->y + NOTE_SIZE + 4000, width,
	    AT_CENTRE, s->act);
	pdf_draw_rule(c, x + width / 8, line, x + width * 7 / 8, line);
	pdf_draw_label(c, FACE_PLAIN, NOTE_SIZE, INK, middle, y, width, AT_CENTRE, s->name);
	pdf_draw_label(c, FACE_PLAIN, NOTE_SIZE - 800, INK_SOFT, middle, y + NOTE_SIZE + 2000,
	    width, AT_CENTRE, s->post);
	pdf_draw_label(c, FACE_PLAIN, NOTE_SIZE - 800, INK_SOFT, middle, y + 2 * (NOTE_SIZE + 2000),
	    width, AT_CENTRE, "Fecha: ____ / ____ / ________");
}

void
pdf_put_signatures(struct pdf *pdf, const struct doc_signature *list, size_t count)
{
	int width;

	if (count == 0)
		return;
	width = (pdf->right - pdf->left) / (int)count;
	pdf_need(pdf, SIGNATURE_HEIGHT + BODY_SIZE);
	pdf->y += BODY_SIZE;
	for (size_t i = 0; i < count; i++)
		put_signature(pdf, &list[i], pdf->left + (int)i * width, width);
	pdf_take(pdf, SIGNATURE_HEIGHT);
}
