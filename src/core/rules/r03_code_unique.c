/*
 * R03 - a unit uses each code once in a plan.
 *
 * Error, told at the second and later ones.  A form that was printed a second
 * time repeats its rows: a warning at each, since whoever adds them up counts
 * them twice.  Codes are hashed once into a table of node numbers; nothing is
 * copied.
 */
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "core/rules/rules.h"

enum { TWICE, PRINTED_TWICE };

struct table {
	uint32_t *slots; /* node + 1, 0 free */
	size_t mask;
};

static struct table
table_make(struct mem *mem, size_t count)
{
	size_t room = 16;

	while (room < count * 2)
		room *= 2;
	return (struct table){ mem_array(mem, room, sizeof(uint32_t)), room - 1 };
}

/* The node that came first with this owner and code; the node itself when none did. */
static uint32_t
claim(struct table *table, const struct plan_node *nodes, uint32_t index)
{
	const struct plan_node *node = &nodes[index];
	uint64_t hash = hash_text(node->code) ^ (uint64_t)node->unit * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (hash ^ hash >> 32) & table->mask;

	for (; table->slots[i] != 0; i = (i + 1) & table->mask) {
		const struct plan_node *other = &nodes[table->slots[i] - 1];

		if (other->unit == node->unit && strcmp(other->code, node->code) == 0)
			return table->slots[i] - 1;
	}
	table->slots[i] = index + 1;
	return index;
}

/* The same row of the same form once more. */
static void
check_printed_twice(struct check *check, uint32_t index)
{
	const struct plan_node *node = &check->plan->nodes[index];
	uint32_t first = 0;

	for (size_t i = 0; i < node->source_count; i++) {
		struct finding *f;

		if (node->sources[i].form != 'A')
			continue;
		if (first == 0) {
			first = node->sources[i].line;
			continue;
		}
		f = check_report_node(check, SEVERITY_WARNING, PRINTED_TWICE, index);
		f->source = node->sources[i];
		f->found = value_text(node->code);
		f->extra[0] = value_count(first);
	}
}

static void
check_plan_codes(struct check *check)
{
	const struct plan *plan = check->plan;
	struct table table = table_make(check->mem, plan->node_count);

	for (uint32_t i = 0; i < plan->node_count; i++) {
		struct finding *f;
		uint32_t first;

		if (plan->nodes[i].code[0] == '\0')
			continue;
		first = claim(&table, plan->nodes, i);
		if (first == i) {
			check_pass(check);
			if (plan->nodes[i].level > 0)
				check_printed_twice(check, i);
			continue;
		}
		f = check_report_node(check, SEVERITY_ERROR, TWICE, i);
		f->found = value_text(plan->nodes[i].code);
		f->extra[0] = value_count(node_source(&plan->nodes[first]).line);
	}
}

const struct rule rule_r03 = {
	.id = 3,
	.title = "El código no se repite en la unidad",
	.plan = check_plan_codes,
};
