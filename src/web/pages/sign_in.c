/* sign_in.c - coming in, going out, the first password and a forgotten one. */
#include <string.h>

#include "app/accounts.h"
#include "app/app.h"
#include "app/sign_in.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/refusal_text.h"
#include "web/frame.h"
#include "web/letters.h"
#include "web/pages/pages.h"
#include "web/session.h"

static struct frame
frame_of(const struct visit *visit, const char *title)
{
	return frame_make(visit, html_translated(&visit->html, title), PLACE_NONE);
}

static const char *
sentence(const struct visit *visit, const struct err *err)
{
	CLEANUP(str_done) struct str s = { 0 };

	refusal_sentence_in(&s, err, visit->html.catalogue);
	return mem_strdup(visit->req->mem, str_text(&s));
}

/* ---- In and out --------------------------------------------------------------- */

static int
show_sign_in(struct visit *visit, const char *login, const char *wrong)
{
	struct frame f = frame_of(visit, N_("Ingresar"));

	tpl_sign_in(&visit->html, &f, visit_field(visit, "a"), login, wrong);
	return YUP_OK;
}

static int
sign_in_show(struct visit *visit, struct err *err)
{
	(void)err;
	return show_sign_in(visit, "", NULL);
}

static int
sign_in_do(struct visit *visit, struct err *err)
{
	const char *to = visit_field(visit, "a");
	struct app_sign_in request = {
		.login = visit_field(visit, "usuario"),
		.password = visit_field(visit, "clave"),
		.agent = http_find(&visit->req->headers, "user-agent"),
	};
	struct app_signed_in in;
	int rc = app_sign_in(visit->app, visit->req->mem, &request, &in, err);

	if (rc == YUP_EDENIED || rc == YUP_ELIMIT) {
		visit->res->status = rc == YUP_ELIMIT ? 429 : 403;
		return show_sign_in(visit, request.login, sentence(visit, err));
	}
	if (rc < 0)
		return rc;
	session_set(visit, mem_strdup(visit->req->mem, in.secret));
	return answer_see(visit, to[0] == '/' && html_url_is_ours(to) ? to : "/");
}

static int
sign_out_do(struct visit *visit, struct err *err)
{
	int rc = app_sign_out(visit->app, err);

	if (rc < 0 && rc != YUP_EDENIED)
		return rc;
	session_set(visit, NULL);
	return answer_see(visit, "/ingresar?listo=salida");
}

/* ---- The first password, or another ---------------------------------------------- */

static int
show_invitation(struct visit *visit, const char *secret, const char *wrong, struct err *err)
{
	struct app_invitation invitation;
	int rc = app_invitation_find(visit->app, visit->req->mem, secret, &invitation, err);
	struct frame f;

	if (rc < 0)
		return rc;
	f = frame_of(visit, N_("Elija su contraseña"));
	tpl_invitation(&visit->html, &f, &invitation, secret, wrong);
	return YUP_OK;
}

static int
invitation_show(struct visit *visit, struct err *err)
{
	return show_invitation(visit, visit->args[0], NULL, err);
}

static int
invitation_do(struct visit *visit, struct err *err)
{
	const char *secret = visit->args[0], *password = visit_field(visit, "clave");
	int rc;

	if (strcmp(password, visit_field(visit, "otra")) != 0) {
		visit->res->status = 422;
		return show_invitation(visit, secret,
		    html_translated(&visit->html, N_("Las dos contraseñas no son iguales.")), err);
	}
	rc = app_invitation_accept(visit->app, secret, password, err);
	if (rc == YUP_EINVALID || rc == YUP_ELIMIT) {
		visit->res->status = 422;
		return show_invitation(visit, secret, sentence(visit, err), err);
	}
	return rc < 0 ? rc : answer_see(visit, "/ingresar?listo=clave");
}

/* ---- Forgotten --------------------------------------------------------------------- */

static int
forgotten_show(struct visit *visit, struct err *err)
{
	struct frame f = frame_of(visit, N_("Olvidé mi contraseña"));

	(void)err;
	tpl_forgotten(&visit->html, &f, false);
	return YUP_OK;
}

static int
forgotten_do(struct visit *visit, struct err *err)
{
	struct frame f = frame_of(visit, N_("Olvidé mi contraseña"));
	int rc = letters_reset(visit, visit_field(visit, "usuario"), err);

	if (rc < 0)
		return rc;
	tpl_forgotten(&visit->html, &f, true);
	return YUP_OK;
}

/* ---- Language ------------------------------------------------------------------------ */

static int
language_do(struct visit *visit, struct err *err)
{
	const char *to = visit_field(visit, "a"), *back = visit_field(visit, "de");

	(void)err;
	answer_header(visit, "Set-Cookie",
	    strcmp(to, "en") == 0 ? "idioma=en; Path=/; SameSite=Lax; Max-Age=31536000"
				  : "idioma=es; Path=/; SameSite=Lax; Max-Age=31536000");
	return answer_see(visit, back[0] == '/' && html_url_is_ours(back) ? back : "/");
}

const struct route pages_sign_in[] = {
	{ METHOD_GET, "/ingresar", sign_in_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_POST, "/ingresar", sign_in_do, ASKS_NOTHING, 0, 0 },
	{ METHOD_POST, "/salir", sign_out_do, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/invitacion/{codigo}", invitation_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_POST, "/invitacion/{codigo}", invitation_do, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/clave/olvidada", forgotten_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_POST, "/clave/olvidada", forgotten_do, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/idioma", language_do, ASKS_NOTHING, 0, 0 },
	{ 0 },
};
