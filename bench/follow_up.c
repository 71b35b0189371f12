/*
 * follow_up.c - a country's year of reports, consolidated.
 *
 *	bench_follow_up [INSTITUTIONS]
 *
 * 3,000 made-up institutions of 60 activities report twelve months, in a new file under
 * $TMPDIR.  Consolidating is app_standings_rebuild(): every unit and level of each month
 * from what was reported, computed exactly and kept.  Its peer is reading the same rows,
 * of the same tables by the same functions, and throwing them away.  One more report is
 * one cell typed and saved with its history, its record and all sums above it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/reports.h"
#include "app/standings.h"
#include "app/synth.h"
#include "base/mem.h"
#include "io/clock.h"
#include "store/engine/db.h"
#include "store/plan_store.h"
#include "support/bench.h"

enum { YEAR = 2027, ACTIVITIES = 60, SAVES = 201, RUNS = 3, LEAVES_MAX = 64 };

static char database[64];
static struct err err;

static void
remove_database(void)
{
	static const char *const ENDS[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < 3; i++) {
		char name[80];

		(void)snprintf(name, sizeof(name), "%s%s", database, ENDS[i]);
		(void)unlink(name);
	}
}

static void
need(int rc)
{
	if (rc == YUP_OK)
		return;
	fprintf(stderr, "bench_follow_up: %s: %s\n", err.key != NULL ? err.key : "", err.message);
	remove_database();
	exit(1);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- Reading --------------------------------------------------------------------- */

struct reading {
	struct app *app;
	const struct institution *institutions;
	size_t count;
	bool reports_only;
	size_t reports, nodes; /* that were read */
};

static void
read_plan(struct reading *r, struct mem *mem, const struct institution *of)
{
	struct plan_head *heads = NULL;
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	size_t count = 0;

	need(plan_store_list(r->app->db, mem, of->id, &heads, &count, &err));
	need(app_pack(r->app, mem, of->id, heads[0].pack, &pack, &err));
	need(plan_store_load(r->app->db, mem, of->id, heads[0].id, pack, &plan, &err));
	r->nodes += plan->node_count;
}

static void
read_all(void *context)
{
	struct reading *r = context;
	CLEANUP(mem_done) struct mem *mem = mem_new();

	r->reports = r->nodes = 0;
	for (size_t i = 0; i < r->count; i++) {
		struct report *list = NULL;
		size_t count = 0;

		mem_reset(mem);
		if (!r->reports_only)
			read_plan(r, mem, &r->institutions[i]);
		need(report_store_list(r->app->db, mem, r->institutions[i].id, YEAR, 12, &list,
		    &count, &err));
		r->reports += count;
	}
}

/* ---- Consolidating ---------------------------------------------------------------- */

static void
consolidate_all(void *context)
{
	struct reading *r = context;
	struct app_standings_made made;

	need(app_standings_rebuild(r->app, NULL, &made, &err));
}

/* ---- One report more ---------------------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static size_t
leaves_of(const struct plan *plan, uint32_t rows[LEAVES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < plan->node_count && count < LEAVES_MAX; i++)
		if (plan_is_leaf_level(plan, plan->nodes[i].level) &&
		    plan->nodes[i].unit != PLAN_NONE)
			rows[count++] = plan->nodes[i].row;
	return count;
}

/* A correction of the last month, as one is typed in a closed period; the median. */
static double
save_one(struct app *app, int64_t institution_id)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_plans plans = { 0 };
	struct app_period which = { institution_id, YEAR, 12 };
	uint32_t rows[LEAVES_MAX];
	struct app_book book;
	double times[SAVES];
	size_t count;

	need(app_report_book(app, &plans, mem, &which, PLAN_NONE, &book, &err));
	count = leaves_of(book.plan, rows);
	for (size_t i = 0; i < SAVES; i++) {
		struct typed_report typed = { REPORT_VALUE, i % 2 == 0 ? "1" : "2" };
		struct app_report_row row = { rows[i / 2 % count], APP_SEEN_ANY, &typed, 1 };
		CLEANUP(mem_done) struct mem *scratch = mem_new();
		struct app_reported out;
		double begun = seconds();

		need(app_report_edit(app, &plans, scratch, &which, &row, 1, "corregido", &out,
		    &err));
		times[i] = seconds() - begun;
	}
	app_plans_done(&plans);
	qsort(times, SAVES, sizeof(*times), compare);
	return times[SAVES / 2];
}

/* ---- All of it ------------------------------------------------------------------------ */

static void
measure(struct app *app)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct reading r = { .app = app };
	struct institution *list = NULL;
	double reports, reading, whole, one;

	need(institution_store_list(app->db, mem, &list, &r.count, &err));
	r.institutions = list;
	r.reports_only = true;
	reports = bench_median(RUNS, read_all, &r);
	bench_line("reading reports", reports, "reports", (double)r.reports);
	r.reports_only = false;
	reading = bench_median(RUNS, read_all, &r);
	bench_line("reading plans and reports", reading, "reports", (double)r.reports);
	whole = bench_median(RUNS, consolidate_all, &r);
	bench_line("consolidating and keeping them", whole, "reports", (double)r.reports);
	bench_ratio("  x reading plans and reports", whole / reading, "<= 3");
	bench_ratio("  x reading reports alone", whole / reports, "");
	one = save_one(app, list[r.count / 2].id);
	bench_line("one report more, saved", one, "", 0);
	bench_ratio("  whole / one more", whole / one, ">= 100");
}

int
main(int argc, char **argv)
{
	struct app_synth_request request = { .institutions = 3000,
		.seed = 1,
		.activities = ACTIVITIES,
		.year = YEAR,
		.reports = true };
	CLEANUP(app_close) struct app app = { .now = clock_now, .by = &actor_operator };
	const char *folder = getenv("TMPDIR");
	struct app_synth_made made;

	if (argc > 1)
		request.institutions = (size_t)strtoul(argv[1], NULL, 10);
	(void)snprintf(database, sizeof(database), "%s/bench-%ld.db",
	    folder != NULL ? folder : "/tmp", (long)getpid());
	remove_database();
	need(app_open(&app, database, APP_CREATE, &err));
	need(app_synth(&app, &request, &made, &err));
	measure(&app);
	remove_database();
	return 0;
}
