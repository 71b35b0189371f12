/*
 * R27 - a form A's `Presupuesto:` is the sum of its lines.
 *
 * Error, no tolerance, at the footer.  Fix: the footer becomes the sum.
 * A form printed twice is checked once; where a line has no budget and the
 * sum is short, nothing can be said.
 */
#include "core/rules/rules.h"

static void
report(struct check *check, const struct plan_form *form, int64_t sum)
{
	struct finding *f = check_report(check, SEVERITY_ERROR, 0);

	f->unit = form->unit;
	f->source = (struct source){ form->file, form->footer_line, 'A' };
	f->expected = value_cents(sum);
	f->found = value_cents(form->footer_cents);
	*check_fix(check, f, 1) = (struct fix_change){ FIX_BUDGET_TOTAL, PLAN_NONE, 0,
		value_cents(sum) };
}

static void
check_form(struct check *check, uint32_t index)
{
	const struct plan_form *form = &check->plan->forms[index];
	const struct form_tally *tally = &check->tallies[index];

	if (form->kind != FORM_A || !form->has_footer || form->footer_cents == NUM_ABSENT ||
	    form->duplicate_of != PLAN_NONE || tally->known == 0)
		return;
	if (tally->cents == form->footer_cents)
		check_pass(check);
	else if (tally->doubt == 0)
		report(check, form, tally->cents);
}

const struct rule rule_r27 = {
	.id = 27,
	.title = "El presupuesto del formulario es la suma de sus líneas",
	.form = check_form,
};
