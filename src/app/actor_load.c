#include "app/actor_load.h"

#include "base/mem.h"
#include "core/org.h"
#include "store/account_store.h"
#include "store/grant_store.h"
#include "store/institution_store.h"
#include "store/org_store.h"

struct loading {
	struct db *db;
	struct mem *mem;
	const struct account *account;
	const char *date;
	struct actor_grant *grants;
	size_t count, room;
	struct org_history units; /* loaded when a grant needs it */
	bool has_units;
	struct err *err;
};

static int
spread(struct loading *l, const struct grant *held, struct actor_grant *grant)
{
	int rc = YUP_OK;

	if (!l->has_units)
		rc = org_store_load(l->db, l->mem, l->account->institution_id, &l->units, l->err);
	if (rc < 0)
		return rc;
	l->has_units = true;
	org_reach(l->mem, &l->units, l->date, held->org_unit, &grant->units, &grant->unit_count);
	return YUP_OK;
}

static int
add_grants_of(struct loading *l, int64_t user_id)
{
	struct grant *held = NULL;
	size_t count = 0;
	int rc = grant_store_held(l->db, l->mem, l->account->institution_id, user_id, l->date,
	    &held, &count, l->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		struct actor_grant grant = {
			.role = held[i].role,
			.whole = held[i].org_unit == 0,
			.absent_id = user_id != l->account->id ? user_id : 0,
		};

		if (!grant.whole)
			rc = spread(l, &held[i], &grant);
		MEM_PUSH(l->mem, l->grants, l->count, l->room);
		l->grants[l->count - 1] = grant;
	}
	return rc;
}

static int
add_grants(struct loading *l)
{
	int64_t *absent = NULL;
	size_t count = 0;
	int rc = add_grants_of(l, l->account->id);

	if (rc == YUP_OK)
		rc = substitution_store_absent(l->db, l->mem, l->account->institution_id,
		    l->account->id, l->date, &absent, &count, l->err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = add_grants_of(l, absent[i]);
	return rc;
}

/* Only a role over the whole institution reaches another. */
static bool
holds_a_whole(const struct loading *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->grants[i].whole)
			return true;
	return false;
}

int
actor_load(struct db *db, struct mem *mem, const struct account *account, const char *date,
    struct actor **out, struct err *err)
{
	struct loading l = { .db = db, .mem = mem, .account = account, .date = date, .err = err };
	struct actor *actor = mem_alloc(mem, sizeof(*actor));
	int64_t *supervised = NULL;
	size_t supervised_count = 0;
	struct institution own;
	int rc = institution_store_get(db, mem, account->institution_id, &own, err);

	if (rc == YUP_OK)
		rc = add_grants(&l);
	if (rc == YUP_OK && holds_a_whole(&l))
		rc = institution_store_supervised(db, mem, account->institution_id, &supervised,
		    &supervised_count, err);
	if (rc < 0)
		return rc;
	*actor = (struct actor){
		.kind = ACTOR_USER,
		.institution_id = account->institution_id,
		.user_id = account->id,
		.name = account->name[0] != '\0' ? account->name : account->login,
		.institution = own.acronym[0] != '\0' ? own.acronym : own.name,
		.grants = l.grants,
		.grant_count = l.count,
		.supervised = supervised,
		.supervised_count = supervised_count,
	};
	*out = actor;
	return YUP_OK;
}
