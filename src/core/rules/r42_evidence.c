/*
 * R42 - progress above 0 has a result and its evidence, and a line without result has 0.
 *
 * Warning.  Evidence is asked for where it is kept: of what was reported here.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { PROGRESS_WITHOUT_RESULT, RESULT_WITHOUT_PROGRESS, PROGRESS_WITHOUT_EVIDENCE };

static void
report(struct check *check, unsigned variant, uint32_t index)
{
	check_report_operation(check, SEVERITY_WARNING, variant, index)->found = value_percent(
	    check->fu->operations[index].physical_e4);
}

static void
check_operations(struct check *check)
{
	for (uint32_t i = 0; i < check->fu->operation_count; i++) {
		const struct fu_operation *op = &check->fu->operations[i];
		bool nothing;

		if (op->physical_e4 == NUM_ABSENT)
			continue;
		nothing = words_say_nothing(check, op->obtained);
		if (nothing != (op->physical_e4 == 0))
			report(check, nothing ? PROGRESS_WITHOUT_RESULT : RESULT_WITHOUT_PROGRESS,
			    i);
		else if (op->physical_e4 > 0 && op->reported != NULL &&
		    op->reported->evidence_count == 0)
			report(check, PROGRESS_WITHOUT_EVIDENCE, i);
		else
			check_pass(check);
	}
}

const struct rule rule_r42 = {
	.id = 42,
	.title = "Todo avance tiene un resultado que lo muestra",
	.follow_up = check_operations,
};
