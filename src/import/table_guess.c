/*
 * table_guess.c - which row of a sheet is its head and which column is which: by the
 * words of the pack, and where they do not say, by what is below; see table.h.
 */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "import/form_codes.h"
#include "import/number_cells.h"
#include "import/table.h"
#include "import/words.h"

enum {
	HEADS_LEAST = 3,   /* recognised in a row for it to be a head */
	ROWS_LOOKED = 200, /* below a head, for what they hold */
	TITLE_LEAST = 12,  /* letters a title has, in the mean */
};

struct guessing {
	struct mem *mem;
	const struct pack *pack;
	const struct sheet *sheet;
};

static const char *
cell_of(const struct sheet *sheet, size_t line, unsigned column)
{
	if (line >= sheet->count || column >= sheet->lines[line].count)
		return "";
	return sheet->lines[line].cells[column];
}

/* ---- By words ------------------------------------------------------------------- */

/* What a head says; COLUMN_UNUSED: nothing known. */
static unsigned
kind_of_head(const struct guessing *g, const char *text)
{
	const struct pack_forms *f = &g->pack->forms;
	const struct {
		const struct pack_words *words;
		unsigned column;
		bool whole; /* the words alone, nothing behind them */
	} HEADS[] = {
		{ &f->unit_head, COLUMN_UNIT, true },
		{ &f->level_head, COLUMN_LEVEL, true },
		{ &f->first_head, COLUMN_FIRST, true },
		{ &f->last_head, COLUMN_LAST, true },
		{ &f->form_b, COLUMN_TITLE, true },
		{ &f->title_head, COLUMN_TITLE, true },
		{ &f->code_head, COLUMN_CODE, false },
		{ &f->weight_head, COLUMN_WEIGHT, false },
		{ &f->indicator_head, COLUMN_INDICATOR, false },
		{ &f->responsible_head, COLUMN_RESPONSIBLE, false },
		{ &f->baseline_head, COLUMN_BASELINE, false },
		{ &f->target_head, COLUMN_TARGET, false },
		{ &f->verification_head, COLUMN_VERIFICATION, false },
		{ &f->window_head, COLUMN_WINDOW, false },
		{ &f->total_head, COLUMN_TOTAL, false },
		{ &f->budget_head, COLUMN_BUDGET, false },
		{ &f->form_a, COLUMN_OBJECTIVE, false },
		{ &f->objective_head, COLUMN_OBJECTIVE, false },
		{ &f->title_head, COLUMN_TITLE, false },
	};
	const char *folded = words_fold(g->mem, text);

	if (folded[0] == '\0')
		return COLUMN_UNUSED;
	for (size_t i = 0; i < sizeof(HEADS) / sizeof(HEADS[0]); i++)
		if (HEADS[i].whole ? words_equal(HEADS[i].words, folded)
				   : words_begin(HEADS[i].words, folded))
			return HEADS[i].column;
	return COLUMN_UNUSED;
}

/* "Enero", "Ene.", "enero 2027": which period; PACK_PERIODS_MAX: none. */
static unsigned
period_of_head(const struct guessing *g, const char *text)
{
	const char *folded = words_fold(g->mem, text);
	size_t n = strcspn(folded, " ");

	for (unsigned m = 0; m < g->pack->period_count; m++) {
		const char *name = utf8_fold(g->mem, g->pack->periods[m].name);
		const char *abbr = utf8_fold(g->mem, g->pack->periods[m].abbr);

		if (strcmp(folded, name) == 0 || strcmp(folded, abbr) == 0 ||
		    (strlen(name) == n && strncmp(folded, name, n) == 0) ||
		    (n >= 3 && strlen(abbr) == n && strncmp(folded, abbr, n) == 0))
			return m;
	}
	return PACK_PERIODS_MAX;
}

/* "E F M A ..." or "1 2 3 4 ..." from this column on. */
static bool
is_run_of_initials(const struct guessing *g, size_t line, unsigned column)
{
	bool initials = true, numbers = true;

	for (unsigned m = 0; m < g->pack->period_count; m++) {
		const char *folded = words_fold(g->mem, cell_of(g->sheet, line, column + m));

		initials &= strcmp(folded, utf8_fold(g->mem, g->pack->periods[m].initial)) == 0;
		numbers &= strcmp(folded, mem_number(g->mem, m + 1)) == 0;
	}
	return initials || numbers;
}

