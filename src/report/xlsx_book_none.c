/* xlsx_book_none.c - workbooks in a program built without libxlsxwriter: refused, with the reason. */
#include "report/xlsx_book.h"

int
xlsx_begin(struct mem *mem, const struct xlsx_head *head, struct xlsx **out, struct err *err)
{
	(void)mem;
	(void)head;
	(void)out;
	return err_refuse(err, YUP_EINVALID, "workbook_unsupported", "YUPANA_XLSX");
}

int
xlsx_end(struct xlsx **x, struct str *out, struct err *err)
{
	(void)x;
	(void)out;
	return err_refuse(err, YUP_EINVALID, "workbook_unsupported", "YUPANA_XLSX");
}

void
xlsx_done(struct xlsx **x)
{
	(void)x;
}

unsigned
xlsx_style(struct xlsx *x, const struct xlsx_style *style)
{
	(void)x;
	(void)style;
	return 0;
}

void
xlsx_sheet(struct xlsx *x, const char *name)
{
	(void)x;
	(void)name;
}

void
xlsx_column(struct xlsx *x, unsigned column, unsigned width, unsigned style, bool hidden)
{
	(void)x;
	(void)column;
	(void)width;
	(void)style;
	(void)hidden;
}

void
xlsx_print(struct xlsx *x, unsigned first_row, unsigned last_row)
{
	(void)x;
	(void)first_row;
	(void)last_row;
}

void
xlsx_freeze(struct xlsx *x, unsigned rows, unsigned columns)
{
	(void)x;
	(void)rows;
	(void)columns;
}

void
xlsx_filter(struct xlsx *x, unsigned row, unsigned last_row, unsigned last_column)
{
	(void)x;
	(void)row;
	(void)last_row;
	(void)last_column;
}

void
xlsx_protect(struct xlsx *x, bool rows)
{
	(void)x;
	(void)rows;
}

void
xlsx_hide(struct xlsx *x)
{
	(void)x;
}

void
xlsx_choices(struct xlsx *x, const struct xlsx_area *area, const char *const *words, bool strict,
    const char *title, const char *message)
{
	(void)x;
	(void)area;
	(void)words;
	(void)strict;
	(void)title;
	(void)message;
}

void
xlsx_choices_of(struct xlsx *x, const struct xlsx_area *area, const char *range, const char *title,
    const char *message)
{
	(void)x;
	(void)area;
	(void)range;
	(void)title;
	(void)message;
}

void
xlsx_positive(struct xlsx *x, const struct xlsx_area *area, const char *title, const char *message)
{
	(void)x;
	(void)area;
	(void)title;
	(void)message;
}

void
xlsx_band(struct xlsx *x, const struct xlsx_area *area, const struct xlsx_band *band)
{
	(void)x;
	(void)area;
	(void)band;
}

void
xlsx_mark(struct xlsx *x, const struct xlsx_area *area, const char *formula, uint32_t fill)
{
	(void)x;
	(void)area;
	(void)formula;
	(void)fill;
}

unsigned
xlsx_row(struct xlsx *x, unsigned height, bool hidden)
{
	(void)x;
	(void)height;
	(void)hidden;
	return 0;
}

void
xlsx_blank(struct xlsx *x, unsigned column, unsigned style)
{
	(void)x;
	(void)column;
	(void)style;
}

void
xlsx_text(struct xlsx *x, unsigned column, unsigned style, const char *text)
{
	(void)x;
	(void)column;
	(void)style;
	(void)text;
}

void
xlsx_number(struct xlsx *x, unsigned column, unsigned style, int64_t value, unsigned scale)
{
	(void)x;
	(void)column;
	(void)style;
	(void)value;
	(void)scale;
}

void
xlsx_day(struct xlsx *x, unsigned column, unsigned style, const char *iso)
{
	(void)x;
	(void)column;
	(void)style;
	(void)iso;
}

void
xlsx_formula(struct xlsx *x, unsigned column, unsigned style, const char *formula, int64_t value,
    unsigned scale)
{
	(void)x;
	(void)column;
	(void)style;
	(void)formula;
	(void)value;
	(void)scale;
}

void
xlsx_wide(struct xlsx *x, unsigned first, unsigned last, unsigned style, const char *text)
{
	(void)x;
	(void)first;
	(void)last;
	(void)style;
	(void)text;
}

const char *
xlsx_place(struct mem *mem, unsigned row, unsigned column)
{
	(void)mem;
	(void)row;
	(void)column;
	return "";
}
