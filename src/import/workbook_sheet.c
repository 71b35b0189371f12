/* workbook_sheet.c - the rows of one sheet of a workbook, as they go by. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/workbook_number.h"
#include "import/workbook_parts.h"

enum { ROW_TEXT_MAX = 16 << 20 }; /* bytes of a row's own texts */

enum cell_type {
	TYPE_NUMBER,
	TYPE_SHARED,
	TYPE_TEXT,
	TYPE_INLINE,
	TYPE_BOOLEAN,
	TYPE_ERROR,
	TYPE_DATE
};

struct reading {
	struct mem *mem;
	const struct workbook_sheet_ask *ask;
	struct workbook_merges *merges;
	bool in_data, in_row, in_cell, in_value, in_inline;
	unsigned phonetic;
	struct workbook_row row;
	uint32_t last_row;
	struct workbook_cell *cells;
	size_t *own; /* where a cell's own text begins in `texts` */
	size_t count, room, own_count, own_room, total;
	struct str texts; /* of the row */
	struct str value; /* of the cell */
	struct workbook_cell cell;
	enum cell_type type;
	uint32_t next_column;
	bool has_value;
	uint8_t hidden[WORKBOOK_COLUMNS_MAX / 8];
};

/* ---- Where ------------------------------------------------------------------ */

static unsigned
positive(const char *text)
{
	unsigned long value = text != NULL && *text >= '0' && *text <= '9' ? strtoul(text, NULL, 10)
									   : 0;

	return value > INT32_MAX ? INT32_MAX : (unsigned)value;
}

