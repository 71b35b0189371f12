#include "report/xlsx_book.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "io/file.h"

enum { STYLES_MAX = 1000, HEIGHT_USUAL = 15, PATH_SIZE = 512 };

struct xlsx {
	struct mem *mem;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	struct map names;
	struct xlsx_style *styles;
	lxw_format **formats;
	size_t style_count, style_room, format_room;
	lxw_row_t row, next_row;
	const char *wrong; /* what failed first */
	bool too_long;
	char path[PATH_SIZE];
};

/* ---- The file ---------------------------------------------------------------------- */

static void
note(struct xlsx *x, lxw_error rc)
{
	if (rc != LXW_NO_ERROR && x->wrong == NULL)
		x->wrong = lxw_strerror(rc);
}

/* "2026-01-31", by the calendar's arithmetic: no time zone has a say. */
static time_t
moment_of(const char *iso)
{
	long y = strtol(iso, NULL, 10), m = 1, d = 1, era;

	if (strlen(iso) >= 10) {
		m = strtol(iso + 5, NULL, 10);
		d = strtol(iso + 8, NULL, 10);
	}
	y -= m <= 2;
	era = y / 400;
	y -= era * 400;
	return (time_t)(era * 146097 + y * 365 + y / 4 - y / 100 +
		   (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1 - 719468) *
	    86400;
}

static const char *
temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

int
xlsx_begin(struct mem *mem, const struct xlsx_head *head, struct xlsx **out, struct err *err)
{
	struct xlsx *x = mem_alloc(mem, sizeof(*x));
	char *folder = mem_strdup(mem, temporary_folder());
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
	lxw_doc_properties properties = {
		.title = mem_strdup(mem, head->title),
		.author = mem_strdup(mem, head->author),
		.created = moment_of(head->created),
	};
	int fd;

	x->mem = mem;
	if (snprintf(x->path, sizeof(x->path), "%s/yupana-XXXXXX", folder) >= (int)sizeof(x->path))
		return err_refuse(err, YUP_EIO, "workbook_unwritten", "TMPDIR is too long");
	fd = mkstemp(x->path);
	if (fd < 0)
		return err_refuse(err, YUP_EIO, "workbook_unwritten", "%s", x->path);
	(void)close(fd);
	x->book = workbook_new_opt(x->path, &options);
	if (x->book == NULL) {
		(void)unlink(x->path);
		return err_refuse(err, YUP_EIO, "workbook_unwritten", "no workbook");
	}
	map_init(&x->names, mem);
	note(x, workbook_set_properties(x->book, &properties));
	*out = x;
	return YUP_OK;
}

void
xlsx_done(struct xlsx **x)
{
	if (*x == NULL)
		return;
	if ((*x)->book != NULL)
		(void)workbook_close((*x)->book);
	(void)unlink((*x)->path);
	*x = NULL;
}

int
xlsx_end(struct xlsx **x, struct str *out, struct err *err)
{
	struct xlsx *at = *x;
	char *bytes = NULL;
	size_t length = 0;
	int rc;

	if (at->sheet == NULL)
		xlsx_sheet(at, "1");
	note(at, workbook_close(at->book));
	at->book = NULL;
	if (at->too_long)
		rc = err_refuse(err, YUP_ELIMIT, "workbook_rows", "%d", XLSX_ROWS_MAX);
	else if (at->wrong != NULL)
		rc = err_refuse(err, YUP_EIO, "workbook_unwritten", "%s", at->wrong);
	else
		rc = file_read(at->mem, at->path, &bytes, &length, err);
	if (rc == YUP_OK)
		str_put_n(out, bytes, length);
	xlsx_done(x);
	return rc;
}

/* ---- Styles ---------------------------------------------------------------------------- */

static const char *
number_format(const struct xlsx_style *style)
{
	static const char *const NUMBERS[] = { "#,##0", "#,##0.0", "#,##0.00", "#,##0.000",
		"#,##0.0000" };
	static const char *const PERCENTS[] = { "0%", "0.0%", "0.00%", "0.000%", "0.0000%" };
	unsigned decimals = style->decimals < 5 ? style->decimals : 4;

	switch (style->format) {
	case XLSX_TEXT_FORMAT:
		return "@";
	case XLSX_NUMBER:
		return NUMBERS[decimals];
	case XLSX_PERCENT:
		return PERCENTS[decimals];
	case XLSX_DAY:
		return "dd/mm/yyyy";
	default:
		return NULL;
	}
}

static lxw_format *
make_format(struct xlsx *x, const struct xlsx_style *style)
{
	static const uint8_t ALIGNS[] = { LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
		LXW_ALIGN_RIGHT };
	lxw_format *f = workbook_add_format(x->book);

	if (number_format(style) != NULL)
		format_set_num_format(f, number_format(style));
	if (style->align != XLSX_ALIGN_USUAL)
		format_set_align(f, ALIGNS[style->align]);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (style->bold)
		format_set_bold(f);
	if (style->italic)
		format_set_italic(f);
	if (style->wrap)
		format_set_text_wrap(f);
	if (style->size > 0)
		format_set_font_size(f, style->size);
	if (style->white)
		format_set_font_color(f, LXW_COLOR_WHITE);
	if (style->fill != 0)
		format_set_bg_color(f, style->fill);
	if (style->indent > 0)
		format_set_indent(f, style->indent);
	if (style->unlocked)
		format_set_unlocked(f);
	if (style->border) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, 0xbfbfbf);
	}
	return f;
}

