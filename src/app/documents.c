#include "app/documents.h"

#include <string.h>

#include "app/actor.h"
#include "app/moment.h"
#include "base/mem.h"
#include "core/plan_state.h"
#include "store/change_store.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/plan_store.h"
#include "store/step_store.h"

/* ---- Plans ------------------------------------------------------------------- */

/* As it stands, or stood at the moment asked for. */
static int
load_plan(const struct app *app, struct mem *mem, const struct institution *of,
    const struct plan_head *head, const char *moment, struct app_documents *out, struct err *err)
{
	uint32_t revision = PLAN_NEWEST;
	const struct pack *pack;
	struct plan *plan;
	int rc;

	rc = app_pack(app, mem, of->id, head->pack, &pack, err);
	if (rc == YUP_OK && moment != NULL)
		rc = change_store_revision_at(app->db, of->id, head->id, moment, &revision, err);
	if (rc == YUP_OK)
		rc = plan_store_load_at(app->db, mem, of->id, head->id, pack, revision, &plan, err);
	if (rc < 0)
		return rc;
	MEM_PUSH(mem, out->plans, out->plan_count, out->plan_room);
	out->plans[out->plan_count - 1] = (struct app_plan){ of, head->id, plan };
	return YUP_OK;
}

static bool
served(const char *saved_at, const char *superseded_at, const char *moment)
{
	if (moment == NULL)
		return superseded_at[0] == '\0';
	return strcmp(saved_at, moment) <= 0 &&
	    (superseded_at[0] == '\0' || strcmp(superseded_at, moment) > 0);
}

/* Asked for, but for the choice among a year's versions. */
static bool
is_asked(const struct app *app, const struct plan_head *head, const char *moment)
{
	const struct app_choice *choice = &app->choice;

	if (!served(head->saved_at, head->superseded_at, moment) ||
	    (choice->year != 0 && choice->year != head->year))
		return false;
	if (choice->one_version)
		return choice->version == head->version;
	return moment != NULL || head->state != PLAN_SUPERSEDED;
}

/* Whether a plan was approved by then. */
static int
was_approved(const struct app *app, struct mem *mem, const struct institution *of,
    const struct plan_head *head, const char *moment, bool *out, struct err *err)
{
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = step_store_list(app->db, mem, of->id, head->id, &steps, &count, err);

	*out = false;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		*out = *out ||
		    (steps[i].unit == PLAN_NONE && steps[i].state == PLAN_APPROVED &&
			strcmp(steps[i].at, moment) <= 0);
	return rc;
}

/*
 * Of the versions of one year that served at a moment, the one in force then:
 * the newest that was approved, else the newest.
 */
static int
keep_in_force(const struct app *app, struct mem *mem, const struct institution *of,
    struct plan_head *heads, size_t *count, const char *moment, struct err *err)
{
	size_t kept = 0;
	bool last_approved = false;

	for (size_t i = 0; i < *count; i++) {
		bool approved, same_year = kept > 0 && heads[kept - 1].year == heads[i].year;
		int rc = was_approved(app, mem, of, &heads[i], moment, &approved, err);

		if (rc < 0)
			return rc;
		if (same_year && last_approved && !approved)
			continue;
		heads[same_year ? kept - 1 : kept++] = heads[i];
		last_approved = approved;
	}
	*count = kept;
	return YUP_OK;
}

