/*
 * test_reports.c - a year's periods and what units report in them: who may do what,
 * what is held back, conflicts, corrections, and what it comes to.
 */
#include "app/reports.h"

#include <string.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/registers.h"
#include "app/settings.h"
#include "app/standings.h"
#include "base/mem.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/institution_store.h"
#include "store/standing_store.h"
#include "support/cmocka_all.h"
#include "support/logged_plan.h"
#include "support/operator.h"
#include "support/store.h"

enum { YEAR = 2031 };

static struct err err;

enum who { DRAFTER, HEAD, PLANNER, FINANCE, AUDITOR, STRANGER, WHO__COUNT };

static const enum role ROLES[] = { ROLE_DRAFTER, ROLE_HEAD, ROLE_PLANNER, ROLE_FINANCE,
	ROLE_AUDITOR, ROLE_DRAFTER };

struct scene {
	struct test_store *s;
	struct app_plans plans;
	const struct plan *plan;
	uint32_t unit, objective;
	const uint32_t *leaves; /* the unit's */
	size_t leaf_count;
	const char *path;
	int64_t org_unit, other_unit;
	struct actor_grant grants[WHO__COUNT];
	struct actor actors[WHO__COUNT];
	struct app_period which;
};

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
		{ .id = plan_id, .year = YEAR, .pack = "bo-rs225557" } };
	struct app_step said = { .why = "RM 1/2031",
		.resolution_date = "2031-01-02",
		.exception = true };

	for (size_t i = 0; i < sizeof(WAY) / sizeof(WAY[0]); i++)
		assert_rc(app_plan_pass(&app, &version, WAY[i], &said, &err), YUP_OK, &err);
}

static struct scene *
begin_scene(struct test_store *store, enum plan_state state)
{
	struct synth options = { .seed = 5, .activities = 60, .year = YEAR };
	struct scene *s = mem_alloc(store->mem, sizeof(*s));
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	int64_t id;

	*s = (struct scene){ .s = store,
		.org_unit = 1000,
		.other_unit = 1001,
		.which = { store->institution_id, YEAR, 1 } };
	store_execute(store->path, "UPDATE institution SET pack = 'bo-rs225557'");
	store_execute(store->path,
	    mem_printf(store->mem,
		"INSERT INTO org_unit VALUES (%1$lld, 1000, 'now'), (%1$lld, 1001, 'now')",
		(long long)store->institution_id));
	assert_rc(pack_load(store->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(store->mem, pack, &options, &plan, &err), YUP_OK, &err);
	find_leaves(s, plan);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		plan->units[u].org_unit_id = u == s->unit ? s->org_unit : s->other_unit;
	id = logged_plan_keep(store, plan);
	if (state == PLAN_APPROVED)
		approve(store, id);
	s->plan = plan;
	make_people(s);
	return s;
}

static struct app
app_as(const struct scene *s, int who)
{
	struct app app = operator_app(s->s);

	err = (struct err){ 0 };
	app.by = &s->actors[who];
	return app;
}

/* ---- What they do --------------------------------------------------------------------- */

static void
open_first(struct scene *s)
{
	struct app app = app_as(s, PLANNER);

	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 6, 10, &err), YUP_OK,
	    &err);
	assert_rc(app_period_open(&app, &s->which, NULL, &err), YUP_OK, &err);
}

static int
type(struct scene *s, int who, size_t leaf, uint32_t seen, enum report_field field,
    const char *text, const char *why, struct app_reported *out)
{
	struct app app = app_as(s, who);
	struct typed_report typed = { field, text };
	struct app_report_row row = { s->leaves[leaf], seen, &typed, 1 };

	return app_report_edit(&app, &s->plans, s->s->mem, &s->which, &row, 1, why, out, &err);
}

static int
pass(struct scene *s, int who, enum unit_state to, const char *why)
{
	struct app app = app_as(s, who);
	struct app_step said = { .why = why };

	return app_reports_pass(&app, &s->plans, &s->which, &s->path, 1, to, &said, &err);
}

