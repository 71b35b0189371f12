/*
 * test_standings.c - the sums of periods follow what is reported, however it is reported.
 */
#include "app/standings.h"

#include "app/edit.h"
#include "app/settings.h"
#include "base/mem.h"
#include "store/standing_store.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/report_scene.h"

/* What is kept of each period is what its follow-up comes to. */
static void
assert_sums(struct scene *s, unsigned opened)
{
	struct app app = scene_as(s, PLANNER);

	for (unsigned period = 1; period <= opened; period++) {
		struct app_period which = { s->which.institution_id, SCENE_YEAR, period };
		struct standing *kept = NULL, *now = NULL;
		size_t kept_count = 0, now_count = 0;
		struct follow_up *fu = NULL;

		assert_rc(standing_store_list(s->s->db, s->s->mem, which.institution_id, SCENE_YEAR,
			      period, &kept, &kept_count, &scene_err),
		    YUP_OK, &scene_err);
		assert_rc(app_report_follow_up(&app, &s->plans, s->s->mem, &which, PLAN_NONE, &fu,
			      &scene_err),
		    YUP_OK, &scene_err);
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
	struct app_period which = { s->which.institution_id, SCENE_YEAR, period };
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
	assert_rc(app_report_edit(&app, &s->plans, s->s->mem, &which, rows, count, "x", &out,
		      &scene_err),
	    YUP_OK, &scene_err);
}

static void
open_two(struct scene *s)
{
	struct app app = scene_as(s, PLANNER);
	struct app_period second = { s->which.institution_id, SCENE_YEAR, 2 };

	assert_rc(app_period_lay_out(&app, s->which.institution_id, SCENE_YEAR, 3, 10, &scene_err),
	    YUP_OK, &scene_err);
	assert_rc(app_period_open(&app, &s->which, NULL, &scene_err), YUP_OK, &scene_err);
	assert_sums(s, 1);
	for (unsigned seed = 0; seed < 9; seed++)
		type_anywhere(s, 1, seed);
	assert_rc(app_period_open(&app, &second, NULL, &scene_err), YUP_OK, &scene_err);
}

static void
test_sums_follow_reports(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
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
	app = scene_as(s, PLANNER);
	assert_rc(app_period_close(&app, &s->plans, &s->which, "fin", &scene_err), YUP_OK,
	    &scene_err);
	type_anywhere(s, 1, 3);
	assert_sums(s, 2);
	app = operator_app(s->s);
	assert_rc(app_setting_change(&app, s->which.institution_id, &weighted, 1, &changed,
		      &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(changed, 1);
	assert_sums(s, 2);
	store_execute(s->s->path, "UPDATE standing SET physical_e9 = 1");
	assert_rc(app_standings_rebuild(&app, NULL, &made, &scene_err), YUP_OK, &scene_err);
	assert_int_equal(made.periods, 4);
	assert_sums(s, 2);
	app_plans_done(&s->plans);
}

/* Made by another program they no longer hold: readers count, and a change makes all anew. */
static void
test_old_sums_are_not_told(void **state)
{
	struct scene *s = scene_begin(*state, PLAN_APPROVED);
	struct app app;
	struct app_standings year;
	struct standing *list = NULL;
	size_t count = 0;

	open_two(s);
	store_execute(s->s->path, "UPDATE standing SET operations = 7777");
	store_execute(s->s->path, "UPDATE standing_head SET made_by = '0.0.1'");
	app = scene_as(s, PLANNER);
	assert_rc(app_standings(&app, &s->plans, s->s->mem, s->which.institution_id, SCENE_YEAR,
		      &year, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(year.period_count, 4);
	assert_int_equal(year.of[2].list[0].operations, 60); /* what is planned */
	assert_true(year.of[2].list[0].physical_e9 == NUM_ABSENT);
	assert_true(year.of[3].list[0].planned_e9 == 100 * E9);
	assert_int_equal(year.of[1].list[0].operations, 60);
	app = scene_as(s, DRAFTER); /* only its unit, and no level */
	assert_rc(app_standings(&app, &s->plans, s->s->mem, s->which.institution_id, SCENE_YEAR,
		      &year, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(year.of[1].count, 1);
	assert_string_equal(year.of[1].list[0].id, s->plan->units[s->unit].id);
	type_anywhere(s, 1, 20);
	assert_rc(standing_store_list(s->s->db, s->s->mem, s->which.institution_id, SCENE_YEAR, 2,
		      &list, &count, &scene_err),
	    YUP_OK, &scene_err);
	assert_int_equal(list[0].operations, 60);
	app_plans_done(&s->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_sums_follow_reports),
		STORE_TEST(test_old_sums_are_not_told),
	};

	return STORE_RUN(argc, argv, tests);
}
