/*
 * R06 - in a follow-up each unit has its own ordinal.
 *
 * Error, told at every unit that shares one.
 */
#include "base/map.h"
#include "base/mem.h"
#include "core/rules/rules.h"

static void
report_pair(struct check *check, uint32_t unit, uint32_t other)
{
	struct finding *f = check_report_fu_unit(check, SEVERITY_ERROR, 0, unit);

	f->found = value_text(check->fu->units[unit].ordinal);
	f->extra[0] = value_text(check->fu->units[other].name);
	f->extra[1] = value_count(check->fu->units[other].source.line);
}

static void
check_units(struct check *check)
{
	const struct follow_up *fu = check->fu;
	bool *told = mem_array(check->mem, fu->unit_count + 1, sizeof(*told));
	struct map firsts;

	map_init(&firsts, check->mem);
	for (uint32_t u = 0; u < fu->unit_count; u++) {
		uint32_t first;

		if (fu->units[u].ordinal[0] == '\0')
			continue;
		first = map_get_or_set(&firsts, fu->units[u].ordinal, u);
		if (first == u) {
			check_pass(check);
			continue;
		}
		if (!told[first])
			report_pair(check, first, u);
		told[first] = true;
		report_pair(check, u, first);
	}
}

const struct rule rule_r06 = {
	.id = 6,
	.title = "Cada unidad tiene su propio número de orden",
	.follow_up = check_units,
};
