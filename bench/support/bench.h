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

/* One made-up institution with this many activities; see core/synth.h.  In `mem`. */
struct plan *bench_plan(struct mem *mem, const struct pack *pack, size_t activities);

#endif
