/*
 * R10 - the objectives under one institutional objective weigh 100 on their
 * form A.
 *
 * Error, no tolerance, at each objective of the group, with the largest
 * remainder as its fix.  A form A that lists several owners with 100 each is
 * right; where some of them have it and others do not, those are wrong.
 * Where the form closes at 100 over all its owners, an owner with a form B
 * of its own whose share is short is told as a warning.
 */
#include "core/rules/rules.h"
#include "core/rules/sheets.h"
#include "core/rules/weights.h"

enum { FORM_DIFFERS, OWNER_DIFFERS, SHARE_IS_SHORT };

static void
report_group(struct check *check, unsigned variant, const uint32_t *nodes, size_t count,
    int64_t sum)
{
	enum severity severity = variant == SHARE_IS_SHORT ? SEVERITY_WARNING : SEVERITY_ERROR;

	for (size_t i = 0; i < count; i++) {
		struct finding *f = check_report_node(check, severity, variant, nodes[i]);

		f->expected = value_percent(WHOLE_WEIGHT_E4);
		f->found = value_percent(sum);
		f->extra[0] = value_text(
		    check->plan->nodes[check->plan->nodes[nodes[i]].parent].code);
		if (variant != SHARE_IS_SHORT)
			weights_fix(check, f, nodes, count);
	}
}

/* Several owners on one sheet that closes at 100: the shares seen on form B. */
static void
check_shares(struct check *check, const uint32_t *nodes, size_t count)
{
	const struct plan *plan = check->plan;

	for (size_t i = 0, n; i < count; i += n) {
		uint32_t unit = plan->nodes[nodes[i]].unit;
		int64_t share;

		n = owner_run(plan, nodes + i, count - i);
		share = weights_sum(plan, nodes + i, n);
		if (share < WHOLE_WEIGHT_E4 && unit != PLAN_NONE && plan->units[unit].has_form_b)
			report_group(check, SHARE_IS_SHORT, nodes + i, n, share);
	}
}

static bool
an_owner_has_100(const struct plan *plan, const uint32_t *nodes, size_t count)
{
	for (size_t i = 0, n; i < count; i += n) {
		n = owner_run(plan, nodes + i, count - i);
		if (weights_sum(plan, nodes + i, n) == WHOLE_WEIGHT_E4)
			return true;
	}
	return false;
}

static void
check_owners(struct check *check, const uint32_t *nodes, size_t count)
{
	for (size_t i = 0, n; i < count; i += n) {
		int64_t share;

		n = owner_run(check->plan, nodes + i, count - i);
		share = weights_sum(check->plan, nodes + i, n);
		if (share == WHOLE_WEIGHT_E4)
			check_pass(check);
		else
			report_group(check, OWNER_DIFFERS, nodes + i, n, share);
	}
}

static void
check_sheet(struct check *check, const uint32_t *nodes, size_t count)
{
	int64_t sum = weights_sum(check->plan, nodes, count);

	if (sum == NUM_ABSENT)
		return;
	if (sum == WHOLE_WEIGHT_E4) {
		check_pass(check);
		check_shares(check, nodes, count);
	} else if (an_owner_has_100(check->plan, nodes, count)) {
		check_owners(check, nodes, count);
	} else {
		report_group(check, FORM_DIFFERS, nodes, count, sum);
	}
}

static void
check_family(struct check *check, const struct family *family)
{
	const uint32_t *nodes;

	if (check->plan->nodes[family->parent].level != 0)
		return; /* R11's */
	nodes = sheets_order(check, family);
	for (size_t i = 0, n; i < family->count; i += n) {
		n = sheets_run(check->plan, nodes + i, family->count - i);
		check_sheet(check, nodes + i, n);
	}
}

const struct rule rule_r10 = {
	.id = 10,
	.title = "Los objetivos de un objetivo institucional ponderan 100 %",
	.family = check_family,
};
