/* fuzz_workbook.c - any bytes as a workbook: its archive, its parts, every sheet. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "import/workbook.h"

enum { MEMORY_MAX = 512 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
on_row(void *context, const struct workbook_row *row, struct err *err)
{
	uint32_t *last = context;

	(void)err;
	assert(row->number > *last && row->number <= WORKBOOK_ROWS_MAX);
	*last = row->number;
	for (size_t i = 0; i < row->count; i++) {
		assert(row->cells[i].column < WORKBOOK_COLUMNS_MAX);
		assert(strlen(row->cells[i].text) <= WORKBOOK_TEXT_MAX);
		assert(i == 0 || row->cells[i - 1].column < row->cells[i].column);
	}
	return YUP_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct err err = { 0 };
	size_t count = 0;
	int rc = workbook_open(mem, data, size, &book, &err);

	if (rc == YUP_OK)
		(void)workbook_sheets(book, &count);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		uint32_t last = 0;

		rc = workbook_read_sheet(book, i, on_row, &last, &err);
	}
	assert(rc == YUP_OK || ((rc == YUP_EINVALID || rc == YUP_ELIMIT) && err.key != NULL));
	assert(mem_used(mem) <= MEMORY_MAX);
	return 0;
}
