/*
 * report_board.h - how far a period's plan is: its board, and its summary of one page.
 */
#ifndef YUP_WEB_PAGES_REPORT_BOARD_H
#define YUP_WEB_PAGES_REPORT_BOARD_H

#include "core/plan_state.h"
#include "web/pages/board.h"
#include "web/pages/report_view.h"

enum { BOARD_LATE_MAX = 8, SUMMARY_ROWS_MAX = 6, SUMMARY_LINES_MAX = 10 };

/* A cause that rows under the threshold give, and how often. */
struct board_cause {
	const char *name;
	size_t count;
};

struct report_board {
	struct period_view p;
	struct board b;
	const char *scope_id, *scope_name; /* "": the whole institution */
	const char *policy;                /* of averages above units, in words */
	struct app_unit_report *late[BOARD_LATE_MAX];
	size_t late_count, unit_count; /* late_count: all there are */
	size_t states[UNIT_STATE__COUNT];
	/* of the summary */
	const struct follow_up *fu;
	const char *as_of;
	struct board_cause *causes; /* the most frequent first */
	size_t cause_count;
	const struct fu_operation
	    *rows[SUMMARY_ROWS_MAX]; /* under the threshold, the farthest first */
	size_t row_count, below;
	/* levels, and then units as far behind as there is room for, in their order */
	const struct board_line *lines[SUMMARY_LINES_MAX];
	size_t line_count;
	struct app_register_sum *registers;
	size_t register_count;
};

/* The board of the period of the path and the unit or level of the field `unidad`. */
MUST_CHECK int report_board_open(struct visit *visit, struct report_board *out, struct err *err);

/* The same of a period that is known, without who is late: the first page tells that itself. */
MUST_CHECK int report_board_make(struct report_board *v, struct err *err);

#endif
