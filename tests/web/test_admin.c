/* test_admin.c - accounts, people, units and lists of /administracion, as browsers use them. */
#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "web/router.h"

static void
assert_status_of(const struct site_answer *a, unsigned status, const char *what)
{
	if (a->status != status)
		fail_msg("%s: %u, not %u\n%s", what, a->status, status, a->body);
}

static void
assert_has(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) == NULL)
		fail_msg("there is no «%s» in a page of %zu bytes: %.60s", part, a->size,
		    strstr(a->body, "<h1>") != NULL ? strstr(a->body, "<h1>") : "");
}

static void
assert_has_not(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) != NULL)
		fail_msg("there is «%s»: %.200s", part, strstr(a->body, part));
}

/* "/x/{y}" with a number for each {...}. */
static const char *
filled(struct mem *mem, const char *path)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (const char *c = path; *c != '\0'; c++)
		if (*c == '{') {
			str_put(&s, "999999");
			c = strchr(c, '}');
		} else {
			str_put_char(&s, *c);
		}
	return mem_strdup(mem, str_text(&s));
}

/* Every route that asks something turns away who is not signed in. */
static void
test_nobody(void **state)
{
	struct site site = site_open(*state);

	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++) {
			const char *path = filled(site.s->mem, r->path);
			struct site_answer a;

			if (r->asks == ASKS_NOTHING)
				continue;
			a = site_send(&site, NULL, r->method, path, NULL, NULL, NULL);
			if (r->method == METHOD_GET && strncmp(path, "/api/", 5) != 0)
				assert_int_equal(a.status, 303);
			else if (a.status != 401 && a.status != 403)
				fail_msg("%s: %u", path, a.status);
		}
	site_close(&site);
}

/* Nothing changes without the mark of the session, whoever asks. */
static void
test_every_form_has_its_mark(void **state)
{
	struct site site = site_open(*state);
	struct site_user user = site_user(&site, "ana", "administrador");

	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++) {
			struct site_answer a;

			if (r->method == METHOD_GET)
				continue;
			a = site_send(&site, &user, r->method, filled(site.s->mem, r->path), NULL,
			    NULL, NULL);
			assert_status_of(&a, 403, r->path);
		}
	site_close(&site);
}

/* Who may open what; the pages of administration are not for the others. */
static void
test_roles(void **state)
{
	static const char *const PATHS[] = { "/cuenta", "/administracion",
		"/administracion/personas", "/administracion/unidades",
		"/administracion/instituciones", "/administracion/credenciales", "/importar",
		"/bitacora", "/bitacora/estado", "/bitacora/archivo" };
	static const struct {
		const char *role;
		unsigned status[sizeof(PATHS) / sizeof(PATHS[0])];
	} ROLES[] = {
		{ "elaborador", { 200, 403, 403, 403, 403, 403, 403, 403, 403, 403 } },
		{ "jefe", { 200, 403, 403, 403, 403, 403, 403, 403, 403, 403 } },
		{ "planificador", { 200, 303, 403, 200, 200, 403, 200, 403, 403, 403 } },
		{ "mae", { 200, 403, 403, 403, 403, 403, 403, 200, 200, 200 } },
		{ "financiero", { 200, 403, 403, 403, 403, 403, 403, 403, 403, 403 } },
		{ "auditor", { 200, 403, 403, 403, 403, 403, 403, 200, 200, 200 } },
		{ "administrador", { 200, 303, 200, 200, 200, 200, 403, 200, 200, 200 } },
		{ "consulta", { 200, 403, 403, 403, 403, 403, 403, 403, 403, 403 } },
		{ NULL, { 200, 403, 403, 403, 403, 403, 403, 403, 403, 403 } },
	};
	struct site site = site_open(*state);

	for (size_t i = 0; i < sizeof(ROLES) / sizeof(ROLES[0]); i++) {
		char login[32];
		struct site_user user;

		(void)snprintf(login, sizeof(login), "persona%zu", i);
		user = site_user(&site, login, ROLES[i].role);
		for (size_t p = 0; p < sizeof(PATHS) / sizeof(PATHS[0]); p++) {
			struct site_answer a = site_get(&site, &user, PATHS[p]);

			if (a.status != ROLES[i].status[p])
				fail_msg("%s as %s: %u", PATHS[p],
				    ROLES[i].role != NULL ? ROLES[i].role : "nobody", a.status);
		}
	}
	site_close(&site);
}

