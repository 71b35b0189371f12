/*
 * store.c - how fast a plan of 100,000 nodes is saved and loaded.
 *
 *	bench_store [NODES]
 *
 * One institution in a new file under $TMPDIR, and then in the empty database
 * that YUPANA_TEST_POSTGRES names, if it does; the time of saving includes the
 * commit with its write to the disk.  Nodes are like those of real forms: ten
 * texts and twelve months; one in five is an objective, which is in both forms
 * and has a printed row of its own.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "core/plan.h"
#include "store/engine/db.h"
#include "store/engine/migrate.h"
#include "store/institution_store.h"
#include "store/plan_store.h"

#define NOW "2031-01-31T08:00:00Z"

static struct err err;

static void
need(int rc)
{
	if (rc == YUP_OK)
		return;
	fprintf(stderr, "bench_store: %s\n", err.message);
	exit(1);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const struct published_row printed = {
	.title = "Realizar el mantenimiento de los muelles del lago",
	.baseline = { "50%", 50 * E4, true },
	.target = { "12 muelles", 12 * E4, false },
	.total_e4 = 100 * E4,
	.weight_e4 = 25 * E4,
	.cells = 12,
	.source = { 0, 4000, 'B' },
};

/* One in five: an objective under node 0, then four leaves under it. */
static void
add_node(struct plan *plan, uint32_t objective, unsigned i)
{
	static const struct source sources[] = { { 0, 4000, 'B' }, { 0, 10, 'A' } };
	struct plan_node *node = plan_add_node(plan);
	int64_t *months = plan_schedule(plan, plan->node_count - 1);

	node->id = mem_printf(plan->mem, "n-%u", i);
	node->parent = objective;
	node->published = objective == 0 ? &printed : NULL;
	node->unit = i % (uint32_t)plan->unit_count;
	node->level = objective == 0 ? 1 : 2;
	node->code = node->code_read = mem_printf(plan->mem, "1.%u.%u", i / 100, i % 100);
	node->title = "Realizar el mantenimiento preventivo y correctivo de los muelles del lago "
		      "y de sus accesos, según el plan aprobado para la gestión";
	node->indicator = "Número de muelles con mantenimiento";
	node->responsible = "Profesional II en obras";
	node->verification = "Informes técnicos, actas de conformidad y fotografías";
	node->baseline = (struct measure){ "50%", 50 * E4, true };
	node->target = (struct measure){ "12 muelles", 12 * E4, false };
	node->weight_e4 = 25 * E4;
	node->total_e4 = 12 * E4;
	node->first_month = 1;
	node->last_month = 12;
	node->has_schedule = true;
	node->given = plan_all_given(plan);
	for (unsigned m = 0; m < 12; m++)
		months[m] = E4 + (int64_t)m;
	node->sources = sources;
	node->source_count = objective == 0 ? 2 : 1;
}

static struct plan *
make_plan(struct mem *mem, const struct pack *pack, size_t nodes)
{
	static const char *files[] = { "forms.txt" };
	struct plan *plan = plan_new(mem, pack);
	uint32_t objective = 0;

	plan->files = files;
	plan->file_count = 1;
	plan->year = 2031;
	for (unsigned i = 0; i < 100; i++)
		plan_add_unit(plan)->id = mem_printf(mem, "u-%u", i);
	(void)plan_add_node(plan);
	for (unsigned i = 1; i < nodes; i++) {
		if (i % 5 == 1)
			objective = 0;
		add_node(plan, objective, i);
		if (i % 5 == 1)
			objective = i;
	}
	return plan;
}

static struct db *
make_db(const char *path, int64_t *institution_id)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution institution = { 0, "Autoridad de Lagos", "AL", "bench", NOW, "" };
	struct db *db = NULL;

	need(db_open(path, DB_CREATE, &db, &err));
	need(migrate_run(db, migrate_known(), NOW, &err));
	need(db_begin(db, &tx, &err));
	need(institution_store_add(&tx, &institution, institution_id, &err));
	need(db_commit(&tx, &err));
	return db;
}

static int64_t
save(struct db *db, int64_t institution_id, const struct plan *plan)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id = 0;

	need(db_begin(db, &tx, &err));
	need(plan_store_replace(&tx, institution_id, plan, NULL, NOW, &id, &err));
	need(db_commit(&tx, &err));
	return id;
}

static void
report(const char *engine, const char *what, size_t nodes, double started)
{
	double took = seconds() - started;

	printf("store: %s %s %zu nodes in %.3f s, %.0f nodes/s\n", engine, what, nodes, took,
	    (double)nodes / took);
}

static void
run(const char *engine, const char *path, size_t nodes)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct pack pack = { .name = "bench", .period_count = 12, .level_count = 3 };
	struct plan *plan = make_plan(mem, &pack, nodes), *loaded;
	int64_t institution_id = 0, id = 0;
	CLEANUP(db_done) struct db *db = make_db(path, &institution_id);
	struct stat st;

	for (int round = 0; round < 3; round++) {
		CLEANUP(mem_done) struct mem *work = mem_new();
		double started = seconds();

		id = save(db, institution_id, plan);
		report(engine, "saved ", nodes, started);
		started = seconds();
		need(plan_store_load(db, work, institution_id, id, &pack, &loaded, &err));
		report(engine, "loaded", nodes, started);
	}
	if (stat(path, &st) == 0)
		printf("store: %.0f bytes a node in the file\n",
		    (double)st.st_size / 3 / (double)nodes);
}

int
main(int argc, char **argv)
{
	const char *folder = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
	const char *server = getenv("YUPANA_TEST_POSTGRES");
	size_t nodes = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
	char path[512], side[600];

	snprintf(path, sizeof(path), "%s/bench-store-%ld.db", folder, (long)getpid());
	run("sqlite  ", path, nodes);
	(void)unlink(path);
	for (int i = 0; i < 2; i++) {
		snprintf(side, sizeof(side), "%s%s", path, i == 0 ? "-wal" : "-shm");
		(void)unlink(side);
	}
	if (server != NULL)
		run("postgres", server, nodes);
	return 0;
}
