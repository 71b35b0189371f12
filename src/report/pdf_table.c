/*
 * pdf_table.c - tables over pages: see pdf_flow.h.
 *
 * A row waits until it is known whether the next one must stay with it: a line that
 * heads others is never the last of its page, a total never the first.  What waits is
 * put on a page whole, unless it is taller than one: then row by row, and a row that is
 * itself taller than a page in parts.
 */
#include "report/pdf_table.h"

#include <string.h>

#include "base/mem.h"
#include "core/pack.h"
#include "report/doc_cell.h"
#include "report/pdf_flow.h"

enum {
	TITLE_SIZE = 9000,
	TITLE_LINE = 11500,
	HEAD_PAD = 2200,
	NOTE_ROOM = 2 * TITLE_LINE,
	NONE = -1
};

struct cell {
	struct pdf_lines lines;
	int x, width;
	enum doc_align align;
	const struct pack_band *band;
};

struct row {
	enum doc_row_kind kind;
	struct cell *cells;
	size_t count, line_count;
	int height;
	bool keep, full; /* full: a cell for each column */
};

struct pdf_table {
	struct mem *mem, *row_mem; /* of the table; of the rows that wait */
	struct doc_column *columns;
	size_t count;
	int x[TABLE_COLUMNS_MAX + 1], size, line_height;
	const char *title, *owner;
	unsigned listed;
	struct pdf_lines *heads;
	int group_height, head_height; /* head_height: of all that is repeated */
	bool on_page;                  /* its head is on this page */
	int vertical;                  /* from here down the columns have lines to come; NONE */
	struct row *rows;              /* that wait */
	size_t row_count, row_room;
	int rows_height;
};

/* ---- Laying out ----------------------------------------------------------------------- */

static int
lines_height(const struct pdf_table *t, size_t count)
{
	return (int)(count > 0 ? count : 1) * t->line_height + 2 * TABLE_PAD_Y;
}

static void
lay_out_heads(struct pdf *pdf, struct pdf_table *t)
{
	size_t most = 1;
	bool groups = false;

	t->heads = mem_array(t->mem, t->count + 1, sizeof(*t->heads));
	for (size_t i = 0; i < t->count; i++) {
		pdf_wrap(pdf->fonts, t->mem, FACE_STRONG, t->size, t->columns[i].head,
		    t->x[i + 1] - t->x[i] - 2 * TABLE_PAD_X, &t->heads[i]);
		most = t->heads[i].count > most ? t->heads[i].count : most;
		groups = groups || t->columns[i].group != NULL;
	}
	t->group_height = groups ? t->line_height + 2 * TABLE_PAD_Y : 0;
	t->head_height = t->group_height + (int)most * t->line_height + 2 * HEAD_PAD +
	    (t->title[0] != '\0' ? TITLE_LINE : 0) + (t->owner[0] != '\0' ? TITLE_LINE : 0);
}

static void
copy_columns(struct pdf_table *t, const struct doc_table *table)
{
	t->count = table->column_count < TABLE_COLUMNS_MAX ? table->column_count
							   : TABLE_COLUMNS_MAX;
	t->columns = mem_array(t->mem, t->count + 1, sizeof(*t->columns));
	for (size_t i = 0; i < t->count; i++) {
		t->columns[i] = table->columns[i];
		t->columns[i].head = mem_strdup(t->mem, table->columns[i].head);
		if (table->columns[i].group != NULL)
			t->columns[i].group = mem_strdup(t->mem, table->columns[i].group);
	}
}

void
pdf_table_begin(struct pdf *pdf, const struct doc_table *table)
{
	struct mem *mem = mem_new();
	struct pdf_table *t = mem_alloc(mem, sizeof(*t));
	int widths[TABLE_COLUMNS_MAX] = { 0 };

	t->mem = mem;
	t->row_mem = mem_new();
	t->title = mem_strdup(mem, table->title);
	t->owner = mem_strdup(mem, table->owner != NULL ? table->owner : "");
	t->listed = t->owner[0] != '\0' ? table->listed : 0;
	t->vertical = NONE;
	copy_columns(t, table);
	t->size = pdf_widths(pdf, table, widths);
	t->line_height = t->size * 6 / 5;
	t->x[0] = pdf->left;
	for (size_t i = 0; i < t->count; i++)
		t->x[i + 1] = t->x[i] + widths[i];
	lay_out_heads(pdf, t);
	if (table->new_page)
		pdf_new_page(pdf);
	else if (pdf->sheet_rows > 0)
		pdf->y += TITLE_SIZE;
	pdf->table = t;
}

