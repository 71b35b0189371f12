/*
 * plan_state.h - the states of a plan and of its units, who may pass them from
 * one to another, and what each step asks for.
 *
 * plan_steps and unit_steps are the only place that says so.
 *
 * Pure.  Source: DOMAIN section 7.
 */
#ifndef YUP_CORE_PLAN_STATE_H
#define YUP_CORE_PLAN_STATE_H

#include <stddef.h>

#include "core/role.h"

/* Stored in plan.state: new ones at the end. */
enum plan_state {
	PLAN_DRAFT,
	PLAN_IN_REVIEW,
	PLAN_VALIDATED,
	PLAN_APPROVED,
	PLAN_SUPERSEDED, /* the next version was approved */
	PLAN_STATE__COUNT
};

/* Stored in unit.state: new ones at the end. */
enum unit_state {
	UNIT_DRAFT,
	UNIT_SUBMITTED,
	UNIT_APPROVED, /* by its head */
	UNIT_RETURNED,
	UNIT_VALIDATED, /* by the planning office */
	UNIT_STATE__COUNT
};

enum step_needs {
	STEP_NEEDS_REASON = 1u << 0,
	STEP_NEEDS_RESOLUTION = 1u << 1, /* its number and its date */
	STEP_NEEDS_UNITS = 1u << 2,      /* those with rows validated, or a reasoned exception */
};

struct state_step {
	unsigned char from, to;
	unsigned char permission; /* enum permission */
	unsigned char needs;      /* enum step_needs */
};

/* Where two lines have the same ends, either permission will do. */
extern const struct state_step plan_steps[], unit_steps[];
extern const size_t plan_step_count, unit_step_count;

/* The first step between two states, from `after` (NULL: the table's first) on; NULL: no more. */
const struct state_step *plan_step_find(enum plan_state from, enum plan_state to,
    const struct state_step *after);
const struct state_step *unit_step_find(enum unit_state from, enum unit_state to,
    const struct state_step *after);

/* "draft", "in_review" ... "superseded"; "draft" ... "validated".  Never NULL. */
const char *plan_state_key(enum plan_state state);
const char *unit_state_key(enum unit_state state);

/* Nodes change only in a draft, and a unit's only while they are the unit's to change. */
static inline bool
unit_is_open(enum unit_state state)
{
	return state == UNIT_DRAFT || state == UNIT_RETURNED;
}

#endif
