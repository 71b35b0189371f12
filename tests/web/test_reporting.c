/*
 * test_reporting.c - a period's pages and API: typed in with and without script, told
 * where it is wrong or somebody else was there, handed in, returned, closed, corrected.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/plan.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "support/world.h"

struct told {
	struct world world;
	struct site_user drafter, head, planner, reader;
};

static struct told
open_told(struct test_store *s)
{
	struct told t = { .world = world_open(s) };
	int64_t org_unit = t.world.at[WORLD_OWN].org_unit;

	t.drafter = world_user(&t.world, "elena.dos", "elaborador", org_unit);
	t.head = world_user(&t.world, "jorge.dos", "jefe", org_unit);
	t.planner = site_user(&t.world.site, "pilar.dos", "planificador");
	t.reader = site_user(&t.world.site, "carla.dos", "consulta");
	return t;
}

static const char *
path(struct told *t, const char *pattern)
{
	return world_path(&t->world, WORLD_OWN, pattern);
}

/* It answered so, and says that. */
static void
check(struct site_answer a, unsigned status, const char *says)
{
	if (a.status != status || (says != NULL && strstr(a.body, says) == NULL))
		fail_msg("%u, not %u with «%s»: %.3000s", a.status, status,
		    says != NULL ? says : "", a.body);
}

static struct site_answer
save(struct told *t, const struct site_user *who, const char *cells)
{
	return site_script(&t->world.site, who, METHOD_POST,
	    path(t, "/api/v1/reports/{year}/{period}/cells"), NULL, path(t, cells));
}

static struct site_answer
send_json(struct told *t, const struct site_user *who, const char *to, const char *body)
{
	return site_script(&t->world.site, who, METHOD_POST, to, NULL, body);
}

static void
test_calendar(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;

	check(site_get(site, &t.reader, "/seguimiento"), 200, "Primer semestre");
	check(site_get(site, &t.reader, "/seguimiento"), 200, "Por abrir");
	check(site_get(site, &t.reader, "/seguimiento"), 200, "<td>enero a junio</td>");
	check(site_get(site, &t.reader, path(&t, "/seguimiento/{anio}/1")), 200,
	    "Primer semestre <span class=\"soft\">enero a junio</span></h1>");
	check(site_get(site, &t.planner, "/seguimiento"), 200, "name=\"abrir\" value=\"2\"");
	check(site_post(site, &t.planner, "/seguimiento", path(&t, "gestion={year}&cada=3&dias=5")),
	    409, "ya se usó");
	check(site_post(site, &t.planner, "/seguimiento", path(&t, "gestion={year}&abrir=2")), 409,
	    "todavía no está aprobado");
	check(site_get(site, &t.reader, path(&t, "/seguimiento/{anio}/2")), 409, "no está abierto");
	check(site_get(site, &t.reader, path(&t, "/seguimiento/{anio}/9")), 404, NULL);
	world_close(&t.world);
}

static void
test_typed_with_script(void **state)
{
	struct told t = open_told(*state);

	check(
	    save(&t, &t.drafter,
		"{\"cells\":[{\"node\":{node},\"revision\":0,\"field\":\"value\",\"text\":\"1\"}]}"),
	    200, "\"revision\": 1");
	check(
	    save(&t, &t.head,
		"{\"cells\":[{\"node\":{node},\"revision\":0,\"field\":\"value\",\"text\":\"2\"}]}"),
	    409, "\"theirs\": \"1\"");
	check(
	    save(&t, &t.drafter,
		"{\"cells\":[{\"node\":{node},\"revision\":1,\"field\":\"value\",\"text\":\"x\"}]}"),
	    422, "\"field\": \"value\"");
	check(
	    save(&t, &t.drafter,
		"{\"cells\":[{\"node\":{node},\"revision\":1,\"field\":\"color\",\"text\":\"x\"}]}"),
	    422, NULL);
	check(
	    save(&t, &t.reader,
		"{\"cells\":[{\"node\":{node},\"revision\":1,\"field\":\"value\",\"text\":\"3\"}]}"),
	    403, NULL);
	check(site_script(&t.world.site, &t.drafter, METHOD_POST,
		  path(&t, "/api/v1/reports/{year}/{period}/cells/try"), NULL,
		  path(&t,
		      "{\"cells\":[{\"node\":{node},\"revision\":1,\"field\":\"value\","
		      "\"text\":\"9\"}]}")),
	    200, "\"computed\"");
	check(site_get(&t.world.site, &t.reader,
		  path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}")),
	    200, ">1<");
	world_close(&t.world);
}

