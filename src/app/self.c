#include "app/self.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"

bool
actor_is_self(const struct app *app, int64_t institution_id, int64_t user_id)
{
	return app->by != NULL && app->by->kind == ACTOR_USER &&
	    app->by->institution_id == institution_id && app->by->user_id == user_id;
}

void
app_today(const struct app *app, char out[DATE_SIZE])
{
	char now[CLOCK_TEXT_SIZE];

	app->now(now);
	date_of(now, out);
}

int
self_or_manager(const struct app *app, int64_t institution_id, int64_t user_id, const char *subject,
    struct err *err)
{
	if (actor_is_self(app, institution_id, user_id))
		return YUP_OK;
	return app_require(app, MAY_MANAGE_ACCOUNTS, institution_id, ORG_UNIT_ALL, subject, err);
}

int
self_only(const struct app *app, const char *action, struct err *err)
{
	struct audit what = { .action = action };

	if (app->by != NULL && app->by->kind == ACTOR_USER)
		return YUP_OK;
	if (app->by != NULL)
		what.institution_id = app->by->institution_id;
	return audit_refused(app, &what, err_refuse(err, YUP_EDENIED, "only_oneself", "%s", action),
	    err);
}
