#include "core/rules/sheets.h"

#include <stdlib.h>

#include "base/mem.h"

struct key {
	uint32_t form, unit, place; /* among its siblings */
};

static struct key
key_of(const struct plan *plan, uint32_t node, size_t place)
{
	return (struct key){ plan->nodes[node].form_a, plan->nodes[node].unit, (uint32_t)place };
}

static int
compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->form != y->form)
		return x->form < y->form ? -1 : 1;
	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static bool
is_ordered(const struct plan *plan, const struct family *family)
{
	for (size_t i = 1; i < family->count; i++) {
		struct key a = key_of(plan, family->child[i - 1], i - 1),
			   b = key_of(plan, family->child[i], i);

		if (compare_keys(&a, &b) > 0)
			return false;
	}
	return true;
}

const uint32_t *
sheets_order(struct check *check, const struct family *family)
{
	struct key *keys;
	uint32_t *nodes;

	if (is_ordered(check->plan, family))
		return family->child;
	keys = mem_array(check->mem, family->count, sizeof(*keys));
	nodes = mem_array(check->mem, family->count, sizeof(*nodes));
	for (size_t i = 0; i < family->count; i++)
		keys[i] = key_of(check->plan, family->child[i], i);
	qsort(keys, family->count, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < family->count; i++)
		nodes[i] = family->child[keys[i].place];
	return nodes;
}

size_t
sheets_run(const struct plan *plan, const uint32_t *nodes, size_t count)
{
	struct key first = key_of(plan, nodes[0], 0);
	size_t n = 1;

	if (first.form == PLAN_NONE)
		return owner_run(plan, nodes, count);
	while (n < count && plan->nodes[nodes[n]].form_a == first.form)
		n++;
	return n;
}

size_t
owner_run(const struct plan *plan, const uint32_t *nodes, size_t count)
{
	size_t n = 1;

	while (n < count && plan->nodes[nodes[n]].unit == plan->nodes[nodes[0]].unit)
		n++;
	return n;
}
