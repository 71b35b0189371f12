#include "app/live.h"

#include "app/actor.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/change_store.h"
#include "store/engine/db.h"
#include "store/framework_store.h"
#include "store/plan_store.h"

void
app_live_drop(struct app_live *at)
{
	plan_live_free(at->live);
	*at = (struct app_live){ 0 };
}

void
app_plans_done(struct app_plans *plans)
{
	for (size_t i = 0; i < APP_LIVE_MAX; i++)
		app_live_drop(&plans->items[i]);
	app_ministry_forget(&plans->ministry);
}

/* ---- Loading ------------------------------------------------------------------ */

static int
find_head(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    struct plan_head *out, struct err *err)
{
	struct plan_head *heads = NULL;
	size_t count = 0;
	int rc = plan_store_list(app->db, mem, institution_id, &heads, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (heads[i].id == plan_id) {
			*out = heads[i];
			return YUP_OK;
		}
	return rc < 0
	    ? rc
	    : err_refuse(err, YUP_ENOTFOUND, "plan_absent", "plan %lld", (long long)plan_id);
}

static int
load_rows(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    struct plan **out, struct err *err)
{
	CLEANUP(mem_done) struct mem *scratch = mem_new();
	const struct pack *pack = NULL;
	struct plan_head head = { 0 };
	int rc = find_head(app, scratch, institution_id, plan_id, &head, err);

	if (rc == YUP_OK)
		rc = app_pack(app, mem, institution_id, head.pack, &pack, err);
	if (rc == YUP_OK)
		rc = plan_store_load_rows(app->db, mem, institution_id, plan_id, pack, out, err);
	return rc;
}

static int
load(const struct app *app, int64_t institution_id, int64_t plan_id, struct plan_live **out,
    struct err *err)
{
	struct mem *mem = mem_new();
	struct plan *plan = NULL;
	int rc = load_rows(app, mem, institution_id, plan_id, &plan, err);

	if (rc < 0) {
		mem_free(mem);
		return rc;
	}
	return plan_live_make(mem, plan, out, err);
}

/* Where it is kept, or may be. */
static struct app_live *
place_of(struct app_plans *plans, int64_t institution_id, int64_t plan_id)
{
	struct app_live *oldest = &plans->items[0];

	for (size_t i = 0; i < APP_LIVE_MAX; i++) {
		struct app_live *at = &plans->items[i];

		if (at->live != NULL && at->institution_id == institution_id &&
		    at->plan_id == plan_id)
			return at;
		if (at->used < oldest->used)
			oldest = at;
	}
	app_live_drop(oldest);
	return oldest;
}

int
app_live_get(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int64_t plan_id, struct app_live **out, struct err *err)
{
	struct app_live *at = place_of(plans, institution_id, plan_id);
	int rc = YUP_OK;

	if (at->live != NULL && plan_live_is_worn(at->live))
		app_live_drop(at);
	if (at->live == NULL) {
		rc = framework_store_revision(app->db, institution_id, &at->framework, err);
		if (rc == YUP_OK)
			rc = load(app, institution_id, plan_id, &at->live, err);
	}
	if (rc < 0)
		return rc;
	at->institution_id = institution_id;
	at->plan_id = plan_id;
	at->used = ++plans->uses;
	*out = at;
	return YUP_OK;
}

/* ---- Catching up ---------------------------------------------------------------- */

static int
replay(struct app_live *at, struct mem *mem, const struct change *changes, size_t count,
    struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = plan_live_apply(at->live, mem, changes[i].cells, changes[i].cell_count,
		    changes[i].revision, NULL, err);
	return rc;
}

static int
replay_after(const struct app *app, struct app_live *at, const struct plan_now *now,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct change_range range = { plan_live_plan(at->live)->revision, now->revision };
	struct change *changes = NULL;
	size_t count = 0;
	int rc = change_store_list(app->db, mem, at->institution_id, at->plan_id, &range, &changes,
	    &count, err);

	if (rc == YUP_OK)
		rc = replay(at, mem, changes, count, err);
	if (rc == YUP_OK)
		rc = plan_store_load_units(app->db, at->institution_id, at->plan_id,
		    plan_live_states(at->live), err);
	if (rc == YUP_OK)
		plan_live_set_state(at->live, now->state, now->revision);
	return rc;
}

static int
load_again(const struct app *app, struct app_live *at, struct err *err)
{
	plan_live_free(at->live);
	at->live = NULL;
	return load(app, at->institution_id, at->plan_id, &at->live, err);
}

/* To what the database has, but for its standing. */
static int
follow(const struct app *app, struct app_live *at, const struct plan_now *now, struct err *err)
{
	int64_t framework = 0;
	int rc = framework_store_revision(app->db, at->institution_id, &framework, err);

	if (rc == YUP_OK && framework != at->framework) {
		at->framework = framework;
		return load_again(app, at, err);
	}
	if (rc < 0 || now->revision == plan_live_plan(at->live)->revision)
		return rc;
	if (now->revision > plan_live_plan(at->live)->revision)
		rc = replay_after(app, at, now, err);
	else
		rc = YUP_ECONFLICT; /* a database restored from before: nothing to replay */
	if (rc == YUP_OK)
		return rc;
	return load_again(app, at, err);
}

/* A plan that another took the place of is nobody's draft, whatever state it was left in. */
int
app_live_catch_up(const struct app *app, struct app_live *at, struct err *err)
{
	struct plan_now now = { 0 };
	int rc = change_store_now(app->db, at->institution_id, at->plan_id, &now, err);

	if (rc == YUP_OK)
		rc = follow(app, at, &now, err);
	if (rc == YUP_OK)
		plan_live_set_state(at->live, now.superseded ? PLAN_SUPERSEDED : now.state,
		    plan_live_plan(at->live)->revision);
	return rc;
}

int
app_live_take(const struct app *app, struct app_live *at, struct db_tx *tx, uint32_t *out_revision,
    struct err *err)
{
	struct plan_now now = { 0 };
	int rc = change_store_begin(tx, at->institution_id, at->plan_id,
	    plan_live_plan(at->live)->revision, out_revision, err);

	if (rc != YUP_ECONFLICT)
		return rc;
	rc = change_store_now(tx->db, at->institution_id, at->plan_id, &now, err);
	if (rc == YUP_OK && now.superseded)
		return err_refuse(err, YUP_ECONFLICT, "plan_replaced", "plan %lld",
		    (long long)at->plan_id);
	if (rc == YUP_OK && now.state != PLAN_DRAFT)
		return err_refuse(err, YUP_ECONFLICT, "plan_not_draft", "%s",
		    plan_state_key((enum plan_state)now.state));
	if (rc == YUP_OK)
		rc = app_live_catch_up(app, at, err);
	if (rc == YUP_OK)
		rc = change_store_begin(tx, at->institution_id, at->plan_id,
		    plan_live_plan(at->live)->revision, out_revision, err);
	return rc;
}

/* The one this answer has looked at already: its parts speak of one moment. */
static const struct app_live *
looked_at(const struct app_plans *plans, int64_t institution_id, int64_t plan_id)
{
	for (size_t i = 0; plans->answer != 0 && i < APP_LIVE_MAX; i++) {
		const struct app_live *at = &plans->items[i];

		if (at->live != NULL && at->answer == plans->answer &&
		    at->institution_id == institution_id && at->plan_id == plan_id)
			return at;
	}
	return NULL;
}

int
app_plan_live(const struct app *app, struct app_plans *plans, int64_t institution_id,
    int64_t plan_id, const struct plan_live **out, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 }; /* one moment of the database */
	const struct app_live *had = looked_at(plans, institution_id, plan_id);
	struct app_live *at = NULL;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "", err);

	if (rc == YUP_OK && had != NULL) {
		*out = had->live;
		return YUP_OK;
	}
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = app_live_get(app, plans, institution_id, plan_id, &at, err);
	if (rc == YUP_OK)
		rc = app_live_catch_up(app, at, err);
	if (rc < 0)
		return rc;
	at->answer = plans->answer;
	*out = at->live;
	return YUP_OK;
}
