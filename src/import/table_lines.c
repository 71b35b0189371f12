/*
 * table_lines.c - the rows of a table as lines of the official forms; see table.h.
 *
 * What a table says in its own way - units in a column, objectives told by a level, codes
 * that no form has - is put as a form has it; everything else is left to the readers of
 * forms, so that a table and a form are repaired and told alike.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "import/form_codes.h"
#include "import/number_cells.h"
#include "import/table.h"
#include "import/words.h"

enum {
	UNITS_MAX = 2000,
	A_CELLS = 8, /* before the schedule of form A, and of form B */
	B_CELLS = 9,
	ACRONYM_MAX = 24,
	DEPTH_MAX = 8,
	SKIPPED_SHOWN = 120, /* columns of a row that is left out */
};

struct entry {
	uint32_t unit;
	uint8_t level;
	const char *code, *title;
	const struct sheet_line *line; /* NULL: an objective nobody wrote a row for */
	const struct table_map *map;
	uint32_t number;
	uint32_t next; /* of the same unit; UINT32_MAX: none */
};

struct unit {
	const char *name;
	uint32_t first, last;       /* entries */
	unsigned objectives, below; /* made so far; of the last one */
	const char *objective;      /* title of the last one */
	const char *objective_code;
};

struct lining {
	struct mem *mem;
	const struct pack *pack;
	struct import_result *result;
	struct err *err;
	struct unit *units;
	size_t unit_count, unit_room;
	struct map unit_by_name;
	struct map objectives; /* "unit code" of those that have an entry */
	struct entry *entries;
	size_t count, room;
	struct sheet out;
	size_t out_room;
	/* of the table being read */
	const struct table_found *table;
	uint32_t unit; /* UINT32_MAX: none yet */
	const char *sheet_unit;
	unsigned least_depth, most_depth; /* of codes that no level takes */
	bool has_budget;
	char *blank; /* a cell with nothing */
};

/* ---- Cells ------------------------------------------------------------------------- */

static const char *
cell_at(const struct sheet_line *line, const struct table_map *map, unsigned kind)
{
	const uint8_t *at = memchr(map->columns, (int)kind, sizeof(map->columns));
	size_t column = at != NULL ? (size_t)(at - map->columns) : SIZE_MAX;

	return line != NULL && column < line->count ? line->cells[column] : "";
}

static bool
is_mapped(const struct table_map *map, unsigned kind)
{
	return memchr(map->columns, (int)kind, sizeof(map->columns)) != NULL;
}

/* ---- Units -------------------------------------------------------------------------- */

/* "Unidad: Riego" is Riego. */
static const char *
unit_name(struct lining *l, const char *text)
{
	const char *colon = strchr(text, ':');

	if (colon != NULL &&
	    words_equal(&l->pack->forms.unit_head,
		words_fold(l->mem, mem_strndup(l->mem, text, (size_t)(colon - text))))) {
		text = colon + 1;
		text += strspn(text, " ");
	}
	return text;
}

static int
enter_unit(struct lining *l, const char *text)
{
	const char *name = unit_name(l, text);
	const char *key = utf8_fold_name(l->mem, name, l->pack->skip_words);

	l->unit = map_get(&l->unit_by_name, key);
	if (l->unit != MAP_NONE)
		return YUP_OK;
	if (l->unit_count == UNITS_MAX)
		return err_refuse(l->err, YUP_ELIMIT, "document_too_large", "units");
	l->unit = (uint32_t)l->unit_count;
	map_set(&l->unit_by_name, key, l->unit);
	MEM_PUSH(l->mem, l->units, l->unit_count, l->unit_room);
	l->units[l->unit] = (struct unit){ .name = name,
		.first = UINT32_MAX,
		.last = UINT32_MAX,
		.objective = "",
		.objective_code = "" };
	return YUP_OK;
}

