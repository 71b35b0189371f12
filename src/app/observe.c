#include "app/observe.h"

#include "app/actor.h"
#include "app/audit.h"
#include "app/observe_acts.h"
#include "base/mem.h"
#include "core/field.h"
#include "core/plan_state.h"
#include "store/engine/db.h"
#include "store/observation_store.h"
#include "store/report_store.h"

/* ---- Who may --------------------------------------------------------------------- */

/* As what it observes there. */
static enum permission
permission_to_observe(const struct app *app, const struct app_review *review, uint32_t unit)
{
	return app_review_may(app, review, MAY_OBSERVE, unit) ? MAY_OBSERVE : MAY_APPROVE_UNIT;
}

/* May the unit be returned by this permission from the state it is in? */
static bool
is_under_review(unsigned state, enum permission permission)
{
	const struct state_step *step = NULL;

	while ((step = unit_step_find((enum unit_state)state, UNIT_RETURNED, step)) != NULL)
		if (step->permission == permission)
			return true;
	return false;
}

bool
app_observations_live(const struct observation *list, size_t count, uint32_t unit)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].anchor.unit == unit && observation_is_live(list[i].state))
			return true;
	return false;
}

static int
check_unit(const struct app_review *review, uint32_t unit, enum permission permission, bool live,
    struct err *err)
{
	const char *path = review->plan->units[unit].path;
	unsigned state = review->states[unit];

	if (review->report > 0 && !review->is_open)
		return err_refuse(err, YUP_ECONFLICT, "period_not_open", "%u", review->report);
	if (is_under_review(state, permission) || (state == UNIT_RETURNED && live))
		return YUP_OK;
	if (unit_is_open((enum unit_state)state))
		return err_refuse(err, YUP_ECONFLICT, "unit_open_whole", "%s", path);
	return err_refuse(err, YUP_ECONFLICT, "observation_late", "%s", path);
}

bool
app_may_observe_unit(const struct app *app, const struct app_review *review, uint32_t unit,
    bool live)
{
	enum permission permission = permission_to_observe(app, review, unit);

	return review->is_open && unit < review->plan->unit_count &&
	    app_review_may(app, review, permission, unit) &&
	    check_unit(review, unit, permission, live, NULL) == YUP_OK;
}

/* The planning office of all, the head of those that are its own kind's. */
static bool
is_observer(const struct app *app, const struct app_review *review, const struct observation *o)
{
	return app_review_may(app, review, MAY_OBSERVE, o->anchor.unit) ||
	    (!o->office && app_review_may(app, review, MAY_APPROVE_UNIT, o->anchor.unit));
}

static bool
is_author(const struct app *app, const struct observation *o)
{
	int64_t user_id = app->by != NULL ? app->by->user_id : 0;

	return o->act_count > 0 && o->acts[0].user_id == user_id;
}

unsigned
app_observation_may(const struct app *app, const struct app_review *review,
    const struct observation *o)
{
	static const struct {
		enum observation_act_kind act;
		unsigned flag;
	} ACTS[] = { { OBSERVATION_REPLIED, OBSERVE_REPLIES },
		{ OBSERVATION_INSISTED, OBSERVE_INSISTS },
		{ OBSERVATION_ACCEPTED, OBSERVE_SETTLES },
		{ OBSERVATION_TAKEN_BACK, OBSERVE_WITHDRAWS } };
	bool observer = is_observer(app, review, o);
	bool answers = !observer && app_review_may(app, review, MAY_SUBMIT_UNIT, o->anchor.unit);
	bool is_whose[] = { [OBSERVATION_BY_OBSERVER] = observer,
		[OBSERVATION_BY_AUTHOR] = observer && is_author(app, o),
		[OBSERVATION_BY_UNIT] = answers,
		[OBSERVATION_BY_ITSELF] = false };
	unsigned flags = 0;

	for (size_t i = 0; review->is_open && i < sizeof(ACTS) / sizeof(ACTS[0]); i++) {
		const struct observation_step *step = observation_step_find(o->state, ACTS[i].act);

		if (step != NULL && is_whose[step->by])
			flags |= ACTS[i].flag;
	}
	return flags;
}