static void
test_typed_without_script(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *unit = path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}");

	check(site_get(site, &t.drafter, unit), 200, path(&t, "name=\"{fila}.obtained\""));
	check(site_post(site, &t.drafter, unit,
		  path(&t,
		      "{fila}.seen=0&{fila}.value=2&{fila}.obtained=Se+hizo.&{fila}.cause=staff")),
	    303, NULL);
	check(site_get(site, &t.drafter, unit), 200, "value=\"Se hizo.\"");
	check(site_post(site, &t.drafter, unit, path(&t, "{fila}.seen=1&{fila}.value=dos")), 422,
	    "role=\"alert\"");
	check(site_get(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}/documento")), 200,
	    "Se hizo.");
	check(site_get(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}/documento")), 200,
	    path(&t, "<a href=\"/seguimiento/{anio}/{periodo}/fila/{fila}\">"));
	check(site_get(site, &t.planner,
		  path(&t, "/seguimiento/{anio}/{periodo}/documento?unidad={unidad_del_plan}")),
	    200, "Se hizo.");
	check(site_get(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}/documento")), 200,
	    "las cifras pueden cambiar");
	check(site_get(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}")), 200,
	    ">Eficacia</th>");
	check(site_get(site, &t.planner,
		  path(&t, "/seguimiento/{anio}/{periodo}/documento?unidad={unidad_del_plan}")),
	    200, path(&t, "<option value=\"{unidad_del_plan}\" selected>"));
	check(site_get(site, &t.planner,
		  path(&t, "/seguimiento/{anio}/{periodo}/documento?unidad=NADA")),
	    404, NULL);
	world_close(&t.world);
}

static void
test_passed_and_closed(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *period = path(&t, "/seguimiento/{anio}/{periodo}");
	const char *unit = path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}");
	const char *step = path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}/paso");

	check(site_post(site, &t.drafter, step, "accion=enviar"), 409, "no está completo");
	check(site_post(site, &t.planner, period, "accion=aceptar"), 422, "No eligió");
	check(site_post(site, &t.planner, period, "accion=cerrar"), 409, "por excepción");
	check(site_post(site, &t.planner, period,
		  path(&t,
		      "accion=ampliar&unidades={unidad_del_plan}&hasta=2031-08-01&motivo=feriado")),
	    303, NULL);
	check(site_get(site, &t.reader, unit), 200, "01/08/2031");
	check(site_post(site, &t.planner, period, "accion=cerrar&motivo=fin"), 303, NULL);
	check(site_get(site, &t.drafter, unit), 200, "ya no se cambia");
	check(site_post(site, &t.drafter, unit, path(&t, "{fila}.value=3&motivo=x")), 409,
	    "se cerró");
	check(site_post(site, &t.planner, unit, path(&t, "{fila}.value=3")), 422, NULL);
	check(site_post(site, &t.planner, unit, path(&t, "{fila}.value=3&motivo=mal+contado")), 303,
	    NULL);
	world_close(&t.world);
}

/* As if the unit's report had come to the planning office. */
static void
hand_in(struct told *t)
{
	struct test_store *s = t->world.site.s;

	store_execute(s->path,
	    mem_printf(s->mem, "INSERT INTO unit_report VALUES (%lld, %d, 1, '%s', 2, NULL)",
		(long long)s->institution_id, t->world.year, path(t, "{unidad_del_plan}")));
}

