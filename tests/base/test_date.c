/* test_date.c - days and instants, through leap years and both ends. */
#include "base/date.h"

#include <time.h>

#include "support/cmocka_all.h"

static void
test_valid_days(void **state)
{
	static const char *const GOOD[] = { "2026-01-31", "2028-02-29", "2000-02-29",
		"1900-01-01" };
	static const char *const BAD[] = { "", "2026-1-31", "2026-02-29", "1900-02-29",
		"2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "2026-01-31 ", "2026-01-3",
		"2026/01/31", "1899-12-31", "2201-01-01", "20x6-01-31" };

	(void)state;
	for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++)
		assert_true(date_is_valid(GOOD[i]));
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
		assert_false(date_is_valid(BAD[i]));
}

static void
test_counting_days(void **state)
{
	char out[DATE_SIZE];

	(void)state;
	date_add("2027-12-31", 1, out);
	assert_string_equal(out, "2028-01-01");
	date_add("2028-03-01", -1, out);
	assert_string_equal(out, "2028-02-29");
	date_add("2027-01-01", 365, out);
	assert_string_equal(out, "2028-01-01");
	date_of("2027-05-06T23:59:59Z", out);
	assert_string_equal(out, "2027-05-06");
}

/* Against the C library, a day in eleven through three centuries. */
static void
test_agrees_with_the_c_library(void **state)
{
	char out[INSTANT_SIZE], expected[INSTANT_SIZE];

	(void)state;
	for (int64_t days = -25566; days < 84000; days += 11) {
		time_t when = (time_t)days * 86400 + days * 7 % 86400;
		struct tm tm;

		(void)gmtime_r(&when, &tm);
		(void)strftime(expected, sizeof(expected), "%Y-%m-%dT%H:%M:%SZ", &tm);
		instant_add("1970-01-01T00:00:00Z", when, out);
		assert_string_equal(out, expected);
		assert_int_equal(instant_seconds(expected), when);
	}
}

static void
test_instants_that_are_none(void **state)
{
	static const char *const BAD[] = { "", "2026-01-31", "2026-01-31T08:00:00",
		"2026-01-31T24:00:00Z", "2026-01-31T08:60:00Z", "2026-01-31T08:00:00Z ",
		"2026-01-31 08:00:00Z", "2026-02-30T08:00:00Z" };

	(void)state;
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
		assert_true(instant_seconds(BAD[i]) == INT64_MIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid_days),
		cmocka_unit_test(test_counting_days),
		cmocka_unit_test(test_agrees_with_the_c_library),
		cmocka_unit_test(test_instants_that_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
