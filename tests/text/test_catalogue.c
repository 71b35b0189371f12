/* test_catalogue.c - a catalogue as msgfmt writes it; damaged ones are refused. */
#include "text/catalogue.h"

#include <string.h>

#include "support/cmocka_all.h"

/* Two texts: "Guardar" and "Ver", in order; lengths, then offsets. */
static const char GOOD[] = "\xde\x12\x04\x95\0\0\0\0\2\0\0\0\x1c\0\0\0\x2c\0\0\0\0\0\0\0\0\0\0\0"
			   "\7\0\0\0\x3c\0\0\0\3\0\0\0\x44\0\0\0"
			   "\4\0\0\0\x48\0\0\0\3\0\0\0\x4d\0\0\0"
			   "Guardar\0Ver\0Save\0See";

static void
test_found(void **state)
{
	struct catalogue c;
	struct err err;

	(void)state;
	assert_int_equal(catalogue_open(GOOD, sizeof(GOOD), &c, &err), YUP_OK);
	assert_string_equal(catalogue_find(&c, "Guardar"), "Save");
	assert_string_equal(catalogue_find(&c, "Ver"), "See");
	assert_string_equal(catalogue_find(&c, "Otro"), "Otro");
	assert_string_equal(catalogue_find(&c, ""), "");
	assert_string_equal(catalogue_find(NULL, "Ver"), "Ver");
}

/* Cut anywhere, and with any one byte of its tables changed, it never reads outside. */
static void
test_damaged(void **state)
{
	(void)state;
	for (size_t size = 0; size < sizeof(GOOD); size++) {
		struct catalogue c;
		char copy[sizeof(GOOD)];

		memcpy(copy, GOOD, size);
		assert_int_equal(catalogue_open(copy, size, &c, NULL), YUP_EINVALID);
	}
	for (size_t i = 0; i < sizeof(GOOD); i++)
		for (int value = 0; value < 256; value += 5) {
			struct catalogue c;
			char copy[sizeof(GOOD)];

			memcpy(copy, GOOD, sizeof(GOOD));
			copy[i] = (char)value;
			if (catalogue_open(copy, sizeof(copy), &c, NULL) == YUP_OK)
				assert_non_null(catalogue_find(&c, "Ver"));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