static void
test_observed_at_the_cell(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *unit = path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}");
	const char *step = path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}/paso");
	const char *list = path(&t, "/plan/{plan}/observaciones");
	const char *one = path(&t, "periodo=1&fila={fila}&celda=obtained&texto=No+cuadra&volver=");
	const char *marked = "{\"cells\":[{\"node\":{node},\"revision\":0,"
			     "\"field\":\"obtained\",\"text\":\"1\"}]}";
	const char *other = "{\"cells\":[{\"node\":{node},\"revision\":0,"
			    "\"field\":\"value\",\"text\":\"1\"}]}";
	struct test_store *s = site->s;

	check(site_post(site, &t.planner, list, one), 409, "está abierta entera");
	hand_in(&t);
	check(site_get(site, &t.planner, unit), 200, "id=\"observar\"");
	check(site_post(site, &t.drafter, list, one), 403, NULL);
	check(site_post(site, &t.planner, list, mem_printf(s->mem, "%s%s", one, unit)), 303, NULL);
	check(site_get(site, &t.planner, unit), 200, "class=\"flag\"");
	check(site_get(site, &t.planner, mem_printf(s->mem, "%s?periodo=1", list)), 200,
	    "No cuadra");
	check(site_post(site, &t.planner, step, "accion=aceptar"), 409, "no se le enviaron");
	check(site_post(site, &t.planner, step, "accion=devolver&motivo=Vea"), 303, NULL);
	check(site_get(site, &t.drafter, "/"), 200,
	    path(&t,
		"/plan/{plan}/observaciones?periodo={periodo}&amp;unidad={unidad_del_plan}"
		"&amp;estado=por-responder"));
	check(site_get(site, &t.drafter, "/"), 200, "Observaciones por responder");
	assert_null(strstr(site_get(site, &t.planner, "/").body, "Observaciones por responder"));
	check(site_get(site, &t.drafter, unit), 200, "solo cambia lo que lleva");
	check(site_get(site, &t.drafter, unit), 200, "class=\"locked\"");
	check(save(&t, &t.drafter, other), 422, "cell_not_marked");
	check(save(&t, &t.drafter, marked), 200, NULL);
	check(site_get(site, &t.drafter, unit), 200, "Respondida");
	check(site_get(site, &t.planner, "/"), 200, "Observaciones respondidas");
	assert_null(
	    strstr(site_get(site, &t.drafter, list).body, "No cuadra")); /* it is not the plan's */
	world_close(&t.world);
}

/* The second half of the year is reported too. */
static void
open_second(struct told *t)
{
	struct test_store *s = t->world.site.s;

	store_execute(s->path,
	    mem_printf(s->mem,
		"UPDATE report_period SET state = %d, plan_id = %lld "
		"WHERE institution_id = %lld AND year = %d AND period = 2",
		PERIOD_OPEN, (long long)t->world.at[WORLD_OWN].plan, (long long)s->institution_id,
		t->world.year));
}

/* Observations of a plan or of a period, and what is done to one: how it is answered. */
static void
check_act(struct told *t, const char *list, unsigned long id, const char *act, unsigned status)
{
	struct site *site = &t->world.site;

	check(site_script(site, &t->planner, METHOD_POST,
		  mem_printf(site->s->mem, "%s/%lu/%s", list, id, act), NULL,
		  "{\"text\":\"Diga.\"}"),
	    status, NULL);
}

static void
test_observed_by_programs(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *list = path(&t, "/api/v1/reports/{year}/{period}/observations");
	const char *made = path(&t,
	    "{\"unit\":\"\",\"node\":{node},\"field\":\"cause\",\"period\":0,\"text\":\"¿Por qué?\"}");
	struct test_store *s = site->s;
	struct site_answer a;
	const char *whole = path(&t, "/api/v1/plans/{plan}/observations");
	unsigned long id, of_plan = (unsigned long)t.world.at[WORLD_OWN].observation;

	hand_in(&t);
	a = site_script(site, &t.planner, METHOD_POST, list, NULL, made);
	check(a, 201, "\"field\": \"cause\"");
	id = strtoul(strstr(a.body, "\"id\": ") + strlen("\"id\": "), NULL, 10);
	check(site_get(site, &t.planner, list), 200, "\"report\": 1");
	assert_null(
	    strstr(site_get(site, &t.planner, path(&t, "/api/v1/plans/{plan}/observations")).body,
		"¿Por qué?"));
	open_second(&t);
	check_act(&t, whole, id, "settle", 404);
	check_act(&t, path(&t, "/api/v1/reports/{year}/2/observations"), id, "settle", 404);
	check_act(&t, path(&t, "/api/v1/reports/{year}/2/observations"), id, "replies", 404);
	check_act(&t, list, of_plan, "replies", 404);
	check_act(&t, list, of_plan, "settle", 404);
	check(site_script(site, &t.planner, METHOD_POST,
		  mem_printf(s->mem, "%s/%lu/settle", list, id), NULL, "{\"text\":\"\"}"),
	    200, "settled");
	check(site_script(site, &t.planner, METHOD_POST, mem_printf(s->mem, "%s/900/settle", list),
		  NULL, "{\"text\":\"\"}"),
	    404, NULL);
	world_close(&t.world);
}

