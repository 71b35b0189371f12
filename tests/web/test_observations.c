/*
 * test_observations.c - observations on pages and in the API: who sees and does
 * what, what a form that was refused keeps, what is shown of what was typed.
 */
#include <stdio.h>
#include <string.h>

#include "app/accounts.h"
#include "app/import.h"
#include "app/live.h"
#include "app/plan_list.h"
#include "core/plan.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"

struct world {
	struct site site;
	int64_t plan, org_unit;
	const char *unit; /* its id */
	uint32_t row;     /* 1.1.1.1 of it */
	struct site_user drafter, head, planner, reader, stranger;
};

static struct err err;

static int64_t
add_institution(struct test_store *s)
{
	const char *const paths[] = { POA };
	struct institution it = { .name = "Instituto del Eco",
		.acronym = "IE",
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	struct app app = people_app(s);
	struct app_import_request request = { .paths = paths, .count = 1, .institution = it.name };
	struct app_import out;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
	return id;
}

static void
find_unit(struct world *w)
{
	struct app app = people_app(w->site.s);
	struct app_version *list;
	const struct plan_live *live;
	const struct plan *plan;
	size_t count;

	assert_rc(app_plans_of(&app, w->site.s->mem, w->site.s->institution_id, &list, &count,
		      &err),
	    YUP_OK, &err);
	w->plan = list[0].head.id;
	assert_rc(app_plan_live(&app, &w->site.plans, w->site.s->institution_id, w->plan, &live,
		      &err),
	    YUP_OK, &err);
	plan = plan_live_plan(live);
	while (w->row < plan->node_count && strcmp(plan->nodes[w->row].code, "1.1.1.1") != 0)
		w->row++;
	assert_true(w->row < plan->node_count);
	w->unit = mem_strdup(w->site.s->mem, plan->units[plan->nodes[w->row].unit].id);
	w->org_unit = plan->units[plan->nodes[w->row].unit].org_unit_id;
}

static struct site_user
user_at(struct world *w, const char *login, const char *role)
{
	struct site_user user = site_user(&w->site, login, NULL);
	struct app app = people_app(w->site.s);
	int64_t id;

	assert_rc(app_account_find(&app, w->site.s->institution_id, login, &id, &err), YUP_OK,
	    &err);
	(void)people_grant(w->site.s, id, role, w->org_unit);
	return user;
}

static struct world
open_world(struct test_store *s)
{
	struct world w = { .site = site_open(s) };

	s->institution_id = add_institution(s);
	find_unit(&w);
	w.drafter = user_at(&w, "elena", "elaborador");
	w.head = user_at(&w, "jorge", "jefe");
	w.planner = site_user(&w.site, "pilar", "planificador");
	w.reader = site_user(&w.site, "carla", "consulta");
	w.stranger = site_user(&w.site, "nadie", NULL);
	return w;
}

/* "/plan/7" and what follows. */
static const char *
at(const struct world *w, const char *rest)
{
	return mem_printf(w->site.s->mem, "/plan/%lld%s", (long long)w->plan, rest);
}

static const char *
of_unit(const struct world *w, const char *rest)
{
	return at(w, mem_printf(w->site.s->mem, "/unidad/%s%s", w->unit, rest));
}

static struct site_answer
post(struct world *w, const struct site_user *user, const char *path, const char *form,
    unsigned status)
{
	struct site_answer a = site_post(&w->site, user, path, form);

	if (a.status != status)
		fail_msg("%s: %u, not %u\n%.1500s", path, a.status, status, a.body);
	return a;
}

static struct site_answer
get(struct world *w, const struct site_user *user, const char *path, unsigned status)
{
	struct site_answer a = site_get(&w->site, user, path);

	if (a.status != status)
		fail_msg("%s: %u, not %u\n%.1500s", path, a.status, status, a.body);
	return a;
}

static void
shows(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) == NULL)
		fail_msg("there is no «%s» in\n%s", part, a->body);
}

static void
hides(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) != NULL)
		fail_msg("there is «%s» in\n%s", part, a->body);
}

static const char *
observing(const struct world *w, const char *cell, const char *text)
{
	return mem_printf(w->site.s->mem, "fila=%u&celda=%s&texto=%s", w->row, cell, text);
}

/* ---- Tests ----------------------------------------------------------------------------- */

