/* test_lists.c - lists of a plan as files; a row's sheet; pages in English, refusals and all. */
#include <stdio.h>
#include <string.h>

#include "app/import.h"
#include "app/plan_list.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"

struct world {
	struct site site;
	struct mem *mem;
	struct site_user planner;
	int64_t plan;
	uint32_t row; /* 1.1.1.1 */
};

static struct err err;

static struct world
open_world(struct test_store *s)
{
	static const char *const PATHS[] = { POA };
	struct app_import_request request = { .paths = PATHS,
		.count = 1,
		.institution = "Instituto del Eco" };
	struct institution it = { .name = "Instituto del Eco",
		.acronym = "IE",
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	struct world w = { .site = site_open(s), .mem = s->mem };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app app = people_app(s);
	const struct plan_live *live;
	struct app_version *list;
	struct app_import out;
	size_t count;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &s->institution_id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
	assert_rc(app_plans_of(&app, s->mem, s->institution_id, &list, &count, &err), YUP_OK, &err);
	w.plan = list[0].head.id;
	assert_rc(app_plan_live(&app, &w.site.plans, s->institution_id, w.plan, &live, &err),
	    YUP_OK, &err);
	while (strcmp(plan_live_plan(live)->nodes[w.row].code, "1.1.1.1") != 0)
		w.row++;
	w.planner = site_user(&w.site, "pilar", "planificador");
	return w;
}

/* "{p}" the plan, "{r}" the row. */
static const char *
path_of(const struct world *w, const char *text)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (; *text != '\0'; text++) {
		if (text[0] != '{') {
			str_put_char(&s, *text);
			continue;
		}
		str_printf(&s, "%lld", text[1] == 'p' ? (long long)w->plan : (long long)w->row);
		text += 2;
	}
	return mem_strdup(w->mem, str_text(&s));
}

static struct site_answer
get(struct world *w, const struct site_user *user, const char *path)
{
	return site_get(&w->site, user, path_of(w, path));
}

static struct site_answer
post(struct world *w, const struct site_user *user, const char *path, const char *form)
{
	return site_post(&w->site, user, path_of(w, path), form);
}

static void
assert_answer(const struct site_answer *a, unsigned status, const char *what)
{
	if (a->status != status)
		fail_msg("%s: %u, not %u\n%s", what, a->status, status, a->body);
}

static void
assert_shows(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) == NULL)
		fail_msg("there is no «%s» in\n%s", part, a->body);
}

static void
assert_hides(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) != NULL)
		fail_msg("there is «%s»: %.200s", part, strstr(a->body, part));
}

/* Every list of a plan is a file too: all rows, in their order, no formula, for who may take it. */
static void
test_lists_as_files(void **state)
{
	static const struct {
		const char *path, *head, *part;
	} LISTS[] = {
		{ "/planes?formato=csv", "Gestión,Versión,Estado,", ",Borrador," },
		{ "/plan/{p}?formato=csv", "Lugar,Unidad,Estado,", "UVE" },
		{ "/plan/{p}/revision?formato=csv", "Lugar,Unidad,Estado,", "UBO" },
		{ "/plan/{p}/diferencias?formato=csv", "Qué pasó,Unidad,Código,",
		    "Cambiada,DV/UVE,1.1.1.1," },
		{ "/buscar?q=1.1&formato=csv", "Código,Descripción,Nivel,",
		    "1.1.1.1,'=1+2,Actividad" },
		{ "/marco?formato=csv", "De qué plan,Código,", "PEI,3.1," },
		{ "/marco/articulacion?formato=csv", "Código,Objetivo institucional,", "1.1," },
	};
	struct world w = open_world(*state);
	struct site_user admin = site_user(&w.site, "andres", "administrador");
	struct site_answer a = post(&w, &w.planner, "/plan/{p}/fila/{r}", "title=%3D1%2B2");

	assert_answer(&a, 303, "a title that is a formula");
	a = post(&w, &w.planner, "/marco",
	    "clase=2&codigo=3.1&titulo=%2BAgua&primero=2027&ultimo=2031");
	assert_answer(&a, 303, "an element");
	for (size_t i = 0; i < sizeof(LISTS) / sizeof(LISTS[0]); i++) {
		a = get(&w, &w.planner, LISTS[i].path);
		assert_answer(&a, 200, LISTS[i].path);
		assert_string_equal(a.type, "text/csv; charset=utf-8");
		assert_int_equal(strncmp(a.body, LISTS[i].head, strlen(LISTS[i].head)), 0);
		assert_shows(&a, LISTS[i].part);
		assert_hides(&a, ",=1+2");
		a = get(&w, &admin, LISTS[i].path);
		assert_true(a.status == 403);
	}
	a = get(&w, &w.planner, "/marco?formato=csv&q=riego");
	assert_hides(&a, "Agua");
	a = get(&w, &w.planner, "/buscar?q=una+persona"); /* what accounts of tests are called */
	assert_non_null(strstr(a.body, "<h2>Personas</h2>"));
	assert_null(strstr(a.body, "/administracion/personas/"));
	a = get(&w, &w.planner, "/buscar?q=veletas&formato=csv-unidades");
	assert_non_null(strstr(a.body, "Lugar,Unidad,Sigla,Estado"));
	assert_non_null(strstr(a.body, "VELETAS"));
	a = get(&w, &w.planner, "/buscar?q=1.1&formato=csv&orden=-codigo");
	assert_true(strstr(a.body, "1.1.2.1,") < strstr(a.body, "1.1.1.1,"));
	a = get(&w, &w.planner, "/plan/{p}/revision");
	assert_shows(&a, "Exportar CSV");
	site_close(&w.site);
}

