/*
 * plan_sheet.h - units of a plan as a workbook to fill in and send back: its columns are
 * in text/sheet_text.h, how it is read in import/plan_sheet.h.
 *
 * One sheet holds all rows, so that they can be filtered and sorted; each carries its id
 * in a hidden column.  Cells to fill are open, heads and sums are not; protection has no
 * password.  Totals that follow from their months are formulas.
 */
#ifndef YUP_REPORT_PLAN_SHEET_H
#define YUP_REPORT_PLAN_SHEET_H

#include "core/plan.h"

struct str;

enum { PLAN_SHEET_ROOM = 60 }; /* empty rows to add in */

struct plan_sheet_order {
	const struct plan *plan; /* settled */
	const bool *units;       /* of each of its units: its rows go in */
	int64_t plan_id;
	const char *now; /* when it is made */
};

/* Added to `out`.  Refusals as xlsx_begin() and xlsx_end(). */
MUST_CHECK int plan_sheet_write(struct mem *mem, const struct plan_sheet_order *order,
    struct str *out, struct err *err);

#endif