/* The last number of the page's links that begin so. */
static long
id_after(const struct site_answer *a, const char *link)
{
	const char *at = strstr(a->body, link);
	long id = 0;

	assert_non_null(at);
	assert_int_equal(sscanf(at + strlen(link), "%ld", &id), 1);
	return id;
}

static void
test_person(void **state)
{
	struct site site = site_open(*state);
	struct site_user admin = site_user(&site, "ana", "administrador");
	struct site_answer a;
	char path[120];
	long id;

	/* a name that is markup stays a name, on every page that shows it */
	a = site_post(&site, &admin, "/administracion/personas",
	    "nombre=%3Cscript%3Ealert(1)%3C/script%3E&usuario=luis&correo=");
	assert_status_of(&a, 200, "add");
	assert_has(&a, "/invitacion/");
	assert_has(&a, "&lt;script&gt;alert(1)");
	assert_has_not(&a, "<script>alert");
	id = id_after(&a, "/administracion/personas/");
	a = site_get(&site, &admin, "/administracion/personas?q=LUIS");
	assert_has(&a, "&lt;script&gt;");
	assert_has_not(&a, "<script>alert");
	assert_has_not(&a, "<td>ana</td>");

	/* the same login again: why, and what was typed */
	a = site_post(&site, &admin, "/administracion/personas",
	    "nombre=Otra+Persona&usuario=luis");
	assert_status_of(&a, 409, "login taken");
	assert_has(&a, "role=\"alert\"");
	assert_has(&a, "value=\"Otra Persona\"");

	(void)snprintf(path, sizeof(path), "/administracion/personas/%ld/roles", id);
	a = site_post(&site, &admin, path, "rol=jefe&unidad=0");
	assert_status_of(&a, 303, "grant");
	a = site_post(&site, &admin, path, "rol=jefe&unidad=0");
	assert_status_of(&a, 409, "held already");
	a = site_post(&site, &admin, path, "rol=jefe&unidad=x");
	assert_status_of(&a, 422, "a unit that is no number");
	a = site_post(&site, &admin, path, "rol=mae&unidad=");
	assert_status_of(&a, 422, "over what is not said");
	assert_has(&a, "Falta decir sobre qué unidad");
	(void)snprintf(path, sizeof(path), "/administracion/personas/%ld", id);
	a = site_get(&site, &admin, path);
	assert_has(&a, "Jefe de unidad");
	(void)snprintf(path, sizeof(path), "/administracion/personas/%ld/deshabilitar", id);
	a = site_post(&site, &admin, path, "");
	assert_status_of(&a, 303, "disable");
	a = site_get(&site, &admin, "/administracion/personas?estado=deshabilitada");
	assert_has(&a, "Deshabilitada");
	a = site_get(&site, &admin, "/administracion/personas/999999");
	assert_status_of(&a, 404, "nobody there");
	site_close(&site);
}

