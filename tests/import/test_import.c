/*
 * test_import.c - small documents read whole: what comes out, written as text,
 * is what a person approved; and every encoding of one text is one plan.
 */
#include "import/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/check.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/plan_dump.h"
#include "support/plan_equal.h"
#include "support/read_document.h"

struct golden_case {
	const char *name, *pack;
};

static struct import_result
read_with(struct mem *mem, const char *pack, const char *bytes, size_t length)
{
	struct import_result result = { 0 };
	struct err err = { 0 };
	int rc = import_text(mem, read_pack(mem, pack), "input.txt", bytes, length, &result, &err);

	if (rc < 0)
		fail_msg("%s:%u: %s", err.file, err.line, err.message);
	return result;
}

static void
test_golden(void **state)
{
	const struct golden_case *c = *state;
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str dump = { 0 };
	const char *input = mem_printf(mem, "import/%s/input.txt", c->name);
	size_t length;
	char *bytes = golden_read(input, &length);
	struct import_result result = read_with(mem, c->pack, bytes, length);

	import_dump(&dump, &result);
	golden_check_text(mem_printf(mem, "import/%s/expected.txt", c->name), str_text(&dump));
	free(bytes);
}

/* ---- encodings ---- */

/* Code points of a text that has none past U+FFFF. */
static size_t
letters_of(const char *text, size_t length, uint16_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < length; count++) {
		unsigned char c = (unsigned char)text[i++];

		if (c < 0x80) {
			out[count] = c;
		} else if (c < 0xE0) {
			out[count] = (uint16_t)((c & 0x1F) << 6 | (text[i] & 0x3F));
			i++;
		} else {
			out[count] = (uint16_t)((c & 0x0F) << 12 | (text[i] & 0x3F) << 6 |
			    (text[i + 1] & 0x3F));
			i += 2;
		}
	}
	return count;
}

struct encoding_case {
	const char *name, *mark;
	unsigned bytes; /* per letter */
	bool big, crlf;
	const char *expected;
};

static const struct encoding_case ENCODINGS[] = {
	{ "UTF-16LE with a mark", "\xFF\xFE", 2, false, false, "UTF-16LE" },
	{ "UTF-16BE with a mark", "\xFE\xFF", 2, true, false, "UTF-16BE" },
	{ "UTF-16LE", "", 2, false, true, "UTF-16LE" },
	{ "UTF-16BE", "", 2, true, true, "UTF-16BE" },
	{ "Windows-1252", "", 1, false, false, "Windows-1252" },
	{ "Windows-1252 with CRLF", "", 1, false, true, "Windows-1252" },
	{ "UTF-8 with a mark", "\xEF\xBB\xBF", 0, false, false, "UTF-8" },
	{ "UTF-8 with CRLF", "", 0, false, true, "UTF-8" },
};

static void
put_letter(struct str *s, const struct encoding_case *e, uint16_t letter)
{
	if (e->bytes == 2 && e->big)
		str_put_char(s, (char)(letter >> 8));
	str_put_char(s, (char)letter);
	if (e->bytes == 2 && !e->big)
		str_put_char(s, (char)(letter >> 8));
}

static void
encode(struct str *s, const struct encoding_case *e, const char *text, size_t length)
{
	uint16_t *letters = malloc(length * sizeof(*letters) + 1);
	size_t count = letters_of(text, length, letters);

	str_put(s, e->mark);
	for (size_t i = 0; e->bytes > 0 && i < count; i++) {
		if (e->crlf && letters[i] == '\n')
			put_letter(s, e, '\r');
		put_letter(s, e, letters[i]);
	}
	for (size_t i = 0; e->bytes == 0 && i < length; i++) {
		if (e->crlf && text[i] == '\n')
			str_put_char(s, '\r');
		str_put_char(s, text[i]);
	}
	free(letters);
}

static void
test_encodings(void **state)
{
	size_t length;
	char *text = golden_read("import/two_units/input.txt", &length);

	(void)state;
	for (size_t i = 0; i < sizeof(ENCODINGS) / sizeof(ENCODINGS[0]); i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		CLEANUP(str_done) struct str bytes = { 0 };
		struct import_result plain = read_with(mem, "bo-rs225557", text, length), other;

		encode(&bytes, &ENCODINGS[i], text, length);
		other = read_with(mem, "bo-rs225557", bytes.text, bytes.length);
		assert_string_equal(other.encoding, ENCODINGS[i].expected);
		assert_plan_equal(plain.plan, other.plan);
	}
	free(text);
}

