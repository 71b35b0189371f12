/*
 * pending_job.h - what long work does with a document that waits; for app/job.c only.
 */
#ifndef YUP_APP_PENDING_JOB_H
#define YUP_APP_PENDING_JOB_H

#include <stdint.h>

#include "base/err.h"

struct app;
struct db_tx;
struct mem;

/* Can it be read?  As app_pending_add() would say. */
MUST_CHECK int pending_job_read(struct app *app, struct mem *mem, int64_t institution_id,
    int64_t pending_id, struct err *err);

/* As app_pending_accept(), by what app_pending_accept_long() wrote; "new", "replaced", "unchanged". */
MUST_CHECK int pending_job_accept(struct app *app, struct mem *mem, int64_t institution_id,
    int64_t pending_id, const char *ask, const char **out_result, struct err *err);

/* It could not be read: it no longer waits. */
MUST_CHECK int pending_job_forget(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t pending_id, struct err *err);

#endif
