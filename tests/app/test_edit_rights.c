/*
 * test_edit_rights.c - every kind of edit, by who may and who may not, in a unit
 * that is open and in one that is not.
 */
#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/versions.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/institution_store.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

enum { ORG_UNIT = 1000 }; /* the organisation's unit of the plan's first unit */

static struct err err;

static void
fixed(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, "2031-02-01T08:00:00Z");
}

/* ---- A plan with two units ------------------------------------------------------ */

struct scene {
	struct test_store *s;
	struct app_plans plans;
	int64_t plan_id;
	uint32_t unit[2];      /* own, another's */
	uint32_t objective[2]; /* with at least two activities */
	uint32_t activity[2];  /* its second one */
	uint32_t root;
};

/* The second activity of the first objective of `unit` that has two. */
static bool
find_rows(const struct plan *plan, uint32_t unit, struct scene *out, int which)
{
	for (uint32_t i = 0; i < plan->node_count; i++) {
		uint32_t parent = plan->nodes[i].parent;

		if (plan->nodes[i].unit != unit || plan->nodes[i].level != 2)
			continue;
		for (uint32_t k = 0; k < i; k++)
			if (plan->nodes[k].parent == parent) {
				out->unit[which] = unit;
				out->objective[which] = parent;
				out->activity[which] = i;
				out->root = plan->nodes[parent].parent;
				return true;
			}
	}
	return false;
}

static struct plan *
make_plan(struct test_store *s, struct scene *out)
{
	struct synth options = { .seed = 5, .activities = 60, .mistakes = 0, .year = 2031 };
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	int found = 0;

	assert_rc(pack_load(s->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(s->mem, pack, &options, &plan, &err), YUP_OK, &err);
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		plan->units[u].org_unit_id = ORG_UNIT + u;
		if (found < 2 && find_rows(plan, u, out, found))
			found++;
	}
	assert_int_equal(found, 2);
	return plan;
}

static void
begin_scene(struct test_store *s, struct scene *out)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct plan *plan;

	*out = (struct scene){ .s = s };
	plan = make_plan(s, out);
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &out->plan_id,
		      &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

/* ---- Who -------------------------------------------------------------------------- */

enum who { DRAFTER, PLANNER, AUDITOR, NOBODY, STRANGER, READING_TOKEN, WHO__COUNT };

static const char *const WHO[] = { "drafter", "planner", "auditor", "nobody", "stranger",
	"reading token" };

struct cast {
	int64_t own;
	struct actor_grant grants[WHO__COUNT];
	struct actor actors[WHO__COUNT];
};

static void
make_cast(const struct scene *scene, struct cast *out)
{
	static const enum role ROLES[] = { ROLE_DRAFTER, ROLE_PLANNER, ROLE_AUDITOR, ROLE_DRAFTER,
		ROLE_PLANNER, ROLE_PLANNER };

	out->own = ORG_UNIT + scene->unit[0];
	for (int i = 0; i < WHO__COUNT; i++) {
		out->grants[i] = (struct actor_grant){ .role = ROLES[i],
			.whole = i != DRAFTER,
			.units = &out->own,
			.unit_count = 1 };
		out->actors[i] = (struct actor){ .kind = ACTOR_USER,
			.user_id = 7,
			.name = WHO[i],
			.institution_id = scene->s->institution_id,
			.grants = &out->grants[i],
			.grant_count = 1 };
	}
	out->actors[NOBODY] = (struct actor){ .kind = ACTOR_NOBODY, .name = "" };
	out->actors[STRANGER].institution_id += 99;
	out->actors[READING_TOKEN].kind = ACTOR_TOKEN;
	out->actors[READING_TOKEN].scope = SCOPE_READ;
}

/* ---- What --------------------------------------------------------------------------- */

enum what { SET, CREATE, DELETE, MOVE, REORDER, DUPLICATE, UNDO_CELLS, UNDO_ORDER, WHAT__COUNT };

static const char *const WHAT[] = { "set", "create", "delete", "move", "reorder", "duplicate",
	"undo of cells", "undo of an order" };

static const struct typed_cell TYPED = { FIELD_TITLE, 0, "Otro título" };

static struct app_edit_request
request_of(const struct scene *scene, enum what what, int which)
{
	static const enum change_kind KINDS[] = { CHANGE_CELLS, CHANGE_CREATE, CHANGE_DELETE,
		CHANGE_MOVE, CHANGE_REORDER, CHANGE_DUPLICATE, CHANGE_UNDO, CHANGE_UNDO };
	struct app_edit_request r = { .institution_id = scene->s->institution_id,
		.plan_id = scene->plan_id,
		.kind = KINDS[what],
		.node = scene->activity[which],
		.seen = APP_SEEN_ANY,
		.unit = scene->unit[which] };

	r.place = (struct edit_place){ .parent = scene->objective[which],
		.after = PLAN_NONE,
		.first = what == REORDER };
	if (what == MOVE)
		r.place.parent = scene->objective[1 - which];
	if (what == SET || what == CREATE) {
		r.typed = &TYPED;
		r.typed_count = 1;
	}
	return r;
}

static int
edit_as(struct scene *scene, const struct actor *by, const struct app_edit_request *request)
{
	struct app app = { .db = scene->s->db, .db_name = scene->s->path, .now = fixed, .by = by };
	struct app_edited edited;

	err = (struct err){ 0 };
	return app_edit(&app, &scene->plans, scene->s->mem, request, &edited, &err);
}

