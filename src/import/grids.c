#include "import/grids.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "import/csv.h"
#include "import/number_cells.h"
#include "import/workbook.h"

enum { TEXT_LOOK = 512 * 1024, DECIMALS_KEPT = 4, ERROR_SHOWN = 40 };

struct gathering {
	struct mem *mem;
	struct import_result *result;
	struct grids out;
	struct grid *grid;
	size_t line_room, cells;
	char **numbers; /* written with a point until the decimals are known */
	size_t number_count, number_room;
	struct sheet texts; /* lines of texts only: they tell the decimals */
	size_t text_room;
	struct str words;
	size_t hidden_rows, uncached, wide;
};

/* ---- Cells ------------------------------------------------------------------- */

/* "33.33333" is "33.3333": to the decimals kept, half away from zero. */
static char *
to_four_decimals(struct mem *mem, const char *plain)
{
	bool negative = plain[0] == '-', up;
	char *room = mem_alloc(mem, strlen(plain) + 3),
	     *begin = room + 2; /* a sign, a figure more */
	char *point, *end, *p;

	memcpy(begin, plain + negative, strlen(plain + negative) + 1);
	point = strchr(begin, '.');
	end = begin + strcspn(begin, "%");
	if (point != NULL && end - point > DECIMALS_KEPT + 1) {
		p = point + DECIMALS_KEPT + 1;
		up = *p >= '5';
		memmove(p, end, strlen(end) + 1);
		while (up && p > room + 2) {
			if (*--p == '.')
				continue;
			up = *p == '9';
			*p = (char)(up ? '0' : *p + 1);
		}
		if (up)
			*--begin = '1';
	}
	if (negative)
		*--begin = '-';
	return begin;
}

/* "12.5" of money is "12.50": as many decimals as it shows, two at most. */
static char *
pad_decimals(struct mem *mem, char *number, unsigned decimals)
{
	const char *point = strchr(number, '.');
	size_t has = point != NULL ? strlen(point + 1) : 0;

	if (decimals > 2)
		decimals = 2;
	if (has >= decimals)
		return number;
	return mem_printf(mem, "%s%s%.*s", number, point != NULL ? "" : ".", (int)(decimals - has),
	    "00");
}

static char *
number_cell(struct gathering *g, const struct workbook_cell *cell)
{
	char *text = to_four_decimals(g->mem, cell->text);

	if (cell->format == WORKBOOK_MONEY || cell->format == WORKBOOK_DECIMALS)
		text = pad_decimals(g->mem, text, cell->decimals);
	MEM_PUSH(g->mem, g->numbers, g->number_count, g->number_room);
	g->numbers[g->number_count - 1] = text;
	return text;
}

