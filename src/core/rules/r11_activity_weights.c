/*
 * R11 - the activities under one objective weigh 100 together.
 *
 * Error, no tolerance.  Fix: largest remainder in the decimals in use.  Where a
 * weight is absent nothing is said, unless the others weigh more than 100 already.
 */
#include "core/rules/rules.h"
#include "core/rules/weights.h"

enum { DIFFERS, OVER_WITHOUT_ALL };

static void
check_family(struct check *check, const struct family *family)
{
	struct finding *f;
	bool absent;
	int64_t sum;

	if (check->plan->nodes[family->parent].level == 0)
		return; /* R10's */
	sum = weights_sum_known(check->plan, family->child, family->count, &absent);
	if (absent && sum <= WHOLE_WEIGHT_E4)
		return;
	if (sum == WHOLE_WEIGHT_E4) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_ERROR, absent ? OVER_WITHOUT_ALL : DIFFERS,
	    family->parent);
	f->expected = value_percent(WHOLE_WEIGHT_E4);
	f->found = value_percent(sum);
	if (!absent)
		weights_fix(check, f, family->child, family->count);
}

const struct rule rule_r11 = {
	.id = 11,
	.title = "Las actividades de un objetivo ponderan 100 %",
	.family = check_family,
};
