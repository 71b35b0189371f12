/*
 * plan_sheet.h - a workbook that report/plan_sheet.h made, filled in and sent back, as
 * rows for core/sheet_merge.h.
 *
 * Columns are known by the hidden keys over them, else by their heads, wherever they are
 * now; one that is gone says nothing.  Every sheet with such a head is read, whatever it
 * is called now: people split a sheet in several.
 */
#ifndef YUP_IMPORT_PLAN_SHEET_H
#define YUP_IMPORT_PLAN_SHEET_H

#include <stdbool.h>

#include "core/sheet_merge.h"

/* What a workbook says of itself. */
struct sheet_mark {
	const char *institution, *made;
	int year;
	unsigned version;
	int64_t plan_id;
	uint32_t revision;
	const char *const *units; /* ids of the units whose rows it was made with */
	size_t unit_count;
};

struct workbook;

/* Everything lives in `mem`.  YUP_EINVALID "sheet_unmarked": it is none of ours. */
MUST_CHECK int plan_sheet_mark(struct mem *mem, struct workbook *book, struct sheet_mark *out,
    struct err *err);

/*
 * The rows, for the plan that the mark names.  YUP_EINVALID "sheet_heads": no sheet has heads
 * that are known; YUP_ELIMIT "sheet_large".
 */
MUST_CHECK int plan_sheet_read(struct mem *mem, struct workbook *book,
    const struct sheet_mark *mark, const struct plan *plan, struct plan_sheet *out,
    struct err *err);

#endif
