/* test_plan_state.c - the steps there are, and no others. */
#include "core/plan_state.h"

#include <string.h>

#include "support/cmocka_all.h"

/* From, to, who, needs: written down apart from the table. */
struct expected {
	const char *from, *to, *permission, *needs;
};

static const struct expected PLAN[] = {
	{ "draft", "in_review", "plan.validate", "units" },
	{ "in_review", "validated", "plan.validate", "" },
	{ "in_review", "draft", "plan.validate", "reason" },
	{ "validated", "approved", "plan.approve", "resolution" },
	{ "validated", "draft", "plan.approve", "reason" },
	{ "validated", "draft", "plan.validate", "reason" },
};

static const struct expected UNIT[] = {
	{ "draft", "submitted", "unit.submit", "" },
	{ "returned", "submitted", "unit.submit", "" },
	{ "submitted", "approved", "unit.approve", "" },
	{ "submitted", "returned", "unit.approve", "reason" },
	{ "submitted", "returned", "unit.observe", "reason" },
	{ "approved", "validated", "plan.validate", "" },
	{ "approved", "returned", "unit.observe", "reason" },
	{ "validated", "returned", "unit.observe", "reason" },
};

static bool
is_expected(const struct expected *list, size_t count, const char *from, const char *to,
    const struct state_step *step)
{
	const char *needs = (step->needs & STEP_NEEDS_REASON) != 0 ? "reason"
	    : (step->needs & STEP_NEEDS_RESOLUTION) != 0           ? "resolution"
	    : (step->needs & STEP_NEEDS_UNITS) != 0                ? "units"
								   : "";

	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].from, from) == 0 && strcmp(list[i].to, to) == 0 &&
		    strcmp(list[i].needs, needs) == 0 &&
		    strcmp(list[i].permission, permission_key((enum permission)step->permission)) ==
			0)
			return true;
	return false;
}

static void
test_plans(void **state)
{
	size_t count = sizeof(PLAN) / sizeof(PLAN[0]), met = 0;

	(void)state;
	for (unsigned from = 0; from < PLAN_STATE__COUNT; from++)
		for (unsigned to = 0; to < PLAN_STATE__COUNT; to++) {
			const struct state_step *step = NULL;

			while ((step = plan_step_find((enum plan_state)from, (enum plan_state)to,
				    step)) != NULL) {
				assert_true(
				    is_expected(PLAN, count, plan_state_key((enum plan_state)from),
					plan_state_key((enum plan_state)to), step));
				met++;
			}
		}
	assert_int_equal(met, count);
	assert_int_equal(plan_step_count, count);
}

static void
test_units(void **state)
{
	size_t count = sizeof(UNIT) / sizeof(UNIT[0]), met = 0;

	(void)state;
	for (unsigned from = 0; from < UNIT_STATE__COUNT; from++)
		for (unsigned to = 0; to < UNIT_STATE__COUNT; to++) {
			const struct state_step *step = NULL;

			while ((step = unit_step_find((enum unit_state)from, (enum unit_state)to,
				    step)) != NULL) {
				assert_true(
				    is_expected(UNIT, count, unit_state_key((enum unit_state)from),
					unit_state_key((enum unit_state)to), step));
				met++;
			}
		}
	assert_int_equal(met, count);
	assert_int_equal(unit_step_count, count);
}

static void
test_who_edits(void **state)
{
	(void)state;
	for (unsigned s = 0; s < UNIT_STATE__COUNT; s++)
		assert_int_equal(unit_is_open((enum unit_state)s),
		    s == UNIT_DRAFT || s == UNIT_RETURNED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_who_edits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
