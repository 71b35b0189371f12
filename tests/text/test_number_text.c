/* test_number_text.c - numbers for people and for files. */
#include "text/number_text.h"

#include "base/decimal.h"
#include "base/str.h"
#include "core/pack.h"
#include "support/cmocka_all.h"

static void
check(struct str *out, const char *expected)
{
	assert_string_equal(str_text(out), expected);
	str_done(out);
}

static void
test_local_form(void **state)
{
	struct str s = { 0 };

	(void)state;
	number_put_quantity(&s, INT64_C(12345678));
	check(&s, "1.234,5678");
	number_put_quantity(&s, 1000 * E4);
	check(&s, "1.000");
	number_put_quantity(&s, 999 * E4);
	check(&s, "999");
	number_put_quantity(&s, -1234567 * E4);
	check(&s, "-1.234.567");
	number_put_percent(&s, 955000);
	check(&s, "95,5 %");
	number_put_money(&s, 123456, "Bs.");
	check(&s, "Bs. 1.234,56");
	number_put_money(&s, 5, "");
	check(&s, "0,05");
	number_put_count(&s, 28054);
	check(&s, "28.054");
}

static void
test_ratios_round_once(void **state)
{
	struct str s = { 0 };

	(void)state;
	number_put_ratio(&s, INT64_C(16666666667), 2);
	check(&s, "16,67");
	number_put_ratio(&s, INT64_C(42500000000), 0);
	check(&s, "43");
	number_put_plain_ratio(&s, INT64_C(16666666667), 4);
	check(&s, "16.6667");
}

static void
test_absent(void **state)
{
	struct str s = { 0 };

	(void)state;
	number_put_percent(&s, NUM_ABSENT);
	check(&s, "sin dato");
	number_put_money(&s, NUM_ABSENT, "Bs.");
	check(&s, "sin dato");
	number_put_ratio(&s, NUM_ABSENT, 2);
	check(&s, "sin dato");
	number_put_plain_quantity(&s, NUM_ABSENT);
	check(&s, "");
}

static void
test_plain_form(void **state)
{
	struct str s = { 0 };

	(void)state;
	number_put_plain_quantity(&s, INT64_C(12345000));
	check(&s, "1234.5");
	number_put_plain_money(&s, 123450);
	check(&s, "1234.50");
}

static void
test_periods(void **state)
{
	const struct pack pack = {
		.period_count = 4,
		.periods = { { "enero", "", "" }, { "febrero", "", "" }, { "marzo", "", "" } },
	};
	struct str s = { 0 };

	(void)state;
	number_put_period(&s, &pack, 2);
	check(&s, "febrero");
	number_put_period(&s, &pack, 4);
	check(&s, "4");
	number_put_range(&s, &pack, 1, 3);
	check(&s, "de enero a marzo");
	number_put_range(&s, &pack, 3, 3);
	check(&s, "en marzo");
	assert_string_equal(number_period_word(&pack, true), "períodos");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_local_form),
		cmocka_unit_test(test_ratios_round_once),
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_plain_form),
		cmocka_unit_test(test_periods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
