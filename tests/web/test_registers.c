/*
 * test_registers.c - registers on pages and in the API: what a list shows, what a
 * form that was refused keeps, an item from its opening to its end.
 */
#include <string.h>

#include "app/registers.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "support/world.h"

static struct err err;

static struct site_answer
get(struct world *w, const struct site_user *user, const char *path, unsigned status)
{
	struct site_answer a = site_get(&w->site, user, path);

	if (a.status != status)
		fail_msg("%s: %u, not %u: %.400s", path, a.status, status, a.body);
	return a;
}

static struct site_answer
post(struct world *w, const struct site_user *user, const char *path, const char *form,
    unsigned status)
{
	struct site_answer a = site_post(&w->site, user, path, form);

	if (a.status != status)
		fail_msg("%s: %u, not %u: %.2000s", path, a.status, status, a.body);
	return a;
}

static void
shows(const struct site_answer *a, const char *text)
{
	if (strstr(a->body, text) == NULL)
		fail_msg("it does not show %s: %.3000s", text, a->body);
}

static void
hides(const struct site_answer *a, const char *text)
{
	if (strstr(a->body, text) != NULL)
		fail_msg("it shows %s", text);
}

#define AUDIT "/registros/audit_recommendations"

static void
test_from_opening_to_closing(void **state)
{
	struct world w = world_open(*state);
	struct site_user planner = world_user(&w, "pilar", "planificador", 0);
	struct site_answer a = get(&w, &planner, "/registros", 200);
	const char *item;

	shows(&a, "Medidas correctivas");
	shows(&a, "Recomendaciones de auditoría");
	a = post(&w, &planner, AUDIT,
	    "campo.title=Conciliar+bienes&campo.unit=&campo.report=UAI+3&campo.responsible=Jefa&"
	    "campo.due=2031-01-30",
	    303);
	item = mem_strndup(w.mem, a.location, strcspn(a.location, "?"));
	assert_true(strncmp(item, AUDIT "/", strlen(AUDIT "/")) == 0);
	a = get(&w, &planner, item, 200);
	shows(&a, "Conciliar bienes");
	shows(&a, "Pasó su fecha y sigue abierto.");
	shows(&a, "30/01/2031");
	/* refused: what was typed stays */
	a = post(&w, &planner, mem_printf(w.mem, "%s/estado", item), "estado=done&palabra=", 422);
	shows(&a, "Falta decir por qué pasa a «Cumplida».");
	a = post(&w, &planner, item, "visto=1&campo.title=Conciliar+todo&campo.due=nunca", 422);
	shows(&a, "«Fecha comprometida» lleva una fecha del calendario.");
	shows(&a, "Conciliar todo");
	(void)post(&w, &planner, item, "visto=1&campo.due=2031-12-31", 303);
	a = post(&w, &planner, item, "visto=1&campo.due=2031-11-30", 409);
	shows(&a, "Otra persona lo cambió");
	a = get(&w, &planner, item, 200);
	hides(&a, "Pasó su fecha");
	shows(&a, "<del>30/01/2031</del>");
	(void)post(&w, &planner, mem_printf(w.mem, "%s/comentario", item),
	    "comentario=Falta+una+firma", 303);
	(void)post(&w, &planner, mem_printf(w.mem, "%s/estado", item), "estado=done&palabra=Acta+4",
	    303);
	a = get(&w, &planner, item, 200);
	shows(&a, "Falta una firma");
	shows(&a, "lo cierra como «Cumplida»");
	shows(&a, "Falta «Evidencia».");
	hides(&a, "Cambiar los datos");
	a = get(&w, &planner, AUDIT "?estado=cerrados", 200);
	shows(&a, "Conciliar bienes");
	a = get(&w, &planner, AUDIT "?estado=abiertos", 200);
	hides(&a, "Conciliar bienes");
	a = get(&w, &planner, AUDIT "?formato=csv&orden=-numero", 200);
	shows(&a,
	    "N.º,Asunto,Unidad,Estado,Informe,Responsable,Fecha comprometida,Evidencia,Avisos");
	shows(&a, "Conciliar bienes,Toda la institución,Cumplida,UAI 3,Jefa,2031-12-31,,1");
	world_close(&w);
}

/* Who only reads sees no form; who is of another unit does not see it. */
static void
test_who_sees_what(void **state)
{
	struct world w = world_open(*state);
	struct site_user auditor = world_user(&w, "ana", "auditor", 0);
	struct site_user head = world_user(&w, "jorge", "jefe", w.at[WORLD_OWN].org_unit);
	const char *own = world_path(&w, WORLD_OWN, "/registros/{registro}/{asunto}");
	const char *other = world_path(&w, WORLD_OTHER, "/registros/{registro}/{asunto}");
	struct site_answer a = get(&w, &auditor, own, 200);

	hides(&a, "name=\"palabra\"");
	a = get(&w, &auditor, AUDIT, 200);
	hides(&a, "campo.title");
	shows(&a, other);
	a = get(&w, &head, AUDIT, 200);
	shows(&a, own);
	hides(&a, other);
	a = get(&w, &head, own, 200);
	shows(&a, "name=\"palabra\"");
	(void)get(&w, &head, other, 403);
	(void)post(&w, &head, mem_printf(w.mem, "%s/comentario", other), "comentario=x", 403);
	(void)get(&w, &head, "/registros/nada", 404);
	(void)get(&w, &head, "/registros/corrective_measures/0", 404);
	world_close(&w);
}

