/*
 * test_rollup.c - rollup.cases; another norm's levels; and 300,000 random
 * objectives against exact fractions: no printed digit may differ.
 */
#include "core/rollup.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/plan_text.h"
#include "support/read_document.h"

/* ---- rollup.cases ---- */

static void
put_row(struct str *out, const int64_t *month_e9, unsigned n, int64_t total_e9, unsigned decimals)
{
	for (unsigned m = 0; m < n; m++) {
		str_put(out, m ? " " : "");
		num_put(out, ratio_round(month_e9[m], decimals), decimals, decimals);
	}
	str_put(out, " = ");
	num_put(out, ratio_round(total_e9, decimals), decimals, decimals);
}

static void
put_shown(struct str *out, const struct plan *plan, const struct rollup *r, const char *name,
    unsigned decimals)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const int64_t *months = rollup_of_node(r, i);

		if (strcmp(plan->nodes[i].code, name) != 0)
			continue;
		if (months == NULL)
			str_put(out, "nothing");
		else
			put_row(out, months, plan->period_count, r->total_e9[r->row_of[i]],
			    decimals);
		return;
	}
	for (size_t u = 0; u < plan->unit_count; u++)
		if (strcmp(plan->units[u].id, name) == 0)
			put_row(out, r->unit_month_e9 + u * plan->period_count, plan->period_count,
			    r->unit_total_e9[u], decimals);
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan_text text;
	const struct case_line *line = NULL;

	plan_text_init(&text, mem);
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->lines[i].key, "shows") != 0 && !plan_text_line(&text, &c->lines[i]))
			case_fail(c, &c->lines[i], "no such line: %s", c->lines[i].key);
	plan_text_finish(&text);
	while ((line = case_next(c, "shows", line)) != NULL) {
		CLEANUP(str_done) struct str out = { 0 };
		char policy[32], name[32];
		unsigned decimals;
		int at = 0;
		struct rollup r;
		struct err err;

		if (sscanf(line->value, "%u %31s %31s => %n", &decimals, policy, name, &at) != 3 ||
		    at == 0)
			case_fail(c, line, "needs DECIMALS POLICY NAME => months = total");
		if (rollup_compute(mem, text.plan,
			strcmp(policy, "by_behaviour") == 0 ? ROLLUP_BY_BEHAVIOUR
							    : ROLLUP_AS_PUBLISHED,
			&r, &err) < 0)
			case_fail(c, line, "%s", err.message);
		put_shown(&out, text.plan, &r, name, decimals);
		if (strcmp(str_text(&out), line->value + at) != 0)
			case_fail(c, line, "%s under %s shows %s", name, policy, str_text(&out));
	}
}

/* ---- four levels, four periods ---- */

static uint32_t
add(struct plan *plan, unsigned level, uint32_t parent, int64_t weight, const char *quarters)
{
	struct plan_node *node = plan_add_node(plan);
	uint32_t index = (uint32_t)plan->node_count - 1;

	node->level = (uint8_t)level;
	node->parent = parent;
	node->unit = level == 0 ? PLAN_NONE : 0;
	node->weight_e4 = weight * E4;
	for (unsigned q = 0; quarters != NULL && q < 4; q++)
		plan_schedule(plan, index)[q] = (quarters[q] - '0') * E4;
	node->given = quarters != NULL ? plan_all_given(plan) : 0;
	return index;
}

static void
assert_quarters(const int64_t *v, int64_t a, int64_t b, int64_t c, int64_t d)
{
	const int64_t expected[] = { a, b, c, d };

	for (unsigned q = 0; q < 4; q++)
		assert_true(v[q] == expected[q] * (E9 / 100));
}

static void
test_quarters(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = plan_new(mem, read_pack(mem, "bo-ds3246"));
	uint32_t root, action, other, operation, second;
	struct rollup r;
	struct err err;

	(void)state;
	(void)plan_add_unit(plan);
	root = add(plan, 0, PLAN_NONE, 0, NULL);
	action = add(plan, 1, root, 75, NULL);
	operation = add(plan, 2, action, 60, NULL);
	second = add(plan, 2, action, 40, NULL);
	other = add(plan, 1, root, 25, NULL);
	(void)add(plan, 3, operation, 70, "1111");
	(void)add(plan, 3, operation, 30, "0200");
	(void)add(plan, 3, second, 100, "0031");
	(void)add(plan, 3, add(plan, 2, other, 100, NULL), 100, "4000");
	assert_int_equal(rollup_compute(mem, plan, ROLLUP_AS_PUBLISHED, &r, &err), YUP_OK);
	assert_quarters(rollup_of_node(&r, operation), 1750, 4750, 1750, 1750);
	assert_quarters(rollup_of_node(&r, second), 0, 0, 7500, 2500);
	assert_quarters(rollup_of_node(&r, action), 1050, 2850, 4050, 2050);
	assert_quarters(rollup_of_node(&r, other), 10000, 0, 0, 0);
	assert_true(r.unit_month_e9[0] == (1050 * 75 + 10000 * 25) * (E9 / 10000));
	assert_true(r.unit_total_e9[0] == 100 * E9);
	assert_true(r.unit_known[0]);
}

/* ---- what is refused ---- */

static void
test_order(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = plan_new(mem, read_pack(mem, "bo-ds3246"));
	struct rollup r = { .period_count = 77 };
	struct err err;

	(void)state;
	(void)plan_add_unit(plan);
	(void)add(plan, 1, 1, 100, NULL);
	(void)add(plan, 0, PLAN_NONE, 0, NULL);
	assert_int_equal(rollup_compute(mem, plan, ROLLUP_AS_PUBLISHED, &r, &err), YUP_EBUG);
	assert_int_equal(r.period_count, 77);
}

