/*
 * test_report_observe.c - observations on a unit's report: who may do what to them, what
 * they leave open to type, what holds a report back, and that the plan's stay apart.
 */
#include "app/observe.h"

#include <string.h>

#include "app/edit.h"
#include "app/log.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/report_scene.h"

static const struct plan *
look(struct scene *s)
{
	struct app app = scene_as(s, PLANNER);
	const struct plan_live *live = NULL;

	assert_rc(app_plan_live(&app, &s->plans, s->which.institution_id, s->plan_id, &live,
		      &scene_err),
	    YUP_OK, &scene_err);
	return plan_live_plan(live);
}

static int
observe(struct scene *s, int who, uint32_t node, unsigned field, uint32_t *id)
{
	struct app app = scene_as(s, who);
	struct observation_new made = { { s->unit, node, (uint8_t)field, 0, 1 },
		"No cuadra con lo que se vio" };
	uint32_t ignored;

	return app_observe(&app, &s->plans, s->which.institution_id, s->plan_id, &made,
	    id != NULL ? id : &ignored, &scene_err);
}

static struct app_observation
which(const struct scene *s, uint32_t id)
{
	return (struct app_observation){ s->which.institution_id, s->plan_id, id };
}

static int
reply(struct scene *s, int who, uint32_t id)
{
	struct app app = scene_as(s, who);
	struct app_observation it = which(s, id);

	return app_observation_reply(&app, &s->plans, &it, "Está bien así: hay acta", &scene_err);
}

static int
settle(struct scene *s, int who, uint32_t id)
{
	struct app app = scene_as(s, who);
	struct app_observation it = which(s, id);

	return app_observation_settle(&app, &s->plans, &it, "", &scene_err);
}

static int
withdraw(struct scene *s, int who, uint32_t id)
{
	struct app app = scene_as(s, who);
	struct app_observation it = which(s, id);

	return app_observation_withdraw(&app, &s->plans, &it, &scene_err);
}

static int
type(struct scene *s, size_t leaf, enum report_field field, const char *text)
{
	struct app_reported out;

	return scene_type(s, DRAFTER, leaf, APP_SEEN_ANY, field, text, NULL, &out);
}

