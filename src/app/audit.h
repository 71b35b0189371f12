/*
 * audit.h - how a use case writes in the log: what it did inside its own
 * transaction, what it refused in one of its own.
 */
#ifndef YUP_APP_AUDIT_H
#define YUP_APP_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct app;
struct db_tx;

/* Texts are put in the log as they are; lines and tabs are escaped there. */
struct audit {
	int64_t institution_id; /* 0: of none */
	const char *action;     /* "plan.change", stable */
	const char *subject;    /* "plan 7 node 12", "" for none */
	const char *detail;     /* "weight 20 -> 25", "" for none */
	const char *mark;       /* what ends the detail, whole however long that is; NULL: none */
	bool of_somebody;       /* refused to nobody, but it is known about whom: one record each */
};

/* It was done: the record is part of `tx` and goes with it. */
MUST_CHECK int audit_done(struct db_tx *tx, const struct app *app, const struct audit *what,
    struct err *err);

/*
 * It was refused: `rc` and `err` say why.  Returns `rc` as it was, so that a use
 * case ends in `return audit_refused(...)`.  Nothing may be open on app->db.
 * Failures of the disk or of ours (YUP_EIO, YUP_EBUG) are not refusals and are
 * not recorded, nor is anything in a database open only to be read.  What nobody
 * asked (ACTOR_NOBODY) is counted by the minute, but where it is of_somebody.
 */
int audit_refused(const struct app *app, const struct audit *what, int rc, struct err *err);

/*
 * Write what was counted of the minutes that are over, in every chain it is of;
 * nothing in a database open only to be read.  Nothing may be open on app->db.
 */
MUST_CHECK int audit_tell_counts(const struct app *app, struct err *err);

#endif
