/*
 * test_ministry.c - a ministry and the institutions it supervises, by their kept sums: who
 * counts, under which policy, who is late, and who may look.
 */
#include "app/ministry.h"

#include <string.h>

#include "app/actor.h"
#include "app/institutions.h"
#include "app/settings.h"
#include "app/standings.h"
#include "base/mem.h"
#include "store/institution_store.h"
#include "store/report_store.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/store.h"

enum { YEAR = 2031, AGENCIES = 3 };

static struct err err;

struct scene {
	struct test_store *s;
	struct app app;
	struct app_plans plans;
	int64_t ids[AGENCIES]; /* the ministry's first */
};

static int64_t
add_institution(struct scene *s, const char *name)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution it = { .name = name,
		.acronym = name,
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	int64_t id;

	assert_rc(db_begin(s->s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

/* `count` periods of as many months each; the first `opened` of them opened. */
static void
lay_out(struct scene *s, int64_t id, unsigned count, unsigned opened)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct report_period list[12];

	for (unsigned i = 0; i < count; i++)
		list[i] = (struct report_period){ .number = (uint8_t)(i + 1),
			.first = (uint8_t)(i * (12 / count) + 1),
			.last = (uint8_t)((i + 1) * (12 / count)),
			.state = i < opened ? PERIOD_OPEN : PERIOD_PLANNED,
			.due_on = "2031-01-20" };
	assert_rc(db_begin(s->s->db, &tx, &err), YUP_OK, &err);
	assert_rc(report_store_lay_out(&tx, id, YEAR, list, count, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

/* The whole and one unit, at `physical` per cent. */
static void
stand(struct scene *s, int64_t id, unsigned period, int64_t physical, int64_t budget)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct standing list[2] = { { .id = "institution",
					.parent = PLAN_NONE,
					.level = FU_INSTITUTION,
					.physical_e9 = physical * E9,
					.planned_e9 = 50 * E9,
					.money = { budget, budget / 4 },
					.operations = 10,
					.reported = 9,
					.below = 2,
					.unexplained = 1 },
		{ .id = "u1", .parent = 0, .level = FU_LEVEL__COUNT, .operations = 10 } };
	const char *made_by;

	assert_rc(app_standings_made_by(&s->app, s->s->mem, id, &made_by, &err), YUP_OK, &err);
	assert_rc(db_begin(s->s->db, &tx, &err), YUP_OK, &err);
	assert_rc(standing_store_put(&tx, id, YEAR, period, made_by, list, 2, NULL, 0, &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

/* A ministry by quarters, an agency by months, one by half-years. */
static struct scene *
begin_scene(struct test_store *store, const char *average)
{
	static const char *const NAMES[AGENCIES] = { "Ministerio", "Agencia Beta", "agencia Alfa" };
	static const unsigned PERIODS[AGENCIES] = { 4, 12, 2 };
	static const unsigned OPENED[AGENCIES] = { 1, 2, 0 };
	struct scene *s = mem_alloc(store->mem, sizeof(*s));
	struct pack_setting setting = { "average_above", average };
	size_t changed = 0;

	*s = (struct scene){ .s = store, .app = operator_app(store) };
	for (unsigned i = 0; i < AGENCIES; i++) {
		s->ids[i] = add_institution(s, NAMES[i]);
		if (i == 0)
			assert_rc(app_setting_change(&s->app, s->ids[0], &setting, 1, &changed,
				      &err),
			    YUP_OK, &err);
		lay_out(s, s->ids[i], PERIODS[i], OPENED[i]);
		if (i > 0)
			assert_rc(app_institution_supervise(&s->app, s->ids[i], NAMES[0], &err),
			    YUP_OK, &err);
	}
	stand(s, s->ids[0], 1, 40, 1000);
	stand(s, s->ids[1], 1, 10, 3000);
	stand(s, s->ids[1], 2, 20, 3000);
	return s;
}

static const struct app_ministry *
look(struct scene *s)
{
	const struct app_ministry *m = NULL;

	assert_rc(app_ministry(&s->app, &s->plans, s->ids[0], YEAR, &m, &err), YUP_OK, &err);
	return m;
}

/* ---- Tests ------------------------------------------------------------------------------ */

static void
test_months(void **state)
{
	struct scene *s = begin_scene(*state, "mean");
	const struct app_ministry *m = look(s);

	assert_int_equal(m->count, 3);
	assert_string_equal(m->agencies[0].institution.name, "Ministerio");
	assert_string_equal(m->agencies[1].institution.name, "agencia Alfa");
	assert_int_equal(m->last, 3);
	assert_null(app_agency_at(&m->agencies[0], 2)); /* a quarter is not over */
	assert_true(m->month[0].physical_e9 == 10 * E9);
	assert_true(m->month[1].physical_e9 == 20 * E9);
	assert_true(m->month[2].physical_e9 == 30 * E9); /* of both, each its last */
	assert_true(m->month[2].money.budget_cents == 4000);
	assert_int_equal(m->month[2].operations, 20);
	assert_int_equal(m->month[2].unexplained, 2);
	app_plans_done(&s->plans);
}

static void
test_policy_and_late(void **state)
{
	struct scene *s = begin_scene(*state, "budget_weighted");
	const struct app_ministry *m = look(s);

	assert_true(m->month[2].physical_e9 == 25 * E9);     /* (40 x 1 + 20 x 3) / 4 */
	assert_int_equal(m->agencies[0].periods[0].late, 1); /* its unit has not sent it */
	assert_int_equal(m->agencies[0].periods[1].late, 0); /* nobody has to yet */
	assert_int_equal(m->agencies[0].periods[0].sent, 0);
	store_execute(s->s->path,
	    mem_printf(s->s->mem, "INSERT INTO unit_report VALUES (%lld, 2031, 1, 'u1', 2, NULL)",
		(long long)s->ids[0]));
	assert_int_equal(look(s)->agencies[0].periods[0].late, 1); /* kept until something moves */
	stand(s, s->ids[1], 2, 30, 3000);
	m = look(s);
	assert_int_equal(m->agencies[0].periods[0].late, 0);
	assert_int_equal(m->agencies[0].periods[0].sent, 1);
	assert_true(m->month[2].physical_e9 == 32 * E9 + E9 / 2);
	app_plans_done(&s->plans);
}

static void
test_who_looks(void **state)
{
	struct scene *s = begin_scene(*state, "mean");
	struct actor_grant grant = { .role = ROLE_PLANNER, .whole = true };
	struct actor actor = { .kind = ACTOR_USER,
		.user_id = 20,
		.name = "p",
		.institution_id = s->ids[0],
		.grants = &grant,
		.grant_count = 1 };
	const struct app_ministry *m = NULL;
	bool is = false;
	int *years = NULL;
	size_t count = 0;

	assert_int_equal(look(s)->count, 3);
	s->app.by = &actor; /* nobody told it that its institution supervises others */
	assert_int_equal(look(s)->count, 1);
	actor.supervised = &s->ids[1];
	actor.supervised_count = 1;
	assert_int_equal(look(s)->count, 2);
	assert_rc(app_is_ministry(&s->app, s->ids[0], &is, &err), YUP_OK, &err);
	assert_true(is);
	assert_rc(app_ministry_years(&s->app, s->s->mem, s->ids[0], &years, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 1);
	assert_int_equal(years[0], YEAR);
	grant.role = ROLE_DRAFTER;
	grant.whole = false;
	assert_rc(app_ministry(&s->app, &s->plans, s->ids[0], YEAR, &m, &err), YUP_EDENIED, &err);
	app_plans_done(&s->plans);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_months),
		STORE_TEST(test_policy_and_late),
		STORE_TEST(test_who_looks),
	};

	return STORE_RUN(argc, argv, tests);
}
