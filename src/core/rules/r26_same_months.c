/*
 * R26 - where form A plans in the same terms as form B, in parts that make
 * 100, the same months are active on both.
 *
 * Advice, at the form A line.
 */
#include "core/rules/rules.h"

enum { ONLY_IN_A, ONLY_IN_B };

static const int64_t SMALLEST_E9 = 5000000; /* 0.005: what two decimals show */

static bool
is_hundred(int64_t v_e4, int64_t tolerance_e4)
{
	return v_e4 <= 100 * E4 + tolerance_e4 && v_e4 >= 100 * E4 - tolerance_e4;
}

/* Form A's own schedule is a flow that makes 100, as every roll-up is. */
static bool
same_terms(const struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	const int64_t *v = plan_schedule(check->plan, index);
	int64_t sum = 0;

	if (node->published == NULL || node->form_a == PLAN_NONE || !node->has_schedule ||
	    !node_is_whole(check->plan, node) || node->state == NODE_UNRESOLVED ||
	    node->behaviour != BEHAVIOUR_SUM)
		return false;
	for (unsigned m = 0; m < check->plan->period_count; m++)
		sum += v[m];
	return is_hundred(sum, E4 / 10);
}

static void
report(struct check *check, uint32_t index, unsigned month, unsigned off)
{
	int64_t planned = plan_schedule(check->plan, index)[month];
	struct finding *f = check_report_node(check, SEVERITY_ADVICE,
	    planned != 0 ? ONLY_IN_A : ONLY_IN_B, index);

	f->source = check_row_source(&check->plan->nodes[index]);
	f->period = month + 1;
	f->expected = value_e9(rollup_of_node(check->rolled, index)[month]);
	f->found = value_percent(planned);
	f->extra[0] = value_count(off);
}

static void
check_family(struct check *check, const struct family *family)
{
	const int64_t *rolled_e9 = rollup_of_node(check->rolled, family->parent);
	const int64_t *v;
	unsigned off = 0, first = 0;

	if (rolled_e9 == NULL || !same_terms(check, family->parent) ||
	    !check_family_settled(check, family))
		return;
	v = plan_schedule(check->plan, family->parent);
	for (unsigned m = check->plan->period_count; m-- > 0;) {
		if ((v[m] != 0) == (rolled_e9[m] >= SMALLEST_E9))
			continue;
		off++;
		first = m;
	}
	if (off == 0)
		check_pass(check);
	else
		report(check, family->parent, first, off);
}

const struct rule rule_r26 = {
	.id = 26,
	.title = "Los meses activos son los mismos en los dos formularios",
	.family = check_family,
};
