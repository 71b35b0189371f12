/*
 * R05 - a unit is written in one way, and its acronym names it alone.
 *
 * Warning, where the other spelling stands.  Spellings were joined without
 * case, accents, punctuation and small words; an acronym that two units share
 * needs its path.
 */
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "core/rules/rules.h"

enum { SPELLINGS, HOMONYM };

static void
check_spellings(struct check *check, uint32_t index)
{
	const struct plan_unit *unit = &check->plan->units[index];

	if (unit->spelling_count == 0)
		check_pass(check);
	for (size_t i = 0; i < unit->spelling_count; i++) {
		struct finding *f = check_report_unit(check, SEVERITY_WARNING, SPELLINGS, index);

		if (unit->spelling_sources != NULL)
			f->source = unit->spelling_sources[i];
		f->expected = value_text(unit->name);
		f->found = value_text(unit->spellings[i]);
	}
}

/* Printed with its own letters only, though it stands below another unit. */
static bool
lacks_path(const struct plan_unit *unit)
{
	return strcmp(unit->acronym, unit->own_acronym) == 0 &&
	    strcmp(unit->path, unit->own_acronym) != 0;
}

static void
report_homonym(struct check *check, uint32_t unit, uint32_t other)
{
	struct finding *f = check_report_unit(check, SEVERITY_WARNING, HOMONYM, unit);

	f->found = value_text(check->plan->units[unit].acronym);
	f->expected = value_text(check->plan->units[unit].path);
	f->extra[0] = value_text(check->plan->units[other].path);
}

static void
check_homonyms(struct check *check)
{
	const struct plan *plan = check->plan;
	struct map firsts;

	map_init(&firsts, check->mem);
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		const struct plan_unit *unit = &plan->units[u];
		uint32_t first;

		if (unit->own_acronym[0] == '\0')
			continue;
		first = map_get_or_set(&firsts, unit->own_acronym, u);
		if (first != u && lacks_path(unit))
			report_homonym(check, u, first);
		else if (first != u && lacks_path(&plan->units[first]))
			report_homonym(check, first, u);
		else
			check_pass(check);
	}
}

/* Between the two tables of a follow-up; capitals alone are another type, not another name. */
static void
check_tables(struct check *check)
{
	const struct follow_up *fu = check->fu;

	for (uint32_t u = 0; u < fu->unit_count; u++) {
		const struct fu_unit *unit = &fu->units[u];
		struct finding *f;

		if (unit->cause_name == NULL || unit->cause_name[0] == '\0')
			continue;
		if (strcmp(utf8_fold(check->mem, unit->cause_name),
			utf8_fold(check->mem, unit->name)) == 0) {
			check_pass(check);
			continue;
		}
		f = check_report_fu_unit(check, SEVERITY_WARNING, SPELLINGS, u);
		f->source = unit->cause_source;
		f->expected = value_text(unit->name);
		f->found = value_text(unit->cause_name);
	}
}

const struct rule rule_r05 = {
	.id = 5,
	.title = "Cada unidad se nombra de una sola manera",
	.unit = check_spellings,
	.units = check_homonyms,
	.follow_up = check_tables,
};
