/* bench.c - medians, and the made-up plan that benchmarks measure on. */
#include "support/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/synth.h"

enum { RUNS_MAX = 101 };

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

double
bench_median(unsigned runs, void (*work)(void *context), void *context)
{
	double times[RUNS_MAX];

	if (runs > RUNS_MAX)
		runs = RUNS_MAX;
	for (unsigned i = 0; i < runs; i++) {
		double start = now();

		work(context);
		times[i] = now() - start;
	}
	qsort(times, runs, sizeof(*times), ascending);
	return times[runs / 2];
}

void
bench_line(const char *what, double seconds, const char *per, double amount)
{
	if (amount > 0)
		printf("%-52s %9.2f ms   %10.1f %s/s\n", what, seconds * 1e3, amount / seconds,
		    per);
	else
		printf("%-52s %9.2f ms\n", what, seconds * 1e3);
}

void
bench_ratio(const char *what, double ratio, const char *wanted)
{
	printf("%-52s %9.2f x    wanted: %s\n", what, ratio, wanted);
}

struct plan *
bench_plan(struct mem *mem, const struct pack *pack, size_t activities)
{
	struct synth options = { .seed = 1, .activities = activities, .year = 2027 };
	struct plan *plan = NULL;
	struct err err = { 0 };

	if (synth_plan(mem, pack, &options, &plan, &err) < 0) {
		(void)fprintf(stderr, "bench: %s\n", err.message);
		exit(1);
	}
	return plan;
}
