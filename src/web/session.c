#include "web/session.h"

#include "app/actor.h"
#include "app/app.h"

static const struct actor NOBODY = { .kind = ACTOR_NOBODY, .name = "" };

int
session_load(struct visit *visit, struct err *err)
{
	(void)err;
	visit->app->by = &NOBODY;
	return YUP_OK;
}

int
session_check_mark(const struct visit *visit, struct err *err)
{
	return err_refuse(err, YUP_EDENIED, "mark_wrong", "%s", visit->req->path);
}

void
session_set(struct visit *visit, const char *secret)
{
	visit->session = secret;
}
