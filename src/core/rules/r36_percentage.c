/*
 * R36 - a progress is written, and lies between 0 and 100 unless it is explained.
 *
 * Warning.  A blank is not a zero: it stays out of every average.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

enum { BLANK, OUT_OF_RANGE };

static bool
is_explained(const struct check *check, const struct fu_operation *op)
{
	if (op->reported != NULL && op->reported->said != NULL &&
	    !words_say_nothing(check, op->reported->said->text[REPORT_NOTE]))
		return true;
	return !words_say_nothing(check, op->cause) || !words_say_nothing(check, op->measure);
}

static void
check_operations(struct check *check)
{
	for (uint32_t i = 0; i < check->fu->operation_count; i++) {
		const struct fu_operation *op = &check->fu->operations[i];

		if (op->physical_e4 == NUM_ABSENT && op->reported != NULL &&
		    op->obtained[0] == '\0')
			continue; /* nothing was reported: R35 */
		if (op->physical_e4 == NUM_ABSENT)
			(void)check_report_operation(check, SEVERITY_WARNING, BLANK, i);
		else if ((op->physical_e4 < 0 || op->physical_e4 > 100 * E4) &&
		    !is_explained(check, op))
			check_report_operation(check, SEVERITY_WARNING, OUT_OF_RANGE, i)
			    ->found = value_progress(op);
		else
			check_pass(check);
	}
}

const struct rule rule_r36 = {
	.id = 36,
	.title = "El avance está escrito y va de 0 a 100 %",
	.follow_up = check_operations,
};
