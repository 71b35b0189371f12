/*
 * test_reports.c - a year's periods and what units report in them: who may do what,
 * what is held back, conflicts, corrections, and what it comes to.
 */
#include "app/reports.h"

#include <string.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/registers.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/report_scene.h"

/* ---- Tests ------------------------------------------------------------------------------ */

static void
test_calendar(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app app = scene_as(s, PLANNER);
	struct report_period *list = NULL;
	struct report_step *steps = NULL;
	size_t count = 0;

	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 5, 0, &scene_err),
	    YUP_EINVALID, &scene_err);
	assert_string_equal(scene_err.key, "calendar_uneven");
	assert_rc(app_period_lay_out(&app, s->which.institution_id, 2099, 3, 0, &scene_err),
	    YUP_ENOTFOUND, &scene_err);
	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 0, 0, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 6, 15, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_period_list(&app, s->s->mem, s->which.institution_id, SCENE_YEAR, &list,
		      &count, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(count, 2);
	assert_string_equal(list[0].due_on, "2031-07-15");
	assert_rc(app_period_open(&app, &s->which, "2031-02-30", &scene_err), YUP_EINVALID,
	    &scene_err);
	assert_rc(app_period_open(&app, &s->which, "2031-07-20", &scene_err), YUP_OK, &scene_err);
	assert_rc(app_period_open(&app, &s->which, NULL, &scene_err), YUP_ECONFLICT, &scene_err);
	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 6, 15, &scene_err),
	    YUP_ECONFLICT, &scene_err);
	assert_string_equal(scene_err.key, "calendar_in_use");
	assert_rc(app_period_extend(&app, &s->plans, &s->which, NULL, 0, "2031-08-01", "feriado",
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_period_extend(&app, &s->plans, &s->which, &s->path, 1, "2031-09-01",
		      "cambio de jefe", &scene_err),
	    YUP_OK, &scene_err);
	assert_string_equal(scene_unit(s).due_on, "2031-09-01");
	assert_rc(app_period_steps(&app, s->s->mem, &s->which, &steps, &count, &scene_err), YUP_OK,
	    &scene_err);
	assert_int_equal(count, 3);
	assert_string_equal(steps[2].why, "cambio de jefe");
	app_plans_done(&s->plans);
}

static void
test_only_an_approved_plan_is_reported(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_DRAFT);
	struct app app = scene_as(s, PLANNER);

	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 6, 15, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_period_open(&app, &s->which, NULL, &scene_err), YUP_ECONFLICT, &scene_err);
	assert_string_equal(scene_err.key, "plan_unapproved");
	app_plans_done(&s->plans);
}

