/*
 * workers.h - threads that do what waits in a queue, each with its own connection
 * to the database and the plans it keeps loaded.
 */
#ifndef YUP_WEB_WORKERS_H
#define YUP_WEB_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"
#include "app/live.h"
#include "base/err.h"

struct workers;

/*
 * One thing to do; the first member of the caller's own struct.  A worker calls
 * over() once the connection it ran with is free: who asks again as soon as the
 * first answer is there finds the one that has what it needs.  Not where run()
 * says false: the job may be gone by then.
 */
struct job {
	struct job *next;
	bool (*run)(struct job *job, struct app *app, struct app_plans *plans);
	void (*over)(struct job *job);
};

/*
 * Start `count` of them on the database `db_name`, with room for `room` jobs that
 * wait.  All have opened it when this returns; what one cannot is why it fails.
 */
MUST_CHECK int workers_start(const char *db_name, unsigned count, size_t room, struct workers **out,
    struct err *err);

/*
 * Run one in the caller's thread, where nothing waits and a connection is free;
 * false: it was not.  For what is quick; over() is the caller's own affair.
 */
bool workers_do(struct workers *workers, struct job *job);

/* False where the queue is full or closed: the caller keeps the job. */
bool workers_push(struct workers *workers, struct job *job);

/* Jobs that wait or are being done. */
size_t workers_busy(struct workers *workers);

/* Do what is in the queue and take nothing more.  NULL does nothing. */
void workers_finish(struct workers *workers);

/* The same, and close the connections: nobody may be in workers_do().  NULL does nothing. */
void workers_stop(struct workers *workers);

#endif