/* Every row of the unit says something, with cause and measure. */
static void
report_all(struct scene *s)
{
	struct app_reported out;

	for (size_t i = 0; i < s->leaf_count; i++) {
		assert_rc(type(s, DRAFTER, i, APP_SEEN_ANY, REPORT_VALUE, "0", NULL, &out), YUP_OK,
		    &err);
		assert_rc(type(s, DRAFTER, i, APP_SEEN_ANY, REPORT_CAUSE, "staff", NULL, &out),
		    YUP_OK, &err);
		assert_rc(type(s, DRAFTER, i, APP_SEEN_ANY, REPORT_MEASURE_TEXT, "Se contratará.",
			      NULL, &out),
		    YUP_OK, &err);
	}
}

static struct app_unit_report
unit_now(struct scene *s)
{
	struct app app = app_as(s, PLANNER);
	struct app_unit_report *units = NULL;
	const struct app_unit_report *unit;
	size_t count = 0;

	assert_rc(app_report_units(&app, &s->plans, s->s->mem, &s->which, &units, &count, &err),
	    YUP_OK, &err);
	unit = app_report_unit_called(units, count, s->path);
	assert_non_null(unit);
	return *unit;
}

/* ---- Tests ------------------------------------------------------------------------------ */

static void
test_calendar(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app app = app_as(s, PLANNER);
	struct report_period *list = NULL;
	struct report_step *steps = NULL;
	size_t count = 0;

	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 5, 0, &err), YUP_EINVALID,
	    &err);
	assert_string_equal(err.key, "calendar_uneven");
	assert_rc(app_period_lay_out(&app, s->which.institution_id, 2099, 3, 0, &err),
	    YUP_ENOTFOUND, &err);
	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 0, 0, &err), YUP_OK,
	    &err);
	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 6, 15, &err), YUP_OK,
	    &err);
	assert_rc(app_period_list(&app, s->s->mem, s->which.institution_id, YEAR, &list, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_string_equal(list[0].due_on, "2031-07-15");
	assert_rc(app_period_open(&app, &s->which, "2031-02-30", &err), YUP_EINVALID, &err);
	assert_rc(app_period_open(&app, &s->which, "2031-07-20", &err), YUP_OK, &err);
	assert_rc(app_period_open(&app, &s->which, NULL, &err), YUP_ECONFLICT, &err);
	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 6, 15, &err),
	    YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "calendar_in_use");
	assert_rc(app_period_extend(&app, &s->plans, &s->which, NULL, 0, "2031-08-01", "feriado",
		      &err),
	    YUP_OK, &err);
	assert_rc(app_period_extend(&app, &s->plans, &s->which, &s->path, 1, "2031-09-01",
		      "cambio de jefe", &err),
	    YUP_OK, &err);
	assert_string_equal(unit_now(s).due_on, "2031-09-01");
	assert_rc(app_period_steps(&app, s->s->mem, &s->which, &steps, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 3);
	assert_string_equal(steps[2].why, "cambio de jefe");
	app_plans_done(&s->plans);
}

static void
test_only_an_approved_plan_is_reported(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_DRAFT);
	struct app app = app_as(s, PLANNER);

	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 6, 15, &err), YUP_OK,
	    &err);
	assert_rc(app_period_open(&app, &s->which, NULL, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "plan_unapproved");
	app_plans_done(&s->plans);
}

