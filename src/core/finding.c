#include "core/finding.h"

#include <stdlib.h>
#include <string.h>

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
		[FIX_COMPUTED] = "computed",
	};

	return KEYS[field];
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_values(const struct value *a, const struct value *b)
{
	int c = compare_numbers(a->kind, b->kind);

	if (c == 0)
		c = compare_numbers(a->number, b->number);
	if (c == 0 && (a->text == NULL || b->text == NULL))
		return compare_numbers(a->text != NULL, b->text != NULL);
	return c != 0 ? c : strcmp(a->text, b->text);
}

static int
compare_fixes(const struct finding *a, const struct finding *b)
{
	int c = compare_numbers((int64_t)a->fix_count, (int64_t)b->fix_count);

	for (size_t i = 0; c == 0 && i < a->fix_count; i++) {
		const struct fix_change *x = &a->fix[i], *y = &b->fix[i];

		c = compare_numbers(x->field, y->field);
		if (c == 0)
			c = compare_numbers(x->node, y->node);
		if (c == 0)
			c = compare_numbers(x->period, y->period);
		if (c == 0)
			c = compare_values(&x->value, &y->value);
	}
	return c;
}

int
finding_compare(const struct finding *a, const struct finding *b)
{
	const int64_t x[] = { a->rule, a->source.file, a->source.line, a->period, a->node, a->unit,
		a->aggregate, a->variant, a->severity, a->source.form, a->follow_up };
	const int64_t y[] = { b->rule, b->source.file, b->source.line, b->period, b->node, b->unit,
		b->aggregate, b->variant, b->severity, b->source.form, b->follow_up };
	int c = 0;

	for (size_t i = 0; c == 0 && i < sizeof(x) / sizeof(x[0]); i++)
		c = compare_numbers(x[i], y[i]);
	if (c == 0)
		c = compare_values(&a->expected, &b->expected);
	if (c == 0)
		c = compare_values(&a->found, &b->found);
	if (c == 0)
		c = compare_values(&a->extra[0], &b->extra[0]);
	if (c == 0)
		c = compare_values(&a->extra[1], &b->extra[1]);
	return c != 0 ? c : compare_fixes(a, b);
}

static struct value
copy_value(struct mem *mem, struct value value)
{
	if (value.text != NULL)
		value.text = mem_strdup(mem, value.text);
	return value;
}

void
finding_copy(struct mem *mem, const struct finding *from, struct finding *to)
{
	struct fix_change *fix = NULL;

	if (from->fix_count > 0)
		fix = mem_array(mem, from->fix_count, sizeof(*fix));
	for (size_t i = 0; i < from->fix_count; i++) {
		fix[i] = from->fix[i];
		fix[i].value = copy_value(mem, fix[i].value);
	}
	*to = *from;
	to->fix = fix;
	to->expected = copy_value(mem, from->expected);
	to->found = copy_value(mem, from->found);
	to->extra[0] = copy_value(mem, from->extra[0]);
	to->extra[1] = copy_value(mem, from->extra[1]);
}

uint32_t
finding_unit(const struct plan *plan, const struct finding *f)
{
	if (f->node < plan->node_count && plan->nodes[f->node].unit != PLAN_NONE)
		return plan->nodes[f->node].unit;
	return f->unit; /* told at a framework node, a unit's share of it is the unit's */
}
