#include "web/session.h"

#include <string.h>
#include <strings.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/mark.h"
#include "app/sign_in.h"
#include "web/web.h"

static const struct actor NOBODY = { .kind = ACTOR_NOBODY, .name = "" };

/* A __Host- cookie cannot be set by another site of the same domain. */
static const char *
cookie_name(const struct visit *visit)
{
	return visit->web->secure ? "__Host-yupana" : "yupana";
}

/* Before sign-in, what the mark is tied to. */
static const char *
visitor_name(const struct visit *visit)
{
	return visit->web->secure ? "__Host-yupana-visita" : "yupana-visita";
}

static void
set_cookie(struct visit *visit, const char *name, const char *value, long age_s)
{
	answer_header(visit, "Set-Cookie",
	    mem_printf(visit->req->mem, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%ld%s",
		name, value, age_s, visit->web->secure ? "; Secure" : ""));
}

static void
set_mark(struct visit *visit, const char *secret)
{
	char *mark = mem_alloc(visit->req->mem, MARK_SIZE);

	mark_of(secret, mark);
	visit->mark = mark;
}

/* A visitor without a session has a mark too: the sign-in form is a form. */
static void
mark_visitor(struct visit *visit)
{
	const char *secret = http_cookie(visit->req, visitor_name(visit));

	if (secret == NULL || strlen(secret) != MARK_SIZE - 1) {
		char *fresh = mem_alloc(visit->req->mem, MARK_SIZE);

		mark_new(fresh);
		secret = fresh;
		set_cookie(visit, visitor_name(visit), secret, HOUR_S);
	}
	set_mark(visit, secret);
}

static int
load_token(struct visit *visit, const char *header, struct err *err)
{
	if (strncasecmp(header, "Bearer ", 7) != 0)
		return err_refuse(err, YUP_EDENIED, "token_refused", "Authorization");
	return app_actor_of_token(visit->app, visit->req->mem, header + 7 + strspn(header + 7, " "),
	    &visit->app->by, err);
}

static void
take_actor(struct visit *visit)
{
	const struct actor *by = visit->app->by;

	visit->user_id = by->user_id;
	if (by->institution_id > 0)
		visit->institution_id = by->institution_id;
}

int
session_load(struct visit *visit, struct err *err)
{
	const char *header = http_find(&visit->req->headers, "authorization");
	const char *secret = http_cookie(visit->req, cookie_name(visit));
	int rc = YUP_OK;

	visit->app->by = &NOBODY;
	visit->app->origin = visit->req->origin;
	if (visit->api && header != NULL) {
		rc = load_token(visit, header, err);
		if (rc == YUP_OK)
			take_actor(visit);
		return rc;
	}
	if (secret != NULL && secret[0] != '\0') {
		rc = app_actor_of_session(visit->app, visit->req->mem, secret, &visit->app->by,
		    err);
		if (rc == YUP_OK) {
			visit->session = secret;
			set_mark(visit, secret);
			take_actor(visit);
			return YUP_OK;
		}
		if (rc != YUP_EDENIED)
			return rc;
		visit->app->by = &NOBODY;
		session_set(visit, NULL);
	}
	mark_visitor(visit);
	return YUP_OK;
}

int
session_check_mark(const struct visit *visit, struct err *err)
{
	const char *said = http_find(&visit->req->headers, "x-yupana-marca");

	if (visit->app->by->kind == ACTOR_TOKEN)
		return YUP_OK; /* nothing a browser sends by itself */
	if (said == NULL)
		said = http_find(&visit->req->form, "_marca");
	if (said != NULL && visit->mark != NULL && mark_is(visit->mark, said))
		return YUP_OK;
	return err_refuse(err, YUP_EDENIED, "mark_wrong", "%s", visit->req->path);
}

void
session_set(struct visit *visit, const char *secret)
{
	visit->session = secret;
	set_cookie(visit, cookie_name(visit), secret != NULL ? secret : "",
	    secret != NULL ? SESSION_MOST_S : 0);
}
