/*
 * csv.h - a list of a page as a file for a spreadsheet: ?formato=csv on its address, or
 * ?formato=xlsx for a workbook, with the same filters and order, and all its rows.
 *
 * Heads and words are in the reader's language.  A text that a spreadsheet would take
 * for a formula is given an apostrophe before it.
 */
#ifndef YUP_WEB_CSV_H
#define YUP_WEB_CSV_H

#include <stdbool.h>

#include "report/csv_writer.h"
#include "web/listing.h"
#include "web/router.h"

struct csv_list {
	const char *name;           /* of the list, in the log, and of the file: "personas" */
	enum permission permission; /* to take it out */
	const char *const *heads;   /* as written, ended by NULL */
};

/* The address asks for a file, not the page. */
bool csv_asked(const struct visit *visit);

/* Who asks may take some of it out. */
bool csv_may(const struct visit *visit, enum permission permission);

/* The addresses of the files; `listing` is of the page. */
const char *csv_link(const struct listing *listing);
const char *csv_book_link(const struct listing *listing);

/* The head of the answer, of a file called so; csv_end() ends it. */
MUST_CHECK int csv_open(struct visit *visit, const char *name, struct csv_writer *w,
    struct err *err);

/* It is in the log before it leaves; then the head of the answer and of the table. */
MUST_CHECK int csv_answer(struct visit *visit, const struct csv_list *list, struct csv_writer *w,
    struct err *err);

/* The end of the answer, `rc` being how it went. */
MUST_CHECK int csv_end(struct visit *visit, struct csv_writer *w, int rc, struct err *err);

/* A word as written, in the reader's language. */
void csv_word(struct csv_writer *w, const struct visit *visit, const char *text);

void csv_count(struct csv_writer *w, size_t count);

#endif