/* "AB12": column from 0 and row from 1, and what follows; false: no such cell. */
static bool
read_place(const char **at, uint32_t *column, uint32_t *row)
{
	const char *p = *at;
	uint32_t c = 0, r = 0;

	for (; *p == '$'; p++)
		;
	for (; (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'); p++)
		if ((c = c * 26 + (uint32_t)((*p | 0x20) - 'a' + 1)) > WORKBOOK_COLUMNS_MAX)
			return false;
	for (; *p == '$'; p++)
		;
	for (; *p >= '0' && *p <= '9'; p++)
		if ((r = r * 10 + (uint32_t)(*p - '0')) > WORKBOOK_ROWS_MAX)
			return false;
	*at = p;
	*column = c - 1;
	*row = r;
	return c > 0 && r > 0;
}

static int
hide_columns(struct reading *r, const char **attributes)
{
	unsigned from = positive(workbook_xml_attribute(attributes, "min"));
	unsigned to = positive(workbook_xml_attribute(attributes, "max"));

	if (!workbook_xml_is_on(workbook_xml_attribute(attributes, "hidden")))
		return YUP_OK;
	for (; from >= 1 && from <= to && from <= WORKBOOK_COLUMNS_MAX; from++)
		r->hidden[(from - 1) / 8] |= (uint8_t)(1u << (from - 1) % 8);
	return YUP_OK;
}

static int
keep_merge(struct reading *r, const char **attributes, struct err *err)
{
	const char *ref = workbook_xml_attribute(attributes, "ref");
	uint32_t first_column, last_column;
	struct workbook_range range;

	if (ref == NULL || !read_place(&ref, &first_column, &range.first_row) || *ref++ != ':' ||
	    !read_place(&ref, &last_column, &range.last_row))
		return YUP_OK;
	if (first_column > last_column || range.first_row > range.last_row)
		return YUP_OK;
	if (r->merges->count == WORKBOOK_MERGES_MAX)
		return workbook_over(err, "mergeCells");
	range.first_column = (uint16_t)first_column;
	range.last_column = (uint16_t)last_column;
	MEM_PUSH(r->mem, r->merges->items, r->merges->count, r->merges->room);
	r->merges->items[r->merges->count - 1] = range;
	return YUP_OK;
}

/* ---- Beginnings --------------------------------------------------------------- */

static int
begin_row(struct reading *r, const char **attributes, struct err *err)
{
	const char *number = workbook_xml_attribute(attributes, "r");

	r->row.number = number != NULL ? positive(number) : r->last_row + 1;
	r->row.hidden = workbook_xml_is_on(workbook_xml_attribute(attributes, "hidden"));
	if (r->row.number > WORKBOOK_ROWS_MAX)
		return workbook_over(err, "row");
	if (r->row.number <= r->last_row)
		return workbook_broken(err, "row");
	r->last_row = r->row.number;
	r->count = r->own_count = 0;
	r->next_column = 0;
	str_clear(&r->texts);
	r->in_row = true;
	return YUP_OK;
}

static enum cell_type
type_of(const char *t)
{
	static const struct {
		const char *word;
		enum cell_type type;
	} TYPES[] = { { "s", TYPE_SHARED }, { "str", TYPE_TEXT }, { "inlineStr", TYPE_INLINE },
		{ "b", TYPE_BOOLEAN }, { "e", TYPE_ERROR }, { "d", TYPE_DATE } };

	for (size_t i = 0; i < sizeof(TYPES) / sizeof(TYPES[0]); i++)
		if (strcmp(t, TYPES[i].word) == 0)
			return TYPES[i].type;
	return TYPE_NUMBER;
}

static int
place_cell(struct reading *r, const char *ref, struct err *err)
{
	uint32_t column = r->next_column, row = r->row.number;

	if (ref != NULL && !read_place(&ref, &column, &row))
		return workbook_over(err, "c");
	if (column >= WORKBOOK_COLUMNS_MAX || ++r->total > WORKBOOK_CELLS_MAX)
		return workbook_over(err, "c");
	if (row != r->row.number || column < r->next_column)
		return workbook_broken(err, "c");
	r->next_column = column + 1;
	r->cell.column = (uint16_t)column;
	r->cell.hidden = (r->hidden[column / 8] >> column % 8) & 1;
	return YUP_OK;
}

static int
begin_cell(struct reading *r, const char **attributes, struct err *err)
{
	const char *ref = NULL, *type = "n";
	struct workbook_style style = { 0 };
	unsigned s = 0;

	for (; *attributes != NULL; attributes += 2) {
		if (attributes[0][1] != '\0')
			continue;
		if (attributes[0][0] == 'r')
			ref = attributes[1];
		else if (attributes[0][0] == 's')
			s = positive(attributes[1]);
		else if (attributes[0][0] == 't')
			type = attributes[1];
	}
	if (s < r->ask->styles->count)
		style = r->ask->styles->items[s];
	r->cell = (struct workbook_cell){ .text = "",
		.shared = WORKBOOK_OWN,
		.format = (enum workbook_format)style.format,
		.decimals = style.decimals };
	r->type = type_of(type);
	r->has_value = false;
	r->in_cell = true;
	str_clear(&r->value);
	return place_cell(r, ref, err);
}

static int
begin(void *context, const char *name, const char **attributes, struct err *err)
{
	struct reading *r = context;

	if (r->in_cell) {
		if (strcmp(name, "v") == 0) {
			r->in_value = true;
		} else if (strcmp(name, "f") == 0) {
			r->cell.formula = true;
		} else if (strcmp(name, "is") == 0) {
			r->in_inline = r->has_value = true;
		} else if (strcmp(name, "t") == 0) {
			r->in_value = r->in_inline && r->phonetic == 0;
		} else if (strcmp(name, "rPh") == 0) {
			r->phonetic++;
		}
		return YUP_OK;
	}
	if (r->in_row)
		return strcmp(name, "c") == 0 ? begin_cell(r, attributes, err) : YUP_OK;
	if (r->in_data)
		return strcmp(name, "row") == 0 ? begin_row(r, attributes, err) : YUP_OK;
	if (strcmp(name, "sheetData") == 0)
		r->in_data = true;
	else if (strcmp(name, "col") == 0)
		return hide_columns(r, attributes);
	else if (strcmp(name, "mergeCell") == 0)
		return keep_merge(r, attributes, err);
	return YUP_OK;
}

/* ---- Ends ------------------------------------------------------------------------ */

/* The cell's text is the row's own: its place is known when the row is whole. */
static int
put_own(struct reading *r, enum workbook_kind kind, const char *text, size_t length,
    struct err *err)
{
	if (r->texts.length + length + 1 > ROW_TEXT_MAX)
		return workbook_over(err, "row");
	r->cell.kind = kind;
	r->cell.text = NULL;
	MEM_PUSH(r->mem, r->own, r->own_count, r->own_room);
	r->own[r->own_count - 1] = r->texts.length;
	str_put_n(&r->texts, text, length);
	str_put_n(&r->texts, "", 1);
	return YUP_OK;
}

static int
put_shared(struct reading *r, struct err *err)
{
	unsigned i = positive(str_text(&r->value));

	if (i >= r->ask->texts->count)
		return workbook_broken(err, "sharedStrings");
	r->cell.text = r->ask->texts->items[i];
	r->cell.shared = i;
	r->cell.kind = r->cell.text[0] != '\0' ? WORKBOOK_TEXT : WORKBOOK_BLANK;
	return YUP_OK;
}

static int
put_number(struct reading *r, struct err *err)
{
	char plain[WORKBOOK_NUMBER_SIZE + 1], day[WORKBOOK_NUMBER_SIZE];
	bool percent = r->cell.format == WORKBOOK_PERCENT;
	size_t n;

	if (!workbook_number_plain(r->value.text, r->value.length, percent ? 2 : 0, plain))
		return put_own(r, WORKBOOK_ERROR, r->value.text, r->value.length, err);
	if (r->cell.format == WORKBOOK_DAY && workbook_number_day(plain, r->ask->since_1904, day))
		return put_own(r, WORKBOOK_DATE, day, strlen(day), err);
	n = strlen(plain);
	if (percent)
		plain[n++] = '%';
	return put_own(r, WORKBOOK_NUMBER, plain, n, err);
}

static int
put_text(struct reading *r, struct err *err)
{
	size_t length = r->value.length;

	if (length > 0)
		length = workbook_text_plain(r->value.text, length);
	return put_own(r, length > 0 ? WORKBOOK_TEXT : WORKBOOK_BLANK, str_text(&r->value), length,
	    err);
}

static int
put_value(struct reading *r, struct err *err)
{
	bool empty = r->value.length == 0;

	if (r->cell.formula && (!r->has_value || (empty && r->type != TYPE_TEXT)))
		return put_own(r, WORKBOOK_ERROR, "formula_uncached", 16, err);
	if (empty)
		return YUP_OK;
	switch (r->type) {
	case TYPE_SHARED:
		return put_shared(r, err);
	case TYPE_TEXT:
	case TYPE_INLINE:
		return put_text(r, err);
	case TYPE_BOOLEAN:
		return put_own(r, WORKBOOK_BOOLEAN, workbook_xml_is_on(r->value.text) ? "1" : "0",
		    1, err);
	case TYPE_ERROR:
		return put_own(r, WORKBOOK_ERROR, r->value.text, r->value.length, err);
	case TYPE_DATE:
		return put_own(r, WORKBOOK_DATE, r->value.text, r->value.length, err);
	default:
		return put_number(r, err);
	}
}

static int
end_cell(struct reading *r, struct err *err)
{
	int rc = put_value(r, err);

	r->in_cell = r->in_inline = r->in_value = false;
	r->phonetic = 0;
	if (rc < 0 || (r->cell.kind == WORKBOOK_BLANK && !r->cell.formula))
		return rc;
	MEM_PUSH(r->mem, r->cells, r->count, r->room);
	r->cells[r->count - 1] = r->cell;
	return YUP_OK;
}

static int
end_row(struct reading *r, struct err *err)
{
	size_t own = 0;

	r->in_row = false;
	for (size_t i = 0; i < r->count; i++)
		if (r->cells[i].text == NULL)
			r->cells[i].text = r->texts.text + r->own[own++];
	r->row.cells = r->cells;
	r->row.count = r->count;
	return r->ask->on_row(r->ask->context, &r->row, err);
}

static int
end(void *context, const char *name, struct err *err)
{
	struct reading *r = context;

	if (r->in_cell) {
		if (strcmp(name, "v") == 0) {
			r->in_value = false;
			r->has_value = true;
		} else if (strcmp(name, "t") == 0) {
			r->in_value = false;
		} else if (strcmp(name, "rPh") == 0) {
			r->phonetic--;
		} else if (strcmp(name, "is") == 0) {
			r->in_inline = false;
		} else if (strcmp(name, "c") == 0) {
			return end_cell(r, err);
		}
		return YUP_OK;
	}
	if (r->in_row)
		return strcmp(name, "row") == 0 ? end_row(r, err) : YUP_OK;
	if (strcmp(name, "sheetData") == 0)
		r->in_data = false;
	return YUP_OK;
}

static int
text(void *context, const char *bytes, size_t length, struct err *err)
{
	struct reading *r = context;

	if (!r->in_value)
		return YUP_OK;
	if (r->value.length + length > WORKBOOK_TEXT_MAX)
		return workbook_over(err, "c");
	str_put_n(&r->value, bytes, length);
	return YUP_OK;
}

int
workbook_sheet_read(struct mem *mem, const struct workbook_bytes *bytes,
    const struct workbook_sheet_ask *ask, struct workbook_merges *merges, struct err *err)
{
	struct reading r = { .mem = mem, .ask = ask, .merges = merges };
	const struct workbook_xml handler = { begin, end, text, &r };
	struct err local = { 0 };
	int rc;

	if (err == NULL)
		err = &local;
	merges->count = 0;
	rc = workbook_xml_read(bytes, &handler, err);
	if (rc < 0 && err->line == 0)
		err->line = r.last_row;
	str_done(&r.texts);
	str_done(&r.value);
	return rc;
}
