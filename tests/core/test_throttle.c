/* test_throttle.c - how waits grow and are forgotten. */
#include "core/throttle.h"

#include <string.h>

#include "support/cmocka_all.h"

#define NOW "2027-03-01T08:00:00Z"

static void
test_waits_double(void **state)
{
	static const struct {
		enum throttle_what what;
		int64_t failures, wait;
	} CASES[] = {
		{ THROTTLE_PAIR, 0, 0 },
		{ THROTTLE_PAIR, 4, 0 },
		{ THROTTLE_PAIR, 5, 1 },
		{ THROTTLE_PAIR, 6, 2 },
		{ THROTTLE_PAIR, 14, 512 },
		{ THROTTLE_PAIR, 15, 900 },
		{ THROTTLE_PAIR, 5000000000, 900 },
		{ THROTTLE_ADDRESS, 29, 0 },
		{ THROTTLE_ADDRESS, 30, 1 },
		{ THROTTLE_ACCOUNT, 49, 0 },
		{ THROTTLE_ACCOUNT, 51, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		assert_int_equal(throttle_wait_s(CASES[i].what, CASES[i].failures), CASES[i].wait);
}

static void
test_counted_and_forgotten(void **state)
{
	struct throttle t = { 0 };
	char now[INSTANT_SIZE];

	(void)state;
	assert_int_equal(throttle_left_s(&t, NOW), 0);
	for (int i = 0; i < 5; i++)
		throttle_add(&t, THROTTLE_PAIR, NOW);
	assert_int_equal(t.failures, 5);
	assert_int_equal(throttle_left_s(&t, NOW), 1);
	assert_int_equal(throttle_left_s(&t, "2027-03-01T08:00:01Z"), 0);
	instant_add(NOW, 900,
	    now); /* the wait was over a second after: still in its quarter of an hour */
	throttle_add(&t, THROTTLE_PAIR, now);
	assert_int_equal(t.failures, 6);
	instant_add(now, 903, now);
	throttle_add(&t, THROTTLE_PAIR, now);
	assert_int_equal(t.failures, 1);
	assert_int_equal(throttle_left_s(&t, now), 0);
}

static void
test_taken_back(void **state)
{
	struct throttle t = { 0 };

	(void)state;
	for (int i = 0; i < 30; i++)
		throttle_add(&t, THROTTLE_ADDRESS, NOW);
	assert_int_equal(throttle_left_s(&t, NOW), 1);
	throttle_take_back(&t, THROTTLE_ADDRESS);
	assert_int_equal(t.failures, 29);
	assert_int_equal(throttle_left_s(&t, NOW), 0);
	memset(&t, 0, sizeof(t));
	throttle_add(&t, THROTTLE_ADDRESS, NOW);
	throttle_take_back(&t, THROTTLE_ADDRESS);
	assert_int_equal(t.failures, 0);
}

static void
test_addresses(void **state)
{
	static const char *const CASES[][2] = {
		{ "10.0.0.7", "10.0.0.7" },
		{ "::ffff:10.0.0.7", "10.0.0.7" },
		{ "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64" },
		{ "2001:DB8:1:2::ffff", "2001:db8:1:2::/64" },
		{ "::1", "::/64" },
		{ "local", "local" },
		{ "", "" },
	};
	char out[64], cut[4];

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		throttle_address(CASES[i][0], out, sizeof(out));
		assert_string_equal(out, CASES[i][1]);
	}
	throttle_address("10.0.0.7", cut, sizeof(cut));
	assert_string_equal(cut, "10.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_waits_double),
		cmocka_unit_test(test_counted_and_forgotten),
		cmocka_unit_test(test_taken_back),
		cmocka_unit_test(test_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