/* The one its column says, or the last that was said, or the sheet's. */
static int
unit_of_row(struct lining *l, const struct sheet_line *line)
{
	const char *said = cell_at(line, &l->table->map, COLUMN_UNIT);

	if (said[0] != '\0')
		return enter_unit(l, said);
	return l->unit == UINT32_MAX ? enter_unit(l, l->sheet_unit) : YUP_OK;
}

/* ---- Levels and codes ------------------------------------------------------------------- */

static unsigned
depth_of(const char *code)
{
	unsigned depth = 0;

	for (const char *p = code; *p != '\0';) {
		size_t n = strcspn(p, ".-/ ");

		depth += n > 0;
		p += n;
		p += *p != '\0';
	}
	return depth < DEPTH_MAX ? depth : DEPTH_MAX;
}

static size_t
level_of_code(struct lining *l, const char *code, const char **clean)
{
	*clean = code;
	if (code[0] == '\0' || code[strspn(code, "0123456789.")] != '\0')
		return l->pack->level_count;
	*clean = form_code_clean(l->mem, code);
	return pack_level_of_code(l->pack, *clean);
}

/* "Objetivo", "Actividad": the level whose name begins so; 0 where none does. */
static size_t
level_of_word(struct lining *l, const char *word)
{
	const char *folded = words_fold(l->mem, word);
	size_t n = strlen(folded);

	for (size_t i = 1; n > 0 && i < l->pack->level_count; i++)
		if (strncmp(utf8_fold(l->mem, l->pack->levels[i].name), folded, n) == 0 ||
		    strncmp(utf8_fold(l->mem, l->pack->levels[i].plural), folded, n) == 0)
			return i;
	return 0;
}

/* Which level a row is of that has no code of the forms. */
static size_t
level_of_row(struct lining *l, const struct sheet_line *line, const char *code)
{
	const struct table_map *map = &l->table->map;
	size_t level = level_of_word(l, cell_at(line, map, COLUMN_LEVEL));

	if (level != 0)
		return level;
	if (is_mapped(map, COLUMN_OBJECTIVE))
		return cell_at(line, map, COLUMN_TITLE)[0] != '\0' ? 2 : 1;
	return code[0] != '\0' && depth_of(code) == l->least_depth && l->most_depth > l->least_depth
	    ? 1
	    : 2;
}

/* The depths of the codes that fit no level: the least deep are objectives. */
static void
look_at_depths(struct lining *l)
{
	const struct sheet *sheet = &l->table->grid->sheet;

	l->least_depth = DEPTH_MAX;
	l->most_depth = 0;
	for (size_t i = l->table->head + l->table->map.head_rows; i < sheet->count; i++) {
		const char *code = cell_at(&sheet->lines[i], &l->table->map, COLUMN_CODE), *clean;
		unsigned depth = depth_of(code);

		if (depth == 0 || level_of_code(l, code, &clean) < l->pack->level_count)
			continue;
		if (depth < l->least_depth)
			l->least_depth = depth;
		if (depth > l->most_depth)
			l->most_depth = depth;
	}
}

/* ---- Entries ------------------------------------------------------------------------------ */

static void
add_entry(struct lining *l, const struct sheet_line *line, uint32_t number, size_t level,
    const char *code, const char *title)
{
	struct unit *unit = &l->units[l->unit];
	uint32_t index = (uint32_t)l->count;

	MEM_PUSH(l->mem, l->entries, l->count, l->room);
	l->entries[index] = (struct entry){ l->unit, (uint8_t)level, code, title, line,
		&l->table->map, number, UINT32_MAX };
	if (unit->last != UINT32_MAX)
		l->entries[unit->last].next = index;
	else
		unit->first = index;
	unit->last = index;
	map_set(&l->objectives, mem_printf(l->mem, "%u %s", l->unit, code), index);
	if (level == 1) {
		unit->objective = title;
		unit->objective_code = code;
		unit->below = 0;
	}
}

static const char *
made_code(struct lining *l, uint32_t number, const char *above, unsigned n)
{
	const char *code = mem_printf(l->mem, "%s.%u", above, n);

	import_issue_add(l->mem, l->result, ISSUE_CODE_MADE, number, code);
	return code;
}

