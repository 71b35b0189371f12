/*
 * R18 - the total is the target; for a level that starts from a baseline,
 * what lies between the two also does.
 *
 * Warning.  Shares are not compared: 100 is the whole of any target.
 */
#include "core/rules/rules.h"

enum { TARGET, LEVEL };

static bool
is_level(const struct plan_node *node)
{
	return node->baseline.value_e4 != NUM_ABSENT && node->baseline.value_e4 > 0 &&
	    node->target.value_e4 > node->baseline.value_e4;
}

static void
check_row(struct check *check, const struct row *row)
{
	const struct plan_node *node = row->node;
	int64_t target = node->target.value_e4;
	struct finding *f;

	if (node->basis != BASIS_QUANTITY || row->total_e4 == NUM_ABSENT || target == NUM_ABSENT ||
	    row->active == 0)
		return; /* all zero is R19's */
	if (row->total_e4 == target ||
	    (is_level(node) && row->total_e4 == target - node->baseline.value_e4)) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_WARNING, is_level(node) ? LEVEL : TARGET, row->index);
	f->expected = node->target.percent ? value_percent(target) : value_e4(target);
	f->found = check_row_value(row, row->total_e4);
	if (is_level(node))
		f->extra[0] = check_row_value(row, target - node->baseline.value_e4);
}

const struct rule rule_r18 = {
	.id = 18,
	.title = "El total programado es la meta",
	.row = check_row,
};
