/* test_finding_store.c - findings and roll-ups kept, loaded and made again. */
#include "store/finding_store.h"

#include <string.h>

#include "base/mem.h"
#include "core/finding.h"
#include "core/rollup.h"
#include "store/rollup_store.h"
#include "support/cmocka_all.h"
#include "support/made_up.h"
#include "support/store.h"

enum { RULES = 50 };

static struct err err;

/* ---- Findings ------------------------------------------------------------- */

static struct finding_list
make_findings(struct mem *mem)
{
	static const struct fix_change fixes[] = {
		{ FIX_WEIGHT, 3, 0, { VALUE_PERCENT_E4, 400000, NULL } },
		{ FIX_CODE, PLAN_NONE, 0, { VALUE_TEXT, 0, "1.1.1.1" } },
		{ FIX_PERIOD, 2, 12, { VALUE_E4, INT64_MIN, NULL } },
	};
	struct finding_list list = { .mem = mem };
	struct finding *f;

	f = finding_add(&list);
	f->rule = 11;
	f->variant = 2;
	f->severity = SEVERITY_ERROR;
	f->period = 12;
	f->node = 3;
	f->unit = 1;
	f->source = (struct source){ 1, 44, 'B' };
	f->expected = value_percent(100 * E4);
	f->found = value_text("«34»");
	f->extra[0] = value_range(1, 12);
	f->extra[1] = value_text("");
	f->fix = fixes;
	f->fix_count = 2;
	f = finding_add(&list);
	f->rule = 37;
	f->follow_up = true;
	f->aggregate = 0;
	f->found = value_e9(-INT64_C(9000000000000000000));
	f = finding_add(&list);
	f->rule = 15;
	f->fix = fixes + 2;
	f->fix_count = 1;
	return list;
}

static void
assert_value_equal(const struct value *a, const struct value *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_true(a->number == b->number);
	assert_int_equal(a->text == NULL, b->text == NULL);
	if (a->text != NULL)
		assert_string_equal(a->text, b->text);
}

static void
assert_fixes_equal(const struct finding *a, const struct finding *b)
{
	assert_int_equal(a->fix_count, b->fix_count);
	for (size_t i = 0; i < a->fix_count; i++) {
		assert_int_equal(a->fix[i].field, b->fix[i].field);
		assert_int_equal(a->fix[i].node, b->fix[i].node);
		assert_int_equal(a->fix[i].period, b->fix[i].period);
		assert_value_equal(&a->fix[i].value, &b->fix[i].value);
	}
}

static void
assert_finding_equal(const struct finding *a, const struct finding *b)
{
	assert_int_equal(a->rule, b->rule);
	assert_int_equal(a->variant, b->variant);
	assert_int_equal(a->severity, b->severity);
	assert_int_equal(a->follow_up, b->follow_up);
	assert_int_equal(a->period, b->period);
	assert_int_equal(a->node, b->node);
	assert_int_equal(a->unit, b->unit);
	assert_int_equal(a->aggregate, b->aggregate);
	assert_int_equal(a->source.file, b->source.file);
	assert_int_equal(a->source.line, b->source.line);
	assert_int_equal(a->source.form, b->source.form);
	assert_value_equal(&a->expected, &b->expected);
	assert_value_equal(&a->found, &b->found);
	assert_value_equal(&a->extra[0], &b->extra[0]);
	assert_value_equal(&a->extra[1], &b->extra[1]);
	assert_fixes_equal(a, b);
}

