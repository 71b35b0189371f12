/* test_api.c - the API: answers fit their description, pages, entity tags, who may. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/site.h"
#include "support/store.h"
#include "support/world.h"
#include "web/api/openapi.h"
#include "web/router.h"

static struct err err;

/* Does a value fit "integer", "string?", "[plan]", "plan"? */
static bool
fits(const json_t *value, const char *type)
{
	size_t length = strlen(type);
	char inner[64] = { 0 };

	if (strcmp(type, "any") == 0)
		return value != NULL;
	if (type[0] == '[') {
		memcpy(inner, type + 1, length - 2);
		for (size_t i = 0; i < json_array_size(value); i++)
			if (!fits(json_array_get(value, i), inner))
				return false;
		return json_is_array(value);
	}
	if (type[length - 1] == '?') {
		memcpy(inner, type, length - 1);
		return json_is_null(value) || fits(value, inner);
	}
	if (strcmp(type, "integer") == 0)
		return json_is_integer(value);
	if (strcmp(type, "string") == 0)
		return json_is_string(value);
	if (strcmp(type, "number") == 0)
		return json_is_number(value);
	if (strcmp(type, "boolean") == 0)
		return json_is_boolean(value);
	for (const struct api_schema *s = api_schemas; s->name != NULL; s++) {
		size_t count = 0;

		if (strcmp(s->name, type) != 0)
			continue;
		for (const struct api_member *m = s->members; m->name != NULL; m++, count++)
			if (!fits(json_object_get(value, m->name), m->type)) {
				print_message("%s.%s is no %s\n", type, m->name, m->type);
				return false;
			}
		return json_object_size(value) == count || strcmp(type, "problem") == 0;
	}
	return false;
}

static void
assert_fits(const struct site_answer *a, unsigned status, const char *type)
{
	json_t *value = json_loads(a->body, 0, NULL);

	if (a->status != status || !fits(value, type))
		fail_msg("%u, not %u of %s: %.400s", a->status, status, type, a->body);
	json_decref(value);
}

static long
first_id(const struct site_answer *a, const char *list)
{
	json_t *value = json_loads(a->body, 0, NULL);
	long id = (long)json_integer_value(
	    json_object_get(json_array_get(json_object_get(value, list), 0), "id"));

	json_decref(value);
	return id;
}

static void
import_plan(struct test_store *s)
{
	static const char *const PATHS[] = { "tests/golden/cli/small/poa.txt" };
	struct app app = people_app(s);
	struct institution *list = NULL;
	struct app_import import;
	size_t count = 0;
	struct app_import_request request = { .paths = PATHS, .count = 1 };

	app.pack = APP_PACK_DEFAULT;
	assert_rc(app_institutions(&app, s->mem, NULL, &list, &count, &err), YUP_OK, &err);
	request.institution = list[0].name;
	assert_rc(app_import(&app, s->mem, &request, &import, &err), YUP_OK, &err);
}

/* Every route of the API is described, and the description is the committed one. */
static void
test_description(void **state)
{
	CLEANUP(str_done) struct str made = { 0 };
	size_t size = 0;
	char *kept;

	(void)state;
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++)
			if (strncmp(r->path, "/api/", 5) == 0 && api_doc_of(r) == NULL)
				fail_msg("%s has no description in src/web/api/openapi.c", r->path);
	assert_rc(openapi_put(&made, &err), YUP_OK, &err);
	if (getenv("UPDATE_GOLDEN") != NULL)
		test_file_write("docs/openapi.json", str_text(&made), made.length);
	kept = test_file_read("docs/openapi.json", &size);
	if (size != made.length || memcmp(kept, str_text(&made), size) != 0)
		fail_msg("docs/openapi.json is not what the routes say: UPDATE_GOLDEN=1 writes it");
	free(kept);
}

