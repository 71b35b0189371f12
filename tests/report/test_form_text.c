/*
 * test_form_text.c - made-up institutions written as text and read again: every
 * code, month, weight and sum comes back.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/progress.h"
#include "core/synth.h"
#include "import/import.h"
#include "report/form_text.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

enum { INSTITUTIONS = 40 };

static struct import_result
read_again(struct mem *mem, const struct pack *pack, const struct str *text)
{
	struct import_result r = { 0 };
	struct err err = { 0 };

	if (import_text(mem, pack, "synth.txt", text->text, text->length, &r, &err) < 0)
		fail_msg("line %u: %s", err.line, err.message);
	assert_int_equal(r.issue_count, 0);
	return r;
}

static size_t
find(const struct plan *plan, const struct plan *other, const struct plan_node *node)
{
	const char *unit = node->unit == PLAN_NONE ? "" : other->units[node->unit].acronym;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *n = &plan->nodes[i];

		if (strcmp(n->code, node->code) == 0 && n->level == node->level &&
		    strcmp(n->unit == PLAN_NONE ? "" : plan->units[n->unit].acronym, unit) == 0)
			return i;
	}
	fail_msg("%s of %s did not come back", node->code, unit);
	return 0;
}

static void
compare_node(const struct plan *was, size_t i, const struct plan *now)
{
	const struct plan_node *a = &was->nodes[i], *b;
	size_t j = find(now, was, a);

	b = &now->nodes[j];
	if (a->level == 0) {
		if (b->title[0] != '\0')
			assert_string_equal(a->title, b->title);
		return;
	}
	assert_string_equal(a->title, b->title);
	assert_int_equal(a->weight_e4, b->weight_e4);
	assert_int_equal(a->total_e4, b->total_e4);
	assert_int_equal(a->given, b->given);
	assert_int_equal(a->budget_cents, b->budget_cents);
	assert_int_equal(b->state, NODE_AS_READ);
	assert_memory_equal(plan_schedule(was, i), plan_schedule(now, j),
	    was->period_count * sizeof(int64_t));
	if (a->published != NULL)
		assert_memory_equal(a->published->month_e4, b->published->month_e4,
		    was->period_count * sizeof(int64_t));
}

static void
plan_comes_back(const char *pack_name)
{
	for (size_t i = 0; i < INSTITUTIONS; i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		CLEANUP(str_done) struct str text = { 0 };
		const struct pack *pack = read_pack(mem, pack_name);
		struct synth options = { .seed = 5,
			.institution = i,
			.activities = 10 + i * 7,
			.year = 2027 };
		struct plan *plan = NULL;
		struct err err = { 0 };

		assert_int_equal(synth_plan(mem, pack, &options, &plan, &err), YUP_OK);
		form_text_plan(&text, plan);
		struct import_result r = read_again(mem, pack, &text);
		assert_string_equal(r.plan->institution, plan->institution);
		assert_int_equal(r.plan->year, plan->year);
		for (size_t n = 0; n < plan->node_count; n++)
			if (plan->nodes[n].level > 0)
				compare_node(plan, n, r.plan);
		for (size_t u = 0; u < plan->unit_count; u++)
			assert_memory_equal(r.plan->units[u].total_e4, plan->units[u].total_e4,
			    plan->period_count * sizeof(int64_t));
	}
}

static void
test_monthly_plan_comes_back(void **state)
{
	(void)state;
	plan_comes_back("bo-rs225557");
}

static void
test_quarterly_plan_with_four_levels_comes_back(void **state)
{
	(void)state;
	plan_comes_back("bo-ds3246");
}

static void
test_follow_up_comes_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < INSTITUTIONS; i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		CLEANUP(str_done) struct str text = { 0 };
		const struct pack *pack = read_pack(mem, "bo-rs225557");
		struct synth options = { .seed = 5, .institution = i, .year = 2027 };
		struct plan *plan = NULL;
		struct follow_up *fu = NULL;
		struct err err = { 0 };

		assert_int_equal(synth_plan(mem, pack, &options, &plan, &err), YUP_OK);
		assert_int_equal(synth_follow_up(mem, plan, &options, &fu, &err), YUP_OK);
		form_text_follow_up(&text, fu, FIGURES_PRINTED);
		struct follow_up *now = read_again(mem, pack, &text).follow_up;
		assert_string_equal(now->as_of, fu->as_of);
		assert_int_equal(now->operation_count, fu->operation_count);
		for (size_t o = 0; o < fu->operation_count; o++) {
			assert_string_equal(now->operations[o].code, fu->operations[o].code);
			assert_string_equal(now->operations[o].cause, fu->operations[o].cause);
			assert_int_equal(now->operations[o].physical_e4,
			    fu->operations[o].physical_e4);
		}
		for (size_t u = 0; u < fu->unit_count; u++)
			assert_int_equal(now->units[u].computed_e9, fu->units[u].computed_e9);
		assert_int_equal(now->aggregates[0].computed_e9, fu->aggregates[0].computed_e9);
	}
}

/* Produced again with what was computed, nothing of it contradicts itself. */
static void
test_a_follow_up_produced_again_adds_up(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str text = { 0 };
	struct follow_up *fu = read_document(mem, SAMPLE_FOLLOW_UP).follow_up;
	struct follow_up *again;
	size_t wrong = 0;

	(void)state;
	for (size_t a = 0; a < fu->aggregate_count; a++)
		wrong += !progress_matches(fu->aggregates[a].computed_e9,
		    fu->aggregates[a].printed_e4);
	assert_int_equal(wrong, 3);
	form_text_follow_up(&text, fu, FIGURES_COMPUTED);
	again = read_bytes(mem, text.text, text.length).follow_up;
	assert_int_equal(again->operation_count, fu->operation_count);
	assert_int_equal(again->orphan_count, fu->orphan_count);
	assert_int_equal(again->aggregate_count, fu->aggregate_count);
	for (size_t a = 0; a < again->aggregate_count; a++) {
		assert_true(progress_matches(again->aggregates[a].computed_e9,
		    again->aggregates[a].printed_e4));
		assert_int_equal(again->aggregates[a].printed_financial_e4,
		    fu->aggregates[a].printed_financial_e4);
	}
	for (size_t u = 0; u < again->unit_count; u++) {
		assert_string_equal(again->units[u].ordinal, fu->units[u].ordinal);
		assert_string_equal(again->units[u].cause_ordinal, fu->units[u].cause_ordinal);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_monthly_plan_comes_back),
		cmocka_unit_test(test_quarterly_plan_with_four_levels_comes_back),
		cmocka_unit_test(test_follow_up_comes_back),
		cmocka_unit_test(test_a_follow_up_produced_again_adds_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
