/*
 * R44 - progress is measured, not read off the calendar.
 *
 * Warning, at a unit where over 60 % of the lines that say a per cent stand at
 * exactly the share of the year that has passed.
 */
#include <stdlib.h>
#include <string.h>

#include "core/rules/rules.h"

enum { LIMIT_PERCENT = 60, MONTHS = 12 };

/* Whole months of the fiscal year that had passed on a date as 2016-06-30; 0 where unknown. */
static long
months_passed(const char *as_of, unsigned start_month)
{
	long month, day;

	if (strlen(as_of) != 10)
		return 0;
	month = strtol(as_of + 5, NULL, 10);
	day = strtol(as_of + 8, NULL, 10);
	if (month < 1 || month > MONTHS)
		return 0;
	month = (month - (long)start_month + MONTHS) % MONTHS;
	return day >= 28 ? month + 1 : month; /* 28: the shortest month's end */
}

static void
check_unit(struct check *check, uint32_t index, int64_t elapsed_e4)
{
	const struct fu_unit *unit = &check->fu->units[index];
	int64_t said = 0, same = 0;
	struct finding *f;

	for (uint32_t i = unit->first; i < unit->first + unit->count; i++) {
		said += check->fu->operations[i].physical_e4 != NUM_ABSENT;
		same += check->fu->operations[i].physical_e4 == elapsed_e4;
	}
	if (said < 2)
		return;
	if (same * 100 <= said * LIMIT_PERCENT) {
		check_pass(check);
		return;
	}
	f = check_report_fu_unit(check, SEVERITY_WARNING, 0, index);
	f->found = value_percent(elapsed_e4);
	f->extra[0] = value_count(same);
	f->extra[1] = value_count(said);
}

static void
check_units(struct check *check)
{
	long months = months_passed(check->fu->as_of, check->pack->start_month);
	int64_t whole_percent = div_round((__int128)months * 100, MONTHS);

	if (months == 0 || months == MONTHS)
		return; /* unknown, or the year is over and 100 is what it should be */
	for (uint32_t u = 0; u < check->fu->unit_count; u++)
		check_unit(check, u, whole_percent * E4);
}

const struct rule rule_r44 = {
	.id = 44,
	.title = "El avance se mide; no se copia del calendario",
	.follow_up = check_units,
};
