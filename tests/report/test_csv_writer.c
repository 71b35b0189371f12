/* test_csv_writer.c - what is written is read the same by other programs, and by spreadsheets as text. */
#include "report/csv_writer.h"

#include "base/decimal.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/markup.h"

static void
check(const char *text, const char *expected)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer w = { 0 };

	csv_begin(&w, &out, "a");
	csv_guard(&w);
	csv_text(&w, text);
	csv_row_end(&w);
	assert_string_equal(str_text(&out), mem_printf(mem, "a\r\n%s\r\n", expected));
	assert_null(csv_wrong(mem, str_text(&out)));
}

static void
test_texts(void **state)
{
	(void)state;
	check("uno", "uno");
	check(NULL, "");
	check("a,b", "\"a,b\"");
	check("dice \"no\"", "\"dice \"\"no\"\"\"");
	check("dos\nlíneas", "\"dos\nlíneas\"");
}

/* What a spreadsheet would compute gets an apostrophe; a number is one. */
static void
test_no_formulas(void **state)
{
	(void)state;
	check("=1+1", "'=1+1");
	check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
	check("+591 2 2345678", "'+591 2 2345678");
	check("@SUM(1)", "'@SUM(1)");
	check("-cmd|' /C x'!A0", "'-cmd|' /C x'!A0");
	check("\t=1", "'\t=1");
	check("\r=1", "\"'\r=1\"");
	check("-12.5", "-12.5");
	check("-12,5", "\"-12,5\"");
	check("- uno", "'- uno");
	check("a=1", "a=1");
}

/* For other programs a field is what was said. */
static void
test_unguarded(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer w = { 0 };

	(void)state;
	csv_begin(&w, &out, "a");
	csv_text(&w, "=1");
	assert_string_equal(str_text(&out), "a\r\n=1");
}

static void
test_numbers(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer w = { 0 };

	(void)state;
	csv_begin(&w, &out, "a b c d");
	csv_int(&w, -3);
	csv_quantity(&w, -25000);
	csv_money(&w, 1050);
	csv_quantity(&w, NUM_ABSENT);
	csv_row_end(&w);
	assert_string_equal(str_text(&out), "a,b,c,d\r\n-3,-2.5,10.50,\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_texts),
		cmocka_unit_test(test_no_formulas), cmocka_unit_test(test_unguarded),
		cmocka_unit_test(test_numbers) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
