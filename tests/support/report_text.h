/*
 * report_text.h - what units reported of a plan of plan_text.h, in a few lines.
 *
 *	every 3                           (schedule periods in a reporting period)
 *	says 1 n3 value=1 obtained="..."  (in a period, of a node; without a name the last)
 *
 * Nodes are called n1, n2 ... in the order they stand in.
 */
#ifndef YUP_TESTS_REPORT_TEXT_H
#define YUP_TESTS_REPORT_TEXT_H

#include "core/report.h"
#include "support/plan_text.h"

struct test_case;

enum { REPORT_TEXT_ROOM = 32 };

struct report_text {
	struct plan_text plan;
	struct report_period periods[PACK_PERIODS_MAX];
	unsigned period_count;
	struct report reports[REPORT_TEXT_ROOM];
	size_t count;
};

/* With a cause "staff" in its pack, and reporting each three periods. */
void report_text_init(struct report_text *text, struct mem *mem);

/* False when the line is of neither notation; a mistake fails the case. */
bool report_text_line(struct report_text *text, const struct test_case *c,
    const struct case_line *line);

/* The plan with what was said so far. */
void report_text_book(struct report_text *text, struct report_book *out);

#endif
