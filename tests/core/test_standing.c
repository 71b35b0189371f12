/*
 * test_standing.c - what follows from sums: efficacy, efficiency, where the year would
 * end; and sums of sums.  What they are of reports, app/test_standings.c.
 */
#include "core/standing.h"

#include "base/decimal.h"
#include "core/progress.h"
#include "support/cmocka_all.h"

static struct standing
sums(int64_t physical, int64_t planned, int64_t budget, int64_t executed)
{
	return (struct standing){ .id = "u",
		.level = FU_LEVEL__COUNT,
		.parent = PLAN_NONE,
		.physical_e9 = physical == NUM_ABSENT ? NUM_ABSENT : physical * E9,
		.planned_e9 = planned == NUM_ABSENT ? NUM_ABSENT : planned * E9,
		.money = { budget, executed },
		.operations = 10,
		.reported = 5,
		.below = 2,
		.unexplained = 1 };
}

static void
test_what_follows(void **state)
{
	static const struct {
		struct {
			int64_t physical, planned, budget, executed;
		} of;
		int64_t efficacy, efficiency, projected; /* per cent */
	} CASES[] = {
		{ { 40, 50, 1000, 250 }, 80, 160, 80 },
		{ { 60, 50, 1000, 600 }, 120, 100, 100 }, /* no year ends past its whole */
		{ { 0, 50, 1000, 0 }, 0, NUM_ABSENT, 0 }, /* nothing was spent to compare with */
		{ { 40, 0, NUM_ABSENT, 5 }, NUM_ABSENT, NUM_ABSENT, NUM_ABSENT },
		{ { NUM_ABSENT, 50, 1000, 250 }, NUM_ABSENT, NUM_ABSENT, NUM_ABSENT },
		{ { 40, NUM_ABSENT, 1000, NUM_ABSENT }, NUM_ABSENT, NUM_ABSENT, NUM_ABSENT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct standing s = sums(CASES[i].of.physical, CASES[i].of.planned,
		    CASES[i].of.budget, CASES[i].of.executed);
		int64_t found[] = { standing_efficacy(&s), standing_efficiency(&s),
			standing_projected(&s) };
		int64_t wanted[] = { CASES[i].efficacy, CASES[i].efficiency, CASES[i].projected };

		for (size_t k = 0; k < 3; k++)
			assert_int_equal(found[k],
			    wanted[k] == NUM_ABSENT ? NUM_ABSENT : wanted[k] * E9);
	}
}

static void
test_above(void **state)
{
	struct standing of[] = { sums(40, 50, 1000, 100), sums(10, 60, 3000, 300),
		sums(NUM_ABSENT, 90, 6000, NUM_ABSENT) };
	struct standing s;

	(void)state;
	of[1].operations = 30;
	s = progress_above(AVERAGE_MEAN, of, 3);
	assert_true(s.physical_e9 == 25 * E9);
	assert_true(s.planned_e9 == 55 * E9); /* of those it is the progress of */
	assert_true(s.money.budget_cents == 10000 && s.money.executed_cents == 400);
	assert_int_equal(s.operations, 50);
	assert_int_equal(s.unexplained, 3);
	s = progress_above(AVERAGE_WEIGHTED, of, 2); /* 10 and 30 operations */
	assert_true(s.physical_e9 == 17500 * (E9 / 1000));
	s = progress_above(AVERAGE_BUDGET_WEIGHTED, of, 3); /* 1 and 3 parts of what reported */
	assert_true(s.physical_e9 == 17500 * (E9 / 1000));
	s = progress_above(AVERAGE_MEAN, of + 2, 1);
	assert_true(s.physical_e9 == NUM_ABSENT);
	assert_true(s.planned_e9 == 90 * E9);
	s = progress_above(AVERAGE_MEAN, of, 0);
	assert_true(s.physical_e9 == NUM_ABSENT && s.planned_e9 == NUM_ABSENT);
}

static void
test_same(void **state)
{
	struct standing a = sums(40, 50, 1000, 100), b = a;

	(void)state;
	assert_true(standing_is(&a, &b));
	b.money.executed_cents++;
	assert_false(standing_is(&a, &b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_follows),
		cmocka_unit_test(test_above),
		cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
