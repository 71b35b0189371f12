/* test_http.c - paths, values and cookies as sent become what handlers see. */
#include "web/http.h"

#include <string.h>

#include "support/cmocka_all.h"

static struct err err;

static struct http_request
new_request(void)
{
	return (struct http_request){ .mem = mem_new() };
}

static void
test_target(void **state)
{
	struct http_request req = new_request();

	(void)state;
	assert_int_equal(http_read_target(&req, "/planes/7/unidad%20a?orden=c%C3%B3digo&x=1+2&y#z",
			     &err),
	    YUP_OK);
	assert_string_equal(req.path, "/planes/7/unidad a");
	assert_int_equal(req.piece_count, 3);
	assert_string_equal(req.pieces[2], "unidad a");
	assert_string_equal(http_find(&req.query, "orden"), "código");
	assert_string_equal(http_find(&req.query, "x"), "1 2");
	assert_string_equal(http_find(&req.query, "y"), "");
	assert_null(http_find(&req.query, "z"));
	mem_free(req.mem);
}

static void
test_bad_targets(void **state)
{
	static const char *const BAD[] = { "", "x", "http://x/", "/%", "/%0", "/%zz", "/%00",
		"/a%0a", "/..", "/a/%2e%2e/b", "//", "//a", "/a//b", "/a//", "/.", "/%ff",
		"/a?b=%ff", "/a?b=%0d%0aSet-Cookie:x", "/1/2/3/4/5/6/7/8/9/10/11/12/13", "/\x01" };

	(void)state;
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
		struct http_request req = new_request();

		if (http_read_target(&req, BAD[i], &err) == YUP_OK)
			fail_msg("accepted: %s", BAD[i]);
		assert_non_null(err.key);
		mem_free(req.mem);
	}
}

static void
test_long_target(void **state)
{
	struct http_request req = new_request();
	char target[HTTP_PATH_MAX + 10];

	(void)state;
	memset(target, 'a', sizeof(target));
	target[0] = '/';
	target[HTTP_PATH_MAX + 1] = '\0';
	assert_int_equal(http_read_target(&req, target, &err), YUP_ELIMIT);
	target[HTTP_PATH_MAX] = '\0';
	assert_int_equal(http_read_target(&req, target, &err), YUP_OK);
	mem_free(req.mem);
}

static void
test_values(void **state)
{
	static const char TEXT[] = "a=1&a=2&&=x&texto=l%C3%ADnea%0Aotra";
	struct http_request req = new_request();
	struct http_values values = { 0 };

	(void)state;
	assert_int_equal(http_read_values(req.mem, TEXT, strlen(TEXT), true, &values, &err),
	    YUP_OK);
	assert_int_equal(values.count, 4);
	assert_string_equal(http_find(&values, "a"), "1");
	assert_string_equal(http_find(&values, "texto"), "línea\notra");
	values.count = 0;
	assert_int_equal(http_read_values(req.mem, TEXT, strlen(TEXT), false, &values, &err),
	    YUP_EINVALID);
	mem_free(req.mem);
}

static void
test_too_many_values(void **state)
{
	struct http_request req = new_request();
	struct http_values values = { 0 };
	CLEANUP(str_done) struct str text = { 0 };

	(void)state;
	for (int i = 0; i <= HTTP_VALUES_MAX; i++)
		str_put(&text, "a=1&");
	assert_int_equal(http_read_values(req.mem, text.text, text.length, true, &values, &err),
	    YUP_ELIMIT);
	mem_free(req.mem);
}

static void
test_cookies(void **state)
{
	struct http_request req = new_request();

	(void)state;
	http_add(req.mem, &req.headers, "cookie", "a=1; yupana=xyz; b=; yupana2=no");
	assert_string_equal(http_cookie(&req, "yupana"), "xyz");
	assert_string_equal(http_cookie(&req, "a"), "1");
	assert_null(http_cookie(&req, "yup"));
	assert_null(http_cookie(&req, "c"));
	mem_free(req.mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_target),
		cmocka_unit_test(test_bad_targets),
		cmocka_unit_test(test_long_target),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_too_many_values),
		cmocka_unit_test(test_cookies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