/* ---- One of them ------------------------------------------------------------------- */

/* An act on its way. */
struct observing {
	const struct app *app;
	struct mem *mem;
	struct app_live *at;
	unsigned report; /* what is observed: a period, or (0) the plan */
	struct app_review review;
	struct acting acting;
	struct audit what;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static const struct plan *
plan_of(const struct observing *o)
{
	return plan_live_plan(o->at->live);
}

/* The states as they are now. */
static int
look(struct observing *o)
{
	return app_review_of(o->app, o->mem, o->acting.institution_id, o->acting.plan_id,
	    plan_of(o), o->report, &o->review, o->err);
}

static int
open_plan(struct observing *o, struct app_plans *plans, int64_t institution_id, int64_t plan_id)
{
	int rc = app_live_get(o->app, plans, institution_id, plan_id, &o->at, o->err);

	o->what.institution_id = institution_id;
	o->what.subject = mem_printf(o->mem, "plan %lld", (long long)plan_id);
	o->app->now(o->now);
	o->acting = (struct acting){ .app = o->app,
		.institution_id = institution_id,
		.plan_id = plan_id,
		.now = o->now };
	return rc == YUP_OK ? app_live_catch_up(o->app, o->at, o->err) : rc;
}

static int
find(const struct app *app, struct mem *mem, const struct app_observation *which,
    struct observation *out, struct err *err)
{
	struct observation *list = NULL;
	size_t count = 0;
	int rc = observation_store_list(app->db, mem, which->institution_id, which->plan_id,
	    OBSERVATIONS_ALL, PLAN_NONE, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].id == which->id) {
			*out = list[i];
			return YUP_OK;
		}
	return rc < 0 ? rc : err_refuse(err, YUP_ENOTFOUND, "observation_absent", "%u", which->id);
}

static int
require(const struct observing *o, enum permission permission, uint32_t unit)
{
	const struct plan *plan = plan_of(o);

	return app_require(o->app, permission, o->acting.institution_id,
	    unit < plan->unit_count ? plan->units[unit].org_unit_id : ORG_UNIT_NONE,
	    o->what.subject, o->err);
}

/* Nobody passes the unit on, nor numbers an act, until this is over. */
static int
begin(struct observing *o, struct db_tx *tx)
{
	struct report_period held;
	int rc = db_begin(o->app->db, tx, o->err);

	o->acting.tx = tx;
	if (rc == YUP_OK && o->report == 0)
		rc = app_live_take(o->app, o->at, tx, &o->acting.revision, o->err);
	if (rc == YUP_OK && o->report > 0)
		rc = report_store_hold(tx, o->mem, o->acting.institution_id, plan_of(o)->year,
		    o->report, &held, o->err);
	if (rc == YUP_OK && o->report > 0)
		rc = observation_store_hold(tx, o->acting.institution_id, o->acting.plan_id,
		    &o->acting.revision, o->err);
	return rc < 0 ? rc : look(o);
}

/* ---- Making -------------------------------------------------------------------------- */

/* In a unit that was returned there is nobody to wait for. */
static int
make(struct observing *o, const struct observation_new *made, enum permission permission,
    uint32_t *out)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct observation *list = NULL;
	uint32_t unit = made->anchor.unit, number = 0;
	size_t count = 0;
	bool live;
	int rc = begin(o, &tx);

	if (rc == YUP_OK)
		rc = acting_check(plan_of(o), made, o->err);
	if (rc == YUP_OK)
		rc = observation_store_list(tx.db, o->mem, o->acting.institution_id,
		    o->acting.plan_id, (int)o->report, unit, &list, &count, o->err);
	if (rc < 0)
		return rc;
	live = app_observations_live(list, count, unit);
	rc = check_unit(&o->review, unit, permission, live, o->err);
	if (rc == YUP_OK && count >= OBSERVATIONS_MAX)
		rc = err_refuse(o->err, YUP_ELIMIT, "too_many_observations", "%d",
		    OBSERVATIONS_MAX);
	if (rc == YUP_OK)
		rc = acting_make(&o->acting, made, permission == MAY_OBSERVE, &number, o->err);
	if (rc == YUP_OK && o->review.states[unit] == UNIT_RETURNED)
		rc = acting_do(&o->acting, number, OBSERVATION_SENT, "", o->err);
	if (rc == YUP_OK)
		rc = acting_end(&o->acting, o->mem, o->what.action, o->what.detail, o->err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, o->err);
	if (rc == YUP_OK)
		*out = number;
	return rc;
}

