/*
 * backup.c - how fast a backup is made, checked and restored, beside each
 * engine's own copy in the same run.
 *
 *	bench_backup [INSTITUTIONS [ACTIVITIES]]
 *
 * A made-up country (core/synth.h) in a new file under $TMPDIR and, where
 * YUPANA_TEST_POSTGRES names a server, in its empty database.  The engine's own:
 * sqlite3's backup into another file, flushed; pg_dump in its custom form.
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/actor.h"
#include "app/backup.h"
#include "app/synth.h"
#include "base/mem.h"

static struct err err;
static char folder[] = "/tmp/yupana-bench-XXXXXX";

static void
need(int rc)
{
	if (rc == YUP_OK)
		return;
	fprintf(stderr, "bench_backup: %s\n", err.message);
	exit(1);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *
place(struct mem *mem, const char *name)
{
	return mem_printf(mem, "%s/%s", folder, name);
}

static double
megabytes(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

static void
report(const char *engine, const char *what, double rows, double took, double size)
{
	printf("backup: %s %-9s %.0f rows in %.2f s, %.0f rows/s", engine, what, rows, took,
	    rows / took);
	if (size > 0)
		printf(", %.1f MB", size);
	printf("\n");
}

static void
fill(const char *db, size_t institutions, size_t activities)
{
	CLEANUP(app_close) struct app app = { .by = &actor_operator };
	struct app_synth_request request = { .institutions = institutions,
		.activities = activities,
		.seed = 1,
		.year = 2031 };
	struct app_synth_made made;

	need(app_open(&app, db, APP_CREATE, &err));
	need(app_synth(&app, &request, &made, &err));
}

static double
make(const char *engine, struct mem *mem, const char *db, const char *path)
{
	CLEANUP(app_close) struct app app = { .by = &actor_operator };
	struct app_backup backup;
	double started, took;

	need(app_open(&app, db, 0, &err));
	started = seconds();
	need(app_backup(&app, mem, NULL, path, &backup, &err));
	took = seconds() - started;
	report(engine, "backup", (double)backup.content.rows, took, megabytes(path));
	return (double)backup.content.rows;
}

static void
check(const char *engine, struct mem *mem, const char *path, double rows)
{
	struct app_backup backup;
	double started = seconds();

	need(app_backup_check(mem, path, &backup, &err));
	report(engine, "check", rows, seconds() - started, 0);
}

static void
restore(const char *engine, struct mem *mem, const char *path, const char *to, double rows)
{
	CLEANUP(app_close) struct app app = { .by = &actor_operator };
	struct app_backup backup;
	double started = seconds();

	need(app_restore(&app, mem, path, to, &backup, &err));
	report(engine, "restore", rows, seconds() - started, 0);
}

/* What `.backup` of the sqlite3 shell does. */
static void
copy_file(const char *from, const char *to, double rows)
{
	sqlite3 *source = NULL, *target = NULL;
	sqlite3_backup *b;
	double started = seconds();

	if (sqlite3_open(from, &source) != SQLITE_OK || sqlite3_open(to, &target) != SQLITE_OK)
		exit(1);
	b = sqlite3_backup_init(target, "main", source, "main");
	if (b == NULL || sqlite3_backup_step(b, -1) != SQLITE_DONE ||
	    sqlite3_backup_finish(b) != SQLITE_OK)
		exit(1);
	sqlite3_close(target);
	sqlite3_close(source);
	report("sqlite  ", ".backup", rows, seconds() - started, megabytes(to));
}

static void
dump(struct mem *mem, const char *server, double rows)
{
	const char *path = place(mem, "dump");
	double started = seconds();

	if (system(mem_printf(mem, "pg_dump -Fc '%s' >%s", server, path)) != 0)
		return;
	report("postgres", "pg_dump", rows, seconds() - started, megabytes(path));
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t institutions = argc > 1 ? strtoul(argv[1], NULL, 10) : 100;
	const char *server = getenv("YUPANA_TEST_POSTGRES"), *db, *path;
	double rows;

	if (mkdtemp(folder) == NULL)
		return 1;
	db = place(mem, "from.db");
	path = place(mem, "all.backup");
	fill(db, institutions, argc > 2 ? strtoul(argv[2], NULL, 10) : 0);
	rows = make("sqlite  ", mem, db, path);
	check("sqlite  ", mem, path, rows);
	restore("sqlite  ", mem, path, place(mem, "to.db"), rows);
	copy_file(db, place(mem, "copy.db"), rows);
	if (server != NULL) {
		restore("postgres", mem, path, server, rows);
		rows = make("postgres", mem, server, path);
		dump(mem, server, rows);
	}
	return system(mem_printf(mem, "rm -r '%s'", folder)) == 0 ? 0 : 1;
}
