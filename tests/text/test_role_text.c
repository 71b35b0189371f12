/* test_role_text.c - docs/permisos.md is the table of roles; UPDATE_GOLDEN=1 rewrites it. */
#include "text/role_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cmocka_all.h"
#include "support/files.h"

#define PAGE "docs/permisos.md"

static void
test_the_page_is_the_table(void **state)
{
	CLEANUP(str_done) struct str made = { 0 };
	char *page;

	(void)state;
	role_table_page(&made);
	if (getenv("UPDATE_GOLDEN") != NULL)
		test_file_write(PAGE, made.text, made.length);
	page = test_file_read(PAGE, NULL);
	assert_string_equal(page, made.text);
	free(page);
}

static void
test_roles_by_their_keys(void **state)
{
	enum role role;

	(void)state;
	for (int r = 0; r < ROLE__COUNT; r++) {
		assert_true(role_find(role_key((enum role)r), &role));
		assert_int_equal(role, r);
	}
	assert_false(role_find("rey", &role));
	assert_null(role_key(ROLE__COUNT));
	assert_null(permission_key(MAY__COUNT));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_page_is_the_table),
		cmocka_unit_test(test_roles_by_their_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
