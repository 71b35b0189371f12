#include "report/pdf_canvas.h"

#include <string.h>

#include "base/mem.h"

enum { RULE_WIDTH = 350 };

void
pdf_canvas_done(struct pdf_canvas *canvas)
{
	mem_free(canvas->mem);
	str_done(&canvas->text);
	*canvas = (struct pdf_canvas){ 0 };
}

void
pdf_set_colour(cairo_t *cr, uint32_t colour)
{
	cairo_set_source_rgb(cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
	    (colour & 0xff) / 255.0);
}

static uint32_t
hex(char c)
{
	return (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

uint32_t
pdf_colour_of(const char *text)
{
	uint32_t colour = 0;

	for (size_t i = 1; text != NULL && text[0] == '#' && text[i] != '\0'; i++)
		colour = colour << 4 | hex(text[i]);
	return colour & 0xffffff;
}

/* ---- Text ------------------------------------------------------------------------- */

void
pdf_flush_text(struct pdf_canvas *c)
{
	if (c->count == 0)
		return;
	cairo_set_font_face(c->cr, pdf_fonts_face(c->fonts, c->face));
	cairo_set_font_size(c->cr, c->size);
	pdf_set_colour(c->cr, c->colour);
	cairo_show_text_glyphs(c->cr, c->text.text, (int)c->text.length, c->glyphs, (int)c->count,
	    c->clusters, (int)c->count, 0);
	c->count = 0;
	str_clear(&c->text);
}

static void
make_room(struct pdf_canvas *c, size_t letters)
{
	size_t room = (c->count + letters) * 2;

	if (c->count + letters <= c->room)
		return;
	c->glyphs = mem_grow(c->mem, c->glyphs, c->count, room, sizeof(*c->glyphs));
	c->clusters = mem_grow(c->mem, c->clusters, c->count, room, sizeof(*c->clusters));
	c->room = room;
}

void
pdf_draw_text(struct pdf_canvas *c, enum pdf_face face, int size, uint32_t colour, int x, int y,
    const char *text, size_t length)
{
	int64_t em = 0;

	if (c->cr == NULL)
		return;
	if (c->count > 0 && (c->face != face || c->size != size || c->colour != colour))
		pdf_flush_text(c);
	c->face = face;
	c->size = size;
	c->colour = colour;
	make_room(c, length);
	str_put_n(&c->text, text, length);
	for (size_t at = 0; at < length;) {
		size_t bytes;
		uint32_t glyph = 0, letter = pdf_next_letter(text + at, &bytes);
		int advance = 0;

		(void)pdf_letter(c->fonts, face, letter, &glyph, &advance);
		c->glyphs[c->count] = (cairo_glyph_t){ glyph, x + (int)(em * size / PDF_EM), y };
		c->clusters[c->count++] = (cairo_text_cluster_t){ (int)bytes, 1 };
		em += advance;
		at += bytes;
	}
}

void
pdf_draw_line(struct pdf_canvas *c, const struct pdf_lines *lines, size_t which, uint32_t colour,
    int x, int y)
{
	const struct pdf_line *line = &lines->lines[which];

	if (c->cr == NULL)
		return;
	if (lines->layout == NULL) {
		pdf_draw_text(c, lines->face, lines->size, colour, x, y, line->text, line->length);
		return;
	}
	cairo_save(c->cr);
	cairo_translate(c->cr, x, y);
	cairo_scale(c->cr, 1000, 1000);
	cairo_move_to(c->cr, 0, 0);
	pdf_set_colour(c->cr, colour);
	pango_cairo_show_layout_line(c->cr,
	    pango_layout_get_line_readonly(lines->layout, (int)which));
	cairo_new_path(c->cr);
	cairo_restore(c->cr);
}

static int
aligned(enum pdf_align align, int x, int width)
{
	if (align == AT_RIGHT)
		return x - width;
	return align == AT_CENTRE ? x - width / 2 : x;
}

void
pdf_draw_label(struct pdf_canvas *c, enum pdf_face face, int size, uint32_t colour, int x, int y,
    int width, enum pdf_align align, const char *text)
{
	CLEANUP(mem_done) struct mem *mem = NULL;
	struct pdf_lines lines;
	int dots;

	if (c->cr == NULL || text == NULL || text[0] == '\0')
		return;
	mem = mem_new();
	if (width > 0 && pdf_width(c->fonts, face, size, text) > width) {
		dots = pdf_width(c->fonts, face, size, "…");
		text = mem_printf(mem, "%.*s…",
		    (int)pdf_fitting(c->fonts, face, size, text, width - dots), text);
	}
	pdf_wrap(c->fonts, mem, face, size, text, INT32_MAX / 2, &lines);
	pdf_draw_line(c, &lines, 0, colour, aligned(align, x, lines.lines[0].width), y);
	pdf_lines_done(&lines);
}

/* ---- Lines and areas -------------------------------------------------------------- */

void
pdf_draw_rule(struct pdf_canvas *c, int x1, int y1, int x2, int y2)
{
	if (c->cr == NULL)
		return;
	MEM_PUSH(c->mem, c->segments, c->segment_count, c->segment_room);
	c->segments[c->segment_count - 1] = (struct pdf_segment){ x1, y1, x2, y2 };
}

void
pdf_fill(struct pdf_canvas *c, uint32_t colour, int x, int y, int width, int height)
{
	if (c->cr == NULL)
		return;
	pdf_set_colour(c->cr, colour);
	cairo_rectangle(c->cr, x, y, width, height);
	cairo_fill(c->cr);
}

void
pdf_flush(struct pdf_canvas *c)
{
	if (c->cr == NULL)
		return;
	pdf_flush_text(c);
	if (c->segment_count == 0)
		return;
	for (size_t i = 0; i < c->segment_count; i++) {
		cairo_move_to(c->cr, c->segments[i].x1, c->segments[i].y1);
		cairo_line_to(c->cr, c->segments[i].x2, c->segments[i].y2);
	}
	cairo_set_line_width(c->cr, RULE_WIDTH);
	pdf_set_colour(c->cr, RULE);
	cairo_stroke(c->cr);
	c->segment_count = 0;
}

/* ---- Marks of bands --------------------------------------------------------------- */

/* Corners on a circle of radius 1000, every `step` / 1000 of the way between two. */
struct polygon {
	const char *shape;
	unsigned corners, turn; /* turn: of the first one, in degrees from the top */
	bool star;
};

static const struct polygon POLYGONS[] = {
	{ "octagon", 8, 22, false },
	{ "triangle", 3, 0, false },
	{ "square", 4, 45, false },
	{ "star", 5, 0, true },
	{ "diamond", 4, 0, false },
	{ "pentagon", 5, 0, false },
	{ "hexagon", 6, 0, false },
};

#define DEGREE (3.14159265358979 / 180)

static void
add_corner(cairo_t *cr, int x, int y, int radius, unsigned degrees)
{
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_rotate(cr, degrees * DEGREE);
	cairo_line_to(cr, 0, -radius);
	cairo_restore(cr);
}

void
pdf_draw_mark(struct pdf_canvas *c, const char *shape, uint32_t colour, int x, int y, int size)
{
	const struct polygon *p = NULL;

	if (c->cr == NULL)
		return;
	for (size_t i = 0; i < sizeof(POLYGONS) / sizeof(POLYGONS[0]); i++)
		if (strcmp(POLYGONS[i].shape, shape) == 0)
			p = &POLYGONS[i];
	pdf_set_colour(c->cr, colour);
	if (p == NULL)
		cairo_arc(c->cr, x, y, size / 2.0, 0, 360 * DEGREE);
	for (unsigned i = 0; p != NULL && i < p->corners; i++) {
		add_corner(c->cr, x, y, size / 2, p->turn + 360 * i / p->corners);
		if (p->star)
			add_corner(c->cr, x, y, size / 4, p->turn + (360 * i + 180) / p->corners);
	}
	cairo_close_path(c->cr);
	cairo_fill(c->cr);
}
