/* test_evidence.c - dates of documents against their period, by the fiscal year. */
#include "core/evidence.h"

#include "core/report.h"
#include "support/cmocka_all.h"

static const struct {
	unsigned start_month, periods;
	unsigned first, last; /* of the year's schedule periods */
	const char *dated_on;
	bool outside;
} CASES[] = {
	{ 1, 12, 1, 3, "2031-01-01", false },
	{ 1, 12, 1, 3, "2031-03-31", false },
	{ 1, 12, 1, 3, "2030-12-31", true },
	{ 1, 12, 1, 3, "2031-04-01", true },
	{ 1, 12, 10, 12, "2031-12-31", false },
	{ 1, 12, 10, 12, "2032-01-01", true },
	{ 1, 12, 1, 3, "", false },
	{ 1, 4, 2, 2, "2031-04-01", false },
	{ 1, 4, 2, 2, "2031-06-30", false },
	{ 1, 4, 2, 2, "2031-07-01", true },
	{ 7, 12, 1, 6, "2031-07-01", false },
	{ 7, 12, 1, 6, "2031-06-30", true },
	{ 7, 12, 7, 12, "2032-06-30", false },
	{ 7, 12, 7, 12, "2032-07-01", true },
};

static void
test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		const struct pack pack = { .start_month = CASES[i].start_month,
			.period_count = CASES[i].periods };
		const struct report_period period = { .number = 1,
			.first = (uint8_t)CASES[i].first,
			.last = (uint8_t)CASES[i].last };
		const struct evidence e = { .place = { .year = 2031, .period = 1 },
			.dated_on = CASES[i].dated_on };

		if (evidence_is_outside(&pack, &period, &e) != CASES[i].outside)
			fail_msg("case %zu", i);
	}
}

/* What is of an item has no period to be outside of. */
static void
test_of_an_item(void **state)
{
	const struct pack pack = { .start_month = 1, .period_count = 12 };
	const struct evidence e = { .place = { .item_id = 7 }, .dated_on = "1999-01-01" };

	(void)state;
	assert_false(evidence_is_outside(&pack, NULL, &e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_of_an_item),
	};

	return cmocka_run_group_tests_name("core.evidence", tests, NULL, NULL);
}