/* On one line, without the blanks around. */
static char *
text_cell(struct gathering *g, const char *text)
{
	char *out = mem_strdup(g->mem, text), *end;

	for (char *p = out; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	out += strspn(out, " ");
	for (end = out + strlen(out); end > out && end[-1] == ' ';)
		*--end = '\0';
	if (g->words.length < TEXT_LOOK) {
		str_put(&g->words, out);
		str_put_char(&g->words, '\n');
	}
	return out;
}

/* "2026-01-31" as it is read in a form: "31/01/2026". */
static char *
date_cell(struct gathering *g, const char *iso)
{
	if (strlen(iso) < 10 || iso[4] != '-' || iso[7] != '-')
		return mem_strdup(g->mem, iso);
	return mem_printf(g->mem, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

static char *
cell_text(struct gathering *g, const struct workbook_cell *cell, uint32_t line)
{
	switch (cell->kind) {
	case WORKBOOK_TEXT:
		return text_cell(g, cell->text);
	case WORKBOOK_NUMBER:
		return number_cell(g, cell);
	case WORKBOOK_DATE:
		return date_cell(g, cell->text);
	case WORKBOOK_BOOLEAN:
		return mem_strdup(g->mem, cell->text);
	case WORKBOOK_ERROR:
		if (strcmp(cell->text, "formula_uncached") == 0)
			g->uncached++;
		else
			import_issue_add(g->mem, g->result, ISSUE_CELL_ERROR, line,
			    mem_strndup(g->mem, cell->text, utf8_prefix(cell->text, ERROR_SHOWN)));
		return mem_strdup(g->mem, "");
	default:
		return mem_strdup(g->mem, "");
	}
}

/* ---- Lines ---------------------------------------------------------------------- */

static void
measure_line(struct sheet_line *line)
{
	line->first = line->count;
	line->used = 0;
	for (uint16_t i = 0; i < line->count; i++) {
		if (line->cells[i][0] == '\0')
			continue;
		if (line->first == line->count)
			line->first = i;
		line->used = (uint16_t)(i + 1);
	}
}

static void
keep_line(struct gathering *g, struct sheet_line line)
{
	measure_line(&line);
	if (line.used == 0)
		return;
	MEM_PUSH(g->mem, g->grid->sheet.lines, g->grid->sheet.count, g->line_room);
	g->grid->sheet.lines[g->grid->sheet.count - 1] = line;
}

/* The texts of a row, for number_style_of(), which leaves the first cell out. */
static void
keep_texts(struct gathering *g, char **texts, uint16_t count)
{
	struct sheet_line line = { .cells = texts, .count = count, .used = count };

	if (count < 2)
		return;
	MEM_PUSH(g->mem, g->texts.lines, g->texts.count, g->text_room);
	g->texts.lines[g->texts.count - 1] = line;
}

static int
take_row(void *context, const struct workbook_row *row, struct err *err)
{
	struct gathering *g = context;
	struct sheet_line line = { .number = g->grid->before + row->number };
	uint16_t count = 0, text_count = 1;
	char **texts;

	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column < SHEET_CELLS_MAX)
			count = (uint16_t)(row->cells[i].column + 1);
		else
			g->wide++;
	if (count == 0)
		return YUP_OK;
	g->cells += count;
	if (row->number > GRID_ROWS_MAX || g->cells > GRID_CELLS_MAX)
		return err_refuse(err, YUP_ELIMIT, "workbook_large", "%s", g->grid->name);
	g->hidden_rows += row->hidden;
	line.cells = mem_array(g->mem, count, sizeof(*line.cells));
	line.count = count;
	texts = mem_array(g->mem, row->count + 1, sizeof(*texts));
	texts[0] = mem_strdup(g->mem, "");
	for (size_t i = 0; i < row->count && row->cells[i].column < count; i++) {
		char *text = cell_text(g, &row->cells[i], line.number);

		line.cells[row->cells[i].column] = text;
		if (row->cells[i].kind == WORKBOOK_TEXT && cell_is_numeric(text))
			texts[text_count++] = text;
	}
	for (uint16_t i = 0; i < count; i++)
		if (line.cells[i] == NULL)
			line.cells[i] = texts[0];
	keep_line(g, line);
	keep_texts(g, texts, text_count);
	return YUP_OK;
}

/* ---- Sheets ----------------------------------------------------------------------- */

/* The first line a sheet's rows come after: a round number past those before it. */
static uint32_t
begin_after(const struct gathering *g)
{
	const struct grid *last = g->out.count > 1 ? &g->out.items[g->out.count - 2] : NULL;

	if (last == NULL)
		return 0;
	return (last->sheet.last_line / GRID_STEP + 1) * GRID_STEP;
}

static void
tell_sheet(struct gathering *g, const struct grid *grid)
{
	const struct {
		size_t count;
		enum import_issue_kind kind;
	} NOTES[] = { { g->hidden_rows, ISSUE_HIDDEN_ROWS }, { g->uncached, ISSUE_UNCACHED },
		{ g->wide, ISSUE_WIDE } };

	for (size_t i = 0; i < sizeof(NOTES) / sizeof(NOTES[0]); i++)
		if (NOTES[i].count > 0)
			import_issue_add(g->mem, g->result, NOTES[i].kind, grid->before + 1,
			    mem_printf(g->mem, "%s: %zu", grid->name, NOTES[i].count));
	g->hidden_rows = g->uncached = g->wide = 0;
}

static int
take_sheet(struct gathering *g, struct workbook *book, const struct workbook_sheet *sheet,
    size_t index, struct err *err)
{
	int rc;

	if (sheet->hidden) {
		import_issue_add(g->mem, g->result, ISSUE_HIDDEN_SHEET, 0, sheet->name);
		return YUP_OK;
	}
	g->grid = &g->out.items[g->out.count++];
	g->grid->name = sheet->name;
	g->grid->before = begin_after(g);
	g->line_room = 0;
	rc = workbook_read_sheet(book, index, take_row, g, err);
	if (rc < 0)
		return rc;
	g->grid->sheet.last_line = g->grid->sheet.count > 0
	    ? g->grid->sheet.lines[g->grid->sheet.count - 1].number
	    : g->grid->before;
	tell_sheet(g, g->grid);
	if (g->grid->sheet.count == 0)
		g->out.count--;
	return YUP_OK;
}

/* Numbers get the sign that the texts have. */
static void
settle_style(struct gathering *g, enum num_style usual)
{
	g->out.style = number_style_of(&g->texts, usual);
	if (g->out.style != NUM_COMMA_DECIMAL)
		return;
	for (size_t i = 0; i < g->number_count; i++) {
		char *point = strchr(g->numbers[i], '.');

		if (point != NULL)
			*point = ',';
	}
}

static int
take_book(struct gathering *g, struct workbook *book, struct err *err)
{
	size_t count = 0;
	const struct workbook_sheet *sheets = workbook_sheets(book, &count);
	int rc = YUP_OK;

	g->out.items = mem_array(g->mem, count + 1, sizeof(*g->out.items));
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = take_sheet(g, book, &sheets[i], i, err);
	if (rc == YUP_OK && g->out.count == 0)
		rc = err_refuse(err, YUP_EINVALID, "workbook_empty", "no cells");
	return rc;
}

int
grids_of_workbook(struct mem *mem, const char *bytes, size_t length, enum num_style usual,
    struct import_result *result, struct grids *out, struct err *err)
{
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct gathering g = { .mem = mem, .result = result };
	int rc = workbook_open(mem, bytes, length, &book, err);

	if (rc == YUP_OK)
		rc = take_book(&g, book, err);
	if (rc == YUP_OK) {
		settle_style(&g, usual);
		g.out.text_length = g.words.length;
		g.out.text = mem_strdup(mem, str_text(&g.words));
		*out = g.out;
	}
	str_done(&g.words);
	return rc;
}

/* ---- Tables with separators ---------------------------------------------------------- */

enum { LINES_LOOKED = 5 };

bool
grids_maybe_csv(const char *text)
{
	static const char SEPARATORS[] = ";,";

	for (const char *s = SEPARATORS; *s != '\0'; s++) {
		size_t lines = 0, with = 0;

		for (const char *p = text; *p != '\0' && lines < LINES_LOOKED;) {
			size_t n = strcspn(p, "\n");

			lines += n > 1;
			with += memchr(p, *s, n) != NULL;
			p += n;
			p += *p == '\n';
		}
		if (with > 1 && with * 2 > lines)
			return true;
	}
	return false;
}

/* Lines above the table that have no separator: a title, the institution.  How many, and where it begins. */
static char *
take_lines_above(struct gathering *g, char *text, uint32_t *out_count)
{
	*out_count = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		struct sheet_line line = { .number = *out_count + 1, .count = 1 };

		if (memchr(text, ';', n) != NULL || memchr(text, ',', n) != NULL)
			break;
		line.cells = mem_array(g->mem, 1, sizeof(*line.cells));
		line.cells[0] = text_cell(g, mem_strndup(g->mem, text, n));
		keep_line(g, line);
		(*out_count)++;
		text += n;
		text += *text == '\n';
	}
	return text;
}

static void
take_csv_row(struct gathering *g, const struct csv_row *row, uint32_t above)
{
	struct sheet_line line = { .number = row->line + above, .count = (uint16_t)row->count };

	line.cells = mem_array(g->mem, row->count, sizeof(*line.cells));
	for (size_t i = 0; i < row->count; i++)
		line.cells[i] = text_cell(g, row->cells[i]);
	keep_line(g, line);
}

int
grids_of_csv(struct mem *mem, char *text, size_t length, enum num_style usual, struct grids *out,
    struct err *err)
{
	struct gathering g = { .mem = mem };
	uint32_t above = 0;
	struct csv csv;
	int rc;

	g.out.text = mem_strndup(mem, text, length < TEXT_LOOK ? length : TEXT_LOOK);
	g.out.text_length = strlen(g.out.text);
	g.out.items = mem_array(mem, 1, sizeof(*g.out.items));
	g.out.count = 1;
	g.grid = &g.out.items[0];
	g.grid->name = "";
	text = take_lines_above(&g, text, &above);
	rc = csv_read(mem, text, &csv, err);
	if (rc < 0) {
		str_done(&g.words);
		return rc;
	}
	take_csv_row(&g, &csv.head, above);
	for (size_t i = 0; i < csv.count; i++)
		take_csv_row(&g, &csv.rows[i], above);
	g.grid->sheet.last_line = g.grid->sheet.count > 0
	    ? g.grid->sheet.lines[g.grid->sheet.count - 1].number
	    : 0;
	g.out.style = number_style_of(&g.grid->sheet, usual);
	*out = g.out;
	str_done(&g.words);
	return YUP_OK;
}
