/*
 * R11 - the activities under one objective weigh 100 together.
 *
 * Error, no tolerance.  Fix: largest remainder in the decimals in use.
 */
#include "core/rules/rules.h"
#include "core/rules/weights.h"

static void
check_family(struct check *check, const struct family *family)
{
	struct finding *f;
	int64_t sum;

	if (check->plan->nodes[family->parent].level == 0)
		return; /* R10's */
	sum = weights_sum(check->plan, family->child, family->count);
	if (sum == NUM_ABSENT)
		return;
	if (sum == WHOLE_WEIGHT_E4) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_ERROR, 0, family->parent);
	f->expected = value_percent(WHOLE_WEIGHT_E4);
	f->found = value_percent(sum);
	weights_fix(check, f, family->child, family->count);
}

const struct rule rule_r11 = {
	.id = 11,
	.title = "Las actividades de un objetivo ponderan 100 %",
	.family = check_family,
};
