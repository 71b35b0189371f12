/*
 * test_import_kept.c - a document of which only some units are taken: the others keep
 * their review, and only what gives way asks to be confirmed.
 */
#include "app/import_kept.h"

#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "app/log.h"
#include "app/observe.h"
#include "app/versions.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/observation_store.h"
#include "store/plan_store.h"
#include "store/step_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/store.h"

#define OWNER "Autoridad Plurinacional de Lagos"

static struct err err;

/* The sample with one text in place of another of the same length. */
static int
import(struct test_store *s, const char *what, const char *with, const char *unit, bool sure)
{
	struct app app = people_app(s);
	size_t size = 0;
	char *text = test_file_read("tests/golden/cli/small/poa.txt", &size);
	char *at = strstr(text, what);
	struct app_import_file file = { "poa.txt", text, size };
	struct app_import_request request = { .files = &file,
		.count = 1,
		.units = unit != NULL ? &unit : NULL,
		.unit_count = unit != NULL,
		.institution = OWNER,
		.replace_edited = sure };
	struct app_import out;

	assert_non_null(at);
	memcpy(at, with, strlen(with));
	file.bytes = mem_strndup(s->mem, text, size);
	free(text);
	app.pack = "bo-rs225557";
	err = (struct err){ 0 };
	return app_import(&app, s->mem, &request, &out, &err);
}

/* The plan in force. */
static struct app_version
version(struct test_store *s, struct plan **plan)
{
	struct app app = people_app(s);
	const struct pack *pack = NULL;
	struct app_version v = { 0 };

	assert_rc(app_plan_find(&app, s->mem, OWNER, &v, &err), YUP_OK, &err);
	assert_rc(app_pack(&app, s->mem, v.institution->id, v.head.pack, &pack, &err), YUP_OK,
	    &err);
	assert_rc(plan_store_load(s->db, s->mem, v.institution->id, v.head.id, pack, plan, &err),
	    YUP_OK, &err);
	return v;
}

static uint32_t
row(const struct plan *plan, const char *code)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (strcmp(plan->nodes[i].code, code) == 0)
			return i;
	fail_msg("no row %s", code);
	return PLAN_NONE;
}

static unsigned
state(struct test_store *s, const char *unit)
{
	struct plan *plan = NULL;
	uint32_t u = 0;

	(void)version(s, &plan);
	assert_rc(app_plan_unit(plan, unit, &u, &err), YUP_OK, &err);
	return plan->units[u].state;
}

static void
pass(struct test_store *s, const char *unit, enum unit_state to)
{
	const struct app_step said = { .why = "Ver las observaciones" };
	struct app app = people_app(s);
	struct plan *plan = NULL;
	struct app_version v = version(s, &plan);

	assert_rc(app_units_pass(&app, &v, &unit, 1, to, &said, &err), YUP_OK, &err);
}

static uint32_t
observe(struct test_store *s, const char *code, enum node_field field)
{
	struct app app = people_app(s);
	struct app_plans plans = { 0 };
	struct plan *plan = NULL;
	struct app_version v = version(s, &plan);
	uint32_t node = row(plan, code), id = 0;
	struct observation_new made = { { plan->nodes[node].unit, node, (uint8_t)field, 0, 0 },
		"No cuadra con la meta" };

	assert_rc(app_observe(&app, &plans, v.institution->id, v.head.id, &made, &id, &err), YUP_OK,
	    &err);
	app_plans_done(&plans);
	return id;
}

static size_t
observations(struct test_store *s, struct observation **out)
{
	struct plan *plan = NULL;
	struct app_version v = version(s, &plan);
	size_t count = 0;

	assert_rc(observation_store_list(s->db, s->mem, v.institution->id, v.head.id,
		      OBSERVATIONS_ALL, PLAN_NONE, out, &count, &err),
	    YUP_OK, &err);
	return count;
}

static void
assert_log_whole(struct test_store *s)
{
	struct app app = people_app(s);
	struct app_log_asked asked = { NULL, false };
	struct app_log_verified out;

	assert_rc(app_log_verify(&app, s->mem, NULL, &asked, &out, &err), YUP_OK, &err);
	if (out.broken != 0)
		fail_msg("%s at %lld", log_fault_key(out.chains[0].walk.fault),
		    (long long)out.chains[0].walk.fault_seq);
}

/* DV/UVE is returned with an open observation of a cell; DV/UBO is untouched. */
static void
begin(struct test_store *s)
{
	assert_rc(import(s, "Redactar", "Redactar", NULL, false), YUP_OK, &err);
	pass(s, "DV/UVE", UNIT_SUBMITTED);
	pass(s, "DV/UVE", UNIT_APPROVED);
	(void)observe(s, "1.1.1.2", FIELD_WEIGHT);
	pass(s, "DV/UVE", UNIT_RETURNED);
}

static void
test_the_others_keep_their_review(void **test)
{
	struct test_store *s = *test;
	struct observation *list = NULL;
	struct plan *plan = NULL;
	struct plan_step *steps = NULL;
	struct app_version v;
	size_t count = 0;

	begin(s);
	v = version(s, &plan);
	assert_rc(import(s, "Redactar", "Escribir", "DV/UBO", false), YUP_OK, &err);
	assert_true(version(s, &plan).head.id != v.head.id);
	v = version(s, &plan);
	assert_string_equal(plan->nodes[row(plan, "1.1.2.1")].title, "Escribir boletines");
	assert_int_equal(state(s, "DV/UVE"), UNIT_RETURNED);
	assert_int_equal(state(s, "DV/UBO"), UNIT_DRAFT);
	assert_rc(step_store_list(s->db, s->mem, v.institution->id, v.head.id, &steps, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 3);
	assert_string_equal(steps[2].why, "Ver las observaciones");

	assert_int_equal(observations(s, &list), 1);
	assert_int_equal(list[0].state, OBSERVATION_OPEN);
	assert_int_equal(list[0].act_count, 2);
	assert_string_equal(list[0].acts[0].text, "No cuadra con la meta");
	assert_string_equal(plan->nodes[list[0].anchor.node].code, "1.1.1.2");
	assert_int_equal(list[0].anchor.field, FIELD_WEIGHT);
	assert_log_whole(s);

	/* they go on from there */
	pass(s, "DV/UBO", UNIT_SUBMITTED);
	assert_log_whole(s);
}

static void
test_only_what_gives_way_is_confirmed(void **test)
{
	struct test_store *s = *test;
	struct observation *list = NULL;

	begin(s);
	assert_rc(import(s, "Redactar", "Escribir", NULL, false), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "import_over_edits");
	assert_rc(import(s, "Redactar", "Escribir", "DV/UVE", false), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "import_over_edits");
	assert_non_null(strstr(err.message, "DV/UVE"));
	assert_null(strstr(err.message, "DV/UBO"));
	assert_rc(import(s, "Redactar", "Escribir", "DV/UBO", false), YUP_OK, &err);

	/* what came along is asked for again, though nobody changed this plan */
	assert_rc(import(s, "Capacitar", "Adiestrar", NULL, false), YUP_ECONFLICT, &err);
	assert_rc(import(s, "Capacitar", "Adiestrar", "DV/UVE", true), YUP_OK, &err);
	assert_int_equal(state(s, "DV/UVE"), UNIT_DRAFT);
	assert_int_equal(observations(s, &list), 0);
	assert_log_whole(s);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_the_others_keep_their_review),
		STORE_TEST(test_only_what_gives_way_is_confirmed),
	};

	return STORE_RUN(argc, argv, tests);
}