/* One row: how its figure comes about, what was said, what it was before and why it changed. */
static void
test_the_page_of_a_row(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *row = path(&t, "/seguimiento/{anio}/{periodo}/fila/{fila}");
	const char *unit = path(&t, "/seguimiento/{anio}/{periodo}/unidad/{unidad}");
	struct site_answer a;

	check(site_get(site, &t.drafter, unit), 200, row); /* linked from the report */
	check(site_get(site, &t.drafter, row), 200, "no se dijo cuánto avanzó");
	check(site_post(site, &t.drafter, unit, path(&t, "{fila}.seen=0&{fila}.stated=12")), 303,
	    NULL);
	check(site_get(site, &t.drafter, row), 200, "ningún número lo calcula");
	check(site_post(site, &t.drafter, unit,
		  path(&t, "{fila}.seen=1&{fila}.value=1&{fila}.obtained=Se+hizo.")),
	    303, NULL);
	a = site_get(site, &t.drafter, row);
	check(a, 200, "1 ÷ ");
	check(a, 200, "Umbral de");
	check(a, 200, "Se hizo.");
	check(site_post(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}"),
		  "accion=cerrar&motivo=fin"),
	    303, NULL);
	check(site_post(site, &t.planner, unit,
		  path(&t,
		      "{fila}.obtained=Se+hizo+a+medias.&"
		      "motivo=Mal+copiado")),
	    303, NULL);
	a = site_get(site, &t.planner, row);
	check(a, 200, "Se hizo a medias.");
	check(a, 200, "corrección");
	check(a, 200, "Mal copiado");
	check(site_get(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}/fila/99999")), 404,
	    NULL);
	world_close(&t.world);
}

/* A program reads periods, units and a row, and corrects a closed period with a reason. */
static void
test_read_and_corrected_by_programs(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *cells = "{\"cells\":[{\"node\":{node},\"revision\":1,\"field\":\"value\","
			    "\"text\":\"4\"}]";
	struct test_store *s = site->s;
	struct site_answer a;

	check(site_get(site, &t.reader, "/api/v1/periods"), 200, "\"state\": \"open\"");
	check(site_get(site, &t.reader, "/api/v1/periods?year=1999"), 200, "\"periods\": []");
	a = site_get(site, &t.drafter, path(&t, "/api/v1/reports/{year}/{period}/units"));
	check(a, 200, path(&t, "\"id\": \"{unidad_del_plan}\""));
	a = site_get(site, &t.reader, path(&t, "/api/v1/reports/{year}/{period}/units?limit=1"));
	check(a, 200, "\"physical\": null");
	check(
	    save(&t, &t.drafter,
		"{\"cells\":[{\"node\":{node},\"revision\":0,\"field\":\"value\",\"text\":\"3\"}]}"),
	    200, NULL);
	check(site_post(site, &t.planner, path(&t, "/seguimiento/{anio}/{periodo}"),
		  "accion=cerrar&motivo=fin"),
	    303, NULL);
	check(save(&t, &t.planner, mem_printf(s->mem, "%s}", cells)), 422, "\"code\"");
	check(save(&t, &t.drafter, mem_printf(s->mem, "%s,\"why\":\"Mal\"}", cells)), 422,
	    "report_period_closed");
	check(save(&t, &t.planner, mem_printf(s->mem, "%s,\"why\":\"Mal contado\"}", cells)), 200,
	    NULL);
	a = site_get(site, &t.planner, path(&t, "/api/v1/reports/{year}/{period}/rows/{node}"));
	check(a, 200, "\"why\": \"Mal contado\"");
	check(a, 200, "\"before\": \"3\", \"after\": \"4\"");
	check(a, 200, "\"threshold\": ");
	check(site_get(site, &t.planner, path(&t, "/api/v1/reports/{year}/{period}/rows/99999")),
	    404, NULL);
	world_close(&t.world);
}

