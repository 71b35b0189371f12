#include "core/finding.h"

#include <stdlib.h>

#include "base/mem.h"

struct finding *
finding_add(struct finding_list *list)
{
	struct finding *f;

	MEM_PUSH(list->mem, list->items, list->count, list->room);
	f = &list->items[list->count - 1];
	*f = (struct finding){
		.node = PLAN_NONE,
		.unit = PLAN_NONE,
		.aggregate = PLAN_NONE,
	};
	return f;
}

/* Which finding goes where: sorted instead of the findings, which are large. */
struct place {
	uint64_t rule_file; /* rule, then file */
	uint64_t line_period;
	size_t index;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->rule_file != y->rule_file)
		return x->rule_file < y->rule_file ? -1 : 1;
	if (x->line_period != y->line_period)
		return x->line_period < y->line_period ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

void
finding_sort(struct finding_list *list)
{
	struct place *places = mem_array(list->mem, list->count + 1, sizeof(*places));
	struct finding *sorted = mem_array(list->mem, list->count + 1, sizeof(*sorted));

	for (size_t i = 0; i < list->count; i++) {
		const struct finding *f = &list->items[i];

		places[i] = (struct place){
			.rule_file = (uint64_t)f->rule << 32 | f->source.file,
			.line_period = (uint64_t)f->source.line << 32 | f->period,
			.index = i,
		};
	}
	qsort(places, list->count, sizeof(*places), compare_places);
	for (size_t i = 0; i < list->count; i++)
		sorted[i] = list->items[places[i].index];
	list->items = sorted;
	list->room = list->count + 1;
}

const char *
severity_key(enum severity severity)
{
	static const char *const KEYS[SEVERITY__COUNT] = {
		[SEVERITY_ADVICE] = "advice",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return KEYS[severity];
}

const char *
fix_key(enum fix_field field)
{
	static const char *const KEYS[FIX__COUNT] = {
		[FIX_WEIGHT] = "weight",
		[FIX_TOTAL] = "total",
		[FIX_PERIOD] = "period",
		[FIX_CODE] = "code",
		[FIX_BUDGET_TOTAL] = "budget_total",
		[FIX_PRINTED] = "printed",
	};

	return KEYS[field];
}
