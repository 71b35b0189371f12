/* test_number_cells.c - number_cells.cases; and which decimals a document writes. */
#include "import/number_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static void
put_number(struct str *out, int64_t value_e4, bool percent)
{
	num_put(out, value_e4, 4, 0);
	str_put(out, percent ? " %" : "");
}

static void
answer_cell(struct str *out, const char *question, enum num_style style)
{
	struct num n = { 0 };

	switch (cell_number(question, style, &n)) {
	case CELL_BLANK:
		str_put(out, "blank");
		break;
	case CELL_TEXT:
		str_put(out, "text");
		break;
	case CELL_OUT_OF_RANGE:
		str_put(out, "out of range");
		break;
	default:
		put_number(out, n.value_e4, n.percent);
	}
}

static void
answer(struct str *out, const char *key, const char *question)
{
	if (strcmp(key, "dot") == 0) {
		answer_cell(out, question, NUM_DOT_DECIMAL);
	} else if (strcmp(key, "comma") == 0) {
		answer_cell(out, question, NUM_COMMA_DECIMAL);
	} else if (strcmp(key, "numeric") == 0) {
		str_put(out, cell_is_numeric(question) ? "yes" : "no");
	} else if (strcmp(key, "money") == 0) {
		int64_t cents = cell_money(question, NUM_DOT_DECIMAL);

		if (cents == NUM_ABSENT)
			str_put(out, "none");
		else
			str_printf(out, "%lld", (long long)cents);
	} else {
		struct measure m = cell_measure(question, NUM_DOT_DECIMAL);

		assert_string_equal(m.text, question);
		if (m.value_e4 == NUM_ABSENT)
			str_put(out, "none");
		else
			put_number(out, m.value_e4, m.percent);
	}
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

static enum num_style
style_of(const char *text)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char *copy = mem_strdup(mem, text);
	struct sheet sheet;
	struct err err;

	assert_int_equal(sheet_read(mem, copy, strlen(copy), &sheet, &err), YUP_OK);
	return number_style_of(&sheet, NUM_DOT_DECIMAL);
}

static void
test_style(void **state)
{
	(void)state;
	assert_int_equal(style_of("1.1.1\t8,5\t1.234,56\n"), NUM_COMMA_DECIMAL);
	assert_int_equal(style_of("1.1.1\t8.5\t1,234.56\n"), NUM_DOT_DECIMAL);
	/* the first cell is a code, not a figure; ambiguous cells do not vote */
	assert_int_equal(style_of("8,5\t1,234\t1,234\n"), NUM_DOT_DECIMAL);
	assert_int_equal(style_of("a\t1,234\tb\n"), NUM_DOT_DECIMAL);
	assert_int_equal(style_of("a\t8,5\t8.5\tb\n"), NUM_DOT_DECIMAL); /* even: the usual */
	assert_int_equal(style_of("a\t8,5\t8.5\t**9,5**\n"), NUM_COMMA_DECIMAL);
	assert_int_equal(style_of("x\n"), NUM_DOT_DECIMAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_style),
	};

	return cases_run("tests/import/number_cells.cases", check) +
	    cmocka_run_group_tests_name("import.number_cells", tests, NULL, NULL);
}