/* The change that an undo undoes, made by the operator just before. */
static void
prepare(struct scene *scene, enum what what, int which, struct app_edit_request *request)
{
	struct app app = { .db = scene->s->db, .now = fixed, .by = &actor_operator };
	struct app_edit_request before = request_of(scene, what == UNDO_ORDER ? REORDER : SET,
	    which);
	struct app_edited edited;

	if (what != UNDO_CELLS && what != UNDO_ORDER)
		return;
	assert_rc(app_edit(&app, &scene->plans, scene->s->mem, &before, &edited, &err), YUP_OK,
	    &err);
	request->revision = edited.revision;
}

static bool
may(enum who who, int which)
{
	return who == PLANNER || (who == DRAFTER && which == 0);
}

static void
test_every_edit_by_everybody(void **state)
{
	for (int what = 0; what < WHAT__COUNT; what++)
		for (int who = 0; who < WHO__COUNT; who++)
			for (int which = 0; which < 2; which++) {
				struct scene scene;
				struct cast cast;
				struct app_edit_request request;
				bool expected = may((enum who)who, which) &&
				    !(what == MOVE && who == DRAFTER); /* it gives to another */
				int rc;

				begin_scene(*state, &scene);
				make_cast(&scene, &cast);
				request = request_of(&scene, (enum what)what, which);
				prepare(&scene, (enum what)what, which, &request);
				rc = edit_as(&scene, &cast.actors[who], &request);
				if (rc != (expected ? YUP_OK : YUP_EDENIED))
					fail_msg("%s by %s in %s unit: %s %s", WHAT[what], WHO[who],
					    which == 0 ? "its own" : "another", err_name(rc),
					    err.key != NULL ? err.key : "");
				app_plans_done(&scene.plans);
				/* one plan in force a year: the next scene takes its place */
				store_execute(scene.s->path,
				    "UPDATE plan SET superseded_at = '2031-02-01T08:00:00Z'");
			}
}

static void
submit(struct scene *scene)
{
	struct app app = { .db = scene->s->db, .now = fixed, .by = &actor_operator };
	struct institution it = { .id = scene->s->institution_id };
	struct app_version version = { .institution = &it,
		.head = { .id = scene->plan_id, .pack = "bo-rs225557" } };
	struct app_step step = { 0 };
	const struct plan_live *live = NULL;
	const char *unit;

	assert_rc(app_plan_live(&app, &scene->plans, it.id, scene->plan_id, &live, &err), YUP_OK,
	    &err);
	unit = plan_live_plan(live)->units[scene->unit[0]].id;
	assert_rc(app_units_pass(&app, &version, &unit, 1, UNIT_SUBMITTED, &step, &err), YUP_OK,
	    &err);
}

static void
test_a_submitted_unit_is_closed_to_every_edit(void **state)
{
	for (int what = 0; what < WHAT__COUNT; what++) {
		struct scene scene;
		struct app_edit_request request;
		int rc;

		begin_scene(*state, &scene);
		request = request_of(&scene, (enum what)what, 0);
		prepare(&scene, (enum what)what, 0, &request);
		submit(&scene);
		rc = edit_as(&scene, &actor_operator, &request);
		if (rc != YUP_ECONFLICT || strcmp(err.key, "unit_closed") != 0)
			fail_msg("%s: %s %s", WHAT[what], err_name(rc),
			    err.key != NULL ? err.key : "");
		app_plans_done(&scene.plans);
		store_execute(scene.s->path,
		    "UPDATE plan SET superseded_at = '2031-02-01T08:00:00Z'");
	}
}

static void
test_a_drafter_makes_no_framework(void **state)
{
	struct typed_cell typed[] = { { FIELD_CODE, 0, "9.9" }, { FIELD_TITLE, 0, "Nuevo" } };
	struct scene scene;
	struct cast cast;
	struct app_edit_request request;

	begin_scene(*state, &scene);
	make_cast(&scene, &cast);
	request = request_of(&scene, CREATE, 0);
	request.place = (struct edit_place){ .parent = PLAN_NONE, .after = PLAN_NONE };
	request.typed = typed;
	request.typed_count = 2;
	assert_rc(edit_as(&scene, &cast.actors[DRAFTER], &request), YUP_EDENIED, &err);
	assert_rc(edit_as(&scene, &cast.actors[PLANNER], &request), YUP_OK, &err);
	app_plans_done(&scene.plans);
}

static void
test_only_what_people_type_is_taken(void **state)
{
	static const enum node_field NEVER[] = { FIELD_EXISTS, FIELD_PARENT, FIELD_POSITION,
		FIELD_UNIT, FIELD_LEVEL, FIELD_STATE, FIELD_ID, FIELD_EDITED };
	struct scene scene;
	struct cast cast;

	begin_scene(*state, &scene);
	make_cast(&scene, &cast);
	for (size_t i = 0; i < sizeof(NEVER) / sizeof(NEVER[0]); i++) {
		struct typed_cell typed = { NEVER[i], 0, "1" };
		struct app_edit_request request = request_of(&scene, SET, 0);

		request.typed = &typed;
		assert_rc(edit_as(&scene, &cast.actors[DRAFTER], &request), YUP_EINVALID, &err);
		assert_string_equal(err.key, "field_unknown");
	}
	app_plans_done(&scene.plans);
}

static void
test_a_revision_that_was_never_made(void **state)
{
	struct scene scene;
	struct app_edit_request request;

	begin_scene(*state, &scene);
	request = request_of(&scene, SET, 0);
	request.seen = 99;
	assert_rc(edit_as(&scene, &actor_operator, &request), YUP_EINVALID, &err);
	assert_string_equal(err.key, "revision_unmade");
	app_plans_done(&scene.plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_edit_by_everybody),
		STORE_TEST(test_a_submitted_unit_is_closed_to_every_edit),
		STORE_TEST(test_a_drafter_makes_no_framework),
		STORE_TEST(test_only_what_people_type_is_taken),
		STORE_TEST(test_a_revision_that_was_never_made),
	};

	return STORE_RUN(argc, argv, tests);
}
