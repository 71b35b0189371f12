/* workbook_none.c - workbooks in a program built without their libraries: refused, with the reason. */
#include "import/workbook.h"

#include <string.h>

struct mem;

bool
workbook_maybe(const void *bytes, size_t size)
{
	return size >= 4 &&
	    (memcmp(bytes, "PK\x03\x04", 4) == 0 || memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0);
}

int
workbook_open(struct mem *mem, const void *bytes, size_t size, struct workbook **out,
    struct err *err)
{
	(void)mem;
	(void)bytes;
	(void)size;
	(void)out;
	return err_refuse(err, YUP_EINVALID, "workbook_unsupported", "YUPANA_XLSX");
}

void
workbook_done(struct workbook **book)
{
	(void)book;
}

const struct workbook_sheet *
workbook_sheets(const struct workbook *book, size_t *out_count)
{
	(void)book;
	*out_count = 0;
	return NULL;
}

int
workbook_read_sheet(struct workbook *book, size_t index, workbook_row_fn on_row, void *context,
    struct err *err)
{
	(void)book;
	(void)index;
	(void)on_row;
	(void)context;
	return err_refuse(err, YUP_EINVALID, "workbook_unsupported", "YUPANA_XLSX");
}

const struct workbook_range *
workbook_merged(const struct workbook *book, size_t *out_count)
{
	(void)book;
	*out_count = 0;
	return NULL;
}
