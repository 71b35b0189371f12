#include "app/documents.h"

#include "app/actor.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "store/follow_up_store.h"
#include "store/plan_store.h"

static int
load_plan(const struct app *app, struct mem *mem, const struct institution *of,
    const struct plan_head *head, struct app_documents *out, struct err *err)
{
	const struct pack *pack;
	struct plan *plan;
	int rc;

	rc = app_pack(app, mem, head->pack, &pack, err);
	if (rc == YUP_OK)
		rc = plan_store_load(app->db, mem, of->id, head->id, pack, &plan, err);
	if (rc < 0)
		return rc;
	MEM_PUSH(mem, out->plans, out->plan_count, out->plan_room);
	out->plans[out->plan_count - 1] = (struct app_plan){ of, head->id, plan };
	return YUP_OK;
}

static int
load_plans(const struct app *app, struct mem *mem, const struct institution *of, unsigned what,
    struct app_documents *out, struct err *err)
{
	struct plan_head *heads = NULL;
	size_t count = 0;
	const struct plan_head *last = NULL;
	int rc;

	rc = plan_store_list(app->db, mem, of->id, &heads, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (heads[i].superseded_at[0] != '\0')
			continue;
		last = &heads[i];
		if (!(what & APP_LATEST))
			rc = load_plan(app, mem, of, last, out, err);
	}
	if (rc == YUP_OK && (what & APP_LATEST) && last != NULL)
		rc = load_plan(app, mem, of, last, out, err);
	return rc;
}

static int
load_follow_up(const struct app *app, struct mem *mem, const struct institution *of,
    const struct follow_up_head *head, struct app_documents *out, struct err *err)
{
	const struct pack *pack;
	struct follow_up *fu;
	int rc;

	rc = app_pack(app, mem, head->pack, &pack, err);
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
    struct app_documents *out, struct err *err)
{
	struct follow_up_head *heads = NULL;
	size_t count = 0;
	const struct follow_up_head *last = NULL;
	int rc;

	rc = follow_up_store_list(app->db, mem, of->id, &heads, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (heads[i].superseded_at[0] != '\0')
			continue;
		last = &heads[i];
		if (!(what & APP_LATEST))
			rc = load_follow_up(app, mem, of, last, out, err);
	}
	if (rc == YUP_OK && (what & APP_LATEST) && last != NULL)
		rc = load_follow_up(app, mem, of, last, out, err);
	return rc;
}

static int
load_all(const struct app *app, struct mem *mem, const struct institution *list, size_t count,
    unsigned what, struct app_documents *out, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 }; /* one moment of the database */
	int rc = db_begin_read(app->db, &tx, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (what & APP_PLANS)
			rc = load_plans(app, mem, &list[i], what, out, err);
		if (rc == YUP_OK && (what & APP_FOLLOW_UPS))
			rc = load_follow_ups(app, mem, &list[i], what, out, err);
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
	if (rc < 0)
		return rc;
	*out = loaded;
	return YUP_OK;
}