static void
test_answers(void **state)
{
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user planner, admin;
	struct site_answer a;
	long plan;

	site.app.pack = APP_PACK_DEFAULT;
	import_plan(s);
	planner = site_user(&site, "ana", "planificador");
	admin = site_user(&site, "eva", "administrador");
	a = site_get(&site, &planner, "/api/v1/institutions");
	assert_fits(&a, 200, "institutions");
	a = site_get(&site, &planner, "/api/v1/units");
	assert_fits(&a, 200, "units");
	a = site_get(&site, &admin, "/api/v1/users?limit=1");
	assert_fits(&a, 200, "users");
	a = site_get(&site, &planner, "/api/v1/users");
	assert_fits(&a, 403, "problem");
	a = site_get(&site, &planner, "/api/v1/imports");
	assert_fits(&a, 200, "imports");
	a = site_get(&site, &planner, "/api/v1/plans?limit=0");
	assert_fits(&a, 422, "problem");
	a = site_get(&site, &planner, "/api/v1/plans");
	assert_fits(&a, 200, "plans");
	plan = first_id(&a, "plans");
	a = site_get(&site, &planner, mem_printf(s->mem, "/api/v1/plans/%ld", plan));
	assert_fits(&a, 200, "plan_answer");
	a = site_get(&site, &planner, mem_printf(s->mem, "/api/v1/plans/%ld/nodes?limit=3", plan));
	assert_fits(&a, 200, "nodes");
	a = site_get(&site, &planner, mem_printf(s->mem, "/api/v1/plans/%ld/nodes/1", plan));
	assert_fits(&a, 200, "node_answer");
	a = site_get(&site, &planner, mem_printf(s->mem, "/api/v1/plans/%ld/rollup", plan));
	assert_fits(&a, 200, "rollup");
	a = site_get(&site, &planner, mem_printf(s->mem, "/api/v1/plans/%ld/findings", plan));
	assert_fits(&a, 200, "findings");
	a = site_get(&site, &planner, "/api/v1/plans/999999");
	assert_fits(&a, 404, "problem");
	a = site_get(&site, NULL, "/api/v1/plans");
	assert_fits(&a, 401, "problem");
	a = site_get(&site, NULL, "/api/v1/openapi.json");
	assert_int_equal(a.status, 200);
	site_close(&site);
}

/* A change names what it saw; what was changed since is not written over. */
static void
test_changes(void **state)
{
	static const char CELLS[] =
	    "{\"cells\":[{\"field\":\"title\",\"period\":0,\"text\":\"Otro <b>título\"}]}";
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user head;
	struct site_answer a;
	const char *path;

	site.app.pack = APP_PACK_DEFAULT;
	import_plan(s);
	head = site_user(&site, "luis", "jefe");
	a = site_get(&site, &head, "/api/v1/plans");
	path = mem_printf(s->mem, "/api/v1/plans/%ld/nodes/1", first_id(&a, "plans"));
	a = site_send(&site, &head, METHOD_PATCH, path, "x-yupana-marca", head.mark, CELLS);
	assert_fits(&a, 428, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"99\"", CELLS);
	assert_fits(&a, 412, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"0\"", CELLS);
	assert_fits(&a, 200, "node_answer");
	assert_non_null(strstr(a.body, "Otro <b>título"));
	a = site_script(&site, &head, METHOD_PATCH, path, "\"0\"", CELLS);
	assert_fits(&a, 412, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"1\"",
	    "{\"cells\":[{\"field\":\"x\","
	    "\"period\":0,\"text\":\"\"}]}");
	assert_fits(&a, 422, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"1\"", "[");
	assert_fits(&a, 400, "problem");
	assert_non_null(strstr(a.body, "línea y columna 1:1"));
	a = site_script(&site, &head, METHOD_PATCH, path, "\"1\"", "[]");
	assert_fits(&a, 400, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "17", CELLS);
	assert_fits(&a, 400, "problem");
	assert_non_null(strstr(a.body, "precondition_malformed"));
	site_close(&site);
}

