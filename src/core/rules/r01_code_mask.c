/*
 * R01 - a code fits the mask of its level, or of the follow-up's operations.
 *
 * Error.  Masks are the pack's: N one or more digits, 9 exactly one.
 */
#include "core/rules/rules.h"

enum { NODE, OPERATION };

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	const char *mask = check->pack->levels[node->level].mask;
	struct finding *f;

	if (node->code[0] == '\0' || mask == NULL)
		return;
	if (mask_fits(mask, node->code)) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_ERROR, NODE, index);
	f->expected = value_text(mask);
	f->found = value_text(node->code);
}

static void
check_operations(struct check *check)
{
	const struct follow_up *fu = check->fu;
	const char *mask = check->pack->operation_mask;

	for (uint32_t i = 0; mask != NULL && !fu->is_reported && i < fu->operation_count; i++) {
		struct finding *f;

		if (mask_fits(mask, fu->operations[i].code)) {
			check_pass(check);
			continue;
		}
		f = check_report_operation(check, SEVERITY_ERROR, OPERATION, i);
		f->expected = value_text(mask);
		f->found = value_text(fu->operations[i].code);
	}
}

const struct rule rule_r01 = {
	.id = 1,
	.title = "El código tiene la forma de su nivel",
	.node = check_node,
	.follow_up = check_operations,
};
