/* report_progress.c - see report.h: how far what was reported brings a row. */
#include "base/decimal.h"
#include "core/report.h"

enum { PERCENT_E9_OF_E4 = 100 }; /* value_e4 x this x E9 / whole_e4 is a per cent _e9 */

static int64_t
percent_of(int64_t part_e4, int64_t whole_e4)
{
	if (part_e4 == NUM_ABSENT || whole_e4 == NUM_ABSENT || whole_e4 <= 0)
		return NUM_ABSENT;
	if (part_e4 <= 0)
		return 0;
	return div_round((__int128)part_e4 * PERCENT_E9_OF_E4 * E9, whole_e4);
}

/* The value a schedule stands at after some periods: its sum, or its last active one. */
static int64_t
scheduled_to(const struct plan *plan, size_t node, unsigned last)
{
	const int64_t *v = plan_schedule(plan, node);
	int64_t sum = 0, stands = 0;

	for (unsigned m = 0; m < last; m++) {
		sum += v[m];
		if (v[m] != 0)
			stands = v[m];
	}
	return plan->nodes[node].behaviour == BEHAVIOUR_SUM ? sum : stands;
}

/* What the year has to reach, in what the indicator is measured in. */
static int64_t
whole_of(const struct plan *plan, size_t node)
{
	const struct plan_node *n = &plan->nodes[node];
	int64_t whole;

	if (n->basis == BASIS_SHARE && n->target.value_e4 != NUM_ABSENT && n->target.value_e4 > 0)
		return n->target.value_e4;
	whole = scheduled_to(plan, node, plan->period_count);
	if (whole <= 0 && n->total_e4 != NUM_ABSENT)
		whole = n->total_e4;
	if (whole <= 0 && n->target.value_e4 != NUM_ABSENT)
		whole = n->target.value_e4;
	return whole > 0 ? whole : NUM_ABSENT;
}

/* Where a level starts: its baseline, when the year goes up from it, or down; as rollup.c. */
int64_t
report_start_of(const struct plan *plan, size_t node)
{
	const struct plan_node *n = &plan->nodes[node];
	const int64_t *v = plan_schedule(plan, node);
	int64_t baseline = n->baseline.value_e4;
	unsigned m = 0;

	if (n->behaviour != BEHAVIOUR_LAST)
		return 0;
	while (m < plan->period_count && v[m] == 0)
		m++;
	if (baseline == NUM_ABSENT || baseline <= 0 || m == plan->period_count)
		return 0;
	return baseline < v[m] || n->sheet.direction == DIRECTION_FALLING ? baseline : 0;
}

/* How far a level is on the way from `start` to `whole`, whichever is higher. */
static int64_t
way_gone(int64_t start_e4, int64_t now_e4, int64_t whole_e4)
{
	return start_e4 > whole_e4 ? percent_of(start_e4 - now_e4, start_e4 - whole_e4)
				   : percent_of(now_e4 - start_e4, whole_e4 - start_e4);
}

unsigned
report_active_between(const struct plan *plan, size_t node, unsigned first, unsigned last)
{
	const int64_t *v = plan_schedule(plan, node);
	unsigned active = 0;

	for (unsigned m = first; m <= last && m <= plan->period_count; m++)
		active += v[m - 1] != 0;
	return active;
}

static int64_t
sum_progress(const struct report_book *book, size_t node, unsigned period,
    struct report_progress *p)
{
	for (unsigned q = 1; q <= period; q++) {
		const struct report *r = report_at(book, node, q);

		if (r != NULL && r->number[REPORT_VALUE] != NUM_ABSENT)
			p->achieved_e4 = (p->achieved_e4 == NUM_ABSENT ? 0 : p->achieved_e4) +
			    r->number[REPORT_VALUE];
	}
	return percent_of(p->achieved_e4, p->whole_e4);
}

static int64_t
average_progress(const struct report_book *book, size_t node, unsigned period,
    struct report_progress *p)
{
	unsigned all = report_active_between(book->plan, node, 1, book->plan->period_count);
	__int128 sum = 0;

	for (unsigned q = 1; q <= period; q++) {
		const struct report_period *at = &book->periods[q - 1];
		const struct report *r = report_at(book, node, q);

		if (r == NULL || r->number[REPORT_VALUE] == NUM_ABSENT)
			continue;
		p->achieved_e4 = r->number[REPORT_VALUE];
		sum += (__int128)r->number[REPORT_VALUE] *
		    report_active_between(book->plan, node, at->first, at->last);
	}
	if (all == 0 || p->whole_e4 == NUM_ABSENT || p->achieved_e4 == NUM_ABSENT)
		return NUM_ABSENT;
	return div_round(sum * PERCENT_E9_OF_E4 * E9, p->whole_e4 * (int64_t)all);
}

static int64_t
last_progress(const struct report_book *book, size_t node, unsigned period,
    struct report_progress *p)
{
	for (unsigned q = 1; q <= period; q++) {
		const struct report *r = report_at(book, node, q);

		if (r != NULL && r->number[REPORT_VALUE] != NUM_ABSENT)
			p->achieved_e4 = r->number[REPORT_VALUE];
	}
	if (p->achieved_e4 == NUM_ABSENT || p->whole_e4 == NUM_ABSENT)
		return NUM_ABSENT;
	return way_gone(report_start_of(book->plan, node), p->achieved_e4, p->whole_e4);
}