/* Takes the column for what it is, where nothing else is that already. */
static bool
take(struct table_map *map, unsigned column, unsigned kind)
{
	if (kind == COLUMN_UNUSED || map->columns[column] != COLUMN_UNUSED ||
	    memchr(map->columns, (int)kind, sizeof(map->columns)) != NULL)
		return false;
	map->columns[column] = (uint8_t)kind;
	return true;
}

static unsigned
take_periods(const struct guessing *g, size_t line, unsigned width, struct table_map *map)
{
	unsigned taken = 0;

	for (unsigned c = 0; c < width; c++) {
		unsigned m = period_of_head(g, cell_of(g->sheet, line, c));

		if (m < PACK_PERIODS_MAX)
			taken += take(map, c, COLUMN_PERIOD + m);
	}
	for (unsigned c = 0; taken == 0 && c + g->pack->period_count <= width; c++)
		if (is_run_of_initials(g, line, c))
			for (unsigned m = 0; m < g->pack->period_count; m++)
				taken += take(map, c + m, COLUMN_PERIOD + m);
	return taken;
}

static unsigned
width_of(const struct sheet *sheet, size_t head, unsigned rows)
{
	unsigned width = 0;

	for (size_t i = head; i < head + rows && i < sheet->count; i++)
		if (sheet->lines[i].used > width)
			width = sheet->lines[i].used;
	return width < TABLE_COLUMNS_MAX ? width : TABLE_COLUMNS_MAX;
}

/* Heads recognised with this row, or these two, as the head. */
static unsigned
read_head(const struct guessing *g, size_t head, unsigned rows, struct table_map *map)
{
	unsigned width = width_of(g->sheet, head, rows), score = 0;

	*map = (struct table_map){ .head_rows = (uint8_t)rows };
	for (unsigned r = rows; r-- > 0;)
		score += take_periods(g, head + r, width, map);
	for (unsigned r = 0; r < rows; r++)
		for (unsigned c = 0; c < width; c++)
			score += take(map, c, kind_of_head(g, cell_of(g->sheet, head + r, c)));
	return score;
}

/* ---- By what is below -------------------------------------------------------------- */

struct below {
	unsigned filled, codes, numbers;
	size_t letters;
};

static void
look_below(const struct guessing *g, size_t from, unsigned column, struct below *out)
{
	*out = (struct below){ 0 };
	for (size_t i = from; i < g->sheet->count && i < from + ROWS_LOOKED; i++) {
		const char *cell = cell_of(g->sheet, i, column);

		if (cell[0] == '\0')
			continue;
		out->filled++;
		out->numbers += cell_is_numeric(cell);
		out->letters += strlen(cell);
		if (strspn(cell, "0123456789.") == strlen(cell) &&
		    pack_level_of_code(g->pack, form_code_clean(g->mem, cell)) <
			g->pack->level_count)
			out->codes++;
	}
}

static bool
has(const struct table_map *map, unsigned kind)
{
	return memchr(map->columns, (int)kind, sizeof(map->columns)) != NULL;
}

static void
guess_code_and_title(const struct guessing *g, size_t from, unsigned width, struct table_map *map)
{
	size_t longest = 0;
	unsigned title = TABLE_COLUMNS_MAX;

	for (unsigned c = 0; c < width; c++) {
		struct below b;

		if (map->columns[c] != COLUMN_UNUSED)
			continue;
		look_below(g, from, c, &b);
		if (b.codes >= 2 && b.codes * 5 >= b.filled * 3 && take(map, c, COLUMN_CODE))
			continue;
		if (b.filled > 0 && b.numbers * 2 < b.filled &&
		    b.letters / b.filled >= TITLE_LEAST && b.letters > longest) {
			longest = b.letters;
			title = c;
		}
	}
	if (title < TABLE_COLUMNS_MAX)
		(void)take(map, title, COLUMN_TITLE);
}

/* As many columns of figures in a row as the year has periods, and its total. */
static void
guess_periods(const struct guessing *g, size_t from, unsigned width, struct table_map *map)
{
	unsigned run = 0, n = (unsigned)g->pack->period_count;

	for (unsigned c = 0; c < width; c++) {
		struct below b;

		look_below(g, from, c, &b);
		if (map->columns[c] != COLUMN_UNUSED || b.numbers == 0 ||
		    b.numbers * 4 < b.filled * 3)
			run = 0;
		else if (++run == n) {
			for (unsigned m = 0; m < n; m++)
				(void)take(map, c + 1 - n + m, COLUMN_PERIOD + m);
			return;
		}
	}
}

