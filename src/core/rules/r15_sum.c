/*
 * R15 - a flow: the periods add up to the total.
 *
 * Error; 0.1 is allowed where a period has decimals, and told as advice; a
 * warning where the file came damaged.  Fix: the total becomes the sum, unless the target says that
 * the total is right: then the periods are scaled to it by largest remainder.  In a
 * row that people changed since it was read the periods are theirs: of them one may
 * be corrected so, several never.
 */
#include "base/mem.h"
#include "core/apportion.h"
#include "core/rules/rules.h"

enum { FAILS, AGREES_AFTER_REPAIR, UNRESOLVED, ROUNDED };

static bool
holds(const struct row *row)
{
	int64_t off = row->sum_e4 - row->total_e4;

	return off <= row->tolerance_e4 && off >= -row->tolerance_e4;
}

/* The total is what was meant: it repeats the target, or is the whole of a share. */
static bool
total_is_sure(const struct plan_node *node)
{
	return node->basis == BASIS_SHARE || node->total_e4 == node->target.value_e4;
}

static bool
fix_periods(struct check *check, struct finding *f, const struct row *row)
{
	unsigned n = check->plan->period_count;
	int64_t v[PACK_PERIODS_MAX];
	struct fix_change *changes;
	unsigned changed = 0;

	for (unsigned m = 0; m < n; m++)
		v[m] = row->v_e4[m];
	if (!apportion(check->mem, v, n, row->total_e4, apportion_step(v, n)))
		return false;
	for (unsigned m = 0; m < n; m++)
		changed += v[m] != row->v_e4[m];
	if (changed > 1 && row->node->edited)
		return false;
	changes = check_fix(check, f, changed);
	for (unsigned m = 0; m < n; m++)
		if (v[m] != row->v_e4[m])
			*changes++ = (struct fix_change){ FIX_PERIOD, row->index, m + 1,
				check_row_value(row, v[m]) };
	return true;
}

static void
fix_row(struct check *check, struct finding *f, const struct row *row)
{
	if (total_is_sure(row->node) && fix_periods(check, f, row))
		return;
	*check_fix(check, f, 1) = (struct fix_change){ FIX_TOTAL, row->index, 0,
		check_row_value(row, row->sum_e4) };
}

static void
report(struct check *check, enum severity severity, unsigned variant, const struct row *row)
{
	const struct row *told = variant == AGREES_AFTER_REPAIR ? row->was : row;
	struct finding *f = check_report_row(check, severity, variant, row);

	f->expected = check_row_value(told, told->total_e4);
	f->found = check_row_value(told, told->sum_e4);
	if (variant == FAILS)
		fix_row(check, f, row);
}

/* The row itself, or the objective's printed row that could have told, came damaged. */
static bool
is_in_doubt(const struct check *check, const struct row *row)
{
	const struct plan_node *parent;

	if (row->unresolved || row->node->parent == PLAN_NONE)
		return row->unresolved;
	parent = &check->plan->nodes[row->node->parent];
	return parent->published != NULL && parent->published->damaged;
}

static void
check_row(struct check *check, const struct row *row)
{
	if (row->node->behaviour != BEHAVIOUR_SUM || row->total_e4 == NUM_ABSENT ||
	    row->active == 0)
		return; /* all zero is R19's */
	if (!holds(row) && is_in_doubt(check, row))
		report(check, SEVERITY_WARNING, UNRESOLVED, row);
	else if (!holds(row))
		report(check, SEVERITY_ERROR, FAILS, row);
	else if (row->was != NULL && row->was->total_e4 != NUM_ABSENT && !holds(row->was))
		report(check, SEVERITY_ADVICE, AGREES_AFTER_REPAIR, row);
	else if (row->sum_e4 != row->total_e4)
		report(check, SEVERITY_ADVICE, ROUNDED, row);
	else
		check_pass(check);
}

const struct rule rule_r15 = {
	.id = 15,
	.title = "Los meses de un flujo suman el total",
	.row = check_row,
	.unresolved_too = true,
};
