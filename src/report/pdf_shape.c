/*
 * pdf_shape.c - how wide the columns of a table are: see pdf_flow.h.
 *
 * What does not wrap is as wide as its widest value, what wraps shares the rest, and the
 * letters are as large as that leaves room for.  Tables with the same columns look the same
 * all through a document, as long as all of them can be read so.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "report/doc_cell.h"
#include "report/pdf_flow.h"
#include "report/pdf_table.h"

enum {
	WORD_MAX = 14 * PDF_EM / 2, /* a longer word may break */
	SIZE_STEP = 300,
	WRAPPED_PART = 40, /* per cent of the page that texts want */
};

/* ---- Hearing ------------------------------------------------------------------------ */

static const char *
key_of(struct mem *mem, const struct doc_table *table)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < table->column_count; i++)
		str_printf(&s, "%s\t%u%d\n", table->columns[i].head, table->columns[i].width,
		    table->columns[i].wraps);
	return mem_strdup(mem, str_text(&s));
}

static void
hear(int *need, int width)
{
	if (width > *need)
		*need = width;
}

static struct pdf_shape
new_shape(struct pdf *pdf, const struct doc_table *table)
{
	struct pdf_shape shape = { .count = table->column_count };

	shape.need = mem_array(pdf->mem, shape.count + 1, sizeof(*shape.need));
	for (size_t i = 0; i < shape.count; i++)
		hear(&shape.need[i],
		    pdf_longest_word(pdf->fonts, FACE_STRONG, table->columns[i].head));
	return shape;
}

/* The one of all tables with these columns; its place, or MAP_NONE. */
static uint32_t
shared_place(const struct pdf *pdf, const struct doc_table *table)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	return map_get(&pdf->shared_of, key_of(mem, table));
}

void
pdf_hear_table(struct pdf *pdf, const struct doc_table *table)
{
	uint32_t place = shared_place(pdf, table);

	if (place == MAP_NONE) {
		place = (uint32_t)pdf->shared_count;
		MEM_PUSH(pdf->mem, pdf->shared, pdf->shared_count, pdf->shared_room);
		pdf->shared[place] = new_shape(pdf, table);
		map_set(&pdf->shared_of, key_of(pdf->mem, table), place);
	}
	MEM_PUSH(pdf->mem, pdf->own, pdf->own_count, pdf->own_room);
	pdf->own[pdf->own_count - 1] = new_shape(pdf, table);
	pdf->heard = (struct pdf_heard){ pdf->own[pdf->own_count - 1].need, pdf->shared[place].need,
		table->column_count, 0 };
	for (size_t i = 0; i < table->column_count && i < TABLE_COLUMNS_MAX; i++)
		if (table->columns[i].wraps)
			pdf->heard.wraps |= UINT64_C(1) << i;
}

void
pdf_hear_row(struct pdf *pdf, const struct doc_row *row)
{
	CLEANUP(str_done) struct str value = { 0 };
	size_t column = 0;

	for (size_t i = 0; i < row->count && column < pdf->heard.count; i++) {
		const struct doc_cell *cell = &row->cells[i];
		enum pdf_face face = cell->strong ? FACE_STRONG : FACE_PLAIN;
		size_t span = doc_cell_span(cell);
		int width;

		if (span == 1 && cell->kind != DOC_BLANK) {
			str_clear(&value);
			doc_cell_put(&value, cell, pdf->head.dot_decimals);
			if (pdf->heard.wraps >> column & 1) {
				width = pdf_longest_word(pdf->fonts, face, str_text(&value));
				width = width < WORD_MAX ? width : WORD_MAX;
			} else {
				width = pdf_width(pdf->fonts, face, PDF_EM, str_text(&value));
			}
			hear(&pdf->heard.own[column], width);
			hear(&pdf->heard.shared[column], width);
		}
		column += span;
	}
}

/* ---- Sharing out -------------------------------------------------------------------- */

static int
least_width(const struct pdf_shape *shape, size_t i, int size)
{
	return (int)((int64_t)shape->need[i] * size / PDF_EM) + 2 * TABLE_PAD_X + 400;
}

