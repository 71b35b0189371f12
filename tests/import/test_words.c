/* test_words.c - words.cases, asked of a list that holds only "presupuesto". */
#include "import/words.h"

#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static void
answer(struct str *out, const char *key, const char *question)
{
	static const struct pack_words WORDS = { { "presupuesto" }, 1 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *folded = words_fold(mem, question);
	int year;

	if (strcmp(key, "begin") == 0) {
		str_put(out, words_begin(&WORDS, folded) ? "yes" : "no");
	} else if (strcmp(key, "equal") == 0) {
		str_put(out, words_equal(&WORDS, folded) ? "yes" : "no");
	} else if (strcmp(key, "within") == 0) {
		str_put(out, words_within(&WORDS, folded) ? "yes" : "no");
	} else if (strcmp(key, "plain") == 0) {
		str_put(out, words_plain(mem, question));
	} else {
		int rc = words_year(question, &year, NULL);

		if (rc < 0)
			str_put(out, err_name(rc));
		else
			str_printf(out, "%d", year);
	}
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

/* Only the first 200 bytes count, cut between letters. */
static void
test_long(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	for (size_t lead = 0; lead < 4; lead++) {
		char text[600];
		const char *folded;

		memset(text, 'a', lead);
		for (size_t i = lead; i < sizeof(text); i++)
			text[i] = (i - lead) % 2 == 0 ? '\xC3' : '\xB1';
		text[sizeof(text) - 2 + (sizeof(text) - lead) % 2] = '\0';
		text[sizeof(text) - 1] = '\0';
		folded = words_fold(mem, text);
		assert_true(strlen(folded) <= 200);
		assert_int_equal(strspn(folded, "an"), strlen(folded));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_long),
	};

	return cases_run("tests/import/words.cases", check) +
	    cmocka_run_group_tests_name("import.words", tests, NULL, NULL);
}