static void
test_from_mark_to_validation(void **state)
{
	struct world w = open_world(*state);
	struct site_answer a;

	a = get(&w, &w.planner, of_unit(&w, ""), 200);
	hides(&a, "id=\"observar\"");
	post(&w, &w.drafter, of_unit(&w, "/paso"), "paso=enviar&confirmado=99", 303);
	post(&w, &w.head, of_unit(&w, "/paso"), "paso=aprobar", 303);
	a = get(&w, &w.planner, of_unit(&w, ""), 200);
	shows(&a, "id=\"observar\"");
	a = get(&w, &w.drafter, of_unit(&w, ""), 200);
	hides(&a, "id=\"observar\"");
	post(&w, &w.drafter, at(&w, "/observaciones"), observing(&w, "weight", "No"), 403);
	post(&w, &w.reader, at(&w, "/observaciones"), observing(&w, "weight", "No"), 403);
	a = post(&w, &w.planner, at(&w, "/observaciones"), observing(&w, "weight", "Pesa+mucho"),
	    303);
	assert_string_equal(a.location, at(&w, "/observaciones?listo=observado#obs-1"));
	a = get(&w, &w.drafter, at(&w, "/observaciones"), 200);
	hides(&a, "Pesa mucho"); /* until it is sent */
	a = get(&w, &w.planner, at(&w, "/revision"), 200);
	shows(&a, "1 Por enviar");
	post(&w, &w.planner, at(&w, "/revision"),
	    mem_printf(w.site.s->mem, "unidades=%s&paso=devolver&motivo=Ver", w.unit), 303);
	a = get(&w, &w.drafter, "/", 200);
	shows(&a, "Observaciones por responder");
	a = get(&w, &w.drafter, of_unit(&w, ""), 200);
	shows(&a, "Pesa mucho");
	shows(&a, "class=\"locked\"");
	shows(&a, "class=\"flag\" href=\"#obs-1\"");
	a = post(&w, &w.drafter, at(&w, mem_printf(w.site.s->mem, "/fila/%u", w.row)),
	    "responsible=Otra", 409);
	shows(&a, "no está entre lo observado");
	a = post(&w, &w.drafter, of_unit(&w, "/paso"), "paso=enviar&confirmado=99", 409);
	shows(&a, "sin responder");
	post(&w, &w.drafter, at(&w, "/observaciones/1/atender"), "", 403);
	post(&w, &w.drafter, at(&w, "/observaciones/1/responder"),
	    "texto=As%C3%AD+se+pidi%C3%B3&volver=/planes", 303);
	post(&w, &w.drafter, of_unit(&w, "/paso"), "paso=enviar&confirmado=99", 303);
	post(&w, &w.head, of_unit(&w, "/paso"), "paso=aprobar", 303);
	a = get(&w, &w.planner, "/", 200);
	shows(&a, "Observaciones respondidas");
	post(&w, &w.planner, at(&w, "/observaciones/1/atender"), "texto=Bien", 303);
	post(&w, &w.planner, of_unit(&w, "/paso"), "paso=validar", 303);
	a = get(&w, &w.reader, at(&w, "/observaciones?estado=atendida&orden=-unidad"), 200);
	shows(&a, "Así se pidió");
	hides(&a, "/responder\"");
	a = get(&w, &w.reader, at(&w, "/observaciones.csv"), 200);
	shows(&a, "settled,");
	get(&w, &w.stranger, at(&w, "/observaciones"), 403);
	site_close(&w.site);
}

