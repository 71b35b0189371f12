/*
 * csv_writer.h - a table cell by cell: as comma-separated values (RFC 4180), for other
 * programs, or in a sheet of a workbook (report/xlsx_list.h), for people.
 *
 * UTF-8, a comma between fields, CR LF at the end of a row, quotes where they
 * are needed.  Numbers are plain decimals with '.'; an absent one is empty.
 */
#ifndef YUP_REPORT_CSV_WRITER_H
#define YUP_REPORT_CSV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;
struct xlsx_list;

struct csv_writer {
	struct xlsx_list *sheet; /* NULL: `out` */
	struct str *out;
	bool row_begun;
	bool guarded;
};

/* The heads: names separated by blanks.  `out` NULL: in the sheet that `w` has. */
void csv_begin(struct csv_writer *w, struct str *out, const char *heads);

/*
 * What follows is opened by people in a spreadsheet: a text that it would compute
 * gets an apostrophe before it.  What other programs read is left as it was said.
 */
void csv_guard(struct csv_writer *w);

void csv_text(struct csv_writer *w, const char *text);
void csv_int(struct csv_writer *w, int64_t value);
void csv_quantity(struct csv_writer *w, int64_t quantity_e4);
void csv_ratio(struct csv_writer *w, int64_t ratio_e9); /* four places at most */
void csv_money(struct csv_writer *w, int64_t cents);
void csv_row_end(struct csv_writer *w);

#endif
