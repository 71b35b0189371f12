#include "core/progress.h"

#include "core/standing.h"

enum { E4_TO_E9 = 100000 };

/* An average that skips what is absent. */
struct mean {
	__int128 sum, weights; /* ratios to 10^18, weights to 10^15, 80,000 of them: it fits */
	__int128 plain;        /* without weights: where nothing has one */
	int64_t count;
};

static void
mean_add(struct mean *mean, int64_t value_e9, int64_t weight)
{
	if (value_e9 == NUM_ABSENT)
		return;
	if (weight == NUM_ABSENT || weight < 0)
		weight = 0;
	mean->sum += (__int128)value_e9 * weight;
	mean->weights += weight;
	mean->plain += value_e9;
	mean->count++;
}

/* Rounded once, half away from zero. */
static int64_t
divide(__int128 sum, __int128 by)
{
	__int128 half = sum < 0 ? -by / 2 : by / 2;

	return (int64_t)((sum + half) / by);
}

static int64_t
mean_value(const struct mean *mean)
{
	if (mean->count == 0)
		return NUM_ABSENT;
	if (mean->weights == 0)
		return div_round(mean->plain, mean->count);
	return divide(mean->sum, mean->weights);
}

static int64_t
to_e9(int64_t value_e4)
{
	return value_e4 == NUM_ABSENT ? NUM_ABSENT : value_e4 * E4_TO_E9;
}

/* ---- Units -------------------------------------------------------------------- */

/* As it counts in its unit's average: exact, capped, blank as the policy has it. */
static int64_t
physical_of(const struct follow_up *fu, const struct fu_operation *op)
{
	int64_t value_e9 = op->reported != NULL ? op->reported->progress.physical_e9
						: to_e9(op->physical_e4);

	if (value_e9 == NUM_ABSENT)
		return fu->blank_is_zero ? 0 : NUM_ABSENT;
	return fu->pack->cap_at_100 && value_e9 > 100 * E9 ? 100 * E9 : value_e9;
}

static int64_t
operation_weight(const struct follow_up *fu, const struct fu_operation *op)
{
	if (fu->average == AVERAGE_MEAN || op->reported == NULL)
		return 1;
	return fu->average == AVERAGE_WEIGHTED ? op->reported->weight_e4
					       : op->reported->budget_cents;
}

static void
money_add(struct fu_money *to, int64_t budget_cents, int64_t executed_cents)
{
	if (budget_cents != NUM_ABSENT)
		to->budget_cents = (to->budget_cents == NUM_ABSENT ? 0 : to->budget_cents) +
		    budget_cents;
	if (executed_cents != NUM_ABSENT)
		to->executed_cents = (to->executed_cents == NUM_ABSENT ? 0 : to->executed_cents) +
		    executed_cents;
}

int64_t
money_progress(const struct fu_money *money)
{
	if (money->budget_cents == NUM_ABSENT || money->budget_cents <= 0 ||
	    money->executed_cents == NUM_ABSENT)
		return NUM_ABSENT;
	return muldiv_round(money->executed_cents, 100 * E9, money->budget_cents);
}

static void
compute_unit(const struct follow_up *fu, struct fu_unit *unit)
{
	struct mean physical = { 0 }, planned = { 0 }, planned_all = { 0 };

	if (unit->known != NULL) {
		unit->computed_e9 = unit->known->physical_e9;
		unit->planned_e9 = unit->known->planned_e9;
		unit->money = unit->known->money;
		return;
	}
	for (uint32_t i = 0; i < unit->count; i++) {
		const struct fu_operation *op = &fu->operations[unit->first + i];
		int64_t value_e9 = physical_of(fu, op), weight = operation_weight(fu, op);

		mean_add(&physical, value_e9, weight);
		if (op->reported == NULL)
			continue;
		mean_add(&planned_all, op->reported->progress.planned_e9, weight);
		if (value_e9 != NUM_ABSENT)
			mean_add(&planned, op->reported->progress.planned_e9, weight);
	}
	unit->computed_e9 = mean_value(&physical);
	unit->planned_e9 = mean_value(physical.count > 0 ? &planned : &planned_all);
}

/* Financial progress of the unit: of its money, else the mean of what its operations state. */
static int64_t
unit_financial(const struct follow_up *fu, const struct fu_unit *unit)
{
	struct mean mean = { 0 };

	if (fu->is_reported)
		return money_progress(&unit->money);
	for (uint32_t i = 0; i < unit->count; i++)
		mean_add(&mean, to_e9(fu->operations[unit->first + i].financial_e4), 1);
	return mean_value(&mean);
}

/* ---- Levels above ---------------------------------------------------------------- */

/* What a member counts for: itself, its operations, or its budget. */
static int64_t
member_weight(enum average_policy policy, uint32_t operations, const struct fu_money *money)
{
	switch (policy) {
	case AVERAGE_WEIGHTED:
		return operations;
	case AVERAGE_BUDGET_WEIGHTED:
		return money->budget_cents;
	default:
		return 1;
	}
}

/* The averages of one level, being made. */
struct above {
	struct mean leaves, printed, financial;
	struct mean planned, planned_all; /* of members that said something; of all */
	struct fu_money money;
	uint32_t operations;
};

