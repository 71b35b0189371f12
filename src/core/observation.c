#include "core/observation.h"

_Static_assert(OBSERVATION_MADE == 0 && OBSERVATION_TAKEN_BACK == 6 && OBSERVATION_ACT__COUNT == 7,
    "stored in observation_act.kind");

const struct observation_step observation_steps[] = {
	{ OBSERVATION_DRAFTED, OBSERVATION_SENT, OBSERVATION_OPEN, OBSERVATION_BY_ITSELF },
	{ OBSERVATION_DRAFTED, OBSERVATION_TAKEN_BACK, OBSERVATION_WITHDRAWN,
	    OBSERVATION_BY_AUTHOR },
	{ OBSERVATION_DRAFTED, OBSERVATION_ACCEPTED, OBSERVATION_SETTLED, OBSERVATION_BY_OBSERVER },
	{ OBSERVATION_OPEN, OBSERVATION_REPLIED, OBSERVATION_ANSWERED, OBSERVATION_BY_UNIT },
	{ OBSERVATION_OPEN, OBSERVATION_CHANGED, OBSERVATION_ANSWERED, OBSERVATION_BY_ITSELF },
	{ OBSERVATION_OPEN, OBSERVATION_INSISTED, OBSERVATION_OPEN, OBSERVATION_BY_OBSERVER },
	{ OBSERVATION_OPEN, OBSERVATION_ACCEPTED, OBSERVATION_SETTLED, OBSERVATION_BY_OBSERVER },
	{ OBSERVATION_ANSWERED, OBSERVATION_REPLIED, OBSERVATION_ANSWERED, OBSERVATION_BY_UNIT },
	{ OBSERVATION_ANSWERED, OBSERVATION_INSISTED, OBSERVATION_OPEN, OBSERVATION_BY_OBSERVER },
	{ OBSERVATION_ANSWERED, OBSERVATION_ACCEPTED, OBSERVATION_SETTLED,
	    OBSERVATION_BY_OBSERVER },
};

const size_t observation_step_count = sizeof(observation_steps) / sizeof(observation_steps[0]);

const struct observation_step *
observation_step_find(enum observation_state from, enum observation_act_kind act)
{
	for (size_t i = 0; i < observation_step_count; i++)
		if (observation_steps[i].from == from && observation_steps[i].act == act)
			return &observation_steps[i];
	return NULL;
}

enum observation_state
observation_state_of(const struct observation_act *acts, size_t count)
{
	enum observation_state state = OBSERVATION_DRAFTED;

	for (size_t i = 0; i < count; i++) {
		const struct observation_step *step = observation_step_find(state, acts[i].kind);

		if (step != NULL)
			state = (enum observation_state)step->to;
	}
	return state;
}

/* ---- Anchors ---------------------------------------------------------------- */

/* Of a row with rows below it a report says only money. */
static bool
is_reported(const struct plan *plan, const struct anchor *anchor)
{
	return anchor->field == FIELD__COUNT || anchor->field == REPORT_EXECUTED ||
	    (anchor->field < REPORT_FIELD__COUNT &&
		plan_is_leaf_level(plan, plan->nodes[anchor->node].level));
}

bool
anchor_is_good(const struct plan *plan, const struct anchor *anchor)
{
	enum node_field field = (enum node_field)anchor->field;

	if (anchor->unit >= plan->unit_count)
		return false;
	if (anchor->node == PLAN_NONE)
		return field == FIELD__COUNT && anchor->period == 0;
	if (anchor->node >= plan->node_count || plan->nodes[anchor->node].deleted ||
	    plan->nodes[anchor->node].unit != anchor->unit)
		return false;
	if (anchor->report > 0)
		return anchor->period == 0 && is_reported(plan, anchor);
	if (field == FIELD_SCHEDULE)
		return anchor->period >= 1 && anchor->period <= plan->period_count;
	return anchor->period == 0 && (field == FIELD__COUNT || node_field_is_typed(field));
}

/* Computed where the row has rows below it. */
static bool
is_of_below(const struct plan *plan, const struct anchor *anchor)
{
	return anchor->field == FIELD__COUNT ||
	    ((anchor->field == FIELD_SCHEDULE || anchor->field == FIELD_TOTAL) &&
		!plan_is_leaf_level(plan, plan->nodes[anchor->node].level));
}

