/*
 * pending.h - documents sent through the web: looked at before anything is
 * stored, then accepted whole or unit by unit, or thrown away; and the last
 * import undone.
 *
 * What waits is in the database, not in memory, until PENDING_LASTS_S.
 */
#ifndef YUP_APP_PENDING_H
#define YUP_APP_PENDING_H

#include "app/import.h"
#include "base/date.h"
#include "store/pending_store.h"

enum {
	PENDING_SIZE_MAX = 16 << 20, /* bytes of one */
	PENDING_NAME_MAX = 200,
	PENDING_MAX = 20,       /* of an institution */
	PENDING_LONG = 1 << 20, /* bytes from which on reading one is long work (app/job.h) */
	PENDING_LASTS_S = 2 * DAY_S,
};

/*
 * Keep what was sent, if it can be read.  Refusals of reading it (app/import.h);
 * YUP_ELIMIT "pending_many", "file_over_limit"; YUP_EDENIED "upload_foreign": it says it is
 * another institution's.
 */
MUST_CHECK int app_pending_add(struct app *app, int64_t institution_id,
    const struct app_import_file *file, int64_t *out_id, struct err *err);

/*
 * The same of a long one: it is kept at once and read as long work, which takes it
 * away again where it cannot be.  YUP_ECONFLICT "job_many".
 */
MUST_CHECK int app_pending_send(struct app *app, int64_t institution_id,
    const struct app_import_file *file, int64_t *out_job, struct err *err);

/* Those that wait, the newest first; in `mem`. */
MUST_CHECK int app_pending_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct pending **out, size_t *out_count, struct err *err);

/* What would happen.  YUP_ENOTFOUND "pending_absent"; YUP_ECONFLICT "pending_busy". */
MUST_CHECK int app_pending_look(struct app *app, struct mem *mem, int64_t institution_id,
    int64_t pending_id, struct pending *out, struct app_import *out_import, struct err *err);

struct app_pending_accept {
	const char *const *units; /* as in struct app_import_request */
	size_t unit_count;
	bool replace_edited;
};

/* It becomes the plan or follow-up in force and no longer waits. */
MUST_CHECK int app_pending_accept(struct app *app, struct mem *mem, int64_t institution_id,
    int64_t pending_id, const struct app_pending_accept *how, struct app_import *out,
    struct err *err);

/* The same as long work, where it is: `*out_job` is 0 where it is short, and nothing is done. */
MUST_CHECK int app_pending_accept_long(struct app *app, int64_t institution_id, int64_t pending_id,
    const struct app_pending_accept *how, int64_t *out_job, struct err *err);

MUST_CHECK int app_pending_drop(const struct app *app, int64_t institution_id, int64_t pending_id,
    struct err *err);

/* ---- For app/plan_sheet.c, which asks first ------------------------------------------ */

/* Keep a file that is of a plan; the log has it. */
MUST_CHECK int app_pending_keep(const struct app *app, int64_t institution_id, int64_t plan_id,
    const struct app_import_file *file, int64_t *out_id, struct err *err);

/* One that waits, with its bytes added to `bytes`.  YUP_ENOTFOUND "pending_absent". */
MUST_CHECK int app_pending_kept(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct pending *out, struct str *bytes, struct err *err);
MUST_CHECK int app_pending_forget(const struct app *app, int64_t institution_id,
    const struct pending *pending, struct err *err);

/* ---- The last import ------------------------------------------------------------------ */

/* The last import, where it can be undone: nobody has changed or passed on what it brought. */
struct app_last_import {
	int64_t id; /* of the plan or follow-up; 0: none can */
	bool is_plan;
	int year;
	unsigned version;  /* of a plan */
	const char *as_of; /* of a follow-up */
	const char *at;
};

MUST_CHECK int app_import_last(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_last_import *out, struct err *err);

/* What it took the place of is in force again.  YUP_ECONFLICT "undo_absent": it is no longer `id`. */
MUST_CHECK int app_import_undo(const struct app *app, int64_t institution_id, int64_t id,
    struct err *err);

#endif
