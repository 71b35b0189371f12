#include "report/xlsx_doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/pack.h"
#include "report/doc_cell.h"
#include "report/xlsx_book.h"

enum {
	COLUMNS_MAX = 64,
	RUNS_MAX = 30,       /* of rows that one sum is over: past them it is only its value */
	TABLE_LETTERS = 190, /* what all columns of a table are wide together */
	WIDTH_MIN = 6,
	WIDTH_MAX = 24,    /* that a word may make of a column */
	TEXT_COLUMNS = 12, /* that a paragraph lies over, where no table is */
	LINE_POINTS = 14,
	LINES_MOST = 28,
};

enum colour { COLOUR_HEAD = 0x1f4e79, COLOUR_GROUP = 0xdce6f1, COLOUR_TOTAL = 0xf2f2f2 };

/* Rows that a sum is over. */
struct run {
	unsigned first, last;
};

struct band_column {
	bool used, percent;
	unsigned first, last;
};

struct writing {
	struct mem *mem;
	struct xlsx *x;
	struct doc_head head;
	bool open;           /* a sheet is */
	const char *heading; /* said, and not written yet; "" */
	unsigned widths[COLUMNS_MAX];
	bool wraps[COLUMNS_MAX]; /* else it is as wide as its widest cell */
	size_t columns;
	unsigned row; /* the last that was begun */
	struct run runs[RUNS_MAX + 1];
	size_t run_count; /* RUNS_MAX + 1: too many */
	struct band_column bands[COLUMNS_MAX];
	struct str shown; /* a cell as it is printed */
};

/* ---- Sheets ---------------------------------------------------------------------------- */

static const char *
keep(struct writing *w, const char *text)
{
	return text != NULL ? mem_strdup(w->mem, text) : "";
}

static int
begin(void *context, const struct doc_head *head, struct err *err)
{
	struct writing *w = context;
	struct xlsx_head properties;

	w->head = *head;
	w->head.title = keep(w, head->title);
	w->head.institution = keep(w, head->institution);
	w->head.version = keep(w, head->version);
	w->head.resolution = keep(w, head->resolution);
	w->head.as_of = keep(w, head->as_of);
	w->heading = "";
	properties = (struct xlsx_head){ w->head.title, w->head.institution, w->head.as_of };
	return xlsx_begin(w->mem, &properties, &w->x, err);
}

static void
put_line(struct writing *w, const char *text, const struct xlsx_style *style, unsigned height)
{
	if (text == NULL || text[0] == '\0')
		return;
	w->row = xlsx_row(w->x, height, false);
	xlsx_text(w->x, 0, xlsx_style(w->x, style), text);
}

/* Whose, which, of when: over each sheet, as over each page. */
static void
open_sheet(struct writing *w, const char *name)
{
	CLEANUP(str_done) struct str line = { 0 };

	xlsx_sheet(w->x, name);
	w->open = true;
	put_line(w, w->head.institution, &(struct xlsx_style){ .bold = true }, 0);
	put_line(w, w->head.title, &(struct xlsx_style){ .bold = true, .size = 14 }, 20);
	str_put(&line, w->head.version);
	if (w->head.resolution[0] != '\0')
		str_printf(&line, " · %s", w->head.resolution);
	str_put(&line, line.length > 0 ? " · al " : "Al ");
	doc_date_put(&line, w->head.as_of);
	put_line(w, str_text(&line), &(struct xlsx_style){ .italic = true }, 0);
}

static void
need_sheet(struct writing *w)
{
	if (!w->open)
		open_sheet(w, "Portada");
}

static void
put_heading(struct writing *w)
{
	put_line(w, w->heading, &(struct xlsx_style){ .bold = true, .size = 12 }, 18);
	w->heading = "";
}

/* ---- Texts ------------------------------------------------------------------------------- */

static int
say_heading(void *context, unsigned level, const char *text, struct err *err)
{
	struct writing *w = context;

	(void)level;
	(void)err;
	w->heading = keep(w, text);
	return YUP_OK;
}

static int
say_text(void *context, enum doc_text_style style, const char *text, struct err *err)
{
	struct writing *w = context;
	size_t lines = utf8_width(text) / 120 + 1;

	(void)err;
	need_sheet(w);
	put_heading(w);
	w->row = xlsx_row(w->x, (unsigned)(lines < LINES_MOST ? lines : LINES_MOST) * LINE_POINTS,
	    false);
	xlsx_wide(w->x, 0, (unsigned)(w->columns > 1 ? w->columns : TEXT_COLUMNS) - 1,
	    xlsx_style(w->x, &(struct xlsx_style){ .wrap = true, .italic = style != DOC_BODY }),
	    text);
	return YUP_OK;
}