static void
test_who_types_what(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app_reported out;

	assert_rc(type(s, DRAFTER, 0, APP_SEEN_ANY, REPORT_VALUE, "1", NULL, &out), YUP_ENOTFOUND,
	    &err);
	open_first(s);
	assert_rc(type(s, DRAFTER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &err);
	assert_int_equal(out.reports[0].revision, 1);
	assert_true(out.progress[0].physical_e9 > 0);
	assert_rc(type(s, DRAFTER, 0, 1, REPORT_VALUE, "1", NULL, &out), YUP_OK, &err);
	assert_int_equal(out.reports[0].revision, 1); /* as it was: nothing to keep */
	assert_rc(type(s, STRANGER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_EDENIED, &err);
	assert_rc(type(s, AUDITOR, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_EDENIED, &err);
	assert_rc(type(s, PLANNER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_EDENIED, &err);
	assert_rc(type(s, FINANCE, 0, 1, REPORT_VALUE, "2", NULL, &out), YUP_EDENIED, &err);
	assert_rc(type(s, FINANCE, 0, 1, REPORT_EXECUTED, "150.5", NULL, &out), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, 0, 2, REPORT_VALUE, "abc", NULL, &out), YUP_EINVALID, &err);
	assert_string_equal(err.field, "value");
	assert_int_equal(out.refused, s->leaves[0]);
	app_plans_done(&s->plans);
}

static void
test_rows_above_take_only_money(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app app;
	struct typed_report typed = { REPORT_VALUE, "1" };
	struct app_report_row row = { 0, 0, &typed, 1 };
	struct app_reported out;

	open_first(s);
	app = app_as(s, DRAFTER);
	row.row = s->objective;
	assert_rc(app_report_edit(&app, &s->plans, s->s->mem, &s->which, &row, 1, NULL, &out, &err),
	    YUP_EINVALID, &err);
	assert_string_equal(err.key, "row_not_reported");
	typed = (struct typed_report){ REPORT_EXECUTED, "99" };
	assert_rc(app_report_edit(&app, &s->plans, s->s->mem, &s->which, &row, 1, NULL, &out, &err),
	    YUP_OK, &err);
	assert_true(out.progress[0].executed_cents == 9900);
	app_plans_done(&s->plans);
}

static void
test_two_on_one_row(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app_reported out;

	open_first(s);
	assert_rc(type(s, DRAFTER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &err);
	assert_rc(type(s, HEAD, 0, 0, REPORT_OBTAINED, "Se hizo.", NULL, &out), YUP_OK, &err);
	assert_int_equal(out.reports[0].revision, 2); /* other cells: both stand */
	assert_true(out.reports[0].number[REPORT_VALUE] == E4);
	assert_rc(type(s, HEAD, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &err); /* the same */
	assert_rc(type(s, HEAD, 0, 0, REPORT_VALUE, "7", NULL, &out), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "row_changed");
	assert_int_equal(out.conflict_count, 1);
	assert_true(out.conflicts[0].theirs.number == E4);
	assert_string_equal(out.conflicts[0].mine, "7");
	assert_string_equal(out.conflicts[0].actor, "drafter");
	app_plans_done(&s->plans);
}

static void
test_trying_saves_nothing(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app app;
	struct typed_report typed = { REPORT_VALUE, "1" };
	struct app_report_row row = { s->leaves[0], 0, &typed, 1 };
	struct app_reported out;

	open_first(s);
	app = app_as(s, DRAFTER);
	assert_rc(app_report_try(&app, &s->plans, s->s->mem, &s->which, &row, 1, &out, &err),
	    YUP_OK, &err);
	assert_true(out.progress[0].physical_e9 > 0);
	assert_int_equal(unit_now(s).reported, 0);
	app_plans_done(&s->plans);
}

static void
test_the_way_of_a_report(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app_register_list found;
	struct app_reported out;
	struct app app;

	open_first(s);
	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "report_incomplete");
	report_all(s);
	assert_int_equal(unit_now(s).reported, s->leaf_count);
	assert_int_equal(unit_now(s).unexplained, 0);
	assert_rc(pass(s, STRANGER, UNIT_SUBMITTED, NULL), YUP_ENOTFOUND, &err);
	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, 0, APP_SEEN_ANY, REPORT_VALUE, "1", NULL, &out), YUP_ECONFLICT,
	    &err);
	assert_string_equal(err.key, "report_closed");
	assert_rc(pass(s, HEAD, UNIT_RETURNED, NULL), YUP_EINVALID, &err);
	assert_rc(pass(s, HEAD, UNIT_RETURNED, "falta"), YUP_OK, &err);
	assert_rc(type(s, DRAFTER, 0, APP_SEEN_ANY, REPORT_VALUE, "1", NULL, &out), YUP_OK, &err);
	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_OK, &err);
	assert_rc(pass(s, DRAFTER, UNIT_APPROVED, NULL), YUP_EDENIED, &err);
	assert_rc(pass(s, HEAD, UNIT_APPROVED, NULL), YUP_OK, &err);
	assert_rc(pass(s, HEAD, UNIT_VALIDATED, NULL), YUP_EDENIED, &err);
	assert_rc(pass(s, PLANNER, UNIT_VALIDATED, NULL), YUP_OK, &err);
	assert_int_equal(unit_now(s).state, UNIT_VALIDATED);
	app = app_as(s, PLANNER);
	assert_rc(app_register_items(&app, s->s->mem, s->which.institution_id,
		      "corrective_measures", &(struct register_filter){ 0 }, &found, &err),
	    YUP_OK, &err);
	assert_int_equal(found.count, s->leaf_count); /* what was promised is to be done */
	assert_string_equal(found.items[0].title, "Se contratará.");
	app_plans_done(&s->plans);
}

static void
test_closing_and_correcting(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app app;
	struct app_reported out;
	struct report_change *past = NULL;
	size_t count = 0;

	open_first(s);
	assert_rc(type(s, DRAFTER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &err);
	app = app_as(s, PLANNER);
	assert_rc(app_period_close(&app, &s->plans, &s->which, "", &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "reports_pending");
	assert_rc(app_period_close(&app, &s->plans, &s->which, "fin de gestión", &err), YUP_OK,
	    &err);
	assert_rc(type(s, DRAFTER, 0, 1, REPORT_VALUE, "2", "x", &out), YUP_EDENIED, &err);
	assert_rc(type(s, PLANNER, 0, 1, REPORT_VALUE, "2", "", &out), YUP_EINVALID, &err);
	assert_rc(type(s, PLANNER, 0, 1, REPORT_VALUE, "2", "mal contado", &out), YUP_OK, &err);
	assert_rc(pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_ECONFLICT, &err);
	app = app_as(s, AUDITOR);
	assert_rc(app_report_past(&app, &s->plans, s->s->mem, &s->which, s->leaves[0], &past,
		      &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_string_equal(past[1].why, "mal contado");
	assert_true(past[1].before.number == E4);
	app_plans_done(&s->plans);
}

static void
test_what_it_comes_to(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app app;
	struct follow_up *fu = NULL;
	struct app_book book;

	open_first(s);
	report_all(s);
	app = app_as(s, PLANNER);
	assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &s->which, PLAN_NONE, &fu, &err),
	    YUP_OK, &err);
	assert_string_equal(fu->as_of, "2031-06-30");
	assert_int_equal(fu->operation_count, 60);
	app = app_as(s, DRAFTER);
	assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &s->which, PLAN_NONE, &fu, &err),
	    YUP_EDENIED, &err);
	assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &s->which, s->unit, &fu, &err),
	    YUP_OK, &err);
	assert_int_equal(fu->units[0].count, s->leaf_count);
	assert_true(fu->units[0].computed_e9 == 0);
	assert_rc(app_report_book(&app, &s->plans, s->s->mem, &s->which, s->unit, &book, &err),
	    YUP_OK, &err);
	assert_int_equal(book.report_count, s->leaf_count);
	app_plans_done(&s->plans);
}

