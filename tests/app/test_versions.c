/*
 * test_versions.c - plans and units through their states, by who may and who may
 * not: every line of plan_steps and unit_steps by every role.
 */
#include "app/versions.h"

#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "app/live.h"
#include "base/mem.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

enum { ORG_UNIT = 1000 };

static struct err err;
/* Of imported plans, whose units nobody passes: by exception. */
static const struct app_step SAID = { "RM 12/2031", "2031-02-01", true };

static void
fixed(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, "2031-02-01T08:00:00Z");
}

struct scene {
	struct test_store *s;
	struct institution institution;
	struct app_version version;
	const char *unit; /* its id; the organisation's unit is ORG_UNIT */
	const char *unit_path;
	const struct plan_unit *units;
	size_t unit_count;
};

static void
begin_scene(struct test_store *s, struct scene *out)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct synth options = { .seed = 5, .activities = 30, .mistakes = 0, .year = 2031 };
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	int64_t id = 0;

	assert_rc(pack_load(s->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(s->mem, pack, &options, &plan, &err), YUP_OK, &err);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		plan->units[u].org_unit_id = ORG_UNIT + u;
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_replace(&tx, s->institution_id, plan, NULL, TEST_NOW, &id, &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	*out = (struct scene){ .s = s,
		.institution = { .id = s->institution_id, .name = "M" },
		.unit = plan->units[0].id,
		.unit_path = plan->units[0].path,
		.units = plan->units,
		.unit_count = plan->unit_count };
	out->version.institution = &out->institution;
	out->version.head = (struct plan_head){ .id = id, .year = 2031, .pack = pack->name };
}

static struct app
app_by(const struct scene *scene, const struct actor *by)
{
	return (
	    struct app){ .db = scene->s->db, .db_name = scene->s->path, .now = fixed, .by = by };
}

static int
pass_plan(const struct scene *scene, const struct actor *by, enum plan_state to)
{
	struct app app = app_by(scene, by);

	err = (struct err){ 0 };
	return app_plan_pass(&app, &scene->version, to, &SAID, &err);
}

static int
pass_unit(const struct scene *scene, const struct actor *by, enum unit_state to)
{
	struct app app = app_by(scene, by);

	err = (struct err){ 0 };
	return app_units_pass(&app, &scene->version, &scene->unit, 1, to, &SAID, &err);
}

/* A person of one role, over the whole or over the unit. */
struct person {
	int64_t unit;
	struct actor_grant grant;
	struct actor actor;
};

static void
make_person(const struct scene *scene, enum role role, bool whole, struct person *out)
{
	out->unit = ORG_UNIT;
	out->grant = (struct actor_grant){ .role = role,
		.whole = whole,
		.units = &out->unit,
		.unit_count = 1 };
	out->actor = (struct actor){ .kind = ACTOR_USER,
		.user_id = 7,
		.name = "quien",
		.institution_id = scene->s->institution_id,
		.grants = &out->grant,
		.grant_count = 1 };
}

/* The shortest way from a draft, by the operator. */
static void
bring_plan(const struct scene *scene, unsigned state)
{
	for (unsigned next = PLAN_IN_REVIEW; next <= state; next++)
		assert_rc(pass_plan(scene, &actor_operator, (enum plan_state)next), YUP_OK, &err);
}

static void
bring_unit(const struct scene *scene, unsigned state)
{
	static const enum unit_state WAYS[UNIT_STATE__COUNT][4] = {
		[UNIT_DRAFT] = { UNIT_STATE__COUNT },
		[UNIT_SUBMITTED] = { UNIT_SUBMITTED, UNIT_STATE__COUNT },
		[UNIT_APPROVED] = { UNIT_SUBMITTED, UNIT_APPROVED, UNIT_STATE__COUNT },
		[UNIT_RETURNED] = { UNIT_SUBMITTED, UNIT_RETURNED, UNIT_STATE__COUNT },
		[UNIT_VALIDATED] = { UNIT_SUBMITTED, UNIT_APPROVED, UNIT_VALIDATED,
		    UNIT_STATE__COUNT },
	};

	for (int i = 0; i < 4 && WAYS[state][i] != UNIT_STATE__COUNT; i++)
		assert_rc(pass_unit(scene, &actor_operator, WAYS[state][i]), YUP_OK, &err);
}

static bool
plan_step_allows(unsigned from, unsigned to, enum role role)
{
	for (size_t i = 0; i < plan_step_count; i++)
		if (plan_steps[i].from == from && plan_steps[i].to == to &&
		    role_table[role][plan_steps[i].permission] != REACH_NONE)
			return true;
	return false;
}

static bool
unit_step_allows(unsigned from, unsigned to, enum role role)
{
	for (size_t i = 0; i < unit_step_count; i++)
		if (unit_steps[i].from == from && unit_steps[i].to == to &&
		    role_table[role][unit_steps[i].permission] != REACH_NONE)
			return true;
	return false;
}

static void
test_plan_steps_by_role(void **state)
{
	for (size_t i = 0; i < plan_step_count; i++)
		for (int role = 0; role < ROLE__COUNT; role++) {
			struct scene scene;
			struct person whole, part;
			bool allowed = plan_step_allows(plan_steps[i].from, plan_steps[i].to,
			    (enum role)role);

			begin_scene(*state, &scene);
			bring_plan(&scene, plan_steps[i].from);
			make_person(&scene, (enum role)role, false, &part);
			make_person(&scene, (enum role)role, true, &whole);
			assert_rc(pass_plan(&scene, &part.actor, plan_steps[i].to), YUP_EDENIED,
			    &err);
			assert_rc(pass_plan(&scene, &whole.actor, plan_steps[i].to),
			    allowed ? YUP_OK : YUP_EDENIED, &err);
		}
}

static void
test_unit_steps_by_role(void **state)
{
	for (size_t i = 0; i < unit_step_count; i++)
		for (int role = 0; role < ROLE__COUNT; role++) {
			struct scene scene;
			struct person own, other;
			bool allowed = unit_step_allows(unit_steps[i].from, unit_steps[i].to,
			    (enum role)role);

			begin_scene(*state, &scene);
			bring_unit(&scene, unit_steps[i].from);
			make_person(&scene, (enum role)role, false, &own);
			make_person(&scene, (enum role)role, false, &other);
			other.unit = ORG_UNIT + 1;
			assert_rc(pass_unit(&scene, &other.actor, unit_steps[i].to), YUP_EDENIED,
			    &err);
			assert_rc(pass_unit(&scene, &own.actor, unit_steps[i].to),
			    allowed ? YUP_OK : YUP_EDENIED, &err);
		}
}

static void
test_what_a_step_asks_for(void **state)
{
	const struct app_step nothing = { 0 }, undated = { .why = "RM 1" };
	struct scene scene;
	struct app app;

	begin_scene(*state, &scene);
	app = app_by(&scene, &actor_operator);
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_APPROVED, &SAID, &err), YUP_ECONFLICT,
	    &err);
	assert_string_equal(err.key, "step_absent");
	bring_plan(&scene, PLAN_VALIDATED);
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_APPROVED, &undated, &err), YUP_EINVALID,
	    &err);
	assert_string_equal(err.key, "resolution_needed");
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_DRAFT, &nothing, &err), YUP_EINVALID,
	    &err);
	assert_string_equal(err.key, "reason_needed");
	assert_rc(pass_plan(&scene, &actor_operator, PLAN_APPROVED), YUP_OK, &err);
}