/* Progress is held against what was planned by those it is the progress of. */
static void
add_planned(struct above *to, int64_t physical_e9, int64_t planned_e9, int64_t weight)
{
	mean_add(&to->planned_all, planned_e9, weight);
	if (physical_e9 != NUM_ABSENT)
		mean_add(&to->planned, planned_e9, weight);
}

static int64_t
planned_value(const struct above *sums)
{
	return mean_value(sums->leaves.count > 0 ? &sums->planned : &sums->planned_all);
}

static void
add_unit(const struct follow_up *fu, struct above *to, const struct fu_unit *unit)
{
	uint32_t operations = unit->known != NULL ? unit->known->operations : unit->count;
	int64_t weight = member_weight(fu->average_above, operations, &unit->money);

	mean_add(&to->leaves, unit->computed_e9, weight);
	mean_add(&to->printed, to_e9(unit->printed_e4), weight);
	mean_add(&to->financial, unit_financial(fu, unit), 1);
	add_planned(to, unit->computed_e9, unit->planned_e9, weight);
	money_add(&to->money, unit->money.budget_cents, unit->money.executed_cents);
	to->operations += operations;
}

static void
add_below(const struct follow_up *fu, struct above *to, const struct fu_aggregate *below)
{
	int64_t weight = member_weight(fu->average_above, below->operation_count, &below->money);

	mean_add(&to->leaves, below->computed_e9, weight);
	mean_add(&to->printed, to_e9(below->printed_e4), weight);
	mean_add(&to->financial,
	    below->printed_financial_e4 != NUM_ABSENT ? to_e9(below->printed_financial_e4)
						      : below->computed_financial_e9,
	    1);
	add_planned(to, below->computed_e9, below->planned_e9, weight);
	money_add(&to->money, below->money.budget_cents, below->money.executed_cents);
	to->operations += below->operation_count;
}

static int
compute_aggregate(struct follow_up *fu, struct fu_aggregate *a, unsigned depth, struct err *err)
{
	struct above sums = { .money = { NUM_ABSENT, NUM_ABSENT } };

	if (depth > PLAN_DEPTH_MAX)
		return err_set(err, YUP_ELIMIT, "aggregates nest past %d levels", PLAN_DEPTH_MAX);
	for (size_t i = 0; i < a->of_count; i++) {
		struct fu_aggregate *below;
		int rc;

		if (a->of[i].is_unit) {
			add_unit(fu, &sums, &fu->units[a->of[i].index]);
			continue;
		}
		below = &fu->aggregates[a->of[i].index];
		rc = compute_aggregate(fu, below, depth + 1, err);
		if (rc < 0)
			return rc;
		add_below(fu, &sums, below);
	}
	a->computed_e9 = mean_value(&sums.leaves);
	a->computed_from_printed_e9 = mean_value(&sums.printed);
	a->money = sums.money;
	a->operation_count = sums.operations;
	a->planned_e9 = planned_value(&sums);
	a->computed_financial_e9 = fu->is_reported ? money_progress(&a->money)
						   : mean_value(&sums.financial);
	return YUP_OK;
}

struct standing
progress_above(enum average_policy policy, const struct standing *members, size_t count)
{
	struct above sums = { .money = { NUM_ABSENT, NUM_ABSENT } };
	struct standing s = { .id = "", .parent = PLAN_NONE, .level = FU_INSTITUTION };

	for (size_t i = 0; i < count; i++) {
		const struct standing *m = &members[i];
		int64_t weight = member_weight(policy, m->operations, &m->money);

		mean_add(&sums.leaves, m->physical_e9, weight);
		add_planned(&sums, m->physical_e9, m->planned_e9, weight);
		money_add(&sums.money, m->money.budget_cents, m->money.executed_cents);
		s.operations += m->operations;
		s.reported += m->reported;
		s.below += m->below;
		s.unexplained += m->unexplained;
	}
	s.physical_e9 = mean_value(&sums.leaves);
	s.planned_e9 = planned_value(&sums);
	s.money = sums.money;
	return s;
}

int
progress_compute(struct follow_up *fu, struct err *err)
{
	for (size_t u = 0; u < fu->unit_count; u++)
		compute_unit(fu, &fu->units[u]);
	for (size_t i = 0; i < fu->aggregate_count; i++) {
		int rc = compute_aggregate(fu, &fu->aggregates[i], 0, err);

		if (rc < 0)
			return rc;
	}
	return YUP_OK;
}

int
progress_compute_aggregate(struct follow_up *fu, uint32_t aggregate, struct err *err)
{
	return compute_aggregate(fu, &fu->aggregates[aggregate], 0, err);
}

bool
progress_matches(int64_t computed_e9, int64_t printed_e4)
{
	static const int64_t STEPS[] = { E4, E4 / 10, E4 / 100, E4 / 1000, 1 };
	unsigned decimals = 0;

	if (computed_e9 == NUM_ABSENT || printed_e4 == NUM_ABSENT)
		return computed_e9 == printed_e4;
	while (decimals < 4 && printed_e4 % STEPS[decimals] != 0)
		decimals++;
	return ratio_round(computed_e9, decimals) * STEPS[decimals] == printed_e4;
}
