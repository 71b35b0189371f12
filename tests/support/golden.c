/* golden.c - see golden.h. */
#include "support/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/files.h"

static char *
full_path(const char *path)
{
	char *full;

	if (asprintf(&full, "tests/golden/%s", path) < 0)
		abort();
	return full;
}

static int
line_length(const char *line)
{
	return (int)strcspn(line, "\n");
}

/* Says where two texts part; binary ones part at line 1 or so, which is fine. */
static void
show_difference(const char *path, const char *expected, const char *actual)
{
	int line = 1;
	size_t start = 0;

	for (size_t i = 0; expected[i] == actual[i] && expected[i] != '\0'; i++)
		if (expected[i] == '\n') {
			line++;
			start = i + 1;
		}
	print_error("%s:%d: differs\n", path, line);
	print_error("  expected: %.*s\n", line_length(expected + start), expected + start);
	print_error("  got:      %.*s\n", line_length(actual + start), actual + start);
}

/* Where the whole of what was made can be seen, once the test is over. */
static void
keep_actual(const char *path, const char *data, size_t size)
{
	const char *temp = getenv("TMPDIR");
	char *kept;

	if (asprintf(&kept, "%s/yupana-golden/%s", temp != NULL ? temp : "/tmp", path) < 0)
		abort();
	test_file_write(kept, data, size);
	print_error("  diff -u %s %s\n", path, kept);
	free(kept);
}

void
golden_check(const char *path, const char *data, size_t size)
{
	const char *update = getenv("UPDATE_GOLDEN");
	char *full = full_path(path);
	size_t expected_size;
	char *expected;

	if (update != NULL && strcmp(update, "1") == 0) {
		test_file_write(full, data, size);
		free(full);
		return;
	}
	if (!test_file_exists(full)) {
		print_error("%s: no such golden file; UPDATE_GOLDEN=1 makes it\n", full);
		fail();
	}
	expected = test_file_read(full, &expected_size);
	if (expected_size != size || memcmp(expected, data, size) != 0) {
		show_difference(full, expected, data);
		keep_actual(full, data, size);
		fail();
	}
	free(expected);
	free(full);
}

void
golden_check_text(const char *path, const char *text)
{
	golden_check(path, text, strlen(text));
}

char *
golden_read(const char *path, size_t *out_size)
{
	char *full = full_path(path);
	char *data = test_file_read(full, out_size);

	free(full);
	return data;
}