/* The column after the last period, where nobody says what else it is. */
static void
guess_total(const struct guessing *g, size_t from, struct table_map *map)
{
	const uint8_t *last = memchr(map->columns, COLUMN_PERIOD + (int)g->pack->period_count - 1,
	    sizeof(map->columns));
	unsigned c = last != NULL ? (unsigned)(last - map->columns) + 1 : TABLE_COLUMNS_MAX;
	struct below b;

	if (c >= TABLE_COLUMNS_MAX || map->columns[c] != COLUMN_UNUSED)
		return;
	look_below(g, from, c, &b);
	if (b.numbers > 0 && b.numbers * 4 >= b.filled * 3)
		(void)take(map, c, COLUMN_TOTAL);
}

/* ---- The whole of it ------------------------------------------------------------------ */

static bool
is_whole(const struct guessing *g, const struct table_map *map)
{
	for (unsigned m = 0; m < g->pack->period_count; m++)
		if (!has(map, COLUMN_PERIOD + m))
			return false;
	return has(map, COLUMN_TITLE) && (has(map, COLUMN_CODE) || has(map, COLUMN_OBJECTIVE));
}

/* A line of its own above the heads names the unit, unless it is the document's title. */
static bool
has_line_above(const struct guessing *g, size_t head)
{
	for (size_t i = 0; i < head; i++) {
		const struct sheet_line *line = &g->sheet->lines[i];
		const char *folded = words_fold(g->mem, line->cells[line->first]);

		if (line->used == line->first + 1u &&
		    (words_begin(&g->pack->forms.unit_head, folded) ||
			words_begin(&g->pack->forms.directorate, folded)))
			return true;
	}
	return false;
}

/* An objective's column alone is the titles'. */
static void
settle_titles(struct table_map *map)
{
	uint8_t *objective = memchr(map->columns, COLUMN_OBJECTIVE, sizeof(map->columns));

	if (objective != NULL && !has(map, COLUMN_TITLE))
		*objective = COLUMN_TITLE;
}

void
table_guess_at(struct mem *mem, const struct pack *pack, const struct grid *grid, size_t head,
    unsigned rows, struct table_found *out)
{
	const struct guessing g = { mem, pack, &grid->sheet };
	struct table_found found = { .grid = grid, .head = head };
	unsigned width = width_of(&grid->sheet, head, rows);

	found.score = read_head(&g, head, rows, &found.map);
	settle_titles(&found.map);
	found.certain = is_whole(&g, &found.map);
	if (!found.certain) {
		if (!has(&found.map, COLUMN_PERIOD))
			guess_periods(&g, head + rows, width, &found.map);
		if (!has(&found.map, COLUMN_CODE) || !has(&found.map, COLUMN_TITLE))
			guess_code_and_title(&g, head + rows, width, &found.map);
	}
	guess_total(&g, head + rows, &found.map);
	found.map.unit = has_line_above(&g, head) ? TABLE_UNIT_LINE : TABLE_UNIT_SHEET;
	table_print(mem, &grid->sheet, head, rows, found.print);
	*out = found;
}

/* A row of figures or with a code: what stands over the first one may be heads. */
static bool
is_data(const struct guessing *g, const struct sheet_line *line)
{
	unsigned figures = 0, codes = 0;

	for (unsigned c = line->first; c < line->used; c++) {
		const char *cell = line->cells[c];
		bool plain = cell[0] != '\0' && cell[strspn(cell, "0123456789.")] == '\0';

		figures += cell_is_numeric(cell);
		codes += plain &&
		    pack_level_of_code(g->pack, form_code_clean(g->mem, cell)) <
			g->pack->level_count;
	}
	return figures >= g->pack->period_count || (codes > 0 && line->used > line->first + 1u);
}