static struct site_answer
call(struct site *site, const struct site_user *user, enum method method, const char *path,
    const char *name, const char *value, const char *body)
{
	const char *headers[] = { "cookie", mem_printf(site->s->mem, "yupana=%s", user->secret),
		"x-yupana-marca", user->mark != NULL ? user->mark : "", name, value, NULL };

	return site_call(site, method, path, headers, body);
}

/* What one has already is not sent again; another language, another type, another list. */
static void
test_requests(void **state)
{
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user head;
	struct site_answer a;
	const char *tag, *path;

	site.app.pack = APP_PACK_DEFAULT;
	site.web.english = catalogue_of("en", &site.english);
	import_plan(s);
	head = site_user(&site, "luis", "jefe");
	a = site_get(&site, &head, "/api/v1/plans");
	tag = http_find(&a.headers, "ETag");
	assert_non_null(tag);
	path = mem_printf(s->mem, "/api/v1/plans/%ld/nodes/1", first_id(&a, "plans"));
	a = call(&site, &head, METHOD_GET, "/api/v1/plans", "if-none-match", tag, NULL);
	assert_int_equal(a.status, 304);
	assert_int_equal(a.size, 0);
	a = call(&site, &head, METHOD_GET, "/api/v1/plans", "if-none-match", "\"other\"", NULL);
	assert_fits(&a, 200, "plans");
	a = call(&site, &head, METHOD_GET, path, "if-none-match", "W/\"7\", \"0\"", NULL);
	assert_int_equal(a.status, 304);
	a = site_get(&site, &head, "/api/v1/plans?cursor=zzz");
	assert_fits(&a, 422, "problem");
	assert_non_null(strstr(a.body, "cursor"));
	a = site_get(&site, &head, "/api/v1/plans?after=zzz");
	assert_fits(&a, 422, "problem");
	a = call(&site, &head, METHOD_POST, mem_printf(s->mem, "%s/move", path), "if-match",
	    "\"0\"", "not said to be JSON");
	assert_fits(&a, 400, "problem");
	a = site_call(&site, METHOD_POST, mem_printf(s->mem, "%s/move", path),
	    (const char *[]){ "cookie", mem_printf(s->mem, "yupana=%s", head.secret),
		"x-yupana-marca", head.mark, "if-match", "\"0\"", "content-type", "text/plain",
		NULL },
	    "{}");
	assert_fits(&a, 415, "problem");
	a = call(&site, &head, METHOD_GET, "/api/v1/plans/999999", "accept-language", "en", NULL);
	assert_fits(&a, 404, "problem");
	assert_null(strstr(a.body, "encontró"));
	assert_null(strstr(a.body, "`yupana"));
	a = call(&site, &head, METHOD_DELETE, "/api/v1/plans", "accept", "*/*", NULL);
	assert_fits(&a, 405, "problem");
	assert_non_null(strstr(a.body, "GET, HEAD"));
	site_close(&site);
}