static void
keep(struct test_store *s, const struct finding_key *key, const struct finding_list *list,
    const uint64_t *passed)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(finding_store_save(&tx, key, list, passed, RULES, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static void
test_findings_come_back(void **state)
{
	struct test_store *s = *state;
	struct finding_key key = { s->institution_id, 9, "1.0 test" };
	struct finding_list list = make_findings(s->mem), loaded;
	uint64_t passed[RULES] = { [0] = 1, [11] = 123456789, [49] = 7 }, counts[RULES];

	for (int round = 0; round < 2; round++) /* the second takes the first's place */
		keep(s, &key, &list, passed);
	memset(counts, 0xFF, sizeof(counts));
	assert_rc(finding_store_load(s->db, s->mem, &key, &loaded, counts, RULES, &err), YUP_OK,
	    &err);
	assert_int_equal(loaded.count, list.count);
	for (size_t i = 0; i < list.count; i++)
		assert_finding_equal(&list.items[i], &loaded.items[i]);
	assert_memory_equal(passed, counts, sizeof(counts));
}

/* No findings is something found; what another program found is not ours. */
static void
test_none_is_not_unknown(void **state)
{
	struct test_store *s = *state;
	struct finding_key key = { s->institution_id, 9, "1.0 test" };
	struct finding_list none = { .mem = s->mem }, loaded = { .count = 77 };
	uint64_t passed[RULES] = { 0 };

	assert_rc(finding_store_load(s->db, s->mem, &key, &loaded, passed, RULES, &err),
	    YUP_ENOTFOUND, &err);
	assert_int_equal(loaded.count, 77);
	keep(s, &key, &none, passed);
	assert_rc(finding_store_load(s->db, s->mem, &key, &loaded, passed, RULES, &err), YUP_OK,
	    &err);
	assert_int_equal(loaded.count, 0);
	key.made_by = "1.1 test";
	assert_rc(finding_store_load(s->db, s->mem, &key, &loaded, passed, RULES, &err),
	    YUP_ENOTFOUND, &err);
}

/* ---- Roll-ups ------------------------------------------------------------- */

static void
assert_rollup_equal(const struct plan *plan, const struct rollup *a, const struct rollup *b)
{
	size_t n = plan->period_count;

	assert_int_equal(a->period_count, b->period_count);
	assert_int_equal(a->policy, b->policy);
	assert_int_equal(a->row_count, b->row_count);
	assert_memory_equal(a->row_of, b->row_of, plan->node_count * sizeof(*a->row_of));
	assert_memory_equal(a->month_e9, b->month_e9, a->row_count * n * sizeof(*a->month_e9));
	assert_memory_equal(a->total_e9, b->total_e9, a->row_count * sizeof(*a->total_e9));
	assert_memory_equal(a->leaves, b->leaves, a->row_count * sizeof(*a->leaves));
	assert_memory_equal(a->unit_month_e9, b->unit_month_e9,
	    plan->unit_count * n * sizeof(*a->unit_month_e9));
	assert_memory_equal(a->unit_total_e9, b->unit_total_e9,
	    plan->unit_count * sizeof(*a->unit_total_e9));
	assert_memory_equal(a->unit_known, b->unit_known,
	    plan->unit_count * sizeof(*a->unit_known));
}

/* Both policies stand side by side. */
static void
test_rollups_come_back(void **state)
{
	struct test_store *s = *state;
	struct plan *plan = made_up_plan(s->mem, made_up_pack(s->mem, 4));
	struct rollup_key key = { s->institution_id, 9, "1.0 test" };
	struct rollup made[2], loaded;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	plan->nodes[2].given = plan_all_given(plan);
	plan->nodes[2].weight_e4 = 40 * E4;
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	for (int policy = 0; policy < 2; policy++) {
		assert_rc(rollup_compute(s->mem, plan, (enum rollup_policy)policy, &made[policy],
			      &err),
		    YUP_OK, &err);
		assert_rc(rollup_store_save(&tx, &key, plan, &made[policy], &err), YUP_OK, &err);
	}
	for (int policy = 0; policy < 2; policy++) {
		assert_rc(rollup_store_load(s->db, s->mem, &key, plan, (enum rollup_policy)policy,
			      &loaded, &err),
		    YUP_OK, &err);
		assert_rollup_equal(plan, &made[policy], &loaded);
	}
	assert_true(made[0].total_e9[made[0].row_of[1]] != 0); /* there was something to keep */
	key.plan_id = 10;
	assert_rc(rollup_store_load(s->db, s->mem, &key, plan, ROLLUP_AS_PUBLISHED, &loaded, &err),
	    YUP_ENOTFOUND, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_findings_come_back),
		STORE_TEST(test_none_is_not_unknown),
		STORE_TEST(test_rollups_come_back),
	};

	return STORE_RUN(argc, argv, tests);
}
