/*
 * test_cases.c - the reader of .cases files, tried on a file of its own, and on
 * malformed ones in a child process, since those end the program.
 */
#include "support/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/cmocka_all.h"
#include "support/files.h"

/* `count KEY N` and `value KEY TEXT` say what the case itself should read as. */
static void
check_reading(const struct test_case *c)
{
	const struct case_line *line = NULL;

	case_check_int(c, "lines", (int64_t)c->count);
	while ((line = case_next(c, "value", line)) != NULL) {
		size_t key_length = strcspn(line->value, " ");
		char *key = strndup(line->value, key_length);
		const char *expected = line->value + key_length + 1;

		if (strcmp(case_need(c, key), expected) != 0)
			case_fail(c, line, "'%s' reads as '%s'", key, case_need(c, key));
		free(key);
	}
	if (case_get(c, "section") != NULL)
		assert_string_equal(case_need(c, "section"), "  # kept\n\ncase kept too\n");
	if (case_get(c, "number") != NULL)
		assert_int_equal(case_int(c, "number"), -12);
	assert_int_equal(case_int_or(c, "absent", 7), 7);
	assert_int_equal(case_count(c, "twice"), case_int_or(c, "twices", 0));
	case_check_str(c, "absent", NULL);
}

static void
ignore(const struct test_case *c)
{
	(void)c;
}

static void
check_malformed(const struct test_case *c)
{
	char path[512];
	const char *text = case_need(c, "text");
	int status;
	pid_t pid;

	snprintf(path, sizeof(path), "%s/bad.cases", test_temp_folder());
	test_file_write(path, text, strlen(text));
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(3);
		cases_run(path, ignore);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 2);
}

int
main(void)
{
	int failed = cases_run("tests/support/reading.cases", check_reading);

	return failed + cases_run("tests/support/malformed.cases", check_malformed);
}
