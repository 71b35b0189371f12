/*
 * R09 - indicator, target, means of verification and responsible are there.
 *
 * Warning, one for each that is missing.  An objective's responsible is its unit.
 * So is a row that was never named: each has a title but for that.
 */
#include "core/rules/rules.h"

enum { INDICATOR, TARGET, VERIFICATION, RESPONSIBLE, TITLE };

static void
tell(struct check *check, uint32_t index, unsigned field, bool present)
{
	if (present)
		check_pass(check);
	else
		(void)check_report_node(check, SEVERITY_WARNING, field, index);
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	bool leaf = plan_is_leaf_level(check->plan, node->level);

	if (node->level == 0)
		return;
	if (node->title[0] == '\0')
		tell(check, index, TITLE, false);
	tell(check, index, INDICATOR, node->indicator[0] != '\0');
	tell(check, index, TARGET,
	    node->target.value_e4 != NUM_ABSENT || node->target.text[0] != '\0');
	tell(check, index, VERIFICATION, node->verification[0] != '\0');
	tell(check, index, RESPONSIBLE,
	    node->responsible[0] != '\0' || (!leaf && node->unit != PLAN_NONE));
}

const struct rule rule_r09 = {
	.id = 9,
	.title = "Indicador, meta, medio de verificación y responsable están escritos",
	.node = check_node,
};