static int64_t
measured(const struct report_book *book, size_t node, unsigned period, struct report_progress *p)
{
	switch ((enum behaviour)book->plan->nodes[node].behaviour) {
	case BEHAVIOUR_AVERAGE:
		return average_progress(book, node, period, p);
	case BEHAVIOUR_LAST:
		return last_progress(book, node, period, p);
	default:
		return sum_progress(book, node, period, p);
	}
}

static int64_t
planned_to(const struct report_book *book, size_t node, unsigned period)
{
	const struct plan *plan = book->plan;
	unsigned end = book->periods[period - 1].last, n = plan->period_count;
	unsigned all = report_active_between(plan, node, 1, n);
	int64_t start;

	if (!node_is_whole(plan, &plan->nodes[node]) || all == 0)
		return NUM_ABSENT;
	switch ((enum behaviour)plan->nodes[node].behaviour) {
	case BEHAVIOUR_AVERAGE:
		return div_round((__int128)report_active_between(plan, node, 1, end) * 100 * E9,
		    all);
	case BEHAVIOUR_LAST:
		if (report_active_between(plan, node, 1, end) == 0)
			return 0;
		start = report_start_of(plan, node);
		return way_gone(start, scheduled_to(plan, node, end), scheduled_to(plan, node, n));
	default:
		return percent_of(scheduled_to(plan, node, end), scheduled_to(plan, node, n));
	}
}

int64_t
report_planned_value(const struct report_book *book, size_t node, unsigned period)
{
	const struct plan_node *n = &book->plan->nodes[node];
	int64_t value_e4 = scheduled_to(book->plan, node, book->periods[period - 1].last);
	int64_t whole_e4 = whole_of(book->plan, node);

	if (planned_to(book, node, period) == NUM_ABSENT)
		return NUM_ABSENT;
	if (n->basis != BASIS_SHARE)
		return value_e4;
	return whole_e4 != NUM_ABSENT ? muldiv_round(value_e4, whole_e4, 100 * E4) : NUM_ABSENT;
}

static void
money_to(const struct report_book *book, size_t node, unsigned period, struct report_progress *p)
{
	int64_t budget = book->plan->nodes[node].budget_cents;

	for (unsigned q = 1; q <= period; q++) {
		const struct report *r = report_at(book, node, q);

		if (r != NULL && r->number[REPORT_EXECUTED] != NUM_ABSENT)
			p->executed_cents = (p->executed_cents == NUM_ABSENT ? 0
									     : p->executed_cents) +
			    r->number[REPORT_EXECUTED];
	}
	p->financial_e9 = budget != NUM_ABSENT ? percent_of(p->executed_cents, budget) : NUM_ABSENT;
}

/* Something was said of how far it is, in that period itself. */
static bool
says_progress(const struct report *r)
{
	return r != NULL &&
	    (r->number[REPORT_VALUE] != NUM_ABSENT || r->number[REPORT_STATED] != NUM_ABSENT);
}

struct report_progress
report_progress_of(const struct report_book *book, size_t node, unsigned period)
{
	const struct report *now = report_at(book, node, period);
	struct report_progress p = {
		.physical_e9 = NUM_ABSENT,
		.planned_e9 = planned_to(book, node, period),
		.efficacy_e9 = NUM_ABSENT,
		.achieved_e4 = NUM_ABSENT,
		.whole_e4 = whole_of(book->plan, node),
		.executed_cents = NUM_ABSENT,
		.financial_e9 = NUM_ABSENT,
	};

	money_to(book, node, period, &p);
	if (!says_progress(now)) {
		for (unsigned q = 1; q < period; q++)
			p.is_late = p.is_late || says_progress(report_at(book, node, q));
		return p;
	}
	if (now->number[REPORT_VALUE] != NUM_ABSENT)
		p.physical_e9 = measured(book, node, period, &p);
	if (p.physical_e9 == NUM_ABSENT && now->number[REPORT_STATED] != NUM_ABSENT) {
		p.stated = true;
		p.physical_e9 = now->number[REPORT_STATED] * (E9 / E4);
	}
	if (p.physical_e9 != NUM_ABSENT && p.planned_e9 != NUM_ABSENT && p.planned_e9 > 0)
		p.efficacy_e9 = muldiv_round(p.physical_e9, 100 * E9, p.planned_e9);
	return p;
}

enum threshold_answer
threshold_ask(const struct pack *pack, int64_t threshold_e4, int64_t physical_e9,
    int64_t efficacy_e9)
{
	int64_t least_e9;

	if (threshold_e4 == NUM_ABSENT)
		return THRESHOLD_WELL;
	least_e9 = threshold_e4 * (E9 / E4);
	if (pack->threshold == THRESHOLD_FLAT)
		return physical_e9 != NUM_ABSENT && physical_e9 < least_e9 ? THRESHOLD_BELOW_FLAT
									   : THRESHOLD_WELL;
	return efficacy_e9 != NUM_ABSENT && efficacy_e9 < least_e9 ? THRESHOLD_BELOW_PLAN
								   : THRESHOLD_WELL;
}
