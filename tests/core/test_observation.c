/*
 * test_observation.c - the acts there are and where they lead; what an anchor
 * leaves open.
 */
#include "core/observation.h"

#include <string.h>

#include "base/mem.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "support/cmocka_all.h"

/* From, act, to, whose: written down apart from the table. */
static const struct expected {
	const char *from, *act, *to, *by;
} STEPS[] = {
	{ "drafted", "sent", "open", "itself" },
	{ "drafted", "withdrawn", "withdrawn", "author" },
	{ "drafted", "settled", "settled", "observer" },
	{ "open", "replied", "answered", "unit" },
	{ "open", "changed", "answered", "itself" },
	{ "open", "insisted", "open", "observer" },
	{ "open", "settled", "settled", "observer" },
	{ "answered", "replied", "answered", "unit" },
	{ "answered", "insisted", "open", "observer" },
	{ "answered", "settled", "settled", "observer" },
};

static const char *const BY[] = { "observer", "author", "unit", "itself" };

static bool
is_expected(const char *from, const char *act, const struct observation_step *step)
{
	for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++)
		if (strcmp(STEPS[i].from, from) == 0 && strcmp(STEPS[i].act, act) == 0 &&
		    strcmp(STEPS[i].to, observation_state_key((enum observation_state)step->to)) ==
			0 &&
		    strcmp(STEPS[i].by, BY[step->by]) == 0)
			return true;
	return false;
}

static void
test_steps(void **state)
{
	size_t met = 0;

	(void)state;
	for (int from = 0; from < OBSERVATION_STATE__COUNT; from++)
		for (int act = 0; act < OBSERVATION_ACT__COUNT; act++) {
			const struct observation_step
			    *step = observation_step_find((enum observation_state)from,
				(enum observation_act_kind)act);
			const char *f = observation_state_key((enum observation_state)from);
			const char *a = observation_act_key((enum observation_act_kind)act);

			if (step == NULL)
				continue;
			met++;
			if (!is_expected(f, a, step))
				fail_msg("%s %s leads to %u by %s", f, a, step->to, BY[step->by]);
		}
	assert_int_equal(met, sizeof(STEPS) / sizeof(STEPS[0]));
	assert_int_equal(met, observation_step_count);
}

static void
test_state_follows_from_acts(void **state)
{
	static const struct {
		enum observation_state state;
		enum observation_act_kind acts[6];
		size_t count;
	} CASES[] = {
		{ OBSERVATION_DRAFTED, { 0 }, 0 },
		{ OBSERVATION_DRAFTED, { OBSERVATION_MADE }, 1 },
		{ OBSERVATION_OPEN, { OBSERVATION_MADE, OBSERVATION_SENT }, 2 },
		{ OBSERVATION_WITHDRAWN, { OBSERVATION_MADE, OBSERVATION_TAKEN_BACK }, 2 },
		{ OBSERVATION_WITHDRAWN,
		    { OBSERVATION_MADE, OBSERVATION_TAKEN_BACK, OBSERVATION_SENT }, 3 },
		{ OBSERVATION_ANSWERED, { OBSERVATION_MADE, OBSERVATION_SENT, OBSERVATION_CHANGED },
		    3 },
		{ OBSERVATION_OPEN,
		    { OBSERVATION_MADE, OBSERVATION_SENT, OBSERVATION_REPLIED,
			OBSERVATION_INSISTED },
		    4 },
		{ OBSERVATION_SETTLED,
		    { OBSERVATION_MADE, OBSERVATION_SENT, OBSERVATION_REPLIED, OBSERVATION_ACCEPTED,
			OBSERVATION_INSISTED },
		    5 },
		{ OBSERVATION_DRAFTED, { OBSERVATION_MADE, OBSERVATION_REPLIED }, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct observation_act acts[6] = { 0 };

		for (size_t k = 0; k < CASES[i].count; k++)
			acts[k].kind = CASES[i].acts[k];
		assert_string_equal(observation_state_key(
					observation_state_of(acts, CASES[i].count)),
		    observation_state_key(CASES[i].state));
	}
}

/* ---- Anchors ------------------------------------------------------------------------ */

struct scene {
	struct mem *mem;
	struct plan *plan;
	uint32_t root, objective, activity, other; /* other: an activity of another objective */
	uint32_t unit;
};

static uint32_t
find(const struct plan *plan, uint32_t parent, unsigned level, uint32_t but)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].level == level && i != but &&
		    (parent == PLAN_NONE || plan->nodes[i].parent == parent))
			return i;
	fail_msg("no row of level %u", level);
	return 0;
}

static int
set_up(void **state)
{
	struct mem *mem = mem_new();
	struct scene *s = mem_alloc(mem, sizeof(*s));
	struct synth options = { .seed = 3, .activities = 40, .year = 2031 };
	const struct pack *pack = NULL;
	struct err err;

	s->mem = mem;
	assert_int_equal(pack_load(mem, "bo-rs225557", &pack, &err), YUP_OK);
	assert_int_equal(synth_plan(mem, pack, &options, &s->plan, &err), YUP_OK);
	s->objective = find(s->plan, PLAN_NONE, 1, PLAN_NONE);
	s->root = s->plan->nodes[s->objective].parent;
	s->unit = s->plan->nodes[s->objective].unit;
	s->activity = find(s->plan, s->objective, 2, PLAN_NONE);
	s->other = find(s->plan, find(s->plan, PLAN_NONE, 1, s->objective), 2, PLAN_NONE);
	*state = s;
	return 0;
}

