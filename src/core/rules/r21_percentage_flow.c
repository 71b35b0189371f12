/*
 * R21 - a flow in per cent does not pass 100.
 *
 * Warning; 0.1 is allowed where a period has decimals.
 */
#include "core/rules/rules.h"

static void
check_row(struct check *check, const struct row *row)
{
	const int64_t limit = 100 * E4;
	struct finding *f;

	if (row->node->behaviour != BEHAVIOUR_SUM || !row->node->percent)
		return;
	if (row->sum_e4 <= limit + row->tolerance_e4) {
		check_pass(check);
		return;
	}
	f = check_report_row(check, SEVERITY_WARNING, 0, row);
	f->expected = value_percent(limit);
	f->found = value_percent(row->sum_e4);
}

const struct rule rule_r21 = {
	.id = 21,
	.title = "Un flujo en porcentaje no pasa de 100 %",
	.row = check_row,
};
