/*
 * sheet_view.h - a filled workbook as its page shows it: what it changes, line by line,
 * what is disputed first.
 */
#ifndef YUP_WEB_PAGES_SHEET_VIEW_H
#define YUP_WEB_PAGES_SHEET_VIEW_H

#include "app/plan_sheet.h"
#include "web/pages/plan_view.h"

enum { SHEET_LINES_SHOWN = 400 };

struct sheet_view_line {
	const char *name;  /* of its box: "f12.Plan|weight", "f12.Plan", "b45" */
	const char *row;   /* of all of its row, on the first line of several; NULL */
	const char *place; /* "Plan, F12"; "" of what is gone from the sheet */
	const char *unit, *code, *title;
	const char *what; /* "Ponderación", or what happens to the row */
	const char *base, *sheet, *now;
	const char *reason; /* why it cannot be; "" */
	enum merge_state state;
	bool whole; /* it is of a row, added or removed */
	bool chosen;
};

struct sheet_view {
	const struct plan_view *plan;
	const struct pending *pending;
	const struct app_sheet *sheet;
	const char *made, *expires;
	struct sheet_view_line *lines;
	size_t count, hidden; /* those shown; and how many are not */
	uint32_t seen;        /* the plan's revision it was compared with */
	uint32_t taken;       /* the change just made of it, 0: none */
	bool may;             /* something of it can be taken */
};

void sheet_view_make(const struct plan_view *plan, const struct pending *pending,
    const struct app_sheet *sheet, struct sheet_view *out);

/* What was chosen in the form: a merge_wants_fn over a struct sheet_choice. */
struct sheet_choice {
	struct mem *mem;
	bool clean, all; /* all that nobody disputes; everything */
	const char *const *names;
	size_t count;
};
bool sheet_choice_wants(const void *choice, const struct merge_item *item,
    const struct merge_cell *cell);

#endif