/* A program runs the calendar, and passes a report on. */
static void
test_run_by_programs(void **state)
{
	struct told t = open_told(*state);
	struct site *site = &t.world.site;
	const char *year = path(&t, "/api/v1/periods/{year}");
	const char *period = path(&t, "/api/v1/periods/{year}/{period}");
	const char *next = path(&t, "/api/v1/periods/{year}/2/open");
	const char *steps = path(&t, "/api/v1/reports/{year}/{period}/steps");
	const char *unit = path(&t, "{unidad_del_plan}");
	struct test_store *s = site->s;
	struct site_answer a;

	check(send_json(&t, &t.planner, year, "{\"every\":3,\"days\":5}"), 409, "calendar_in_use");
	check(send_json(&t, &t.planner, year, "{\"every\":3}"), 422, "days");
	check(send_json(&t, &t.drafter, year, "{\"every\":3,\"days\":5}"), 403, NULL);
	check(send_json(&t, &t.planner, "/api/v1/periods/2099", "{\"every\":0,\"days\":0}"), 404,
	    "version_absent");
	check(send_json(&t, &t.planner, next, "{\"due_on\":\"\"}"), 409, "plan_unapproved");
	check(send_json(&t, &t.drafter, steps, "{\"units\":[],\"to\":\"submitted\",\"why\":\"\"}"),
	    422, "nothing_chosen");
	check(send_json(&t, &t.drafter, steps, "{\"units\":[7],\"to\":\"submitted\",\"why\":\"\"}"),
	    422, "units");
	check(send_json(&t, &t.drafter, steps,
		  mem_printf(s->mem, "{\"units\":[\"%s\"],\"to\":\"sent\",\"why\":\"\"}", unit)),
	    422, "json_member");
	check(send_json(&t, &t.drafter, steps,
		  mem_printf(s->mem, "{\"units\":[\"%s\"],\"to\":\"submitted\",\"why\":\"\"}",
		      unit)),
	    409, "report_incomplete");
	hand_in(&t);
	check(send_json(&t, &t.drafter, steps,
		  mem_printf(s->mem, "{\"units\":[\"%s\"],\"to\":\"returned\",\"why\":\"x\"}",
		      unit)),
	    403, NULL);
	a = send_json(&t, &t.planner, mem_printf(s->mem, "%s/extend", period),
	    mem_printf(s->mem, "{\"units\":[\"%s\"],\"due_on\":\"2031-08-01\",\"why\":\"Feriado\"}",
		unit));
	check(a, 200, "\"state\": \"open\"");
	check(site_get(site, &t.reader, path(&t, "/api/v1/reports/{year}/{period}/units")), 200,
	    "\"due_on\": \"2031-08-01\"");
	a = send_json(&t, &t.planner, steps,
	    mem_printf(s->mem, "{\"units\":[\"%s\"],\"to\":\"returned\",\"why\":\"Vea\"}", unit));
	check(a, 200, "\"state\": \"returned\"");
	check(send_json(&t, &t.planner, mem_printf(s->mem, "%s/close", period), "{\"why\":\"\"}"),
	    409, "reports_pending");
	check(send_json(&t, &t.planner, mem_printf(s->mem, "%s/close", period),
		  "{\"why\":\"Fin\"}"),
	    200, "\"state\": \"closed\"");
	world_close(&t.world);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_calendar),
		STORE_TEST(test_typed_with_script),
		STORE_TEST(test_typed_without_script),
		STORE_TEST(test_passed_and_closed),
		STORE_TEST(test_observed_at_the_cell),
		STORE_TEST(test_observed_by_programs),
		STORE_TEST(test_the_page_of_a_row),
		STORE_TEST(test_run_by_programs),
		STORE_TEST(test_read_and_corrected_by_programs),
	};

	return STORE_RUN(argc, argv, tests);
}