static void
test_own_account(void **state)
{
	struct site site = site_open(*state);
	struct site_user user = site_user(&site, "ana", "jefe"), other;
	struct site_answer a = site_post(&site, &user, "/cuenta/credenciales",
	    "nombre=panel&leer=1&ultimo=2031-06-30");

	assert_status_of(&a, 200, "token");
	assert_has(&a, "yup_");
	a = site_get(&site, &user, "/cuenta");
	assert_has_not(&a, "yup_");
	assert_has(&a, "panel");
	assert_has(&a, "30/06/2031");
	a = site_post(&site, &user, "/cuenta/credenciales", "nombre=panel&ultimo=2031-06-30");
	assert_status_of(&a, 422, "a token that may nothing");
	a = site_post(&site, &user, "/cuenta/clave", "actual=x&clave=uno&otra=dos");
	assert_status_of(&a, 422, "not the same");
	a = site_post(&site, &user, "/cuenta/clave",
	    "actual=no+es&clave=lluvia+de+agosto+7&otra=lluvia+de+agosto+7");
	assert_status_of(&a, 403, "not the old one");
	a = site_post(&site, &user, "/cuenta/sesiones/999999/cerrar", "");
	assert_status_of(&a, 404, "no such session");
	/* another's session is not there for who asks */
	other = site_user(&site, "luis", NULL);
	a = site_post(&site, &other, "/cuenta/sesiones/cerrar", "");
	assert_status_of(&a, 303, "one's own");
	a = site_get(&site, &user, "/cuenta");
	assert_status_of(&a, 200, "still in");
	site_close(&site);
}

static void
test_units(void **state)
{
	struct site site = site_open(*state);
	struct site_user admin = site_user(&site, "ana", "administrador");
	struct site_answer a = site_post(&site, &admin, "/administracion/unidades",
	    "nombre=%22%3E%3Cimg+src=x%3E&sigla=DGP&depende=0&desde=2031-02-01");
	char path[120];
	long id;

	assert_status_of(&a, 303, "add");
	assert_string_equal(a.location, "/administracion/unidades?en=2031-02-01&listo=guardado");
	a = site_get(&site, &admin, "/administracion/unidades");
	assert_has(&a, "Ese día no hay ninguna unidad");
	a = site_get(&site, &admin, "/administracion/unidades?en=2031-02-01");
	assert_has(&a, "&gt;&lt;img");
	assert_has_not(&a, "<img");
	id = id_after(&a, "/administracion/unidades/");
	(void)snprintf(path, sizeof(path), "/administracion/unidades/%ld/nombre", id);
	a = site_post(&site, &admin, path, "nombre=Otra&sigla=OT&desde=2031-03-01");
	assert_status_of(&a, 303, "rename");
	(void)snprintf(path, sizeof(path), "/administracion/unidades/%ld/division", id);
	a = site_post(&site, &admin, path,
	    "parte=Una&sigla=U1&parte=Dos&sigla=U2&parte=&sigla=&desde=2031-04-01");
	assert_status_of(&a, 303, "split");
	a = site_get(&site, &admin, "/administracion/unidades?en=2031-04-01");
	assert_has(&a, ">Una<");
	assert_has(&a, ">Dos<");
	assert_has_not(&a, ">Otra<");
	id = id_after(&a, "/administracion/unidades/");
	(void)snprintf(path, sizeof(path), "/administracion/unidades/%ld/orden", id);
	a = site_post(&site, &admin, path, "paso=bajar&desde=2031-04-01");
	assert_status_of(&a, 303, "down");
	a = site_get(&site, &admin, "/administracion/unidades?en=2031-04-01");
	assert_true(strstr(a.body, ">Dos<") < strstr(a.body, ">Una<"));
	a = site_get(&site, &admin, "/administracion/unidades?en=ayer");
	assert_status_of(&a, 422, "no day");
	site_close(&site);
}

