#include "import/plan_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "import/workbook.h"
#include "text/sheet_text.h"

enum { HEADS_WITHIN = 60, HEADS_LEAST = 3, COLUMNS_MAX = 512, UNITS_MAX = 100000 };

/* ---- The mark ------------------------------------------------------------------------ */

struct mark_reading {
	struct mem *mem;
	struct sheet_mark *mark;
	const char **units;
	size_t room;
	bool marked;
};

static const char *
text_at(const struct workbook_row *row, uint16_t column)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column == column)
			return row->cells[i].text;
	return "";
}

static void
take_mark(struct mark_reading *r, enum sheet_mark_line line, const char *value)
{
	struct sheet_mark *m = r->mark;

	switch (line) {
	case MARK_INSTITUTION:
		m->institution = value;
		return;
	case MARK_YEAR:
		m->year = (int)strtol(value, NULL, 10);
		return;
	case MARK_VERSION:
		m->version = (unsigned)strtoul(value, NULL, 10);
		return;
	case MARK_PLAN:
		m->plan_id = strtoll(value, NULL, 10);
		return;
	case MARK_REVISION:
		m->revision = (uint32_t)strtoul(value, NULL, 10);
		return;
	case MARK_MADE:
		m->made = value;
		return;
	default:
		if (m->unit_count < UNITS_MAX) {
			MEM_PUSH(r->mem, r->units, m->unit_count, r->room);
			r->units[m->unit_count - 1] = value;
		}
	}
}

static int
mark_row(void *context, const struct workbook_row *row, struct err *err)
{
	struct mark_reading *r = context;
	const char *name = text_at(row, 0);

	(void)err;
	if (!r->marked)
		r->marked = strcmp(name, SHEET_MARK_KIND) == 0;
	for (unsigned i = 0; r->marked && i < SHEET_MARK__COUNT; i++)
		if (strcmp(name, sheet_mark_lines[i]) == 0)
			take_mark(r, (enum sheet_mark_line)i, mem_strdup(r->mem, text_at(row, 1)));
	return YUP_OK;
}

int
plan_sheet_mark(struct mem *mem, struct workbook *book, struct sheet_mark *out, struct err *err)
{
	struct sheet_mark mark = { .institution = "", .made = "" };
	struct mark_reading r = { .mem = mem, .mark = &mark };
	size_t count;
	const struct workbook_sheet *sheets = workbook_sheets(book, &count);

	for (size_t i = 0; i < count && !r.marked; i++) {
		int rc = YUP_OK;

		if (strcmp(sheets[i].name, SHEET_MARK_NAME) == 0)
			rc = workbook_read_sheet(book, i, mark_row, &r, err);
		if (rc < 0)
			return rc;
	}
	if (!r.marked || mark.plan_id <= 0)
		return err_refuse(err, YUP_EINVALID, "sheet_unmarked", "no sheet %s",
		    SHEET_MARK_NAME);
	mark.units = r.units;
	*out = mark;
	return YUP_OK;
}

/* ---- Rows ------------------------------------------------------------------------------ */

struct reading {
	struct mem *mem;
	const struct plan *plan;
	const char *sheet;
	struct map keys, heads;        /* of columns, to 1 + which */
	uint32_t columns[COLUMNS_MAX]; /* of each column of the sheet, 1 + which; 0: none of ours */
	unsigned known;
	bool headed, any; /* this sheet's heads were found; some sheet's were */
	size_t before;    /* rows of the sheets before */
	struct sheet_row *rows;
	size_t count, room;
};

static void
index_columns(struct reading *r)
{
	unsigned count = sheet_column_count(r->plan->pack);

	map_init(&r->keys, r->mem);
	map_init(&r->heads, r->mem);
	for (unsigned i = 0; i < count; i++) {
		struct sheet_column c = sheet_column_at(r->plan->pack, i);

		map_set(&r->keys, mem_strdup(r->mem, c.key), i + 1);
		(void)map_get_or_set(&r->heads, utf8_fold(r->mem, c.head), i + 1);
	}
}

/* Is this the row of keys, or of heads?  How many columns it would tell. */
static unsigned
look_for_heads(struct reading *r, const struct workbook_row *row, bool keys, uint32_t *columns)
{
	unsigned known = 0;

	for (size_t i = 0; i < row->count; i++) {
		const struct workbook_cell *cell = &row->cells[i];
		uint32_t which = MAP_NONE;

		if (cell->kind != WORKBOOK_TEXT || cell->column >= COLUMNS_MAX)
			continue;
		which = keys ? map_get(&r->keys, cell->text)
			     : map_get(&r->heads, utf8_fold(r->mem, cell->text));
		if (which == MAP_NONE)
			continue;
		columns[cell->column] = which;
		known++;
	}
	return known;
}

/* Keys tell the columns, heads where there are none; rows begin after the heads. */
static bool
take_heads(struct reading *r, const struct workbook_row *row)
{
	uint32_t columns[COLUMNS_MAX] = { 0 };
	unsigned known = look_for_heads(r, row, true, columns);
	bool keys = known >= HEADS_LEAST;

	if (!keys) {
		memset(columns, 0, sizeof(columns));
		known = look_for_heads(r, row, false, columns);
	}
	if (known < HEADS_LEAST)
		return false;
	r->headed = !keys;
	r->count = r->before;
	r->any = true;
	if (r->known > 0)
		return true;
	memcpy(r->columns, columns, sizeof(columns));
	r->known = known;
	return true;
}

