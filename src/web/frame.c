#include "web/frame.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "text/catalogue.h"
#include "web/assets.h"
#include "web/router.h"
#include "web/web.h"

/* In the order people meet them; each is shown to who may do something there. */
static const struct menu_entry {
	enum frame_place place;
	enum permission permission;
	const char *path, *text;
} MENU[] = {
	{ PLACE_PLAN, MAY_READ_PLAN, "/plan", N_("Plan") },
	{ PLACE_FRAMEWORK, MAY_READ_PLAN, "/marco", N_("Marco estratégico") },
	{ PLACE_REVIEW, MAY_READ_PLAN, "/revision", N_("Revisión") },
	{ PLACE_FINDINGS, MAY_READ_PLAN, "/hallazgos", N_("Hallazgos") },
	{ PLACE_REPORTS, MAY_READ_PLAN, "/seguimiento", N_("Seguimiento") },
	{ PLACE_REGISTERS, MAY_READ_PLAN, "/registros", N_("Registros") },
	{ PLACE_PAPERS, MAY_EXPORT, "/documentos", N_("Informes y documentos") },
	{ PLACE_IMPORT, MAY_IMPORT, "/importar", N_("Importar") },
	{ PLACE_ADMIN, MAY_MANAGE_UNITS, "/administracion", N_("Administración") },
	{ PLACE_LOG, MAY_READ_LOG, "/bitacora", N_("Bitácora") },
};

/* What a redirection says was done: a key of the query, never its text. */
static const struct {
	const char *key, *text;
} NOTICES[] = {
	{ "guardado", N_("Guardado.") },
	{ "enviado", N_("Enviado a revisión.") },
	{ "aprobado", N_("Aprobado.") },
	{ "validado", N_("Validado.") },
	{ "aceptado", N_("Aceptado.") },
	{ "abierto", N_("Período abierto: sus unidades ya pueden informar.") },
	{ "cerrado", N_("Período cerrado.") },
	{ "ampliado", N_("Plazo ampliado.") },
	{ "devuelto", N_("Devuelto con su motivo.") },
	{ "observado", N_("Observado.") },
	{ "respondido", N_("Respuesta guardada.") },
	{ "atendida", N_("Observación atendida.") },
	{ "retirada", N_("Observación retirada.") },
	{ "adjunta", N_("Evidencia adjunta.") },
	{ "pasado", N_("Pasó a otro estado.") },
	{ "comentado", N_("Comentario guardado.") },
	{ "llevada", N_("La lleva el reformulado.") },
	{ "sacada", N_("Salió del reformulado.") },
	{ "emitido", N_("Emitido: está el primero de la lista.") },
	{ "importado", N_("Importado.") },
	{ "deshecho", N_("Deshecho.") },
	{ "iniciado", N_("Plan iniciado en borrador. Ya se puede editar.") },
	{ "clave", N_("Contraseña cambiada. Ya puede ingresar con ella.") },
	{ "salida", N_("Salió del sistema.") },
	{ "cerrada", N_("Sesión cerrada.") },
	{ "cerradas", N_("Se cerraron las otras sesiones.") },
	{ "cambiada", N_("Contraseña cambiada. Las otras sesiones se cerraron.") },
	{ "revocada", N_("Credencial revocada: ya no sirve.") },
	{ "otorgado", N_("Rol otorgado.") },
	{ "retirado", N_("Rol retirado desde hoy.") },
	{ "terminada", N_("Suplencia terminada.") },
	{ "suplencia", N_("Suplencia registrada.") },
	{ "puesto", N_("Cambio de puesto registrado.") },
	{ "deshabilitada", N_("Cuenta deshabilitada: sus sesiones y credenciales terminaron.") },
	{ "habilitada", N_("Cuenta habilitada.") },
	{ "agregado", N_("Agregado.") },
	{ "quitado", N_("Quitado.") },
	{ "descartado", N_("Descartado: no se guardó nada.") },
	{ "sin-cambios", N_("Ese mismo documento ya estaba: no cambió nada.") },
	{ "tomada", N_("Planilla tomada.") },
	{ "nada", N_("No había nada que tomar de lo elegido.") },
	{ "carta", N_("Se le envió un correo con el enlace.") },
};

static const char *
notice_of(const struct visit *visit)
{
	const char *key = http_find(&visit->req->query, "listo");
	const char *done = http_cookie(visit->req, ANSWER_DONE_COOKIE);

	if (key == NULL || done == NULL || strcmp(key, done) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof(NOTICES) / sizeof(NOTICES[0]); i++)
		if (strcmp(NOTICES[i].key, key) == 0)
			return html_translated(&visit->html, NOTICES[i].text);
	return NULL;
}

static void
make_menu(const struct visit *visit, struct frame *f, enum frame_place place)
{
	const struct actor *by = visit->app->by;

	if (by == NULL || by->kind == ACTOR_NOBODY)
		return;
	f->menu[f->menu_count++] = (struct frame_menu){ "/",
		html_translated(&visit->html, N_("Inicio")), place == PLACE_HOME };
	for (size_t i = 0; i < sizeof(MENU) / sizeof(MENU[0]); i++)
		if (actor_may_somewhere(by, MENU[i].permission, by->institution_id))
			f->menu[f->menu_count++] = (struct frame_menu){ MENU[i].path,
				html_translated(&visit->html, MENU[i].text),
				place == MENU[i].place };
}

/* What was sent by a form has no address to come back to. */
static const char *
here_of(const struct visit *visit)
{
	const struct http_request *req = visit->req;
	CLEANUP(str_done) struct str s = { 0 };
	struct html h = { .out = &s };
	char between = '?';

	if (req->path == NULL || req->method != METHOD_GET || !html_url_is_ours(req->path))
		return "/";
	str_put(&s, req->path);
	for (size_t i = 0; i < req->query.count; i++) {
		if (strcmp(req->query.items[i].name, "listo") == 0)
			continue;
		str_put_char(&s, between);
		html_put_part_text(&h, req->query.items[i].name);
		str_put_char(&s, '=');
		html_put_part_text(&h, req->query.items[i].value);
		between = '&';
	}
	return mem_strdup(req->mem, str_text(&s));
}

struct frame
frame_make(const struct visit *visit, const char *title, enum frame_place place)
{
	const struct actor *by = visit->app->by;
	bool signed_in = by != NULL && by->kind != ACTOR_NOBODY;
	struct frame f = {
		.title = title,
		.lang = visit->english ? "en" : "es",
		.other_lang = visit->english ? "es" : "en",
		.other_lang_name = visit->english ? "Español" : "English",
		.here = here_of(visit),
		.style = assets_path(visit->web->assets, "style.css"),
		.icon = assets_path(visit->web->assets, "icon.svg"),
		.list = assets_path(visit->web->assets, "list.js"),
		.acronym = signed_in && by->institution != NULL ? by->institution : "",
		.user = signed_in ? by->name : "",
		.mark = visit->mark,
		.notice = notice_of(visit),
		.standing = visit->standing,
		.standing_path = visit->standing_path,
		.standing_link = visit->standing_link,
		.version = YUPANA_VERSION,
	};

	make_menu(visit, &f, place);
	return f;
}
