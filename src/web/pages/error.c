#include "web/pages/error.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/roles.h"
#include "report/json_writer.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/refusal_text.h"
#include "text/role_text.h"
#include "web/frame.h"
#include "web/router.h"

static unsigned
status_of(const struct err *err)
{
	static const struct {
		const char *key;
		unsigned status;
	} KEYS[] = {
		{ "not_signed_in", 401 },
		{ "token_unknown", 401 },
		{ "token_refused", 401 },
		{ "method_unknown", 405 },
		{ "method_strange", 405 },
		{ "media_type", 415 },
		{ "json_broken", 400 },
		{ "json_invalid", 400 },
		{ "precondition_malformed", 400 },
		{ "request_too_large", 413 },
		{ "request_malformed", 400 },
		{ "sign_in_wait", 429 },
		{ "db_busy", 503 },
		{ "precondition_needed", 428 },
		{ "precondition_failed", 412 },
	};

	for (size_t i = 0; err->key != NULL && i < sizeof(KEYS) / sizeof(KEYS[0]); i++)
		if (strcmp(err->key, KEYS[i].key) == 0)
			return KEYS[i].status;
	switch (err->code) {
	case YUP_EINVALID:
	case YUP_ELIMIT:
		return 422;
	case YUP_ENOTFOUND:
		return 404;
	case YUP_EDENIED:
		return 403;
	case YUP_ECONFLICT:
		return 409;
	case YUP_EIO:
		return 503;
	default:
		return 500;
	}
}

static const char *
title_of(const struct err *err, unsigned status)
{
	if (err->key != NULL &&
	    (strcmp(err->key, "row_changed") == 0 || strcmp(err->key, "plan_changed") == 0))
		return N_("Alguien lo cambió antes");
	switch (status) {
	case 401:
		return N_("Ingrese para continuar");
	case 403:
		return N_("No tiene permiso");
	case 404:
		return N_("No se encontró");
	case 409:
		return N_("Así como está no se puede");
	case 429:
		return N_("Espere un momento");
	case 500:
		return N_("Falla nuestra");
	case 503:
		return N_("No se puede en este momento");
	default:
		return N_("No se pudo hacer");
	}
}

/* Ours, for the log of the server; to the person only that it was ours. */
static const char *
sentence_of(struct visit *visit, const struct err *err, unsigned status)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (status == 500)
		return html_translated(&visit->html,
		    N_("El programa falló y no se guardó nada. Si se repite, avise a quien lo "
		       "administra."));
	refusal_sentence_in(&s, err, visit->html.catalogue);
	return mem_strdup(visit->req->mem, str_text(&s));
}

/* ---- What a role is needed for ---------------------------------------------------- */

/* «Importar documentos» asks for a role; "" where the refusal is of another kind. */
static const char *
need_of(struct visit *visit, const struct err *err)
{
	CLEANUP(str_done) struct str s = { 0 };
	int p = 0;

	if (err->key == NULL || strcmp(err->key, "not_allowed") != 0)
		return "";
	while (p < MAY__COUNT && strcmp(permission_key((enum permission)p), err->message) != 0)
		p++;
	if (p == MAY__COUNT)
		return "";
	if (p == MAY_OPERATE)
		return html_translated(&visit->html,
		    N_("Eso lo hace solo quien opera el servidor, con la línea de órdenes."));
	str_printf(&s, "%s «%s». %s ", html_translated(&visit->html, N_("Lo que pidió es:")),
	    html_translated(&visit->html, permission_name((enum permission)p)),
	    html_translated(&visit->html, N_("Puede hacerlo quien tenga uno de estos roles:")));
	permission_roles_in(&s, (enum permission)p, visit->html.catalogue);
	str_printf(&s, "; %s",
	    html_translated(&visit->html,
		permission_is_whole((enum permission)p)
		    ? N_("sobre toda la institución.")
		    : N_("sobre la unidad de que se trata, o sobre una de la que depende.")));
	return mem_strdup(visit->req->mem, str_text(&s));
}

/* Who can give it, by name to who may see names. */
static const char *
givers_of(struct visit *visit)
{
	CLEANUP(str_done) struct str s = { 0 };
	const struct actor *by = visit->app != NULL ? visit->app->by : NULL;
	const char **names = NULL;
	size_t count = 0;
	bool gives;

	if (by == NULL || visit->institution_id == 0)
		return "";
	gives = actor_may(by, MAY_MANAGE_ACCOUNTS, visit->institution_id, ORG_UNIT_ALL);
	if (actor_may(by, MAY_READ_UNITS, visit->institution_id, ORG_UNIT_ALL) &&
	    app_role_givers(visit->app, visit->req->mem, visit->institution_id, &names, &count,
		NULL) < 0)
		count = 0;
	if (gives)
		str_printf(&s, "%s ",
		    html_translated(&visit->html,
			N_("Usted administra las cuentas, pero nadie se da roles a sí mismo.")));
	str_put(&s, html_translated(&visit->html, N_("Si le corresponde, el rol lo puede dar:")));
	str_put_char(&s, ' ');
	for (size_t i = 0; i < count; i++)
		str_printf(&s, "%s%s", i > 0 ? ", " : "", names[i]);
	if (count == 0)
		str_put(&s,
		    html_translated(&visit->html,
			gives
			    ? N_("otra persona que administre las cuentas, o quien opera el servidor")
			    : N_("quien administra las cuentas de su institución")));
	str_put_char(&s, '.');
	return mem_strdup(visit->req->mem, str_text(&s));
}

static void
put_problem(struct visit *visit, const struct err *err, unsigned status)
{
	struct json_writer w;

	visit->res->type = "application/problem+json";
	json_begin(&w, json_to_str, &visit->res->body);
	json_object(&w, NULL);
	json_text(&w, "type", "about:blank");
	json_text(&w, "title", html_translated(&visit->html, title_of(err, status)));
	json_int(&w, "status", (int64_t)status);
	json_text(&w, "detail", sentence_of(visit, err, status));
	json_text(&w, "code", err->key != NULL ? err->key : err_name(err->code));
	if (err->field != NULL)
		json_text(&w, "field", err->field);
	json_object_end(&w);
	if (json_end(&w, NULL) < 0)
		str_clear(&visit->res->body);
}

/* Where to come back to once signed in. */
static const char *
sign_in_path(struct visit *visit)
{
	CLEANUP(str_done) struct str s = { 0 };
	struct html h = { .out = &s };

	str_put(&s, "/ingresar?a=");
	html_put_part(&h, visit->req->path);
	return mem_strdup(visit->req->mem, str_text(&s));
}

void
error_page(struct visit *visit, const struct err *err)
{
	unsigned status = status_of(err);
	const char *need;
	struct frame f;

	visit->res->status = status;
	if (status == 401)
		answer_header(visit, "WWW-Authenticate", "Bearer");
	if (visit->api) {
		put_problem(visit, err, status);
		return;
	}
	if (status == 401 && visit->req->method == METHOD_GET) {
		(void)answer_see(visit, sign_in_path(visit));
		return;
	}
	f = frame_make(visit, html_translated(&visit->html, title_of(err, status)), PLACE_NONE);
	need = need_of(visit, err);
	tpl_error(&visit->html, &f, status, f.title, sentence_of(visit, err, status), need,
	    need[0] != '\0' ? givers_of(visit) : "");
}
