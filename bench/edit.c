/*
 * edit.c - how fast one cell is saved, a plan of 500 nodes opened, and what
 * follows from an edit computed again.
 *
 *	bench_edit [ACTIVITIES]
 *
 * A new file under $TMPDIR, and then the empty database that YUPANA_TEST_POSTGRES
 * names, if it does.  The peer of a saved cell is the bare transaction of two
 * rows on the same engine: one updated, one added.  The peer of a load is
 * reading the same rows of the same tables and throwing them away.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/actor.h"
#include "app/edit.h"
#include "base/mem.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/change_store.h"
#include "store/engine/db.h"
#include "store/engine/migrate.h"
#include "store/institution_store.h"
#include "store/log_store.h"
#include "store/plan_store.h"
#include "support/bench.h"

#define NOW "2031-01-31T08:00:00Z"

enum { SAVES = 400, EDITS = 400, CHANGES = 5000, LOADS = 101 };

static struct err err;

static void
need(int rc)
{
	if (rc == YUP_OK)
		return;
	fprintf(stderr, "bench_edit: %s\n", err.message);
	exit(1);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
fixed_now(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, "%s", NOW);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double *times, size_t count)
{
	qsort(times, count, sizeof(*times), compare);
	return times[count / 2];
}

/* ---- Recomputation, in memory ----------------------------------------------------- */

static uint32_t
leaf_after(const struct plan *plan, uint32_t row)
{
	for (uint32_t i = 0; i < plan->node_count; i++) {
		uint32_t at = (row + i) % (uint32_t)plan->node_count;

		if (plan_is_leaf_level(plan, plan->nodes[at].level) && !plan->nodes[at].deleted)
			return at;
	}
	return 0;
}

static void
make_edit(struct edit *edit, enum change_kind kind, uint32_t row, unsigned i)
{
	struct typed_cell typed = { FIELD_SCHEDULE, 1 + i % 12, i % 2 == 0 ? "3" : "4" };
	const struct plan_node *node = &edit->plan->nodes[row];
	struct edit_place place = { node->parent, PLAN_NONE, i % 2 == 0 };

	switch (kind) {
	case CHANGE_CREATE:
		need(edit_create(edit, &place, PLAN_NONE, &typed, 1, &row, &err));
		return;
	case CHANGE_DELETE:
		need(edit_delete(edit, row, &err));
		return;
	case CHANGE_REORDER:
		need(edit_move(edit, row, &place, &err));
		return;
	default:
		if (i % 4 == 3)
			typed = (struct typed_cell){ FIELD_WEIGHT, 0, i % 8 == 3 ? "21" : "22" };
		need(edit_change(edit, row, &typed, 1, &err));
		return;
	}
}

static void
time_edits(struct plan_live *live, const char *what, enum change_kind kind)
{
	static double times[EDITS];
	CLEANUP(mem_done) struct mem *mem = mem_new();
	double most = 0;

	for (unsigned i = 0; i < EDITS; i++) {
		const struct plan *plan = plan_live_plan(live);
		uint32_t row = leaf_after(plan, i * 7919u);
		struct live_outcome out;
		struct edit edit;
		double started;

		mem_reset(mem);
		edit_init(&edit, mem, plan, plan_live_tree(live));
		make_edit(&edit, kind, row, i);
		started = seconds();
		need(plan_live_apply(live, mem, edit.cells, edit.count, i, &out, &err));
		times[i] = seconds() - started;
		if (times[i] > most)
			most = times[i];
	}
	printf("recompute after %s: median %.3f ms, slowest %.3f ms (wanted: under 1)\n", what,
	    median(times, EDITS) * 1e3, most * 1e3);
}

static void
bench_live(const struct pack *pack, size_t activities)
{
	CLEANUP(plan_live_done) struct plan_live *live = NULL;
	struct mem *mem = mem_new();
	struct plan *plan = bench_plan(mem, pack, activities);
	double started = seconds();

	need(plan_live_make(mem, plan, &live, &err));
	printf("live plan of %zu nodes made in %.1f ms\n", plan->node_count,
	    (seconds() - started) * 1e3);
	time_edits(live, "a cell", CHANGE_CELLS);
	time_edits(live, "a new row", CHANGE_CREATE);
	time_edits(live, "a deleted row", CHANGE_DELETE);
	time_edits(live, "a reordered row", CHANGE_REORDER);
}

/* ---- On an engine ------------------------------------------------------------------ */

struct place {
	struct db *db;
	int64_t institution_id, plan_id;
	const struct pack *pack;
	const char *engine;
};

static void
make_place(struct place *p, const char *path, size_t activities)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution institution = { .name = "Autoridad de Lagos", .acronym = "AL" };

	institution.pack = p->pack->name;
	institution.created_at = NOW;
	need(db_open(path, DB_CREATE, &p->db, &err));
	need(migrate_run(p->db, migrate_known(), NOW, &err));
	need(db_begin(p->db, &tx, &err));
	need(institution_store_add(&tx, &institution, &p->institution_id, &err));
	need(plan_store_save(&tx, p->institution_id, bench_plan(mem, p->pack, activities), NULL,
	    NOW, &p->plan_id, &err));
	need(db_commit(&tx, &err));
}

/* One row updated, one added, nothing more. */
static double
bare_transaction(const struct place *p, size_t rows, unsigned i)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	double started = seconds();
	char what[32];
	struct stmt *q;

	(void)snprintf(what, sizeof(what), "bench %u", i);
	need(db_begin(p->db, &tx, &err));
	q = db_use(p->db, Q_PLAN_SET_NODE_COUNT);
	stmt_put_int(q, (int64_t)rows);
	stmt_put_int(q, p->institution_id);
	stmt_put_int(q, p->plan_id);
	need(stmt_run(q, &err));
	q = db_use(p->db, Q_DERIVED_PUT);
	stmt_put_int(q, p->institution_id);
	stmt_put_int(q, p->plan_id);
	stmt_put_text(q, what);
	stmt_put_text(q, "bench");
	need(stmt_run(q, &err));
	need(db_commit(&tx, &err));
	return seconds() - started;
}

