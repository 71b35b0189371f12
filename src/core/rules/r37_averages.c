/*
 * R37 - every printed average is the one its members give, unrounded.
 *
 * Error.  A line that agrees with its members as printed, but not with the
 * leaves, inherited another line's error.  A financial figure is only a
 * warning: some documents take it from the budget.  Fix: the recomputed one.
 */
#include "core/progress.h"
#include "core/rules/rules.h"

enum { UNIT, OWN, INHERITED, FINANCIAL };

/* The fix prints as the document does: whole per cents. */
static void
tell(struct check *check, struct finding *f, int64_t computed_e9, int64_t printed_e4)
{
	int64_t shown_e4 = ratio_round(computed_e9, 0) * E4;

	f->expected = value_e9(computed_e9);
	f->found = value_percent(printed_e4);
	*check_fix(check, f, 1) = (struct fix_change){ FIX_PRINTED, PLAN_NONE, 0,
		value_percent(shown_e4) };
}

static void
check_units(struct check *check)
{
	for (uint32_t u = 0; u < check->fu->unit_count; u++) {
		const struct fu_unit *unit = &check->fu->units[u];

		if (unit->printed_e4 == NUM_ABSENT || unit->computed_e9 == NUM_ABSENT)
			continue;
		if (progress_matches(unit->computed_e9, unit->printed_e4))
			check_pass(check);
		else
			tell(check, check_report_fu_unit(check, SEVERITY_ERROR, UNIT, u),
			    unit->computed_e9, unit->printed_e4);
	}
}

static void
check_physical(struct check *check, uint32_t index)
{
	const struct fu_aggregate *a = &check->fu->aggregates[index];
	bool inherited;
	struct finding *f;

	if (a->printed_e4 == NUM_ABSENT || a->computed_e9 == NUM_ABSENT)
		return;
	if (progress_matches(a->computed_e9, a->printed_e4)) {
		check_pass(check);
		return;
	}
	inherited = a->computed_from_printed_e9 != NUM_ABSENT &&
	    progress_matches(a->computed_from_printed_e9, a->printed_e4);
	f = check_report_aggregate(check, SEVERITY_ERROR, inherited ? INHERITED : OWN, index);
	f->extra[0] = value_e9(a->computed_from_printed_e9);
	tell(check, f, a->computed_e9, a->printed_e4);
}

static void
check_financial(struct check *check, uint32_t index)
{
	const struct fu_aggregate *a = &check->fu->aggregates[index];

	if (a->printed_financial_e4 == NUM_ABSENT || a->computed_financial_e9 == NUM_ABSENT)
		return;
	if (progress_matches(a->computed_financial_e9, a->printed_financial_e4))
		check_pass(check);
	else
		tell(check, check_report_aggregate(check, SEVERITY_WARNING, FINANCIAL, index),
		    a->computed_financial_e9, a->printed_financial_e4);
}

static void
check_averages(struct check *check)
{
	check_units(check);
	for (uint32_t i = 0; i < check->fu->aggregate_count; i++) {
		check_physical(check, i);
		check_financial(check, i);
	}
}

const struct rule rule_r37 = {
	.id = 37,
	.title = "Los promedios se recalculan sin redondear",
	.follow_up = check_averages,
};
