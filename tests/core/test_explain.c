/*
 * test_explain.c - an explanation's terms add up to the figure it explains, on
 * a whole document, in every period, under both policies.
 */
#include "core/explain.h"

#include "base/mem.h"
#include "core/plan_diff.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

/* The roll-up rounds each month once; a year adds as many roundings as it has months. */
static void
adds_up(const struct explanation *e, int64_t slack)
{
	int64_t sum = 0;

	for (size_t i = 0; i < e->term_count; i++)
		if (e->terms[i].result_e9 != NUM_ABSENT)
			sum += e->terms[i].result_e9;
	if (e->kind == EXPLAIN_UNIT && e->term_count > 0)
		sum /= (int64_t)e->term_count;
	assert_in_range(sum - e->result_e9 + slack, 0, 2 * slack);
}

static void
explain_all(const struct plan *plan, enum rollup_policy policy)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct rollup rolled;

	assert_int_equal(rollup_compute(mem, plan, policy, &rolled, NULL), YUP_OK);
	for (uint32_t i = 0; i < plan->node_count; i++)
		for (unsigned m = 0; m <= plan->period_count; m++)
			if (plan->nodes[i].level > 0 && rollup_of_node(&rolled, i) != NULL)
				adds_up(explain_node(mem, plan, &rolled, i, m), 0);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		for (unsigned m = 0; m <= plan->period_count; m++)
			if (rolled.unit_known[u])
				adds_up(explain_unit(mem, plan, &rolled, u, m), 100);
}

static void
plans_add_up(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct plan *plan = read_document(mem, SAMPLE_PLAN).plan;

	(void)state;
	explain_all(plan, ROLLUP_AS_PUBLISHED);
	explain_all(plan, ROLLUP_BY_BEHAVIOUR);
}

/* A share shown as a fraction is that fraction. */
static void
fractions_are_the_figures(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct plan *plan = read_document(mem, SAMPLE_PLAN).plan;

	(void)state;
	for (int policy = 0; policy < 2; policy++) {
		struct rollup r;

		assert_int_equal(rollup_compute(mem, plan, (enum rollup_policy)policy, &r, NULL),
		    0);
		for (uint32_t i = 0; i < plan->node_count; i++) {
			const struct explanation *e = explain_node(mem, plan, &r, i, 6);

			for (size_t k = 0; e->kind == EXPLAIN_NODE && k < e->term_count; k++) {
				const struct explain_term *t = &e->terms[k];

				if (t->denominator_e4 == NUM_ABSENT || t->denominator_e4 <= 0)
					continue;
				assert_int_equal(t->result_e9,
				    div_round((__int128)t->weight_e4 * 100000 * t->numerator_e4,
					t->denominator_e4));
			}
		}
	}
}

static void
a_document_differs_from_itself_in_nothing(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = read_document(mem, SAMPLE_PLAN).plan,
		    *again = read_document(mem, SAMPLE_PLAN).plan;
	struct plan_diff diff;

	(void)state;
	plan_diff_compute(mem, plan, again, &diff);
	assert_int_equal(diff.count, 0);
	again->nodes[5].weight_e4 += E4;
	again->node_count--;
	plan_diff_compute(mem, plan, again, &diff);
	assert_int_equal(diff.count, 2);
	assert_int_equal(diff.rows[0].kind, DIFF_CHANGED);
	assert_string_equal(diff.rows[0].cells[0].field, "weight");
	assert_int_equal(diff.rows[1].kind, DIFF_REMOVED);
	plan_diff_compute(mem, again, plan, &diff);
	assert_int_equal(diff.rows[1].kind, DIFF_ADDED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plans_add_up),
		cmocka_unit_test(fractions_are_the_figures),
		cmocka_unit_test(a_document_differs_from_itself_in_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
