/* test_password.c - password.cases, and the ends of what is long enough. */
#include "core/password.h"

#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static const struct password_owner OWNER = { "ana.quispe", "Ana Quispe Flores", "ana@lagos.example",
	"Autoridad de Lagos", "ALAGO" };

static void
answer(struct str *out, const char *key, const char *question)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct err err = { 0 };

	(void)key;
	if (password_check(mem, question, &OWNER, &err) == YUP_OK) {
		str_put(out, "ok");
		return;
	}
	assert_string_equal(err.field, "password");
	str_put(out, err.key);
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

static void
test_as_long_as_may_be(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char text[PASSWORD_MOST + 2] = { 0 };
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < PASSWORD_MOST; i++)
		text[i] = (char)('a' + i * i % 23);
	assert_int_equal(password_check(mem, text, &OWNER, &err), YUP_OK);
	text[PASSWORD_MOST] = 'q';
	assert_int_equal(password_check(mem, text, &OWNER, &err), YUP_ELIMIT);
	assert_string_equal(err.key, "password_long");
	assert_int_equal(password_check(mem, "caballo \xff grapa pila", &OWNER, &err),
	    YUP_EINVALID);
	assert_string_equal(err.key, "password_not_text");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_as_long_as_may_be) };

	return cases_run("tests/core/password.cases", check) +
	    cmocka_run_group_tests(tests, NULL, NULL);
}
