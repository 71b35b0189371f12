/* test_report_store.c - periods, reports and what they were before, on both engines. */
#include "store/report_store.h"

#include <string.h>

#include "base/mem.h"
#include "core/plan_state.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/made_up.h"
#include "support/store.h"

enum { YEAR = 2031 };

static struct err err;

static const struct report_period HALVES[] = {
	{ .number = 1, .first = 1, .last = 6, .due_on = "2031-07-10" },
	{ .number = 2, .first = 7, .last = 12, .due_on = "2032-01-10" },
};

/* The begun transaction of one change, which the caller ends. */
static struct db_tx
begin(struct test_store *s)
{
	struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	return tx;
}

static void
end(struct db_tx *tx)
{
	assert_rc(db_commit(tx, &err), YUP_OK, &err);
}

static void
lay_out(struct test_store *s)
{
	struct db_tx tx = begin(s);

	assert_rc(report_store_lay_out(&tx, s->institution_id, YEAR, HALVES, 2, &err), YUP_OK,
	    &err);
	end(&tx);
}

static void
test_periods(void **state)
{
	struct test_store *s = *state;
	struct report_period *list = NULL, held = { 0 }, open = HALVES[0];
	struct db_tx tx;
	size_t count = 9;
	int *years = NULL;

	assert_rc(report_store_periods(s->db, s->mem, s->institution_id, YEAR, &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 0);
	lay_out(s);
	assert_rc(report_store_periods(s->db, s->mem, s->institution_id, YEAR, &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_int_equal(list[1].first, 7);
	assert_string_equal(list[1].due_on, "2032-01-10");
	assert_true(list[1].plan_id == 0);
	assert_rc(report_store_years(s->db, s->mem, s->institution_id, &years, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_int_equal(years[0], YEAR);

	open.state = PERIOD_OPEN;
	tx = begin(s);
	assert_rc(report_store_put_period(&tx, s->institution_id, YEAR, &open, PERIOD_PLANNED,
		      &err),
	    YUP_OK, &err);
	assert_rc(report_store_put_period(&tx, s->institution_id, YEAR, &open, PERIOD_PLANNED,
		      &err),
	    YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "period_changed");
	db_tx_done(&tx);
	tx = begin(s);
	assert_rc(report_store_put_period(&tx, s->institution_id, YEAR, &open, PERIOD_PLANNED,
		      &err),
	    YUP_OK, &err);
	assert_rc(report_store_hold(&tx, s->mem, s->institution_id, YEAR, 1, &held, &err), YUP_OK,
	    &err);
	assert_int_equal(held.state, PERIOD_OPEN);
	assert_rc(report_store_hold(&tx, s->mem, s->institution_id, YEAR, 3, &held, &err),
	    YUP_ENOTFOUND, &err);
	end(&tx);
}

static void
test_calendar_is_laid_out_anew_until_one_opens(void **state)
{
	struct test_store *s = *state;
	struct report_step step = { .period = 1,
		.state = PERIOD_OPEN,
		.unit_id = "",
		.due_on = "",
		.at = TEST_NOW,
		.actor = "Pilar",
		.why = "" };
	struct report_period *list = NULL;
	struct db_tx tx;
	size_t count = 0;

	lay_out(s);
	tx = begin(s);
	assert_rc(report_store_clear(&tx, s->institution_id, YEAR, &err), YUP_OK, &err);
	end(&tx);
	lay_out(s);
	tx = begin(s);
	assert_rc(report_store_add_step(&tx, s->institution_id, YEAR, &step, &err), YUP_OK, &err);
	assert_rc(report_store_clear(&tx, s->institution_id, YEAR, &err), YUP_OK, &err);
	end(&tx);
	assert_rc(report_store_periods(s->db, s->mem, s->institution_id, YEAR, &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
}

static void
test_units_and_steps(void **state)
{
	struct test_store *s = *state;
	struct unit_report unit = { 1, UNIT_SUBMITTED, "u7", "2031-07-20" }, *units = NULL;
	struct report_step step = { .period = 1,
		.state = UNIT_SUBMITTED,
		.unit_id = "u7",
		.due_on = "",
		.at = TEST_NOW,
		.user_id = 0,
		.actor = "Jorge",
		.why = "listo" };
	struct report_step *steps = NULL;
	struct db_tx tx;
	size_t count = 0;

	lay_out(s);
	tx = begin(s);
	assert_rc(report_store_put_unit(&tx, s->institution_id, YEAR, &unit, &err), YUP_OK, &err);
	unit.state = UNIT_APPROVED;
	unit.due_on = "";
	assert_rc(report_store_put_unit(&tx, s->institution_id, YEAR, &unit, &err), YUP_OK, &err);
	assert_rc(report_store_add_step(&tx, s->institution_id, YEAR, &step, &err), YUP_OK, &err);
	step.unit_id = "";
	step.due_on = "2031-08-01";
	assert_rc(report_store_add_step(&tx, s->institution_id, YEAR, &step, &err), YUP_OK, &err);
	end(&tx);
	assert_rc(report_store_units(s->db, s->mem, s->institution_id, YEAR, 0, &units, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_int_equal(units[0].state, UNIT_APPROVED);
	assert_string_equal(units[0].due_on, "");
	assert_rc(report_store_units(s->db, s->mem, s->institution_id, YEAR, 2, &units, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 0);
	assert_rc(report_store_steps(s->db, s->mem, s->institution_id, YEAR, 1, &steps, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_string_equal(steps[0].unit_id, "u7");
	assert_string_equal(steps[0].why, "listo");
	assert_string_equal(steps[1].unit_id, "");
	assert_string_equal(steps[1].due_on, "2031-08-01");
}

static void
test_reports(void **state)
{
	struct test_store *s = *state;
	struct report r, back, *list = NULL;
	struct report_change cell = { .period = 1,
		.field = REPORT_VALUE,
		.before = { NUM_ABSENT, "" },
		.after = { 5 * E4, "" },
		.at = TEST_NOW,
		.actor = "Elena",
		.why = "" };
	struct report_change *past = NULL;
	struct db_tx tx;
	size_t count = 0;

	lay_out(s);
	assert_rc(report_store_get(s->db, s->mem, s->institution_id, YEAR, "n1", 1, &back, &err),
	    YUP_OK, &err);
	assert_true(report_is_blank(&back));
	report_init(&r, "n1", 1);
	for (int f = 0; f < REPORT_FIELD__COUNT; f++)
		if (report_field_is_number((enum report_field)f))
			r.number[f] = f + 1;
		else
			r.text[f] = report_field_key((enum report_field)f);
	r.revision = 1;
	tx = begin(s);
	assert_rc(report_store_put(&tx, s->institution_id, YEAR, &r, &cell, 1, &err), YUP_OK, &err);
	end(&tx);
	tx = begin(s);
	assert_rc(report_store_put(&tx, s->institution_id, YEAR, &r, &cell, 1, &err), YUP_ECONFLICT,
	    &err);
	assert_string_equal(err.key, "report_changed");
	db_tx_done(&tx);
	r.revision = 2;
	r.number[REPORT_MEASURE] = NUM_ABSENT;
	tx = begin(s);
	assert_rc(report_store_put(&tx, s->institution_id, YEAR, &r, NULL, 0, &err), YUP_OK, &err);
	end(&tx);
	assert_rc(report_store_list(s->db, s->mem, s->institution_id, YEAR, 1, &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].node_id, "n1");
	assert_int_equal(list[0].revision, 2);
	for (int f = 0; f < REPORT_FIELD__COUNT; f++) {
		assert_true(list[0].number[f] == r.number[f]);
		assert_string_equal(list[0].text[f], r.text[f]);
	}
	assert_rc(report_store_past(s->db, s->mem, s->institution_id, YEAR, "n1", 0, &past, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_true(past[0].after.number == 5 * E4);
	assert_true(past[0].before.number == NUM_ABSENT);
}

static void
test_of_a_unit(void **state)
{
	struct test_store *s = *state;
	struct plan *plan = made_up_plan(s->mem, made_up_pack(s->mem, 12));
	struct report r, *list = NULL;
	struct db_tx tx;
	int64_t plan_id = 0;
	size_t count = 0, expected = 0;
	uint32_t unit = plan->nodes[plan->node_count - 1].unit;

	lay_out(s);
	tx = begin(s);
	assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &plan_id, &err),
	    YUP_OK, &err);
	for (size_t i = 0; i < plan->node_count; i++) {
		report_init(&r, plan->nodes[i].id, 1);
		r.revision = 1;
		assert_rc(report_store_put(&tx, s->institution_id, YEAR, &r, NULL, 0, &err), YUP_OK,
		    &err);
		expected += plan->nodes[i].unit == unit;
	}
	end(&tx);
	assert_rc(report_store_list_of_unit(s->db, s->mem, s->institution_id, YEAR, 2, plan_id,
		      unit, &list, &count, &err),
	    YUP_OK, &err);
	assert_true(expected > 0 && expected < plan->node_count);
	assert_int_equal(count, expected);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_periods),
		STORE_TEST(test_calendar_is_laid_out_anew_until_one_opens),
		STORE_TEST(test_units_and_steps),
		STORE_TEST(test_reports),
		STORE_TEST(test_of_a_unit),
	};

	return STORE_RUN(argc, argv, tests);
}
