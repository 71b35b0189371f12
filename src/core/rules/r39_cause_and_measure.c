/*
 * R39 - what stands under the threshold has its cause and its corrective
 * measure; what does not, needs none.
 *
 * Error, and warning where it was explained without need.  The flat threshold
 * is the document's own, else the pack's.  The policy that compares with what was
 * planned to date needs what was reported here; of a document it is silent.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { NOT_EXPLAINED, NO_CAUSE, NO_MEASURE, WITHOUT_NEED };

static void
report(struct check *check, enum severity severity, unsigned variant, uint32_t index)
{
	const struct fu_operation *op = &check->fu->operations[index];
	struct finding *f = check_report_operation(check, severity, variant, index);
	const struct fu_reported *r = op->reported;

	f->expected = value_percent(check->fu->threshold_e4);
	f->found = value_progress(op);
	if (r != NULL && check->pack->threshold == THRESHOLD_PLANNED_TO_DATE)
		f->found = value_e9(r->progress.efficacy_e9);
}

static void
check_operation(struct check *check, uint32_t index)
{
	const struct fu_operation *op = &check->fu->operations[index];
	bool under = op->reported != NULL ? op->reported->threshold != THRESHOLD_WELL
					  : op->physical_e4 < check->fu->threshold_e4;
	bool nothing = words_say_nothing(check, op->cause) && words_say_nothing(check, op->measure);

	if (under && nothing)
		report(check, SEVERITY_ERROR, NOT_EXPLAINED, index);
	else if (under && op->cause[0] == '\0')
		report(check, SEVERITY_ERROR, NO_CAUSE, index);
	else if (under && op->measure[0] == '\0')
		report(check, SEVERITY_ERROR, NO_MEASURE, index);
	else if (!under && !nothing)
		report(check, SEVERITY_WARNING, WITHOUT_NEED, index);
	else
		check_pass(check);
}

static void
check_operations(struct check *check)
{
	const struct follow_up *fu = check->fu;

	if (fu->threshold_e4 == NUM_ABSENT ||
	    (!fu->is_reported && !fu->threshold_stated && check->pack->threshold != THRESHOLD_FLAT))
		return;
	for (uint32_t i = 0; i < fu->operation_count; i++)
		if (fu->operations[i].physical_e4 != NUM_ABSENT)
			check_operation(check, i);
}

const struct rule rule_r39 = {
	.id = 39,
	.title = "Lo que no llega al umbral tiene causa y medida correctiva",
	.follow_up = check_operations,
};
