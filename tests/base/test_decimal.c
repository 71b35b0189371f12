/* test_decimal.c - decimal.cases, and numbers written and read again. */
#include "base/decimal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static void
answer_parse(struct str *out, enum num_style style, const char *text)
{
	struct num n = { 0 };
	int rc = num_parse(text, strlen(text), style, &n);

	if (rc < 0) {
		str_put(out, err_name(rc));
		return;
	}
	num_put(out, n.value_e4, 4, 0);
	if (n.style != NUM_AUTO)
		str_put(out, n.style == NUM_DOT_DECIMAL ? " dot" : " comma");
	if (n.decimals > 0)
		str_printf(out, " %u", n.decimals);
	if (n.percent)
		str_put(out, " %");
}

static void
answer(struct str *out, const char *key, const char *question)
{
	char *rest;
	int64_t a, b, c;

	if (strcmp(key, "dot") == 0) {
		answer_parse(out, NUM_DOT_DECIMAL, question);
		return;
	}
	if (strcmp(key, "comma") == 0) {
		answer_parse(out, NUM_COMMA_DECIMAL, question);
		return;
	}
	if (strcmp(key, "auto") == 0) {
		answer_parse(out, NUM_AUTO, question);
		return;
	}
	a = strtoll(question, &rest, 10);
	b = strtoll(rest, &rest, 10);
	c = strtoll(rest, &rest, 10);
	if (strcmp(key, "round") == 0)
		str_printf(out, "%" PRId64, ratio_round(a, (unsigned)b));
	else if (strcmp(key, "muldiv") == 0)
		str_printf(out, "%" PRId64, muldiv_round(a, b, c));
	else if (strcmp(key, "div") == 0)
		str_printf(out, "%" PRId64, div_round(a, b));
	else
		num_put(out, a, (unsigned)b, (unsigned)c);
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

/* Every number of four decimals near zero and near a limit comes back. */
static void
test_round_trip(void **state)
{
	static const int64_t STARTS[] = { -20000, NUM_MAX_E4 - 20000, QUANTITY_MAX_E4 - 20000 };

	(void)state;
	for (size_t s = 0; s < sizeof(STARTS) / sizeof(STARTS[0]); s++)
		for (int64_t v = STARTS[s]; v <= STARTS[s] + 20000; v += 7) {
			CLEANUP(str_done) struct str text = { 0 };
			struct num n;

			num_put(&text, v, 4, 0);
			assert_int_equal(num_parse(text.text, text.length, NUM_DOT_DECIMAL, &n),
			    YUP_OK);
			assert_true(n.value_e4 == v);
		}
}

/* On failure the output is left as it was. */
static void
test_untouched(void **state)
{
	struct num n = { 42, NUM_COMMA_DECIMAL, 3, true };

	(void)state;
	assert_int_equal(num_parse("12x", 3, NUM_AUTO, &n), YUP_EINVALID);
	assert_int_equal(n.value_e4, 42);
	assert_int_equal(n.decimals, 3);
	/* only `length` bytes are looked at */
	assert_int_equal(num_parse("12x", 2, NUM_AUTO, &n), YUP_OK);
	assert_int_equal(n.value_e4, 12 * E4);
	/* a NUL is no digit */
	assert_int_equal(num_parse("1\0002", 3, NUM_AUTO, &n), YUP_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_untouched),
	};

	return cases_run("tests/base/decimal.cases", check) +
	    cmocka_run_group_tests_name("base.decimal", tests, NULL, NULL);
}
