/*
 * runner.h - the thread that does long work (app/job.h), one after the other, beside
 * those that answer requests.
 *
 * How far each one is, and that it is to stop, is in this process's memory: a
 * database that is being written to could not say it to others.
 */
#ifndef YUP_WEB_RUNNER_H
#define YUP_WEB_RUNNER_H

#include <stdbool.h>
#include <stdint.h>

#include "app/app.h"

struct runner;

struct runner_view {
	bool running;         /* else it waits for those before it */
	enum app_stage stage; /* the one it is in */
	size_t amount;        /* how much there is of it: bytes to read, then rows (app_stage_fn) */
	size_t rows;          /* of the whole document, once they are known */
	bool stopping;        /* somebody asked */
};

/*
 * Start it on the database like->db_name, with the same clock and pack; what a server
 * that is gone left undone is told as interrupted.  The caller stops it.
 */
MUST_CHECK int runner_start(const struct app *like, struct runner **out, struct err *err);

/* Have it done.  False where too many wait, or it is NULL: the caller does it. */
bool runner_add(struct runner *runner, int64_t institution_id, int64_t job_id);

/* How far it is; false: it is not here, or over. */
bool runner_look(struct runner *runner, int64_t institution_id, int64_t job_id,
    struct runner_view *out);

/* It is to stop at its next stage; false: it is not here, or over. */
bool runner_cancel(struct runner *runner, int64_t institution_id, int64_t job_id);

/* Wait until nothing is left to do. */
void runner_settle(struct runner *runner);

/* Finish what is being done, leave what waits, and end.  NULL does nothing. */
void runner_stop(struct runner *runner);

#endif
