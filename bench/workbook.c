/*
 * workbook.c - a workbook's cells a second, and the memory they take.
 *
 *	bench_workbook [ROWS]
 *
 * Half of the cells are texts, half numbers, as in a plan's forms: four of ten texts are
 * the row's own, the others are said again and again and the workbook has them once.  Beside it, inflating the same archive and doing nothing with it, as the
 * least any reader does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "import/workbook.h"
#include "io/file.h"
#include "support/bench.h"

#ifdef YUPANA_XLSX

#include <xlsxwriter.h>
#include <zip.h>

enum { COLUMNS = 20, OWN = 4, WORDS = 40 };

struct file {
	char *bytes;
	size_t length, cells, memory;
};

static void
stop(const char *what)
{
	(void)fprintf(stderr, "bench_workbook: %s\n", what);
	exit(1);
}

static void
write_book(const char *path, unsigned rows)
{
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "Plan");

	for (unsigned r = 0; r < rows; r++)
		for (unsigned c = 0; c < COLUMNS; c++) {
			char text[64];

			(void)snprintf(text, sizeof(text), "Actividad %u de la unidad %u",
			    c < OWN ? r : r % WORDS, c);
			if (c < COLUMNS / 2)
				worksheet_write_string(sheet, r, (lxw_col_t)c, text, NULL);
			else
				worksheet_write_number(sheet, r, (lxw_col_t)c, r * 7 % 1000 / 4.0,
				    NULL);
		}
	if (workbook_close(book) != LXW_NO_ERROR)
		stop(path);
}

static void
inflate_all(void *context)
{
	static char piece[64 * 1024];
	const struct file *f = context;
	zip_source_t *source = zip_source_buffer_create(f->bytes, f->length, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);

	if (zip == NULL)
		stop("zip");
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		zip_file_t *part = zip_fopen_index(zip, (zip_uint64_t)i, 0);

		while (zip_fread(part, piece, sizeof(piece)) > 0)
			;
		(void)zip_fclose(part);
	}
	zip_discard(zip);
}

static int
count_cells(void *context, const struct workbook_row *row, struct err *err)
{
	struct file *f = context;

	(void)err;
	f->cells += row->count;
	return YUP_OK;
}

static void
read_all(void *context)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct file *f = context;
	struct err err = { 0 };

	f->cells = 0;
	if (workbook_open(mem, f->bytes, f->length, &book, &err) < 0 ||
	    workbook_read_sheet(book, 0, count_cells, f, &err) < 0)
		stop(err.message);
	f->memory = mem_used(mem);
}

int
main(int argc, char **argv)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	unsigned rows = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 15000;
	char path[] = "/tmp/bench-workbook-XXXXXX";
	struct file f = { .cells = 0 };
	struct err err = { 0 };
	double inflating, reading;
	int fd = mkstemp(path);

	if (fd < 0)
		stop(path);
	(void)close(fd);
	write_book(path, rows);
	if (file_read(mem, path, &f.bytes, &f.length, &err) < 0)
		stop(err.message);
	(void)unlink(path);
	inflating = bench_median(5, inflate_all, &f);
	reading = bench_median(5, read_all, &f);
	bench_line("inflating a workbook", inflating, "MB", (double)f.length / 1e6);
	bench_line("reading its cells", reading, "cells", (double)f.cells);
	printf("%zu cells, %.1f MB packed, %.1f MB of memory\n", f.cells, (double)f.length / 1e6,
	    (double)f.memory / 1e6);
	bench_ratio("cells a second / 1,000,000", (double)f.cells / reading / 1e6, "1 or more");
	return 0;
}

#else

int
main(void)
{
	(void)puts("bench_workbook: built without workbooks");
	return 0;
}

#endif
