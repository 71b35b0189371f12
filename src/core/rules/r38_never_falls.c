/*
 * R38 - progress to date never falls from one period to the next.
 *
 * Warning; a note that says why is enough.  Asked of what was reported here, where
 * the period before is known.
 */
#include "core/rules/rules.h"
#include "core/rules/words.h"

static void
check_operation(struct check *check, uint32_t index)
{
	const struct fu_reported *r = check->fu->operations[index].reported;
	struct finding *f;

	if (r == NULL || r->before_e9 == NUM_ABSENT || r->progress.physical_e9 == NUM_ABSENT)
		return;
	if (r->progress.physical_e9 >= r->before_e9 ||
	    !words_say_nothing(check, r->said->text[REPORT_NOTE])) {
		check_pass(check);
		return;
	}
	f = check_report_operation(check, SEVERITY_WARNING, 0, index);
	f->expected = value_e9(r->before_e9);
	f->found = value_e9(r->progress.physical_e9);
}

static void
check_operations(struct check *check)
{
	for (uint32_t i = 0; i < check->fu->operation_count; i++)
		check_operation(check, i);
}

const struct rule rule_r38 = {
	.id = 38,
	.title = "El avance no retrocede sin explicación",
	.follow_up = check_operations,
};
