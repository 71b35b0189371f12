/*
 * R23 - a count is not printed as a per cent.
 *
 * Warning: a target with % that passes 100, or that is a dozen at most and
 * has a plural for indicator ("Sesiones": 6 %), where the indicator means no
 * per cent; and any but 100 % where it begins by counting ("Número de ...").
 * Told at the form that writes the sign.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

static const int64_t DOZEN_E4 = 12 * E4;

static bool
is_count(struct check *check, const struct plan_node *node)
{
	int64_t target = node->target.value_e4;

	if (words_begin_counting(check->mem, node->indicator))
		return true;
	if (target <= 100 * E4 && (target > DOZEN_E4 || !words_begin_plural(node->indicator)))
		return false;
	return node->indicator[0] != '\0' && !words_are_percentage(check->mem, node->indicator);
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	struct finding *f;

	if (node->level == 0 || !node->target.percent || node->target.value_e4 == NUM_ABSENT)
		return;
	if (node->target.value_e4 == 0 || node->target.value_e4 == 100 * E4 ||
	    !is_count(check, node)) {
		check_pass(check);
		return;
	}
	f = check_report_node(check, SEVERITY_WARNING, 0, index);
	if (node->published != NULL && !node->published->target.percent)
		f->source = check_row_source(node);
	f->expected = value_e4(node->target.value_e4);
	f->found = value_percent(node->target.value_e4);
	f->extra[0] = value_text(node->indicator);
}

const struct rule rule_r23 = {
	.id = 23,
	.title = "Una cantidad no se escribe como porcentaje",
	.node = check_node,
};
