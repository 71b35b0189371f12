/*
 * R13 - an objective weighs the same on form A and on form B.
 *
 * Error, no tolerance.  Once somebody changes the objective there is one weight.
 */
#include "core/rules/rules.h"

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	struct finding *f;

	if (node->published == NULL || node->form_a == PLAN_NONE || node->edited ||
	    node->published->weight_e4 == NUM_ABSENT || node->weight_e4 == NUM_ABSENT)
		return;
	if (node->published->weight_e4 == node->weight_e4) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_ERROR, 0, index);
	f->expected = value_percent(node->weight_e4);
	f->found = value_percent(node->published->weight_e4);
}

const struct rule rule_r13 = {
	.id = 13,
	.title = "La ponderación es la misma en los dos formularios",
	.node = check_node,
};
