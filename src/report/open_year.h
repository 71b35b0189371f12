/*
 * open_year.h - a plan's year as other programs take it: the plan, its roll-up and
 * what was reported, in the reporting periods of its calendar.
 *
 * What iati_xml.h, dhis2_json.h, ocds_json.h and fiscal_package.h are written from.
 */
#ifndef YUP_REPORT_OPEN_YEAR_H
#define YUP_REPORT_OPEN_YEAR_H

#include "core/report.h"
#include "core/rollup.h"

struct mem;

struct open_year {
	const struct plan *plan;
	const struct plan *initial; /* version 0 of the same year; NULL: it is not there */
	const struct rollup *rolled;
	struct report_book book; /* its periods: the calendar's or, without one, the pack's */
	const char *as_of;       /* the day it is told, ISO */
};

/* Its plan is in force, not a draft. */
bool open_year_is_approved(const struct open_year *year);

/*
 * What is planned in one reporting period, in the indicator's unit: of a sum, what its
 * months add up to; of a level, where it stands at the period's end.  NUM_ABSENT.
 */
int64_t open_year_target(const struct open_year *year, size_t node, unsigned period);

/* What was achieved in it, in the same terms; NUM_ABSENT: nobody said a number. */
int64_t open_year_actual(const struct open_year *year, size_t node, unsigned period);

/* Money spent in it by a row and those below it; what a row says stands for those below. */
int64_t open_year_executed(const struct open_year *year, const struct plan_children *children,
    size_t node, unsigned period);

/* The first and last day of a reporting period; NUL-terminated, in `mem`. */
const char *open_year_begin(struct mem *mem, const struct open_year *year, unsigned period);
const char *open_year_end(struct mem *mem, const struct open_year *year, unsigned period);

#endif
