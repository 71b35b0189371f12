/*
 * bench.h - medians of repeated runs, and a big made-up plan to measure on.
 *
 * Floating point is allowed here: these are seconds, not figures of a plan.
 */
#ifndef YUP_BENCH_H
#define YUP_BENCH_H

#include <stddef.h>

#include "core/plan.h"

/* Run `work(context)` `runs` times (odd) and give the median in seconds. */
double bench_median(unsigned runs, void (*work)(void *context), void *context);

/* One line: what, its time, and how it stands to the peer of the same run. */
void bench_line(const char *what, double seconds, const char *per, double amount);
void bench_ratio(const char *what, double ratio, const char *wanted);

/*
 * `activities` of one institution, ten to an objective, five objectives to a
 * unit, months of every behaviour; in `mem`, the same for the same number.
 * The printed rows and totals are those of the roll-up, so that rules look at
 * everything and find little.
 */
struct plan *bench_plan(struct mem *mem, const struct pack *pack, size_t activities);

/* The same as the text of forms A and B; the caller frees it. */
char *bench_text(const struct plan *plan, size_t *length);

#endif
