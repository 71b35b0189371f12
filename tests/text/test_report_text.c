/* test_report_text.c - what a row below its threshold is told. */
#include "text/report_text.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/pack.h"
#include "support/cmocka_all.h"

static void
check(int64_t physical_e9, enum threshold_answer answer, const char *expected)
{
	struct pack pack = { .threshold_e4 = 35 * E4 };
	struct report_progress progress = { .physical_e9 = physical_e9,
		.planned_e9 = 60 * E9,
		.efficacy_e9 = INT64_C(20833333333) };
	CLEANUP(str_done) struct str s = { 0 };

	threshold_put(&s, &pack, &progress, answer, NULL);
	assert_string_equal(str_text(&s), expected);
}

static void
test_threshold(void **state)
{
	(void)state;
	check(50 * E9, THRESHOLD_WELL, "");
	check(INT64_C(12500000000), THRESHOLD_BELOW_FLAT,
	    "Lleva 12,5 % y el umbral es 35 %. Diga la causa y la medida.");
	check(INT64_C(12500000000), THRESHOLD_BELOW_PLAN,
	    "Lleva 12,5 % y a la fecha debía llevar 60 %: es el 20,83 % de lo programado y el "
	    "umbral es 35 %. Diga la causa y la medida.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_threshold) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
