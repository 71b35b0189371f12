/* test_utf8.c - utf8.cases, and bytes that are no letters. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static const char SKIP[] = "de la las el los del y e";

static void
answer_valid(struct str *out, const char *hex)
{
	char bytes[64];
	size_t n = 0, until;

	for (char *p = (char *)(uintptr_t)hex, *rest; n < sizeof(bytes); p = rest) {
		unsigned long byte = strtoul(p, &rest, 16);

		if (rest == p)
			break;
		bytes[n++] = (char)byte;
	}
	until = utf8_valid_until(bytes, n);
	if (until == n)
		str_put(out, "all");
	else
		str_printf(out, "%zu", until);
}

static void
answer(struct str *out, const char *key, const char *question)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	if (strcmp(key, "valid") == 0) {
		answer_valid(out, question);
	} else if (strcmp(key, "fold") == 0) {
		str_put(out, utf8_fold(mem, question));
	} else if (strcmp(key, "name") == 0) {
		str_put(out, utf8_fold_name(mem, question, SKIP));
	} else if (strcmp(key, "normal") == 0) {
		str_put(out, utf8_normal(mem, question));
	} else if (strcmp(key, "letters") == 0) {
		str_printf(out, "%zu", utf8_letters(question));
	} else if (strcmp(key, "controls") == 0) {
		str_put(out, utf8_has_controls(question) ? "yes" : "no");
	} else if (strcmp(key, "width") == 0) {
		str_printf(out, "%zu", utf8_width(question));
	} else {
		const char *text = strchr(question, ' ') + 1;

		str_put_n(out, text, utf8_prefix(text, strtoul(question, NULL, 10)));
	}
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

/* Folding takes any bytes; what it gives is valid and folds to itself. */
static void
test_any_bytes(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		char text[24] = "";
		const char *folded;

		for (unsigned i = 0; i + 1 < sizeof(text); i++) {
			seed = seed * 1664525u + 1013904223u;
			text[i] = (char)(seed >> 24);
		}
		folded = utf8_fold(mem, text);
		assert_int_equal(utf8_valid_until(folded, strlen(folded)), strlen(folded));
		assert_true(utf8_prefix(text, utf8_width(text)) == strlen(text));
		assert_null(strstr(folded, "  "));
	}
}

/* Every letter there is, folded alone. */
static void
test_any_letter(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	for (unsigned letter = 1; letter < 0x110000; letter++) {
		char text[5] = "";
		const char *folded;

		if (letter == 0x20000) {
			mem_free(mem);
			mem = mem_new();
		}
		if (letter < 0x80) {
			text[0] = (char)letter;
		} else if (letter < 0x800) {
			text[0] = (char)(0xC0 | letter >> 6);
			text[1] = (char)(0x80 | (letter & 0x3F));
		} else if (letter < 0x10000) {
			text[0] = (char)(0xE0 | letter >> 12);
			text[1] = (char)(0x80 | (letter >> 6 & 0x3F));
			text[2] = (char)(0x80 | (letter & 0x3F));
		} else {
			text[0] = (char)(0xF0 | letter >> 18);
			text[1] = (char)(0x80 | (letter >> 12 & 0x3F));
			text[2] = (char)(0x80 | (letter >> 6 & 0x3F));
			text[3] = (char)(0x80 | (letter & 0x3F));
		}
		if (letter >= 0xD800 && letter <= 0xDFFF) {
			assert_int_equal(utf8_valid_until(text, 3), 0);
			continue;
		}
		assert_int_equal(utf8_valid_until(text, strlen(text)), strlen(text));
		if (letter % 7 == 0 || letter < 0x3000) {
			folded = utf8_fold(mem, text);
			assert_int_equal(utf8_valid_until(folded, strlen(folded)), strlen(folded));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_any_letter),
	};

	return cases_run("tests/base/utf8.cases", check) +
	    cmocka_run_group_tests_name("base.utf8", tests, NULL, NULL);
}
