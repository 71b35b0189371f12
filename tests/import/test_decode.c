/* test_decode.c - decode.cases: bytes, and the text or the refusal they give. */
#include "import/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"

static size_t
bytes_of(const char *hex, char *out, size_t room)
{
	size_t n = 0;

	for (const char *p = hex; *p != '\0' && n < room; p += strspn(p, " ")) {
		char *rest;

		out[n++] = (char)strtoul(p, &rest, 16);
		p = rest;
	}
	return n;
}

static void
answer(struct str *out, const char *key, const char *question)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char bytes[128];
	size_t n = bytes_of(question, bytes, sizeof(bytes));
	char *exact = malloc(n + 1); /* so that a sanitizer sees a read past the end */
	struct decoded d;
	struct err err = { 0 };
	int rc;

	(void)key;
	memcpy(exact, bytes, n);
	exact = realloc(exact, n > 0 ? n : 1);
	rc = decode_text(mem, exact, n, &d, &err);
	free(exact);
	if (rc < 0) {
		assert_true(err.message[0] != '\0');
		str_printf(out, "%s %u", err_name(rc), err.line);
		return;
	}
	assert_int_equal(strlen(d.text), d.length);
	for (char *p = d.text; *p != '\0'; p++)
		*p = *p == '\n' ? '|' : *p == ' ' ? '~' : *p;
	str_printf(out, "%s: %s", encoding_name(d.encoding), d.text);
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

int
main(void)
{
	return cases_run("tests/import/decode.cases", check);
}
