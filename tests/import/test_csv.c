/* test_csv.c - tables as spreadsheets save them, and those that are not. */
#include "import/csv.h"

#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"

static struct err err;

static int
read_text(struct mem *mem, const char *text, struct csv *out)
{
	err = (struct err){ 0 };
	return csv_read(mem, mem_strdup(mem, text), out, &err);
}

static void
test_separators(void **state)
{
	static const char *const TEXTS[] = { "a,b\n1, 2 \n", "a;b\n1;2\n", "a\tb\n1\t2",
		"a;b\r\n\"1\";\"2\"\r\n", "a,b\n\n,\n 1,2\n\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct csv csv;

		assert_int_equal(read_text(mem, TEXTS[i], &csv), YUP_OK);
		assert_int_equal(csv.head.count, 2);
		assert_int_equal(csv_column(&csv, "b"), 1);
		assert_int_equal(csv_column(&csv, "c"), 2);
		assert_int_equal(csv.count, 1);
		assert_string_equal(csv.rows[0].cells[0], "1");
		assert_string_equal(csv_cell(&csv.rows[0], 1), "2");
		assert_string_equal(csv_cell(&csv.rows[0], 7), "");
	}
}

static void
test_quotes(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct csv csv;

	(void)state;
	assert_int_equal(read_text(mem, "a,b\n\"dos\nlíneas, y \"\"esto\"\"\",x\ny,z\n", &csv),
	    YUP_OK);
	assert_int_equal(csv.count, 2);
	assert_string_equal(csv.rows[0].cells[0], "dos\nlíneas, y \"esto\"");
	assert_int_equal(csv.rows[0].line, 2);
	assert_int_equal(csv.rows[1].line, 4);
	assert_int_equal(read_text(mem, "a,b\n1,2\n3,\"4\n", &csv), YUP_EINVALID);
	assert_string_equal(err.key, "csv_quote");
	assert_int_equal(err.line, 3);
}

static void
test_refused(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char wide[CSV_CELLS_MAX + 2];
	struct csv csv;

	(void)state;
	assert_int_equal(read_text(mem, "\n1,2\n", &csv), YUP_EINVALID);
	assert_string_equal(err.key, "empty_file");
	memset(wide, ',', sizeof(wide) - 1);
	wide[sizeof(wide) - 1] = '\0';
	assert_int_equal(read_text(mem, wide, &csv), YUP_ELIMIT);
	assert_string_equal(err.key, "csv_large");
	assert_int_equal(read_text(mem, "a", &csv), YUP_OK);
	assert_int_equal(csv.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
