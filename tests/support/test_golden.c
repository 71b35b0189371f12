/* test_golden.c - the golden comparison notices one byte, and a missing file. */
#include "support/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/cmocka_all.h"
#include "support/files.h"

static void
test_same_text(void **state)
{
	(void)state;
	golden_check_text("support/hello/expected.txt", "hello\nworld\n");
}

static void
test_input_is_read(void **state)
{
	size_t size;
	char *text = golden_read("support/hello/expected.txt", &size);

	(void)state;
	assert_int_equal(size, 12);
	golden_check_text("support/hello/expected.txt", text);
	free(text);
}

static const char *checked_path, *checked_text;

static void
check(void **state)
{
	(void)state;
	golden_check_text(checked_path, checked_text);
}

/* In a child: a group of its own that is expected to fail. */
static bool
is_refused(const char *path, const char *text)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(check) };
	int status;
	pid_t pid = fork();

	checked_path = path;
	checked_text = text;
	if (pid == 0) {
		unsetenv("UPDATE_GOLDEN");
		setenv("TMPDIR", test_temp_folder(), 1);
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(3);
		exit(cmocka_run_group_tests(tests, NULL, NULL));
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status) == 1;
}

static void
test_differences(void **state)
{
	(void)state;
	assert_true(is_refused("support/hello/expected.txt", "hello\nWorld\n"));
	assert_true(is_refused("support/hello/expected.txt", "hello\nworld\n\n"));
	assert_true(is_refused("support/hello/expected.txt", ""));
	assert_true(is_refused("support/absent/expected.txt", ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_text),
		cmocka_unit_test(test_input_is_read),
		cmocka_unit_test(test_differences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
