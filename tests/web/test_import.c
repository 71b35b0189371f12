/* test_import.c - a document sent, looked at, accepted whole or in part, undone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "app/versions.h"
#include "base/date.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"

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

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_preview_stores_nothing),
		STORE_TEST(test_accept_and_undo),
		STORE_TEST(test_refusals),
		STORE_TEST(test_some_units),
	};

	return STORE_RUN(argc, argv, tests);
}
