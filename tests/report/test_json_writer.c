/* test_json_writer.c - JSON to the letter. */
#include "report/json_writer.h"

#include <string.h>

#include "base/decimal.h"
#include "support/cmocka_all.h"

static void
writes_to_the_letter(void **state)
{
	static const int64_t months[] = { 5000, NUM_ABSENT, 10000 };
	struct str out = { 0 };
	struct json_writer w;

	(void)state;
	json_begin(&w, json_to_str, &out);
	json_object(&w, NULL);
	json_text(&w, "text", "a\"b\\c\n\tñ\x01");
	json_text_or_null(&w, "none", "");
	json_quantities(&w, "months", months, 3);
	json_ratio(&w, "ratio", 16666666667);
	json_money(&w, "money", 120050);
	json_quantity(&w, "below", -15000);
	json_array(&w, "empty");
	json_array_end(&w);
	json_array(&w, "list");
	json_line_object(&w, NULL);
	json_bool(&w, "yes", true);
	json_int(&w, "n", -3);
	json_object_end(&w);
	json_null(&w, NULL);
	json_array_end(&w);
	json_object_end(&w);
	assert_int_equal(json_end(&w, NULL), YUP_OK);
	assert_string_equal(out.text,
	    "{\n"
	    "  \"text\": \"a\\\"b\\\\c\\n\\tñ\\u0001\",\n"
	    "  \"none\": null,\n"
	    "  \"months\": [0.5, null, 1],\n"
	    "  \"ratio\": 16.6667,\n"
	    "  \"money\": 1200.50,\n"
	    "  \"below\": -1.5,\n"
	    "  \"empty\": [],\n"
	    "  \"list\": [\n"
	    "    {\"yes\": true, \"n\": -3},\n"
	    "    null\n"
	    "  ]\n"
	    "}\n");
	str_done(&out);
}

static int
write_nothing(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	return -1;
}

static void
tells_what_was_not_written(void **state)
{
	struct err err = { 0 };
	struct json_writer w;

	(void)state;
	json_begin(&w, write_nothing, NULL);
	json_array(&w, NULL);
	json_array_end(&w);
	assert_int_equal(json_end(&w, &err), YUP_EIO);
	assert_string_equal(err.key, "output_failed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_to_the_letter),
		cmocka_unit_test(tells_what_was_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
