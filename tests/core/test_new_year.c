/* test_new_year.c - what goes into another year's plan, and what stays behind. */
#include "core/new_year.h"

#include <string.h>

#include "base/mem.h"
#include "core/check.h"
#include "core/plan_diff.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static struct err err;

static void
test_everything_goes(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *from = read_document(mem, SAMPLE_PLAN).plan, *to = NULL;
	struct new_year options = { .year = 2028, .baseline = NEW_YEAR_BASELINE_TARGET };

	(void)state;
	from->nodes[1].sheet.formula = "a / b";
	from->nodes[1].sheet.frequency = FREQUENCY_YEARLY;
	from->nodes[1].title = "Informe 2027 de 2026, ley 1.2027 y 20275";
	assert_int_equal(plan_new_year(mem, from, &options, &to, &err), YUP_OK);
	assert_int_equal(to->node_count, from->node_count);
	assert_int_equal(to->year, 2028);
	assert_int_equal(to->version, 0);
	assert_int_equal(to->policy, ROLLUP_BY_BEHAVIOUR);
	assert_string_equal(to->nodes[1].title, "Informe 2028 de 2027, ley 1.2027 y 20275");
	assert_string_equal(to->nodes[1].sheet.formula, "a / b");
	assert_int_equal(to->nodes[1].sheet.frequency, FREQUENCY_YEARLY);
	for (size_t i = 0; i < to->node_count; i++) {
		const struct plan_node *a = &from->nodes[i], *b = &to->nodes[i];

		assert_string_equal(b->id, a->id);
		assert_string_equal(b->code, a->code);
		assert_int_equal(b->weight_e4, a->weight_e4);
		assert_int_equal(b->baseline.value_e4, a->target.value_e4);
		assert_null(b->published);
		assert_null(b->repair);
		assert_int_equal(b->source_count, 0);
		assert_int_equal(b->state, NODE_AS_READ);
		assert_int_equal(b->form_a, PLAN_NONE);
	}
	assert_false(to->units[0].has_total);
}

static size_t
count_same_target(struct mem *mem, const struct plan *plan)
{
	struct finding_list found;
	uint64_t passed[RULE_MAX + 1];
	size_t count = 0;

	assert_int_equal(check_plan(mem, plan, &found, passed, &err), YUP_OK);
	for (size_t i = 0; i < found.count; i++)
		count += found.items[i].rule == 49 && found.items[i].variant == 1;
	return count;
}

/* The program put the older target there: only of a row that people changed it is told. */
static void
test_copied_targets_are_no_advice(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *from = read_document(mem, SAMPLE_PLAN).plan, *to = NULL;
	struct new_year options = { .year = 2028, .baseline = NEW_YEAR_BASELINE_TARGET };
	uint32_t row = 1;

	(void)state;
	assert_int_equal(plan_new_year(mem, from, &options, &to, &err), YUP_OK);
	assert_true(count_same_target(mem, to) > 1);
	to->based_on = 1;
	assert_int_equal(count_same_target(mem, to), 0);
	while (to->nodes[row].level == 0 || to->nodes[row].target.value_e4 == NUM_ABSENT ||
	    to->nodes[row].target.value_e4 == 0)
		row++;
	to->nodes[row].edited = true;
	assert_int_equal(count_same_target(mem, to), 1);
}

/* Against the year it was started from it has other baselines, and no figures less. */
static void
test_difference_is_what_is_said(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *from = read_document(mem, SAMPLE_PLAN).plan, *to = NULL;
	struct new_year options = { .year = 2028, .baseline = NEW_YEAR_BASELINE_TARGET };
	struct plan_diff diff;

	(void)state;
	assert_int_equal(plan_new_year(mem, from, &options, &to, &err), YUP_OK);
	to->based_on = 1;
	plan_diff_compute_versions(mem, from, to, &diff);
	assert_true(diff.count > 0);
	for (size_t i = 0; i < diff.count; i++)
		for (size_t k = 0; k < diff.rows[i].cell_count; k++) {
			const char *field = diff.rows[i].cells[k].field;

			assert_int_not_equal(strncmp(field, "published", 9), 0);
			assert_string_not_equal(field, "cells_read");
			assert_string_not_equal(field, "state");
		}
}

static void
test_chosen_units_are_numbered_again(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *from = read_document(mem, SAMPLE_PLAN).plan, *to = NULL;
	bool *units = mem_array(mem, from->unit_count, sizeof(*units));
	struct new_year options = { .year = 2030, .units = units, .empty_schedules = true };
	size_t of_unit = 0;

	(void)state;
	units[1] = true;
	for (size_t i = 0; i < from->node_count; i++)
		of_unit += from->nodes[i].unit == 1;
	assert_int_equal(plan_new_year(mem, from, &options, &to, &err), YUP_OK);
	assert_true(of_unit > 0);
	for (size_t i = 0; i < to->node_count; i++) {
		const struct plan_node *node = &to->nodes[i];
		const char *above = node->parent != PLAN_NONE ? to->nodes[node->parent].code : "";

		assert_true(node->unit == PLAN_NONE || node->unit == 1);
		assert_int_equal(strncmp(node->code, above, strlen(above)), 0);
		assert_int_equal(node->given, 0);
		assert_int_equal(node->total_e4, NUM_ABSENT);
		of_unit -= node->unit == 1;
	}
	assert_int_equal(of_unit, 0);
}

static void
test_absurd_years(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *from = read_document(mem, SAMPLE_PLAN).plan, *to = NULL;
	struct new_year options = { .year = from->year };

	(void)state;
	assert_int_equal(plan_new_year(mem, from, &options, &to, &err), YUP_EINVALID);
	assert_string_equal(err.key, "year_invalid");
	options.year = 3000;
	assert_int_equal(plan_new_year(mem, from, &options, &to, &err), YUP_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_goes),
		cmocka_unit_test(test_copied_targets_are_no_advice),
		cmocka_unit_test(test_difference_is_what_is_said),
		cmocka_unit_test(test_chosen_units_are_numbered_again),
		cmocka_unit_test(test_absurd_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
