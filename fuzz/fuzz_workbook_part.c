/*
 * fuzz_workbook_part.c - any bytes as a part of a workbook, without the archive around
 * it, whose sums would stop nearly all of them.  By the first byte: shared texts,
 * styles, or a sheet.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "import/workbook.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifdef YUPANA_XLSX

#include "import/workbook_parts.h"

struct source {
	const uint8_t *data;
	size_t left;
};

static int
read_source(void *context, void *to, size_t room, size_t *out, struct err *err)
{
	struct source *s = context;
	size_t n = s->left < room ? s->left : room;

	(void)err;
	if (n > 0)
		memcpy(to, s->data, n);
	s->data += n;
	s->left -= n;
	*out = n;
	return YUP_OK;
}

static int
on_row(void *context, const struct workbook_row *row, struct err *err)
{
	size_t *bytes = context;

	(void)err;
	for (size_t i = 0; i < row->count; i++) {
		assert(row->cells[i].column < WORKBOOK_COLUMNS_MAX);
		*bytes += strlen(row->cells[i].text);
	}
	return YUP_OK;
}

static int
read_sheet(struct mem *mem, const struct workbook_bytes *bytes, struct err *err)
{
	static const char *const TEXTS[] = { "uno", "dos" };
	static struct workbook_style styles[] = { { WORKBOOK_GENERAL, 0 }, { WORKBOOK_PERCENT, 2 },
		{ WORKBOOK_DAY, 0 } };
	const char *texts[] = { TEXTS[0], TEXTS[1] };
	const struct workbook_texts shared = { texts, 2, 2, 8 };
	const struct workbook_styles shown = { styles, 3, 3 };
	size_t read = 0;
	const struct workbook_sheet_ask ask = { &shared, &shown, false, on_row, &read };
	struct workbook_merges merges = { 0 };

	return workbook_sheet_read(mem, bytes, &ask, &merges, err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct source source = { data + 1, size > 0 ? size - 1 : 0 };
	const struct workbook_bytes bytes = { read_source, &source, "part" };
	struct workbook_texts texts;
	struct workbook_styles styles;
	struct err err = { 0 };
	int rc = YUP_OK;

	if (size == 0)
		return 0;
	if (data[0] == 't')
		rc = workbook_texts_read(mem, &bytes, &texts, &err);
	else if (data[0] == 'f')
		rc = workbook_styles_read(mem, &bytes, &styles, &err);
	else
		rc = read_sheet(mem, &bytes, &err);
	assert(rc == YUP_OK || ((rc == YUP_EINVALID || rc == YUP_ELIMIT) && err.key != NULL));
	return 0;
}

#else

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	(void)data;
	(void)size;
	return 0;
}

#endif
