/* test_scan.c - the program that is asked of a file: what its endings mean. */
#include "io/scan.h"

#include <stdlib.h>

#include "support/cmocka_all.h"

enum { SOON_MS = 20000 };

static struct err err;

static int
asked(const char *command, unsigned timeout_ms)
{
	return scan_bytes(command, "hola", 4, timeout_ms, &err);
}

static void
test_endings(void **state)
{
	(void)state;
	assert_int_equal(asked("true", SOON_MS), YUP_OK);
	assert_int_equal(asked("  grep   -q hola ", SOON_MS), YUP_OK); /* it reads the file */
	assert_int_equal(asked("grep -q adios", SOON_MS), YUP_EINVALID);
	assert_string_equal(err.key, "scan_refused");
	assert_int_equal(asked("grep -q --no-such-option", SOON_MS), YUP_ECONFLICT);
	assert_string_equal(err.key, "scan_failed");
	assert_int_equal(asked("/no/such/program", SOON_MS), YUP_ECONFLICT);
	assert_string_equal(err.key, "scan_failed");
}

/* No shell reads the command. */
static void
test_no_shell(void **state)
{
	(void)state;
	assert_int_equal(asked("true; false", SOON_MS), YUP_ECONFLICT);
	assert_int_equal(asked("test $HOME = x -o -f", SOON_MS), YUP_OK);
}

/* What does not end is ended. */
static void
test_in_time(void **state)
{
	(void)state;
	assert_int_equal(asked("tail -f", 50), YUP_ECONFLICT);
	assert_string_equal(err.key, "scan_failed");
}

static void
test_the_command(void **state)
{
	(void)state;
	assert_int_equal(unsetenv(SCAN_VARIABLE), 0);
	assert_null(scan_command());
	assert_int_equal(setenv(SCAN_VARIABLE, "  ", 1), 0);
	assert_null(scan_command());
	assert_int_equal(setenv(SCAN_VARIABLE, "true", 1), 0);
	assert_string_equal(scan_command(), "true");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_endings),
		cmocka_unit_test(test_no_shell),
		cmocka_unit_test(test_in_time),
		cmocka_unit_test(test_the_command),
	};

	return cmocka_run_group_tests_name("io.scan", tests, NULL, NULL);
}
