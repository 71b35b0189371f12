/* test_report.c - report.cases; blank reports, names, and the two thresholds. */
#include "core/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
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
		str_put(out, "- ");
	else {
		num_put(out, v, 9, 0);
		str_put(out, " ");
	}
}

static void
answer_at(struct told *t, struct str *out, unsigned period)
{
	struct report_book book;
	struct report_progress p;

	report_text_book(&t->text, &book);
	p = report_progress_of(&book, book.plan->node_count - 1, period);
	put_e9(out, p.physical_e9);
	put_e9(out, p.planned_e9);
	put_e9(out, p.efficacy_e9);
	put_e9(out, p.achieved_e4 == NUM_ABSENT ? NUM_ABSENT : p.achieved_e4 * (E9 / E4));
	put_e9(out, p.financial_e9);
	if (p.stated)
		str_put(out, "stated ");
}

static void
answer_typed(struct told *t, struct str *out, const char *question)
{
	const char *equals = strchr(question, '=');
	char *key = mem_strndup(t->mem, question, (size_t)(equals - question));
	struct typed_report typed = { .text = equals + 1 };
	struct report r;
	struct err err = { 0 };

	report_init(&r, "n", 1);
	assert_true(report_field_find(key, &typed.field));
	if (report_typed(t->mem, t->text.plan.plan, &typed, 1, &r, &err) < 0) {
		str_printf(out, "%s %s ", err.key, err.field);
		assert_true(report_is_blank(&r));
	} else if (!report_field_is_number(typed.field))
		str_printf(out, "%s ", r.text[typed.field]);
	else if (typed.field == REPORT_MEASURE || typed.field == REPORT_MEASURE_MONTH)
		put_e9(out,
		    r.number[typed.field] == NUM_ABSENT ? NUM_ABSENT : r.number[typed.field] * E9);
	else
		put_e9(out,
		    r.number[typed.field] == NUM_ABSENT ? NUM_ABSENT
							: r.number[typed.field] * (E9 / E4));
}

/* By the schedule, in the indicator's unit. */
static void
answer_planned(struct told *t, struct str *out, unsigned period)
{
	struct report_book book;
	int64_t value_e4;

	report_text_book(&t->text, &book);
	value_e4 = report_planned_value(&book, book.plan->node_count - 1, period);
	put_e9(out, value_e4 == NUM_ABSENT ? NUM_ABSENT : value_e4 * (E9 / E4));
}

static void
answer(struct told *t, const struct case_line *line)
{
	const char *arrow = strstr(line->value, "=> ");
	CLEANUP(str_done) struct str out = { 0 };

	if (strcmp(line->key, "typed") == 0)
		answer_typed(t, &out,
		    mem_strndup(t->mem, line->value, (size_t)(arrow - line->value - 1)));
	else if (strcmp(line->key, "planned") == 0)
		answer_planned(t, &out, (unsigned)atoi(line->value));
	else
		answer_at(t, &out, (unsigned)atoi(line->value));
	str_text(&out);
	out.text[out.length - 1] = '\0';
	if (strcmp(out.text, arrow + 3) != 0)
		case_fail(t->c, line, "it is %s", out.text);
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct told t = { .mem = mem, .c = c };

	report_text_init(&t.text, mem);
	for (size_t i = 0; i < c->count; i++) {
		const struct case_line *line = &c->lines[i];

		if (strstr(line->value, "=>") != NULL)
			answer(&t, line);
		else if (!report_text_line(&t.text, c, line))
			case_fail(c, line, "no such line");
	}
}

static void
test_threshold(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct pack pack = *read_pack(mem, "bo-rs225557");
	const int64_t least = 35 * E4;

	(void)state;
	assert_int_equal(threshold_ask(&pack, least, 35 * E9 - 1, 100 * E9), THRESHOLD_BELOW_FLAT);
	assert_int_equal(threshold_ask(&pack, least, 35 * E9, 1), THRESHOLD_WELL);
	assert_int_equal(threshold_ask(&pack, least, NUM_ABSENT, NUM_ABSENT), THRESHOLD_WELL);
	assert_int_equal(threshold_ask(&pack, NUM_ABSENT, 0, 0), THRESHOLD_WELL);
	pack.threshold = THRESHOLD_PLANNED_TO_DATE;
	assert_int_equal(threshold_ask(&pack, least, 0, 35 * E9 - 1), THRESHOLD_BELOW_PLAN);
	assert_int_equal(threshold_ask(&pack, least, 0, 35 * E9), THRESHOLD_WELL);
	assert_int_equal(threshold_ask(&pack, least, 0, NUM_ABSENT), THRESHOLD_WELL);
}

static void
test_names(void **state)
{
	(void)state;
	for (int i = 0; i < REPORT_FIELD__COUNT; i++) {
		enum report_field field = REPORT_FIELD__COUNT;

		assert_true(report_field_find(report_field_key((enum report_field)i), &field));
		assert_int_equal(field, i);
	}
	for (int i = 0; i < MEASURE__COUNT; i++) {
		enum measure_kind kind = MEASURE__COUNT;

		assert_true(measure_find(measure_key((enum measure_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(measure_amends(MEASURE_NONE) || measure_amends(MEASURE_OTHER));
	assert_true(measure_amends(MEASURE_ELIMINATE) && measure_amends(MEASURE_RESCHEDULE));
	assert_string_equal(period_state_key(PERIOD_OPEN), "open");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_threshold),
		cmocka_unit_test(test_names),
	};

	return cases_run("tests/core/report.cases", check) +
	    cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
