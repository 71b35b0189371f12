/* test_markup.c - what looks for text that became markup finds it. */
#include "support/markup.h"

#include <string.h>

#include "support/cmocka_all.h"

static void
test_pages(void **state)
{
	static const char *const GOOD[] = { "<!doctype html><p class=\"a\">&lt;i&gt; &#34;</p>",
		"<form action=\"/x\"><input name=\"a\" value=\"&#34;\" required></form>",
		"<script type=\"module\" src=\"/s.js\"></script>",
		"<svg><path d=\"M0 0\"/></svg>" };
	static const char *const BAD[] = { "<p>\"'><i id=e7></p>", "<p><i id=\"e\"></i></p>",
		"<p>a < b</p>", "<p title=\"\" onclick=\"x\"></p>", "<p title=\"\"'></p>",
		"<a href=\"javascript:x\"></a>", "<a href=\"//x.test\"></a>",
		"<a href=\"https://x.test\"></a>", "<script>alert(1)</script>",
		"<script src=\"/a.js\">alert(1)</script>", "<p><b></p>", "<p>", "</p>",
		"<p title=\"a\"b></p>", "<p title='a'></p>", "<p style=\"x\"></p>",
		"<iframe src=\"/\"></iframe>", "<p title=\"<i>\"></p>", "<!-- x -->" };
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
		const char *wrong = markup_wrong(mem, GOOD[i]);

		if (wrong != NULL)
			fail_msg("%s: %s", GOOD[i], wrong);
	}
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
		if (markup_wrong(mem, BAD[i]) == NULL)
			fail_msg("nothing is found in %s", BAD[i]);
}

static void
test_values(void **state)
{
	static const char *const GOOD[] = { "a,b\r\n1,-2.5\r\n", "a\r\n'=1\r\n",
		"a\r\n\"x\"\"y\r\n=z\"\r\n", "" };
	static const char *const BAD[] = { "a\r\n=1\r\n", "a\r\n\"=1\"\r\n", "a,b\r\n1,+x\r\n",
		"a\r\n-x\r\n", "a\r\n@x\r\n", "a\r\n\"\tx\"\r\n", "a,b\r\n1\r\n", "a\n",
		"a\r\n\"x\"y\r\n" };
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++)
		assert_null(csv_wrong(mem, GOOD[i]));
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
		if (csv_wrong(mem, BAD[i]) == NULL)
			fail_msg("nothing is found in %s", BAD[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_pages),
		cmocka_unit_test(test_values) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
