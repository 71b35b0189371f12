/*
 * gantt.h - when each row of a unit is worked on: as bars, and as a table behind them.
 */
#ifndef YUP_WEB_PAGES_GANTT_H
#define YUP_WEB_PAGES_GANTT_H

#include "web/pages/plan_view.h"

struct gantt_row {
	uint32_t row;
	const struct plan_node *node;
	bool group;              /* an objective, its activities below */
	unsigned first, last;    /* periods, 1..n; 0: nothing is planned */
	const char *when, *busy; /* "febrero–octubre"; "Feb 3 · May 4", "" for nothing */
	const char *total;
};

struct gantt_view {
	const struct plan_view *plan;
	uint32_t unit;
	struct gantt_row *rows;  /* objectives, each with its activities */
	size_t count, planned;   /* all, and those with a bar */
	const char *chart;       /* SVG; NULL: nothing is planned */
	const char *small_chart; /* the same for a phone */
};

/* From its first to its last period, as said or as planned; false: in none. */
bool gantt_window(const struct plan *plan, uint32_t row, unsigned *first, unsigned *last);

#endif
