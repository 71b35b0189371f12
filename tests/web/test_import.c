/* test_import.c - a document sent, looked at, accepted whole or in part, undone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/import.h"
#include "app/job.h"
#include "app/pending.h"
#include "app/sign_in.h"
#include "app/versions.h"
#include "base/date.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "web/runner.h"

/* The sample of the repository, as if it were the test's institution's. */
struct sent {
	struct site site;
	struct site_user user;
	char *text;
	size_t size;
};

static void
expect(const struct site_answer *a, unsigned status, const char *part)
{
	if (a->status != status || strstr(a->body, part) == NULL)
		fail_msg("%u, not %u with «%s»: %.700s", a->status, status, part,
		    strstr(a->body, "<main") != NULL ? strstr(a->body, "<main") : a->body);
}

static void
expect_not(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) != NULL)
		fail_msg("there is «%s»: %.200s", part, strstr(a->body, part));
}

/* The institution's own name takes the place of the one in the text. */
static struct sent
begin(struct test_store *s)
{
	struct sent k = { .site = site_open(s) };
	struct institution *list = NULL;
	struct app app = people_app(s);
	size_t count = 0, length = 0;
	char *read = test_file_read("tests/golden/cli/small/poa.txt", &length);
	char *said = strstr(read, "MINISTERIO DE LOS VIENTOS");
	struct err err = { 0 };

	assert_rc(app_institutions(&app, s->mem, NULL, &list, &count, &err), YUP_OK, &err);
	assert_non_null(said);
	*said = '\0';
	k.text = mem_printf(s->mem, "%s%s%s", read, list[0].name,
	    said + strlen("MINISTERIO DE LOS VIENTOS"));
	k.size = strlen(k.text);
	free(read);
	k.site.app.pack = APP_PACK_DEFAULT;
	k.user = site_user(&k.site, "ana", "planificador");
	return k;
}

/* Its address once sent. */
static const char *
send_text(struct sent *k, const char *text)
{
	struct http_file file = { "archivo", "poa \"<b>.txt", text, strlen(text) };
	struct site_answer a = site_upload(&k->site, &k->user, "/importar", "", &file);

	expect(&a, 303, "");
	assert_int_equal(strncmp(a.location, "/importar/", 10), 0);
	return a.location;
}

static struct site_answer
post_at(struct sent *k, const char *path, const char *what, const char *form)
{
	return site_post(&k->site, &k->user, mem_printf(k->site.s->mem, "%s/%s", path, what), form);
}

static void
test_preview_stores_nothing(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	const char *path = send_text(&k, k.text);
	struct site_answer a = site_get(&k.site, &k.user, path);

	expect(&a, 200, "Nada se ha guardado");
	expect(&a, 200, "Plan (POA) 2031");
	expect(&a, 200, "poa &#34;&lt;b&gt;.txt");
	assert_int_equal(store_count_rows(s->path, "plan"), 0);
	assert_int_equal(store_count_rows(s->path, "document"), 0);
	assert_int_equal(store_count_rows(s->path, "pending_import"), 1);
	a = site_get(&k.site, &k.user, "/importar");
	expect(&a, 200, "Sin aceptar todavía");
	a = post_at(&k, path, "descartar", "");
	expect(&a, 303, "");
	assert_int_equal(store_count_rows(s->path, "pending_import"), 0);
	assert_int_equal(store_count_rows(s->path, "file"), 0);
	assert_int_equal(store_count_rows(s->path, "file_piece"), 0);
	a = site_get(&k.site, &k.user, path);
	expect(&a, 404, "ya no espera");
	site_close(&k.site);
}

/* The plan at place `i` of those the institution has had. */
static long long
plan_at(const struct sent *k, size_t i)
{
	struct app app = people_app(k->site.s);
	struct app_version *list = NULL;
	struct err err = { 0 };
	size_t count = 0;

	assert_rc(app_plan_list(&app, k->site.s->mem, NULL, &list, &count, &err), YUP_OK, &err);
	assert_true(i < count);
	return list[i].head.id;
}

/* The page of a plan's first unit. */
static struct site_answer
get_unit(struct sent *k, long long plan)
{
	struct site_answer a = site_get(&k->site, &k->user,
	    mem_printf(k->site.s->mem, "/plan/%lld", plan));
	const char *link = strstr(a.body, "/unidad/");

	assert_non_null(link);
	return site_get(&k->site, &k->user,
	    mem_printf(k->site.s->mem, "/plan/%lld%.*s", plan, (int)strcspn(link, "\"?#"), link));
}

