/*
 * R19 - a schedule is not all zero unless its target is, and a target of 0
 * spends nothing.
 *
 * Error.
 */
#include "core/rules/rules.h"

enum { ALL_ZERO, TARGET_ZERO_WITH_BUDGET };

static bool
is_nonzero(int64_t v)
{
	return v != NUM_ABSENT && v != 0;
}

static void
report_all_zero(struct check *check, const struct row *row)
{
	const struct measure *target = &row->node->target;
	struct finding *f = check_report_row(check, SEVERITY_ERROR, ALL_ZERO, row);

	if (is_nonzero(target->value_e4))
		f->expected = target->percent ? value_percent(target->value_e4)
					      : value_e4(target->value_e4);
	else
		f->expected = check_row_value(row, row->total_e4);
	f->found = check_row_value(row, 0);
}

static void
check_row(struct check *check, const struct row *row)
{
	const struct plan_node *node = row->node;
	bool budget = node->budget_cents != NUM_ABSENT && node->budget_cents > 0;

	if (row->active == 0 && (is_nonzero(node->target.value_e4) || is_nonzero(row->total_e4)))
		report_all_zero(check, row);
	else if (node->target.value_e4 == 0 && budget)
		check_report_row(check, SEVERITY_ERROR, TARGET_ZERO_WITH_BUDGET, row)
		    ->extra[0] = value_cents(node->budget_cents);
	else
		check_pass(check);
}

const struct rule rule_r19 = {
	.id = 19,
	.title = "Lo que tiene meta tiene meses, y sin meta no hay presupuesto",
	.row = check_row,
};