static int
say_pairs(void *context, const struct doc_pair *pairs, size_t count, struct err *err)
{
	struct writing *w = context;
	unsigned name, value;

	(void)err;
	need_sheet(w);
	put_heading(w);
	name = xlsx_style(w->x, &(struct xlsx_style){ .bold = true });
	value = xlsx_style(w->x, &(struct xlsx_style){ 0 });
	for (size_t i = 0; i < count; i++) {
		w->row = xlsx_row(w->x, 0, false);
		xlsx_text(w->x, 0, name, pairs[i].name);
		xlsx_text(w->x, 3, value, pairs[i].value);
	}
	return YUP_OK;
}

static int
say_organisation(void *context, const struct doc_box *boxes, size_t count, struct err *err)
{
	enum { DEPTH_MAX = 10 };
	struct writing *w = context;
	uint8_t *depth = mem_array(w->mem, count + 1, 1);

	(void)err;
	need_sheet(w);
	put_heading(w);
	for (size_t i = 0; i < count; i++) {
		if (boxes[i].parent < i && depth[boxes[i].parent] < DEPTH_MAX)
			depth[i] = (uint8_t)(depth[boxes[i].parent] + 1);
		w->row = xlsx_row(w->x, 0, false);
		xlsx_text(w->x, 0,
		    xlsx_style(w->x,
			&(struct xlsx_style){ .indent = depth[i], .bold = depth[i] == 0 }),
		    mem_printf(w->mem, "%s · %s", boxes[i].acronym, boxes[i].name));
	}
	return YUP_OK;
}

static int
say_signatures(void *context, const struct doc_signature *list, size_t count, struct err *err)
{
	struct writing *w = context;
	unsigned plain;

	(void)err;
	need_sheet(w);
	put_heading(w);
	plain = xlsx_style(w->x, &(struct xlsx_style){ 0 });
	for (size_t i = 0; i < count; i++) {
		w->row = xlsx_row(w->x, 40, false);
		xlsx_text(w->x, 0, plain, list[i].act);
		xlsx_text(w->x, 3, plain, mem_printf(w->mem, "%s\n%s", list[i].name, list[i].post));
	}
	return YUP_OK;
}

/* ---- Tables --------------------------------------------------------------------------------- */

static unsigned
head_style(struct writing *w)
{
	return xlsx_style(w->x,
	    &(struct xlsx_style){ .bold = true,
		.white = true,
		.wrap = true,
		.border = true,
		.align = XLSX_ALIGN_CENTRE,
		.fill = COLOUR_HEAD });
}

static bool
same_group(const struct doc_column *a, const struct doc_column *b)
{
	return a->group != NULL && b->group != NULL && strcmp(a->group, b->group) == 0;
}

/* Over neighbours, what they are together; false: nobody has such a head. */
static bool
put_groups(struct writing *w, const struct doc_table *table)
{
	unsigned head = head_style(w);
	bool any = false;

	for (size_t i = 0; i < table->column_count; i++)
		any = any || table->columns[i].group != NULL;
	if (!any)
		return false;
	w->row = xlsx_row(w->x, 0, false);
	for (unsigned i = 0, to; i < w->columns; i = to + 1) {
		const char *text = table->columns[i].group;

		for (to = i; to + 1 < w->columns &&
		     same_group(&table->columns[i], &table->columns[to + 1]);)
			to++;
		xlsx_wide(w->x, i, to, head, text != NULL ? text : "");
	}
	return true;
}

/* Columns whose words do not wrap grow with them. */
static void
note_width(struct writing *w, const char *text, unsigned column)
{
	size_t width = utf8_width(text) + 1;

	if (!w->wraps[column] && width < WIDTH_MAX && width > w->widths[column])
		w->widths[column] = (unsigned)width;
}

static void
put_widths(struct writing *w, const struct doc_table *table)
{
	uint64_t all = 0;

	for (size_t i = 0; i < w->columns; i++)
		all += table->columns[i].width;
	for (unsigned i = 0; i < w->columns; i++) {
		uint64_t width = all > 0 ? table->columns[i].width * (uint64_t)TABLE_LETTERS / all
					 : WIDTH_MIN;

		w->widths[i] = width > WIDTH_MIN ? (unsigned)width : WIDTH_MIN;
		w->wraps[i] = table->columns[i].wraps;
		note_width(w, table->columns[i].head, i);
	}
}

static int
begin_table(void *context, const struct doc_table *table, struct err *err)
{
	struct writing *w = context;
	unsigned first;

	(void)err;
	w->columns = table->column_count < COLUMNS_MAX ? table->column_count : COLUMNS_MAX;
	w->run_count = 0;
	memset(w->bands, 0, sizeof(w->bands));
	open_sheet(w, table->name);
	put_widths(w, table);
	put_heading(w);
	put_line(w, table->title, &(struct xlsx_style){ .bold = true, .size = 12 }, 18);
	put_line(w, table->owner, &(struct xlsx_style){ .bold = true }, 0);
	first = put_groups(w, table) ? w->row : w->row + 1;
	w->row = xlsx_row(w->x, 30, false);
	for (unsigned i = 0; i < w->columns; i++)
		xlsx_text(w->x, i, head_style(w), table->columns[i].head);
	xlsx_freeze(w->x, w->row + 1, 0);
	xlsx_print(w->x, first, w->row);
	return YUP_OK;
}