static double
edit_transaction(const struct place *p, const struct app *app, struct app_plans *plans,
    struct mem *mem, unsigned i)
{
	char text[16];
	struct typed_cell typed = { FIELD_WEIGHT, 0, text };
	struct app_edit_request request = {
		.institution_id = p->institution_id,
		.plan_id = p->plan_id,
		.kind = CHANGE_CELLS,
		.seen = APP_SEEN_ANY,
		.typed = &typed,
		.typed_count = 1,
	};
	struct app_edited edited;
	double started;

	(void)snprintf(text, sizeof(text), "%u", 1 + i % 90);
	request.node = leaf_after(plan_live_plan(plans->items[0].live), i * 31u);
	mem_reset(mem);
	started = seconds();
	need(app_edit(app, plans, mem, &request, &edited, &err));
	return seconds() - started;
}

static void
time_saves(const struct place *p)
{
	static double bare[SAVES], edits[SAVES];
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app app = { .db = p->db, .now = fixed_now, .by = &actor_operator };
	const struct plan_live *live;
	double a, b;

	need(app_plan_live(&app, &plans, p->institution_id, p->plan_id, &live, &err));
	for (unsigned i = 0; i < SAVES; i++) { /* by turns: the disk is the same for both */
		bare[i] = bare_transaction(p, plan_live_plan(live)->node_count, i);
		edits[i] = edit_transaction(p, &app, &plans, mem, i);
		live = plans.items[0].live;
	}
	a = median(bare, SAVES);
	b = median(edits, SAVES);
	printf("%s a cell saved, logged, recomputed: %.3f ms; bare two rows: %.3f ms\n", p->engine,
	    b * 1e3, a * 1e3);
	bench_ratio("  speed of a saved cell / bare transaction", a / b, "0.5 or more");
}

/* Every row of the plan's tables, read and dropped. */
static void
read_rows(const struct place *p)
{
	static const enum query QUERIES[] = { Q_PLAN_FILE_LIST, Q_UNIT_LIST, Q_UNIT_SPELLING_LIST,
		Q_FORM_LIST, Q_NODE_LIST, Q_NODE_SOURCE_LIST, Q_NODE_SPELLING_LIST,
		Q_PUBLISHED_ROW_LIST, Q_REPAIR_LIST, Q_REPAIR_LINE_LIST };

	for (size_t i = 0; i < sizeof(QUERIES) / sizeof(QUERIES[0]); i++) {
		CLEANUP(stmt_done) struct stmt *q = db_use(p->db, QUERIES[i]);
		int rc;

		stmt_put_int(q, p->institution_id);
		stmt_put_int(q, p->plan_id);
		while ((rc = stmt_next(q, &err)) > 0)
			for (int c = stmt_column_count(q); c > 0; c--)
				(void)stmt_get_value(q);
		need(rc);
	}
}

static void
time_loads(const struct place *p)
{
	static double reads[LOADS], loads[LOADS];
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *plan = NULL;

	for (unsigned i = 0; i < LOADS; i++) {
		double started = seconds();

		read_rows(p);
		reads[i] = seconds() - started;
		mem_reset(mem);
		started = seconds();
		need(plan_store_load(p->db, mem, p->institution_id, p->plan_id, p->pack, &plan,
		    &err));
		loads[i] = seconds() - started;
	}
	printf("%s a plan of %zu nodes loaded in %.3f ms\n", p->engine, plan->node_count,
	    median(loads, LOADS) * 1e3);
	bench_ratio("  load / reading its rows", median(loads, LOADS) / median(reads, LOADS),
	    "2 or less");
}

/* Back through thousands of changes. */
static void
time_as_of(const struct place *p)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app app = { .db = p->db, .now = fixed_now, .by = &actor_operator };
	const struct plan_live *live;
	struct plan *plan = NULL;
	double started;

	need(app_plan_live(&app, &plans, p->institution_id, p->plan_id, &live, &err));
	for (unsigned i = 0; i < CHANGES; i++)
		(void)edit_transaction(p, &app, &plans, mem, i);
	mem_reset(mem);
	started = seconds();
	need(
	    plan_store_load_at(p->db, mem, p->institution_id, p->plan_id, p->pack, 0, &plan, &err));
	printf("%s as of before %d changes: %.3f ms\n", p->engine, CHANGES + SAVES,
	    (seconds() - started) * 1e3);
}

static void
run(const char *engine, const char *path, const struct pack *pack)
{
	struct place p = { .pack = pack, .engine = engine };

	make_place(&p, path, 400);
	time_saves(&p);
	time_loads(&p);
	time_as_of(&p);
	db_close(p.db);
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *folder = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
	const char *server = getenv("YUPANA_TEST_POSTGRES");
	const struct pack *pack = NULL;
	char path[512], side[600];

	need(pack_load(mem, "bo-rs225557", &pack, &err));
	bench_live(pack, argc > 1 ? strtoul(argv[1], NULL, 10) : 80000);
	snprintf(path, sizeof(path), "%s/bench-edit-%ld.db", folder, (long)getpid());
	run("sqlite  ", path, pack);
	(void)unlink(path);
	for (int i = 0; i < 2; i++) {
		snprintf(side, sizeof(side), "%s%s", path, i == 0 ? "-wal" : "-shm");
		(void)unlink(side);
	}
	if (server != NULL)
		run("postgres", server, pack);
	return 0;
}