/* The sheet is kept with the row; codes are words on the page. */
static void
test_sheet(void **state)
{
	struct world w = open_world(*state);
	struct site_answer a = get(&w, &w.planner, "/plan/{p}/fila/{r}");

	assert_shows(&a, "<details class=\"sheet\" id=\"ficha\"><summary>");
	a = post(&w, &w.planner, "/plan/{p}/fila/{r}",
	    "formula=a+%2F+b&frequency=half_yearly&direction=&measure_unit=visita");
	assert_answer(&a, 303, "ficha");
	a = get(&w, &w.planner, "/plan/{p}/fila/{r}");
	assert_shows(&a, "id=\"ficha\" open>");
	assert_shows(&a, "<option value=\"half_yearly\" selected>semestral</option>");
	assert_shows(&a, "frecuencia de medición: <del>sin decir</del> → <ins>semestral</ins>");
	a = post(&w, &w.planner, "/plan/{p}/fila/{r}", "frequency=weekly");
	assert_answer(&a, 422, "no such word");
	site_close(&w.site);
}

static struct site_answer
get_english(struct world *w, const struct site_user *user, const char *path)
{
	return site_send(&w->site, user, METHOD_GET, path_of(w, path), "accept-language", "en-GB",
	    NULL);
}

/* What templates do not say is in English too: refusals, findings, rules, log, roles. */
static void
test_english(void **state)
{
	struct world w = open_world(*state);
	struct site_user reader = site_user(&w.site, "carla", "consulta");
	struct site_user auditor = site_user(&w.site, "aida", "auditor");
	struct site_answer a = post(&w, &w.planner, "/plan/{p}/fila/{r}", "weight=41");

	w.site.web.english = catalogue_of("en", &w.site.english);
	assert_non_null(w.site.web.english);
	assert_answer(&a, 303, "a weight");
	a = get_english(&w, &reader, "/bitacora");
	assert_answer(&a, 403, "the log, to a reader");
	assert_shows(&a, "It may be done by who has one of these roles");
	a = get_english(&w, &w.planner, "/plan/999999");
	assert_shows(&a, "That plan does not exist.");
	a = get_english(&w, &w.planner, "/plan/{p}/hallazgos?regla=11");
	assert_shows(&a, "in all, and must add up to 100 %. Adjust their weights;");
	assert_shows(&a, "The activities of an objective weigh 100 %");
	assert_hides(&a, "ponderan");
	a = get_english(&w, &w.planner, "/plan/{p}/fila/{r}");
	assert_shows(&a, "weight: <del>");
	a = get_english(&w, &w.planner, "/administracion/ajustes");
	assert_shows(&a, "Each schedule by its behaviour");
	a = get_english(&w, &auditor, "/bitacora?accion=plan.change");
	assert_shows(&a, "title=\"plan.change\">change a plan</a>");
	a = get_english(&w, &w.planner, "/plan/{p}?formato=csv");
	assert_shows(&a, "Place,Unit,State,");
	site_close(&w.site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_lists_as_files),
		STORE_TEST(test_sheet),
		STORE_TEST(test_english),
	};

	return STORE_RUN(argc, argv, tests);
}
