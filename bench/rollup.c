/*
 * rollup.c - rolling up 1,000,000 activities x 12.
 *
 *	bench_rollup [ACTIVITIES]
 *
 * Against a bare C loop over the same integers (one reciprocal a row in
 * floating point, no rounding rule, no blanks, no behaviours, no units) that
 * makes the same rows of objectives, and against SQLite's SQL over the same
 * rows in a table of twelve columns.  Both sides ask for their output's
 * memory in each run and get it from what the run before gave back.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/rollup.h"
#include "io/pack_file.h"
#include "support/bench.h"

struct bare {
	size_t rows;
	const int64_t *months;
	const int64_t *weight;
	const uint32_t *objective;
	size_t objectives;
};

static volatile double kept;

/* The least anybody would write: shares of each row added to its objective. */
static void
bare_loop(void *context)
{
	const struct bare *b = context;
	double *rows = calloc(b->objectives * 12, sizeof(*rows));

	if (rows == NULL)
		exit(1);
	for (size_t i = 0; i < b->rows; i++) {
		const int64_t *v = b->months + i * 12;
		double *out = rows + (size_t)b->objective[i] * 12;
		int64_t sum = 0;
		double factor;

		for (unsigned m = 0; m < 12; m++)
			sum += v[m];
		factor = sum > 0 ? (double)b->weight[i] / (double)sum : 0;
		for (unsigned m = 0; m < 12; m++)
			out[m] += factor * (double)v[m];
	}
	kept = rows[b->objectives * 6]; /* so that the work is not optimised away */
	free(rows);
}

static struct bare
make_bare(struct mem *mem, const struct plan *plan)
{
	int64_t *months = mem_array(mem, plan->node_count * 12, sizeof(*months));
	int64_t *weight = mem_array(mem, plan->node_count, sizeof(*weight));
	uint32_t *objective = mem_array(mem, plan->node_count, sizeof(*objective));
	struct bare b = { 0, months, weight, objective, 0 };

	for (size_t i = 0; i < plan->node_count; i++) {
		if (plan->nodes[i].level == 1)
			b.objectives++;
		if (plan->nodes[i].level != 2)
			continue;
		for (unsigned m = 0; m < 12; m++)
			months[b.rows * 12 + m] = plan_schedule(plan, i)[m];
		weight[b.rows] = plan->nodes[i].weight_e4;
		objective[b.rows++] = (uint32_t)b.objectives - 1;
	}
	return b;
}

struct ours {
	struct mem *mem;
	const struct plan *plan;
	enum rollup_policy policy;
};

static void
our_rollup(void *context)
{
	const struct ours *o = context;
	struct rollup r;
	struct err err;

	mem_reset(o->mem);
	if (rollup_compute(o->mem, o->plan, o->policy, &r, &err) < 0)
		exit(1);
}

static void
sql(sqlite3 *db, const char *text)
{
	char *message = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK) {
		(void)fprintf(stderr, "bench_rollup: %s\n", message);
		exit(1);
	}
}

static void
sql_rollup(void *context)
{
	sqlite3_stmt *s = NULL;

	(void)sqlite3_prepare_v2(context,
	    "SELECT objective, sum(weight * p01 / k), sum(weight * p02 / k), sum(weight * p03 / k),"
	    " sum(weight * p04 / k), sum(weight * p05 / k), sum(weight * p06 / k),"
	    " sum(weight * p07 / k), sum(weight * p08 / k), sum(weight * p09 / k),"
	    " sum(weight * p10 / k), sum(weight * p11 / k), sum(weight * p12 / k)"
	    " FROM (SELECT *, p01 + p02 + p03 + p04 + p05 + p06 + p07 + p08 + p09 + p10 + p11 + p12 AS k"
	    " FROM activity) WHERE k > 0 GROUP BY objective",
	    -1, &s, NULL);
	while (sqlite3_step(s) == SQLITE_ROW)
		;
	(void)sqlite3_finalize(s);
}

static sqlite3 *
make_table(const struct bare *b)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;

	(void)sqlite3_open(":memory:", &db);
	sql(db,
	    "CREATE TABLE activity (id INTEGER PRIMARY KEY, objective INTEGER, weight INTEGER,"
	    " p01 INTEGER, p02 INTEGER, p03 INTEGER, p04 INTEGER, p05 INTEGER, p06 INTEGER,"
	    " p07 INTEGER, p08 INTEGER, p09 INTEGER, p10 INTEGER, p11 INTEGER, p12 INTEGER)");
	sql(db, "BEGIN");
	(void)sqlite3_prepare_v2(db,
	    "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &s,
	    NULL);
	for (size_t i = 0; i < b->rows; i++) {
		(void)sqlite3_bind_int64(s, 1, (sqlite3_int64)i);
		(void)sqlite3_bind_int64(s, 2, b->objective[i]);
		(void)sqlite3_bind_int64(s, 3, b->weight[i] * 100000);
		for (int m = 0; m < 12; m++)
			(void)sqlite3_bind_int64(s, 4 + m, b->months[i * 12 + (size_t)m]);
		(void)sqlite3_step(s);
		(void)sqlite3_reset(s);
	}
	(void)sqlite3_finalize(s);
	sql(db, "COMMIT");
	return db;
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t activities = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000000;
	const struct pack *pack;
	struct err err = { 0 };
	CLEANUP(mem_done) struct mem *work = mem_new();
	struct ours ours = { .mem = work, .policy = ROLLUP_AS_PUBLISHED };
	struct bare bare;
	double base, published, behaviour, table;
	sqlite3 *db;

	if (pack_load(mem, "bo-rs225557", &pack, &err) < 0)
		return 1;
	ours.plan = bench_plan(mem, pack, activities);
	bare = make_bare(mem, ours.plan);
	base = bench_median(15, bare_loop, &bare);
	published = bench_median(15, our_rollup, &ours);
	ours.policy = ROLLUP_BY_BEHAVIOUR;
	behaviour = bench_median(15, our_rollup, &ours);
	db = make_table(&bare);
	table = bench_median(3, sql_rollup, db);
	(void)sqlite3_close(db);

	bench_line("bare C loop", base, "rows", (double)activities);
	bench_line("rollup_compute, as_published", published, "rows", (double)activities);
	bench_line("rollup_compute, by_behaviour", behaviour, "rows", (double)activities);
	bench_line("SQLite, SQL over twelve columns", table, "rows", (double)activities);
	bench_ratio("roll-up / bare loop", published / base, "4 or less");
	bench_ratio("roll-up by behaviour / bare loop", behaviour / base, "4 or less");
	bench_ratio("SQLite / roll-up", table / published, "10 or more");
	printf("numeric columns of %zu activities: %.0f MB\n", activities,
	    (double)activities * (12 + 5) * sizeof(int64_t) / 1e6);
	return 0;
}
