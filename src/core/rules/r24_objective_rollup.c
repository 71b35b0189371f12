/*
 * R24 - an objective's printed row is the roll-up of its activities.
 *
 * Error, 0.011; 0.015 is still let pass, as advice, where an activity prints
 * fewer decimals than its objective.  An activity in doubt or a damaged row
 * makes it unresolved, unless it holds all the same.  Where it held only after
 * a repair or with decimals that were not printed, and where behaviour would
 * give other figures, advice tells.  Rows changed since they were printed are
 * compared no more.
 */
#include "core/rules/rules.h"

enum {
	DIFFERS,
	UNRESOLVED,
	AGREES_AFTER_REPAIR,
	ROUNDING,
	TOTAL_DIFFERS,
	BY_BEHAVIOUR,
	HIDDEN_DECIMALS, /* 8 %, which the objective shows to be 8.3 */
};

static const int64_t TOLERANCE_E9 = 11000000;          /* 0.011 */
static const int64_t ROUNDING_TOLERANCE_E9 = 15000000; /* 0.015 */
static const int64_t E4_TO_E9 = 100000;

/* Where two rows are farthest apart. */
struct gap {
	int64_t size_e9;
	unsigned month; /* index */
};

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* A missing printed month is not compared. */
static struct gap
compare(const struct published_row *printed, const int64_t *rolled_e9, unsigned n)
{
	struct gap gap = { 0 };

	for (unsigned m = 0; m < n; m++) {
		int64_t size;

		if (printed->month_e4[m] == NUM_ABSENT)
			continue;
		size = distance(printed->month_e4[m] * E4_TO_E9, rolled_e9[m]);
		if (size > gap.size_e9)
			gap = (struct gap){ size, m };
	}
	return gap;
}

static bool
lacks_a_month(const struct published_row *printed, unsigned n)
{
	for (unsigned m = 0; m < n; m++)
		if (printed->month_e4[m] == NUM_ABSENT)
			return true;
	return false;
}

/* An activity such as 8.3 where the objective prints 8.33. */
static bool
has_coarse_activity(const struct plan *plan, const struct family *family, unsigned decimals)
{
	for (size_t i = 0; i < family->count; i++) {
		const struct plan_node *child = &plan->nodes[family->child[i]];
		const int64_t *v = plan_schedule(plan, family->child[i]);

		for (unsigned m = 0; child->decimals < decimals && m < plan->period_count; m++)
			if (v[m] % E4 != 0)
				return true;
	}
	return false;
}

/* A repair gave an activity decimals that were not printed. */
static bool
has_hidden_decimals(const struct plan *plan, const struct family *family)
{
	static const int64_t STEPS[] = { E4, E4 / 10, E4 / 100, E4 / 1000, 1 };

	for (size_t i = 0; i < family->count; i++) {
		const struct plan_node *child = &plan->nodes[family->child[i]];
		const int64_t *v = plan_schedule(plan, family->child[i]);

		if (child->state != NODE_REPAIRED || child->decimals >= 4)
			continue;
		for (unsigned m = 0; m < plan->period_count; m++)
			if (v[m] % STEPS[child->decimals] != 0)
				return true;
	}
	return false;
}

/*
 * The roll-up with the whole rows as they were read.  False where no repair
 * changed one: a cell that was missing is R14's to tell.
 */
static bool
roll_as_read(const struct check *check, const struct family *family, int64_t *out_e9)
{
	const struct plan *plan = check->plan;
	bool changed = false;

	for (size_t i = 0; i < family->count; i++) {
		const struct plan_node *child = &plan->nodes[family->child[i]];
		bool was = child->state == NODE_REPAIRED && child->repair != NULL &&
		    child->repair->whole;

		if (!plan_is_leaf_level(plan, child->level))
			return false;
		(void)rollup_add_leaf(out_e9,
		    was ? child->repair->read_e4 : plan_schedule(plan, family->child[i]),
		    plan->period_count, child->weight_e4, child->behaviour,
		    child->baseline.value_e4, plan->policy);
		changed = changed || was;
	}
	return changed;
}

/* The roll-up that is right.  False where every schedule is a flow: it is the same. */
static bool
roll_by_behaviour(const struct check *check, const struct family *family, int64_t *out_e9)
{
	const struct plan *plan = check->plan;
	bool differs = false;

	for (size_t i = 0; i < family->count; i++) {
		const struct plan_node *child = &plan->nodes[family->child[i]];

		if (!plan_is_leaf_level(plan, child->level))
			return false;
		differs = differs || child->behaviour != BEHAVIOUR_SUM;
	}
	if (!differs || plan->policy == ROLLUP_BY_BEHAVIOUR)
		return false;
	for (size_t i = 0; i < family->count; i++) {
		const struct plan_node *child = &plan->nodes[family->child[i]];

		(void)rollup_add_leaf(out_e9, plan_schedule(plan, family->child[i]),
		    plan->period_count, child->weight_e4, child->behaviour,
		    child->baseline.value_e4, ROLLUP_BY_BEHAVIOUR);
	}
	return true;
}

