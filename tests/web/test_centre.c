/* test_centre.c - informes y documentos: what is offered, made beside, watched, taken, refused. */
#include <string.h>

#include "app/import.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "web/runner.h"

#define POA "tests/golden/cli/small/poa.txt"
#define HOME "Instituto del Eco"

static struct err err;

/* An institution with a plan. */
static struct site
open_site(struct test_store *s)
{
	static const char *const PATHS[] = { POA };
	struct app_import_request request = { .paths = PATHS, .count = 1, .institution = HOME };
	struct institution it = { .name = HOME,
		.acronym = "IE",
		.pack = APP_PACK_DEFAULT,
		.created_at = TEST_NOW };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app app = people_app(s);
	struct app_import out;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &s->institution_id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_rc(app_import(&app, s->mem, &request, &out, &err), YUP_OK, &err);
	return site_open(s);
}

static void
expect(const struct site_answer *a, unsigned status, const char *part)
{
	if (a->status != status || strstr(a->body, part) == NULL)
		fail_msg("%u and «%s» are not in %u\n%s", status, part, a->status, a->body);
}

static void
expect_not(const struct site_answer *a, const char *part)
{
	if (strstr(a->body, part) != NULL)
		fail_msg("there is «%s»: %.200s", part, strstr(a->body, part));
}

/* Only what there is may be chosen, and only that is made. */
static void
test_offered(void **state)
{
	struct site site = open_site(*state);
	struct site_user planner = site_user(&site, "pilar", "planificador");
	struct site_user admin = site_user(&site, "andres", "administrador");
	struct site_answer a = site_get(&site, &planner, "/documentos");

	expect(&a, 200, "<option value=\"csv\">");
	expect(&a, 200, "name=\"unidad\"");
	expect_not(&a, "value=\"iati\"");
	expect_not(&a, "name=\"periodo\"");
	a = site_get(&site, &planner, "/documentos?que=datos-abiertos");
	expect(&a, 200, "<option value=\"iati\">");
	expect_not(&a, "<option value=\"pdf\">");
	expect_not(&a, "name=\"unidad\"");
	a = site_get(&site, &planner, "/documentos/archivo?que=datos-abiertos&formato=pdf");
	expect(&a, 422, "Ese documento no sale en ese formato");
	a = site_get(&site, &planner, "/documentos/archivo?que=plan&formato=csv&unidad=UVE");
	expect(&a, 422, "sale la institución entera");
	a = site_get(&site, &planner, "/documentos/archivo?que=nada");
	assert_int_equal(a.status, 422);
	a = site_get(&site, &planner, "/documentos/archivo?que=seguimiento&formato=html");
	assert_int_equal(a.status, 404);
	a = site_get(&site, &planner, "/documentos/archivo?que=plan&formato=json&plan=2031-0");
	expect(&a, 200, "yupana.export/1");
	assert_string_equal(a.type, "application/json");
	a = site_get(&site, &admin, "/documentos");
	assert_int_equal(a.status, 403);
	site_close(&site);
}

/* Asked, watched, done, taken; and not by others. */
static void
test_beside(void **state)
{
	struct test_store *s = *state;
	struct site site = open_site(s);
	struct site_user planner = site_user(&site, "pilar", "planificador");
	struct site_user auditor = site_user(&site, "aida", "auditor");
	struct site_user admin = site_user(&site, "andres", "administrador");
	struct app like = { .db_name = s->path, .now = people_now, .pack = APP_PACK_DEFAULT };
	struct site_answer a;
	const char *job, *file;

	assert_rc(runner_start(&like, &site.web.runner, &err), YUP_OK, &err);
	a = site_post(&site, &planner, "/documentos/pedir", "que=formulario-b&formato=html");
	assert_int_equal(a.status, 303);
	assert_int_equal(strncmp(a.location, "/documentos/trabajos/", 21), 0);
	job = a.location;
	file = mem_printf(s->mem, "%s/archivo", job);
	runner_settle(site.web.runner);
	a = site_get(&site, &planner, job);
	expect(&a, 200, "Está listo.");
	expect_not(&a, "data-watch");
	a = site_get(&site, &planner, "/documentos");
	expect(&a, 200, file);
	a = site_get(&site, &planner, file);
	expect(&a, 200, "<!DOCTYPE html>");
	assert_string_equal(a.type, "text/html; charset=utf-8");
	a = site_get(&site, &auditor, file);
	assert_int_equal(a.status, 200);
	a = site_get(&site, &admin, file);
	assert_int_equal(a.status, 403);
	a = site_get(&site, &planner, mem_printf(s->mem, "/trabajos%s", job + 20));
	assert_int_equal(a.status, 404);
	a = site_post(&site, &planner, mem_printf(s->mem, "%s/cancelar", job), "");
	assert_int_equal(a.status, 303);
	a = site_get(&site, &planner, "/importar");
	expect_not(&a, "formulario-b.html");
	runner_stop(site.web.runner);
	site_close(&site);
}

/* Refused beside, it says why; without a runner the request does it. */
static void
test_refused(void **state)
{
	struct test_store *s = *state;
	struct site site = open_site(s);
	struct site_user planner = site_user(&site, "pilar", "planificador");
	struct site_answer a = site_post(&site, &planner, "/documentos/pedir",
	    "que=seguimiento&formato=html&periodo=7");

	assert_int_equal(a.status, 303);
	a = site_get(&site, &planner, a.location);
	expect(&a, 200, "no se pudo");
	expect(&a, 200, "Volver a Informes y documentos");
	assert_int_equal(store_count_rows(s->path, "job_file"), 0);
	site_close(&site);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_offered),
		STORE_TEST(test_beside),
		STORE_TEST(test_refused),
	};

	return STORE_RUN(argc, argv, tests);
}
