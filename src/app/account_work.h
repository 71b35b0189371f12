/*
 * account_work.h - what every change of accounts and roles does the same way: it
 * asks, begins, finds the account, and ends in the log.
 */
#ifndef YUP_APP_ACCOUNT_WORK_H
#define YUP_APP_ACCOUNT_WORK_H

#include <stdbool.h>

#include "app/audit.h"
#include "base/date.h"
#include "io/clock.h"
#include "store/account_store.h"
#include "store/engine/db.h"

struct app;

/* Begun as `{ .app = app, .err = err }`; account_work_end() must follow. */
struct account_work {
	const struct app *app;
	struct err *err;
	struct mem *mem;
	struct db_tx tx;
	struct audit what;
	int64_t institution_id, user_id;
	struct account account; /* after account_work_load() */
	bool denied;            /* and the log has it already */
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];
};

/* MAY_MANAGE_ACCOUNTS over the whole institution, then a transaction. */
MUST_CHECK int account_work_begin(struct account_work *w, int64_t institution_id, int64_t user_id,
    const char *action);

/* The same over one unit. */
MUST_CHECK int account_work_begin_at(struct account_work *w, int64_t institution_id,
    int64_t user_id, int64_t org_unit, const char *action);

/* YUP_ENOTFOUND "account_absent". */
MUST_CHECK int account_work_load(struct account_work *w);

/* Log and commit, or undo and log the refusal; returns `rc`, or what went wrong in that. */
MUST_CHECK int account_work_end(struct account_work *w, int rc);

/* Who asks is that person, by whatever means. */
bool account_is_asker(const struct app *app, int64_t institution_id, int64_t user_id);

/*
 * How many administer the whole institution today.  Whoever may have taken one
 * away asks before and after: YUP_ECONFLICT "last_administrator" where there was
 * one and there is none.
 */
MUST_CHECK int account_count_administrators(const struct account_work *w, int64_t *out);
MUST_CHECK int account_require_administrator(const struct account_work *w, int64_t before);

#endif