/* Read only, and the page says why, leads to the other and is offered nowhere. */
static void
expect_standing(struct sent *k, long long plan, long long other, const char *why, const char *word)
{
	struct mem *mem = k->site.s->mem;
	const char *option = mem_printf(mem, "<option value=\"%lld\"", plan);
	struct site_answer a = get_unit(k, plan);

	expect(&a, 200, why);
	expect(&a, 200, mem_printf(mem, "<a href=\"/plan/%lld\">", other));
	expect_not(&a, "data-save");
	a = get_unit(k, other);
	expect(&a, 200, "data-save");
	expect_not(&a, "ya no rige");
	a = site_get(&k->site, &k->user, "/planes");
	expect(&a, 200, word);
	expect_not(&a, option);
	a = site_get(&k->site, &k->user, "/buscar?q=informe");
	expect(&a, 200, mem_printf(mem, "/plan/%lld/", other));
	expect_not(&a, option);
	expect_not(&a, mem_printf(mem, "/plan/%lld/", plan));
}

static void
test_accept_and_undo(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	const char *path = send_text(&k, k.text), *again;
	struct site_answer a = post_at(&k, path, "aceptar", "cuales=todas");
	char *changed, *at;

	expect(&a, 303, "");
	assert_int_equal(store_count_rows(s->path, "plan"), 1);
	assert_int_equal(store_count_rows(s->path, "pending_import"), 0);

	/* the same bytes change nothing */
	again = send_text(&k, k.text);
	a = site_get(&k.site, &k.user, again);
	expect(&a, 200, "Ya está, igual");
	a = post_at(&k, again, "aceptar", "cuales=todas");
	assert_string_equal(a.location, "/importar?listo=sin-cambios");

	/* another text of the same year takes its place, and gives it back */
	changed = mem_strdup(s->mem, k.text);
	at = strstr(changed, "Informe");
	if (at == NULL)
		at = strstr(changed, "nforme");
	assert_non_null(at);
	memcpy(at + 1, "NFORME", 6);
	again = send_text(&k, changed);
	a = site_get(&k.site, &k.user, again);
	expect(&a, 200, "Toma el lugar de otro");
	a = post_at(&k, again, "aceptar", "cuales=todas");
	expect(&a, 303, "");
	assert_int_equal(store_count_rows(s->path, "plan"), 2);
	expect_standing(&k, plan_at(&k, 0), plan_at(&k, 1), "otro documento tomó su lugar",
	    "Reemplazado por otro documento");
	a = site_get(&k.site, &k.user, "/importar");
	expect(&a, 200, "name=\"documento\" value=\"");
	at = strstr(a.body, "name=\"documento\" value=\"") + strlen("name=\"documento\" value=\"");
	a = site_post(&k.site, &k.user, "/importar/deshacer",
	    mem_printf(s->mem, "documento=%ld", strtol(at, NULL, 10)));
	expect(&a, 303, "");
	expect_standing(&k, plan_at(&k, 1), plan_at(&k, 0), "su importación se deshizo",
	    "Importación deshecha");
	again = send_text(&k, k.text);
	a = site_get(&k.site, &k.user, again);
	expect(&a, 200, "Ya está, igual");
	a = site_post(&k.site, &k.user, "/importar/deshacer", "documento=999999");
	expect(&a, 409, "Ninguna importación puede deshacerse");
	site_close(&k.site);
}

static void
test_refusals(void **state)
{
	char *foreign;
	struct test_store *s = *state;
	struct sent k = begin(s);
	struct http_file file = { "archivo", "x.txt", "esto no es un plan\n", 19 };
	struct site_answer a = site_upload(&k.site, &k.user, "/importar", "", &file);
	struct site_user other;
	const char *path;

	expect(&a, 422, "No se reconoce");
	a = site_post(&k.site, &k.user, "/importar", "");
	expect(&a, 422, "No llegó ningún archivo");
	foreign = test_file_read("tests/golden/cli/small/poa.txt", &file.size);
	file.bytes = foreign;
	a = site_upload(&k.site, &k.user, "/importar", "", &file);
	free(foreign);
	expect(&a, 403, "MINISTERIO DE LOS VIENTOS");
	assert_int_equal(store_count_rows(s->path, "pending_import"), 0);
	path = send_text(&k, k.text);
	a = post_at(&k, path, "aceptar", "cuales=marcadas");
	expect(&a, 422, "No eligió ninguna unidad");
	other = site_user(&k.site, "luis", "jefe");
	a = site_get(&k.site, &other, path);
	expect(&a, 403, "");
	a = site_post(&k.site, &other, mem_printf(s->mem, "%s/aceptar", path), "cuales=todas");
	expect(&a, 403, "");
	assert_int_equal(store_count_rows(s->path, "plan"), 0);
	people_move_clock(3 * DAY_S);
	k.user = site_user(&k.site, "eva", "planificador");
	a = site_get(&k.site, &k.user, path);
	expect(&a, 404, "ya no espera");
	expect_not(&a, "Aceptar todo");
	people_set_clock(TEST_NOW);
	site_close(&k.site);
}