static void
add_made_objective(struct lining *l, const struct sheet_line *line, uint32_t number,
    const char *title)
{
	struct unit *unit = &l->units[l->unit];

	add_entry(l, line, number, 1, made_code(l, number, "1.1", ++unit->objectives), title);
}

/* The objective over an activity that names it in a column, or that nobody wrote. */
static void
need_objective(struct lining *l, const struct sheet_line *line, const char *title)
{
	struct unit *unit = &l->units[l->unit];

	if (title[0] == '\0')
		title = unit->objective;
	if (unit->objective_code[0] != '\0' && strcmp(title, unit->objective) == 0)
		return;
	add_made_objective(l, NULL, line->number, title[0] != '\0' ? title : unit->name);
}

static void
add_without_code(struct lining *l, const struct sheet_line *line, const char *code)
{
	const struct table_map *map = &l->table->map;
	const char *title = cell_at(line, map, COLUMN_TITLE);
	const char *objective = cell_at(line, map, COLUMN_OBJECTIVE);
	size_t level = level_of_row(l, line, code);
	struct unit *unit;

	if (level == 1) {
		add_made_objective(l, line, line->number, title[0] != '\0' ? title : objective);
		return;
	}
	need_objective(l, line, objective);
	unit = &l->units[l->unit];
	add_entry(l, line, line->number, level,
	    made_code(l, line->number, unit->objective_code, ++unit->below), title);
}

/* What a row stands under, where the table has no row of it: by its code, called as stands beside, or by its level. */
static void
need_above(struct lining *l, const struct sheet_line *line, size_t level, const char *above)
{
	const char *key = mem_printf(l->mem, "%u %s", l->unit, above);
	const char *title = cell_at(line, &l->table->map, COLUMN_OBJECTIVE);

	if (map_get(&l->objectives, key) != MAP_NONE)
		return;
	if (level > 2)
		need_above(l, line, level - 1, form_code_parent(l->mem, above));
	if (title[0] == '\0')
		title = mem_printf(l->mem, "%s %s", l->pack->levels[level - 1].name, above);
	add_entry(l, NULL, line->number, level - 1, above, title);
}

