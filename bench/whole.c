/*
 * whole.c - what a person waits for: two documents read, repaired, checked,
 * rolled up and saved with everything derived, in a new database file.
 *
 *	bench_whole [FILE...]
 *
 * The documents of ../shared/corpus or, without them, the samples.  Includes
 * making the database, its schema and the writes to the disk.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/actor.h"
#include "app/import.h"
#include "base/mem.h"
#include "io/clock.h"
#include "support/bench.h"

static const char *const CORPUS[] = { "../shared/corpus/poa-2017.txt",
	"../shared/corpus/seguimiento-2016.txt" };
static const char *const SAMPLES[] = { "samples/poa-2027.txt", "samples/seguimiento-2027-1.txt" };

static char database[64];

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
import_all(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(app_close)
	struct app app = { .now = clock_now, .by = &actor_operator, .db_name = database };
	struct app_import done;
	struct err err = { 0 };

	remove_database();
	if (app_import(&app, mem, context, &done, &err) < 0) {
		(void)fprintf(stderr, "bench_whole: %s:%u: %s\n", err.file, err.line, err.message);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	struct app_import_request request = { .paths = SAMPLES, .count = 2 };
	const char *folder = getenv("TMPDIR");

	if (access(CORPUS[0], R_OK) == 0)
		request.paths = CORPUS;
	if (argc > 1) {
		request.paths = (const char *const *)(argv + 1);
		request.count = (size_t)argc - 1;
	}
	(void)snprintf(database, sizeof(database), "%s/bench-%ld.db",
	    folder != NULL ? folder : "/tmp", (long)getpid());
	bench_line("two documents: read, checked, saved", bench_median(15, import_all, &request),
	    "", 0);
	remove_database();
	return 0;
}