static bool
same_style(const struct xlsx_style *a, const struct xlsx_style *b)
{
	return a->format == b->format && a->align == b->align && a->decimals == b->decimals &&
	    a->bold == b->bold && a->wrap == b->wrap && a->border == b->border &&
	    a->unlocked == b->unlocked && a->white == b->white && a->italic == b->italic &&
	    a->size == b->size && a->indent == b->indent && a->fill == b->fill;
}

unsigned
xlsx_style(struct xlsx *x, const struct xlsx_style *style)
{
	size_t formats = x->style_count;

	for (size_t i = x->style_count; i-- > 0;)
		if (same_style(&x->styles[i], style))
			return (unsigned)i;
	assert(x->style_count < STYLES_MAX);
	MEM_PUSH(x->mem, x->styles, x->style_count, x->style_room);
	MEM_PUSH(x->mem, x->formats, formats, x->format_room);
	x->styles[x->style_count - 1] = *style;
	x->formats[x->style_count - 1] = make_format(x, style);
	return (unsigned)(x->style_count - 1);
}

/* ---- Sheets -------------------------------------------------------------------------------- */

/* A name without what Excel refuses in one, of at most `most` letters. */
static char *
legal_name(struct mem *mem, const char *name, size_t most)
{
	char *out = mem_strdup(mem, name);
	size_t letters = 0;

	for (char *p = out; *p != '\0'; p++) {
		if (strchr("[]:*?/\\'", *p) != NULL || (unsigned char)*p < 0x20)
			*p = ' ';
		/* those of four bytes count two */
		letters += (*p & 0xc0) != 0x80 ? 1u + ((unsigned char)*p >= 0xf0) : 0;
		if (letters > most) {
			*p = '\0';
			break;
		}
	}
	return out;
}

static const char *
unique_name(struct xlsx *x, const char *name)
{
	const char *legal = legal_name(x->mem, name, XLSX_NAME_MAX);

	if (utf8_fold(x->mem, legal)[0] == '\0')
		legal = "Hoja";
	for (unsigned n = 2; map_get(&x->names, utf8_fold(x->mem, legal)) != MAP_NONE; n++) {
		char *number = mem_printf(x->mem, " (%u)", n);

		legal = mem_printf(x->mem, "%s%s",
		    legal_name(x->mem, name, XLSX_NAME_MAX - strlen(number)), number);
	}
	map_set(&x->names, utf8_fold(x->mem, legal), 0);
	return legal;
}

void
xlsx_sheet(struct xlsx *x, const char *name)
{
	x->sheet = workbook_add_worksheet(x->book, unique_name(x, name));
	x->row = x->next_row = 0;
}

static lxw_format *
format_of(const struct xlsx *x, unsigned style)
{
	return x->formats[style];
}

void
xlsx_column(struct xlsx *x, unsigned column, unsigned width, unsigned style, bool hidden)
{
	lxw_row_col_options options = { .hidden = hidden };

	note(x,
	    worksheet_set_column_opt(x->sheet, (lxw_col_t)column, (lxw_col_t)column, width,
		format_of(x, style), &options));
}

void
xlsx_print(struct xlsx *x, unsigned first_row, unsigned last_row)
{
	enum { A4 = 9 };

	worksheet_set_landscape(x->sheet);
	worksheet_set_paper(x->sheet, A4);
	worksheet_fit_to_pages(x->sheet, 1, 0);
	worksheet_set_margins(x->sheet, 0.4, 0.4, 0.5, 0.6);
	note(x, worksheet_set_footer(x->sheet, "&L&A&RPágina &P de &N"));
	note(x, worksheet_repeat_rows(x->sheet, first_row, last_row));
}