static void
test_some_units(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	const char *path = send_text(&k, k.text);
	struct site_answer a = site_get(&k.site, &k.user, path);
	char *at = strstr(a.body, "name=\"unidad\" value=\""), *end;
	const char *unit;

	assert_non_null(at);
	at += strlen("name=\"unidad\" value=\"");
	end = strchr(at, '"');
	unit = mem_strndup(s->mem, at, (size_t)(end - at));
	a = post_at(&k, path, "aceptar", mem_printf(s->mem, "cuales=marcadas&unidad=%s", unit));
	expect(&a, 303, "");
	assert_int_equal(store_count_rows(s->path, "plan"), 1);
	path = send_text(&k, k.text);
	a = site_get(&k.site, &k.user, path);
	expect(&a, 200, "Plan (POA) 2031");
	site_close(&k.site);
}

/* The same document after people edited the plan: it says so, and how many cells. */
static void
edit_first_unit(struct sent *k)
{
	struct mem *mem = k->site.s->mem;
	struct site_answer a = get_unit(k, plan_at(k, 0));
	const char *unit, *input, *end;

	unit = strstr(a.body, "action=\"/plan/") + strlen("action=\"");
	unit = mem_strndup(mem, unit, strcspn(unit, "\""));
	input = strstr(a.body, ".responsible\"");
	assert_non_null(input);
	for (end = input; input[-1] != '"'; input--)
		;
	a = site_post(&k->site, &k->user, unit,
	    mem_printf(mem, "formulario=b&%.*s.responsible=Otra", (int)(end - input), input));
	expect(&a, 303, "");
}

static void
test_edited_since(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	const char *path = send_text(&k, k.text);
	struct site_answer a = post_at(&k, path, "aceptar", "cuales=todas");

	expect(&a, 303, "");
	edit_first_unit(&k);
	a = site_get(&k.site, &k.user, send_text(&k, k.text));
	expect(&a, 200, "después se editó el plan");
	expect(&a, 200, "como en el documento: 1.");
	site_close(&k.site);
}

/* What the printed row says otherwise is accepted as it is computed, and told no more. */
static void
test_accept_computed(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	const char *path = send_text(&k, k.text), *plan, *at;
	struct site_answer a = post_at(&k, path, "aceptar", "cuales=todas");

	expect(&a, 303, "");
	k.user = site_user(&k.site, "elena", "elaborador");
	plan = mem_printf(s->mem, "/plan/%lld/hallazgos", plan_at(&k, 0));
	path = mem_printf(s->mem, "%s?regla=24", plan);
	a = site_get(&k.site, &k.user, path);
	expect(&a, 200, "El documento impreso dice 20,33 %");
	expect(&a, 200, "aceptar lo que muestra el formulario: 18,33 %");
	at = strstr(a.body, "aceptar lo que muestra");
	while (strncmp(at, "value=\"", 7) != 0)
		at--;
	a = site_post(&k.site, &k.user, plan, mem_printf(s->mem, "reparar=%.16s", at + 7));
	expect(&a, 303, "");
	a = site_get(&k.site, &k.user, path);
	expect_not(&a, "aceptar lo que muestra");
	site_close(&k.site);
}

/* Nobody is asked to confirm but who takes what was worked on; no flags of commands. */
static void
test_confirmed(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	const char *path = send_text(&k, k.text);
	struct site_answer a = post_at(&k, path, "aceptar", "cuales=todas");
	char *changed, *at;

	expect(&a, 303, "");
	edit_first_unit(&k);
	changed = mem_strdup(s->mem, k.text);
	at = strstr(changed, "Redactar");
	memcpy(at, "Escribir", 8);
	path = send_text(&k, changed);
	a = site_get(&k.site, &k.user, mem_printf(s->mem, "%s/aceptar", path));
	expect(&a, 200, "Toma el lugar de otro");
	expect(&a, 200, "pasan al plan nuevo");
	a = post_at(&k, path, "aceptar", "cuales=todas");
	expect(&a, 409, "Reemplazarlo de todos modos");
	expect_not(&a, "--replace-edited");
	a = post_at(&k, path, "aceptar", "cuales=marcadas&unidad=DV/UBO");
	expect(&a, 303, "");
	site_close(&k.site);
}

