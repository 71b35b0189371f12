/*
 * plan_sheet.h - units of a plan go out as a workbook to fill in, and come back.
 *
 * What came back is looked at before anything is stored: core/sheet_merge.h says what it
 * changes and what others changed meanwhile.  What a person accepts is one change of the
 * plan (app/edit.h, CHANGE_SHEET): it is all made or not at all, asks for the same rights
 * as typing it, and is undone as one.
 */
#ifndef YUP_APP_PLAN_SHEET_H
#define YUP_APP_PLAN_SHEET_H

#include "app/edit.h"
#include "core/sheet_merge.h"
#include "import/plan_sheet.h"
#include "store/pending_store.h"

/*
 * The workbook of these units (indexes in the plan), none: all that may be taken out,
 * added to `out`.  Asks for MAY_EXPORT in each; it is in the log before it leaves.
 * YUP_ENOTFOUND "plan_absent".
 */
MUST_CHECK int app_sheet_write(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, int64_t plan_id, const uint32_t *units, size_t unit_count,
    struct str *out, struct err *err);

/* Bytes of a workbook, and what it is called. */
struct app_sheet_file {
	const char *name;
	const char *bytes;
	size_t size;
};

/* A file of this machine, in and out, for who has no files of their own. */
MUST_CHECK int app_sheet_open(struct mem *mem, const char *path, struct app_sheet_file *out,
    struct err *err);
MUST_CHECK int app_sheet_save(const char *path, const struct str *book, struct err *err);

/* What one says beside the plan as it is now. */
struct app_sheet {
	struct sheet_mark mark;
	const struct plan
	    *plan; /* as it is now: all its rows; lives until the next use of `plans` */
	struct sheet_merge merge;
};

/* It is a workbook with our mark: not for importing, but for this. */
bool app_sheet_is(const char *bytes, size_t size);

/*
 * Look at one.  Asks for MAY_READ_PLAN in every unit it holds.  Refusals of reading it
 * (import/workbook.h, import/plan_sheet.h); YUP_EDENIED "upload_foreign": another institution's;
 * YUP_ENOTFOUND "plan_absent"; YUP_EINVALID "revision_unmade": of a plan that went on elsewhere.
 */
MUST_CHECK int app_sheet_look(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct app_sheet_file *file, struct app_sheet *out,
    struct err *err);

/*
 * Make what is wanted of it, one change, as somebody saw it when the plan stood at `seen`.
 * `out->revision` is the change's; where nothing is
 * wanted, or all of it is so already, the plan's.  Refusals of app_edit(); `*out_item` (may
 * be NULL) is the item of the merge that was refused, NULL where none is told.
 */
MUST_CHECK int app_sheet_take(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct app_sheet *sheet, uint32_t seen, merge_wants_fn wants,
    const void *context, struct app_edited *out, const struct merge_item **out_item,
    struct err *err);

/* ---- Waiting between the look and the acceptance (app/pending.h) ---------------------- */

/* Keep one that can be looked at, for whoever sent it; `out` has its id and whose plan it is. */
MUST_CHECK int app_sheet_keep(const struct app *app, struct app_plans *plans, struct mem *mem,
    int64_t institution_id, const struct app_sheet_file *file, struct pending *out,
    struct err *err);

/* One's own that waits, of this plan; its bytes in `mem`.  YUP_ENOTFOUND "pending_absent". */
MUST_CHECK int app_sheet_kept(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, int64_t id, struct pending *out, struct app_sheet_file *out_file,
    struct err *err);

/* It no longer waits. */
MUST_CHECK int app_sheet_drop(const struct app *app, int64_t institution_id, int64_t plan_id,
    int64_t id, struct err *err);

#endif