/* ---- Cells -------------------------------------------------------------------------------------- */

static const struct doc_cell *
next_cell(const struct doc_row *row, size_t *i, size_t *column)
{
	const struct doc_cell *cell = &row->cells[(*i)++];

	*column += cell->span > 1 ? cell->span : 1;
	return cell;
}

/* How a value is shown, and at which scale it is written. */
static unsigned
format_of(const struct doc_cell *cell, struct xlsx_style *style, int64_t *value)
{
	unsigned needed = 0;

	*value = cell->number;
	switch (cell->kind) {
	case DOC_COUNT:
		style->format = XLSX_NUMBER;
		return 0;
	case DOC_MONEY:
		style->format = XLSX_NUMBER;
		style->decimals = 2;
		return 2;
	case DOC_RATIO:
	case DOC_SHARE:
		style->format = cell->kind == DOC_RATIO ? XLSX_PERCENT : XLSX_NUMBER;
		style->decimals = cell->decimals;
		if (*value != NUM_ABSENT)
			*value = ratio_round(*value, cell->decimals);
		return cell->decimals + (cell->kind == DOC_RATIO ? 2u : 0u);
	default:
		break;
	}
	for (int64_t unit = E4; *value != NUM_ABSENT && unit > 1 && *value % unit != 0; unit /= 10)
		needed++;
	style->format = cell->kind == DOC_PERCENT ? XLSX_PERCENT : XLSX_NUMBER;
	style->decimals = (uint8_t)(needed > cell->decimals ? needed : cell->decimals);
	return cell->kind == DOC_PERCENT ? 6 : 4;
}

/* The formula of a sum; NULL: its value says it. */
static const char *
formula_of(struct writing *w, const struct doc_cell *cell, unsigned column)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (cell->sum == DOC_SUM_ROW && cell->sum_count > 0 && cell->sum_count <= column)
		return mem_printf(w->mem, "=SUM(%s:%s)",
		    xlsx_place(w->mem, w->row, column - cell->sum_count),
		    xlsx_place(w->mem, w->row, column - 1));
	if (cell->sum != DOC_SUM_LINES || w->run_count == 0 || w->run_count > RUNS_MAX)
		return NULL;
	for (size_t i = 0; i < w->run_count; i++)
		str_printf(&s, "%s%s:%s", i > 0 ? "," : "=SUM(",
		    xlsx_place(w->mem, w->runs[i].first, column),
		    xlsx_place(w->mem, w->runs[i].last, column));
	str_put_char(&s, ')');
	return mem_strdup(w->mem, str_text(&s));
}

static void
note_band(struct writing *w, const struct doc_cell *cell, size_t column)
{
	struct band_column *band = &w->bands[column];

	if (cell->band == NULL || cell->number == NUM_ABSENT || cell->kind == DOC_TEXT)
		return;
	if (!band->used)
		band->first = w->row;
	band->used = true;
	band->percent = cell->kind == DOC_RATIO || cell->kind == DOC_PERCENT;
	band->last = w->row;
}

static void
put_cell(struct writing *w, const struct doc_cell *cell, unsigned column, unsigned last,
    struct xlsx_style style)
{
	const char *formula = formula_of(w, cell, column);
	int64_t value;
	unsigned scale;

	style.bold = style.bold || cell->strong;
	if (column == last) {
		str_clear(&w->shown);
		doc_cell_put(&w->shown, cell, w->head.dot_decimals);
		note_width(w, str_text(&w->shown), column);
	}
	switch (cell->kind) {
	case DOC_BLANK:
	case DOC_TEXT:
		xlsx_wide(w->x, column, last, xlsx_style(w->x, &style),
		    cell->kind == DOC_TEXT && cell->text != NULL ? cell->text : "");
		return;
	case DOC_DATE:
		style.format = XLSX_DAY;
		xlsx_day(w->x, column, xlsx_style(w->x, &style),
		    cell->text != NULL ? cell->text : "");
		return;
	default:
		break;
	}
	scale = format_of(cell, &style, &value);
	style.align = XLSX_ALIGN_RIGHT;
	note_band(w, cell, column);
	if (formula != NULL && value != NUM_ABSENT)
		xlsx_formula(w->x, column, xlsx_style(w->x, &style), formula, value, scale);
	else
		xlsx_number(w->x, column, xlsx_style(w->x, &style), value, scale);
}