/* "unit VRP/UPR node 12 schedule.3", "period 2 unit VRP/UPR node 12 value.0" */
static const char *
anchor_text(const struct observing *o, const struct anchor *a)
{
	const struct plan *plan = plan_of(o);
	const char *unit = mem_printf(o->mem, "%sunit %s",
	    a->report > 0 ? mem_printf(o->mem, "period %u ", a->report) : "",
	    a->unit < plan->unit_count ? plan->units[a->unit].path : "");

	if (a->node == PLAN_NONE)
		return unit;
	if (a->field >= FIELD__COUNT)
		return mem_printf(o->mem, "%s node %u", unit, a->node);
	return mem_printf(o->mem, "%s node %u %s.%u", unit, a->node, anchor_field_key(a),
	    a->period);
}

int
app_observe(const struct app *app, struct app_plans *plans, int64_t institution_id, int64_t plan_id,
    const struct observation_new *made, uint32_t *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct observing o = { .app = app,
		.mem = mem,
		.report = made->anchor.report,
		.what = { .action = "observation.make" },
		.err = err };
	struct observation_new it = *made;
	enum permission permission;
	int rc = open_plan(&o, plans, institution_id, plan_id);

	if (rc == YUP_OK)
		rc = look(&o);
	if (rc < 0)
		return audit_refused(app, &o.what, rc, err);
	if (it.anchor.node < plan_of(&o)->node_count)
		it.anchor.unit = plan_of(&o)->nodes[it.anchor.node].unit;
	permission = permission_to_observe(app, &o.review, it.anchor.unit);
	rc = require(&o, permission, it.anchor.unit);
	if (rc < 0)
		return rc; /* recorded there */
	o.what.detail = anchor_text(&o, &it.anchor);
	rc = make(&o, &it, permission, out);
	return rc < 0 ? audit_refused(app, &o.what, rc, err) : YUP_OK;
}

/* ---- Acts on one that is there ------------------------------------------------------- */

static int
do_act(struct observing *o, const struct app_observation *which, enum observation_act_kind kind,
    const char *text)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct observation now;
	int rc = begin(o, &tx);

	if (rc == YUP_OK && o->report > 0 && !o->review.is_open)
		rc = err_refuse(o->err, YUP_ECONFLICT, "period_not_open", "%u", o->report);
	if (rc == YUP_OK)
		rc = find(o->app, o->mem, which, &now, o->err); /* now that nobody else writes */
	if (rc == YUP_OK && observation_step_find(now.state, kind) == NULL)
		rc = err_refuse(o->err, YUP_ECONFLICT, "observation_past", "%u", which->id);
	if (rc == YUP_OK)
		rc = acting_do(&o->acting, which->id, kind, text, o->err);
	if (rc == YUP_OK)
		rc = acting_end(&o->acting, o->mem, o->what.action, o->what.detail, o->err);
	return rc < 0 ? rc : db_commit(&tx, o->err);
}

/* The plan and the observation, for those who may read its unit. */
static int
open_one(struct observing *o, struct app_plans *plans, const struct app_observation *which,
    struct observation *out)
{
	int rc = open_plan(o, plans, which->institution_id, which->plan_id);

	o->what.detail = mem_printf(o->mem, "observation %u", which->id);
	if (rc == YUP_OK)
		rc = find(o->app, o->mem, which, out, o->err);
	if (rc < 0)
		return rc;
	o->report = out->anchor.report;
	return look(o);
}