static void
test_log(void **state)
{
	struct site site = site_open(*state);
	struct site_user auditor = site_user(&site, "aida", "auditor"), user;
	struct site_answer a;

	user = site_user(&site, "luis", NULL);
	a = site_get(&site, &user, "/administracion/personas?q=%3Cb%3E");
	assert_status_of(&a, 403, "not for everybody");
	a = site_get(&site, &auditor, "/bitacora?resultado=rechazado");
	assert_status_of(&a, 200, "log");
	assert_has(&a, "account.manage");
	assert_has_not(&a, "title=\"role.grant");
	assert_has(&a, "No tiene permiso para hacerlo aquí.");
	assert_has_not(&a, "EDENIED not_allowed<");
	a = site_get(&site, &auditor, "/bitacora?accion=role");
	assert_has(&a, "role.grant");
	assert_has(&a, "<option value=\"role.grant\">dar un rol</option>");
	assert_has(&a, ">Auditor sobre «Toda la institución» desde ");
	assert_has(&a, "title=\"user ");
	assert_has_not(&a, "\">user ");
	a = site_get(&site, &auditor, "/bitacora?accion=nada%3Cimg%3E");
	assert_has(&a, "Ningún registro cumple");
	assert_has_not(&a, "<img>");
	a = site_get(&site, &auditor, "/bitacora?desde=ayer");
	assert_status_of(&a, 422, "no day");
	a = site_get(&site, &auditor, "/bitacora/estado");
	assert_has(&a, "La cadena está íntegra");
	a = site_get(&site, &auditor, "/bitacora/archivo");
	assert_string_equal(a.type, "text/plain; charset=utf-8");
	assert_has(&a, "role.grant");
	site_close(&site);
}

/* Lists of administration and the log as files, filtered; who may not see them gets none. */
static void
test_lists_as_files(void **state)
{
	static const struct {
		const char *path, *part;
	} LISTS[] = {
		{ "/administracion/personas?formato=csv", "Una Persona,ana," },
		{ "/administracion/unidades?formato=csv", "Unidad,Sigla,Depende de,Así desde\r\n" },
		{ "/administracion/instituciones?formato=csv", "Institución,Sigla," },
		{ "/administracion/credenciales?formato=csv", "Para qué,De quién," },
		{ "/bitacora?formato=csv", "list.export,personas,hecho,csv" },
		{ "/bitacora?formato=csv&accion=list.export", "list.export,personas,hecho,csv" },
	};
	struct site site = site_open(*state);
	struct site_user user = site_user(&site, "ana", "administrador");
	struct site_user other = site_user(&site, "luis", "consulta");
	struct site_answer a;

	for (size_t i = 0; i < sizeof(LISTS) / sizeof(LISTS[0]); i++) {
		a = site_get(&site, &user, LISTS[i].path);
		assert_status_of(&a, 200, LISTS[i].path);
		assert_string_equal(a.type, "text/csv; charset=utf-8");
		assert_has(&a, LISTS[i].part);
		a = site_get(&site, &other, LISTS[i].path);
		assert_status_of(&a, 403, LISTS[i].path);
	}
	a = site_get(&site, &user, "/administracion/personas?formato=csv&q=luis");
	assert_has(&a, "luis");
	assert_has_not(&a, "ana,");
	a = site_get(&site, &user, "/administracion/personas?q=luis");
	assert_has(&a, "?q=luis&amp;formato=csv");
	site_close(&site);
}