/* An item of a register from its opening to its end. */
static void
test_register(void **state)
{
#define ITEMS "/api/v1/registers/audit_recommendations/items"
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user head;
	struct site_answer a;
	const char *path, *id;

	site.app.pack = APP_PACK_DEFAULT;
	store_execute(s->path, "UPDATE institution SET pack = 'bo-rs225557'");
	head = site_user(&site, "luis", "jefe");
	a = site_get(&site, &head, "/api/v1/registers");
	assert_fits(&a, 200, "registers");
	a = site_script(&site, &head, METHOD_POST, ITEMS, NULL,
	    "{\"values\":[{\"field\":\"title\",\"text\":\"Conciliar bienes\"},"
	    "{\"field\":\"due\",\"text\":\"2031-12-31\"}]}");
	assert_fits(&a, 201, "register_item_answer");
	a = site_get(&site, &head, ITEMS "?limit=1");
	assert_fits(&a, 200, "register_items");
	id = mem_printf(s->mem, "%ld", first_id(&a, "items"));
	path = mem_printf(s->mem, ITEMS "/%s", id);
	a = site_script(&site, &head, METHOD_PATCH, path, NULL, "{\"values\":[]}");
	assert_fits(&a, 428, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"9\"", "{\"values\":[]}");
	assert_fits(&a, 412, "problem");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"1\"",
	    "{\"values\":[{\"field\":\"responsible\",\"text\":\"Jefa\"}]}");
	assert_fits(&a, 200, "register_item_answer");
	a = site_script(&site, &head, METHOD_PATCH, path, "\"1\"",
	    "{\"values\":[{\"field\":\"responsible\",\"text\":\"Otra\"}]}");
	assert_fits(&a, 409, "problem");
	a = site_script(&site, &head, METHOD_POST, mem_printf(s->mem, "%s/acts", path), NULL,
	    "{\"state\":\"\",\"text\":\"Falta una firma\"}");
	assert_fits(&a, 201, "register_item_answer");
	a = site_script(&site, &head, METHOD_POST, mem_printf(s->mem, "%s/acts", path), NULL,
	    "{\"state\":\"done\",\"text\":\"\"}");
	assert_fits(&a, 422, "problem");
	a = site_script(&site, &head, METHOD_POST, mem_printf(s->mem, "%s/acts", path), NULL,
	    "{\"state\":\"done\",\"text\":\"Acta 4\"}");
	assert_fits(&a, 201, "register_item_answer");
	assert_non_null(strstr(a.body, "\"open\": false"));
	assert_non_null(strstr(a.body, "\"evidence\""));
	site_close(&site);
#undef ITEMS
}

/* The body of a request as a file, and back. */
static void
test_evidence(void **state)
{
#define LIST "/api/v1/evidence"
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user head;
	struct site_answer a;
	const char *item, *one;

	store_execute(s->path, "UPDATE institution SET pack = 'bo-rs225557'");
	head = site_user(&site, "luis", "jefe");
	a = site_script(&site, &head, METHOD_POST, "/api/v1/registers/audit_recommendations/items",
	    NULL, "{\"values\":[{\"field\":\"title\",\"text\":\"Conciliar\"}]}");
	a = site_get(&site, &head, "/api/v1/registers/audit_recommendations/items");
	item = mem_printf(s->mem, "%ld", first_id(&a, "items"));
	a = call(&site, &head, METHOD_POST,
	    mem_printf(s->mem, LIST "?item=%s&name=acta.txt&about=Acta&dated_on=2031-01-31", item),
	    "content-type", "text/plain", "Acta 4\n");
	assert_fits(&a, 201, "evidence_answer");
	a = call(&site, &head, METHOD_POST, mem_printf(s->mem, LIST "?item=%s&name=acta.pdf", item),
	    "content-type", "text/plain", "Acta 4\n");
	assert_fits(&a, 422, "problem");
	a = site_get(&site, &head, LIST "?year=mucho");
	assert_fits(&a, 422, "problem");
	a = site_get(&site, &head, LIST);
	assert_fits(&a, 200, "evidences");
	a = site_get(&site, &head, mem_printf(s->mem, LIST "?item=%s", item));
	assert_fits(&a, 200, "evidences");
	one = mem_printf(s->mem, LIST "/%ld", first_id(&a, "evidence"));
	a = site_get(&site, &head, one);
	assert_fits(&a, 200, "evidence_answer");
	a = site_get(&site, &head, mem_printf(s->mem, "%s/file", one));
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "Acta 4\n");
	a = site_script(&site, &head, METHOD_DELETE, one, NULL, "");
	assert_int_equal(a.status, 204);
	a = site_get(&site, &head, mem_printf(s->mem, "%s/file", one));
	assert_fits(&a, 404, "problem");
	site_close(&site);
#undef LIST
}

