#include "web/pages/error.h"

#include <string.h>

#include "report/json_writer.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/refusal_text.h"
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
	tpl_error(&visit->html, &f, status, f.title, sentence_of(visit, err, status), "/");
}