/* What was typed comes back with the reason; nobody is sent elsewhere; a text is a text. */
static void
test_forms_that_are_refused(void **state)
{
	static const char *const AWAY[] = { "//otra.example/", "https://otra.example/",
		"javascript:1", "/%5Cotra" };
	struct world w = open_world(*state);
	struct site_answer a;

	post(&w, &w.drafter, of_unit(&w, "/paso"), "paso=enviar&confirmado=99", 303);
	a = post(&w, &w.planner, at(&w, "/observaciones"),
	    observing(&w, "position", "Algo+que+decir"), 422);
	shows(&a, "Algo que decir");
	a = post(&w, &w.planner, at(&w, "/observaciones"), observing(&w, "weight", ""), 422);
	post(&w, &w.planner, at(&w, "/observaciones"), "unidad=nada&texto=x", 404);
	post(&w, &w.planner, at(&w, "/observaciones"), "fila=99999&texto=x", 422);
	for (size_t i = 0; i < sizeof(AWAY) / sizeof(AWAY[0]); i++) {
		a = post(&w, &w.planner, at(&w, "/observaciones"),
		    mem_printf(w.site.s->mem, "%s&volver=%s",
			observing(&w, "title", "%3Cscript%3Ealert(1)%3C/script%3E"), AWAY[i]),
		    303);
		assert_true(strncmp(a.location, "/", 1) == 0 && a.location[1] != '/' &&
		    a.location[1] != '\\');
	}
	a = get(&w, &w.planner, at(&w, "/observaciones"), 200);
	shows(&a, "&lt;script&gt;");
	hides(&a, "<script>alert");
	a = post(&w, &w.planner, at(&w, "/observaciones"),
	    mem_printf(w.site.s->mem, "unidad=%s&texto=Toda&paso=devolver", w.unit), 303);
	a = post(&w, &w.drafter, at(&w, "/observaciones/1/responder"), "texto=+", 422);
	shows(&a, "role=\"alert\"");
	post(&w, &w.planner, at(&w, "/observaciones/1/retirar"), "", 409);
	post(&w, &w.planner, at(&w, "/observaciones/77/atender"), "", 404);
	site_close(&w.site);
}

static void
test_the_api(void **state)
{
	struct world w = open_world(*state);
	const char *list = mem_printf(w.site.s->mem, "/api/v1/plans/%lld/observations",
	    (long long)w.plan);
	const char *made = mem_printf(w.site.s->mem,
	    "{\"unit\":\"\",\"node\":%u,\"field\":\"schedule\",\"period\":3,\"text\":\"En marzo no\"}",
	    w.row);
	const char *wrong = mem_printf(w.site.s->mem,
	    "{\"unit\":\"\",\"node\":%u,\"field\":\"peso\",\"period\":0,\"text\":\"x\"}", w.row);
	const char *reply = mem_printf(w.site.s->mem, "%s/1/replies", list);
	const char *settle = mem_printf(w.site.s->mem, "%s/1/settle", list);
	struct site_answer a;

	post(&w, &w.drafter, of_unit(&w, "/paso"), "paso=enviar&confirmado=99", 303);
	a = site_script(&w.site, &w.planner, METHOD_POST, list, NULL, wrong);
	assert_int_equal(a.status, 422);
	shows(&a, "field_unknown");
	a = site_script(&w.site, &w.drafter, METHOD_POST, list, NULL, made);
	assert_int_equal(a.status, 403);
	a = site_script(&w.site, &w.planner, METHOD_POST, list, NULL, made);
	assert_int_equal(a.status, 201);
	shows(&a, "\"state\": \"drafted\"");
	post(&w, &w.planner, of_unit(&w, "/paso"), "paso=devolver&motivo=Ver", 303);
	a = site_script(&w.site, &w.drafter, METHOD_POST, reply, NULL, "{\"text\":\"Sí\"}");
	assert_int_equal(a.status, 201);
	shows(&a, "\"state\": \"answered\"");
	a = site_script(&w.site, &w.drafter, METHOD_POST, settle, NULL, "{\"text\":\"\"}");
	assert_int_equal(a.status, 403);
	a = site_script(&w.site, &w.planner, METHOD_POST, settle, NULL, "{\"text\":\"\"}");
	assert_int_equal(a.status, 200);
	a = site_script(&w.site, &w.planner, METHOD_POST, settle, NULL, "{\"text\":\"\"}");
	assert_int_equal(a.status, 409);
	shows(&a, "observation_past");
	a = site_script(&w.site, &w.reader, METHOD_GET, list, NULL, "");
	assert_int_equal(a.status, 200);
	shows(&a, "\"state\": \"settled\"");
	shows(&a, "\"act\": \"replied\"");
	a = site_script(&w.site, &w.reader, METHOD_GET,
	    mem_printf(w.site.s->mem, "%s?after=1", list), NULL, "");
	hides(&a, "En marzo no");
	site_close(&w.site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_from_mark_to_validation),
		STORE_TEST(test_forms_that_are_refused),
		STORE_TEST(test_the_api),
	};

	return STORE_RUN(argc, argv, tests);
}
