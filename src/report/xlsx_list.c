#include "report/xlsx_list.h"

#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { COLUMNS_MAX = 256, WIDTH_MIN = 6, WIDTH_MAX = 60, HEAD_FILL = 0xdce6f1, WRAP_FROM = 40 };

struct xlsx_list {
	struct xlsx *book;
	bool open;     /* a sheet is */
	bool in_row;   /* a row is */
	unsigned rows; /* of the sheet, the heads included */
	unsigned column, columns;
	unsigned widths[COLUMNS_MAX];
	unsigned head, text, day;
};

int
xlsx_list_begin(struct mem *mem, const struct xlsx_head *head, struct xlsx_list **out,
    struct err *err)
{
	struct xlsx_list *list = mem_alloc(mem, sizeof(*list));
	int rc = xlsx_begin(mem, head, &list->book, err);

	if (rc < 0)
		return rc;
	list->head = xlsx_style(list->book,
	    &(struct xlsx_style){ .bold = true, .wrap = true, .border = true, .fill = HEAD_FILL });
	list->text = xlsx_style(list->book, &(struct xlsx_style){ .wrap = true });
	list->day = xlsx_style(list->book, &(struct xlsx_style){ .format = XLSX_DAY });
	*out = list;
	return YUP_OK;
}

static void
close_sheet(struct xlsx_list *list)
{
	if (!list->open)
		return;
	for (unsigned c = 0; c < list->columns; c++)
		xlsx_column(list->book, c, list->widths[c] + 2, list->text, false);
	xlsx_freeze(list->book, 1, 0);
	xlsx_print(list->book, 0, 0);
	if (list->rows > 0 && list->columns > 0)
		xlsx_filter(list->book, 0, list->rows - 1, list->columns - 1);
	list->open = false;
}

void
xlsx_list_sheet(struct xlsx_list *list, const char *name)
{
	close_sheet(list);
	xlsx_sheet(list->book, name);
	list->open = true;
	list->in_row = false;
	list->rows = list->column = list->columns = 0;
	memset(list->widths, 0, sizeof(list->widths));
}

/* The next cell's column; false: there are too many. */
static bool
next_cell(struct xlsx_list *list, size_t width)
{
	if (!list->in_row) {
		(void)xlsx_row(list->book, 0, false);
		list->in_row = true;
		list->rows++;
	}
	if (list->column >= COLUMNS_MAX)
		return false;
	if (width > WIDTH_MAX)
		width = WIDTH_MAX;
	if (width < WIDTH_MIN)
		width = WIDTH_MIN;
	if (width > list->widths[list->column])
		list->widths[list->column] = (unsigned)width;
	list->column++;
	if (list->column > list->columns)
		list->columns = list->column;
	return true;
}

void
xlsx_list_text(struct xlsx_list *list, const char *text)
{
	if (text == NULL)
		text = "";
	if (!next_cell(list, utf8_width(text)))
		return;
	if (list->rows == 1)
		xlsx_text(list->book, list->column - 1, list->head, text);
	else if (strlen(text) == strlen("2027-01-31") && text[4] == '-' && text[7] == '-')
		xlsx_day(list->book, list->column - 1, list->day, text);
	else
		xlsx_text(list->book, list->column - 1, list->text, text);
}

void
xlsx_list_number(struct xlsx_list *list, int64_t value, unsigned scale, unsigned keep)
{
	struct xlsx_style style = { .format = keep > 0 ? XLSX_NUMBER : XLSX_GENERAL,
		.decimals = (uint8_t)keep };

	if (next_cell(list, keep > 0 ? 14 : 8))
		xlsx_number(list->book, list->column - 1, xlsx_style(list->book, &style), value,
		    scale);
}

void
xlsx_list_row_end(struct xlsx_list *list)
{
	if (!list->in_row)
		(void)next_cell(list, 0);
	list->in_row = false;
	list->column = 0;
}

int
xlsx_list_end(struct xlsx_list **list, struct str *out, struct err *err)
{
	struct xlsx_list *at = *list;

	close_sheet(at);
	*list = NULL;
	return xlsx_end(&at->book, out, err);
}

void
xlsx_list_done(struct xlsx_list **list)
{
	if (*list != NULL)
		xlsx_done(&(*list)->book);
	*list = NULL;
}
