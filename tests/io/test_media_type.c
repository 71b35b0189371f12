/* test_media_type.c - files by what is in them: those on the list, and all the rest. */
#include "io/media_type.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/files.h"

#define FOLDER "tests/golden/io/media/"

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *is = case_need(c, "is"), *arrow = strstr(is, " => "), *as = case_get(c, "as");
	const char *file = mem_strndup(mem, is, (size_t)(arrow - is)), *wanted = arrow + 4, *got;
	enum media_type type = MEDIA__COUNT;
	struct err err = { 0 };
	size_t size = 0;
	char *bytes = test_file_read(mem_printf(mem, FOLDER "%s", file), &size);
	int rc = media_type_of(as != NULL ? as : file, bytes, size, &type, &err);

	free(bytes);
	assert_true(rc == YUP_OK || type == MEDIA__COUNT);
	got = rc == YUP_OK ? media_word(type) : mem_printf(mem, "%s %s", err.key, err.message);
	if (strncmp(got, wanted, strcspn(wanted, " ")) != 0)
		case_fail(c, NULL, "%s", got);
	if (strchr(wanted, ' ') != NULL && strstr(got, strchr(wanted, ' ') + 1) == NULL)
		case_fail(c, NULL, "%s", got);
}

/* Every kind on the list has its names, and none is another's. */
static void
test_names(void **state)
{
	(void)state;
	for (int i = 0; i < MEDIA__COUNT; i++) {
		assert_non_null(strchr(media_mime((enum media_type)i), '/'));
		assert_int_equal(media_extension((enum media_type)i)[0], '.');
		for (int k = 0; k < i; k++)
			assert_string_not_equal(media_word((enum media_type)i),
			    media_word((enum media_type)k));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_names) };

	return cases_run("tests/io/media_type.cases", check) +
	    cmocka_run_group_tests_name("io.media_type", tests, NULL, NULL);
}
