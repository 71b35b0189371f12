/* test_sheet.c - lines and cells, and the limits of both. */
#include "import/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"

static struct err err;

static int
cut(struct mem *mem, const char *text, struct sheet *out)
{
	err = (struct err){ 0 };
	return sheet_read(mem, mem_strdup(mem, text), strlen(text), out, &err);
}

static void
test_cells(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct sheet s;

	(void)state;
	assert_int_equal(cut(mem, "a\tb c \t\n\n \t \n\t x\t\ty\t\t", &s), YUP_OK);
	assert_int_equal(s.count, 2);
	assert_int_equal(s.last_line, 4);
	assert_int_equal(s.lines[0].number, 1);
	assert_int_equal(s.lines[0].count, 3);
	assert_int_equal(s.lines[0].first, 0);
	assert_int_equal(s.lines[0].used, 2);
	assert_string_equal(s.lines[0].cells[1], "b c");
	assert_string_equal(s.lines[0].cells[2], "");
	assert_int_equal(s.lines[1].number, 4);
	assert_int_equal(s.lines[1].count, 6);
	assert_int_equal(s.lines[1].first, 1);
	assert_int_equal(s.lines[1].used, 4);
	assert_string_equal(s.lines[1].cells[1], "x");
	assert_string_equal(sheet_line_text(mem, &s.lines[1]), "\tx\t\ty\t\t");
}

static void
test_nothing(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct sheet s;

	(void)state;
	assert_int_equal(cut(mem, "", &s), YUP_OK);
	assert_int_equal(s.count, 0);
	assert_int_equal(cut(mem, "\n\n\t\n", &s), YUP_OK);
	assert_int_equal(s.count, 0);
	assert_int_equal(s.last_line, 3);
}

/* The last cell, and the last byte, that fit; and the first that do not. */
static void
test_limits(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str text = { 0 };
	struct sheet s = { .count = 77 };

	(void)state;
	str_put(&text, "a\n");
	for (int i = 0; i < SHEET_CELLS_MAX; i++)
		str_put(&text, i ? "\tx" : "x");
	assert_int_equal(cut(mem, text.text, &s), YUP_OK);
	assert_int_equal(s.lines[1].count, SHEET_CELLS_MAX);
	assert_int_equal(s.lines[1].used, SHEET_CELLS_MAX);
	str_put(&text, "\t");
	s.count = 77;
	assert_int_equal(cut(mem, text.text, &s), YUP_ELIMIT);
	assert_int_equal(err.line, 2);
	assert_int_equal(s.count, 77);

	str_clear(&text);
	for (int i = 0; i < SHEET_LINE_MAX; i++)
		str_put_char(&text, 'x');
	assert_int_equal(cut(mem, text.text, &s), YUP_OK);
	str_put_char(&text, 'x');
	assert_int_equal(cut(mem, text.text, &s), YUP_ELIMIT);
	assert_int_equal(err.line, 1);
}

static void
test_too_many_lines(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t length = SHEET_LINES_MAX + 1;
	char *text = mem_alloc(mem, length + 1);
	struct sheet s;

	(void)state;
	memset(text, '\n', length);
	assert_int_equal(sheet_read(mem, text, length, &s, &err), YUP_ELIMIT);
	assert_int_equal(err.line, SHEET_LINES_MAX + 1);
	memset(text, '\n', length);
	assert_int_equal(sheet_read(mem, text, length - 1, &s, &err), YUP_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_too_many_lines),
	};

	return cmocka_run_group_tests_name("import.sheet", tests, NULL, NULL);
}