static void
test_who_types_what(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app_reported out;

	assert_rc(scene_type(s, DRAFTER, 0, APP_SEEN_ANY, REPORT_VALUE, "1", NULL, &out),
	    YUP_ENOTFOUND, &scene_err);
	scene_open(s);
	assert_rc(scene_type(s, DRAFTER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &scene_err);
	assert_int_equal(out.reports[0].revision, 1);
	assert_true(out.progress[0].physical_e9 > 0);
	assert_rc(scene_type(s, DRAFTER, 0, 1, REPORT_VALUE, "1", NULL, &out), YUP_OK, &scene_err);
	assert_int_equal(out.reports[0].revision, 1); /* as it was: nothing to keep */
	assert_rc(scene_type(s, STRANGER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_EDENIED,
	    &scene_err);
	assert_rc(scene_type(s, AUDITOR, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_EDENIED,
	    &scene_err);
	assert_rc(scene_type(s, PLANNER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_EDENIED,
	    &scene_err);
	assert_rc(scene_type(s, FINANCE, 0, 1, REPORT_VALUE, "2", NULL, &out), YUP_EDENIED,
	    &scene_err);
	assert_rc(scene_type(s, FINANCE, 0, 1, REPORT_EXECUTED, "150.5", NULL, &out), YUP_OK,
	    &scene_err);
	assert_rc(scene_type(s, DRAFTER, 0, 2, REPORT_VALUE, "abc", NULL, &out), YUP_EINVALID,
	    &scene_err);
	assert_string_equal(scene_err.field, "value");
	assert_int_equal(out.refused, s->leaves[0]);
	app_plans_done(&s->plans);
}

static void
test_rows_above_take_only_money(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app app;
	struct typed_report typed = { REPORT_VALUE, "1" };
	struct app_report_row row = { 0, 0, &typed, 1 };
	struct app_reported out;

	scene_open(s);
	app = scene_as(s, DRAFTER);
	row.row = s->objective;
	assert_rc(app_report_edit(&app, &s->plans, s->s->mem, &s->which, &row, 1, NULL, &out,
		      &scene_err),
	    YUP_EINVALID, &scene_err);
	assert_string_equal(scene_err.key, "row_not_reported");
	typed = (struct typed_report){ REPORT_EXECUTED, "99" };
	assert_rc(app_report_edit(&app, &s->plans, s->s->mem, &s->which, &row, 1, NULL, &out,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_true(out.progress[0].executed_cents == 9900);
	app_plans_done(&s->plans);
}

static void
test_two_on_one_row(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app_reported out;

	scene_open(s);
	assert_rc(scene_type(s, DRAFTER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &scene_err);
	assert_rc(scene_type(s, HEAD, 0, 0, REPORT_OBTAINED, "Se hizo.", NULL, &out), YUP_OK,
	    &scene_err);
	assert_int_equal(out.reports[0].revision, 2); /* other cells: both stand */
	assert_true(out.reports[0].number[REPORT_VALUE] == E4);
	assert_rc(scene_type(s, HEAD, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK,
	    &scene_err); /* the same */
	assert_rc(scene_type(s, HEAD, 0, 0, REPORT_VALUE, "7", NULL, &out), YUP_ECONFLICT,
	    &scene_err);
	assert_string_equal(scene_err.key, "row_changed");
	assert_int_equal(out.conflict_count, 1);
	assert_true(out.conflicts[0].theirs.number == E4);
	assert_string_equal(out.conflicts[0].mine, "7");
	assert_string_equal(out.conflicts[0].actor, "drafter");
	app_plans_done(&s->plans);
}

static void
test_trying_saves_nothing(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app app;
	struct typed_report typed = { REPORT_VALUE, "1" };
	struct app_report_row row = { s->leaves[0], 0, &typed, 1 };
	struct app_reported out;

	scene_open(s);
	app = scene_as(s, DRAFTER);
	assert_rc(app_report_try(&app, &s->plans, s->s->mem, &s->which, &row, 1, &out, &scene_err),
	    YUP_OK, &scene_err);
	assert_true(out.progress[0].physical_e9 > 0);
	assert_int_equal(scene_unit(s).reported, 0);
	app_plans_done(&s->plans);
}

static void
test_the_way_of_a_report(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app_register_list found;
	struct app_reported out;
	struct app app;

	scene_open(s);
	assert_rc(scene_pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_ECONFLICT, &scene_err);
	assert_string_equal(scene_err.key, "report_incomplete");
	scene_report_all(s);
	assert_int_equal(scene_unit(s).reported, s->leaf_count);
	assert_int_equal(scene_unit(s).unexplained, 0);
	assert_rc(scene_pass(s, STRANGER, UNIT_SUBMITTED, NULL), YUP_ENOTFOUND, &scene_err);
	assert_rc(scene_pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_OK, &scene_err);
	assert_rc(scene_type(s, DRAFTER, 0, APP_SEEN_ANY, REPORT_VALUE, "1", NULL, &out),
	    YUP_ECONFLICT, &scene_err);
	assert_string_equal(scene_err.key, "report_closed");
	assert_rc(scene_pass(s, HEAD, UNIT_RETURNED, NULL), YUP_EINVALID, &scene_err);
	assert_rc(scene_pass(s, HEAD, UNIT_RETURNED, "falta"), YUP_OK, &scene_err);
	assert_rc(scene_type(s, DRAFTER, 0, APP_SEEN_ANY, REPORT_VALUE, "1", NULL, &out), YUP_OK,
	    &scene_err);
	assert_rc(scene_pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_OK, &scene_err);
	assert_rc(scene_pass(s, DRAFTER, UNIT_APPROVED, NULL), YUP_EDENIED, &scene_err);
	assert_rc(scene_pass(s, HEAD, UNIT_APPROVED, NULL), YUP_OK, &scene_err);
	assert_rc(scene_pass(s, HEAD, UNIT_VALIDATED, NULL), YUP_EDENIED, &scene_err);
	assert_rc(scene_pass(s, PLANNER, UNIT_VALIDATED, NULL), YUP_OK, &scene_err);
	assert_int_equal(scene_unit(s).state, UNIT_VALIDATED);
	app = scene_as(s, PLANNER);
	assert_rc(app_register_items(&app, s->s->mem, s->which.institution_id,
		      "corrective_measures", &(struct register_filter){ 0 }, &found, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(found.count, s->leaf_count); /* what was promised is to be done */
	assert_string_equal(found.items[0].title, "Se contratará.");
	app_plans_done(&s->plans);
}

static void
test_closing_and_correcting(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app app;
	struct app_reported out;
	struct report_change *past = NULL;
	size_t count = 0;

	scene_open(s);
	assert_rc(scene_type(s, DRAFTER, 0, 0, REPORT_VALUE, "1", NULL, &out), YUP_OK, &scene_err);
	app = scene_as(s, PLANNER);
	assert_rc(app_period_close(&app, &s->plans, &s->which, "", &scene_err), YUP_ECONFLICT,
	    &scene_err);
	assert_string_equal(scene_err.key, "reports_pending");
	assert_rc(app_period_close(&app, &s->plans, &s->which, "fin de gestión", &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(scene_type(s, DRAFTER, 0, 1, REPORT_VALUE, "2", "x", &out), YUP_ECONFLICT,
	    &scene_err);
	assert_string_equal(scene_err.key, "report_period_closed");
	assert_rc(scene_type(s, PLANNER, 0, 1, REPORT_VALUE, "2", "", &out), YUP_EINVALID,
	    &scene_err);
	assert_rc(scene_type(s, PLANNER, 0, 1, REPORT_VALUE, "2", "mal contado", &out), YUP_OK,
	    &scene_err);
	assert_rc(scene_pass(s, DRAFTER, UNIT_SUBMITTED, NULL), YUP_ECONFLICT, &scene_err);
	app = scene_as(s, AUDITOR);
	assert_rc(app_report_past(&app, &s->plans, s->s->mem, &s->which, s->leaves[0], &past,
		      &count, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(count, 2);
	assert_string_equal(past[1].why, "mal contado");
	assert_true(past[1].before.number == E4);
	app_plans_done(&s->plans);
}

static void
test_what_it_comes_to(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app app;
	struct follow_up *fu = NULL;
	struct app_book book;

	scene_open(s);
	scene_report_all(s);
	app = scene_as(s, PLANNER);
	assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &s->which, PLAN_NONE, &fu,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_string_equal(fu->as_of, "2031-06-30");
	assert_int_equal(fu->operation_count, 60);
	app = scene_as(s, DRAFTER);
	assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &s->which, PLAN_NONE, &fu,
		      &scene_err),
	    YUP_EDENIED, &scene_err);
	assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &s->which, s->unit, &fu,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(fu->units[0].count, s->leaf_count);
	assert_true(fu->units[0].computed_e9 == 0);
	assert_rc(app_report_book(&app, &s->plans, s->s->mem, &s->which, s->unit, &book,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(book.report_count, s->leaf_count);
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
	};

	return STORE_RUN(argc, argv, tests);
}