static void
report(struct check *check, enum severity severity, unsigned variant, uint32_t node,
    const int64_t *rolled_e9, unsigned month)
{
	struct finding *f = check_report_node(check, severity, variant, node);

	f->period = month + 1;
	f->expected = value_e9(rolled_e9[month]);
	f->found = value_percent(check->plan->nodes[node].published->month_e4[month]);
}

static bool
check_total(struct check *check, uint32_t node)
{
	const struct published_row *printed = check->plan->nodes[node].published;
	int64_t total_e9 = check->rolled->total_e9[check->rolled->row_of[node]];
	struct finding *f;

	if (printed->total_e4 == NUM_ABSENT ||
	    distance(printed->total_e4 * E4_TO_E9, total_e9) <= ROUNDING_TOLERANCE_E9)
		return true;
	f = check_report_node(check, SEVERITY_ERROR, TOTAL_DIFFERS, node);
	f->expected = value_e9(total_e9);
	f->found = value_percent(printed->total_e4);
	return false;
}

/* It holds now; did it as read, and would it by behaviour? */
static void
check_behind(struct check *check, const struct family *family, const int64_t *rolled_e9)
{
	const struct published_row *printed = check->plan->nodes[family->parent].published;
	unsigned n = check->plan->period_count;
	int64_t as_read_e9[PACK_PERIODS_MAX] = { 0 }, right_e9[PACK_PERIODS_MAX] = { 0 };
	struct gap gap = { 0 };
	bool differs;

	if (roll_as_read(check, family, as_read_e9))
		gap = compare(printed, as_read_e9, n);
	if (gap.size_e9 > TOLERANCE_E9) {
		report(check, SEVERITY_ADVICE, AGREES_AFTER_REPAIR, family->parent, as_read_e9,
		    gap.month);
		return;
	}
	if (has_hidden_decimals(check->plan, family)) {
		(void)check_report_node(check, SEVERITY_ADVICE, HIDDEN_DECIMALS, family->parent);
		return;
	}
	gap = (struct gap){ 0 };
	differs = roll_by_behaviour(check, family, right_e9);
	for (unsigned m = 0; differs && m < n; m++)
		if (distance(right_e9[m], rolled_e9[m]) > gap.size_e9)
			gap = (struct gap){ distance(right_e9[m], rolled_e9[m]), m };
	if (gap.size_e9 > ROUNDING_TOLERANCE_E9)
		report(check, SEVERITY_ADVICE, BY_BEHAVIOUR, family->parent, right_e9, gap.month);
	else
		check_pass(check);
}

/* Somebody changed it since it was printed: the printed row says what it was. */
static bool
was_edited(const struct plan *plan, const struct family *family)
{
	if (plan->nodes[family->parent].edited)
		return true;
	for (size_t i = 0; i < family->count; i++)
		if (plan->nodes[family->child[i]].edited)
			return true;
	return false;
}

static void
check_family(struct check *check, const struct family *family)
{
	static const int64_t NOTHING_E9[PACK_PERIODS_MAX] = { 0 };
	const struct plan *plan = check->plan;
	const struct published_row *printed = plan->nodes[family->parent].published;
	const int64_t *rolled_e9 = rollup_of_node(check->rolled, family->parent);
	struct gap gap;
	bool lacking;

	if (printed == NULL || was_edited(plan, family))
		return;
	if (rolled_e9 == NULL)
		rolled_e9 = NOTHING_E9;
	gap = compare(printed, rolled_e9, plan->period_count);
	lacking = lacks_a_month(printed, plan->period_count);
	if (lacking || printed->damaged || !check_family_settled(check, family)) {
		if (lacking || gap.size_e9 > TOLERANCE_E9)
			report(check, SEVERITY_ERROR, UNRESOLVED, family->parent, rolled_e9,
			    gap.month);
		else
			check_pass(check);
	} else if (gap.size_e9 <= TOLERANCE_E9) {
		if (check_total(check, family->parent))
			check_behind(check, family, rolled_e9);
	} else if (gap.size_e9 <= ROUNDING_TOLERANCE_E9 &&
	    has_coarse_activity(plan, family, printed->decimals)) {
		report(check, SEVERITY_ADVICE, ROUNDING, family->parent, rolled_e9, gap.month);
	} else {
		report(check, SEVERITY_ERROR, DIFFERS, family->parent, rolled_e9, gap.month);
	}
}

const struct rule rule_r24 = {
	.id = 24,
	.title = "La fila del objetivo es la agregación de sus actividades",
	.family = check_family,
};
