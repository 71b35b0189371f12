/* test_str.c - text that grows, through the edges of its room. */
#include "base/str.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "support/cmocka_all.h"

static void
test_empty(void **state)
{
	struct str s = { 0 };

	(void)state;
	assert_string_equal(str_text(&s), "");
	str_done(&s);
	str_put(&s, "");
	assert_string_equal(str_text(&s), "");
	str_clear(&s);
	str_done(&s);
	str_done(&s);
	assert_null(s.text);
}

static void
test_every_length(void **state)
{
	(void)state;
	for (size_t n = 0; n < 300; n++) {
		CLEANUP(str_done) struct str put = { 0 }, formatted = { 0 };
		char text[301];

		memset(text, 'x', n);
		text[n] = '\0';
		for (size_t i = 0; i < n; i++)
			str_put_char(&put, 'x');
		str_printf(&formatted, "%s", text);
		assert_string_equal(str_text(&put), text);
		assert_string_equal(str_text(&formatted), text);
		assert_int_equal(put.length, n);
		assert_int_equal(formatted.length, n);
	}
}

static void
test_pieces(void **state)
{
	CLEANUP(str_done) struct str s = { 0 };

	(void)state;
	str_put(&s, "a");
	str_put_n(&s, "bcd", 2);
	str_printf(&s, "-%d-%s", 7, "z");
	str_put_n(&s, "\0q", 2);
	assert_int_equal(s.length, 9);
	assert_memory_equal(s.text, "abc-7-z\0q", 10);
	str_clear(&s);
	assert_int_equal(s.length, 0);
	str_put(&s, "again");
	assert_string_equal(s.text, "again");
}

static void
test_numbers(void **state)
{
	static const int64_t NUMBERS[] = { 0, 1, -1, 9, 10, -10, 123456789, INT64_MAX, INT64_MIN };

	(void)state;
	for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++) {
		CLEANUP(str_done) struct str digits = { 0 }, printed = { 0 };

		str_put_int(&digits, NUMBERS[i]);
		str_printf(&printed, "%lld", (long long)NUMBERS[i]);
		assert_string_equal(digits.text, printed.text);
		assert_int_equal(digits.length, printed.length);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_every_length),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests_name("base.str", tests, NULL, NULL);
}
