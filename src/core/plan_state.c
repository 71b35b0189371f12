#include "core/plan_state.h"

_Static_assert(PLAN_DRAFT == 0 && PLAN_SUPERSEDED == 4 && PLAN_STATE__COUNT == 5,
    "stored in plan.state; sql/queries/history.sql knows the draft");
_Static_assert(UNIT_DRAFT == 0 && UNIT_VALIDATED == 4 && UNIT_STATE__COUNT == 5,
    "stored in unit.state");

const struct state_step plan_steps[] = {
	{ PLAN_DRAFT, PLAN_IN_REVIEW, MAY_VALIDATE, STEP_NEEDS_UNITS },
	{ PLAN_IN_REVIEW, PLAN_VALIDATED, MAY_VALIDATE, 0 },
	{ PLAN_IN_REVIEW, PLAN_DRAFT, MAY_VALIDATE, STEP_NEEDS_REASON },
	{ PLAN_VALIDATED, PLAN_APPROVED, MAY_APPROVE_PLAN, STEP_NEEDS_RESOLUTION },
	{ PLAN_VALIDATED, PLAN_DRAFT, MAY_APPROVE_PLAN, STEP_NEEDS_REASON },
	{ PLAN_VALIDATED, PLAN_DRAFT, MAY_VALIDATE, STEP_NEEDS_REASON },
};

const struct state_step unit_steps[] = {
	{ UNIT_DRAFT, UNIT_SUBMITTED, MAY_SUBMIT_UNIT, 0 },
	{ UNIT_RETURNED, UNIT_SUBMITTED, MAY_SUBMIT_UNIT, 0 },
	{ UNIT_SUBMITTED, UNIT_APPROVED, MAY_APPROVE_UNIT, 0 },
	{ UNIT_SUBMITTED, UNIT_RETURNED, MAY_APPROVE_UNIT, STEP_NEEDS_REASON },
	{ UNIT_SUBMITTED, UNIT_RETURNED, MAY_OBSERVE, STEP_NEEDS_REASON },
	{ UNIT_APPROVED, UNIT_VALIDATED, MAY_VALIDATE, 0 },
	{ UNIT_APPROVED, UNIT_RETURNED, MAY_OBSERVE, STEP_NEEDS_REASON },
	{ UNIT_VALIDATED, UNIT_RETURNED, MAY_OBSERVE, STEP_NEEDS_REASON },
};

const size_t plan_step_count = sizeof(plan_steps) / sizeof(plan_steps[0]);
const size_t unit_step_count = sizeof(unit_steps) / sizeof(unit_steps[0]);

static const struct state_step *
find(const struct state_step *steps, size_t count, unsigned from, unsigned to,
    const struct state_step *after)
{
	for (size_t i = after != NULL ? (size_t)(after - steps) + 1 : 0; i < count; i++)
		if (steps[i].from == from && steps[i].to == to)
			return &steps[i];
	return NULL;
}

const struct state_step *
plan_step_find(enum plan_state from, enum plan_state to, const struct state_step *after)
{
	return find(plan_steps, plan_step_count, from, to, after);
}

const struct state_step *
unit_step_find(enum unit_state from, enum unit_state to, const struct state_step *after)
{
	return find(unit_steps, unit_step_count, from, to, after);
}

const char *
plan_state_key(enum plan_state state)
{
	static const char *const KEYS[PLAN_STATE__COUNT] = { "draft", "in_review", "validated",
		"approved", "superseded" };

	return KEYS[state];
}

const char *
unit_state_key(enum unit_state state)
{
	static const char *const KEYS[UNIT_STATE__COUNT] = { "draft", "submitted", "approved",
		"returned", "validated" };

	return KEYS[state];
}
