/* test_plan_live.c - what is computed again after an edit is what computing everything gives. */
#include "core/plan_live.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/synth.h"
#include "support/cmocka_all.h"
#include "support/random_edit.h"
#include "support/read_document.h"

static struct err err;

/* ---- The whole, computed anew ------------------------------------------------------- */

/* A live plan names rows; what check_plan() found names places in a plan in order. */
static void
name_rows(const struct plan *plan, struct finding_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct finding *f = &list->items[i];
		struct fix_change *fix = mem_array(list->mem, f->fix_count + 1, sizeof(*fix));

		if (f->node != PLAN_NONE)
			f->node = plan->nodes[f->node].row;
		for (size_t k = 0; k < f->fix_count; k++) {
			fix[k] = f->fix[k];
			if (fix[k].node != PLAN_NONE)
				fix[k].node = plan->nodes[fix[k].node].row;
		}
		f->fix = fix;
	}
}

static int
compare(const void *a, const void *b)
{
	return finding_compare(a, b);
}

static void
same_findings(const struct plan_live *live, const struct plan *plan, struct mem *mem)
{
	struct finding_list full, kept;
	uint64_t passed[RULE_MAX + 1];
	size_t severities[SEVERITY__COUNT] = { 0 };

	assert_int_equal(check_plan(mem, plan, &full, passed, &err), YUP_OK);
	name_rows(plan, &full);
	plan_live_findings(live, mem, &kept);
	if (full.count > 0)
		qsort(full.items, full.count, sizeof(*full.items), compare);
	if (kept.count > 0)
		qsort(kept.items, kept.count, sizeof(*kept.items), compare);
	for (size_t i = 0; i < full.count && i < kept.count; i++) {
		if (finding_compare(&full.items[i], &kept.items[i]) != 0)
			print_error("full R%02u row %u, kept R%02u row %u\n", full.items[i].rule,
			    full.items[i].node, kept.items[i].rule, kept.items[i].node);
		assert_int_equal(finding_compare(&full.items[i], &kept.items[i]), 0);
	}
	assert_int_equal(full.count, kept.count);
	for (size_t i = 0; i < full.count; i++)
		severities[full.items[i].severity]++;
	for (size_t i = 0; i < SEVERITY__COUNT; i++)
		assert_int_equal(severities[i], plan_live_severities(live)[i]);
	for (size_t i = 0; i <= RULE_MAX; i++)
		assert_int_equal(passed[i], plan_live_passed(live)[i]);
}

static void
same_rollup(const struct plan_live *live, const struct plan *plan, struct mem *mem)
{
	const struct rollup *kept = plan_live_rollup(live);
	struct rollup full;
	size_t n = plan->period_count;

	assert_int_equal(rollup_compute(mem, plan, plan->policy, &full, &err), YUP_OK);
	for (size_t i = 0; i < plan->node_count; i++) {
		uint32_t row = plan->nodes[i].row;
		const int64_t *a = rollup_of_node(&full, i), *b = rollup_of_node(kept, row);

		assert_int_equal(a == NULL, b == NULL);
		if (a == NULL)
			continue;
		assert_memory_equal(a, b, n * sizeof(*a));
		assert_int_equal(full.total_e9[full.row_of[i]], kept->total_e9[row]);
		assert_int_equal(full.leaves[full.row_of[i]], kept->leaves[row]);
	}
	for (size_t u = 0; u < plan->unit_count; u++)
		assert_int_equal(full.unit_known[u], kept->unit_known[u]);
	assert_memory_equal(full.unit_month_e9, kept->unit_month_e9,
	    plan->unit_count * n * sizeof(int64_t));
	assert_memory_equal(full.unit_total_e9, kept->unit_total_e9,
	    plan->unit_count * sizeof(int64_t));
}

static void
same_as_full(const struct plan_live *live)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = NULL;

	assert_int_equal(plan_live_settled(live, mem, &plan, &err), YUP_OK);
	same_rollup(live, plan, mem);
	same_findings(live, plan, mem);
}

/* ---- Random edits --------------------------------------------------------------------- */

static void
keep_last(struct random_edit *r, struct mem *mem, const struct edit *edit)
{
	r->last = mem_array(mem, edit->count + 1, sizeof(*r->last));
	memcpy(r->last, edit->cells, edit->count * sizeof(*r->last));
	r->last_count = edit->count;
	for (size_t i = 0; i < edit->count; i++) {
		struct cell_edit *cell = &r->last[i];

		if (cell->before.text != NULL)
			cell->before.text = mem_strdup(mem, cell->before.text);
		if (cell->after.text != NULL)
			cell->after.text = mem_strdup(mem, cell->after.text);
	}
}

/* What appeared and went is the difference between before and after. */
static void
same_difference(const struct plan_live *live, const struct live_outcome *out, size_t before)
{
	const size_t *s = plan_live_severities(live);

	assert_int_equal(s[0] + s[1] + s[2], before + out->appeared.count - out->gone.count);
}