int
app_observation_reply(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *text, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct observing o = { .app = app,
		.mem = mem,
		.what = { .action = "observation.reply" },
		.err = err };
	struct observation found;
	bool observer;
	int rc = open_one(&o, plans, which, &found);

	if (rc < 0)
		return audit_refused(app, &o.what, rc, err);
	observer = is_observer(app, &o.review, &found);
	if (!observer) {
		rc = require(&o, MAY_SUBMIT_UNIT, found.anchor.unit);
		if (rc < 0)
			return rc; /* recorded there */
	}
	rc = field_check(text, OBSERVATION_TEXT_MAX, FIELD_NEEDED, "text", err);
	if (rc == YUP_OK)
		rc = do_act(&o, which, observer ? OBSERVATION_INSISTED : OBSERVATION_REPLIED, text);
	return rc < 0 ? audit_refused(app, &o.what, rc, err) : YUP_OK;
}

int
app_observation_settle(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *word, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct observing o = { .app = app,
		.mem = mem,
		.what = { .action = "observation.settle" },
		.err = err };
	struct observation found;
	int rc = open_one(&o, plans, which, &found);

	if (rc < 0)
		return audit_refused(app, &o.what, rc, err);
	rc = require(&o,
	    found.office ? MAY_OBSERVE : permission_to_observe(app, &o.review, found.anchor.unit),
	    found.anchor.unit);
	if (rc < 0)
		return rc; /* recorded there */
	rc = field_check(word, OBSERVATION_TEXT_MAX, FIELD_OPTIONAL, "text", err);
	if (rc == YUP_OK)
		rc = do_act(&o, which, OBSERVATION_ACCEPTED, word);
	return rc < 0 ? audit_refused(app, &o.what, rc, err) : YUP_OK;
}

int
app_observation_withdraw(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct observing o = { .app = app,
		.mem = mem,
		.what = { .action = "observation.withdraw" },
		.err = err };
	struct observation found;
	int rc = open_one(&o, plans, which, &found);

	if (rc < 0)
		return audit_refused(app, &o.what, rc, err);
	rc = require(&o, permission_to_observe(app, &o.review, found.anchor.unit),
	    found.anchor.unit);
	if (rc < 0)
		return rc; /* recorded there */
	if (!is_author(app, &found))
		rc = err_refuse(err, YUP_EDENIED, "observation_of_another", "%u", which->id);
	if (rc == YUP_OK)
		rc = do_act(&o, which, OBSERVATION_TAKEN_BACK, "");
	return rc < 0 ? audit_refused(app, &o.what, rc, err) : YUP_OK;
}

/* ---- Reading --------------------------------------------------------------------------- */

static bool
may_read(const struct app *app, const struct app_review *review, const struct observation *o)
{
	return app_review_may(app, review, MAY_READ_PLAN, o->anchor.unit) &&
	    (o->state != OBSERVATION_DRAFTED || is_observer(app, review, o));
}

int
app_observation_list(const struct app *app, struct mem *mem, const struct app_review *review,
    uint32_t unit, struct observation **out, size_t *out_count, struct err *err)
{
	struct observation *list = NULL;
	size_t count = 0, kept = 0;
	int rc = app_require(app, MAY_READ_PLAN, review->institution_id, ORG_UNIT_NONE, "", err);

	if (rc == YUP_OK)
		rc = observation_store_list(app->db, mem, review->institution_id, review->plan_id,
		    (int)review->report, unit, &list, &count, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (may_read(app, review, &list[i]))
			list[kept++] = list[i];
	*out = list;
	*out_count = kept;
	return YUP_OK;
}

int
app_observation_get(const struct app *app, struct mem *mem, const struct app_observation *which,
    const struct plan *plan, struct app_review *review, struct observation *out, struct err *err)
{
	struct observation found;
	struct app_review of;
	int rc = app_require(app, MAY_READ_PLAN, which->institution_id, ORG_UNIT_NONE, "", err);

	if (rc == YUP_OK)
		rc = find(app, mem, which, &found, err);
	if (rc == YUP_OK)
		rc = app_review_of(app, mem, which->institution_id, which->plan_id, plan,
		    found.anchor.report, &of, err);
	if (rc == YUP_OK && !may_read(app, &of, &found))
		rc = err_refuse(err, YUP_ENOTFOUND, "observation_absent", "%u", which->id);
	if (rc < 0)
		return rc;
	*review = of;
	*out = found;
	return YUP_OK;
}
