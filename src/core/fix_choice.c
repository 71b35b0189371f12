#include "core/fix_choice.h"

#include "base/mem.h"
#include "core/apportion.h"
#include "core/finding.h"

enum { TWO_WEIGHTS_RULE = 13, SUM_RULE = 15, PRINTED_ROW_RULE = 24 };

static struct fix_choice
total_choice(struct mem *mem, const struct finding *f)
{
	struct fix_change *change = mem_alloc(mem, sizeof(*change));

	*change = (struct fix_change){ FIX_TOTAL, f->node, 0, f->found };
	return (struct fix_choice){ change, 1 };
}

/* None where the periods cannot be scaled to the total, or it would leave nothing of them. */
static struct fix_choice
periods_choice(struct mem *mem, const struct plan *plan, const struct finding *f)
{
	unsigned n = plan->period_count;
	const int64_t *before = plan_schedule(plan, f->node);
	int64_t after[PACK_PERIODS_MAX];
	struct fix_change *changes = mem_array(mem, n + 1u, sizeof(*changes));
	size_t count = 0;

	for (unsigned m = 0; m < n; m++)
		after[m] = before[m];
	if (plan->nodes[f->node].total_e4 == 0 ||
	    !apportion(mem, after, n, plan->nodes[f->node].total_e4, apportion_step(after, n)))
		return (struct fix_choice){ NULL, 0 };
	for (unsigned m = 0; m < n; m++)
		if (after[m] != before[m])
			changes[count++] = (struct fix_change){ FIX_PERIOD, f->node, m + 1,
				{ f->expected.kind, after[m], NULL } };
	return (struct fix_choice){ changes, count };
}

/* R24's variants that say where a printed row and its activities part, not advice. */
static bool
parts_from_printed(const struct finding *f)
{
	return f->rule == TWO_WEIGHTS_RULE ||
	    (f->rule == PRINTED_ROW_RULE && f->severity == SEVERITY_ERROR);
}

static size_t
printed_choices(struct mem *mem, const struct finding *f, struct fix_choice out[FIX_CHOICES_MAX])
{
	struct fix_change *changes = mem_array(mem, 2, sizeof(*changes));

	changes[0] = (struct fix_change){ FIX_COMPUTED, f->node, 0, f->expected };
	changes[1] = (struct fix_change){ FIX_WEIGHT, f->node, 0, f->found };
	out[0] = (struct fix_choice){ &changes[0], 1 };
	out[1] = (struct fix_choice){ &changes[1], 1 };
	return f->rule == TWO_WEIGHTS_RULE ? 2 : 1;
}

size_t
fix_choices(struct mem *mem, const struct plan *plan, const struct finding *f,
    struct fix_choice out[FIX_CHOICES_MAX])
{
	struct fix_choice total, periods;
	size_t count = 0;

	if (parts_from_printed(f) && f->node < plan->node_count)
		return printed_choices(mem, f, out);
	if (f->fix_count == 0)
		return 0;
	if (f->rule != SUM_RULE || f->node >= plan->node_count) {
		out[0] = (struct fix_choice){ f->fix, f->fix_count };
		return 1;
	}
	total = total_choice(mem, f);
	periods = periods_choice(mem, plan, f);
	if (plan->nodes[f->node].basis == BASIS_SHARE && periods.count > 0)
		out[count++] = periods;
	out[count++] = total;
	if (plan->nodes[f->node].basis != BASIS_SHARE && periods.count > 0)
		out[count++] = periods;
	return count;
}

bool
fix_cell(const struct fix_change *change, enum node_field *field, unsigned *period)
{
	*period = change->field == FIX_PERIOD ? change->period : 0;
	switch (change->field) {
	case FIX_WEIGHT:
	case FIX_COMPUTED: /* who may change it */
		*field = FIELD_WEIGHT;
		return true;
	case FIX_TOTAL:
		*field = FIELD_TOTAL;
		return true;
	case FIX_PERIOD:
		*field = FIELD_SCHEDULE;
		return true;
	case FIX_CODE:
		*field = FIELD_CODE;
		return true;
	default:
		return false;
	}
}
