#include "cli/table.h"

#include <assert.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { GAP = 2, COLUMNS_MAX = 40 };

void
table_init(struct table *t, struct mem *mem, const struct table_column *columns, size_t count)
{
	assert(count <= COLUMNS_MAX);
	*t = (struct table){ .mem = mem, .columns = columns, .column_count = count };
}

void
table_put_style(struct table *t, const char *text, enum term_style style)
{
	MEM_PUSH(t->mem, t->cells, t->cell_count, t->cell_room);
	t->cells[t->cell_count - 1] = (struct table_cell){ text, style };
}

void
table_put(struct table *t, const char *text)
{
	table_put_style(t, text, STYLE_NONE);
}

static bool
has_heads(const struct table *t)
{
	for (size_t c = 0; c < t->column_count; c++)
		if (t->columns[c].head[0] != '\0')
			return true;
	return false;
}

static void
measure(const struct table *t, size_t widths[COLUMNS_MAX])
{
	assert(t->column_count > 0);
	for (size_t c = 0; c < t->column_count; c++)
		widths[c] = utf8_width(t->columns[c].head);
	for (size_t i = 0; i < t->cell_count; i++) {
		size_t c = i % t->column_count, width = utf8_width(t->cells[i].text);

		if (width > widths[c])
			widths[c] = width;
	}
}

static void
fit(const struct table *t, size_t widths[COLUMNS_MAX], size_t room)
{
	for (;;) {
		size_t total = 0, widest = COLUMNS_MAX;

		for (size_t c = 0; c < t->column_count; c++) {
			total += widths[c] + (c > 0 ? GAP : 0);
			if (t->columns[c].least > 0 && widths[c] > t->columns[c].least &&
			    (widest == COLUMNS_MAX || widths[c] > widths[widest]))
				widest = c;
		}
		if (total <= room || widest == COLUMNS_MAX)
			return;
		widths[widest]--;
	}
}

static void
write_cell(const struct table *t, struct str *out, const struct term *term, size_t column,
    const struct table_cell *cell, size_t width)
{
	CLEANUP(str_done) struct str text = { 0 };
	size_t used;

	term_cut(&text, cell->text, width);
	used = utf8_width(str_text(&text));
	if (t->columns[column].right)
		term_blanks(out, width - used);
	term_put(out, term, cell->style, str_text(&text));
	if (!t->columns[column].right && column + 1 < t->column_count)
		term_blanks(out, width - used);
}

static void
trim_line(struct str *out)
{
	while (out->length > 0 && out->text[out->length - 1] == ' ')
		out->text[--out->length] = '\0';
}

void
table_write(const struct table *t, struct str *out, const struct term *term, size_t indent)
{
	size_t widths[COLUMNS_MAX] = { 0 };

	measure(t, widths);
	fit(t, widths, term->width > indent ? term->width - indent : 0);
	if (has_heads(t)) {
		term_blanks(out, indent);
		for (size_t c = 0; c < t->column_count; c++) {
			struct table_cell head = { t->columns[c].head, STYLE_DIM };

			term_blanks(out, c > 0 ? GAP : 0);
			write_cell(t, out, term, c, &head, widths[c]);
		}
		trim_line(out);
		str_put_char(out, '\n');
	}
	for (size_t i = 0; i < t->cell_count; i++) {
		size_t c = i % t->column_count;

		term_blanks(out, c > 0 ? GAP : indent);
		write_cell(t, out, term, c, &t->cells[i], widths[c]);
		if (c + 1 == t->column_count) {
			trim_line(out);
			str_put_char(out, '\n');
		}
	}
}
