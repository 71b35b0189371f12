/*
 * test_observe.c - observations on a unit's plan: who may do what to them, what
 * they leave open to change, what holds a unit back, and that the log tells.
 */
#include "app/observe.h"

#include <string.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/log.h"
#include "app/versions.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/logged_plan.h"
#include "support/operator.h"
#include "support/store.h"

static struct err err;
static const struct app_step SAID = { .why = "Ver las observaciones" };

/* ---- A plan, a unit of it and its people -------------------------------------------- */

enum who { DRAFTER, HEAD, PLANNER, OTHER_PLANNER, FINANCE, AUDITOR, STRANGER, WHO__COUNT };

static const enum role ROLES[] = { ROLE_DRAFTER, ROLE_HEAD, ROLE_PLANNER, ROLE_PLANNER,
	ROLE_FINANCE, ROLE_AUDITOR, ROLE_DRAFTER };
static const char *const NAMES[] = { "drafter", "head", "planner", "other planner", "finance",
	"auditor", "stranger" };

struct scene {
	struct test_store *s;
	struct app_plans plans;
	struct institution institution;
	struct app_version version;
	int64_t plan_id;
	uint32_t unit, objective, activity, sibling;
	const char *unit_id;
	int64_t org_unit, other_unit;
	struct actor_grant grants[WHO__COUNT];
	struct actor actors[WHO__COUNT];
};

static const struct plan *
look(struct scene *s)
{
	struct app app = operator_app(s->s);
	const struct plan_live *live = NULL;

	assert_rc(app_plan_live(&app, &s->plans, s->s->institution_id, s->plan_id, &live, &err),
	    YUP_OK, &err);
	return plan_live_plan(live);
}

/* An objective with two activities, and its unit. */
static void
find_rows(struct scene *s, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		for (uint32_t k = 0; k < i && plan->nodes[i].level == 2; k++)
			if (plan->nodes[k].parent == plan->nodes[i].parent) {
				s->activity = i;
				s->sibling = k;
				s->objective = plan->nodes[i].parent;
				s->unit = plan->nodes[i].unit;
				s->unit_id = mem_strdup(s->s->mem, plan->units[s->unit].id);
				return;
			}
	fail_msg("no objective with two activities");
}