/* Trying what is half typed is no failure: the answer says what is wrong with it. */
static void
test_trying(void **state)
{
	struct test_store *s = *state;
	struct site site = site_open(s);
	struct site_user head;
	struct site_answer a;
	long plan;

	site.app.pack = APP_PACK_DEFAULT;
	import_plan(s);
	head = site_user(&site, "luis", "jefe");
	a = site_get(&site, &head, "/api/v1/plans");
	plan = first_id(&a, "plans");
	a = site_script(&site, &head, METHOD_POST,
	    mem_printf(s->mem, "/api/v1/plans/%ld/cells/try", plan), NULL,
	    "{\"cells\":[{\"node\":4,\"revision\":0,\"field\":\"indicator\",\"period\":0,"
	    "\"text\":\"Otro\"},{\"node\":3,\"revision\":0,\"field\":\"weight\",\"period\":0,"
	    "\"text\":\"mucho\"}]}");
	assert_int_equal(a.status, 200);
	assert_non_null(strstr(a.body, "\"problems\""));
	assert_non_null(strstr(a.body, "\"node\": 3"));
	assert_non_null(strstr(a.body, "\"weight\""));
	site_close(&site);
}

/* What is consolidated of a year that some have reported in. */
static void
test_consolidated(void **state)
{
	struct world world = world_open(*state);
	struct site_user planner = site_user(&world.site, "pilar.tres", "planificador");
	struct site_user head = world_user(&world, "jorge.tres", "jefe",
	    world.at[WORLD_OWN].org_unit);
	struct site *site = &world.site;
	struct site_answer a;

	a = site_script(site, &head, METHOD_POST,
	    world_path(&world, WORLD_OWN, "/api/v1/reports/{year}/{period}/cells"), NULL,
	    world_path(&world, WORLD_OWN,
		"{\"cells\":[{\"node\":{node},\"revision\":0,\"field\":\"value\","
		"\"text\":\"1\"}]}"));
	assert_int_equal(a.status, 200);
	a = site_get(site, &planner,
	    world_path(&world, WORLD_OWN, "/api/v1/reports/{year}/{period}/follow-up"));
	assert_fits(&a, 200, "follow_up");
	assert_non_null(strstr(a.body, "\"level\": \"institution\""));
	a = site_get(site, &head,
	    world_path(&world, WORLD_OWN,
		"/api/v1/reports/{year}/{period}/follow-up?unit={unidad_del_plan}"));
	assert_fits(&a, 200, "follow_up");
	a = site_get(site, &head,
	    world_path(&world, WORLD_OWN, "/api/v1/reports/{year}/{period}/follow-up"));
	assert_fits(&a, 403, "problem");
	a = site_get(site, &planner,
	    world_path(&world, WORLD_OWN, "/api/v1/reports/{year}/{period}/follow-up?unit=nada"));
	assert_fits(&a, 404, "problem");
	a = site_get(site, &planner, world_path(&world, WORLD_OWN, "/api/v1/standings/{year}"));
	assert_fits(&a, 200, "standings");
	assert_non_null(strstr(a.body, "\"reported\": 1"));
	assert_non_null(strstr(a.body, "\"level\": \"institution\""));
	a = site_get(site, &head, world_path(&world, WORLD_OWN, "/api/v1/standings/{year}"));
	assert_fits(&a, 200, "standings");
	assert_null(strstr(a.body, "\"level\": \"institution\""));
	a = site_get(site, &planner, "/api/v1/standings/1999");
	assert_fits(&a, 404, "problem");
	a = site_get(site, &planner, world_path(&world, WORLD_OWN, "/api/v1/ministry/{year}"));
	assert_fits(&a, 200, "ministry");
	a = site_get(site, &planner, "/api/v1/ministry/1999");
	assert_fits(&a, 404, "problem");
	a = site_get(site, &head, world_path(&world, WORLD_OWN, "/api/v1/ministry/{year}"));
	assert_fits(&a, 403, "problem");
	world_close(&world);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_description),
		STORE_TEST(test_consolidated),
		STORE_TEST(test_answers),
		STORE_TEST(test_changes),
		STORE_TEST(test_register),
		STORE_TEST(test_evidence),
		STORE_TEST(test_trying),
		STORE_TEST(test_requests),
	};

	return STORE_RUN(argc, argv, tests);
}
