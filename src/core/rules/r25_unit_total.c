/*
 * R25 - a unit's printed `Total:` row is the roll-up of its objectives.
 *
 * Error; 0.06, since it prints one decimal, and half a unit for a sum that is
 * printed whole.  A unit with a schedule in doubt says nothing here: R14 and
 * R24 tell.
 */
#include "core/rules/rules.h"

enum { MONTH, SUM };

static const int64_t TOLERANCE_E9 = 60000000; /* 0.06 */
static const int64_t E4_TO_E9 = 100000;

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* The month farthest from its roll-up, from 1; 0 where all are near. */
static unsigned
worst_month(const struct plan_unit *unit, const int64_t *rolled_e9, unsigned n)
{
	int64_t most = TOLERANCE_E9;
	unsigned worst = 0;

	for (unsigned m = 0; m < n; m++) {
		if (unit->total_e4[m] == NUM_ABSENT ||
		    distance(unit->total_e4[m] * E4_TO_E9, rolled_e9[m]) <= most)
			continue;
		most = distance(unit->total_e4[m] * E4_TO_E9, rolled_e9[m]);
		worst = m + 1;
	}
	return worst;
}

static bool
sum_holds(const struct plan_unit *unit, int64_t sum_e9)
{
	int64_t tolerance = unit->total_sum_e4 % E4 == 0 ? E9 / 2 : TOLERANCE_E9;

	return unit->total_sum_e4 == NUM_ABSENT ||
	    distance(unit->total_sum_e4 * E4_TO_E9, sum_e9) <= tolerance;
}

static void
report(struct check *check, uint32_t unit, unsigned period, int64_t expected_e9, int64_t found_e4)
{
	struct finding *f = check_report_unit(check, SEVERITY_ERROR, period > 0 ? MONTH : SUM,
	    unit);

	f->source = check->plan->units[unit].total_source;
	f->period = period;
	f->expected = value_e9(expected_e9);
	f->found = value_percent(found_e4);
}

static void
compare(struct check *check, uint32_t index)
{
	const struct plan_unit *unit = &check->plan->units[index];
	unsigned n = check->plan->period_count;
	const int64_t *rolled_e9 = check->rolled->unit_month_e9 + (size_t)index * n;
	unsigned worst = worst_month(unit, rolled_e9, n);

	if (worst > 0)
		report(check, index, worst, rolled_e9[worst - 1], unit->total_e4[worst - 1]);
	else if (!sum_holds(unit, check->rolled->unit_total_e9[index]))
		report(check, index, 0, check->rolled->unit_total_e9[index], unit->total_sum_e4);
	else
		check_pass(check);
}

static void
check_unit(struct check *check, uint32_t index)
{
	if (check->plan->units[index].has_total && check->rolled->unit_known[index] &&
	    check->doubts[index] == 0)
		compare(check, index);
}

const struct rule rule_r25 = {
	.id = 25,
	.title = "El total de la unidad es la agregación de sus objetivos",
	.unit = check_unit,
};
