/*
 * observation.h - what a reviewer asks to be put right in a unit's plan, or in its
 * report of a period: where it points, the states it passes through, and what it
 * leaves open to change.
 *
 * observation_steps is the only place that says which act leads where, and whose
 * it is.  An observation is its acts in order; its state follows from them.
 *
 * While a unit is returned and has observations that nobody settled, only what
 * they point at may change:
 *
 *	a cell	that cell
 *	a row	all its cells and whether it is there, and those of the rows
 *		below it
 *	a unit	everything: rows are made and moved too
 *
 * A figure of a row that has rows below it is computed from them, so that an
 * observation on a period or the total of such a row is one on all below it.
 *
 * In a report, what is said of how far a row is may be put right only together with
 * what explains it, and a measure only with its date and who is to take it: an
 * observation on one of them leaves the others open too.
 *
 * Pure: no SQL, no clock, no language.
 */
#ifndef YUP_CORE_OBSERVATION_H
#define YUP_CORE_OBSERVATION_H

#include "core/plan_edit.h"
#include "core/report.h"

/* Told apart in addresses and logs by observation_state_key(); never stored. */
enum observation_state {
	OBSERVATION_DRAFTED,   /* its unit has not been returned with it yet */
	OBSERVATION_OPEN,      /* the unit has to answer */
	OBSERVATION_ANSWERED,  /* it replied, or changed what was observed */
	OBSERVATION_SETTLED,   /* who observes is satisfied */
	OBSERVATION_WITHDRAWN, /* its author took it back before anybody had to answer */
	OBSERVATION_STATE__COUNT
};

/* Stored in observation_act.kind: new ones at the end. */
enum observation_act_kind {
	OBSERVATION_MADE,
	OBSERVATION_SENT,     /* the unit was returned with it */
	OBSERVATION_REPLIED,  /* by the unit */
	OBSERVATION_INSISTED, /* who observes replies: it has to be answered again */
	OBSERVATION_CHANGED,  /* somebody changed what it points at */
	OBSERVATION_ACCEPTED, /* settled */
	OBSERVATION_TAKEN_BACK,
	OBSERVATION_ACT__COUNT
};

/* Whose an act is. */
enum observation_by {
	OBSERVATION_BY_OBSERVER, /* the planning office; or the unit's head, of its own */
	OBSERVATION_BY_AUTHOR,
	OBSERVATION_BY_UNIT,   /* who may submit it */
	OBSERVATION_BY_ITSELF, /* follows from a step or a change */
};

struct observation_step {
	unsigned char from; /* enum observation_state */
	unsigned char act;  /* enum observation_act_kind */
	unsigned char to;
	unsigned char by; /* enum observation_by */
};

extern const struct observation_step observation_steps[];
extern const size_t observation_step_count;

/* The step that an act takes from a state; NULL: it takes none. */
const struct observation_step *observation_step_find(enum observation_state from,
    enum observation_act_kind act);

/* What it points at. */
struct anchor {
	uint32_t unit;
	uint32_t node; /* a row; PLAN_NONE: the whole unit */
	uint8_t
	    field; /* enum node_field, of a report enum report_field; FIELD__COUNT: the whole row */
	uint8_t period; /* of a schedule, else 0 */
	uint8_t report; /* the reporting period that is observed, 0: the plan itself */
};

/* One to be made. */
struct observation_new {
	struct anchor anchor;
	const char *text;
};

struct observation_act {
	enum observation_act_kind kind;
	const char *at;
	int64_t user_id; /* 0: the operator of the command line */
	const char *actor;
	const char *text;  /* "" where nothing was said */
	uint32_t revision; /* of the plan, then */
};

struct observation {
	uint32_t id; /* 1, 2, 3 ... of its plan */
	struct anchor anchor;
	bool office; /* the planning office's; else the unit's head's */
	enum observation_state state;
	const struct observation_act *acts; /* the first is OBSERVATION_MADE */
	size_t act_count;
};

enum { OBSERVATION_TEXT_MAX = 1000, OBSERVATIONS_MAX = 20000 };

/* The state that its acts led to; what leads nowhere is passed over. */
enum observation_state observation_state_of(const struct observation_act *acts, size_t count);

/* Sent and not settled: what it points at may be changed while its unit is returned. */
static inline bool
observation_is_live(enum observation_state state)
{
	return state == OBSERVATION_OPEN || state == OBSERVATION_ANSWERED;
}

/* Is there such a place in the plan?  Of a row that is deleted there is none. */
bool anchor_is_good(const struct plan *plan, const struct anchor *anchor);

/* The cell, or a row's being there (FIELD_EXISTS), is what the anchor leaves open. */
bool anchor_opens(const struct plan *plan, const struct anchor *anchor, uint32_t node,
    enum node_field field, unsigned period);

/* The same of a cell of a report; `anchor` is of one. */
bool anchor_opens_report(const struct plan *plan, const struct anchor *anchor, uint32_t node,
    enum report_field field);

/* The cell is itself what is pointed at, alone or with its row or unit: for marks on pages. */
bool anchor_is_at(const struct anchor *anchor, uint32_t node, unsigned field, unsigned period);

/* "weight", of a report "value" ...; "" for a whole row or unit. */
const char *anchor_field_key(const struct anchor *anchor);

/* The other way round; `period` is that of "schedule.3". */
bool anchor_field_find(const char *key, unsigned report, uint8_t *field, uint8_t *period);

/* "drafted" ... and "made" ...: stable, never NULL. */
const char *observation_state_key(enum observation_state state);
const char *observation_act_key(enum observation_act_kind kind);

#endif