static int
load_plans(const struct app *app, struct mem *mem, const struct institution *of, unsigned what,
    const char *moment, struct app_documents *out, struct err *err)
{
	struct plan_head *heads = NULL;
	size_t count = 0, kept = 0;
	int rc;

	rc = plan_store_list(app->db, mem, of->id, &heads, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (is_asked(app, &heads[i], moment))
			heads[kept++] = heads[i];
	if (rc == YUP_OK && moment != NULL && !app->choice.one_version)
		rc = keep_in_force(app, mem, of, heads, &kept, moment, err);
	for (size_t i = (what & APP_LATEST) && kept > 0 ? kept - 1 : 0; rc == YUP_OK && i < kept;
	     i++)
		rc = load_plan(app, mem, of, &heads[i], moment, out, err);
	return rc;
}

/* ---- Follow-ups ---------------------------------------------------------------- */

static int
load_follow_up(const struct app *app, struct mem *mem, const struct institution *of,
    const struct follow_up_head *head, struct app_documents *out, struct err *err)
{
	const struct pack *pack;
	struct follow_up *fu;
	int rc;

	rc = app_pack(app, mem, of->id, head->pack, &pack, err);
	if (rc == YUP_OK)
		rc = follow_up_store_load(app->db, mem, of->id, head->id, pack, &fu, err);
	if (rc < 0)
		return rc;
	MEM_PUSH(mem, out->follow_ups, out->follow_up_count, out->follow_up_room);
	out->follow_ups[out->follow_up_count - 1] = (struct app_follow_up){ of, head->id, fu };
	return YUP_OK;
}

static int
load_follow_ups(const struct app *app, struct mem *mem, const struct institution *of, unsigned what,
    const char *moment, struct app_documents *out, struct err *err)
{
	struct follow_up_head *heads = NULL;
	size_t count = 0, kept = 0;
	int rc;

	rc = follow_up_store_list(app->db, mem, of->id, &heads, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (served(heads[i].saved_at, heads[i].superseded_at, moment) &&
		    (app->choice.year == 0 || app->choice.year == heads[i].year))
			heads[kept++] = heads[i];
	for (size_t i = (what & APP_LATEST) && kept > 0 ? kept - 1 : 0; rc == YUP_OK && i < kept;
	     i++)
		rc = load_follow_up(app, mem, of, &heads[i], out, err);
	return rc;
}

/* ---- All of them ------------------------------------------------------------------ */

/* Something was asked for by its date, year or version, and it is not there. */
static int
refuse_nothing(const struct app *app, const struct app_documents *loaded, unsigned what,
    struct err *err)
{
	const struct app_choice *choice = &app->choice;

	if (loaded->plan_count > 0 || loaded->follow_up_count > 0 || !(what & APP_PLANS))
		return YUP_OK;
	if (choice->one_version)
		return err_refuse(err, YUP_ENOTFOUND, "version_absent", "%u", choice->version);
	if (choice->as_of != NULL)
		return err_refuse(err, YUP_ENOTFOUND, "no_plan_then", "%s", choice->as_of);
	if (choice->year != 0)
		return err_refuse(err, YUP_ENOTFOUND, "version_absent", "%d", choice->year);
	return YUP_OK;
}

static int
load_all(const struct app *app, struct mem *mem, const struct institution *list, size_t count,
    unsigned what, struct app_documents *out, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 }; /* one moment of the database */
	const char *moment = NULL;
	int rc = YUP_OK;

	if (app->choice.as_of != NULL)
		rc = app_moment(mem, app->choice.as_of, &moment, err);
	if (rc == YUP_OK)
		rc = db_begin_read(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (what & APP_PLANS)
			rc = load_plans(app, mem, &list[i], what, moment, out, err);
		if (rc == YUP_OK && (what & APP_FOLLOW_UPS))
			rc = load_follow_ups(app, mem, &list[i], what, moment, out, err);
	}
	return rc;
}

int
app_load(const struct app *app, struct mem *mem, const char *institution,
    enum permission permission, unsigned what, struct app_documents *out, struct err *err)
{
	struct app_documents loaded = { 0 };
	struct institution *list = NULL;
	size_t count = 0;
	int rc = app_allowed(app, mem, institution, permission, &list, &count, err);

	if (rc == YUP_OK)
		rc = load_all(app, mem, list, count, what, &loaded, err);
	if (rc == YUP_OK)
		rc = refuse_nothing(app, &loaded, what, err);
	if (rc < 0)
		return rc;
	*out = loaded;
	return YUP_OK;
}

int
app_load_of(const struct app *app, struct mem *mem, const struct institution *institution,
    unsigned what, struct app_documents *out, struct err *err)
{
	struct app_documents loaded = { 0 };
	int rc = load_all(app, mem, institution, 1, what, &loaded, err);

	if (rc == YUP_OK)
		rc = refuse_nothing(app, &loaded, what, err);
	if (rc == YUP_OK)
		*out = loaded;
	return rc;
}