/* A planner changes names and bands, looks before saving, and goes back; others only look. */
static void
test_settings(void **state)
{
#define BANDS \
	"desde1=0&banda1=Mal&color1=%23000000&figura1=star&desde2=60,5&banda2=Bien&color2=%232e7d32&figura2=circle"
#define REST \
	"&new_plan=by_behaviour&average=mean&average_above=mean&blanks=excluded&threshold.policy=flat&threshold.percent=35&cap_at_100=false&evidence.megabytes=20&portal=false&portal.staff=false"
#define NAMES \
	"&level.institutional_objective.name=OGI&level.institutional_objective.plural=OGIs&level.specific_objective.name=OGE&level.specific_objective.plural=OGEs&level.activity.name=Tarea&level.activity.plural=Tareas&"
	struct test_store *s = *state;
	struct site site;
	struct site_user planner, reader;
	struct site_answer a;

	store_execute(s->path, "UPDATE institution SET pack = 'bo-rs225557'");
	site = site_open(s);
	planner = site_user(&site, "ana", "planificador");
	reader = site_user(&site, "luis", "consulta");
	a = site_get(&site, &planner, "/administracion/ajustes");
	assert_status_of(&a, 200, "settings");
	assert_has(&a, "Crítico");
	a = site_post(&site, &planner, "/administracion/ajustes", BANDS NAMES REST "&probar=1");
	assert_status_of(&a, 200, "a look");
	assert_has(&a, "Así quedaría");
	assert_has(&a, "desde 60,5");
	a = site_get(&site, &planner, "/administracion/ajustes");
	assert_has_not(&a, "60,5");
	a = site_post(&site, &planner, "/administracion/ajustes",
	    "desde1=5&banda1=Mal&color1=%23000000&figura1=star" NAMES REST);
	assert_status_of(&a, 422, "bands that do not begin at 0");
	assert_has(&a, "no empieza en 0");
	assert_has(&a, "value=\"Tareas\"");
	a = site_post(&site, &planner, "/administracion/ajustes", BANDS NAMES REST);
	assert_status_of(&a, 303, "saved");
	a = site_get(&site, &reader, "/administracion/ajustes");
	assert_status_of(&a, 200, "to read");
	assert_has(&a, "Tareas");
	assert_has(&a, "Planificador");
	assert_has_not(&a, "name=\"probar\"");
	a = site_post(&site, &reader, "/administracion/ajustes", BANDS NAMES REST);
	assert_status_of(&a, 403, "not for a reader");
	a = site_post(&site, &planner, "/administracion/ajustes", "volver=bands");
	assert_status_of(&a, 303, "given back");
	a = site_get(&site, &planner, "/administracion/ajustes");
	assert_has(&a, "Crítico");
	assert_has(&a, "value=\"Tareas\"");
	site_close(&site);
}

/* What was done is told by the page that follows the form, and by no link. */
static void
test_told_once(void **state)
{
	struct site site = site_open(*state);
	struct site_user admin = site_user(&site, "ana", "administrador");
	struct site_answer a = site_post(&site, &admin, "/cuenta/sesiones/cerrar", "");
	const char *told = "";

	assert_string_equal(a.location, "/cuenta?listo=cerradas");
	for (size_t i = 0; i < a.headers.count; i++)
		if (strncmp(a.headers.items[i].value, "yupana-listo=", 13) == 0)
			told = a.headers.items[i].value;
	assert_non_null(strstr(told, "yupana-listo=cerradas; Path=/; HttpOnly"));
	a = site_call(&site, METHOD_GET, a.location,
	    (const char *[]){ "cookie",
		mem_printf(site.s->mem, "yupana=%s; yupana-listo=cerradas", admin.secret), NULL },
	    NULL);
	assert_has(&a, "role=\"status\"");
	a = site_get(&site, &admin, "/cuenta?listo=cerradas");
	assert_status_of(&a, 200, "a link from elsewhere");
	assert_has_not(&a, "role=\"status\"");
	site_close(&site);
}

/* 200 while the database answers. */
static void
test_ready(void **state)
{
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_answer a = site_get(&site, NULL, "/readyz");

	assert_status_of(&a, 200, "ready");
	store_execute(s->path, "ALTER TABLE institution RENAME TO institution_away");
	a = site_get(&site, NULL, "/readyz");
	assert_status_of(&a, 503, "no table");
	store_execute(s->path, "ALTER TABLE institution_away RENAME TO institution");
	a = site_get(&site, NULL, "/readyz");
	assert_status_of(&a, 200, "ready again");
	site_close(&site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_nobody),
		STORE_TEST(test_every_form_has_its_mark),
		STORE_TEST(test_roles),
		STORE_TEST(test_settings),
		STORE_TEST(test_lists_as_files),
		STORE_TEST(test_person),
		STORE_TEST(test_told_once),
		STORE_TEST(test_ready),
		STORE_TEST(test_own_account),
		STORE_TEST(test_units),
		STORE_TEST(test_log),
	};

	return STORE_RUN(argc, argv, tests);
}
