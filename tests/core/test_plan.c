/* test_plan.c - behaviour.cases, and the tree: adding, children, sources. */
#include "core/plan.h"

#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static int64_t
number_at(const char *text)
{
	int64_t v;

	return answers_numbers(text + strspn(text, " |"), NUM_ABSENT, &v, 1) == 1 ? v : NUM_ABSENT;
}

static void
answer(struct str *out, const char *key, const char *question)
{
	static const char *const BEHAVIOURS[] = { "sum", "average", "last" };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char *text = mem_strdup(mem, question), *bar = strchr(text, '|'), *second;
	int64_t v[PACK_PERIODS_MAX];
	size_t n;

	if (strcmp(key, "basis") == 0) {
		str_put(out,
		    basis_infer(number_at(text), number_at(bar)) == BASIS_SHARE ? "share"
										: "quantity");
		return;
	}
	*bar++ = '\0';
	second = strchr(bar, '|');
	n = answers_numbers(text, 0, v, PACK_PERIODS_MAX);
	str_put(out,
	    BEHAVIOURS[behaviour_infer(v, (unsigned)n, number_at(bar), number_at(second))]);
}

static void
check(const struct test_case *c)
{
	answers_check(c, answer);
}

static void
test_add(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = read_pack(mem, "bo-rs225557");
	struct plan *plan = plan_new(mem, pack);

	(void)state;
	assert_int_equal(plan->period_count, 12);
	assert_int_equal(plan_all_given(plan), 0xFFF);
	for (unsigned i = 0; i < 100; i++) {
		struct plan_node *node = plan_add_node(plan);

		assert_string_equal(node->title, "");
		assert_true(node->weight_e4 == NUM_ABSENT && node->budget_cents == NUM_ABSENT);
		assert_int_equal(node->parent, PLAN_NONE);
		for (unsigned m = 0; m < 12; m++) {
			assert_int_equal(plan_schedule(plan, i)[m], 0);
			plan_schedule(plan, i)[m] = i * 100 + m;
		}
	}
	for (unsigned i = 0; i < 100; i++)
		assert_int_equal(plan_schedule(plan, i)[11], i * 100 + 11);
	assert_true(plan_add_unit(plan)->total_e4[11] == NUM_ABSENT);
	assert_true(plan_add_form(plan)->footer_cents == NUM_ABSENT);
	assert_true(plan_is_leaf_level(plan, 2) && !plan_is_leaf_level(plan, 1));
}

static void
test_children(void **state)
{
	static const uint32_t PARENTS[] = { PLAN_NONE, PLAN_NONE, 0, 1, 0, 2, 2, 4 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = plan_new(mem, read_pack(mem, "bo-rs225557"));
	struct plan_children c;

	(void)state;
	plan_index_children(mem, plan, &c);
	assert_int_equal(c.first[0], 0);
	for (size_t i = 0; i < 8; i++)
		plan_add_node(plan)->parent = PARENTS[i];
	plan_index_children(mem, plan, &c);
	assert_int_equal(c.first[1] - c.first[0], 2);
	assert_int_equal(c.list[c.first[0]], 2);
	assert_int_equal(c.list[c.first[0] + 1], 4);
	assert_int_equal(c.first[2] - c.first[1], 1);
	assert_int_equal(c.list[c.first[1]], 3);
	assert_int_equal(c.first[3] - c.first[2], 2);
	assert_int_equal(c.list[c.first[4]], 7);
	assert_int_equal(c.first[8] - c.first[7], 0);
	assert_int_equal(c.first[8], 6);
}

static void
test_sources(void **state)
{
	static const struct source SOURCES[] = { { 0, 15, 'A' }, { 0, 27, 'B' }, { 0, 60, 'A' } };
	struct plan_node node = { 0 };

	(void)state;
	assert_int_equal(node_source(&node).line, 0);
	node.sources = SOURCES;
	node.source_count = 1;
	assert_int_equal(node_source(&node).line, 15);
	node.source_count = 3;
	assert_int_equal(node_source(&node).line, 27);
	assert_int_equal(node_source_in(&node, 'A').line, 15);
	assert_int_equal(node_source_in(&node, 0).line, 0);
}

/* Only whole schedules that nobody stated are inferred. */
static void
test_infer(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = plan_new(mem, read_pack(mem, "bo-ds3246"));

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct plan_node *node = plan_add_node(plan);

		node->total_e4 = 5 * E4;
		node->given = i == 1 ? 7 : plan_all_given(plan);
		node->behaviour_inferred = i != 2;
		for (unsigned q = 0; q < 4; q++)
			plan_schedule(plan, i)[q] = 5 * E4;
	}
	plan_infer(plan);
	assert_int_equal(plan->nodes[0].behaviour, BEHAVIOUR_AVERAGE);
	assert_int_equal(plan->nodes[1].behaviour, BEHAVIOUR_SUM);
	assert_int_equal(plan->nodes[2].behaviour, BEHAVIOUR_SUM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_children),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_infer),
	};

	return cases_run("tests/core/behaviour.cases", check) +
	    cmocka_run_group_tests_name("core.plan", tests, NULL, NULL);
}