/* ---- exact fractions ---- */

enum { OBJECTIVES = 1000, ROUNDS = 300, MONTHS = 12 };

static uint64_t seed = 88172645463325252u;

static uint32_t
roll(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % below;
}

static int64_t
greatest_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Sum of weight x v / k as num / den, den common to the twelve months. */
struct exact {
	__int128 num[MONTHS];
	__int128 den;
};

/* The sum's schedule is in `unit`s, so that denominators stay small. */
static void
exact_add(struct exact *e, int64_t weight_e4, const int64_t *v, int64_t k)
{
	int64_t rest, divisor;

	if (k == 0)
		return;
	rest = (int64_t)(e->den % k);
	divisor = greatest_divisor(k, rest);
	for (unsigned m = 0; m < MONTHS; m++)
		e->num[m] = e->num[m] * (k / divisor) + weight_e4 * v[m] * (e->den / divisor);
	e->den *= k / divisor;
}

/*
 * Is this the exact value in hundredths of a per cent, half away from zero?
 * Under the rule of base/decimal.h a value less than 5e-7 below a half counts
 * as the half; what the divisions rounded, some 3e-9, may decide at that edge.
 */
static bool
is_right(int64_t shown, __int128 num, __int128 den, bool rule)
{
	__int128 doubled = num * 2 + den * 100, short_of = den * 200 - doubled % (den * 200);
	int64_t digits = (int64_t)(doubled / (den * 200));

	/* num / den is x 10^4, so a hundredth is den x 200 here and 5e-7 is den / 100 */
	if (rule && short_of * 102 <= den)
		return shown == digits + 1;
	return shown == digits || (rule && shown == digits + 1 && short_of * 98 <= den);
}

/* What objectives hold. */
struct kind {
	const char *name;
	unsigned activities, months_max, value_max;
	unsigned weight_step; /* tenths of a per cent */
	bool tenths, rule;
};

static void
random_activity(struct plan *plan, uint32_t objective, const struct kind *kind, struct exact *e)
{
	int64_t unit = kind->tenths && roll(3) == 0 ? E4 / 10 : E4, v[MONTHS] = { 0 }, k = 0;
	int64_t weight_e4 = kind->weight_step * (1 + roll(1000 / kind->weight_step)) * (E4 / 10);
	struct plan_node *node = plan_add_node(plan);
	size_t index = plan->node_count - 1;

	for (unsigned i = 1 + roll(kind->months_max); i > 0; i--)
		v[roll(MONTHS)] = roll(kind->value_max + 1);
	for (unsigned m = 0; m < MONTHS; m++) {
		k += v[m];
		plan_schedule(plan, index)[m] = v[m] * unit;
	}
	node->level = 2;
	node->parent = objective;
	node->unit = 0;
	node->weight_e4 = weight_e4;
	node->given = plan_all_given(plan);
	exact_add(e, weight_e4, v, k);
}

static struct plan *
random_plan(struct mem *mem, const struct pack *pack, const struct kind *kind, struct exact *exact)
{
	struct plan *plan = plan_new(mem, pack);

	(void)plan_add_unit(plan);
	(void)plan_add_node(plan);
	for (uint32_t o = 1; o <= OBJECTIVES; o++) {
		struct plan_node *node = plan_add_node(plan);

		node->level = 1;
		node->parent = 0;
		node->unit = 0;
		node->weight_e4 = E4 / 10;
	}
	for (uint32_t o = 1; o <= OBJECTIVES; o++) {
		exact[o].den = 1;
		for (unsigned left = 1 + roll(kind->activities); left > 0; left--)
			random_activity(plan, o, kind, &exact[o]);
	}
	return plan;
}

static unsigned
wrong_digits(const struct pack *pack, const struct kind *kind)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct exact *exact = mem_array(mem, OBJECTIVES + 1, sizeof(*exact));
	struct plan *plan = random_plan(mem, pack, kind, exact);
	unsigned wrong = 0;
	struct rollup r;
	struct err err;

	assert_int_equal(rollup_compute(mem, plan, ROLLUP_AS_PUBLISHED, &r, &err), YUP_OK);
	for (uint32_t o = 1; o <= OBJECTIVES; o++) {
		const int64_t *months = rollup_of_node(&r, o);

		for (unsigned m = 0; m < MONTHS; m++)
			wrong += !is_right(ratio_round(months[m], 2), exact[o].num[m], exact[o].den,
			    kind->rule);
	}
	return wrong;
}

/*
 * Objectives as plans have them: not one digit differs from the exact one.
 * Wilder ones, where a value may truly lie less than 5e-7 under a half: not one
 * differs from the exact value under the rule.
 */
static void
test_no_wrong_digit(void **state)
{
	static const struct kind KINDS[] = {
		{ "usual objectives", 4, 12, 3, 50, false, false },
		{ "wild objectives", 6, 12, 100, 1, true, true },
	};
	CLEANUP(mem_done) struct mem *packs = mem_new();
	const struct pack *pack = read_pack(packs, "bo-rs225557");

	(void)state;
	for (size_t k = 0; k < sizeof(KINDS) / sizeof(KINDS[0]); k++) {
		unsigned wrong = 0;

		for (unsigned round = 0; round < ROUNDS; round++)
			wrong += wrong_digits(pack, &KINDS[k]);
		print_message("%d %s, %u wrong digits\n", OBJECTIVES * ROUNDS, KINDS[k].name,
		    wrong);
		assert_int_equal(wrong, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quarters),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_no_wrong_digit),
	};

	return cases_run("tests/core/rollup.cases", check) +
	    cmocka_run_group_tests_name("core.rollup", tests, NULL, NULL);
}
