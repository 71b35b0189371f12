/* pdf_chart.c - a chart in a PDF: the cairo backend of chart.h; see pdf_flow.h. */
#include <string.h>

#include "base/mem.h"
#include "report/chart.h"
#include "report/pdf_flow.h"

enum {
	PIXEL = 750, /* of a chart: 96 to the inch */
	TENTH = PIXEL / CHART_UNIT,
	LETTERS = 8200,
	TITLE = 9500,
	WIDTH_MOST = 620000, /* larger looks coarse */
	SHADES = 6,
};

/* As ui/static/style.css has them by day. */
struct look {
	const char *style;
	uint32_t fill, stroke;
	int width; /* of the stroke; 0: none */
	bool filled, dashed, faint;
};

static const struct look LOOKS[] = {
	{ "axis", 0, 0x8fa0a8, 750, false, false, false },
	{ "grid-line", 0, 0xdde4e7, 500, false, false, false },
	{ "planned", 0, 0x0b5c74, 1500, false, false, false },
	{ "achieved", 0, 0x2e6b2f, 1500, false, false, false },
	{ "projected", 0, 0x9a5b00, 1500, false, true, false },
	{ "even", 0, 0x555555, 750, false, true, false },
	{ "bar-fill", 0x0b5c74, 0, 0, true, false, false },
	{ "bar-group", 0x555555, 0, 0, true, false, false },
	{ "bar-whole", 0xd3e3e8, 0, 0, true, false, false },
	{ "dot", 0x0b5c74, 0, 0, true, false, false },
	{ "dot dot-achieved", 0x2e6b2f, 0, 0, true, false, false },
	{ "dot dot-projected", 0x9a5b00, 0, 0, true, false, false },
	{ "dot spot", 0x5aa6bb, 0x0b5c74, 500, true, false, false },
};

static const uint32_t HEAT[SHADES] = { 0xeef1f3, 0xcfe6ec, 0x9bcbd8, 0x5aa6bb, 0x1b7188, 0x0b5c74 };

static const __typeof__(1.0) DASHES[] = { 3000, 2000 }; /* as cairo takes them */

static struct look
look_of(const char *style)
{
	if (style[0] == 'h' && style[1] >= '0' && style[1] < '0' + SHADES && style[2] == '\0')
		return (struct look){ .fill = HEAT[style[1] - '0'], .filled = true };
	for (size_t i = 0; i < sizeof(LOOKS) / sizeof(LOOKS[0]); i++)
		if (strcmp(LOOKS[i].style, style) == 0)
			return LOOKS[i];
	return (struct look){ .fill = 0x0b5c74, .filled = true };
}

struct frame {
	struct pdf *pdf;
	int x, y, scale; /* thousandths */
};

static int
across(const struct frame *f, int tenths)
{
	return f->x + (int)((int64_t)tenths * TENTH * f->scale / 1000);
}

static int
down(const struct frame *f, int tenths)
{
	return f->y + (int)((int64_t)tenths * TENTH * f->scale / 1000);
}

static void
paint(const struct frame *f, const struct look *look)
{
	cairo_t *cr = f->pdf->canvas.cr;

	if (look->filled) {
		pdf_set_colour(cr, look->fill);
		cairo_fill_preserve(cr);
	}
	if (look->width > 0) {
		cairo_save(cr);
		if (look->dashed)
			cairo_set_dash(cr, DASHES, 2, 0);
		cairo_set_line_width(cr, look->width);
		pdf_set_colour(cr, look->stroke);
		cairo_stroke_preserve(cr);
		cairo_restore(cr);
	}
	cairo_new_path(cr);
}

static void
draw_words(const struct frame *f, const struct chart_shape *s)
{
	static const enum pdf_align ALIGNS[] = { AT_LEFT, AT_CENTRE, AT_RIGHT };
	bool dark = strcmp(s->style, "on4") == 0 || strcmp(s->style, "on5") == 0;
	bool inside = strncmp(s->style, "on", 2) == 0;

	pdf_draw_label(&f->pdf->canvas, strcmp(s->style, "group") == 0 ? FACE_STRONG : FACE_PLAIN,
	    (inside ? LETTERS - 700 : LETTERS) * f->scale / 1000, dark ? 0xffffff : INK,
	    across(f, s->x), down(f, s->y), 0, ALIGNS[s->anchor], s->text);
	if (inside)
		pdf_flush_text(&f->pdf->canvas); /* over its cell, under nothing */
}

static void
draw_shape(const struct frame *f, const struct chart_shape *s)
{
	cairo_t *cr = f->pdf->canvas.cr;
	struct look look = look_of(s->style);

	switch (s->kind) {
	case SHAPE_TEXT:
		draw_words(f, s);
		return;
	case SHAPE_RECT:
		cairo_rectangle(cr, across(f, s->x), down(f, s->y), across(f, s->width) - f->x,
		    down(f, s->height) - f->y);
		break;
	case SHAPE_DOT:
		cairo_arc(cr, across(f, s->x), down(f, s->y), across(f, s->width) - f->x, 0,
		    6.283185307179586);
		break;
	case SHAPE_LINE:
		for (size_t i = 0; i < s->point_count; i++)
			cairo_line_to(cr, across(f, s->points[i].x), down(f, s->points[i].y));
		if (look.filled) { /* a line is never filled */
			look.stroke = look.fill;
			look.filled = false;
			look.width = PIXEL;
		}
		break;
	}
	paint(f, &look);
}

void
pdf_put_chart(struct pdf *pdf, const struct chart *chart)
{
	int natural = chart->width * TENTH, most = pdf->right - pdf->left, height, page;
	struct frame f = { .pdf = pdf, .scale = 1000 };

	most = most < WIDTH_MOST ? most : WIDTH_MOST;
	if (natural > most)
		f.scale = (int)((int64_t)most * 1000 / natural);
	page = pdf->bottom - pdf->top - 2 * TITLE;
	if ((int64_t)chart->height * TENTH * f.scale / 1000 > page)
		f.scale = (int)((int64_t)page * 1000 / ((int64_t)chart->height * TENTH));
	height = (int)((int64_t)chart->height * TENTH * f.scale / 1000);
	pdf_need(pdf, height + 2 * TITLE);
	if (pdf->canvas.cr != NULL) {
		pdf_draw_label(&pdf->canvas, FACE_STRONG, TITLE, INK, pdf->left, pdf->y + TITLE,
		    pdf->right - pdf->left, AT_LEFT, chart->title);
		f.x = pdf->left;
		f.y = pdf->y + 3 * TITLE / 2;
		for (size_t i = 0; i < chart->count; i++)
			draw_shape(&f, &chart->shapes[i]);
	}
	pdf_take(pdf, height + 2 * TITLE);
}
