/*
 * paper.c - the sample's programme of the year as a PDF: pages a second, and what memory
 * it takes when the document is ten times as long.
 *
 *	bench_paper [FILE.pdf]
 *
 * The document is said once to be hashed, once to be laid out and once to be drawn.  Each
 * length is made in a process of its own, so that its peak is its own; reading the plan is
 * in the peak and not in the time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "core/rollup.h"
#include "import/import.h"
#include "io/file.h"
#include "io/pack_file.h"
#include "report/doc_pdf.h"
#include "report/doc_plan.h"
#include "support/bench.h"

#define SAMPLE "samples/poa-2027.txt"

/* A document said several times over, as one. */
struct paper {
	struct doc_plan document;
	unsigned times;
	struct doc_pdf_made made;
	size_t bytes;
	FILE *file; /* NULL: nowhere */
};

static void
stop(const struct err *err)
{
	(void)fprintf(stderr, "bench_paper: %s\n", err->message);
	exit(1);
}

static int
say_over(const void *context, const struct doc_writer *w, struct err *err)
{
	const struct paper *p = context;
	int rc = YUP_OK;

	for (unsigned i = 0; rc == YUP_OK && i < p->times; i++) {
		struct doc_writer part = *w;

		if (i > 0) {
			part.begin = NULL;
			part.cover = NULL;
			part.contents = NULL;
		}
		if (i + 1 < p->times)
			part.end = NULL;
		rc = doc_plan_say(&p->document, &part, err);
	}
	return rc;
}

static int
count_bytes(void *context, const char *bytes, size_t length)
{
	struct paper *p = context;

	p->bytes += length;
	return p->file == NULL || fwrite(bytes, 1, length, p->file) == length ? 0 : -1;
}

static void
print(void *context)
{
	struct paper *p = context;
	struct err err = { 0 };

	p->bytes = 0;
	if (doc_pdf_write(say_over, p, &(struct doc_pdf_options){ 0 }, count_bytes, p, &p->made,
		&err) < 0)
		stop(&err);
}

static void
load(struct mem *mem, struct paper *p, struct doc_official *official)
{
	struct rollup *rolled = mem_alloc(mem, sizeof(*rolled));
	const struct pack *pack;
	struct import_result r;
	struct err err = { 0 };
	char *bytes;
	size_t length;

	if (pack_load(mem, "bo-rs225557", &pack, &err) < 0 ||
	    file_read(mem, SAMPLE, &bytes, &length, &err) < 0 ||
	    import_text(mem, pack, SAMPLE, bytes, length, &r, &err) < 0 ||
	    rollup_compute(mem, r.plan, r.plan->policy, rolled, &err) < 0)
		stop(&err);
	doc_official_init(official);
	p->document = (struct doc_plan){
		.head = { .title = "PROGRAMA OPERATIVO ANUAL - 2027",
		    .institution = r.plan->institution,
		    .acronym = r.plan->acronym,
		    .kind = "plan",
		    .year = r.plan->year,
		    .number = "POA-2027-001",
		    .version = "Inicial",
		    .resolution = "",
		    .as_of = "2027-01-01",
		    .verify = "https://poa.ejemplo.gob.bo/verificar/",
		    .dot_decimals = true },
		.plan = r.plan,
		.rolled = rolled,
		.unit = PLAN_NONE,
		.official = official,
	};
	doc_plan_index(mem, &p->document);
}

/* In a process of its own: its time and its peak. */
static void
measure(unsigned times, unsigned runs, const char *path)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct doc_official official;
	struct paper p = { .times = times };
	struct rusage used;
	double seconds;

	load(mem, &p, &official);
	seconds = bench_median(runs, print, &p);
	(void)getrusage(RUSAGE_SELF, &used);
	printf("%2u x: %5u pages, %5.1f MB, %7.2f s, %6.1f pages/s, peak %5.1f MB\n", times,
	    p.made.pages, (double)p.bytes / 1e6, seconds, p.made.pages / seconds,
	    (double)used.ru_maxrss / 1e3);
	if (times == 1)
		bench_ratio("pages a second / 100", p.made.pages / seconds / 100, "1 or more");
	if (path != NULL) {
		p.file = fopen(path, "wb");
		if (p.file != NULL) {
			print(&p);
			(void)fclose(p.file);
		}
	}
}

int
main(int argc, char **argv)
{
	static const unsigned TIMES[] = { 1, 10 };

	for (size_t i = 0; i < sizeof(TIMES) / sizeof(TIMES[0]); i++) {
		pid_t child;

		(void)fflush(stdout);
		child = fork();
		if (child == 0) {
			measure(TIMES[i], TIMES[i] == 1 ? 5 : 1,
			    i == 0 && argc > 1 ? argv[1] : NULL);
			(void)fflush(stdout);
			_exit(0);
		}
		(void)waitpid(child, NULL, 0);
	}
	return 0;
}
