/*
 * report_take.h - a follow-up document as reports of a period, as its page shows it.
 */
#ifndef YUP_WEB_PAGES_REPORT_TAKE_H
#define YUP_WEB_PAGES_REPORT_TAKE_H

#include "app/report_take.h"
#include "web/pages/report_view.h"

struct take_conflict {
	const char *field, *now, *text;
};

struct take_line {
	unsigned line;
	const char *unit, *code, *expected; /* as the document has them */
	const char *row;                    /* "1.1.1.1 Instalar veletas", "" for none */
	const char *style, *answer;         /* "good", "Se toma" */
	const char *remarks;                /* "por su título" */
	struct take_conflict *conflicts;
	size_t conflict_count;
};

struct take_view {
	struct period_view p;
	bool looked;             /* a document was read */
	const char *name, *text; /* it, to be sent again */
	bool alike, replaces, closed;
	const char *why;
	size_t taken, left, conflicts, missing, all;
	struct take_line *lines; /* those that have something to be told */
	size_t count;
};

#endif