static void
add_with_code(struct lining *l, const struct sheet_line *line, size_t level, const char *code)
{
	const struct table_map *map = &l->table->map;
	const char *title = cell_at(line, map, COLUMN_TITLE);
	const char *objective = cell_at(line, map, COLUMN_OBJECTIVE);

	if (level >= 2)
		need_above(l, line, level, form_code_parent(l->mem, code));
	add_entry(l, line, line->number, level, code, title[0] != '\0' ? title : objective);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static bool
is_total(struct lining *l, const struct sheet_line *line)
{
	const struct pack_forms *f = &l->pack->forms;
	const char *folded = words_fold(l->mem, line->cells[line->first]);

	return words_begin(&f->unit_total, folded) || words_begin(&f->budget_total, folded) ||
	    words_begin(&f->signatures, folded);
}

/* The heads again, as each printed page has them. */
static bool
is_head(const struct lining *l, const struct sheet_line *line)
{
	const struct sheet *sheet = &l->table->grid->sheet;

	for (size_t i = l->table->head; i < l->table->head + l->table->map.head_rows; i++) {
		const struct sheet_line *head = &sheet->lines[i];
		bool same = head->used == line->used;

		for (unsigned c = 0; same && c < line->used; c++)
			same = strcmp(head->cells[c], line->cells[c]) == 0;
		if (same)
			return true;
	}
	return false;
}

static void
skip_row(struct lining *l, const struct sheet_line *line)
{
	const char *text = sheet_line_text(l->mem, line);

	import_issue_add(l->mem, l->result, ISSUE_ROW_SKIPPED, line->number,
	    mem_strndup(l->mem, text, utf8_prefix(text, SKIPPED_SHOWN)));
}

static int
read_row(struct lining *l, const struct sheet_line *line)
{
	const struct table_map *map = &l->table->map;
	const char *code = cell_at(line, map, COLUMN_CODE);
	const char *title = cell_at(line, map, COLUMN_TITLE);
	const char *objective = cell_at(line, map, COLUMN_OBJECTIVE), *clean;
	size_t level = level_of_code(l, code, &clean);
	bool alone = line->used == line->first + 1u;
	int rc;

	if (is_total(l, line) || is_head(l, line))
		return YUP_OK;
	if (alone && level == l->pack->level_count && map->unit == TABLE_UNIT_LINE &&
	    !is_mapped(map, COLUMN_UNIT) && !cell_is_numeric(line->cells[line->first]))
		return enter_unit(l, line->cells[line->first]);
	if (alone || (title[0] == '\0' && objective[0] == '\0' && level == l->pack->level_count)) {
		skip_row(l, line);
		return YUP_OK;
	}
	rc = unit_of_row(l, line);
	if (rc < 0)
		return rc;
	if (level < l->pack->level_count)
		add_with_code(l, line, level, clean);
	else
		add_without_code(l, line, code);
	l->has_budget |= cell_at(line, map, COLUMN_BUDGET)[0] != '\0';
	return YUP_OK;
}

/* The line above the heads that names the unit: the last that is no title and no institution's. */
static const char *
line_above(struct lining *l)
{
	const struct sheet *sheet = &l->table->grid->sheet;
	const struct pack_forms *f = &l->pack->forms;

	for (size_t i = l->table->head; i-- > 0;) {
		const struct sheet_line *line = &sheet->lines[i];
		const char *folded = words_fold(l->mem, line->cells[line->first]);
		int year = 0;

		if (line->used != line->first + 1u || words_begin(&f->plan_title, folded) ||
		    words_begin(&f->institution, folded) || words_year(folded, &year, NULL) < 0 ||
		    year != 0)
			continue;
		return line->cells[line->first];
	}
	return "";
}

static int
read_table(struct lining *l, const struct table_found *table)
{
	const struct sheet *sheet = &table->grid->sheet;
	int rc = YUP_OK;

	l->table = table;
	l->unit = UINT32_MAX;
	l->sheet_unit = table->grid->name;
	if (table->map.unit == TABLE_UNIT_LINE) {
		const char *above = line_above(l);

		if (above[0] != '\0')
			l->sheet_unit = above;
	}
	look_at_depths(l);
	for (size_t i = table->head + table->map.head_rows; rc == YUP_OK && i < sheet->count; i++)
		rc = read_row(l, &sheet->lines[i]);
	return rc;
}

/* ---- As forms -------------------------------------------------------------------------------- */

static void
put_line(struct lining *l, uint32_t number, char **cells, unsigned count)
{
	struct sheet_line line = { cells, number, (uint16_t)count, (uint16_t)count, 0 };

	for (uint16_t i = 0; i < count; i++) {
		if (cells[i][0] == '\0')
			continue;
		if (line.first == count)
			line.first = i;
		line.used = (uint16_t)(i + 1);
	}
	if (line.used == 0)
		return;
	MEM_PUSH(l->mem, l->out.lines, l->out.count, l->out_room);
	l->out.lines[l->out.count - 1] = line;
}

static void
put_single(struct lining *l, uint32_t number, const char *text)
{
	char **cells = mem_array(l->mem, 1, sizeof(*cells));

	cells[0] = mem_strdup(l->mem, text);
	put_line(l, number, cells, 1);
}

/* `texts`, then as many cells as the schedule has, then `behind`. */
static void
put_cells(struct lining *l, uint32_t number, const char *const *texts, unsigned count,
    const char *const *schedule, const char *const *behind, unsigned behind_count)
{
	unsigned n = (unsigned)l->pack->period_count, all = count + n + behind_count;
	char **cells = mem_array(l->mem, all, sizeof(*cells));

	for (unsigned i = 0; i < all; i++) {
		const char *text = i < count ? texts[i]
		    : i < count + n          ? (schedule != NULL ? schedule[i - count] : "")
					     : behind[i - count - n];

		cells[i] = text[0] != '\0' ? mem_strdup(l->mem, text) : l->blank;
	}
	put_line(l, number, cells, all);
}

static void
put_head(struct lining *l, const struct unit *unit, bool form_a, uint32_t number)
{
	const struct pack_forms *f = &l->pack->forms;
	const char *schedule[PACK_PERIODS_MAX];
	const char *const A[A_CELLS] = { f->code_head.words[0], f->form_a.words[0],
		f->responsible_head.words[0], f->weight_head.words[0], f->indicator_head.words[0],
		f->baseline_head.words[0], f->target_head.words[0], f->verification_head.words[0] };
	const char *const B[B_CELLS] = { f->code_head.words[0], f->form_a.words[0],
		f->weight_head.words[0], f->indicator_head.words[0], f->responsible_head.words[0],
		f->baseline_head.words[0], f->target_head.words[0], f->verification_head.words[0],
		f->window_head.words[0] };
	const char *const behind[] = { f->total_head.words[0], f->budget_head.words[0] };

	put_single(l, number, form_a ? f->form_a.words[0] : f->form_b.words[0]);
	put_single(l, number, unit->name);
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		schedule[m] = m == 0 ? f->schedule_head.words[0] : "";
	if (form_a)
		put_cells(l, number, A, A_CELLS, schedule, behind, 2);
	else
		put_cells(l, number, B, B_CELLS, schedule, behind, 1);
}

/* "UGP-R" signs as a unit does; a person or a post is not one. */
static bool
is_acronym(const char *text)
{
	size_t n = strlen(text);

	return n > 0 && n <= ACRONYM_MAX &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-.0123456789/") == n;
}

static const char *
responsible_of(const struct entry *e)
{
	const char *said = cell_at(e->line, e->map, COLUMN_RESPONSIBLE);

	return e->level > 1 || is_acronym(said) ? said : "";
}

static const char *
window_of(struct lining *l, const struct entry *e)
{
	const char *window = cell_at(e->line, e->map, COLUMN_WINDOW);
	const char *first = cell_at(e->line, e->map, COLUMN_FIRST);
	const char *last = cell_at(e->line, e->map, COLUMN_LAST);

	if (window[0] != '\0' || first[0] == '\0' || last[0] == '\0')
		return window;
	return mem_printf(l->mem, "%s-%s", first, last);
}

static void
put_entry(struct lining *l, const struct entry *e, bool form_a)
{
	const char *schedule[PACK_PERIODS_MAX];
	const char *said[COLUMN_PERIOD];

	for (unsigned kind = 0; kind < COLUMN_PERIOD; kind++)
		said[kind] = kind == COLUMN_UNUSED ? "" : cell_at(e->line, e->map, kind);
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		schedule[m] = cell_at(e->line, e->map, COLUMN_PERIOD + m);
	{
		const char *const A[A_CELLS] = { e->code, e->title, responsible_of(e),
			said[COLUMN_WEIGHT], said[COLUMN_INDICATOR], said[COLUMN_BASELINE],
			said[COLUMN_TARGET], said[COLUMN_VERIFICATION] };
		const char *const B[B_CELLS] = { e->code, e->title, said[COLUMN_WEIGHT],
			said[COLUMN_INDICATOR], responsible_of(e), said[COLUMN_BASELINE],
			said[COLUMN_TARGET], said[COLUMN_VERIFICATION], window_of(l, e) };
		const char *const behind[] = { said[COLUMN_TOTAL], said[COLUMN_BUDGET] };

		put_cells(l, e->number, form_a ? A : B, form_a ? A_CELLS : B_CELLS, schedule,
		    behind, form_a ? 2 : 1);
	}
}

static void
put_form(struct lining *l, const struct unit *unit, bool form_a)
{
	uint32_t number = l->entries[unit->first].number;

	put_head(l, unit, form_a, number);
	for (uint32_t i = unit->first; i != UINT32_MAX; i = l->entries[i].next) {
		const struct entry *e = &l->entries[i];

		if (e->level == 0 ? form_a : !form_a || e->level == 1)
			put_entry(l, e, form_a);
		number = e->number;
	}
	put_single(l, number, l->pack->forms.signatures.words[0]); /* so a form ends */
}

/* ---- Whose and of when --------------------------------------------------------------------------- */

static bool
year_in(const char *text, int *out)
{
	for (const char *p = text; *p != '\0';) {
		size_t n = strspn(p, "0123456789");
		long year = n == 4 ? strtol(p, NULL, 10) : 0;

		if (year >= 1990 && year <= 2100) {
			*out = (int)year;
			return true;
		}
		p += n > 0 ? n : 1;
	}
	return false;
}

/* In the lines down to the heads, the sheets' names, the file's name. */
static bool
find_year(const struct table_list *tables, const char *file, int *out)
{
	for (size_t t = 0; t < tables->count; t++) {
		const struct table_found *table = &tables->items[t];

		for (size_t i = 0; i < table->head + table->map.head_rows; i++) {
			const struct sheet_line *line = &table->grid->sheet.lines[i];

			for (unsigned c = line->first; c < line->used; c++)
				if (year_in(line->cells[c], out))
					return true;
		}
	}
	for (size_t t = 0; t < tables->count; t++)
		if (year_in(tables->items[t].grid->name, out))
			return true;
	return year_in(file, out);
}

/* The institution, where a line says it before the first heads. */
static void
put_institution(struct lining *l, const struct grids *grids, const struct table_found *first)
{
	for (size_t g = 0; g < grids->count; g++) {
		const struct grid *grid = &grids->items[g];
		size_t end = grid == first->grid ? first->head : grid->sheet.count;

		for (size_t i = 0; i < end && i < TABLE_HEADS_LOOKED; i++) {
			const struct sheet_line *line = &grid->sheet.lines[i];
			const char *cell = line->cells[line->first];

			if (line->used == line->first + 1u &&
			    words_begin(&l->pack->forms.institution, words_fold(l->mem, cell))) {
				put_single(l, line->number, cell);
				return;
			}
		}
		if (grid == first->grid)
			return;
	}
}

static void
tell_table(struct lining *l, const struct table_found *table)
{
	import_issue_add(l->mem, l->result, ISSUE_TABLE,
	    table->grid->sheet.lines[table->head].number,
	    table->grid->name[0] != '\0' ? table->grid->name : l->result->file);
}

int
table_lines(struct mem *mem, const struct pack *pack, const struct grids *grids,
    const struct table_list *tables, struct import_result *result, struct sheet *out,
    struct err *err)
{
	struct lining l = { .mem = mem, .pack = pack, .result = result, .err = err };
	int year = 0, rc = YUP_OK;

	if (!find_year(tables, result->file, &year))
		return err_refuse(err, YUP_EINVALID, "table_year", "%s", result->file);
	l.blank = mem_strdup(mem, "");
	map_init(&l.unit_by_name, mem);
	map_init(&l.objectives, mem);
	for (size_t t = 0; rc == YUP_OK && t < tables->count; t++) {
		tell_table(&l, &tables->items[t]);
		rc = read_table(&l, &tables->items[t]);
	}
	if (rc < 0)
		return rc;
	if (l.count == 0)
		return err_refuse(err, YUP_EINVALID, "table_no_rows", "%s", result->file);
	put_institution(&l, grids, &tables->items[0]);
	put_single(&l, l.entries[0].number,
	    mem_printf(mem, "%s - %d", pack->forms.plan_title.words[0], year));
	for (size_t u = 0; u < l.unit_count; u++) {
		if (l.units[u].first == UINT32_MAX)
			continue;
		if (l.has_budget)
			put_form(&l, &l.units[u], true);
		put_form(&l, &l.units[u], false);
	}
	l.out.last_line = l.entries[l.count - 1].number;
	*out = l.out;
	return YUP_OK;
}
