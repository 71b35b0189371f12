/*
 * workbook_write.c - workbooks out, and a plan's workbook back.
 *
 *	bench_workbook_write [ACTIVITIES]
 *
 * The rows of a plan to fill in, written by report/plan_sheet.h; beside it, libxlsxwriter
 * alone writing as many cells, half numbers and half texts, in a plain loop.  Then the
 * same workbook read back and compared with its plan.  Memory is what the arena takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/plan_sheet.h"
#include "import/workbook.h"
#include "io/pack_file.h"
#include "report/plan_sheet.h"
#include "support/bench.h"
#include "text/sheet_text.h"

struct work {
	struct plan *plan;
	bool *units;
	size_t cells;
	struct str book;
	size_t used; /* by the arena of the last run */
};

static void
stop(const struct err *err)
{
	(void)fprintf(stderr, "bench_workbook_write: %s\n", err->message);
	exit(1);
}

static void
write_book(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct work *w = context;
	struct plan_sheet_order order = { w->plan, w->units, 1, "2031-01-31T08:00:00Z" };
	struct err err = { 0 };

	str_clear(&w->book);
	if (plan_sheet_write(mem, &order, &w->book, &err) < 0)
		stop(&err);
	w->used = mem_used(mem);
}

static void
write_bare(void *context)
{
	struct work *w = context;
	char path[] = "/tmp/bench-XXXXXX";
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	int fd = mkstemp(path);
	lxw_workbook *book = workbook_new_opt(path, &options);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	unsigned columns = sheet_column_count(w->plan->pack);

	for (size_t i = 0; i < w->cells; i++) {
		lxw_row_t row = (lxw_row_t)(i / columns);
		lxw_col_t column = (lxw_col_t)(i % columns);

		if (i % 2 == 0)
			(void)worksheet_write_number(sheet, row, column, (double)i / 100, NULL);
		else
			(void)worksheet_write_string(sheet, row, column, "Un texto de una fila",
			    NULL);
	}
	(void)workbook_close(book);
	(void)close(fd);
	(void)unlink(path);
}

static void
read_book(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct work *w = context;
	struct sheet_merge merge;
	struct plan_sheet sheet;
	struct sheet_mark mark;
	struct err err = { 0 };

	if (workbook_open(mem, w->book.text, w->book.length, &book, &err) < 0 ||
	    plan_sheet_mark(mem, book, &mark, &err) < 0 ||
	    plan_sheet_read(mem, book, &mark, w->plan, &sheet, &err) < 0 ||
	    sheet_merge_compute(mem, w->plan, w->plan, &sheet, &merge, &err) < 0)
		stop(&err);
	if (merge.count > 0) {
		(void)fprintf(stderr, "bench_workbook_write: %zu rows changed\n", merge.count);
		exit(1);
	}
	w->used = mem_used(mem);
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t activities = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 20000;
	const struct pack *pack = NULL;
	struct err err = { 0 };
	struct work w = { 0 };
	double ours, bare, back;

	if (pack_load(mem, "bo-rs225557", &pack, &err) < 0)
		stop(&err);
	w.plan = bench_plan(mem, pack, activities);
	w.units = mem_array(mem, w.plan->unit_count + 1, sizeof(*w.units));
	memset(w.units, 1, w.plan->unit_count);
	w.cells = w.plan->node_count * sheet_column_count(pack);
	ours = bench_median(5, write_book, &w);
	bare = bench_median(5, write_bare, &w);
	bench_line("a plan as a workbook to fill in", ours, "cells", (double)w.cells);
	printf("%zu cells, %.1f MB of file, %.1f MB of arena\n", w.cells,
	    (double)w.book.length / 1e6, (double)w.used / 1e6);
	bench_line("libxlsxwriter alone, as many cells", bare, "cells", (double)w.cells);
	bench_ratio("cells a second / 300,000", (double)w.cells / ours / 300000, "1 or more");
	bench_ratio("ours / libxlsxwriter alone", ours / bare, "2 or less");
	back = bench_median(3, read_book, &w);
	bench_line("the same read and compared with its plan", back, "cells", (double)w.cells);
	printf("%.1f MB of arena\n", (double)w.used / 1e6);
	str_done(&w.book);
	return 0;
}
