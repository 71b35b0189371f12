/*
 * pdf_organisation.c - the organisation chart in a PDF: see pdf_flow.h.
 *
 * Who hangs from nobody stands over the page; each of those below it heads a column,
 * with all that hangs from it set in below.  Columns fill the width and go on below one
 * another, on as many pages as it takes.
 */
#include <string.h>

#include "base/mem.h"
#include "report/pdf_flow.h"

enum {
	BOX_SIZE = 6800,
	BOX_PAD = 3000,
	BOX_GAP = 4500,
	BAND_GAP = 14000,
	INDENT = 9000,
	COLUMNS = 5,
	DEPTH_MOST = 6, /* set in no further */
};

struct box {
	struct pdf_lines lines;
	unsigned depth;
	int height;
};

struct chart_of {
	struct pdf *pdf;
	const struct doc_box *boxes;
	size_t count;
	struct box *shown;
	int column_width;
	struct mem *mem;
};

static int
indent_of(const struct chart_of *o, size_t i)
{
	unsigned depth = o->shown[i].depth > 1 ? o->shown[i].depth - 1 : 0;

	return (int)(depth < DEPTH_MOST ? depth : DEPTH_MOST) * INDENT;
}

static void
measure(struct chart_of *o, size_t i)
{
	struct box *box = &o->shown[i];
	const struct doc_box *from = &o->boxes[i];
	const char *name = from->acronym != NULL && from->acronym[0] != '\0' &&
		strcmp(from->acronym, from->name) != 0
	    ? mem_printf(o->mem, "%s (%s)", from->name, from->acronym)
	    : from->name;
	int width;

	box->depth = from->parent == UINT32_MAX ? 0 : o->shown[from->parent].depth + 1;
	if (box->depth == 0)
		width = 2 * o->column_width;
	else
		width = o->column_width - indent_of(o, i) - BOX_GAP - 2 * BOX_PAD;
	pdf_wrap(o->pdf->fonts, o->mem, box->depth <= 1 ? FACE_STRONG : FACE_PLAIN, BOX_SIZE, name,
	    width, &box->lines);
	box->height = (int)box->lines.count * BOX_SIZE * 6 / 5 + 2 * BOX_PAD;
}

static void
draw_box(struct chart_of *o, size_t i, int x, int y, int width)
{
	struct pdf_canvas *c = &o->pdf->canvas;
	const struct box *box = &o->shown[i];
	int bottom = y + box->height;

	pdf_fill(c, box->depth == 0 ? SHADE_HEAD : SHADE_GROUP, x, y, width, box->height);
	pdf_draw_rule(c, x, y, x + width, y);
	pdf_draw_rule(c, x, bottom, x + width, bottom);
	pdf_draw_rule(c, x, y, x, bottom);
	pdf_draw_rule(c, x + width, y, x + width, bottom);
	for (size_t k = 0; k < box->lines.count; k++)
		pdf_draw_line(c, &box->lines, k, INK,
		    box->depth == 0 ? x + (width - box->lines.lines[k].width) / 2 : x + BOX_PAD,
		    y + BOX_PAD + (int)k * BOX_SIZE * 6 / 5 + BOX_SIZE * 19 / 20);
}

/* The boxes of one column from `at` on, as many as fit in `room`; how high they are. */
static size_t
fill_column(const struct chart_of *o, const size_t *list, size_t count, size_t at, int room,
    int *out_height)
{
	size_t first = at;

	*out_height = 0;
	while (at < count) {
		int more = o->shown[list[at]].height + BOX_GAP;

		if (at > first && (o->shown[list[at]].depth <= 1 || *out_height + more > room))
			break;
		*out_height += more;
		at++;
	}
	return at;
}

/* An elbow from the box above it, in its column, to the box. */
static void
draw_elbow(struct chart_of *o, size_t i, int x, int y, int from_y)
{
	int middle = y + o->shown[i].height / 2, at = x + indent_of(o, i) - INDENT / 2;

	if (o->shown[i].depth < 2)
		return;
	pdf_draw_rule(&o->pdf->canvas, at, from_y, at, middle);
	pdf_draw_rule(&o->pdf->canvas, at, middle, x + indent_of(o, i), middle);
}

static void
draw_column(struct chart_of *o, const size_t *list, size_t from, size_t to, int x)
{
	int y = o->pdf->y, under[DEPTH_MOST + 2] = { 0 };

	for (size_t k = 0; k < DEPTH_MOST + 2; k++)
		under[k] = y;
	for (size_t k = from; k < to; k++) {
		size_t i = list[k];
		unsigned depth = o->shown[i].depth < DEPTH_MOST + 1 ? o->shown[i].depth
								    : DEPTH_MOST + 1;

		draw_elbow(o, i, x, y, under[depth > 0 ? depth - 1 : 0]);
		draw_box(o, i, x + indent_of(o, i), y, o->column_width - BOX_GAP - indent_of(o, i));
		under[depth] = y + o->shown[i].height;
		y += o->shown[i].height + BOX_GAP;
	}
}

/* A row of columns; returns where the list goes on. */
static size_t
put_band(struct chart_of *o, const size_t *list, size_t count, size_t at)
{
	size_t ends[COLUMNS + 1] = { at };
	int body = o->pdf->bottom - o->pdf->top - BAND_GAP, height, most = 0, columns = 0;

	while (columns < COLUMNS && ends[columns] < count) {
		ends[columns + 1] = fill_column(o, list, count, ends[columns], body, &height);
		most = height > most ? height : most;
		columns++;
	}
	pdf_need(o->pdf, most);
	for (int k = 0; k < columns && o->pdf->canvas.cr != NULL; k++)
		draw_column(o, list, ends[k], ends[k + 1], o->pdf->left + k * o->column_width);
	pdf_take(o->pdf, most);
	o->pdf->y += BAND_GAP;
	return ends[columns];
}

/* Who hangs from nobody, then, depth first, all below. */
static void
put_top(struct chart_of *o, size_t i)
{
	int width = 2 * o->column_width + 2 * BOX_PAD;

	pdf_need(o->pdf, o->shown[i].height + BAND_GAP);
	if (o->pdf->canvas.cr != NULL)
		draw_box(o, i, (o->pdf->left + o->pdf->right - width) / 2, o->pdf->y, width);
	pdf_take(o->pdf, o->shown[i].height);
	o->pdf->y += BAND_GAP;
}

void
pdf_put_organisation(struct pdf *pdf, const struct doc_box *boxes, size_t count)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct chart_of o = { .pdf = pdf,
		.boxes = boxes,
		.count = count,
		.shown = mem_array(mem, count + 1, sizeof(struct box)),
		.column_width = (pdf->right - pdf->left) / COLUMNS,
		.mem = mem };
	size_t *list = mem_array(mem, count + 1, sizeof(*list)), listed = 0;

	for (size_t i = 0; i < count; i++)
		measure(&o, i);
	for (size_t i = 0; i <= count; i++) {
		if (i < count && o.shown[i].depth > 0) {
			list[listed++] = i;
			continue;
		}
		for (size_t at = 0; at < listed;)
			at = put_band(&o, list, listed, at);
		listed = 0;
		if (i < count)
			put_top(&o, i);
	}
	for (size_t i = 0; i < count; i++)
		pdf_lines_done(&o.shown[i].lines);
}
