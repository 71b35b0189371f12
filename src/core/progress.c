#include "core/progress.h"

enum { E4_TO_E9 = 100000 };

/* A mean that skips what is absent. */
struct mean {
	__int128 sum;
	int64_t count;
};

static void
mean_add(struct mean *mean, int64_t value_e9)
{
	if (value_e9 == NUM_ABSENT)
		return;
	mean->sum += value_e9;
	mean->count++;
}

static int64_t
mean_value(const struct mean *mean)
{
	return mean->count > 0 ? div_round(mean->sum, mean->count) : NUM_ABSENT;
}

static int64_t
to_e9(int64_t value_e4)
{
	return value_e4 == NUM_ABSENT ? NUM_ABSENT : value_e4 * E4_TO_E9;
}

static int64_t
capped(const struct follow_up *fu, int64_t value_e4)
{
	if (fu->pack->cap_at_100 && value_e4 != NUM_ABSENT && value_e4 > 100 * E4)
		return 100 * E4;
	return value_e4;
}

static void
compute_unit(const struct follow_up *fu, struct fu_unit *unit)
{
	struct mean mean = { 0 };

	for (uint32_t i = 0; i < unit->count; i++)
		mean_add(&mean, to_e9(capped(fu, fu->operations[unit->first + i].physical_e4)));
	unit->computed_e9 = mean_value(&mean);
}

/* Mean financial progress of the unit's operations, where they state it. */
static int64_t
unit_financial(const struct follow_up *fu, const struct fu_unit *unit)
{
	struct mean mean = { 0 };

	for (uint32_t i = 0; i < unit->count; i++)
		mean_add(&mean, to_e9(fu->operations[unit->first + i].financial_e4));
	return mean_value(&mean);
}

static int
compute_aggregate(struct follow_up *fu, struct fu_aggregate *a, unsigned depth, struct err *err)
{
	struct mean leaves = { 0 }, printed = { 0 }, financial = { 0 };

	if (depth > PLAN_DEPTH_MAX)
		return err_set(err, YUP_ELIMIT, "aggregates nest past %d levels", PLAN_DEPTH_MAX);
	for (size_t i = 0; i < a->of_count; i++) {
		if (a->of[i].is_unit) {
			const struct fu_unit *unit = &fu->units[a->of[i].index];

			mean_add(&leaves, unit->computed_e9);
			mean_add(&printed, to_e9(unit->printed_e4));
			mean_add(&financial, unit_financial(fu, unit));
			continue;
		}
		struct fu_aggregate *below = &fu->aggregates[a->of[i].index];
		int rc = compute_aggregate(fu, below, depth + 1, err);

		if (rc < 0)
			return rc;
		mean_add(&leaves, below->computed_e9);
		mean_add(&printed, to_e9(below->printed_e4));
		mean_add(&financial,
		    below->printed_financial_e4 != NUM_ABSENT ? to_e9(below->printed_financial_e4)
							      : below->computed_financial_e9);
	}
	a->computed_e9 = mean_value(&leaves);
	a->computed_from_printed_e9 = mean_value(&printed);
	a->computed_financial_e9 = mean_value(&financial);
	return YUP_OK;
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
