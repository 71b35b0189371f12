/*
 * import.c - from the text of a plan to a plan, before the database.
 *
 *	bench_import [ACTIVITIES]
 *
 * Decoding, cells, forms, units, codes, repairs, roll-up and inference, on a
 * clean made-up text; beside it, wc -l's work on the same bytes (counting
 * lines) as the least any reader does.  Then the documents of ../shared/corpus
 * or, without them, the samples: read, checked, in one go.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/check.h"
#include "import/import.h"
#include "io/file.h"
#include "io/pack_file.h"
#include "report/form_text.h"
#include "support/bench.h"

struct text {
	const struct pack *pack;
	const char *name;
	char *bytes;
	size_t length;
	size_t seen;
};

static void
stop(const struct err *err)
{
	(void)fprintf(stderr, "bench_import: %s:%u: %s\n", err->file, err->line, err->message);
	exit(1);
}

static void
count_lines(void *context)
{
	struct text *t = context;

	t->seen = 0;
	for (const char *p = t->bytes, *end = p + t->length;
	     (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		t->seen++;
}

static void
read_text(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct text *t = context;
	struct import_result r;
	struct err err = { 0 };

	if (import_text(mem, t->pack, t->name, t->bytes, t->length, &r, &err) < 0)
		stop(&err);
	t->seen = r.plan != NULL ? r.plan->node_count : r.follow_up->operation_count;
}

static void
read_and_check(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct text *t = context;
	struct finding_list list = { .mem = mem };
	uint64_t passed[RULE_MAX + 1];
	struct import_result r;
	struct err err = { 0 };
	int rc = import_text(mem, t->pack, t->name, t->bytes, t->length, &r, &err);

	if (rc == YUP_OK)
		rc = r.plan != NULL ? check_plan(mem, r.plan, &list, passed, &err)
				    : check_follow_up(mem, r.follow_up, &list, passed, &err);
	if (rc < 0)
		stop(&err);
	t->seen = list.count;
}

static void
measure_document(struct mem *mem, const struct pack *pack, const char *path)
{
	struct text t = { .pack = pack, .name = path };
	struct err err = { 0 };
	double seconds;

	if (file_read(mem, path, &t.bytes, &t.length, &err) < 0)
		stop(&err);
	seconds = bench_median(15, read_and_check, &t);
	printf("%-52s %9.2f ms   %zu findings\n", path, seconds * 1e3, t.seen);
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str text = { 0 };
	size_t activities = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 100000;
	struct text t = { .name = "bench.txt" };
	struct err err = { 0 };
	double lines, seconds, mb;

	if (pack_load(mem, "bo-rs225557", &t.pack, &err) < 0)
		stop(&err);
	form_text_plan(&text, bench_plan(mem, t.pack, activities));
	t.bytes = text.text;
	t.length = text.length;
	mb = (double)t.length / 1e6;
	lines = bench_median(9, count_lines, &t);
	seconds = bench_median(5, read_text, &t);
	bench_line("counting lines (memchr)", lines, "MB", mb);
	bench_line("reading a plan's text", seconds, "MB", mb);
	printf("%.1f MB, %zu nodes\n", mb, t.seen);
	bench_ratio("MB a second / 50", mb / seconds / 50, "1 or more");

	if (access("../shared/corpus/poa-2017.txt", R_OK) == 0) {
		measure_document(mem, t.pack, "../shared/corpus/poa-2017.txt");
		measure_document(mem, t.pack, "../shared/corpus/seguimiento-2016.txt");
	}
	measure_document(mem, t.pack, "samples/poa-2027.txt");
	measure_document(mem, t.pack, "samples/seguimiento-2027-1.txt");
	return 0;
}
