/*
 * centre_job.h - a document made as long work; for app/job.c and centre_work.c only.
 */
#ifndef YUP_APP_CENTRE_JOB_H
#define YUP_APP_CENTRE_JOB_H

#include "app/centre.h"

/* Make what was asked and keep it, telling app->stage. */
MUST_CHECK int centre_job_make(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct job_row *job, struct err *err);

/* May app->by have what is asked?  Of a unit: the unit's as it is now. */
MUST_CHECK int centre_require(const struct app *app, struct mem *mem,
    const struct centre_request *request, struct err *err);

#endif