/* The text of a cell is copied: it goes when the call returns. */
static void
lay_out_cell(struct pdf *pdf, struct pdf_table *t, const struct doc_cell *from, size_t column,
    unsigned depth, struct cell *out)
{
	CLEANUP(str_done) struct str value = { 0 };
	size_t last = column + doc_cell_span(from) < t->count ? column + doc_cell_span(from)
							      : t->count;
	int indent = t->columns[column].wraps ? (int)depth * TABLE_INDENT : 0, width;

	doc_cell_put(&value, from, pdf->head.dot_decimals);
	out->band = doc_cell_band(&pdf->head, from);
	out->align = from->kind == DOC_TEXT && from->span > 1 ? DOC_LEFT : t->columns[column].align;
	out->x = t->x[column] + indent + (out->band != NULL ? TABLE_MARK : 0);
	out->width = t->x[last] - out->x;
	width = out->width - 2 * TABLE_PAD_X;
	pdf_wrap(pdf->fonts, t->row_mem, from->strong ? FACE_STRONG : FACE_PLAIN, t->size,
	    mem_strdup(t->row_mem, str_text(&value)), width > t->size ? width : t->size,
	    &out->lines);
}

static void
lay_out_row(struct pdf *pdf, struct pdf_table *t, const struct doc_row *from, struct row *out)
{
	unsigned depth = from->depth;
	size_t column = 0;

	*out = (struct row){ .kind = from->kind, .keep = from->keep_with_next };
	out->cells = mem_array(t->row_mem, from->count + 1, sizeof(*out->cells));
	for (size_t i = 0; i < from->count && column < t->count; i++) {
		struct cell *cell = &out->cells[out->count++];

		lay_out_cell(pdf, t, &from->cells[i], column, depth, cell);
		if (t->columns[column].wraps)
			depth = 0; /* the first text is set in */
		if (cell->lines.count > out->line_count)
			out->line_count = cell->lines.count;
		column += doc_cell_span(&from->cells[i]);
	}
	out->full = out->count == t->count;
	out->height = lines_height(t, out->line_count);
}

/* ---- Drawing -------------------------------------------------------------------------- */

/* The lines between columns, down to `y`. */
static void
close_columns(struct pdf *pdf, struct pdf_table *t, int y)
{
	if (t->vertical != NONE)
		for (size_t i = 0; i <= t->count; i++)
			pdf_draw_rule(&pdf->canvas, t->x[i], t->vertical, t->x[i], y);
	t->vertical = NONE;
}

static void
draw_lines(struct pdf *pdf, const struct pdf_lines *lines, size_t from, size_t to,
    enum doc_align align, int x, int width, int y, int line_height)
{
	for (size_t k = from; k < to && k < lines->count; k++) {
		int free = width - lines->lines[k].width, at = x + TABLE_PAD_X;

		if (align == DOC_RIGHT)
			at = x + free - TABLE_PAD_X;
		else if (align == DOC_CENTRE)
			at = x + free / 2;
		pdf_draw_line(&pdf->canvas, lines, k, INK, at,
		    y + (int)(k - from) * line_height + lines->size * 19 / 20);
	}
}

/* Heads of neighbours that share one over them. */
static void
draw_group(struct pdf *pdf, const struct pdf_table *t, size_t *at, int y)
{
	const char *group = t->columns[*at].group;
	size_t first = *at;

	while (*at < t->count && t->columns[*at].group != NULL &&
	    strcmp(t->columns[*at].group, group) == 0)
		++*at;
	pdf_draw_label(&pdf->canvas, FACE_STRONG, t->size, INK, (t->x[first] + t->x[*at]) / 2,
	    y + TABLE_PAD_Y + t->size * 19 / 20, t->x[*at] - t->x[first], AT_CENTRE, group);
	pdf_draw_rule(&pdf->canvas, t->x[first], y + t->group_height, t->x[*at],
	    y + t->group_height);
	for (size_t i = first + 1; i < *at; i++)
		pdf_draw_rule(&pdf->canvas, t->x[i], y + t->group_height, t->x[i],
		    pdf->y + t->head_height);
}

