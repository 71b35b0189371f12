/*
 * fuzz_decode.c - any bytes decoded and cut into cells.
 *
 * What is accepted is UTF-8 without control bytes, and decodes to itself; its
 * lines have the cells they say.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "import/decode.h"
#include "import/number_cells.h"
#include "import/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct mem *mem, const struct decoded *d)
{
	struct decoded again;
	struct err err = { 0 };
	int rc;

	assert(strlen(d->text) == d->length);
	assert(utf8_valid_until(d->text, d->length) == d->length);
	for (size_t i = 0; i < d->length; i++) {
		unsigned char c = (unsigned char)d->text[i];

		assert((c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n');
	}
	rc = decode_text(mem, d->text, d->length, &again, &err);
	/* a mark inside the first text is taken off by the second reading */
	if (memcmp(d->text, "\xEF\xBB\xBF", d->length < 3 ? d->length : 3) != 0)
		assert(rc == YUP_OK && again.length == d->length &&
		    memcmp(again.text, d->text, d->length) == 0);
}

static void
check_sheet(struct mem *mem, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_line *line = &sheet->lines[i];

		assert(line->first < line->used && line->used <= line->count);
		assert(line->count <= SHEET_CELLS_MAX && line->number <= sheet->last_line);
		assert(strlen(sheet_line_text(mem, line)) <= SHEET_LINE_MAX);
		for (unsigned c = 0; c < line->count; c++) {
			struct num n;

			(void)cell_number(line->cells[c], NUM_DOT_DECIMAL, &n);
			(void)cell_measure(line->cells[c], NUM_COMMA_DECIMAL);
			(void)cell_money(line->cells[c], NUM_AUTO);
		}
	}
	(void)number_style_of(sheet, NUM_DOT_DECIMAL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct decoded d;
	struct sheet sheet;
	struct err err = { 0 };
	int rc = decode_text(mem, (const char *)data, size, &d, &err);

	if (rc < 0) {
		assert(err.code == rc && err.message[0] != '\0');
		return 0;
	}
	check_text(mem, &d);
	if (sheet_read(mem, d.text, d.length, &sheet, &err) == YUP_OK)
		check_sheet(mem, &sheet);
	return 0;
}
