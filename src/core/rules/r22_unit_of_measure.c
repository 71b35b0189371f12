/*
 * R22 - periods and indicator speak in the same unit of measure.
 *
 * Warning.  Told only where it is beyond doubt: the indicator is a per cent,
 * its target is one that a per cent can reach, and the periods are plain
 * numbers that no per cent reaches; or the indicator begins with "Porcentaje"
 * and neither target nor periods nor total are any.
 */
#include <strings.h>

#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { BEYOND_PERCENT, NO_PERCENT };

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

static bool
is_out_of_reach(struct check *check, const struct plan_node *node, int64_t most)
{
	return most > BEYOND_PERCENT_E4 && node->target.value_e4 <= 100 * E4 &&
	    words_are_percentage(check->mem, node->indicator);
}

/* "Porcentaje de municipios": 6, in periods of 1. */
static bool
lacks_percent(const struct row *row)
{
	static const char WORD[] = "porcentaje";
	const struct plan_node *node = row->node;

	return node->basis == BASIS_QUANTITY && node->behaviour == BEHAVIOUR_SUM &&
	    !node->target.percent && !node->total_percent && row->active > 0 &&
	    node->target.value_e4 != 100 * E4 && row->sum_e4 == node->target.value_e4 &&
	    strncasecmp(node->indicator, WORD, sizeof(WORD) - 1) == 0;
}

static void
report(struct check *check, unsigned variant, const struct row *row, int64_t most)
{
	struct finding *f = check_report_row(check, SEVERITY_WARNING, variant, row);

	f->expected = value_percent(row->node->target.value_e4);
	f->found = value_e4(most);
	f->extra[0] = value_text(row->node->indicator);
}

static void
check_row(struct check *check, const struct row *row)
{
	int64_t most = largest(row);

	if (row->node->percent || row->node->target.value_e4 == NUM_ABSENT)
		return;
	if (is_out_of_reach(check, row->node, most))
		report(check, BEYOND_PERCENT, row, most);
	else if (lacks_percent(row))
		report(check, NO_PERCENT, row, most);
	else
		check_pass(check);
}

const struct rule rule_r22 = {
	.id = 22,
	.title = "Los meses y el indicador hablan en la misma unidad",
	.row = check_row,
};
