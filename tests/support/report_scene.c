/* report_scene.c - see report_scene.h. */
#include "support/report_scene.h"

#include "app/edit.h"
#include "base/mem.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/logged_plan.h"
#include "support/operator.h"

struct err scene_err;

static const enum role ROLES[] = { ROLE_DRAFTER, ROLE_HEAD, ROLE_PLANNER, ROLE_FINANCE,
	ROLE_AUDITOR, ROLE_DRAFTER };

static void
make_people(struct scene *s)
{
	static const char *const NAMES[] = { "drafter", "head", "planner", "finance", "auditor",
		"stranger" };

	for (int i = 0; i < WHO__COUNT; i++) {
		s->grants[i] = (struct actor_grant){ .role = ROLES[i],
			.whole = i == PLANNER || i == AUDITOR,
			.units = i == STRANGER ? &s->other_unit : &s->org_unit,
			.unit_count = 1 };
		s->actors[i] = (struct actor){ .kind = ACTOR_USER,
			.user_id = 20 + i,
			.name = NAMES[i],
			.institution_id = s->s->institution_id,
			.grants = &s->grants[i],
			.grant_count = 1 };
	}
}

static void
find_leaves(struct scene *s, const struct plan *plan)
{
	uint32_t *leaves = mem_array(s->s->mem, plan->node_count, sizeof(*leaves));

	s->unit = PLAN_NONE;
	for (uint32_t i = 0; i < plan->node_count; i++) {
		const struct plan_node *n = &plan->nodes[i];

		if (!plan_is_leaf_level(plan, n->level) || n->unit == PLAN_NONE)
			continue;
		if (s->unit == PLAN_NONE) {
			s->unit = n->unit;
			s->objective = n->parent;
		}
		if (n->unit == s->unit)
			leaves[s->leaf_count++] = i;
	}
	s->leaves = leaves;
	s->path = plan->units[s->unit].path;
}

static void
approve(struct test_store *store, int64_t plan_id)
{
	static const enum plan_state WAY[] = { PLAN_IN_REVIEW, PLAN_VALIDATED, PLAN_APPROVED };
	struct app app = operator_app(store);
	struct institution institution = { .id = store->institution_id, .name = "M" };
	struct app_version version = { &institution,
		{ .id = plan_id, .year = SCENE_YEAR, .pack = "bo-rs225557" } };
	struct app_step said = { .why = "RM 1/2031",
		.resolution_date = "2031-01-02",
		.exception = true };

	for (size_t i = 0; i < sizeof(WAY) / sizeof(WAY[0]); i++)
		assert_rc(app_plan_pass(&app, &version, WAY[i], &said, &scene_err), YUP_OK,
		    &scene_err);
}

struct scene *
scene_begin(struct test_store *store, enum plan_state state)
{
	struct synth options = { .seed = 5, .activities = 60, .year = SCENE_YEAR };
	struct scene *s = mem_alloc(store->mem, sizeof(*s));
	const struct pack *pack = NULL;
	struct plan *plan = NULL;

	*s = (struct scene){ .s = store,
		.org_unit = 1000,
		.other_unit = 1001,
		.which = { store->institution_id, SCENE_YEAR, 1 } };
	store_execute(store->path, "UPDATE institution SET pack = 'bo-rs225557'");
	store_execute(store->path,
	    mem_printf(store->mem,
		"INSERT INTO org_unit VALUES (%1$lld, 1000, 'now'), (%1$lld, 1001, 'now')",
		(long long)store->institution_id));
	assert_rc(pack_load(store->mem, "bo-rs225557", &pack, &scene_err), YUP_OK, &scene_err);
	assert_rc(synth_plan(store->mem, pack, &options, &plan, &scene_err), YUP_OK, &scene_err);
	find_leaves(s, plan);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		plan->units[u].org_unit_id = u == s->unit ? s->org_unit : s->other_unit;
	s->plan_id = logged_plan_keep(store, plan);
	if (state == PLAN_APPROVED)
		approve(store, s->plan_id);
	s->plan = plan;
	make_people(s);
	return s;
}

struct app
scene_as(const struct scene *s, int who)
{
	struct app app = operator_app(s->s);

	scene_err = (struct err){ 0 };
	app.by = &s->actors[who];
	return app;
}

/* ---- What they do --------------------------------------------------------------------- */

void
scene_open(struct scene *s)
{
	struct app app = scene_as(s, PLANNER);

	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 6, 10, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_period_open(&app, &s->which, NULL, &scene_err), YUP_OK, &scene_err);
}

int
scene_type(struct scene *s, int who, size_t leaf, uint32_t seen, enum report_field field,
    const char *text, const char *why, struct app_reported *out)
{
	struct app app = scene_as(s, who);
	struct typed_report typed = { field, text };
	struct app_report_row row = { s->leaves[leaf], seen, &typed, 1 };

	return app_report_edit(&app, &s->plans, s->s->mem, &s->which, &row, 1, why, out,
	    &scene_err);
}

int
scene_pass(struct scene *s, int who, enum unit_state to, const char *why)
{
	struct app app = scene_as(s, who);
	struct app_step said = { .why = why };

	return app_reports_pass(&app, &s->plans, &s->which, &s->path, 1, to, &said, &scene_err);
}

void
scene_report_all(struct scene *s)
{
	struct app_reported out;

	for (size_t i = 0; i < s->leaf_count; i++) {
		assert_rc(scene_type(s, DRAFTER, i, APP_SEEN_ANY, REPORT_VALUE, "0", NULL, &out),
		    YUP_OK, &scene_err);
		assert_rc(scene_type(s, DRAFTER, i, APP_SEEN_ANY, REPORT_CAUSE, "staff", NULL,
			      &out),
		    YUP_OK, &scene_err);
		assert_rc(scene_type(s, DRAFTER, i, APP_SEEN_ANY, REPORT_MEASURE_TEXT,
			      "Se contratará.", NULL, &out),
		    YUP_OK, &scene_err);
	}
}

struct app_unit_report
scene_unit(struct scene *s)
{
	struct app app = scene_as(s, PLANNER);
	struct app_unit_report *units = NULL;
	const struct app_unit_report *unit;
	size_t count = 0;

	assert_rc(app_report_units(&app, &s->plans, s->s->mem, &s->which, &units, &count,
		      &scene_err),
	    YUP_OK, &scene_err);
	unit = app_report_unit_called(units, count, s->path);
	assert_non_null(unit);
	return *unit;
}