void
xlsx_freeze(struct xlsx *x, unsigned rows, unsigned columns)
{
	worksheet_freeze_panes(x->sheet, rows, (lxw_col_t)columns);
}

void
xlsx_filter(struct xlsx *x, unsigned row, unsigned last_row, unsigned last_column)
{
	note(x, worksheet_autofilter(x->sheet, row, 0, last_row, (lxw_col_t)last_column));
}

void
xlsx_protect(struct xlsx *x, bool rows)
{
	lxw_protection options = {
		.format_cells = 1,
		.format_rows = 1,
		.insert_rows = rows,
		.delete_rows = rows,
		.sort = rows,
		.autofilter = rows,
	};

	worksheet_protect(x->sheet, NULL, &options);
}

void
xlsx_hide(struct xlsx *x)
{
	worksheet_hide(x->sheet);
}

/* ---- Choices and colours ------------------------------------------------------------------------ */

static void
validate(struct xlsx *x, const struct xlsx_area *area, lxw_data_validation *v, const char *title,
    const char *message)
{
	v->ignore_blank = LXW_VALIDATION_ON;
	v->show_input = LXW_VALIDATION_OFF;
	v->show_error = LXW_VALIDATION_ON;
	v->error_title = mem_strdup(x->mem, title);
	v->error_message = mem_strdup(x->mem, message);
	note(x,
	    worksheet_data_validation_range(x->sheet, area->first, (lxw_col_t)area->column,
		area->last, (lxw_col_t)area->column, v));
}

void
xlsx_choices(struct xlsx *x, const struct xlsx_area *area, const char *const *words, bool strict,
    const char *title, const char *message)
{
	lxw_data_validation v = { .validate = LXW_VALIDATION_TYPE_LIST };
	size_t count = 0;
	char **list;

	while (words[count] != NULL)
		count++;
	list = mem_array(x->mem, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = mem_strdup(x->mem, words[i]);
	v.value_list = list;
	v.error_type = strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
	validate(x, area, &v, title, message);
}

void
xlsx_choices_of(struct xlsx *x, const struct xlsx_area *area, const char *range, const char *title,
    const char *message)
{
	lxw_data_validation v = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
		.value_formula = mem_strdup(x->mem, range) };

	validate(x, area, &v, title, message);
}

void
xlsx_positive(struct xlsx *x, const struct xlsx_area *area, const char *title, const char *message)
{
	lxw_data_validation v = { .validate = LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
		.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING };

	validate(x, area, &v, title, message);
}

/*
 * The one place where a figure becomes a binary number: both are exact below 2^53, so the
 * quotient is the nearest to the decimal, and its first 15 figures are the decimal's.
 */