/* ---- Sums ---------------------------------------------------------------------------------- */

/* What is kept of each period is what its follow-up comes to. */
static void
assert_sums(struct scene *s, unsigned opened)
{
	struct app app = app_as(s, PLANNER);

	for (unsigned period = 1; period <= opened; period++) {
		struct app_period which = { s->which.institution_id, YEAR, period };
		struct standing *kept = NULL, *now = NULL;
		size_t kept_count = 0, now_count = 0;
		struct follow_up *fu = NULL;

		assert_rc(standing_store_list(s->s->db, s->s->mem, which.institution_id, YEAR,
			      period, &kept, &kept_count, &err),
		    YUP_OK, &err);
		assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &which, PLAN_NONE, &fu,
			      &err),
		    YUP_OK, &err);
		standings_of(s->s->mem, fu, &now, &now_count);
		assert_int_equal(kept_count, now_count);
		for (size_t i = 0; i < now_count; i++)
			assert_true(standing_is(&kept[i], &now[i]));
	}
}

/* Any rows of any units, typed by the operator. */
static void
type_anywhere(struct scene *s, unsigned period, unsigned seed)
{
	struct app app = operator_app(s->s);
	struct app_period which = { s->which.institution_id, YEAR, period };
	struct typed_report typed[3] = { { REPORT_VALUE, "1" }, { REPORT_CAUSE, "staff" },
		{ REPORT_EXECUTED, "150.5" } };
	struct app_report_row rows[3];
	struct app_reported out;
	size_t count = 0;

	for (uint32_t i = seed % 7; i < s->plan->node_count && count < 3; i += 17 + seed)
		if (plan_is_leaf_level(s->plan, s->plan->nodes[i].level) &&
		    s->plan->nodes[i].unit != PLAN_NONE)
			rows[count++] = (struct app_report_row){ s->plan->nodes[i].row,
				APP_SEEN_ANY, typed, 1 + (seed + i) % 3 };
	assert_rc(app_report_edit(&app, &s->plans, s->s->mem, &which, rows, count, "x", &out, &err),
	    YUP_OK, &err);
}

