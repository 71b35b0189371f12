/* test_html.c - nothing a person wrote becomes markup or leads elsewhere. */
#include "web/html.h"

#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"

static void
test_text(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct html h = { .out = &out };
	const char *nothing = NULL;

	(void)state;
	html_put(&h, "<b onclick='x'>\"&amp;\"</b>");
	html_put(&h, nothing);
	html_put(&h, -7);
	html_put(&h, (size_t)42);
	html_put(&h, (struct safe_html){ "<i>" });
	assert_string_equal(out.text,
	    "&lt;b onclick=&#39;x&#39;&gt;&#34;&amp;amp;&#34;&lt;/b&gt;-742<i>");
}

static void
test_parts(void **state)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct html h = { .out = &out };

	(void)state;
	html_put_part(&h, "a b/../?&#\"ñ");
	assert_string_equal(out.text, "a%20b%2F..%2F%3F%26%23%22%C3%B1");
}

static void
test_urls(void **state)
{
	static const struct {
		const char *url, *put;
	} CASES[] = {
		{ "/planes/7?a=1&b=2", "/planes/7?a=1&amp;b=2" },
		{ "#form", "#form" },
		{ "?orden=x", "?orden=x" },
		{ "//malo.example", "#" },
		{ "/\\malo.example", "#" },
		{ "javascript:alert(1)", "#" },
		{ "https://malo.example", "#" },
		{ "/a\nb", "#" },
		{ "", "#" },
		{ NULL, "#" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		CLEANUP(str_done) struct str out = { 0 };
		struct html h = { .out = &out };

		html_put_url(&h, CASES[i].url);
		assert_string_equal(out.text, CASES[i].put);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_urls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
