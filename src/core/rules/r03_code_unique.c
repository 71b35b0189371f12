/*
 * R03 - a unit uses each code once in a plan.
 *
 * Error, told at the second and later ones.  A form that was printed a second
 * time repeats its rows: a warning at each, since whoever adds them up counts
 * them twice.  Codes are hashed once into a table of node numbers; nothing is
 * copied.
 */
#include "core/rules/rules.h"

enum { TWICE, PRINTED_TWICE };

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
check_twins(struct check *check, const uint32_t *nodes, size_t count)
{
	const struct plan_node *first = &check->plan->nodes[nodes[0]];

	check_pass(check);
	if (first->level > 0)
		check_printed_twice(check, nodes[0]);
	for (size_t i = 1; i < count; i++) {
		struct finding *f = check_report_node(check, SEVERITY_ERROR, TWICE, nodes[i]);

		f->found = value_text(check->plan->nodes[nodes[i]].code);
		f->extra[0] = value_count(node_source(first).line);
	}
}

const struct rule rule_r03 = {
	.id = 3,
	.title = "El código no se repite en la unidad",
	.twins = check_twins,
};
