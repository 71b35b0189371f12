#include "report/open_year.h"

#include "base/mem.h"
#include "core/consolidate.h"
#include "core/plan_state.h"

bool
open_year_is_approved(const struct open_year *year)
{
	return year->plan->state == PLAN_APPROVED || year->plan->state == PLAN_SUPERSEDED;
}

int64_t
open_year_target(const struct open_year *year, size_t node, unsigned period)
{
	int64_t now = report_planned_value(&year->book, node, period);
	int64_t before;

	if (now == NUM_ABSENT || year->plan->nodes[node].behaviour != BEHAVIOUR_SUM || period == 1)
		return now;
	before = report_planned_value(&year->book, node, period - 1);
	return before == NUM_ABSENT ? now : now - before;
}

int64_t
open_year_actual(const struct open_year *year, size_t node, unsigned period)
{
	const struct report *said = report_at(&year->book, node, period);

	return said != NULL ? said->number[REPORT_VALUE] : NUM_ABSENT;
}

int64_t
open_year_executed(const struct open_year *year, const struct plan_children *children, size_t node,
    unsigned period)
{
	const struct report *said = report_at(&year->book, node, period);
	int64_t sum = NUM_ABSENT;
	const uint32_t *kids;
	size_t count;

	if (said != NULL && said->number[REPORT_EXECUTED] != NUM_ABSENT)
		return said->number[REPORT_EXECUTED];
	kids = plan_children_of(children, node, &count);
	for (size_t i = 0; i < count; i++) {
		int64_t part = open_year_executed(year, children, kids[i], period);

		if (part != NUM_ABSENT)
			sum = sum == NUM_ABSENT ? part : sum + part;
	}
	return sum;
}

/* A schedule period begins the day after the one before it ends: always the first of a month. */
const char *
open_year_begin(struct mem *mem, const struct open_year *year, unsigned period)
{
	const struct pack *pack = year->plan->pack;
	unsigned first = year->book.periods[period - 1].first;
	unsigned months = 12 / pack->period_count;
	unsigned month = pack->start_month - 1 + (first - 1) * months;

	return mem_printf(mem, "%04d-%02u-01", year->plan->year + (int)(month / 12),
	    month % 12 + 1);
}

const char *
open_year_end(struct mem *mem, const struct open_year *year, unsigned period)
{
	return pack_period_end(mem, year->plan->pack, year->plan->year,
	    year->book.periods[period - 1].last);
}