static void
test_a_unit_that_waits_holds_the_plan(void **state)
{
	struct scene scene;

	begin_scene(*state, &scene);
	bring_unit(&scene, UNIT_SUBMITTED);
	assert_rc(pass_plan(&scene, &actor_operator, PLAN_IN_REVIEW), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "units_pending");
	assert_rc(pass_unit(&scene, &actor_operator, UNIT_APPROVED), YUP_OK, &err);
	assert_rc(pass_plan(&scene, &actor_operator, PLAN_IN_REVIEW), YUP_OK, &err);
	assert_rc(pass_unit(&scene, &actor_operator, UNIT_VALIDATED), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "plan_not_draft");
}

/* Who is missing is told; the exception is said, with its reason, and stays written. */
static void
test_units_not_validated_hold_the_plan(void **state)
{
	const struct app_step plain = { "Porque sí", NULL, false }, unsaid = { "", NULL, true },
			      said = { "Ya lo aprobó la RM 3", NULL, true };
	struct plan_step *steps = NULL;
	size_t count = 0;
	struct scene scene;
	struct app app;

	begin_scene(*state, &scene);
	app = app_by(&scene, &actor_operator);
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_IN_REVIEW, &plain, &err), YUP_ECONFLICT,
	    &err);
	assert_string_equal(err.key, "units_unvalidated");
	assert_non_null(strstr(err.message, scene.unit_path));
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_IN_REVIEW, &unsaid, &err), YUP_EINVALID,
	    &err);
	assert_string_equal(err.key, "exception_unsaid");
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_IN_REVIEW, &said, &err), YUP_OK, &err);
	assert_rc(app_plan_steps(&app, scene.s->mem, &scene.version, &steps, &count, &err), YUP_OK,
	    &err);
	assert_non_null(strstr(steps[count - 1].why, "Por excepción"));
	assert_non_null(strstr(steps[count - 1].why, said.why));
}

