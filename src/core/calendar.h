/*
 * calendar.h - a year cut into reporting periods.
 *
 * Pure.
 */
#ifndef YUP_CORE_CALENDAR_H
#define YUP_CORE_CALENDAR_H

#include "core/report.h"

struct mem;

/*
 * Periods of `every` schedule periods, which divides the year, due `days` after each
 * ends and not yet open; in `mem`.
 */
struct report_period *calendar_lay_out(struct mem *mem, const struct pack *pack, int year,
    unsigned every, unsigned days, size_t *out_count);

#endif
