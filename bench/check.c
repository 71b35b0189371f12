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

struct run {
	struct mem *mem; /* emptied and used again, as by a program that checks all day */
	const struct plan *plan;
	size_t found;
};

static void
check_all(void *context)
{
	struct run *run = context;
	struct finding_list list = { .mem = run->mem };
	uint64_t passed[RULE_MAX + 1];
	struct err err = { 0 };

	mem_reset(run->mem);
	if (check_plan(run->mem, run->plan, &list, passed, &err) < 0) {
		(void)fprintf(stderr, "bench_check: %s\n", err.message);
		exit(1);
	}
	run->found = list.count;
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t activities = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000000;
	const struct pack *pack;
	struct err err = { 0 };
	CLEANUP(mem_done) struct mem *work = mem_new();
	struct run run = { .mem = work };
	double t, rows;

	if (pack_load(mem, "bo-rs225557", &pack, &err) < 0)
		return 1;
	run.plan = bench_plan(mem, pack, activities);
	rows = (double)run.plan->node_count;
	t = bench_median(7, check_all, &run);
	bench_line("all rules over a plan", t, "rows", rows);
	printf("%zu findings in %zu rows\n", run.found, run.plan->node_count);
	bench_ratio("rows a second / 1,000,000", rows / t / 1e6, "1 or more");
	return 0;
}