static void
test_a_plan_of_validated_units_needs_no_exception(void **state)
{
	const struct app_step plain = { 0 };
	struct scene scene;
	struct app app;

	begin_scene(*state, &scene);
	app = app_by(&scene, &actor_operator);
	for (size_t u = 0; u < scene.unit_count; u++) {
		scene.unit = scene.units[u].id;
		bring_unit(&scene, UNIT_VALIDATED);
	}
	assert_rc(app_plan_pass(&app, &scene.version, PLAN_IN_REVIEW, &plain, &err), YUP_OK, &err);
}

static void
test_an_amendment_takes_its_place_when_approved(void **state)
{
	struct scene scene;
	struct app app;
	struct app_version amendment;
	struct plan_step *steps = NULL;
	size_t count = 0;

	begin_scene(*state, &scene);
	app = app_by(&scene, &actor_operator);
	assert_rc(app_plan_amend(&app, &scene.version, &amendment.head, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "not_approved");
	bring_plan(&scene, PLAN_APPROVED);
	assert_rc(app_plan_amend(&app, &scene.version, &amendment.head, &err), YUP_OK, &err);
	assert_int_equal(amendment.head.version, 1);
	amendment.institution = &scene.institution;
	amendment.head.pack = scene.version.head.pack;
	for (unsigned to = PLAN_IN_REVIEW; to <= PLAN_APPROVED; to++)
		assert_rc(app_plan_pass(&app, &amendment, (enum plan_state)to, &SAID, &err), YUP_OK,
		    &err);
	assert_rc(app_plan_steps(&app, scene.s->mem, &scene.version, &steps, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(steps[count - 1].state, PLAN_SUPERSEDED);
	assert_string_equal(steps[count - 2].why, "RM 12/2031");
	assert_string_equal(steps[count - 2].resolution_date, "2031-02-01");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_plan_steps_by_role),
		STORE_TEST(test_unit_steps_by_role),
		STORE_TEST(test_what_a_step_asks_for),
		STORE_TEST(test_a_unit_that_waits_holds_the_plan),
		STORE_TEST(test_units_not_validated_hold_the_plan),
		STORE_TEST(test_a_plan_of_validated_units_needs_no_exception),
		STORE_TEST(test_an_amendment_takes_its_place_when_approved),
	};

	return STORE_RUN(argc, argv, tests);
}