static double
binary_of(int64_t value, unsigned scale)
{
	static const double POWERS[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

	assert(scale < sizeof(POWERS) / sizeof(POWERS[0]));
	return (double)value / POWERS[scale];
}

static void
colour(struct xlsx *x, const struct xlsx_area *area, lxw_conditional_format *c, uint32_t fill)
{
	c->format = workbook_add_format(x->book);
	format_set_bg_color(c->format, fill);
	note(x,
	    worksheet_conditional_format_range(x->sheet, area->first, (lxw_col_t)area->column,
		area->last, (lxw_col_t)area->column, c));
}

void
xlsx_band(struct xlsx *x, const struct xlsx_area *area, const struct xlsx_band *band)
{
	const char *cell = xlsx_place(x->mem, area->first, area->column);
	char least[NUM_TEXT_SIZE], below[NUM_TEXT_SIZE];
	lxw_conditional_format c = { .type = LXW_CONDITIONAL_TYPE_FORMULA };

	(void)num_write(least, band->least, band->scale, 0);
	(void)num_write(below, band->below, band->scale, 0);
	/* a blank is no zero, and half-open ranges leave no value out */
	c.value_string = band->open
	    ? mem_printf(x->mem, "=AND(ISNUMBER(%s),%s>=%s)", cell, cell, least)
	    : mem_printf(x->mem, "=AND(ISNUMBER(%s),%s>=%s,%s<%s)", cell, cell, least, cell, below);
	colour(x, area, &c, band->fill);
}

void
xlsx_mark(struct xlsx *x, const struct xlsx_area *area, const char *formula, uint32_t fill)
{
	lxw_conditional_format c = { .type = LXW_CONDITIONAL_TYPE_FORMULA,
		.value_string = mem_strdup(x->mem, formula) };

	colour(x, area, &c, fill);
}

/* ---- Rows and cells ---------------------------------------------------------------------------------- */

unsigned
xlsx_row(struct xlsx *x, unsigned height, bool hidden)
{
	lxw_row_col_options options = { .hidden = hidden };

	if (x->next_row >= XLSX_ROWS_MAX) {
		x->too_long = true;
		return x->row;
	}
	x->row = x->next_row++;
	if (height > 0 || hidden)
		note(x,
		    worksheet_set_row_opt(x->sheet, x->row, height > 0 ? height : HEIGHT_USUAL,
			NULL, &options));
	return x->row;
}

void
xlsx_blank(struct xlsx *x, unsigned column, unsigned style)
{
	if (!x->too_long)
		note(x,
		    worksheet_write_blank(x->sheet, x->row, (lxw_col_t)column,
			format_of(x, style)));
}

static bool
is_escape(const char *p)
{
	return p[0] == '_' && p[1] == 'x' && strspn(p + 2, "0123456789abcdefABCDEF") >= 4 &&
	    p[6] == '_';
}

/* "_x0041_" is how the format writes an "A": where people mean the letters themselves, "_x005F_x0041_". */
static const char *
escaped(struct xlsx *x, const char *text)
{
	CLEANUP(str_done) struct str s = { 0 };
	const char *p = text;

	while (*p != '\0' && !is_escape(p))
		p++;
	if (*p == '\0')
		return text;
	for (p = text; *p != '\0'; p++) {
		if (is_escape(p))
			str_put(&s, "_x005F");
		str_put_char(&s, *p);
	}
	return mem_strdup(x->mem, str_text(&s));
}

/* What XML cannot hold, and what is too long, stays out. */
static const char *
cell_text(struct xlsx *x, const char *text)
{
	size_t length = strlen(text), valid;

	if (length > XLSX_TEXT_MAX)
		for (length = XLSX_TEXT_MAX; ((unsigned char)text[length] & 0xc0) == 0x80;)
			length--;
	valid = utf8_valid_until(text, length);
	if (valid < length)
		length = valid;
	return escaped(x, text[length] == '\0' ? text : mem_strndup(x->mem, text, length));
}

void
xlsx_text(struct xlsx *x, unsigned column, unsigned style, const char *text)
{
	if (x->too_long)
		return;
	if (text[0] == '\0')
		xlsx_blank(x, column, style);
	else
		note(x,
		    worksheet_write_string(x->sheet, x->row, (lxw_col_t)column, cell_text(x, text),
			format_of(x, style)));
}

void
xlsx_number(struct xlsx *x, unsigned column, unsigned style, int64_t value, unsigned scale)
{
	if (x->too_long)
		return;
	if (value == NUM_ABSENT)
		xlsx_blank(x, column, style);
	else
		note(x,
		    worksheet_write_number(x->sheet, x->row, (lxw_col_t)column,
			binary_of(value, scale), format_of(x, style)));
}

void
xlsx_day(struct xlsx *x, unsigned column, unsigned style, const char *iso)
{
	static const char SHAPE[] = "0000-00-00";
	enum { DAY_SECONDS = 86400, EPOCH_DAY = 25569 };
	bool day = strlen(iso) == sizeof(SHAPE) - 1;

	for (size_t i = 0; day && SHAPE[i] != '\0'; i++)
		day = SHAPE[i] == '-' ? iso[i] == '-' : iso[i] >= '0' && iso[i] <= '9';
	if (day)
		xlsx_number(x, column, style, moment_of(iso) / DAY_SECONDS + EPOCH_DAY, 0);
	else
		xlsx_text(x, column, style, iso);
}

void
xlsx_formula(struct xlsx *x, unsigned column, unsigned style, const char *formula, int64_t value,
    unsigned scale)
{
	if (!x->too_long)
		note(x,
		    worksheet_write_formula_num(x->sheet, x->row, (lxw_col_t)column, formula,
			format_of(x, style), binary_of(value, scale)));
}

void
xlsx_wide(struct xlsx *x, unsigned first, unsigned last, unsigned style, const char *text)
{
	if (x->too_long)
		return;
	if (first == last) {
		xlsx_text(x, first, style, text);
		return;
	}
	note(x,
	    worksheet_merge_range(x->sheet, x->row, (lxw_col_t)first, x->row, (lxw_col_t)last,
		cell_text(x, text), format_of(x, style)));
}

const char *
xlsx_place(struct mem *mem, unsigned row, unsigned column)
{
	char letters[4];
	size_t at = sizeof(letters) - 1;

	letters[at] = '\0';
	do {
		letters[--at] = (char)('A' + column % 26);
		column = column / 26;
	} while (column-- > 0 && at > 0);
	return mem_printf(mem, "%s%u", letters + at, row + 1);
}