static void
open_two(struct scene *s)
{
	struct app app = app_as(s, PLANNER);
	struct app_period second = { s->which.institution_id, YEAR, 2 };

	assert_rc(app_period_lay_out(&app, s->which.institution_id, YEAR, 3, 10, &err), YUP_OK,
	    &err);
	assert_rc(app_period_open(&app, &s->which, NULL, &err), YUP_OK, &err);
	assert_sums(s, 1);
	for (unsigned seed = 0; seed < 9; seed++)
		type_anywhere(s, 1, seed);
	assert_rc(app_period_open(&app, &second, NULL, &err), YUP_OK, &err);
}

static void
test_sums_follow_reports(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct pack_setting weighted = { "average_above", "budget_weighted" };
	struct app app = operator_app(s->s);
	struct app_standings_made made;
	size_t changed = 0;

	open_two(s);
	assert_sums(s, 2);
	for (unsigned seed = 0; seed < 12; seed++) {
		type_anywhere(s, 1 + seed % 2, seed);
		assert_sums(s, 2);
	}
	app = app_as(s, PLANNER);
	assert_rc(app_period_close(&app, &s->plans, &s->which, "fin", &err), YUP_OK, &err);
	type_anywhere(s, 1, 3);
	assert_sums(s, 2);
	app = operator_app(s->s);
	assert_rc(app_setting_change(&app, s->which.institution_id, &weighted, 1, &changed, &err),
	    YUP_OK, &err);
	assert_int_equal(changed, 1);
	assert_sums(s, 2);
	store_execute(s->s->path, "UPDATE standing SET physical_e9 = 1");
	assert_rc(app_standings_rebuild(&app, NULL, &made, &err), YUP_OK, &err);
	assert_int_equal(made.periods, 2);
	assert_sums(s, 2);
	app_plans_done(&s->plans);
}

/* Made by another program they no longer hold: readers count, and a change makes all anew. */
static void
test_old_sums_are_not_told(void **state)
{
	struct scene *s = begin_scene(*state, PLAN_APPROVED);
	struct app app;
	struct app_standings year;
	struct standing *list = NULL;
	size_t count = 0;

	open_two(s);
	store_execute(s->s->path, "UPDATE standing SET operations = 7777");
	store_execute(s->s->path, "UPDATE standing_head SET made_by = '0.0.1'");
	app = app_as(s, PLANNER);
	assert_rc(app_standings(&app, &s->plans, s->s->mem, s->which.institution_id, YEAR, &year,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(year.period_count, 4);
	assert_int_equal(year.of[2].count, 0);
	assert_int_equal(year.of[1].list[0].operations, 60);
	app = app_as(s, DRAFTER); /* only its unit, and no level */
	assert_rc(app_standings(&app, &s->plans, s->s->mem, s->which.institution_id, YEAR, &year,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(year.of[1].count, 1);
	assert_string_equal(year.of[1].list[0].id, s->plan->units[s->unit].id);
	type_anywhere(s, 1, 20);
	assert_rc(standing_store_list(s->s->db, s->s->mem, s->which.institution_id, YEAR, 2, &list,
		      &count, &err),
	    YUP_OK, &err);
	assert_int_equal(list[0].operations, 60);
	app_plans_done(&s->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_calendar),
		STORE_TEST(test_only_an_approved_plan_is_reported),
		STORE_TEST(test_who_types_what),
		STORE_TEST(test_rows_above_take_only_money),
		STORE_TEST(test_two_on_one_row),
		STORE_TEST(test_trying_saves_nothing),
		STORE_TEST(test_the_way_of_a_report),
		STORE_TEST(test_closing_and_correcting),
		STORE_TEST(test_what_it_comes_to),
		STORE_TEST(test_sums_follow_reports),
		STORE_TEST(test_old_sums_are_not_told),
	};

	return STORE_RUN(argc, argv, tests);
}
