/*
 * observe.h - observations on a unit's plan, and on its reports of it: made by who may
 * return them, answered by the unit, settled by who observes.
 *
 * core/observation.h says what they are and which act leads where; app_units_pass()
 * and app_reports_pass() send them and, when they validate, settle them.  Numbers are
 * the plan's own, whatever is observed.
 *
 * The planning office (MAY_OBSERVE) observes what it may return, and settles any;
 * the unit's head (MAY_APPROVE_UNIT) observes what was submitted to it, and settles
 * its own.  Who may submit the unit answers for it.
 */
#ifndef YUP_APP_OBSERVE_H
#define YUP_APP_OBSERVE_H

#include "app/live.h"
#include "app/review.h"
#include "core/observation.h"

/* Which one, of which plan. */
struct app_observation {
	int64_t institution_id, plan_id;
	uint32_t id;
};

/*
 * Make one; `*out` is its number.  Drafted while the unit waits for its review; in a
 * unit that was returned with others it is open at once.  anchor.unit is read
 * only where it points at no row; anchor.report says what is observed.
 *
 * YUP_EDENIED; YUP_EINVALID "anchor_absent", those of field_check(); YUP_ECONFLICT
 * "unit_open_whole": nobody has to open anything in it; "observation_late": it is past the head;
 * "period_not_open".
 */
MUST_CHECK int app_observe(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int64_t plan_id, const struct observation_new *made, uint32_t *out, struct err *err);

/*
 * Say something of it: by the unit it is an answer, by who observes it has to be
 * answered again.  YUP_ENOTFOUND "observation_absent"; YUP_ECONFLICT "observation_past".
 */
MUST_CHECK int app_observation_reply(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *text, struct err *err);

/* It is well; `word` may be NULL or "". */
MUST_CHECK int app_observation_settle(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *word, struct err *err);

/* Take back one's own before it was sent.  YUP_EDENIED "observation_of_another". */
MUST_CHECK int app_observation_withdraw(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, struct err *err);

/*
 * Those of a review, of one unit (PLAN_NONE: of all), that app->by may read: drafted ones
 * are for who observes.  By number; in `mem`.
 */
MUST_CHECK int app_observation_list(const struct app *app, struct mem *mem,
    const struct app_review *review, uint32_t unit, struct observation **out, size_t *out_count,
    struct err *err);

/* One of them, of what it is; the review it is of.  YUP_ENOTFOUND "observation_absent". */
MUST_CHECK int app_observation_get(const struct app *app, struct mem *mem,
    const struct app_observation *which, const struct plan *plan, struct app_review *review,
    struct observation *out, struct err *err);

/* What app->by may do to it now. */
enum observe_may {
	OBSERVE_REPLIES = 1u << 0,
	OBSERVE_INSISTS = 1u << 1,
	OBSERVE_SETTLES = 1u << 2,
	OBSERVE_WITHDRAWS = 1u << 3,
};
unsigned app_observation_may(const struct app *app, const struct app_review *review,
    const struct observation *o);

/* May app->by make one in this unit now?  `live`: it has some that are sent and not settled. */
bool app_may_observe_unit(const struct app *app, const struct app_review *review, uint32_t unit,
    bool live);

/* Some of them are sent and not settled. */
bool app_observations_live(const struct observation *list, size_t count, uint32_t unit);

#endif
