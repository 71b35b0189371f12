/*
 * R35 - every operation is reported, and reported once.
 *
 * Error.  Within one follow-up: a code stands once in its unit, and its line
 * has a result or a per cent.
 */
#include "base/map.h"
#include "core/rules/rules.h"

enum { TWICE, NOT_REPORTED };

static void
check_operation(struct check *check, struct map *firsts, uint32_t index)
{
	const struct fu_operation *op = &check->fu->operations[index];
	uint32_t first = map_get_or_set(firsts, op->code, index);
	struct finding *f;

	if (first != index) {
		f = check_report_operation(check, SEVERITY_ERROR, TWICE, index);
		f->found = value_text(op->code);
		f->extra[0] = value_count(check->fu->operations[first].source.line);
	} else if (op->obtained[0] == '\0' && op->physical_e4 == NUM_ABSENT) {
		(void)check_report_operation(check, SEVERITY_ERROR, NOT_REPORTED, index);
	} else {
		check_pass(check);
	}
}

static void
check_units(struct check *check)
{
	for (size_t u = 0; u < check->fu->unit_count; u++) {
		const struct fu_unit *unit = &check->fu->units[u];
		struct map firsts;

		map_init(&firsts, check->mem);
		for (uint32_t i = unit->first; i < unit->first + unit->count; i++)
			check_operation(check, &firsts, i);
	}
}

const struct rule rule_r35 = {
	.id = 35,
	.title = "Cada operación se informa una vez",
	.follow_up = check_units,
};