static void
test_old_line_ends(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t length;
	char *text = golden_read("import/two_units/input.txt", &length);
	struct import_result plain = read_with(mem, "bo-rs225557", text, length), other;

	(void)state;
	for (char *p = text; (p = strchr(p, '\n')) != NULL;)
		*p = '\r';
	other = read_with(mem, "bo-rs225557", text, length);
	assert_plan_equal(plain.plan, other.plan);
	free(text);
}

static void
test_no_cover(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	static const char TEXT[] =
	    "Objetivo de Gestión Específico-Actividad\nUNIDAD\n"
	    "1.1.1\tObjetivo\t100\tI\tU\t0\t1\tV\t\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n"
	    "1.1.1.1\tHacer\t100\tI\tR\t0\t1\tV\t\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n";
	struct import_result r = read_with(mem, "bo-rs225557", TEXT, sizeof(TEXT) - 1);

	(void)state;
	assert_string_equal(r.plan->institution, "input");
	assert_int_equal(r.plan->year, 0);
	assert_int_equal(r.issue_count, 2);
	assert_int_equal(r.issues[0].kind, ISSUE_UNCLOSED);
	assert_int_equal(r.issues[1].kind, ISSUE_NO_INSTITUTION);
}

/* Documents that add up: no rule finds an error, under either norm. */
static void
test_nothing_wrong(void **state)
{
	static const struct golden_case CASES[] = {
		{ "two_units", "bo-rs225557" },
		{ "row_cut", "bo-rs225557" },
		{ "decimal_commas", "bo-rs225557" },
		{ "quarters", "bo-ds3246" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		size_t length;
		char *text = golden_read(mem_printf(mem, "import/%s/input.txt", CASES[i].name),
		    &length);
		struct import_result r = read_with(mem, CASES[i].pack, text, length);
		struct finding_list findings = { 0 };
		uint64_t passed[RULE_MAX + 1] = { 0 };
		struct err err;

		assert_int_equal(check_plan(mem, r.plan, &findings, passed, &err), YUP_OK);
		for (size_t f = 0; f < findings.count; f++)
			if (findings.items[f].severity == SEVERITY_ERROR)
				fail_msg("%s:%u: R%02u", CASES[i].name,
				    findings.items[f].source.line, findings.items[f].rule);
		assert_true(passed[24] > 0 && passed[25] > 0);
		free(text);
	}
}

static void
test_staged(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t length;
	char *text = golden_read("import/two_units/input.txt", &length);
	struct import_result r = read_with(mem, "bo-rs225557", text, length);

	(void)state;
	assert_true(r.staged.count > 0);
	for (size_t i = 1; i < r.staged.count; i++)
		assert_true(r.staged.items[i].line > r.staged.items[i - 1].line);
	assert_string_equal(r.staged.items[0].kind, "framework");
	assert_int_equal(r.staged.items[0].form, 'A');
	free(text);
}

int
main(void)
{
	static struct golden_case CASES[] = {
		{ "two_units", "bo-rs225557" },
		{ "form_twice", "bo-rs225557" },
		{ "form_a_last", "bo-rs225557" },
		{ "row_cut", "bo-rs225557" },
		{ "lost_cells", "bo-rs225557" },
		{ "glued_and_bold", "bo-rs225557" },
		{ "codes", "bo-rs225557" },
		{ "homonyms", "bo-rs225557" },
		{ "counts_with_percent", "bo-rs225557" },
		{ "decimal_commas", "bo-rs225557" },
		{ "quarters", "bo-ds3246" },
		{ "quarters_lost_cell", "bo-ds3246" },
		{ "follow_up", "bo-rs225557" },
		{ "follow_up_commas", "bo-rs225557" },
	};
	enum { CASE_COUNT = sizeof(CASES) / sizeof(CASES[0]) };
	struct CMUnitTest golden[CASE_COUNT];
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_old_line_ends),
		cmocka_unit_test(test_no_cover),
		cmocka_unit_test(test_nothing_wrong),
		cmocka_unit_test(test_staged),
	};

	for (size_t i = 0; i < CASE_COUNT; i++)
		golden[i] = (struct CMUnitTest){ CASES[i].name, test_golden, NULL, NULL,
			&CASES[i] };
	return _cmocka_run_group_tests("import.golden", golden, CASE_COUNT, NULL, NULL) +
	    cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
