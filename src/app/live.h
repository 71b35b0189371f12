/*
 * live.h - plans kept loaded between one edit and the next, with their roll-up
 * and findings (core/plan_live.h).
 *
 * Others edit too: a kept plan is compared with the database's revision before
 * it is used, caught up by replaying what changed, and loaded anew where that
 * cannot be.  A struct app_plans serves one thread at a time.
 */
#ifndef YUP_APP_LIVE_H
#define YUP_APP_LIVE_H

#include "app/app.h"
#include "base/date.h"
#include "core/plan_live.h"

struct db_tx;

enum { APP_LIVE_MAX = 8 };

struct app_live {
	int64_t institution_id, plan_id;
	struct plan_live *live;
	int64_t framework; /* the revision of framework and settings it is held against */
	uint64_t used;     /* when: the one used longest ago makes room */
	uint64_t answer;   /* in which it was last looked at */
};

/* The ministry last looked at (app/ministry.h). */
struct app_ministry_kept {
	struct mem *mem; /* NULL: none */
	const struct app_ministry *ministry;
	int year;
	int64_t revision;   /* of all sums there are */
	const int64_t *ids; /* of its institutions */
	size_t id_count;
	char today[DATE_SIZE]; /* what is late is late today */
};

struct app_plans {
	struct app_live items[APP_LIVE_MAX];
	struct app_ministry_kept ministry;
	uint64_t uses;
	uint64_t answer; /* counts what is answered: within one a plan is looked at once; 0: no
	                    such thing, each look is a new one */
};

void app_plans_done(struct app_plans *plans); /* a zeroed one holds nothing */

/*
 * The plan as the database has it now; it lives until the next call with
 * `plans`.  Asks for MAY_READ_PLAN somewhere in the institution: what of it is
 * shown is for the caller to choose.  Its state is PLAN_SUPERSEDED where another
 * document took its place.  YUP_ENOTFOUND: no such plan.
 */
MUST_CHECK int app_plan_live(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int64_t plan_id, const struct plan_live **out, struct err *err);

/* ---- For app/ only ---------------------------------------------------------- */

void app_ministry_forget(struct app_ministry_kept *kept);

/* The kept plan, as it was when last looked at, or loaded. */
MUST_CHECK int app_live_get(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int64_t plan_id, struct app_live **out, struct err *err);

/* Bring it to what the database has. */
MUST_CHECK int app_live_catch_up(const struct app *app, struct app_live *at, struct err *err);

/*
 * Take the next revision of the kept plan; where others were first, as they left it.
 * YUP_ECONFLICT "plan_replaced", "plan_not_draft".
 */
MUST_CHECK int app_live_take(const struct app *app, struct app_live *at, struct db_tx *tx,
    uint32_t *out_revision, struct err *err);

/* It no longer is what the database has: the next look loads it. */
void app_live_drop(struct app_live *at);

#endif
