/* account.c - one's own account: data, roles, password, sessions, API tokens. */
#include <string.h>

#include "app/app.h"
#include "app/sign_in.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/person_view.h"
#include "web/session.h"

/* The page; `wrong` is why the last form was refused, `secret` a token just made. */
static int
show(struct visit *visit, const char *wrong, const char *secret, struct err *err)
{
	struct person_view view;
	struct frame f;
	int rc = person_view_load(visit, visit->user_id, &view, err);

	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Mi cuenta")), PLACE_NONE);
	f.wrong = wrong;
	tpl_account(&visit->html, &f, &view, secret);
	return YUP_OK;
}

/* What a form came to: its page again with why, or the page that says it is done. */
static int
finish(struct visit *visit, int rc, const char *done, struct err *err)
{
	if (form_refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), NULL, err);
	return rc < 0 ? rc
		      : answer_see(visit, mem_printf(visit->req->mem, "/cuenta?listo=%s", done));
}

static int
account_show(struct visit *visit, struct err *err)
{
	return show(visit, NULL, NULL, err);
}

static int
password_do(struct visit *visit, struct err *err)
{
	const char *password = visit_field(visit, "clave");

	if (strcmp(password, visit_field(visit, "otra")) != 0) {
		visit->res->status = 422;
		return show(visit,
		    html_translated(&visit->html, N_("Las dos contraseñas no son iguales.")), NULL,
		    err);
	}
	return finish(visit,
	    app_password_change(visit->app, visit_field(visit, "actual"), password, err),
	    "cambiada", err);
}

static int
session_end(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_session_revoke(visit->app, visit->institution_id, visit->user_id, id, err);
	return finish(visit, rc, "cerrada", err);
}

static int
sessions_end(struct visit *visit, struct err *err)
{
	return finish(visit,
	    app_session_revoke(visit->app, visit->institution_id, visit->user_id, 0, err),
	    "cerradas", err);
}

/* "read,write" of the boxes ticked. */
static const char *
scope_asked(struct visit *visit)
{
	static const char *const BOXES[][2] = { { "leer", "read" }, { "escribir", "write" },
		{ "administrar", "admin" } };
	const char *scope = "";

	for (size_t i = 0; i < sizeof(BOXES) / sizeof(BOXES[0]); i++)
		if (visit_field(visit, BOXES[i][0])[0] != '\0')
			scope = mem_printf(visit->req->mem, "%s%s%s", scope,
			    scope[0] != '\0' ? "," : "", BOXES[i][1]);
	return scope;
}

static int
token_make(struct visit *visit, struct err *err)
{
	struct app_new_token asked = {
		.user_id = visit->user_id,
		.name = visit_field(visit, "nombre"),
		.scope = scope_asked(visit),
		.last = visit_field(visit, "ultimo"),
	};
	struct app_token made;
	int rc = app_token_create(visit->app, visit->institution_id, &asked, &made, err);

	if (rc < 0)
		return finish(visit, rc, "", err);
	return show(visit, NULL, mem_strdup(visit->req->mem, made.text), err);
}

static int
token_end(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_token_revoke(visit->app, visit->institution_id, id, err);
	return finish(visit, rc, "revocada", err);
}

const struct route pages_account[] = {
	{ METHOD_GET, "/cuenta", account_show, ASKS_SIGN_IN, 0, 0 },
	{ METHOD_POST, "/cuenta/clave", password_do, ASKS_SIGN_IN, 0, 0 },
	{ METHOD_POST, "/cuenta/sesiones/cerrar", sessions_end, ASKS_SIGN_IN, 0, 0 },
	{ METHOD_POST, "/cuenta/sesiones/{sesion}/cerrar", session_end, ASKS_SIGN_IN, 0, 0 },
	{ METHOD_POST, "/cuenta/credenciales", token_make, ASKS_SIGN_IN, 0, 0 },
	{ METHOD_POST, "/cuenta/credenciales/{credencial}/revocar", token_end, ASKS_SIGN_IN, 0, 0 },
	{ 0 },
};
