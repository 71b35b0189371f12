/*
 * R49 - advice on indicators, with its reason; never a block.
 *
 * No unit of measure; a target that is the baseline; a title that is one word;
 * the same means of verification on many activities in a row; a target
 * reached in the first period.
 *
 * In a year started from another's plan the baseline is that plan's target, put there
 * by the program: nobody is told so before they change the row.
 */
#include <string.h>

#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { NO_UNIT, TARGET_IS_BASELINE, ONE_WORD, SAME_VERIFICATION, FIRST_PERIOD };
enum { MANY = 5 };

/* "Informe" with a target of 12; "Informes", "Nº de informes" and "12 informes" say their unit. */
static bool
lacks_unit(const struct plan_node *node)
{
	static const char *const COUNTING[] = { "N", "n", "Cantidad", "cantidad", "Porcentaje",
		"porcentaje", "Tasa", "Total", "Monto", "Personal" };
	if (words_first(node->indicator) == 0 || node->target.percent ||
	    node->target.value_e4 == NUM_ABSENT || node->target.value_e4 <= E4 ||
	    node->basis != BASIS_QUANTITY)
		return false;
	if (words_begin_plural(node->indicator) ||
	    (node->indicator[0] >= '0' && node->indicator[0] <= '9') ||
	    strchr(node->indicator, '%') != NULL)
		return false;
	for (size_t i = 0; i < sizeof(COUNTING) / sizeof(COUNTING[0]); i++)
		if (strncmp(node->indicator, COUNTING[i], strlen(COUNTING[i])) == 0)
			return false;
	return true;
}

static bool
target_is_baseline(const struct plan_node *node)
{
	return node->target.value_e4 != NUM_ABSENT && node->target.value_e4 != 0 &&
	    node->target.value_e4 == node->baseline.value_e4 &&
	    node->target.percent == node->baseline.percent;
}

static bool
was_started(const struct plan *plan)
{
	return plan->based_on != 0 && plan->version == 0;
}

static void
check_node(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	bool fine = true;

	if (node->level == 0)
		return;
	if (lacks_unit(node)) {
		check_report_node(check, SEVERITY_ADVICE, NO_UNIT, index)->found = value_text(
		    node->indicator);
		fine = false;
	}
	if (target_is_baseline(node) && !(was_started(check->plan) && !node->edited)) {
		check_report_node(check, SEVERITY_ADVICE, TARGET_IS_BASELINE, index)
		    ->found = node->target.percent ? value_percent(node->target.value_e4)
						   : value_e4(node->target.value_e4);
		fine = false;
	}
	if (node->title[0] != '\0' && words_count(node->title, 2) == 1) {
		check_report_node(check, SEVERITY_ADVICE, ONE_WORD, index)->found = value_text(
		    node->title);
		fine = false;
	}
	if (fine)
		check_pass(check);
}

/* A flow that is done, or a cumulative that is there, in the first of several periods. */
static void
check_row(struct check *check, const struct row *row)
{
	bool flow = row->node->behaviour == BEHAVIOUR_SUM && row->last == 1;
	bool cumulative = row->node->behaviour == BEHAVIOUR_LAST && row->active > 1 &&
	    row->v_e4[row->last - 1] <= row->v_e4[row->first - 1];

	if (row->total_e4 == NUM_ABSENT || row->first != 1)
		return;
	if (!flow && !cumulative) {
		check_pass(check);
		return;
	}
	check_report_row(check, SEVERITY_ADVICE, FIRST_PERIOD, row)->period = 1;
}

/* Activities in a row that show the same means, told at the first one. */
static void
check_family(struct check *check, const struct family *family)
{
	const struct plan_node *nodes = check->plan->nodes;

	if (nodes[family->parent].level == 0 || family->count < MANY)
		return;
	for (size_t i = 0, n; i < family->count; i += n) {
		const char *means = nodes[family->child[i]].verification;
		struct finding *f;

		for (n = 1; i + n < family->count; n++)
			if (strcmp(nodes[family->child[i + n]].verification, means) != 0)
				break;
		if (n < MANY || means[0] == '\0')
			continue;
		f = check_report_node(check, SEVERITY_ADVICE, SAME_VERIFICATION, family->child[i]);
		f->found = value_text(means);
		f->extra[0] = value_count((int64_t)n);
	}
}

const struct rule rule_r49 = {
	.id = 49,
	.title = "Consejos sobre el indicador",
	.node = check_node,
	.row = check_row,
	.family = check_family,
};
