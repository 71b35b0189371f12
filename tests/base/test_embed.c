/* test_embed.c - finding an embedded file by its name. */
#include "base/embed.h"
#include "support/cmocka_all.h"

static const struct embed_file files[] = {
	{ "a.ini", (const unsigned char *)"one", 3 },
	{ "b/c.ini", (const unsigned char *)"two!", 4 },
	{ "d", (const unsigned char *)"", 0 },
};
static const struct embed_table table = { files, 3 };

static void
test_each_name_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < table.count; i++)
		assert_ptr_equal(embed_find(&table, files[i].name), &files[i]);
}

static void
test_other_names_are_not(void **state)
{
	(void)state;
	assert_null(embed_find(&table, "b"));
	assert_null(embed_find(&table, ""));
	assert_null(embed_find(&table, "z"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_name_is_found),
		cmocka_unit_test(test_other_names_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
