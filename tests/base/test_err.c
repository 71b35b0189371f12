/* test_err.c - failures said in one line, without overflow. */
#include "base/err.h"

#include <string.h>

#include "support/cmocka_all.h"

static void
test_set(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set(&err, YUP_ELIMIT, "past %d of %s", 7, "these"), YUP_ELIMIT);
	assert_int_equal(err.code, YUP_ELIMIT);
	assert_string_equal(err.message, "past 7 of these");
	assert_int_equal(err_at(&err, "a.txt", 12), YUP_ELIMIT);
	assert_string_equal(err.file, "a.txt");
	assert_int_equal(err.line, 12);
	assert_int_equal(err_at(&err, NULL, 13), YUP_ELIMIT);
	assert_string_equal(err.file, "a.txt");
	assert_int_equal(err.line, 13);
}

static void
test_nobody_listens(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, YUP_EIO, "x"), YUP_EIO);
	assert_int_equal(err_at(NULL, "a", 1), YUP_EBUG);
}

static void
test_long_texts_are_cut(void **state)
{
	struct err err = { 0 };
	char text[2000];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(err_set(&err, YUP_EINVALID, "%s", text), YUP_EINVALID);
	assert_int_equal(strlen(err.message), ERR_MESSAGE_MAX - 1);
	(void)err_at(&err, text, 1);
	assert_int_equal(strlen(err.file), ERR_FILE_MAX - 1);
}

static void
test_names(void **state)
{
	static const char *const NAMES[] = { "OK", "EINVALID", "ENOTFOUND", "EDENIED", "ECONFLICT",
		"ELIMIT", "EIO", "EBUG" };

	(void)state;
	for (int i = 0; i < 8; i++)
		assert_string_equal(err_name(-i), NAMES[i]);
	assert_string_equal(err_name(-99), "EBUG");
	assert_string_equal(err_name(5), "EBUG");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_nobody_listens),
		cmocka_unit_test(test_long_texts_are_cut),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("base.err", tests, NULL, NULL);
}
