#include "app/derive.h"

#include "app/audit.h"
#include "app/documents.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/progress.h"
#include "store/engine/db.h"
#include "store/finding_store.h"
#include "store/follow_up_store.h"
#include "store/rollup_store.h"

/* An edit needs no statement to say that what is kept no longer holds: the revision says so. */
static const char *
made_by(struct mem *mem, const struct pack *pack, uint32_t revision)
{
	return mem_printf(mem, "%s %s r%u", YUPANA_VERSION, pack->name, revision);
}

/* The same findings, about rows as they are stored. */
static struct finding_list
name_rows(struct mem *mem, const struct plan *plan, const struct finding_list *list)
{
	struct finding_list named = { .mem = mem, .count = list->count, .room = list->count + 1 };

	named.items = mem_array(mem, list->count + 1, sizeof(*named.items));
	for (size_t i = 0; i < list->count; i++) {
		struct finding *f = &named.items[i];
		struct fix_change *fix = mem_array(mem, list->items[i].fix_count + 1, sizeof(*fix));

		*f = list->items[i];
		if (f->node != PLAN_NONE)
			f->node = plan->nodes[f->node].row;
		for (size_t k = 0; k < f->fix_count; k++) {
			fix[k] = f->fix[k];
			if (fix[k].node != PLAN_NONE)
				fix[k].node = plan->nodes[fix[k].node].row;
		}
		f->fix = fix;
	}
	return named;
}

static int
keep_rollups(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, struct err *err)
{
	struct rollup_key key = { institution_id, plan_id,
		made_by(mem, plan->pack, plan->revision) };
	int rc = YUP_OK;

	for (int policy = ROLLUP_AS_PUBLISHED; rc == YUP_OK && policy <= ROLLUP_BY_BEHAVIOUR;
	     policy++) {
		struct rollup rolled;

		rc = rollup_compute(mem, plan, (enum rollup_policy)policy, &rolled, err);
		if (rc == YUP_OK)
			rc = rollup_store_save(tx, &key, plan, &rolled, err);
	}
	return rc;
}

int
app_derive_plan(struct db_tx *tx, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, struct finding_list *out, struct err *err)
{
	struct finding_key key = { institution_id, plan_id,
		made_by(mem, plan->pack, plan->revision) };
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct finding_list list = { 0 }, named;
	int rc;

	rc = check_plan(mem, plan, &list, passed, err);
	if (rc < 0)
		return rc;
	named = name_rows(mem, plan, &list);
	rc = finding_store_save(tx, &key, &named, passed, RULE_MAX + 1, err);
	if (rc == YUP_OK)
		rc = keep_rollups(tx, mem, institution_id, plan_id, plan, err);
	if (rc == YUP_OK)
		*out = list;
	return rc;
}

int
app_derive_follow_up(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct follow_up *fu, struct finding_list *out, struct err *err)
{
	struct finding_key key = { institution_id, follow_up_id, made_by(mem, fu->pack, 0) };
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct finding_list list = { 0 };
	int rc;

	rc = progress_compute(fu, err);
	if (rc == YUP_OK)
		rc = follow_up_store_save_computed(tx, institution_id, follow_up_id, fu, err);
	if (rc == YUP_OK)
		rc = check_follow_up(mem, fu, &list, passed, err);
	if (rc == YUP_OK)
		rc = finding_store_save(tx, &key, &list, passed, RULE_MAX + 1, err);
	if (rc == YUP_OK)
		*out = list;
	return rc;
}

/* A record for each plan and follow-up, in its institution's chain. */
static int
tell_rebuilt(struct db_tx *tx, const struct app *app, struct mem *mem,
    const struct app_documents *all, struct err *err)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < all->plan_count + all->follow_up_count; i++) {
		bool plan = i < all->plan_count;
		const struct app_follow_up *f = plan ? NULL : &all->follow_ups[i - all->plan_count];
		struct audit what = { .action = "derived.rebuild" };

		what.institution_id = plan ? all->plans[i].institution->id : f->institution->id;
		what.subject = mem_printf(mem, "%s %lld", plan ? "plan" : "follow-up",
		    (long long)(plan ? all->plans[i].id : f->id));
		rc = audit_done(tx, app, &what, err);
	}
	return rc;
}

int
app_rebuild(const struct app *app, const char *institution, struct app_rebuilt *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app_rebuilt rebuilt = { 0 };
	struct app_documents all;
	int rc;

	rc = app_load(app, mem, institution, MAY_OPERATE, APP_PLANS | APP_FOLLOW_UPS, &all, err);
	if (rc == YUP_OK)
		rc = db_begin(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++) {
		const struct app_plan *p = &all.plans[i];
		struct finding_list list;

		rc = app_derive_plan(&tx, mem, p->institution->id, p->id, p->plan, &list, err);
		if (rc == YUP_OK)
			rebuilt.findings += list.count;
		rebuilt.plans++;
	}
	for (size_t i = 0; rc == YUP_OK && i < all.follow_up_count; i++) {
		const struct app_follow_up *f = &all.follow_ups[i];
		struct finding_list list;

		rc = app_derive_follow_up(&tx, mem, f->institution->id, f->id, f->fu, &list, err);
		if (rc == YUP_OK)
			rebuilt.findings += list.count;
		rebuilt.follow_ups++;
	}
	if (rc == YUP_OK)
		rc = tell_rebuilt(&tx, app, mem, &all, err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	if (rc == YUP_OK)
		rc = app_standings_rebuild(app, institution, &rebuilt.standings, err);
	if (rc == YUP_OK)
		*out = rebuilt;
	return rc;
}
