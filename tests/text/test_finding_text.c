/*
 * test_finding_text.c - every sentence of every rule, as a planner reads it.
 *
 * The rules' own cases make the findings; the first one of each rule and
 * variant is shown with its place and its fix.  A sentence that no case makes
 * fails the test: each is read at least once.
 */
#include "text/finding_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/plan_text.h"

enum { VARIANTS_MAX = 16 };

static const struct rule *current;
static struct str shown[RULE_MAX + 1][VARIANTS_MAX];

static void
show(const struct finding *f, const struct plan_text *text)
{
	struct str *out;

	assert_true(f->variant < VARIANTS_MAX);
	out = &shown[f->rule][f->variant];
	if (out->length > 0)
		return;
	str_printf(out, "R%02u.%u %s: ", f->rule, f->variant, severity_word(f->severity));
	finding_sentence(out, f, text->plan, text->fu);
	str_put(out, "\n      en: ");
	finding_place(out, f, text->plan, text->fu);
	if (f->fix_count > 0) {
		str_put(out, "\n      propuesta: ");
		finding_fix_label(out, f, text->plan, text->fu);
	}
	str_put(out, "\n");
}

static void
read_case(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct finding_list findings = { 0 };
	uint64_t passed[RULE_MAX + 1];
	struct plan_text text;
	struct err err;
	int rc;

	plan_text_init(&text, mem);
	for (size_t i = 0; i < c->count; i++)
		(void)plan_text_line(&text, &c->lines[i]);
	plan_text_finish(&text);
	if (text.fu != NULL)
		rc = check_follow_up(mem, text.fu, &findings, passed, &err);
	else
		rc = check_plan_with(mem, text.plan, &text.facts, &findings, passed, &err);
	assert_int_equal(rc, YUP_OK);
	for (size_t i = 0; i < findings.count; i++)
		if (findings.items[i].rule == current->id)
			show(&findings.items[i], &text);
}

static void
test_sentences(void **state)
{
	struct str all = { 0 };

	(void)state;
	for (unsigned rule = 0; rule <= RULE_MAX; rule++) {
		if (rule_find(rule) != NULL)
			str_printf(&all, "\n%s\n", rule_title(rule));
		for (unsigned variant = 0; variant < VARIANTS_MAX; variant++) {
			str_put(&all, str_text(&shown[rule][variant]));
			str_done(&shown[rule][variant]);
		}
	}
	golden_check_text("text/sentences/expected.txt", str_text(&all));
	str_done(&all);
}

static void
test_each_sentence_has_a_case(void **state)
{
	size_t count;
	const struct finding_template *templates = finding_templates(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		if (shown[templates[i].rule][templates[i].variant].length == 0)
			fail_msg("no case of R%02u makes its variant %u", templates[i].rule,
			    templates[i].variant);
}

/* docs/reglas.md speaks of every rule by its number and its title. */
static void
test_reference_has_each_rule(void **state)
{
	char *reference = test_file_read("docs/reglas.md", NULL);

	(void)state;
	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		struct str row = { 0 };

		str_printf(&row, "| R%02u %s |", (*r)->id, (*r)->title);
		if (strstr(reference, row.text) == NULL)
			fail_msg("docs/reglas.md lacks: %s", row.text);
		str_done(&row);
	}
	free(reference);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reference_has_each_rule),
		cmocka_unit_test(test_each_sentence_has_a_case),
		cmocka_unit_test(test_sentences),
	};
	int failed = 0;

	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		char path[64];

		current = *r;
		(void)snprintf(path, sizeof(path), "tests/core/rules/r%02u.cases", current->id);
		failed += cases_run(path, read_case);
	}
	return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