static int
tear_down(void **state)
{
	mem_free(((struct scene *)*state)->mem);
	return 0;
}

static void
test_a_cell_opens_itself(void **state)
{
	const struct scene *s = *state;
	const struct anchor weight = { s->unit, s->activity, FIELD_WEIGHT, 0, 0 };
	const struct anchor march = { s->unit, s->activity, FIELD_SCHEDULE, 3, 0 };

	assert_true(anchor_opens(s->plan, &weight, s->activity, FIELD_WEIGHT, 0));
	assert_false(anchor_opens(s->plan, &weight, s->activity, FIELD_TITLE, 0));
	assert_false(anchor_opens(s->plan, &weight, s->activity, FIELD_EXISTS, 0));
	assert_false(anchor_opens(s->plan, &weight, s->other, FIELD_WEIGHT, 0));
	assert_true(anchor_opens(s->plan, &march, s->activity, FIELD_SCHEDULE, 3));
	assert_false(anchor_opens(s->plan, &march, s->activity, FIELD_SCHEDULE, 4));
}

static void
test_a_row_opens_its_cells_and_those_below(void **state)
{
	const struct scene *s = *state;
	const struct anchor row = { s->unit, s->objective, FIELD__COUNT, 0, 0 };

	assert_true(anchor_opens(s->plan, &row, s->objective, FIELD_TITLE, 0));
	assert_true(anchor_opens(s->plan, &row, s->objective, FIELD_EXISTS, 0));
	assert_true(anchor_opens(s->plan, &row, s->activity, FIELD_SCHEDULE, 7));
	assert_true(anchor_opens(s->plan, &row, s->activity, FIELD_EXISTS, 0));
	assert_false(anchor_opens(s->plan, &row, s->activity, FIELD_PARENT, 0));
	assert_false(anchor_opens(s->plan, &row, s->activity, FIELD_POSITION, 0));
	assert_false(anchor_opens(s->plan, &row, s->other, FIELD_TITLE, 0));
	assert_false(anchor_opens(s->plan, &row, s->root, FIELD_TITLE, 0));
	assert_false(anchor_opens(s->plan, &row, (uint32_t)s->plan->node_count, FIELD_EXISTS, 0));
}

/* A figure that is rolled up is put right in the rows below. */
static void
test_a_computed_figure_opens_the_rows_below(void **state)
{
	const struct scene *s = *state;
	const struct anchor may = { s->unit, s->objective, FIELD_SCHEDULE, 5, 0 };
	const struct anchor total = { s->unit, s->objective, FIELD_TOTAL, 0, 0 };
	const struct anchor weight = { s->unit, s->objective, FIELD_WEIGHT, 0, 0 };

	assert_true(anchor_opens(s->plan, &may, s->objective, FIELD_SCHEDULE, 5));
	assert_false(anchor_opens(s->plan, &may, s->objective, FIELD_TITLE, 0));
	assert_true(anchor_opens(s->plan, &may, s->activity, FIELD_SCHEDULE, 1));
	assert_true(anchor_opens(s->plan, &total, s->activity, FIELD_TOTAL, 0));
	assert_false(anchor_opens(s->plan, &weight, s->activity, FIELD_WEIGHT, 0));
}

static void
test_a_unit_opens_all(void **state)
{
	const struct scene *s = *state;
	const struct anchor unit = { s->unit, PLAN_NONE, FIELD__COUNT, 0, 0 };

	assert_true(anchor_opens(s->plan, &unit, s->activity, FIELD_PARENT, 0));
	assert_true(anchor_opens(s->plan, &unit, (uint32_t)s->plan->node_count, FIELD_EXISTS, 0));
	assert_false(anchor_is_at(&unit, s->activity, FIELD_TITLE, 0));
}

