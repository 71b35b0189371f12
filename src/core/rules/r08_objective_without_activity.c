/*
 * R08 - an objective with weight or budget has an activity.
 *
 * Warning.
 */
#include "core/rules/rules.h"

static bool
is_positive(int64_t v)
{
	return v != NUM_ABSENT && v > 0;
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	struct finding *f;
	size_t children;

	if (node->level == 0 || plan_is_leaf_level(check->plan, node->level))
		return;
	(void)plan_children_of(check->children, index, &children);
	if (children > 0) {
		check_pass(check);
		return;
	}
	if (!is_positive(node->weight_e4) && !is_positive(node->budget_cents))
		return;
	f = check_report_node(check, SEVERITY_WARNING, is_positive(node->budget_cents) ? 0 : 1,
	    index);
	f->extra[0] = value_percent(node->weight_e4);
	f->extra[1] = value_cents(node->budget_cents);
}

const struct rule rule_r08 = {
	.id = 8,
	.title = "Un objetivo con ponderación o presupuesto tiene actividades",
	.node = check_node,
};
