/*
 * job.h - long work: asked on a page, done beside it by the server that was asked
 * (web/runner.h), watched, stopped between stages, and kept with how it ended.
 *
 * A person has one at a time.  What was asked is in the database before it begins;
 * one whose server ends first is told as interrupted when the next one starts.
 */
#ifndef YUP_APP_JOB_H
#define YUP_APP_JOB_H

#include "app/app.h"
#include "store/job_store.h"

struct db_tx;

enum { JOBS_SHOWN = 12 };

/* The last imports of the institution, the newest first; in `mem`. Documents: app/centre.h. */
MUST_CHECK int app_job_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct job_row **out, size_t *out_count, struct err *err);

/* YUP_ENOTFOUND "job_absent". */
MUST_CHECK int app_job_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct job_row *out, struct err *err);

/* The same for who would stop it.  YUP_EDENIED "job_foreign"; YUP_ECONFLICT "job_over". */
MUST_CHECK int app_job_own(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct job_row *out, struct err *err);

/*
 * Do it, as who asked, and keep how it ended; app->stage hears of its stages and may stop
 * it.  Refusals are how it ended, not failures.  YUP_ENOTFOUND: it does not wait.
 */
MUST_CHECK int app_job_run(const struct app *app, int64_t institution_id, int64_t id,
    struct err *err);

/* Those that have not ended never will: nobody does them.  `*out` is how many. */
MUST_CHECK int app_jobs_interrupt(const struct app *app, size_t *out, struct err *err);

/* For the use cases that ask: kind, name, subject and ask are read.  YUP_ECONFLICT "job_many". */
MUST_CHECK int job_put(struct db_tx *tx, const struct app *app, int64_t institution_id,
    const struct job_row *job, int64_t *out_id, struct err *err);

#endif
