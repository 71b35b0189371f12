/*
 * check.c - every rule over a plan of 1,000,000 activities.
 *
 *	bench_check [ACTIVITIES]
 *
 * Includes both roll-ups, the index of children and every finding; the plan
 * breaks few rules, as a real one does.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/check.h"
#include "io/pack_file.h"
#include "support/bench.h"

static size_t found;

static void
check_all(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct finding_list list = { .mem = mem };
	uint64_t passed[RULE_MAX + 1];
	struct err err = { 0 };

	if (check_plan(mem, context, &list, passed, &err) < 0) {
		(void)fprintf(stderr, "bench_check: %s\n", err.message);
		exit(1);
	}
	found = list.count;
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t activities = argc > 1 ? (size_t)atol(argv[1]) : 1000000;
	const struct pack *pack;
	struct err err = { 0 };
	struct plan *plan;
	double t;

	if (pack_load(mem, "bo-rs225557", &pack, &err) < 0)
		return 1;
	plan = bench_plan(mem, pack, activities);
	t = bench_median(5, check_all, plan);
	bench_line("all rules over a plan", t, "activities", (double)activities);
	printf("%zu findings in %zu nodes\n", found, plan->node_count);
	bench_ratio("activities a second / 1,000,000", (double)activities / t / 1e6, "1 or more");
	return 0;
}