/* In a report, what is said of a row opens what explains it, and nothing of other rows. */
static void
test_what_a_report_opens(void **state)
{
	const struct scene *s = *state;
	const struct anchor value = { s->unit, s->activity, REPORT_VALUE, 0, 1 };
	const struct anchor note = { s->unit, s->activity, REPORT_NOTE, 0, 1 };
	const struct anchor due = { s->unit, s->activity, REPORT_MEASURE_DUE, 0, 1 };
	const struct anchor row = { s->unit, s->objective, FIELD__COUNT, 0, 1 };
	const struct anchor unit = { s->unit, PLAN_NONE, FIELD__COUNT, 0, 1 };

	assert_true(anchor_opens_report(s->plan, &value, s->activity, REPORT_VALUE));
	assert_true(anchor_opens_report(s->plan, &value, s->activity, REPORT_STATED));
	assert_true(anchor_opens_report(s->plan, &value, s->activity, REPORT_CAUSE));
	assert_true(anchor_opens_report(s->plan, &value, s->activity, REPORT_MEASURE_DUE));
	assert_true(anchor_opens_report(s->plan, &value, s->activity, REPORT_NOTE));
	assert_true(anchor_opens_report(s->plan, &value, s->activity, REPORT_OBTAINED));
	assert_false(anchor_opens_report(s->plan, &value, s->activity, REPORT_EXECUTED));
	assert_false(anchor_opens_report(s->plan, &value, s->activity, REPORT_EXECUTED));
	assert_false(anchor_opens_report(s->plan, &value, s->other, REPORT_VALUE));
	assert_false(anchor_opens_report(s->plan, &note, s->activity, REPORT_VALUE));
	assert_true(anchor_opens_report(s->plan, &due, s->activity, REPORT_MEASURE));
	assert_false(anchor_opens_report(s->plan, &due, s->activity, REPORT_CAUSE));
	assert_true(anchor_opens_report(s->plan, &row, s->objective, REPORT_EXECUTED));
	assert_true(anchor_opens_report(s->plan, &row, s->activity, REPORT_OBTAINED));
	assert_false(anchor_opens_report(s->plan, &row, s->other, REPORT_OBTAINED));
	assert_true(anchor_opens_report(s->plan, &unit, s->activity, REPORT_VALUE));
}

static void
test_names_of_fields(void **state)
{
	struct anchor a = { .report = 1, .field = REPORT_VALUE };
	uint8_t field = 0, period = 0;

	(void)state;
	assert_string_equal(anchor_field_key(&a), "value");
	a.report = 0;
	assert_string_equal(anchor_field_key(&a), node_field_key((enum node_field)REPORT_VALUE));
	a.field = FIELD__COUNT;
	assert_string_equal(anchor_field_key(&a), "");
	assert_true(anchor_field_find("schedule.3", 0, &field, &period));
	assert_int_equal(field, FIELD_SCHEDULE);
	assert_int_equal(period, 3);
	assert_false(anchor_field_find("schedule.3", 1, &field, &period));
	assert_true(anchor_field_find("cause", 1, &field, &period));
	assert_int_equal(field, REPORT_CAUSE);
	assert_int_equal(period, 0);
}

static void
test_what_may_be_pointed_at(void **state)
{
	const struct scene *s = *state;
	uint32_t rows = (uint32_t)s->plan->node_count, units = (uint32_t)s->plan->unit_count;
	const struct {
		struct anchor anchor;
		bool good;
	} CASES[] = {
		{ { s->unit, PLAN_NONE, FIELD__COUNT, 0, 0 }, true },
		{ { units, PLAN_NONE, FIELD__COUNT, 0, 0 }, false },
		{ { s->unit, PLAN_NONE, FIELD_TITLE, 0, 0 }, false },
		{ { s->unit, s->activity, FIELD__COUNT, 0, 0 }, true },
		{ { s->unit, s->activity, FIELD_TITLE, 0, 0 }, true },
		{ { s->unit, s->activity, FIELD_TITLE, 1, 0 }, false },
		{ { s->unit, s->activity, FIELD_SCHEDULE, 0, 0 }, false },
		{ { s->unit, s->activity, FIELD_SCHEDULE, 12, 0 }, true },
		{ { s->unit, s->activity, FIELD_SCHEDULE, 13, 0 }, false },
		{ { s->unit, s->activity, FIELD_EDITED, 0, 0 }, false },
		{ { s->unit, s->activity, FIELD_POSITION, 0, 0 }, false },
		{ { s->unit, s->root, FIELD_TITLE, 0, 0 }, false },
		{ { s->unit, rows, FIELD_TITLE, 0, 0 }, false },
		{ { s->unit, PLAN_NONE, FIELD__COUNT, 0, 1 }, true },
		{ { s->unit, s->activity, FIELD__COUNT, 0, 1 }, true },
		{ { s->unit, s->activity, REPORT_NOTE, 0, 1 }, true },
		{ { s->unit, s->activity, REPORT_FIELD__COUNT, 0, 1 }, false },
		{ { s->unit, s->activity, REPORT_VALUE, 1, 1 }, false },
		{ { s->unit, s->objective, REPORT_EXECUTED, 0, 1 }, true },
		{ { s->unit, s->objective, REPORT_VALUE, 0, 1 }, false },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		if (anchor_is_good(s->plan, &CASES[i].anchor) != CASES[i].good)
			fail_msg("case %zu", i);
	s->plan->nodes[s->activity].deleted = true;
	assert_false(anchor_is_good(s->plan, &CASES[3].anchor));
}

#define SCENE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_state_follows_from_acts),
		SCENE_TEST(test_a_cell_opens_itself),
		SCENE_TEST(test_a_row_opens_its_cells_and_those_below),
		SCENE_TEST(test_a_computed_figure_opens_the_rows_below),
		SCENE_TEST(test_a_unit_opens_all),
		SCENE_TEST(test_what_a_report_opens),
		cmocka_unit_test(test_names_of_fields),
		SCENE_TEST(test_what_may_be_pointed_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