static void
edit_at_random(struct mem *mem, struct plan *plan, uint64_t seed, unsigned edits)
{
	CLEANUP(plan_live_done) struct plan_live *live = NULL;
	CLEANUP(mem_done) struct mem *lasting = mem_new();
	struct random_edit r = { .state = seed };
	unsigned made[CHANGE__COUNT] = { 0 };

	assert_int_equal(plan_live_make(mem, plan, &live, &err), YUP_OK);
	same_as_full(live);
	for (unsigned i = 0; i < edits; i++) {
		CLEANUP(mem_done) struct mem *work = mem_new();
		const size_t *s = plan_live_severities(live);
		size_t before = s[0] + s[1] + s[2];
		struct live_outcome out;
		enum change_kind kind;
		struct edit edit;

		edit_init(&edit, work, plan_live_plan(live), plan_live_tree(live));
		if (!random_edit_make(&r, &edit, &kind))
			continue;
		made[kind]++;
		keep_last(&r, lasting, &edit);
		assert_int_equal(plan_live_apply(live, work, edit.cells, edit.count, i + 1, &out,
				     &err),
		    YUP_OK);
		same_difference(live, &out, before);
		same_as_full(live);
	}
	for (int kind = 0; kind < CHANGE_FIX; kind++)
		assert_true(made[kind] > 0); /* every kind was tried */
}

static struct plan *
synthetic(struct mem *mem, uint64_t seed)
{
	struct synth options = { .seed = seed, .activities = 40, .mistakes = 150, .year = 2027 };
	struct plan *plan = NULL;

	assert_int_equal(synth_plan(mem, read_pack(mem, "bo-rs225557"), &options, &plan, &err),
	    YUP_OK);
	return plan;
}

static void
test_synthetic_plans(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct mem *mem = mem_new();
		struct plan *plan = synthetic(mem, seed);

		plan->policy = seed % 2 == 0 ? ROLLUP_BY_BEHAVIOUR : ROLLUP_AS_PUBLISHED;
		edit_at_random(mem, plan, seed, 150);
	}
}

static void
test_the_sample(void **state)
{
	(void)state;
	for (int policy = ROLLUP_AS_PUBLISHED; policy <= ROLLUP_BY_BEHAVIOUR; policy++) {
		struct mem *mem = mem_new();
		struct plan *plan = read_document(mem, SAMPLE_PLAN).plan;

		plan->policy = (enum rollup_policy)policy;
		edit_at_random(mem, plan, 77 + (uint64_t)policy, 150);
	}
}

/* ---- Order ------------------------------------------------------------------------------- */

static void
apply(struct plan_live *live, const struct edit *edit)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	assert_int_equal(plan_live_apply(live, mem, edit->cells, edit->count, 1, NULL, &err),
	    YUP_OK);
}

/* Always before the first: the room between two neighbours is soon used up. */
static void
test_positions_never_run_out(void **state)
{
	struct mem *mem = mem_new();
	CLEANUP(plan_live_done) struct plan_live *live = NULL;
	uint32_t objective = PLAN_NONE, before = PLAN_NONE;

	(void)state;
	assert_int_equal(plan_live_make(mem, synthetic(mem, 3), &live, &err), YUP_OK);
	for (uint32_t i = 0; objective == PLAN_NONE; i++)
		if (plan_live_plan(live)->nodes[i].level == 1)
			objective = i;
	for (int i = 0; i < 300; i++) {
		CLEANUP(mem_done) struct mem *work = mem_new();
		struct edit_place place = { objective, PLAN_NONE, true };
		const struct plan_kids *kids;
		struct edit edit;
		uint32_t row;

		edit_init(&edit, work, plan_live_plan(live), plan_live_tree(live));
		assert_int_equal(edit_create(&edit, &place, PLAN_NONE, NULL, 0, &row, &err),
		    YUP_OK);
		apply(live, &edit);
		kids = plan_tree_kids(plan_live_tree(live), objective);
		assert_int_equal(kids->list[0], row);
		if (before != PLAN_NONE)
			assert_int_equal(kids->list[1], before);
		before = row;
	}
	same_as_full(live);
}

static void
test_a_limit_leaves_everything_as_it_was(void **state)
{
	struct mem *mem = mem_new();
	CLEANUP(plan_live_done) struct plan_live *live = NULL;
	struct plan *plan = synthetic(mem, 4);
	struct cell_edit cell = { 0, FIELD_WEIGHT, 0, { 0, NULL }, { 0, NULL } };

	(void)state;
	/* a pack of four levels, and a weight that no form could say */
	assert_int_equal(plan_live_make(mem, plan, &live, &err), YUP_OK);
	for (uint32_t i = 0; cell.node == 0; i++)
		if (plan_is_leaf_level(plan, plan->nodes[i].level) &&
		    node_is_whole(plan, &plan->nodes[i]))
			cell.node = i;
	cell.before = edit_value(plan, cell.node, FIELD_WEIGHT, 0);
	cell.after.number = RATIO_MAX_E9 / 100000 * 2;
	assert_int_equal(plan_live_apply(live, mem, &cell, 1, 9, NULL, &err), YUP_ELIMIT);
	assert_string_equal(err.key, "rollup_too_large");
	assert_int_equal(edit_value(plan, cell.node, FIELD_WEIGHT, 0).number, cell.before.number);
	assert_int_equal(plan->revision, 0);
	same_as_full(live);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_synthetic_plans),
		cmocka_unit_test(test_the_sample),
		cmocka_unit_test(test_positions_never_run_out),
		cmocka_unit_test(test_a_limit_leaves_everything_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