static bool
is_below(const struct plan *plan, uint32_t node, uint32_t above)
{
	for (uint32_t i = plan->nodes[node].parent; i < plan->node_count; i = plan->nodes[i].parent)
		if (i == above)
			return true;
	return false;
}

bool
anchor_is_at(const struct anchor *anchor, uint32_t node, unsigned field, unsigned period)
{
	if (anchor->node != node)
		return false;
	return anchor->field == FIELD__COUNT ||
	    (anchor->field == field && anchor->period == period);
}

bool
anchor_opens(const struct plan *plan, const struct anchor *anchor, uint32_t node,
    enum node_field field, unsigned period)
{
	if (anchor->node == PLAN_NONE)
		return true;
	if (field == FIELD_PARENT || field == FIELD_POSITION || field == FIELD_UNIT ||
	    node >= plan->node_count)
		return false; /* only with the whole unit */
	return anchor_is_at(anchor, node, field, period) ||
	    (is_of_below(plan, anchor) && is_below(plan, node, anchor->node));
}

#define FIELD(name) (1u << REPORT_##name)

/* What belongs together: each field, and those that are open with it. */
static const struct {
	unsigned observed, opens;
} TOGETHER[] = {
	{ FIELD(VALUE) | FIELD(STATED),
	    FIELD(VALUE) | FIELD(STATED) | FIELD(OBTAINED) | FIELD(CAUSE) | FIELD(CAUSE_TEXT) |
		FIELD(MEASURE) | FIELD(MEASURE_TEXT) | FIELD(MEASURE_MONTH) | FIELD(RESPONSIBLE) |
		FIELD(MEASURE_DUE) | FIELD(NOTE) },
	{ FIELD(CAUSE) | FIELD(CAUSE_TEXT), FIELD(CAUSE) | FIELD(CAUSE_TEXT) },
	{ FIELD(MEASURE) | FIELD(MEASURE_TEXT) | FIELD(MEASURE_MONTH) | FIELD(RESPONSIBLE) |
		FIELD(MEASURE_DUE),
	    FIELD(MEASURE) | FIELD(MEASURE_TEXT) | FIELD(MEASURE_MONTH) | FIELD(RESPONSIBLE) |
		FIELD(MEASURE_DUE) },
};

bool
anchor_opens_report(const struct plan *plan, const struct anchor *anchor, uint32_t node,
    enum report_field field)
{
	if (anchor->node == PLAN_NONE || anchor_is_at(anchor, node, field, 0))
		return true;
	if (node >= plan->node_count)
		return false;
	if (anchor->field == FIELD__COUNT)
		return is_below(plan, node, anchor->node);
	for (size_t i = 0; anchor->node == node && i < sizeof(TOGETHER) / sizeof(TOGETHER[0]); i++)
		if ((TOGETHER[i].observed & 1u << anchor->field) != 0 &&
		    (TOGETHER[i].opens & 1u << field) != 0)
			return true;
	return false;
}

/* ---- Names ------------------------------------------------------------------ */

const char *
anchor_field_key(const struct anchor *anchor)
{
	unsigned count = anchor->report > 0 ? (unsigned)REPORT_FIELD__COUNT
					    : (unsigned)FIELD__COUNT;

	if (anchor->field >= count)
		return ""; /* the whole row, or what somebody asked that is no cell */
	return anchor->report > 0 ? report_field_key((enum report_field)anchor->field)
				  : node_field_key((enum node_field)anchor->field);
}

bool
anchor_field_find(const char *key, unsigned report, uint8_t *field, uint8_t *period)
{
	enum report_field reported;
	enum node_field planned;
	unsigned month = 0;

	if (report > 0 ? !report_field_find(key, &reported)
		       : !node_field_find(key, &planned, &month))
		return false;
	*field = (uint8_t)(report > 0 ? (unsigned)reported : (unsigned)planned);
	*period = (uint8_t)month;
	return true;
}

const char *
observation_state_key(enum observation_state state)
{
	static const char *const KEYS[OBSERVATION_STATE__COUNT] = { "drafted", "open", "answered",
		"settled", "withdrawn" };

	return KEYS[state];
}

const char *
observation_act_key(enum observation_act_kind kind)
{
	static const char *const KEYS[OBSERVATION_ACT__COUNT] = { "made", "sent", "replied",
		"insisted", "changed", "settled", "withdrawn" };

	return KEYS[kind];
}
