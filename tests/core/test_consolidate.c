/* test_consolidate.c - consolidate.cases; days that periods end on. */
#include "core/consolidate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/check.h"
#include "core/progress.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"
#include "support/report_text.h"

struct told {
	struct mem *mem;
	struct report_text text;
	const struct test_case *c;
};

static void
put_e9(struct str *out, int64_t v)
{
	if (v == NUM_ABSENT)
		str_put(out, "-");
	else
		num_put(out, v, 9, 0);
}

static void
put_three(struct str *out, int64_t physical, int64_t planned, int64_t financial)
{
	put_e9(out, physical);
	str_put_char(out, ' ');
	put_e9(out, planned);
	str_put_char(out, ' ');
	put_e9(out, financial);
}

static void
answer(const struct case_line *line, const struct follow_up *fu, const char *name, struct str *out)
{
	static const char *const THRESHOLDS[] = { "-", "flat", "plan" };

	for (size_t i = 0; i < fu->operation_count; i++)
		if (strcmp(line->key, "op") == 0 && strcmp(fu->operations[i].id, name) == 0) {
			put_e9(out, fu->operations[i].reported->progress.physical_e9);
			str_printf(out, " %s", THRESHOLDS[fu->operations[i].reported->threshold]);
		}
	for (size_t i = 0; i < fu->unit_count; i++)
		if (strcmp(line->key, "unit") == 0 && strcmp(fu->units[i].id, name) == 0)
			put_three(out, fu->units[i].computed_e9, fu->units[i].planned_e9,
			    money_progress(&fu->units[i].money));
	for (size_t i = 0; i < fu->aggregate_count; i++) {
		const struct fu_aggregate *a = &fu->aggregates[i];

		if (strcmp(line->key, "level") != 0 ||
		    (strcmp(a->name, name) != 0 && strcmp(a->id, name) != 0))
			continue;
		put_three(out, a->computed_e9, a->planned_e9, a->computed_financial_e9);
		str_printf(out, " %s", fu_level_key(a->level));
	}
}

static size_t
no_evidence(void *context, const char *node_id, unsigned period)
{
	(void)context;
	(void)period;
	return strcmp(node_id, "n4") == 0;
}

/* "V/DA" hangs from "V". */
static void
hang_units(struct plan *plan)
{
	for (size_t u = 0; u < plan->unit_count; u++)
		for (uint32_t v = 0; v < plan->unit_count; v++) {
			size_t n = strlen(plan->units[v].path);

			if (strncmp(plan->units[u].path, plan->units[v].path, n) == 0 &&
			    plan->units[u].path[n] == '/')
				plan->units[u].parent = v;
		}
}

static void
ask(struct told *t, const struct case_line *line)
{
	const char *at = strstr(line->value, " at "), *arrow = strstr(line->value, "=> ");
	const char *name = mem_strndup(t->mem, line->value, (size_t)(at - line->value));
	CLEANUP(str_done) struct str out = { 0 };
	struct follow_up *fu = NULL;
	struct report_book book;
	struct consolidation what = { .book = &book,
		.period = (unsigned)atoi(at + 4),
		.below = PLAN_NONE };
	struct err err = { 0 };

	hang_units(t->text.plan.plan);
	report_text_book(&t->text, &book);
	if (follow_up_consolidate(t->mem, &what, &fu, &err) < 0)
		case_fail(t->c, line, "%s", err.message);
	answer(line, fu, name, &out);
	if (strcmp(str_text(&out), arrow + 3) != 0)
		case_fail(t->c, line, "it is %s", str_text(&out));
}

/* "2": what the rules find of the period, as "R38.0 n3". */
static void
ask_rules(struct told *t, const struct case_line *line)
{
	const char *arrow = strstr(line->value, "=> ");
	CLEANUP(str_done) struct str out = { 0 };
	struct finding_list found = { .mem = t->mem };
	uint64_t passed[RULE_MAX + 1];
	struct follow_up *fu = NULL;
	struct report_book book;
	struct consolidation what = { .book = &book,
		.period = (unsigned)atoi(line->value),
		.below = PLAN_NONE,
		.evidence_count = no_evidence };
	struct err err = { 0 };

	report_text_book(&t->text, &book);
	if (follow_up_consolidate(t->mem, &what, &fu, &err) < 0 ||
	    check_follow_up(t->mem, fu, &found, passed, &err) < 0)
		case_fail(t->c, line, "%s", err.message);
	for (size_t i = 0; i < found.count; i++)
		if (found.items[i].node != PLAN_NONE)
			str_printf(&out, "R%u.%u %s ", found.items[i].rule, found.items[i].variant,
			    fu->operations[found.items[i].node].id);
	str_put(&out, ".");
	if (strcmp(str_text(&out), arrow + 3) != 0)
		case_fail(t->c, line, "it is %s", str_text(&out));
}

static unsigned
word_in(const char *word, const char *const *words)
{
	unsigned i = 0;

	while (words[i] != NULL && strcmp(words[i], word) != 0)
		i++;
	return i;
}

static void
choose(struct told *t, const char *options)
{
	struct pack *pack = t->text.plan.pack;
	const char *average = plan_text_option(t->mem, options, "average");
	const char *above = plan_text_option(t->mem, options, "above");
	const char *blanks = plan_text_option(t->mem, options, "blanks");

	if (average != NULL)
		pack->average = (enum average_policy)word_in(average, pack_average_words);
	if (above != NULL)
		pack->average_above = (enum average_policy)word_in(above, pack_average_words);
	if (blanks != NULL)
		pack->blank_is_zero = word_in(blanks, pack_blank_words) == 1;
	if (strcmp(options, "cap") == 0)
		pack->cap_at_100 = true;
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct told t = { .mem = mem, .c = c };

	report_text_init(&t.text, mem);
	t.text.plan.pack->threshold_e4 = 35 * E4;
	t.text.plan.pack->forms.vice_ministry = (struct pack_words){ { "Viceministerio" }, 1 };
	for (size_t i = 0; i < c->count; i++) {
		const struct case_line *line = &c->lines[i];

		if (strcmp(line->key, "finds") == 0)
			ask_rules(&t, line);
		else if (strstr(line->value, "=>") != NULL)
			ask(&t, line);
		else if (strcmp(line->key, "average") == 0)
			choose(&t, line->value);
		else if (!report_text_line(&t.text, c, line))
			case_fail(c, line, "no such line");
	}
}

static void
test_ends(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct pack pack = *read_pack(mem, "bo-rs225557");

	(void)state;
	assert_string_equal(pack_period_end(mem, &pack, 2027, 2), "2027-02-28");
	assert_string_equal(pack_period_end(mem, &pack, 2028, 2), "2028-02-29");
	assert_string_equal(pack_period_end(mem, &pack, 2027, 12), "2027-12-31");
	pack.start_month = 7;
	assert_string_equal(pack_period_end(mem, &pack, 2027, 6), "2027-12-31");
	assert_string_equal(pack_period_end(mem, &pack, 2027, 12), "2028-06-30");
	pack.start_month = 1;
	pack.period_count = 4;
	assert_string_equal(pack_period_end(mem, &pack, 2027, 2), "2027-06-30");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(test_ends) };

	return cases_run("tests/core/consolidate.cases", check) +
	    cmocka_run_group_tests_name("consolidate", tests, NULL, NULL);
}
