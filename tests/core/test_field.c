/* test_field.c - what people type, refused with its reason and field. */
#include "core/field.h"

#include <string.h>

#include "support/cmocka_all.h"

static struct err err;

static void
assert_refused(int rc, int code, const char *key)
{
	assert_int_equal(rc, code);
	assert_string_equal(err.key, key);
	assert_string_equal(err.field, "name");
}

static void
test_texts(void **state)
{
	(void)state;
	assert_int_equal(field_check("Ñandú", 5, FIELD_NEEDED, "name", &err), YUP_OK);
	assert_int_equal(field_check(NULL, 5, FIELD_OPTIONAL, "name", &err), YUP_OK);
	assert_refused(field_check("Ñandús", 5, FIELD_NEEDED, "name", &err), YUP_ELIMIT,
	    "text_too_long");
	assert_string_equal(err.message, "5");
	assert_refused(field_check(NULL, 5, FIELD_NEEDED, "name", &err), YUP_EINVALID,
	    "text_absent");
	assert_refused(field_check("  ", 5, FIELD_NEEDED, "name", &err), YUP_EINVALID,
	    "text_absent");
	assert_refused(field_check("a\xff", 5, FIELD_NEEDED, "name", &err), YUP_EINVALID,
	    "text_not_utf8");
	assert_refused(field_check("a\nb", 5, FIELD_OPTIONAL, "name", &err), YUP_EINVALID,
	    "text_has_controls");
	assert_refused(field_check("a\xe2\x80\xae"
				   "b",
			   5, FIELD_NEEDED, "name", &err),
	    YUP_EINVALID, "text_has_controls");
}

static void
test_logins(void **state)
{
	static const char *const GOOD[] = { "ana", "a1", "Ana.Quispe-2@ma.example", "x_y+z" };
	static const char *const BAD[] = { "a", "ana quispe", "añil", "ana/../x", "ana;", "аna" };

	(void)state;
	for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++)
		assert_int_equal(field_check_login(GOOD[i], "name", &err), YUP_OK);
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
		assert_refused(field_check_login(BAD[i], "name", &err), YUP_EINVALID,
		    "login_invalid");
}

static void
test_emails_and_dates(void **state)
{
	static const char *const BAD[] = { "ana", "@x.y", "a@y", "a@.y", "a@x.", "a b@x.y",
		"a@x@y.z", "a<b>@x.y" };

	(void)state;
	assert_int_equal(field_check_email("", "name", &err), YUP_OK);
	assert_int_equal(field_check_email("ana.q@ma.example", "name", &err), YUP_OK);
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
		assert_refused(field_check_email(BAD[i], "name", &err), YUP_EINVALID,
		    "email_invalid");
	assert_int_equal(field_check_date("2028-02-29", "name", &err), YUP_OK);
	assert_refused(field_check_date("2027-02-29", "name", &err), YUP_EINVALID, "date_invalid");
	assert_refused(field_check_date("", "name", &err), YUP_EINVALID, "text_absent");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_logins),
		cmocka_unit_test(test_emails_and_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
