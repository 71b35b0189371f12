/*
 * self.h - what a person does to its own account, whatever roles it holds.
 */
#ifndef YUP_APP_SELF_H
#define YUP_APP_SELF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"

struct app;

/* app->by is that person, signed in: not a program with its token. */
bool actor_is_self(const struct app *app, int64_t institution_id, int64_t user_id);

/* Today, as app->now tells it (UTC). */
void app_today(const struct app *app, char out[DATE_SIZE]);

/*
 * As app_require() of MAY_MANAGE_ACCOUNTS over the whole institution, or the
 * person itself, signed in.
 */
MUST_CHECK int self_or_manager(const struct app *app, int64_t institution_id, int64_t user_id,
    const char *subject, struct err *err);

/* Only the person itself: else YUP_EDENIED "only_oneself", logged as `action`. */
MUST_CHECK int self_only(const struct app *app, const char *action, struct err *err);

#endif
