/*
 * R22 - periods and indicator speak in the same unit of measure.
 *
 * Warning.  Told only where it is beyond doubt: the indicator is a per cent,
 * its target is one that a per cent can reach, and the periods are plain
 * numbers that no per cent reaches.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

static const int64_t BEYOND_PERCENT_E4 = 1000 * E4;

static int64_t
largest(const struct row *row)
{
	int64_t most = 0;

	for (unsigned m = row->first; m > 0 && m <= row->last; m++)
		if (row->v_e4[m - 1] > most)
			most = row->v_e4[m - 1];
	return most;
}

static void
check_row(struct check *check, const struct row *row)
{
	const struct plan_node *node = row->node;
	int64_t most = largest(row);
	struct finding *f;

	if (node->percent || most <= BEYOND_PERCENT_E4 || node->target.value_e4 == NUM_ABSENT ||
	    node->target.value_e4 > 100 * E4 || !words_are_percentage(check->mem, node->indicator)) {
		check_pass(check);
		return;
	}
	f = check_report_row(check, SEVERITY_WARNING, 0, row);
	f->expected = value_percent(node->target.value_e4);
	f->found = value_e4(most);
	f->extra[0] = value_text(node->indicator);
}

const struct rule rule_r22 = {
	.id = 22,
	.title = "Los meses y el indicador hablan en la misma unidad",
	.row = check_row,
};
