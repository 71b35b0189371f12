#include "core/evidence.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/report.h"

/* The first day of a schedule period, counted from 1; of the one after the last, too. */
static void
first_day(const struct pack *pack, int year, unsigned period, char out[DATE_SIZE])
{
	unsigned months = pack->start_month - 1 + (period - 1) * 12 / pack->period_count;

	(void)snprintf(out, DATE_SIZE, "%04d-%02u-01", year + (int)(months / 12), months % 12 + 1);
}

bool
evidence_is_outside(const struct pack *pack, const struct report_period *period,
    const struct evidence *evidence)
{
	char from[DATE_SIZE], to[DATE_SIZE];

	if (evidence->place.year == 0 || evidence->dated_on[0] == '\0')
		return false;
	first_day(pack, evidence->place.year, period->first, from);
	first_day(pack, evidence->place.year, period->last + 1u, to);
	return strcmp(evidence->dated_on, from) < 0 || strcmp(evidence->dated_on, to) >= 0;
}