static void
draw_heads(struct pdf *pdf, const struct pdf_table *t, int y)
{
	struct pdf_canvas *c = &pdf->canvas;
	int bottom = pdf->y + t->head_height;

	pdf_fill(c, SHADE_HEAD, t->x[0], y, t->x[t->count] - t->x[0], bottom - y);
	for (size_t i = 0; i < t->count; i++) {
		int top = y + (t->columns[i].group != NULL ? t->group_height : 0);
		int free = bottom - top - (int)t->heads[i].count * t->line_height;

		draw_lines(pdf, &t->heads[i], 0, t->heads[i].count, DOC_CENTRE, t->x[i],
		    t->x[i + 1] - t->x[i], top + free / 2, t->line_height);
	}
	for (size_t i = 0; i < t->count;)
		if (t->columns[i].group != NULL) {
			size_t first = i;

			draw_group(pdf, t, &i, y);
			pdf_draw_rule(c, t->x[first], y, t->x[first], bottom);
		} else {
			pdf_draw_rule(c, t->x[i], y, t->x[i], bottom);
			i++;
		}
	pdf_draw_rule(c, t->x[t->count], y, t->x[t->count], bottom);
	pdf_draw_rule(c, t->x[0], y, t->x[t->count], y);
	pdf_draw_rule(c, t->x[0], bottom, t->x[t->count], bottom);
}

/* All that is repeated on each page. */
static void
put_head(struct pdf *pdf, struct pdf_table *t)
{
	int y = pdf->y, middle = (pdf->left + pdf->right) / 2;

	if (t->listed > 0)
		pdf_note_title(pdf);
	t->listed = 0;
	if (pdf->canvas.cr != NULL && t->title[0] != '\0')
		pdf_draw_label(&pdf->canvas, FACE_STRONG, TITLE_SIZE - 1000, INK, middle,
		    y + TITLE_SIZE - 1500, pdf->right - pdf->left, AT_CENTRE, t->title);
	y += t->title[0] != '\0' ? TITLE_LINE : 0;
	if (pdf->canvas.cr != NULL && t->owner[0] != '\0')
		pdf_draw_label(&pdf->canvas, FACE_STRONG, TITLE_SIZE, ACCENT, middle,
		    y + TITLE_SIZE - 1500, pdf->right - pdf->left, AT_CENTRE, t->owner);
	y += t->owner[0] != '\0' ? TITLE_LINE : 0;
	if (pdf->canvas.cr != NULL)
		draw_heads(pdf, t, y);
	pdf->y += t->head_height;
	t->on_page = true;
}

static void
draw_mark(struct pdf *pdf, const struct pdf_table *t, const struct cell *cell, int y)
{
	pdf_draw_mark(&pdf->canvas, cell->band->shape, pdf_colour_of(cell->band->colour),
	    cell->x - TABLE_MARK / 2 + TABLE_PAD_X / 2, y + t->line_height / 2, TABLE_MARK * 3 / 4);
}

static void
draw_row(struct pdf *pdf, struct pdf_table *t, const struct row *row, size_t from, size_t to,
    int height)
{
	struct pdf_canvas *c = &pdf->canvas;
	int y = pdf->y, right = t->x[t->count];

	if (row->kind != DOC_ROW)
		pdf_fill(c, row->kind == DOC_ROW_TOTAL ? SHADE_HEAD : SHADE_GROUP, t->x[0], y,
		    right - t->x[0], height);
	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];

		if (cell->band != NULL && from == 0)
			draw_mark(pdf, t, cell, y + TABLE_PAD_Y);
		draw_lines(pdf, &cell->lines, from, to, cell->align, cell->x, cell->width,
		    y + TABLE_PAD_Y, t->line_height);
	}
	if (row->full && t->vertical == NONE)
		t->vertical = y;
	if (!row->full) {
		close_columns(pdf, t, y);
		pdf_draw_rule(c, t->x[0], y, t->x[0], y + height);
		pdf_draw_rule(c, right, y, right, y + height);
		for (size_t i = 1; i < row->count; i++)
			pdf_draw_rule(c, row->cells[i].x, y, row->cells[i].x, y + height);
	}
	pdf_draw_rule(c, t->x[0], y + height, right, y + height);
}

