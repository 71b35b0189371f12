/*
 * observe_acts.h - acts on observations inside a use case's transaction, and their
 * record in the log; for app/ only.
 *
 *	struct acting acting = { .app = app, .tx = &tx, ... };
 *	rc = acting_do(&acting, observation, OBSERVATION_SENT, "", err);
 *	...
 *	rc = acting_end(&acting, mem, "observation.send", detail, err);
 */
#ifndef YUP_APP_OBSERVE_ACTS_H
#define YUP_APP_OBSERVE_ACTS_H

#include "core/observation.h"
#include "core/plan_state.h"

struct app;
struct db_tx;
struct mem;
struct str;

struct acting {
	const struct app *app;
	struct db_tx *tx;
	int64_t institution_id, plan_id;
	unsigned report;   /* what is observed: a reporting period, 0: the plan */
	uint32_t revision; /* of the plan, that the use case took */
	const char *now;
	uint32_t before; /* the plan's last act before these; read once `count` is above 0 */
	size_t count;
};

/* A new observation, drafted; `*out` (may be NULL) is its number. */
MUST_CHECK int acting_make(struct acting *a, const struct observation_new *made, bool office,
    uint32_t *out, struct err *err);

MUST_CHECK int acting_do(struct acting *a, uint32_t observation, enum observation_act_kind kind,
    const char *text, struct err *err);

/* The record of all of them, with its mark; none where nothing was done. */
MUST_CHECK int acting_end(struct acting *a, struct mem *mem, const char *action, const char *detail,
    struct err *err);

/*
 * Make those that a return takes along, each in one of the units, as who returns them.
 * "anchor_absent", those of acting_check().
 */
MUST_CHECK int acting_observe(struct acting *a, struct mem *mem, const struct plan *plan,
    const uint32_t *units, size_t count, const struct observation_new *observed,
    size_t observed_count, struct err *err);

/*
 * What a step of a unit does to its observations: returned, those drafted are sent;
 * validated, those answered are settled; with a record of its own.
 * YUP_ECONFLICT "observations_open": submitted or validated with some that nobody
 * answered; "observations_unsent": validated with some that were never sent.
 */
MUST_CHECK int acting_pass(struct acting *a, struct mem *mem, const struct plan *plan,
    uint32_t unit, enum unit_state to, struct err *err);

/* Is there such a place, and is the text fit?  "anchor_absent", those of field_check(). */
MUST_CHECK int acting_check(const struct plan *plan, const struct observation_new *made,
    struct err *err);

#endif