/* A measure of the row, as the acceptance of a report opens it; its id. */
static int64_t
add_measure(struct world *w, const char *kind, unsigned period)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app app = people_app(w->site.s);
	struct app_measure m = { .year = world_plan(w)->year,
		.period = period,
		.node_id = world_plan(w)->nodes[w->at[WORLD_OWN].row].id,
		.org_unit = w->at[WORLD_OWN].org_unit,
		.kind = kind,
		.text = "Mover la compra",
		.responsible = "Jefe",
		.due = "2031-08-31",
		.month = "Agosto" };
	struct app_register_list found;
	size_t opened = 0;

	assert_rc(db_begin(w->site.s->db, &tx, &err), YUP_OK, &err);
	assert_rc(app_register_from_reports(&app, &tx, w->site.s->institution_id, &m, 1, &opened,
		      &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_int_equal(opened, 1);
	assert_rc(app_register_items(&app, w->mem, w->site.s->institution_id, "corrective_measures",
		      NULL, &found, &err),
	    YUP_OK, &err);
	return found.items[found.count - 1].id;
}

/* The same by a program. */
static void
test_taken_by_programs(void **state)
{
	struct world w = world_open(*state);
	struct site_user planner = world_user(&w, "pilar", "planificador", 0);
	const char *list = world_path(&w, WORLD_OWN, "/api/v1/plans/{plan}/amendment");
	const char *plan = world_path(&w, WORLD_OWN, "{\"plan\":{plan}}");
	const char *item;
	struct site_answer a = get(&w, &planner, list, 200);
	int64_t id;

	shows(&a, "\"items\": []");
	id = add_measure(&w, "reschedule", 3);
	(void)add_measure(&w, "other", 4);
	a = get(&w, &planner, list, 200);
	shows(&a, "\"kind\": \"reschedule\"");
	hides(&a, "\"kind\": \"other\"");
	item = mem_printf(w.mem, "/api/v1/registers/corrective_measures/items/%lld/amendment",
	    (long long)id);
	a = site_script(&w.site, &planner, METHOD_POST, item, NULL, plan);
	assert_int_equal(a.status, 422);
	shows(&a, "not_an_amendment");
	store_execute(w.site.s->path, "UPDATE plan SET version = 1");
	app_plans_done(&w.site.plans);
	a = site_script(&w.site, &planner, METHOD_POST, item, NULL, plan);
	assert_int_equal(a.status, 200);
	shows(&a, world_path(&w, WORLD_OWN, "\"amendment\": {plan}"));
	a = site_script(&w.site, &planner, METHOD_POST, item, NULL, "{\"plan\":0}");
	assert_int_equal(a.status, 200);
	shows(&a, "\"amendment\": null");
	world_close(&w);
}

static void
test_for_the_amendment(void **state)
{
	struct world w = world_open(*state);
	struct site_user planner = world_user(&w, "pilar", "planificador", 0);
	const char *page = world_path(&w, WORLD_OWN, "/plan/{plan}/reformulado");
	struct site_answer a = get(&w, &planner, page, 200);
	const char *form;
	int64_t id;

	shows(&a, "Ninguna medida abierta");
	id = add_measure(&w, "reschedule", 3);
	(void)add_measure(&w, "other", 4);
	a = get(&w, &planner, page, 200);
	shows(&a, "Reprogramar: Agosto");
	shows(&a, world_plan(&w)->nodes[w.at[WORLD_OWN].row].title);
	hides(&a, "Llevar al reformulado"); /* this plan is none */
	hides(&a, "Otra medida");
	form = mem_printf(w.mem, "asunto=%lld&paso=llevar", (long long)id);
	a = post(&w, &planner, mem_printf(w.mem, "%s/medidas", page), form, 422);
	shows(&a, "no es un reformulado en borrador");
	/* the same plan, as if it were one */
	store_execute(w.site.s->path, "UPDATE plan SET version = 1");
	app_plans_done(&w.site.plans);
	a = get(&w, &planner, page, 200);
	shows(&a, "Llevar al reformulado");
	(void)post(&w, &planner, mem_printf(w.mem, "%s/medidas", page), form, 303);
	a = get(&w, &planner, page, 200);
	shows(&a, "en este reformulado");
	a = get(&w, &planner, mem_printf(w.mem, "%s?formato=csv", page), 200);
	shows(&a, "Mover la compra,Agosto,Jefe,2031-08-31,sí");
	a = get(&w, &planner,
	    mem_printf(w.mem, "/registros/corrective_measures/%lld", (long long)id), 200);
	shows(&a, "lo lleva al reformulado");
	shows(&a, "su fila en el plan");
	(void)post(&w, &planner, mem_printf(w.mem, "%s/medidas", page),
	    mem_printf(w.mem, "asunto=%lld&paso=sacar", (long long)id), 303);
	(void)post(&w, &planner, mem_printf(w.mem, "%s/medidas", page),
	    mem_printf(w.mem, "asunto=%lld&paso=cerrar&estado=dropped&palabra=Ya+no",
		(long long)id),
	    303);
	a = get(&w, &planner, page, 200);
	shows(&a, "Ninguna medida abierta");
	world_close(&w);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_from_opening_to_closing),
		STORE_TEST(test_who_sees_what),
		STORE_TEST(test_for_the_amendment),
		STORE_TEST(test_taken_by_programs),
	};

	return STORE_RUN(argc, argv, tests);
}