/* No head says anything that is known: the row over the first one of data. */
static bool
guess_by_data(const struct guessing *g, const struct grid *grid, struct table_found *out)
{
	for (size_t i = 1; i < g->sheet->count && i < TABLE_HEADS_LOOKED; i++) {
		struct table_found found;

		if (!is_data(g, &g->sheet->lines[i]))
			continue;
		table_guess_at(g->mem, g->pack, grid, i - 1, 1, &found);
		found.certain = false;
		if (!has(&found.map, COLUMN_TITLE) ||
		    !(has(&found.map, COLUMN_CODE) || has(&found.map, COLUMN_PERIOD)))
			return false;
		*out = found;
		return true;
	}
	return false;
}

bool
table_guess(struct mem *mem, const struct pack *pack, const struct grid *grid,
    struct table_found *out)
{
	const struct guessing g = { mem, pack, &grid->sheet };
	unsigned best = 0, best_rows = 1;
	struct table_map map;
	size_t head = 0;

	for (size_t i = 0; i + 1 < grid->sheet.count && i < TABLE_HEADS_LOOKED; i++) {
		unsigned one = read_head(&g, i, 1, &map), next = read_head(&g, i + 1, 1, &map);
		unsigned two = read_head(&g, i, 2, &map);
		unsigned rows = two > one && two > next && one > 0 && next > 0 ? 2 : 1;
		unsigned score = rows == 2 ? two : one;

		if (score > best) {
			best = score;
			best_rows = rows;
			head = i;
		}
	}
	if (best < HEADS_LEAST)
		return guess_by_data(&g, grid, out);
	table_guess_at(mem, pack, grid, head, best_rows, out);
	return true;
}

/* ---- What was told ----------------------------------------------------------------------- */

static const struct table_known *
known_print(const struct table_how *how, const char *print)
{
	for (size_t i = 0; i < how->known_count; i++)
		if (strcmp(how->known[i].print, print) == 0)
			return &how->known[i];
	return NULL;
}

/* A head that somebody told of before. */
static int
find_known(struct mem *mem, const struct grid *grid, const struct table_how *how,
    struct table_found *out, struct err *err)
{
	for (size_t i = 0; how->known_count > 0 && i < grid->sheet.count && i < TABLE_HEADS_LOOKED;
	     i++)
		for (unsigned rows = 2; rows > 0; rows--) {
			struct table_found found = { .grid = grid,
				.head = i,
				.certain = true,
				.known = true };
			const struct table_known *known;
			int rc;

			table_print(mem, &grid->sheet, i, rows, found.print);
			known = known_print(how, found.print);
			if (known == NULL)
				continue;
			rc = table_map_parse(known->map, &found.map, err);
			if (rc < 0)
				return rc;
			if (found.map.head_rows == rows) {
				*out = found;
				return YUP_OK;
			}
		}
	return YUP_OK;
}

/* As told for this file: in the row told, else where the heads seem to be. */
static int
find_told(struct mem *mem, const struct pack *pack, const struct grid *grid,
    const struct table_how *how, struct table_found *out, struct err *err)
{
	struct table_found found = { .grid = grid };
	int rc;

	if (how->head_row == 0) {
		if (!table_guess(mem, pack, grid, &found))
			return YUP_OK;
	} else {
		while (found.head < grid->sheet.count &&
		    grid->sheet.lines[found.head].number - grid->before != how->head_row)
			found.head++;
		if (found.head == grid->sheet.count)
			return YUP_OK;
	}
	rc = table_map_parse(how->map, &found.map, err);
	if (rc < 0)
		return rc;
	found.certain = found.known = true;
	table_print(mem, &grid->sheet, found.head, found.map.head_rows, found.print);
	*out = found;
	return YUP_OK;
}

int
table_find(struct mem *mem, const struct pack *pack, const struct grids *grids,
    const struct table_how *how, struct table_list *out, struct err *err)
{
	static const struct table_how AS_GUESSED;
	struct table_list list = { mem_array(mem, grids->count + 1, sizeof(*list.items)), 0 };

	if (how == NULL)
		how = &AS_GUESSED;
	for (size_t i = 0; i < grids->count; i++) {
		struct table_found found = { .grid = NULL };
		int rc = how->map != NULL ? find_told(mem, pack, &grids->items[i], how, &found, err)
					  : find_known(mem, &grids->items[i], how, &found, err);

		if (rc < 0)
			return rc;
		if (found.grid == NULL && how->map == NULL)
			(void)table_guess(mem, pack, &grids->items[i], &found);
		if (found.grid != NULL)
			list.items[list.count++] = found;
	}
	*out = list;
	return YUP_OK;
}