static const struct observation *
see(struct scene *s, int who, unsigned report, uint32_t id)
{
	const struct plan *plan = look(s);
	struct app app = scene_as(s, who);
	struct observation *list = NULL;
	struct app_review review;
	size_t count = 0;

	assert_rc(app_review_of(&app, s->s->mem, s->which.institution_id, s->plan_id, plan, report,
		      &review, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_observation_list(&app, s->s->mem, &review, PLAN_NONE, &list, &count,
		      &scene_err),
	    YUP_OK, &scene_err);
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return &list[i];
	return NULL;
}

static void
assert_state(struct scene *s, uint32_t id, enum observation_state state)
{
	const struct observation *o = see(s, PLANNER, 1, id);

	assert_non_null(o);
	assert_string_equal(observation_state_key(o->state), observation_state_key(state));
}

static void
assert_refused(int rc, int expected, const char *key)
{
	assert_rc(rc, expected, &scene_err);
	assert_string_equal(scene_err.key, key);
}

static void
assert_ok(int rc)
{
	assert_rc(rc, YUP_OK, &scene_err);
}

/* A report that its head passed on to the planning office. */
static struct scene *
begin_approved(struct test_store *store)
{
	struct scene *s = scene_begin(store, PLAN_APPROVED);

	scene_open(s);
	scene_report_all(s);
	assert_ok(scene_pass(s, DRAFTER, UNIT_SUBMITTED, ""));
	assert_ok(scene_pass(s, HEAD, UNIT_APPROVED, ""));
	return s;
}

static void
end_scene(struct scene *s)
{
	app_plans_done(&s->plans);
}

/* ---- Tests ------------------------------------------------------------------------------ */

static void
test_who_may_observe_and_when(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	uint32_t leaf, id = 0;

	scene_open(s);
	leaf = s->leaves[0];
	assert_refused(observe(s, PLANNER, leaf, REPORT_VALUE, NULL), YUP_ECONFLICT,
	    "unit_open_whole");
	scene_report_all(s);
	assert_ok(scene_pass(s, DRAFTER, UNIT_SUBMITTED, ""));
	for (int who = 0; who < WHO__COUNT; who++)
		if (who != HEAD && who != PLANNER)
			assert_rc(observe(s, who, leaf, REPORT_VALUE, NULL), YUP_EDENIED,
			    &scene_err);
	assert_ok(observe(s, HEAD, leaf, REPORT_VALUE, &id));
	assert_null(see(s, DRAFTER, 1, id)); /* not sent yet */
	assert_null(see(s, STRANGER, 1, id));
	assert_non_null(see(s, PLANNER, 1, id));
	assert_refused(withdraw(s, PLANNER, id), YUP_EDENIED, "observation_of_another");
	assert_ok(withdraw(s, HEAD, id));
	assert_ok(scene_pass(s, HEAD, UNIT_APPROVED, ""));
	assert_refused(observe(s, HEAD, leaf, REPORT_VALUE, NULL), YUP_ECONFLICT,
	    "observation_late");
	assert_ok(observe(s, PLANNER, leaf, REPORT_VALUE, &id));
	assert_int_equal(see(s, PLANNER, 1, id)->anchor.field, REPORT_VALUE);
	assert_null(see(s, PLANNER, 0, id)); /* it is none of the plan's own */
	end_scene(s);
}

static void
test_places_of_a_report(void **state)
{
	struct scene *s = begin_approved(*state);

	assert_refused(observe(s, PLANNER, s->objective, REPORT_VALUE, NULL), YUP_EINVALID,
	    "anchor_absent");
	assert_refused(observe(s, PLANNER, s->leaves[0], REPORT_FIELD__COUNT, NULL), YUP_EINVALID,
	    "anchor_absent");
	assert_refused(observe(s, PLANNER, 60000, REPORT_VALUE, NULL), YUP_EINVALID,
	    "anchor_absent");
	assert_ok(observe(s, PLANNER, s->objective, REPORT_EXECUTED, NULL));
	assert_ok(observe(s, PLANNER, s->leaves[0], FIELD__COUNT, NULL));
	assert_ok(observe(s, PLANNER, PLAN_NONE, FIELD__COUNT, NULL));
	s->which.period = 2;
	assert_refused(scene_pass(s, PLANNER, UNIT_RETURNED, "x"), YUP_ECONFLICT,
	    "period_not_open");
	end_scene(s);
}

/* Returned: only what was observed, and what goes with it, may be typed. */
static void
test_only_marked_cells_reopen(void **state)
{
	struct scene *s = begin_approved(*state);
	struct app_reported out;
	uint32_t value = 0, note = 0;

	assert_true(s->leaf_count >= 2);
	assert_ok(observe(s, PLANNER, s->leaves[0], REPORT_VALUE, &value));
	assert_ok(observe(s, PLANNER, s->leaves[1], REPORT_OBTAINED, &note));
	assert_refused(type(s, 0, REPORT_VALUE, "1"), YUP_ECONFLICT, "report_closed");
	assert_ok(scene_pass(s, PLANNER, UNIT_RETURNED, "Vea lo observado"));
	assert_state(s, value, OBSERVATION_OPEN);
	assert_non_null(see(s, DRAFTER, 1, value));

	assert_refused(scene_type(s, DRAFTER, 2, APP_SEEN_ANY, REPORT_OBTAINED, "otra cosa", NULL,
			   &out),
	    YUP_ECONFLICT, "cell_not_marked");
	assert_int_equal(out.refused, s->leaves[2]);
	assert_string_equal(scene_err.field, "obtained");
	assert_refused(type(s, 1, REPORT_VALUE, "1"), YUP_ECONFLICT, "cell_not_marked");
	assert_ok(type(s, 1, REPORT_VALUE, "0")); /* as it is: nothing is changed */
	assert_state(s, note, OBSERVATION_OPEN);
	assert_ok(type(s, 0, REPORT_VALUE, "1"));
	assert_state(s, value, OBSERVATION_ANSWERED);
	assert_ok(type(s, 0, REPORT_CAUSE_TEXT, "Falta personal desde marzo.")); /* explains it */
	assert_ok(type(s, 0, REPORT_NOTE, "Se recontó."));

	assert_refused(scene_pass(s, DRAFTER, UNIT_SUBMITTED, ""), YUP_ECONFLICT,
	    "observations_open");
	assert_rc(reply(s, STRANGER, note), YUP_EDENIED, &scene_err);
	assert_rc(reply(s, AUDITOR, note), YUP_EDENIED, &scene_err);
	assert_ok(reply(s, DRAFTER, note));
	assert_ok(scene_pass(s, DRAFTER, UNIT_SUBMITTED, ""));
	end_scene(s);
}

/* The office insists, the unit answers again, and accepting settles what was answered. */
static void
test_insisted_answered_accepted(void **state)
{
	struct scene *s = begin_approved(*state);
	uint32_t id = 0, other = 0;

	assert_ok(observe(s, PLANNER, s->leaves[0], FIELD__COUNT, &id));
	assert_refused(scene_pass(s, PLANNER, UNIT_VALIDATED, ""), YUP_ECONFLICT,
	    "observations_unsent");
	assert_ok(scene_pass(s, PLANNER, UNIT_RETURNED, "Vea lo observado"));
	assert_ok(reply(s, DRAFTER, id));
	assert_ok(reply(s, PLANNER, id)); /* insists */
	assert_state(s, id, OBSERVATION_OPEN);
	assert_ok(observe(s, PLANNER, s->leaves[1], REPORT_CAUSE, &other)); /* and one more */
	assert_state(s, other, OBSERVATION_OPEN); /* at once: the unit has it already */
	assert_rc(settle(s, DRAFTER, other), YUP_EDENIED, &scene_err);
	assert_rc(settle(s, HEAD, other), YUP_EDENIED, &scene_err);
	assert_ok(settle(s, PLANNER, other));
	assert_ok(type(s, 0, REPORT_OBTAINED, "Ahora con acta."));
	assert_ok(scene_pass(s, DRAFTER, UNIT_SUBMITTED, ""));
	assert_ok(scene_pass(s, HEAD, UNIT_APPROVED, ""));
	assert_ok(scene_pass(s, PLANNER, UNIT_VALIDATED, ""));
	assert_state(s, id, OBSERVATION_SETTLED);
	assert_refused(reply(s, PLANNER, id), YUP_ECONFLICT, "observation_past");
	end_scene(s);
}

static void
test_whole_unit_opens_all(void **state)
{
	struct scene *s = begin_approved(*state);

	assert_ok(observe(s, PLANNER, PLAN_NONE, FIELD__COUNT, NULL));
	assert_ok(scene_pass(s, PLANNER, UNIT_RETURNED, "Todo otra vez"));
	assert_ok(type(s, 1, REPORT_OBTAINED, "Otra cosa."));
	assert_ok(type(s, 0, REPORT_VALUE, "1"));
	end_scene(s);
}

/* Without observations a report that was returned is open whole, as ever. */
static void
test_returned_without_any(void **state)
{
	struct scene *s = begin_approved(*state);

	assert_ok(scene_pass(s, PLANNER, UNIT_RETURNED, "Revise todo"));
	assert_ok(type(s, 1, REPORT_OBTAINED, "Otra cosa."));
	assert_refused(observe(s, PLANNER, s->leaves[0], REPORT_VALUE, NULL), YUP_ECONFLICT,
	    "unit_open_whole");
	end_scene(s);
}

static int
return_with(struct scene *s, int who, const struct observation_new *made, size_t count)
{
	struct app app = scene_as(s, who);
	struct app_step said = { .why = "Vea lo observado" };

	return app_reports_return(&app, &s->plans, &s->which, &s->path, 1, &said, made, count,
	    &scene_err);
}

static void
test_returned_in_one_step(void **state)
{
	struct scene *s = begin_approved(*state);
	struct observation_new made[] = {
		{ { s->unit, s->leaves[0], REPORT_VALUE, 0, 1 }, "No cuadra" },
		{ { s->unit, s->leaves[1], REPORT_CAUSE, 0, 0 }, "Es del plan, no del informe" },
	};

	assert_refused(return_with(s, PLANNER, made, 2), YUP_EINVALID, "anchor_absent");
	assert_int_equal(scene_unit(s).state, UNIT_APPROVED); /* all or nothing */
	assert_ok(return_with(s, PLANNER, made, 1));
	assert_int_equal(scene_unit(s).state, UNIT_RETURNED);
	assert_state(s, 1, OBSERVATION_OPEN);
	end_scene(s);
}

static void
test_closed_with_its_period(void **state)
{
	struct scene *s = begin_approved(*state);
	struct app app;
	struct app_reported out;
	uint32_t id = 0;

	assert_ok(observe(s, PLANNER, s->leaves[0], REPORT_VALUE, &id));
	assert_ok(scene_pass(s, PLANNER, UNIT_RETURNED, "Vea lo observado"));
	app = scene_as(s, PLANNER);
	assert_ok(app_period_close(&app, &s->plans, &s->which, "Se cierra como está", &scene_err));
	assert_refused(reply(s, DRAFTER, id), YUP_ECONFLICT, "period_not_open");
	assert_refused(observe(s, PLANNER, s->leaves[1], REPORT_VALUE, NULL), YUP_ECONFLICT,
	    "period_not_open");
	assert_ok(scene_type(s, PLANNER, 1, APP_SEEN_ANY, REPORT_OBTAINED, "Se corrige.",
	    "Error de copia", &out)); /* a correction asks no mark */
	end_scene(s);
}

/* ---- The log -------------------------------------------------------------------------- */

/* The first link of it that is wrong, LOG_FAULT_NONE: it tells what there is. */
static enum log_fault
verify(struct scene *s)
{
	struct app app = operator_app(s->s);
	struct app_log_asked asked = { NULL, false };
	struct app_log_verified out;

	assert_ok(app_log_verify(&app, s->s->mem, NULL, &asked, &out, &scene_err));
	return out.chains[0].walk.fault;
}

/* What was said of a report is tied into the log as what is said of a plan. */
static void
test_the_log_tells(void **state)
{
	struct scene *s = begin_approved(*state);

	assert_ok(observe(s, PLANNER, s->leaves[0], REPORT_VALUE, NULL));
	assert_ok(scene_pass(s, PLANNER, UNIT_RETURNED, "Vea lo observado"));
	assert_ok(type(s, 0, REPORT_VALUE, "1"));
	assert_int_equal(verify(s), LOG_FAULT_NONE);
	store_execute(s->s->path,
	    store_on_postgres() ? "ALTER TABLE observation DISABLE TRIGGER ALL"
				: "DROP TRIGGER IF EXISTS observation_no_update");
	store_execute(s->s->path, "UPDATE observation SET report = 2");
	assert_string_equal(log_fault_key(verify(s)), "observation");
	end_scene(s);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_who_may_observe_and_when),
		STORE_TEST(test_places_of_a_report),
		STORE_TEST(test_only_marked_cells_reopen),
		STORE_TEST(test_insisted_answered_accepted),
		STORE_TEST(test_whole_unit_opens_all),
		STORE_TEST(test_returned_without_any),
		STORE_TEST(test_returned_in_one_step),
		STORE_TEST(test_closed_with_its_period),
		STORE_TEST(test_the_log_tells),
	};

	return STORE_RUN(argc, argv, tests);
}
