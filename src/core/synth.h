/*
 * synth.h - made-up institutions, the same for the same seed on every machine.
 *
 * A country to try things on: plans whose sums hold, but for a known share of
 * planted mistakes, a half-year follow-up of each, and what its units reported in
 * every period of the year.  Words come from small lists; no real institution or person is meant.
 *
 * Pure: integers only, a generator of its own (chance.h).
 */
#ifndef YUP_CORE_SYNTH_H
#define YUP_CORE_SYNTH_H

#include "base/err.h"
#include "core/followup.h"
#include "core/plan.h"
#include "core/report.h"

struct synth {
	uint64_t seed;
	size_t institution; /* which one of the country, from 0 */
	size_t activities;  /* leaves; 0: about 60 */
	unsigned mistakes;  /* of 1,000 leaves and objectives, how many carry one */
	int year;
};

/* One institution's plan, as its document would be read.  Everything in `mem`. */
MUST_CHECK int synth_plan(struct mem *mem, const struct pack *pack, const struct synth *options,
    struct plan **out, struct err *err);

/* The half-year follow-up of that plan. */
MUST_CHECK int synth_follow_up(struct mem *mem, const struct plan *plan,
    const struct synth *options, struct follow_up **out, struct err *err);

struct synth_reports {
	const struct report *list; /* by row and period, each as first said: revision 1 */
	size_t count;
};

/*
 * What the plan's units report in all `periods`, numbered from 1: values that follow the
 * schedule as well as each unit works, money that comes after them, and cause and
 * measure where the pack's threshold asks.  Some rows and whole units stay blank.
 */
void synth_reports(struct mem *mem, const struct plan *plan, const struct report_period *periods,
    unsigned period_count, const struct synth *options, struct synth_reports *out);

#endif
