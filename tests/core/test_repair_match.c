/* test_repair_match.c - rows short or long of a cell, placed and compared. */
#include "core/repair_match.h"

#include "support/answers.h"
#include "support/cmocka_all.h"

enum { N = 4, FINE = 11000000 };

static struct repair_cells
cells_of(const char *text)
{
	struct repair_cells cells = { .count = 0 };

	cells.count = (uint8_t)answers_numbers(text, NUM_ABSENT, cells.v_e4, REPAIR_CELLS_MAX);
	return cells;
}

static void
months_of(const char *text, int64_t out_e9[PACK_PERIODS_MAX])
{
	size_t n = answers_numbers(text, 0, out_e9, PACK_PERIODS_MAX);

	for (size_t m = 0; m < n; m++)
		out_e9[m] *= E9 / E4;
}

static size_t
placed(const char *text, struct placed_row out[PACK_PERIODS_MAX + 1])
{
	struct repair_cells cells = cells_of(text);

	return placed_rows(N, &cells, out);
}

static void
test_placed(void **state)
{
	struct placed_row rows[PACK_PERIODS_MAX + 1];

	(void)state;
	assert_int_equal(placed("1 2 3 4 10", rows), 1);
	assert_int_equal(rows[0].known, 0xF);
	assert_true(rows[0].month_e9[3] == 4 * E9);
	assert_int_equal(placed("1 2 - 4 10", rows), 1);
	assert_int_equal(rows[0].known, 0xB);

	assert_int_equal(placed("1 2 3 10", rows), 4); /* one lost: a gap at each place */
	for (unsigned gap = 0; gap < N; gap++) {
		assert_int_equal(rows[gap].known, 0xF & ~(1u << gap));
		assert_true(rows[gap].month_e9[gap] == NUM_ABSENT);
		assert_true(rows[gap].month_e9[gap == 0 ? 1 : 0] == 1 * E9);
	}
	assert_int_equal(placed("1 2 3 4 5 10", rows), 5); /* one too many: each left out */
	assert_true(rows[0].month_e9[0] == 2 * E9 && rows[4].month_e9[3] == 4 * E9);
	assert_int_equal(placed("1 1 1 1 1 10", rows), 1); /* equal ones are one */

	assert_int_equal(placed("", rows), 0);
	assert_int_equal(placed("1 2 10", rows), 0);
	assert_int_equal(placed("1 2 3 4 5 6 7 10", rows), 0);
}

static void
test_out_of_range_is_unknown(void **state)
{
	struct placed_row rows[PACK_PERIODS_MAX + 1];

	(void)state;
	assert_int_equal(placed("1000001 2 3 4 10", rows), 1);
	assert_int_equal(rows[0].known, 0xE);
}

static void
test_matches(void **state)
{
	struct placed_row rows[PACK_PERIODS_MAX + 1];
	int64_t months[PACK_PERIODS_MAX];

	(void)state;
	assert_int_equal(placed("16.67 33.33 - 50 100", rows), 1);
	months_of("16.6667 33.3333 7 50", months);
	assert_true(placed_matches(&rows[0], N, months, FINE));
	months[3] += FINE;
	assert_true(placed_matches(&rows[0], N, months, FINE));
	months[3] += 1;
	assert_false(placed_matches(&rows[0], N, months, FINE));
}

static bool
shows(const char *cells, const char *months)
{
	struct repair_cells c = cells_of(cells);
	int64_t m[PACK_PERIODS_MAX];

	months_of(months, m);
	return cells_show(N, &c, m, FINE);
}

static void
test_shows(void **state)
{
	(void)state;
	assert_true(shows("1 2 3 4 10", "1 2 3 4"));
	assert_false(shows("1 2 4 3 10", "1 2 3 4"));
	assert_true(shows("1 3 4 10", "1 2 3 4")); /* lost: the rest in order */
	assert_false(shows("3 1 4 10", "1 2 3 4"));
	assert_true(shows("1 2 9 3 4 10", "1 2 3 4")); /* gained: all in order */
	assert_true(shows("1 1 2 3 4 10", "1 2 3 4"));
	assert_false(shows("1 2 9 4 4 10", "1 2 3 4"));
	assert_false(shows("- 2 3 4 10", "1 2 3 4"));
	assert_false(shows("10", "1 2 3 4"));
	assert_false(shows("", "1 2 3 4"));
	assert_true(shows("4 10", "1 2 3 4"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_placed),
		cmocka_unit_test(test_out_of_range_is_unknown),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_shows),
	};

	return cmocka_run_group_tests_name("core.repair_match", tests, NULL, NULL);
}
