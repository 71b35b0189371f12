/* test_apportion.c - parts that add up exactly. */
#include "core/apportion.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "support/cmocka_all.h"

static int64_t
sum_of(const int64_t *parts, size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += parts[i];
	return sum;
}

static void
test_largest_remainder(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t parts[] = { 333000, 333000, 333000 };

	(void)state;
	assert_true(apportion(mem, parts, 3, 100 * E4, 1000));
	assert_int_equal(parts[0], 334000);
	assert_int_equal(parts[1], 333000);
	assert_int_equal(parts[2], 333000);
}

static void
test_too_much_shrinks(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t parts[] = { 50 * E4, 100 * E4 };

	(void)state;
	assert_true(apportion(mem, parts, 2, 100 * E4, E4));
	assert_int_equal(parts[0], 33 * E4);
	assert_int_equal(parts[1], 67 * E4);
}

static void
test_what_cannot_be_shared_stays(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	int64_t zero[] = { 0, 0 }, negative[] = { -E4, 2 * E4 }, odd[] = { E4 };

	(void)state;
	assert_false(apportion(mem, zero, 2, 100 * E4, E4));
	assert_false(apportion(mem, negative, 2, 100 * E4, E4));
	assert_int_equal(negative[0], -E4);
	assert_false(apportion(mem, odd, 1, 100 * E4 + 1, E4));
	assert_int_equal(odd[0], E4);
}

/* Any parts: the sum is exact, nothing is below zero, each is a multiple of the step. */
static void
test_always_exact(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	uint64_t seed = 2026;

	(void)state;
	for (unsigned run = 0; run < 20000; run++) {
		int64_t parts[40];
		size_t count = 1 + run % 40;
		int64_t step = run % 3 == 0 ? E4 : run % 3 == 1 ? 100 : 1;

		for (size_t i = 0; i < count; i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
			parts[i] = (int64_t)(seed >> 33) %
			    (run % 2 ? 1000000 : INT64_C(10000000000000));
		}
		parts[0]++;
		assert_true(apportion(mem, parts, count, 100 * E4, step));
		assert_int_equal(sum_of(parts, count), 100 * E4);
		for (size_t i = 0; i < count; i++)
			assert_true(parts[i] >= 0 && parts[i] % step == 0);
	}
}

static void
test_step_is_the_decimals_in_use(void **state)
{
	const int64_t whole[] = { 50 * E4, 0 }, tenths[] = { 333000, 50 * E4 }, all[] = { 1 };

	(void)state;
	assert_int_equal(apportion_step(whole, 2), E4);
	assert_int_equal(apportion_step(tenths, 2), 1000);
	assert_int_equal(apportion_step(all, 1), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_largest_remainder),
		cmocka_unit_test(test_too_much_shrinks),
		cmocka_unit_test(test_what_cannot_be_shared_stays),
		cmocka_unit_test(test_always_exact),
		cmocka_unit_test(test_step_is_the_decimals_in_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
