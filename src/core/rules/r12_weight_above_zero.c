/*
 * R12 - a weight is above 0.
 *
 * Warning.  What weighs nothing does not count in any roll-up, nor does a row
 * whose weight is blank, cannot be read or was refused.
 */
#include "core/rules/rules.h"

enum { NOT_ABOVE_ZERO, ABSENT };

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];

	if (node->level == 0)
		return;
	if (node->weight_e4 == NUM_ABSENT)
		check_report_node(check, SEVERITY_WARNING, ABSENT, index);
	else if (node->weight_e4 > 0)
		check_pass(check);
	else
		check_report_node(check, SEVERITY_WARNING, NOT_ABOVE_ZERO, index)
		    ->found = value_percent(node->weight_e4);
}

const struct rule rule_r12 = {
	.id = 12,
	.title = "La ponderación es mayor que 0",
	.node = check_node,
};
