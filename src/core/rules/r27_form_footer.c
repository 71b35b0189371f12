/*
 * R27 - a form A's `Presupuesto:` is the sum of its lines.
 *
 * Error, no tolerance, at the footer.  Fix: the footer becomes the sum.
 * A form printed twice is checked once; where a line has no budget and the
 * sum is short, nothing can be said.
 */
#include "base/mem.h"
#include "core/rules/rules.h"

struct tally {
	int64_t cents;
	bool known; /* a line had a budget */
	bool doubt; /* a line had none, or was not resolved */
};

static struct tally *
add_lines(const struct check *check)
{
	const struct plan *plan = check->plan;
	struct tally *tallies = mem_array(check->mem, plan->form_count + 1, sizeof(*tallies));

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *node = &plan->nodes[i];
		struct tally *t;

		if (node->form_a == PLAN_NONE)
			continue;
		t = &tallies[node->form_a];
		t->doubt = t->doubt || node->budget_cents == NUM_ABSENT ||
		    node->state == NODE_UNRESOLVED;
		if (node->budget_cents == NUM_ABSENT)
			continue;
		t->known = true;
		t->cents += node->budget_cents;
	}
	return tallies;
}

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
check_forms(struct check *check)
{
	const struct plan *plan = check->plan;
	const struct tally *tallies = add_lines(check);

	for (size_t i = 0; i < plan->form_count; i++) {
		const struct plan_form *form = &plan->forms[i];

		if (form->kind != FORM_A || !form->has_footer || form->footer_cents == NUM_ABSENT ||
		    form->duplicate_of != PLAN_NONE || !tallies[i].known)
			continue;
		if (tallies[i].cents == form->footer_cents)
			check_pass(check);
		else if (!tallies[i].doubt)
			report(check, form, tallies[i].cents);
	}
}

const struct rule rule_r27 = {
	.id = 27,
	.title = "El presupuesto del formulario es la suma de sus líneas",
	.plan = check_forms,
};