static void
make_people(struct scene *s)
{
	for (int i = 0; i < WHO__COUNT; i++) {
		bool whole = ROLES[i] == ROLE_PLANNER || ROLES[i] == ROLE_AUDITOR;

		s->grants[i] = (struct actor_grant){ .role = ROLES[i],
			.whole = whole,
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

static struct scene *
begin_scene(struct test_store *store)
{
	struct synth options = { .seed = 5, .activities = 60, .year = 2031 };
	struct scene *s = mem_alloc(store->mem, sizeof(*s));
	const struct pack *pack = NULL;
	struct plan *plan = NULL;

	*s = (struct scene){ .s = store,
		.org_unit = 1000,
		.other_unit = 1001,
		.institution = { .id = store->institution_id, .name = "M" } };
	assert_rc(pack_load(store->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(store->mem, pack, &options, &plan, &err), YUP_OK, &err);
	find_rows(s, plan);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		plan->units[u].org_unit_id = u == s->unit ? s->org_unit : s->other_unit;
	s->plan_id = logged_plan_keep(store, plan);
	s->version = (struct app_version){ &s->institution,
		{ .id = s->plan_id, .year = 2031, .pack = "bo-rs225557" } };
	make_people(s);
	return s;
}

static void
end_scene(struct scene *s)
{
	app_plans_done(&s->plans);
}

static struct app
app_as(const struct scene *s, int who)
{
	struct app app = operator_app(s->s);

	err = (struct err){ 0 };
	app.by = &s->actors[who];
	return app;
}

/* ---- What they do ---------------------------------------------------------------------- */

static int
pass(struct scene *s, int who, enum unit_state to)
{
	struct app app = app_as(s, who);

	return app_units_pass(&app, &s->version, &s->unit_id, 1, to, &SAID, &err);
}

static int
observe(struct scene *s, int who, uint32_t node, unsigned field, unsigned period, uint32_t *id)
{
	struct app app = app_as(s, who);
	struct observation_new made = { { s->unit, node, (uint8_t)field, (uint8_t)period, 0 },
		"No cuadra con la meta" };
	uint32_t ignored;

	return app_observe(&app, &s->plans, s->s->institution_id, s->plan_id, &made,
	    id != NULL ? id : &ignored, &err);
}

static struct app_observation
which(const struct scene *s, uint32_t id)
{
	return (struct app_observation){ s->s->institution_id, s->plan_id, id };
}

static int
reply(struct scene *s, int who, uint32_t id, const char *text)
{
	struct app app = app_as(s, who);
	struct app_observation o = which(s, id);

	return app_observation_reply(&app, &s->plans, &o, text, &err);
}

static int
settle(struct scene *s, int who, uint32_t id)
{
	struct app app = app_as(s, who);
	struct app_observation o = which(s, id);

	return app_observation_settle(&app, &s->plans, &o, "Está bien", &err);
}

static int
withdraw(struct scene *s, int who, uint32_t id)
{
	struct app app = app_as(s, who);
	struct app_observation o = which(s, id);

	return app_observation_withdraw(&app, &s->plans, &o, &err);
}

static int
request(struct scene *s, int who, const struct app_edit_request *r)
{
	struct app app = app_as(s, who);
	struct app_edited edited;

	return app_edit(&app, &s->plans, s->s->mem, r, &edited, &err);
}

static int
type(struct scene *s, int who, uint32_t node, enum node_field field, unsigned period,
    const char *text)
{
	struct typed_cell typed = { field, period, text };
	struct app_edit_request r = { .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_CELLS,
		.node = node,
		.seen = APP_SEEN_ANY,
		.typed = &typed,
		.typed_count = 1 };

	return request(s, who, &r);
}

static int
change_row(struct scene *s, int who, enum change_kind kind, uint32_t node)
{
	struct app_edit_request r = { .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = kind,
		.node = node,
		.seen = APP_SEEN_ANY,
		.unit = s->unit,
		.place = { .parent = s->objective, .after = PLAN_NONE, .first = true } };

	return request(s, who, &r);
}

static const struct observation *
see(struct scene *s, int who, uint32_t id)
{
	struct app app = app_as(s, who);
	struct observation *list = NULL;
	struct app_review review;
	size_t count = 0;

	assert_rc(app_review_of(&app, s->s->mem, s->s->institution_id, s->plan_id, look(s), 0,
		      &review, &err),
	    YUP_OK, &err);
	assert_rc(app_observation_list(&app, s->s->mem, &review, PLAN_NONE, &list, &count, &err),
	    YUP_OK, &err);
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return &list[i];
	return NULL;
}

static void
assert_state(struct scene *s, uint32_t id, enum observation_state state)
{
	const struct observation *o = see(s, PLANNER, id);

	assert_non_null(o);
	assert_string_equal(observation_state_key(o->state), observation_state_key(state));
}

static void
assert_refused(int rc, int expected, const char *key)
{
	assert_rc(rc, expected, &err);
	assert_string_equal(err.key, key);
}

/* What the log says of plans and observations is what there is. */
static void
assert_log_whole(struct scene *s)
{
	struct app app = operator_app(s->s);
	struct app_log_asked asked = { NULL, false };
	struct app_log_verified out;

	assert_rc(app_log_verify(&app, s->s->mem, NULL, &asked, &out, &err), YUP_OK, &err);
	if (out.broken != 0)
		fail_msg("%s at %lld", log_fault_key(out.chains[0].walk.fault),
		    (long long)out.chains[0].walk.fault_seq);
}

/* Submitted, approved by its head, observed at `node` and `field`, returned. */
static uint32_t
return_with(struct scene *s, uint32_t node, unsigned field, unsigned period)
{
	uint32_t id = 0;

	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	assert_rc(pass(s, HEAD, UNIT_APPROVED), YUP_OK, &err);
	assert_rc(observe(s, PLANNER, node, field, period, &id), YUP_OK, &err);
	assert_rc(pass(s, PLANNER, UNIT_RETURNED), YUP_OK, &err);
	return id;
}

/* ---- Who may --------------------------------------------------------------------------- */

static void
test_who_may_observe(void **state)
{
	static const enum unit_state WAY[] = { UNIT_SUBMITTED, UNIT_APPROVED, UNIT_VALIDATED };
	static const int BY[] = { DRAFTER, HEAD, PLANNER };
	struct scene *s = begin_scene(*state);

	assert_refused(observe(s, PLANNER, s->activity, FIELD_WEIGHT, 0, NULL), YUP_ECONFLICT,
	    "unit_open_whole");
	for (int step = 0; step < 3; step++) {
		uint32_t id = 0;

		assert_rc(pass(s, BY[step], WAY[step]), YUP_OK, &err);
		for (int who = 0; who < WHO__COUNT; who++) {
			bool office = ROLES[who] == ROLE_PLANNER;
			bool head = who == HEAD;
			int rc = observe(s, who, s->activity, FIELD_WEIGHT, 0, &id);

			if (office || (head && step == 0)) {
				assert_rc(rc, YUP_OK, &err);
				assert_int_equal(see(s, who, id)->office, office);
				assert_rc(withdraw(s, who, id), YUP_OK, &err);
			} else if (head) {
				assert_refused(rc, YUP_ECONFLICT, "observation_late");
			} else {
				assert_refused(rc, YUP_EDENIED, "not_allowed");
			}
		}
	}
	assert_log_whole(s);
	end_scene(s);
}

/* Drafted: for who observes.  Sent: for whoever reads the unit. */
static void
test_who_sees_and_answers(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t id = 0;

	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	assert_rc(observe(s, PLANNER, s->activity, FIELD_WEIGHT, 0, &id), YUP_OK, &err);
	assert_null(see(s, DRAFTER, id));
	assert_null(see(s, HEAD, id));
	assert_null(see(s, AUDITOR, id));
	assert_non_null(see(s, OTHER_PLANNER, id));
	assert_refused(reply(s, DRAFTER, id, "Así es"), YUP_ECONFLICT, "observation_past");
	assert_refused(withdraw(s, OTHER_PLANNER, id), YUP_EDENIED, "observation_of_another");
	assert_rc(pass(s, PLANNER, UNIT_RETURNED), YUP_OK, &err);
	assert_non_null(see(s, DRAFTER, id));
	assert_non_null(see(s, AUDITOR, id));
	assert_null(see(s, STRANGER, id));
	for (int who = 0; who < WHO__COUNT; who++) {
		bool office = ROLES[who] == ROLE_PLANNER;
		int rc = reply(s, who, id, "Así es");

		assert_rc(rc, office || who == DRAFTER || who == HEAD ? YUP_OK : YUP_EDENIED, &err);
		if (office)
			assert_state(s, id, OBSERVATION_OPEN); /* it insists */
		else if (rc == YUP_OK)
			assert_state(s, id, OBSERVATION_ANSWERED);
	}
	assert_refused(withdraw(s, PLANNER, id), YUP_ECONFLICT, "observation_past");
	for (int who = 0; who < WHO__COUNT; who++)
		if (ROLES[who] != ROLE_PLANNER)
			assert_refused(settle(s, who, id), YUP_EDENIED, "not_allowed");
	assert_rc(settle(s, OTHER_PLANNER, id), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_SETTLED);
	assert_refused(reply(s, DRAFTER, id, "Otra"), YUP_ECONFLICT, "observation_past");
	assert_refused(settle(s, PLANNER, id), YUP_ECONFLICT, "observation_past");
	assert_refused(settle(s, PLANNER, 99), YUP_ENOTFOUND, "observation_absent");
	assert_log_whole(s);
	end_scene(s);
}

/* The head settles what the head observed, and nothing of the office's. */
static void
test_the_head_and_its_own(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t own = 0, office = 0;

	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	assert_rc(observe(s, HEAD, s->activity, FIELD_TITLE, 0, &own), YUP_OK, &err);
	assert_rc(observe(s, PLANNER, s->activity, FIELD_WEIGHT, 0, &office), YUP_OK, &err);
	assert_rc(pass(s, HEAD, UNIT_RETURNED), YUP_OK, &err);
	assert_state(s, own, OBSERVATION_OPEN);
	assert_state(s, office, OBSERVATION_OPEN);
	assert_rc(reply(s, HEAD, own, "Falta el verbo"), YUP_OK, &err);
	assert_state(s, own, OBSERVATION_OPEN);
	assert_rc(reply(s, HEAD, office, "Se corrige"), YUP_OK, &err);
	assert_state(s, office, OBSERVATION_ANSWERED);
	assert_refused(settle(s, HEAD, office), YUP_EDENIED, "not_allowed");
	assert_rc(settle(s, HEAD, own), YUP_OK, &err);
	end_scene(s);
}

/* ---- What may change ------------------------------------------------------------------- */

static void
test_only_what_is_marked_opens(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t id = return_with(s, s->activity, FIELD_WEIGHT, 0);

	assert_refused(type(s, DRAFTER, s->activity, FIELD_TITLE, 0, "Otro"), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_string_equal(err.field, "title");
	assert_refused(type(s, DRAFTER, s->sibling, FIELD_WEIGHT, 0, "7"), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_refused(type(s, PLANNER, s->sibling, FIELD_WEIGHT, 0, "7"), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_refused(change_row(s, DRAFTER, CHANGE_DELETE, s->activity), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_refused(change_row(s, DRAFTER, CHANGE_DUPLICATE, s->activity), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_refused(change_row(s, DRAFTER, CHANGE_REORDER, s->activity), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_refused(change_row(s, DRAFTER, CHANGE_CREATE, PLAN_NONE), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_state(s, id, OBSERVATION_OPEN);
	assert_rc(type(s, DRAFTER, s->activity, FIELD_WEIGHT, 0, "7"), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_ANSWERED);
	/* one more is marked by who observes, for the others to add up */
	assert_rc(observe(s, PLANNER, s->sibling, FIELD_WEIGHT, 0, &id), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_OPEN);
	assert_rc(type(s, DRAFTER, s->sibling, FIELD_WEIGHT, 0, "8"), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_ANSWERED);
	assert_log_whole(s);
	end_scene(s);
}

/* Undoing what was done before the return is a change like any other. */
static void
test_undo_fix_and_paste_obey(void **state)
{
	struct scene *s = begin_scene(*state);
	struct typed_cell weight = { FIELD_WEIGHT, 0, "9" }, title = { FIELD_TITLE, 0, "Nuevo" };
	struct app_edit_row rows[] = { { s->activity, APP_SEEN_ANY, &weight, 1 },
		{ s->sibling, APP_SEEN_ANY, &title, 1 } };
	struct fix_change fix = { .field = FIX_WEIGHT,
		.node = s->sibling,
		.value = { .number = 90000 } };
	struct app_edit_request r = { .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_UNDO,
		.seen = APP_SEEN_ANY };

	assert_rc(type(s, DRAFTER, s->activity, FIELD_TITLE, 0, "Antes"), YUP_OK, &err);
	r.revision = look(s)->revision;
	(void)return_with(s, s->activity, FIELD_WEIGHT, 0);
	assert_refused(request(s, DRAFTER, &r), YUP_ECONFLICT, "cell_not_marked");
	r = (struct app_edit_request){ .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_CELLS,
		.rows = rows,
		.row_count = 2 };
	assert_refused(request(s, DRAFTER, &r), YUP_ECONFLICT, "cell_not_marked");
	r.row_count = 1;
	assert_rc(request(s, DRAFTER, &r), YUP_OK, &err);
	r = (struct app_edit_request){ .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_FIX,
		.seen = APP_SEEN_ANY,
		.fix = &fix,
		.fix_count = 1 };
	assert_refused(request(s, DRAFTER, &r), YUP_ECONFLICT, "cell_not_marked");
	fix.node = s->activity;
	assert_rc(request(s, DRAFTER, &r), YUP_OK, &err);
	/* and the change of a marked cell is undone like any other */
	r = (struct app_edit_request){ .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_UNDO,
		.seen = APP_SEEN_ANY,
		.revision = look(s)->revision };
	assert_rc(request(s, DRAFTER, &r), YUP_OK, &err);
	end_scene(s);
}

static void
test_a_month_takes_what_follows_from_it(void **state)
{
	struct scene *s = begin_scene(*state);

	assert_rc(type(s, DRAFTER, s->activity, FIELD_SCHEDULE, 2, "3"), YUP_OK, &err);
	(void)return_with(s, s->activity, FIELD_SCHEDULE, 2);
	assert_rc(type(s, DRAFTER, s->activity, FIELD_SCHEDULE, 2, "50"), YUP_OK, &err);
	assert_refused(type(s, DRAFTER, s->activity, FIELD_SCHEDULE, 3, "50"), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_int_equal(err.line, 3);
	assert_refused(type(s, DRAFTER, s->activity, FIELD_BEHAVIOUR, 0, "last"), YUP_ECONFLICT,
	    "cell_not_marked");
	end_scene(s);
}

static void
test_a_row_opens_with_those_below(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t id = return_with(s, s->objective, FIELD__COUNT, 0);

	assert_rc(type(s, DRAFTER, s->objective, FIELD_INDICATOR, 0, "Otro"), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, s->sibling, FIELD_SCHEDULE, 4, "1"), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_ANSWERED);
	assert_refused(change_row(s, DRAFTER, CHANGE_REORDER, s->activity), YUP_ECONFLICT,
	    "cell_not_marked");
	assert_rc(change_row(s, DRAFTER, CHANGE_DELETE, s->objective), YUP_OK, &err);
	end_scene(s);
}

static void
test_a_unit_opens_whole(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t id = return_with(s, PLAN_NONE, FIELD__COUNT, 0);

	assert_rc(change_row(s, DRAFTER, CHANGE_DUPLICATE, s->activity), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_ANSWERED);
	assert_rc(change_row(s, DRAFTER, CHANGE_REORDER, s->activity), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, s->sibling, FIELD_TITLE, 0, "Otro"), YUP_OK, &err);
	end_scene(s);
}

/* Returned without any, as it always was; and once all are settled. */
static void
test_without_observations_it_opens_whole(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t id;

	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	assert_rc(pass(s, PLANNER, UNIT_RETURNED), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, s->sibling, FIELD_TITLE, 0, "Otro"), YUP_OK, &err);
	assert_refused(observe(s, PLANNER, s->activity, FIELD_WEIGHT, 0, NULL), YUP_ECONFLICT,
	    "unit_open_whole");
	id = return_with(s, s->activity, FIELD_WEIGHT, 0);
	assert_rc(settle(s, PLANNER, id), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, s->sibling, FIELD_TITLE, 0, "Uno más"), YUP_OK, &err);
	end_scene(s);
}

static bool tried;

static void
see_tried(void *context, const struct plan_live *live, const struct live_outcome *outcome)
{
	(void)context;
	(void)live;
	(void)outcome;
	tried = true;
}

static void
test_trying_obeys_too(void **state)
{
	struct scene *s = begin_scene(*state);
	struct typed_cell typed = { FIELD_TITLE, 0, "Otro" };
	struct app_edit_request r = { .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_CELLS,
		.node = s->activity,
		.typed = &typed,
		.typed_count = 1 };
	struct app app;

	(void)return_with(s, s->activity, FIELD_WEIGHT, 0);
	app = app_as(s, DRAFTER);
	assert_refused(app_edit_try(&app, &s->plans, s->s->mem, &r, see_tried, NULL, &err),
	    YUP_ECONFLICT, "cell_not_marked");
	assert_false(tried);
	typed = (struct typed_cell){ FIELD_WEIGHT, 0, "3" };
	assert_rc(app_edit_try(&app, &s->plans, s->s->mem, &r, see_tried, NULL, &err), YUP_OK,
	    &err);
	assert_true(tried);
	end_scene(s);
}

/* ---- What holds a unit back ------------------------------------------------------------- */

static void
test_open_ones_hold_the_unit(void **state)
{
	struct scene *s = begin_scene(*state);
	uint32_t id = return_with(s, s->activity, FIELD_WEIGHT, 0), more = 0;

	assert_refused(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_ECONFLICT, "observations_open");
	assert_rc(reply(s, DRAFTER, id, "Está en la resolución 4"), YUP_OK, &err);
	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	assert_rc(pass(s, HEAD, UNIT_APPROVED), YUP_OK, &err);
	assert_rc(observe(s, PLANNER, s->sibling, FIELD_TITLE, 0, &more), YUP_OK, &err);
	assert_refused(pass(s, PLANNER, UNIT_VALIDATED), YUP_ECONFLICT, "observations_unsent");
	assert_rc(withdraw(s, PLANNER, more), YUP_OK, &err);
	assert_rc(reply(s, PLANNER, id, "No es esa"), YUP_OK, &err);
	assert_refused(pass(s, PLANNER, UNIT_VALIDATED), YUP_ECONFLICT, "observations_open");
	assert_rc(reply(s, DRAFTER, id, "Es la 5"), YUP_OK, &err);
	assert_rc(pass(s, PLANNER, UNIT_VALIDATED), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_SETTLED);
	assert_string_equal(see(s, PLANNER, id)->acts[5].actor, "planner");
	assert_log_whole(s);
	end_scene(s);
}

static void
test_returned_with_them_in_one_step(void **state)
{
	struct scene *s = begin_scene(*state);
	struct observation_new made[] = {
		{ { s->unit, s->activity, FIELD_WEIGHT, 0, 0 }, "Pesa demasiado" },
		{ { s->unit, PLAN_NONE, FIELD__COUNT, 0, 0 }, "" },
	};
	struct app app;

	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	app = app_as(s, PLANNER);
	assert_refused(app_units_return(&app, &s->version, &s->unit_id, 1, &SAID, made, 2, &err),
	    YUP_EINVALID, "text_absent");
	assert_int_equal(look(s)->units[s->unit].state, UNIT_SUBMITTED);
	made[1].text = "Falta una actividad";
	made[1].anchor.unit = s->unit == 0 ? 1 : 0;
	assert_refused(app_units_return(&app, &s->version, &s->unit_id, 1, &SAID, made, 2, &err),
	    YUP_EINVALID, "anchor_absent");
	made[1].anchor.unit = s->unit;
	assert_rc(app_units_return(&app, &s->version, &s->unit_id, 1, &SAID, made, 2, &err), YUP_OK,
	    &err);
	assert_state(s, 1, OBSERVATION_OPEN);
	assert_state(s, 2, OBSERVATION_OPEN);
	assert_log_whole(s);
	end_scene(s);
}

/* ---- Texts, and what is kept -------------------------------------------------------------- */

static void
test_texts_have_limits(void **state)
{
	struct scene *s = begin_scene(*state);
	char text[OBSERVATION_TEXT_MAX + 2];
	uint32_t id = return_with(s, s->activity, FIELD_WEIGHT, 0);

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_refused(reply(s, DRAFTER, id, text), YUP_ELIMIT, "text_too_long");
	assert_string_equal(err.field, "text");
	assert_refused(reply(s, DRAFTER, id, " "), YUP_EINVALID, "text_absent");
	assert_refused(reply(s, DRAFTER, id, "a\xffz"), YUP_EINVALID, "text_not_utf8");
	assert_refused(observe(s, PLANNER, s->objective, FIELD_EDITED, 0, NULL), YUP_EINVALID,
	    "anchor_absent");
	text[OBSERVATION_TEXT_MAX] = '\0';
	assert_rc(reply(s, DRAFTER, id, text), YUP_OK, &err);
	end_scene(s);
}

static void
test_an_amendment_starts_without_any(void **state)
{
	static const struct app_step RESOLUTION = { "RM 12/2031", "2031-02-01", true };
	struct scene *s = begin_scene(*state);
	struct app app = operator_app(s->s);
	uint32_t id = return_with(s, s->activity, FIELD_WEIGHT, 0);
	struct plan_head next;

	assert_rc(settle(s, PLANNER, id), YUP_OK, &err);
	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED), YUP_OK, &err);
	assert_rc(pass(s, HEAD, UNIT_APPROVED), YUP_OK, &err);
	for (int to = PLAN_IN_REVIEW; to <= PLAN_APPROVED; to++)
		assert_rc(app_plan_pass(&app, &s->version, (enum plan_state)to, &RESOLUTION, &err),
		    YUP_OK, &err);
	assert_refused(reply(s, DRAFTER, id, "Tarde"), YUP_ECONFLICT, "plan_not_draft");
	assert_rc(app_plan_amend(&app, &s->version, &next, &err), YUP_OK, &err);
	assert_state(s, id, OBSERVATION_SETTLED);
	s->plan_id = next.id;
	assert_null(see(s, PLANNER, id));
	end_scene(s);
}

/* Past the guards, by who owns the database: the log tells. */
static void
test_what_is_written_past_the_log_is_told(void **state)
{
	static const char *const WRONG[] = {
		"UPDATE observation_act SET text = 'Callado' WHERE act = 1",
		"UPDATE observation SET period = 4, field = 28",
		"DELETE FROM observation_act WHERE act = 2",
		"INSERT INTO observation_act SELECT institution_id, plan_id, 9, observation, 5, at, user_id, "
		"actor, text, revision FROM observation_act WHERE act = 1"
	};

	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
		struct scene *s = begin_scene(*state);
		struct app app = operator_app(s->s);
		struct app_log_asked asked = { NULL, false };
		struct app_log_verified out;

		(void)return_with(s, s->activity, FIELD_WEIGHT, 0);
		assert_log_whole(s);
		store_execute(s->s->path,
		    store_on_postgres() ? "ALTER TABLE observation DISABLE TRIGGER ALL;"
					  "ALTER TABLE observation_act DISABLE TRIGGER ALL"
					: "DROP TRIGGER IF EXISTS observation_no_update;"
					  "DROP TRIGGER IF EXISTS observation_act_no_update;"
					  "DROP TRIGGER IF EXISTS observation_act_no_delete");
		store_execute(s->s->path, WRONG[i]);
		assert_rc(app_log_verify(&app, s->s->mem, NULL, &asked, &out, &err), YUP_OK, &err);
		assert_string_equal(log_fault_key(out.chains[0].walk.fault), "observation");
		assert_int_equal(out.chains[0].plan_id, s->plan_id);
		end_scene(s);
		(void)store_teardown(state);
		assert_int_equal(store_setup(state), 0);
	}
}

/* ---- Two people --------------------------------------------------------------------------- */

/* Each with what it keeps loaded: one answers while the other's is from before. */
static void
test_two_people_on_one_unit(void **state)
{
	struct scene *s = begin_scene(*state), *t;
	struct observation_new made = { .text = "También esta" };
	struct app app;
	uint32_t id = return_with(s, s->activity, FIELD_WEIGHT, 0), more = 0;

	t = mem_alloc(s->s->mem, sizeof(*t));
	*t = *s;
	t->plans = (struct app_plans){ 0 };
	assert_rc(type(t, DRAFTER, t->activity, FIELD_WEIGHT, 0, "5"), YUP_OK, &err);
	assert_refused(type(s, DRAFTER, s->sibling, FIELD_WEIGHT, 0, "5"), YUP_ECONFLICT,
	    "cell_not_marked");
	made.anchor = (struct anchor){ s->unit, s->sibling, FIELD_WEIGHT, 0, 0 };
	app = app_as(s, PLANNER);
	assert_rc(app_observe(&app, &s->plans, s->s->institution_id, s->plan_id, &made, &more,
		      &err),
	    YUP_OK, &err);
	assert_rc(type(t, DRAFTER, t->sibling, FIELD_WEIGHT, 0, "5"), YUP_OK, &err);
	assert_rc(settle(t, PLANNER, id), YUP_OK, &err);
	assert_refused(settle(s, PLANNER, id), YUP_ECONFLICT, "observation_past");
	assert_rc(settle(s, PLANNER, more), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, s->sibling, FIELD_TITLE, 0, "Libre"), YUP_OK, &err);
	assert_log_whole(s);
	end_scene(t);
	end_scene(s);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_who_may_observe),
		STORE_TEST(test_who_sees_and_answers),
		STORE_TEST(test_the_head_and_its_own),
		STORE_TEST(test_only_what_is_marked_opens),
		STORE_TEST(test_undo_fix_and_paste_obey),
		STORE_TEST(test_a_month_takes_what_follows_from_it),
		STORE_TEST(test_a_row_opens_with_those_below),
		STORE_TEST(test_a_unit_opens_whole),
		STORE_TEST(test_without_observations_it_opens_whole),
		STORE_TEST(test_trying_obeys_too),
		STORE_TEST(test_open_ones_hold_the_unit),
		STORE_TEST(test_returned_with_them_in_one_step),
		STORE_TEST(test_texts_have_limits),
		STORE_TEST(test_an_amendment_starts_without_any),
		STORE_TEST(test_what_is_written_past_the_log_is_told),
		STORE_TEST(test_two_people_on_one_unit),
	};

	return STORE_RUN(argc, argv, tests);
}