/* ---- Rows ------------------------------------------------------------------------------------------ */

static unsigned
height_of(const struct writing *w, const struct doc_row *row)
{
	size_t column = 0, most = 1;

	for (size_t i = 0; i < row->count;) {
		size_t from = column, width = 0, lines;
		const struct doc_cell *cell = next_cell(row, &i, &column);

		for (size_t k = from; k < column && k < w->columns; k++)
			width += w->widths[k];
		if (cell->kind != DOC_TEXT || cell->text == NULL || width < 2)
			continue;
		lines = utf8_width(cell->text) / (width - 1) + 1;
		most = lines > most ? lines : most;
	}
	return (unsigned)(most < LINES_MOST ? most : LINES_MOST) * LINE_POINTS + 2;
}

/* Plain rows are what a total below them adds up. */
static void
note_row(struct writing *w, enum doc_row_kind kind)
{
	struct run *last = w->run_count > 0 && w->run_count <= RUNS_MAX ? &w->runs[w->run_count - 1]
									: NULL;

	if (kind == DOC_ROW_GROUP || kind == DOC_ROW_TOTAL) {
		w->run_count = 0;
		return;
	}
	if (kind != DOC_ROW || w->run_count > RUNS_MAX)
		return;
	if (last != NULL && last->last + 1 == w->row)
		last->last = w->row;
	else
		w->runs[w->run_count++] = (struct run){ w->row, w->row };
}

static int
put_row(void *context, const struct doc_row *row, struct err *err)
{
	struct writing *w = context;
	struct xlsx_style style = { .wrap = true, .border = true };
	size_t column = 0;

	(void)err;
	if (row->kind == DOC_ROW_GROUP)
		style.fill = COLOUR_GROUP;
	if (row->kind == DOC_ROW_TOTAL)
		style.fill = COLOUR_TOTAL;
	style.bold = row->kind != DOC_ROW;
	w->row = xlsx_row(w->x, height_of(w, row), false);
	for (size_t i = 0; i < row->count;) {
		struct xlsx_style own = style;
		size_t from = column;
		const struct doc_cell *cell = next_cell(row, &i, &column);

		if (from >= w->columns)
			break;
		if (from == 0 && row->depth > 0)
			own.indent = (uint8_t)(row->depth < 15 ? row->depth : 15);
		put_cell(w, cell, (unsigned)from,
		    (unsigned)(column < w->columns ? column : w->columns) - 1, own);
	}
	note_row(w, row->kind);
	return YUP_OK;
}

/* "#d7191c" */
static uint32_t
colour_of(const char *text)
{
	return (uint32_t)strtoul(text[0] == '#' ? text + 1 : text, NULL, 16);
}

static int
end_table(void *context, struct err *err)
{
	struct writing *w = context;
	unsigned plain = xlsx_style(w->x, &(struct xlsx_style){ 0 });

	(void)err;
	for (unsigned c = 0; c < w->columns; c++)
		for (size_t b = 0; w->bands[c].used && b < w->head.band_count; b++) {
			struct xlsx_area area = { c, w->bands[c].first, w->bands[c].last };
			bool last = b + 1 == w->head.band_count;
			struct xlsx_band band = {
				.least = b == 0 ? -100 * E4 : w->head.bands[b].from_e4,
				.below = last ? 0 : w->head.bands[b + 1].from_e4,
				.open = last,
				.scale = w->bands[c].percent ? 6 : 4,
				.fill = colour_of(w->head.bands[b].colour),
			};

			xlsx_band(w->x, &area, &band);
		}
	for (unsigned c = 0; c < w->columns; c++)
		xlsx_column(w->x, c, w->widths[c], plain, false);
	return YUP_OK;
}

/* ---- All of it ---------------------------------------------------------------------------------------- */

static int
write_all(struct writing *w, doc_say_fn say, const void *document, struct str *out, struct err *err)
{
	const struct doc_writer writer = {
		.context = w,
		.begin = begin,
		.cover = say_pairs,
		.heading = say_heading,
		.text = say_text,
		.pairs = say_pairs,
		.organisation = say_organisation,
		.table = begin_table,
		.row = put_row,
		.table_end = end_table,
		.signatures = say_signatures,
	};
	int rc = say(document, &writer, err);

	if (rc == YUP_OK && w->x != NULL)
		rc = xlsx_end(&w->x, out, err);
	xlsx_done(&w->x);
	str_done(&w->shown);
	return rc;
}

int
xlsx_doc_write(struct mem *mem, doc_say_fn say, const void *document, json_write_fn write,
    void *context, struct err *err)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct writing w = { .mem = mem };
	int rc = write_all(&w, say, document, &out, err);

	if (rc == YUP_OK && write(context, out.text, out.length) < 0)
		rc = err_refuse(err, YUP_EIO, "output_failed", "the output could not be written");
	return rc;
}
