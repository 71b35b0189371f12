/*
 * R42 - progress above 0 has a result, and a line without result has 0.
 *
 * Warning.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { PROGRESS_WITHOUT_RESULT, RESULT_WITHOUT_PROGRESS };

static void
check_operations(struct check *check)
{
	for (uint32_t i = 0; i < check->fu->operation_count; i++) {
		const struct fu_operation *op = &check->fu->operations[i];
		bool nothing;

		if (op->physical_e4 == NUM_ABSENT)
			continue;
		nothing = words_say_nothing(check, op->obtained);
		if (nothing == (op->physical_e4 == 0))
			check_pass(check);
		else
			check_report_operation(check, SEVERITY_WARNING,
			    nothing ? PROGRESS_WITHOUT_RESULT : RESULT_WITHOUT_PROGRESS, i)
			    ->found = value_percent(op->physical_e4);
	}
}

const struct rule rule_r42 = {
	.id = 42,
	.title = "Todo avance tiene un resultado que lo muestra",
	.follow_up = check_operations,
};