static unsigned
level_named(const struct reading *r, const char *name)
{
	const char *folded = utf8_fold(r->mem, name);

	for (unsigned i = 0; folded[0] != '\0' && i < r->plan->pack->level_count; i++)
		if (strcmp(folded, utf8_fold(r->mem, r->plan->pack->levels[i].name)) == 0)
			return i;
	return SHEET_NO_LEVEL;
}

static void
take_cell(struct reading *r, struct sheet_row *row, struct sheet_cell *cells,
    const struct workbook_cell *cell)
{
	struct sheet_column c = sheet_column_at(r->plan->pack, r->columns[cell->column] - 1);
	const char *text = cell->shared != WORKBOOK_OWN ? cell->text
							: mem_strdup(r->mem, cell->text);

	switch (c.role) {
	case SHEET_ID:
		row->id = text;
		return;
	case SHEET_UNIT:
		row->unit = text;
		row->unit_column = cell->column;
		return;
	case SHEET_LEVEL:
		row->level = (uint8_t)level_named(r, text);
		row->level_said = text;
		row->level_column = cell->column;
		return;
	default:
		break;
	}
	if (c.field == FIELD_CODE)
		row->code = sheet_text(r->mem, text);
	for (size_t i = 0; i < row->count; i++)
		if (cells[i].column == cell->column) {
			cells[i].text = sheet_word_key(r->mem, c.field, text);
			cells[i].said = text;
			cells[i].number = cell->kind == WORKBOOK_NUMBER;
			cells[i].error = cell->kind == WORKBOOK_ERROR;
		}
}

/* Each column that is known, blank until the row says something in it. */
static struct sheet_cell *
blank_cells(struct reading *r, size_t *out_count)
{
	struct sheet_cell *cells = mem_array(r->mem, r->known + 1, sizeof(*cells));
	size_t count = 0;

	for (unsigned k = 0; k < COLUMNS_MAX && count < r->known; k++) {
		struct sheet_column c;

		if (r->columns[k] == 0)
			continue;
		c = sheet_column_at(r->plan->pack, r->columns[k] - 1);
		if (c.role == SHEET_FIELD)
			cells[count++] = (struct sheet_cell){ .field = c.field,
				.period = c.period,
				.text = "",
				.column = (uint16_t)k };
	}
	*out_count = count;
	return cells;
}

static bool
says_something(const struct reading *r, const struct workbook_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column < COLUMNS_MAX && r->columns[row->cells[i].column] != 0 &&
		    row->cells[i].kind != WORKBOOK_BLANK && row->cells[i].text[0] != '\0')
			return true;
	return false;
}

static int
read_row(void *context, const struct workbook_row *row, struct err *err)
{
	struct reading *r = context;
	struct sheet_row *out;
	struct sheet_cell *cells;

	if (row->number <= HEADS_WITHIN && !r->headed && take_heads(r, row))
		return YUP_OK;
	if (r->known == 0 || !says_something(r, row))
		return YUP_OK;
	if (r->count >= SHEET_ROWS_MAX)
		return err_refuse(err, YUP_ELIMIT, "sheet_large", "%d", SHEET_ROWS_MAX);
	MEM_PUSH(r->mem, r->rows, r->count, r->room);
	out = &r->rows[r->count - 1];
	*out = (struct sheet_row){ .id = "",
		.unit = "",
		.code = "",
		.level = SHEET_NO_LEVEL,
		.line = row->number,
		.sheet = r->sheet };
	cells = blank_cells(r, &out->count);
	out->cells = cells;
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column < COLUMNS_MAX && r->columns[row->cells[i].column] != 0 &&
		    row->cells[i].kind != WORKBOOK_BLANK)
			take_cell(r, out, cells, &row->cells[i]);
	return YUP_OK;
}

static const bool *
held_units(struct mem *mem, const struct sheet_mark *mark, const struct plan *plan)
{
	bool *holds = mem_array(mem, plan->unit_count + 1, sizeof(*holds));
	struct map ids;

	map_init(&ids, mem);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		map_set(&ids, plan->units[u].id, u);
	for (size_t i = 0; i < mark->unit_count; i++) {
		uint32_t u = map_get(&ids, mark->units[i]);

		if (u != MAP_NONE)
			holds[u] = true;
	}
	return holds;
}

int
plan_sheet_read(struct mem *mem, struct workbook *book, const struct sheet_mark *mark,
    const struct plan *plan, struct plan_sheet *out, struct err *err)
{
	struct reading r = { .mem = mem, .plan = plan };
	size_t count;
	const struct workbook_sheet *sheets = workbook_sheets(book, &count);

	index_columns(&r);
	for (size_t i = 0; i < count; i++) {
		int rc;

		if (strcmp(sheets[i].name, SHEET_MARK_NAME) == 0 ||
		    strcmp(sheets[i].name, SHEET_LISTS_NAME) == 0)
			continue;
		r.sheet = sheets[i].name;
		r.known = 0;
		r.headed = false;
		r.before = r.count;
		memset(r.columns, 0, sizeof(r.columns));
		rc = workbook_read_sheet(book, i, read_row, &r, err);
		if (rc < 0)
			return rc;
	}
	if (!r.any)
		return err_refuse(err, YUP_EINVALID, "sheet_heads", "no heads in %zu sheets",
		    count);
	*out = (struct plan_sheet){ r.rows, r.count, held_units(mem, mark, plan) };
	return YUP_OK;
}