/* What columns that do not wrap take, and what those that do take at least. */
static void
sum_up(const struct pdf_shape *shape, const struct doc_table *table, int size, int *out_fixed,
    int *out_least)
{
	*out_fixed = *out_least = 0;
	for (size_t i = 0; i < shape->count; i++)
		*(table->columns[i].wraps ? out_least : out_fixed) += least_width(shape, i, size);
}

static bool
is_roomy(const struct pdf_shape *shape, const struct doc_table *table, int size, int page)
{
	bool any = false;
	int fixed, least;

	for (size_t i = 0; i < shape->count; i++)
		any = any || table->columns[i].wraps;
	sum_up(shape, table, size, &fixed, &least);
	return fixed + least <= page &&
	    (!any || page - fixed >= (int)((int64_t)page * WRAPPED_PART / 100));
}

static unsigned
part_of(const struct doc_column *column)
{
	return column->width > 0 ? column->width : 1;
}

/* Those that wrap share `rest` by their parts, none below its longest word where there is room. */
static void
share_out(const struct pdf_shape *shape, const struct doc_table *table, int size, int rest,
    int *widths)
{
	unsigned parts = 0;
	bool again = true;

	for (size_t i = 0; i < shape->count; i++)
		if (table->columns[i].wraps) {
			parts += part_of(&table->columns[i]);
			widths[i] = 0;
		}
	while (again) {
		again = false;
		for (size_t i = 0; i < shape->count; i++) {
			int least = least_width(shape, i, size);
			unsigned part = part_of(&table->columns[i]);

			if (!table->columns[i].wraps || widths[i] != 0 || parts == part ||
			    (int64_t)rest * part / parts >= least)
				continue;
			widths[i] = least;
			rest -= least;
			parts -= part;
			again = true;
		}
	}
	for (size_t i = 0; i < shape->count; i++)
		if (table->columns[i].wraps && widths[i] == 0)
			widths[i] = (int)((int64_t)rest * part_of(&table->columns[i]) / parts);
}

/* The same, the months as wide as each other. */
static struct pdf_shape
evened(struct mem *mem, const struct pdf_shape *shape, const struct doc_table *table)
{
	struct pdf_shape even = { .count = shape->count };

	even.need = mem_array(mem, shape->count + 1, sizeof(*even.need));
	for (size_t i = 0; i < shape->count; i++)
		for (size_t k = 0; k < shape->count; k++) {
			const char *group = table->columns[i].group;

			if (k == i ||
			    (group != NULL && table->columns[k].group != NULL &&
				strcmp(group, table->columns[k].group) == 0))
				hear(&even.need[i], shape->need[k]);
		}
	return even;
}

/* The first that can be read well; else the last. */
static struct pdf_shape
choose_shape(struct pdf *pdf, struct mem *mem, const struct doc_table *table, int page)
{
	const struct pdf_shape own = pdf->own[pdf->own_at++];
	const struct pdf_shape tried[] = {
		evened(mem, &pdf->shared[shared_place(pdf, table)], table),
		evened(mem, &own, table), /* one with long values does not make all small */
	};

	for (size_t i = 0; i < sizeof(tried) / sizeof(tried[0]); i++)
		if (is_roomy(&tried[i], table, TABLE_SIZE_GOOD, page))
			return tried[i];
	return own;
}

int
pdf_widths(struct pdf *pdf, const struct doc_table *table, int *widths)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int page = pdf->right - pdf->left, size = TABLE_SIZE, fixed, least;
	const struct pdf_shape shape = choose_shape(pdf, mem, table, page);

	while (size > TABLE_SIZE_LEAST && !is_roomy(&shape, table, size, page))
		size -= SIZE_STEP;
	sum_up(&shape, table, size, &fixed, &least);
	for (size_t i = 0; i < shape.count; i++)
		widths[i] = least_width(&shape, i, size);
	if (fixed + least > page) /* nothing fits: all a little too narrow, and what must, breaks */
		for (size_t i = 0; i < shape.count; i++)
			widths[i] = (int)((int64_t)widths[i] * page / (fixed + least));
	else if (least > 0)
		share_out(&shape, table, size, page - fixed, widths);
	return size;
}
