/* test_synth.c - a made-up country in a database: its year stands as if people had made it. */
#include "app/synth.h"

#include "app/log.h"
#include "app/reports.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/store.h"

enum { YEAR = 2031, INSTITUTIONS = 3, ACTIVITIES = 30, MONTHS = 12 };

static struct err err;

static struct app_synth_made
synth(struct test_store *s, bool reports)
{
	struct app app = operator_app(s);
	struct app_synth_request request = { .institutions = INSTITUTIONS,
		.seed = 4,
		.activities = ACTIVITIES,
		.year = YEAR,
		.reports = reports };
	struct app_synth_made made = { 0 };

	assert_rc(app_synth(&app, &request, &made, &err), YUP_OK, &err);
	return made;
}

/* The newest institution's. */
static struct app_period
last_of_year(const struct test_store *s)
{
	return (struct app_period){ s->institution_id + INSTITUTIONS, YEAR, MONTHS };
}

static void
test_a_year_reported(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct app_synth_made made = synth(s, true);
	struct app_plans plans = { 0 };
	struct app_period which = last_of_year(s);
	struct app_unit_report *units = NULL;
	struct report_step *steps = NULL;
	struct app_book book;
	size_t count = 0;

	assert_int_equal(store_count_rows(s->path, "report"), made.reports);
	assert_int_equal(store_count_rows(s->path, "report_period"), INSTITUTIONS * MONTHS);
	assert_rc(app_report_book(&app, &plans, s->mem, &which, PLAN_NONE, &book, &err), YUP_OK,
	    &err);
	assert_int_equal(book.period_count, MONTHS);
	assert_int_equal(book.plan->state, PLAN_APPROVED);
	assert_true(book.report_count > (size_t)ACTIVITIES * (MONTHS - 3));
	for (size_t i = 0; i < book.period_count; i++)
		assert_int_equal(book.periods[i].state, PERIOD_CLOSED);
	assert_rc(app_report_units(&app, &plans, s->mem, &which, &units, &count, &err), YUP_OK,
	    &err);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(units[i].state, UNIT_VALIDATED);
	which.period = 0;
	assert_rc(app_period_steps(&app, s->mem, &which, &steps, &count, &err), YUP_OK, &err);
	assert_int_equal(count, MONTHS * 2);
	assert_string_equal(steps[0].at, "2031-01-31T12:00:00Z");
	app_plans_done(&plans);
}

static void
test_the_log_knows_of_it(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct app_log_asked asked = { 0 };
	struct app_log_verified out;
	size_t whole = 0;

	(void)synth(s, true);
	assert_rc(app_log_verify(&app, s->mem, NULL, &asked, &out, &err), YUP_OK, &err);
	for (size_t i = 0; i < out.count; i++) {
		if (out.chains[i].plans == 0)
			continue; /* the test's own institution, and the operator's chain */
		assert_int_equal(out.chains[i].walk.fault, LOG_FAULT_NONE);
		whole++;
	}
	assert_int_equal(whole, INSTITUTIONS);
}

static void
test_without_reports(void **state)
{
	struct test_store *s = *state;

	assert_int_equal(synth(s, false).reports, 0);
	assert_int_equal(store_count_rows(s->path, "report_period"), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_year_reported),
		STORE_TEST(test_the_log_knows_of_it),
		STORE_TEST(test_without_reports),
	};

	return STORE_RUN(argc, argv, tests);
}