/* The text with as much after its end as makes reading it long work. */
static struct site_answer
send_long(struct sent *k, const char *text)
{
	char *filled = mem_array(k->site.s->mem, PENDING_LONG + k->size + 2, 1);
	struct http_file file = { "archivo", "largo.txt", filled, 0 };

	memset(filled, '\n', PENDING_LONG + k->size + 1);
	memcpy(filled, text, strlen(text));
	file.size = strlen(filled);
	return site_upload(&k->site, &k->user, "/importar", "", &file);
}

/* Beside the requests, in a thread of its own, as a server does it. */
static void
test_long(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	struct app like = { .db_name = s->path, .now = people_now, .pack = APP_PACK_DEFAULT };
	struct err err = { 0 };
	struct site_answer a;
	const char *job, *document;

	assert_rc(runner_start(&like, &k.site.web.runner, &err), YUP_OK, &err);
	a = send_long(&k, k.text);
	expect(&a, 303, "");
	assert_int_equal(strncmp(a.location, "/trabajos/", 10), 0);
	job = a.location;
	runner_settle(k.site.web.runner);
	a = site_get(&k.site, &k.user, job);
	expect(&a, 200, "Se pudo leer.");
	expect_not(&a, "data-watch");
	expect_not(&a, "http-equiv");
	document = strstr(a.body, "href=\"/importar/") + 6;
	document = mem_strndup(s->mem, document, strcspn(document, "\""));
	a = site_get(&k.site, &k.user, document);
	expect(&a, 200, "Plan (POA) 2031");
	a = post_at(&k, document, "aceptar", "cuales=todas");
	assert_int_equal(strncmp(a.location, "/trabajos/", 10), 0);
	runner_settle(k.site.web.runner);
	a = site_get(&k.site, &k.user, a.location);
	expect(&a, 200, "Está en vigor.");
	assert_int_equal(store_count_rows(s->path, "plan"), 1);
	a = site_post(&k.site, &k.user, mem_printf(s->mem, "%s/cancelar", job), "");
	expect(&a, 303, "");
	a = site_get(&k.site, &k.user, "/importar");
	expect(&a, 200, "Importar largo.txt");
	runner_stop(k.site.web.runner);
	site_close(&k.site);
}

/* Before it begins it is told as waiting, everywhere, and its document is nobody's yet. */
static void
test_long_waits(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	struct app_import_file file = { "largo.txt", "no es un plan\n", 14 };
	struct app as = people_app(s);
	struct err err = { 0 };
	struct actor planner;
	struct site_answer a;
	const char *path;
	int64_t job;

	as.pack = APP_PACK_DEFAULT;
	assert_rc(app_actor_of_session(&as, s->mem, k.user.secret, &as.by, &err), YUP_OK, &err);
	planner = *as.by;
	assert_rc(app_pending_send(&as, planner.institution_id, &file, &job, &err), YUP_OK, &err);
	path = mem_printf(s->mem, "/trabajos/%lld", (long long)job);
	a = site_get(&k.site, &k.user, path);
	expect(&a, 200, "espera su turno");
	expect(&a, 200, mem_printf(s->mem, "data-watch=\"%s\"", path));
	expect(&a, 200, "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>");
	a = site_get(&k.site, &k.user, "/");
	expect(&a, 200, path);
	a = site_get(&k.site, &k.user, "/importar");
	expect(&a, 200, "Ningún documento espera.");
	a = send_long(&k, k.text);
	expect(&a, 409, "Ya tiene un trabajo largo en curso");
	a = site_post(&k.site, &k.user, mem_printf(s->mem, "%s/cancelar", path), "");
	expect(&a, 409, "lo hace otro servidor");
	as.by = &planner;
	assert_rc(app_job_run(&as, planner.institution_id, job, &err), YUP_OK, &err);
	a = site_get(&k.site, &k.user, path);
	expect(&a, 200, "No se reconoce ni un plan");
	a = site_get(&k.site, &k.user, "/");
	expect_not(&a, path);
	site_close(&k.site);
}

/* Where nobody does long work beside them, requests do it themselves. */
static void
test_long_without_runner(void **state)
{
	struct test_store *s = *state;
	struct sent k = begin(s);
	struct site_answer a = send_long(&k, k.text);

	expect(&a, 303, "");
	a = site_get(&k.site, &k.user, a.location);
	expect(&a, 200, "Se pudo leer.");
	site_close(&k.site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_preview_stores_nothing),
		STORE_TEST(test_accept_and_undo),
		STORE_TEST(test_refusals),
		STORE_TEST(test_some_units),
		STORE_TEST(test_edited_since),
		STORE_TEST(test_accept_computed),
		STORE_TEST(test_confirmed),
		STORE_TEST(test_long),
		STORE_TEST(test_long_waits),
		STORE_TEST(test_long_without_runner),
	};

	return STORE_RUN(argc, argv, tests);
}