static void
put_row(struct pdf *pdf, struct pdf_table *t, const struct row *row, size_t from, size_t to)
{
	int height = lines_height(t, to - from);

	if (!t->on_page)
		put_head(pdf, t);
	if (pdf->canvas.cr != NULL)
		draw_row(pdf, t, row, from, to, height);
	pdf_take(pdf, height);
}

/* ---- Over pages ------------------------------------------------------------------------- */

void
pdf_table_leave(struct pdf *pdf)
{
	if (pdf->table == NULL)
		return;
	close_columns(pdf, pdf->table, pdf->y);
	pdf->table->on_page = false;
}

static int
with_head(const struct pdf_table *t, int height)
{
	return height + (t->on_page ? 0 : t->head_height);
}

/* A row that is taller than a page, in parts of at least two lines. */
static void
split_row(struct pdf *pdf, struct pdf_table *t, const struct row *row)
{
	size_t from = 0, end = row->line_count > 0 ? row->line_count : 1;

	while (from < end) {
		int room = pdf_room(pdf) - with_head(t, 2 * TABLE_PAD_Y);
		size_t fit = room > 0 ? (size_t)(room / t->line_height) : 0, left = end - from;

		if (fit < 2 && fit < left && pdf->sheet_rows > 0) {
			pdf_new_page(pdf);
			continue;
		}
		if (fit == 0)
			fit = 1;
		put_row(pdf, t, row, from, from + (fit < left ? fit : left));
		from += fit;
	}
}

static void
place_each(struct pdf *pdf, struct pdf_table *t)
{
	int body = pdf->bottom - pdf->top;

	for (size_t i = 0; i < t->row_count; i++) {
		const struct row *row = &t->rows[i];

		if (with_head(t, row->height) > pdf_room(pdf) &&
		    row->height + t->head_height <= body)
			pdf_new_page(pdf);
		if (with_head(t, row->height) <= pdf_room(pdf))
			put_row(pdf, t, row, 0, row->line_count);
		else
			split_row(pdf, t, row);
	}
}

static void
forget_rows(struct pdf_table *t)
{
	for (size_t i = 0; i < t->row_count; i++)
		for (size_t k = 0; k < t->rows[i].count; k++)
			pdf_lines_done(&t->rows[i].cells[k].lines);
	t->rows = NULL;
	t->row_count = t->row_room = 0;
	t->rows_height = 0;
	mem_reset(t->row_mem);
}

static void
place(struct pdf *pdf, struct pdf_table *t)
{
	if (t->row_count == 0)
		return;
	if (t->rows_height + t->head_height > pdf->bottom - pdf->top) {
		place_each(pdf, t);
	} else {
		pdf_need(pdf, with_head(t, t->rows_height));
		for (size_t i = 0; i < t->row_count; i++)
			put_row(pdf, t, &t->rows[i], 0, t->rows[i].line_count);
	}
	forget_rows(t);
}

void
pdf_table_row(struct pdf *pdf, const struct doc_row *row)
{
	struct pdf_table *t = pdf->table;
	const struct row *last = t->row_count > 0 ? &t->rows[t->row_count - 1] : NULL;
	int most = (pdf->bottom - pdf->top) / 2;

	if (last != NULL && ((row->kind != DOC_ROW_TOTAL && !last->keep) || t->rows_height > most))
		place(pdf, t);
	MEM_PUSH(t->row_mem, t->rows, t->row_count, t->row_room);
	lay_out_row(pdf, t, row, &t->rows[t->row_count - 1]);
	t->rows_height += t->rows[t->row_count - 1].height;
}

void
pdf_table_end(struct pdf *pdf)
{
	struct pdf_table *t = pdf->table;
	struct mem *mem = t->mem;
	int last = with_head(t, t->rows_height) + TITLE_SIZE / 2 + NOTE_ROOM;

	if (t->row_count > 0 && pdf->sheet_rows > 0 && last <= pdf->bottom - pdf->top)
		pdf_need(pdf, last); /* a note under it is never alone on its page */
	place(pdf, t);
	if (t->listed > 0) /* it had no rows */
		pdf_note_title(pdf);
	pdf_table_leave(pdf);
	pdf->y += TITLE_SIZE / 2;
	for (size_t i = 0; i < t->count; i++)
		pdf_lines_done(&t->heads[i]);
	forget_rows(t);
	mem_free(t->row_mem);
	pdf->table = NULL;
	mem_free(mem);
}
