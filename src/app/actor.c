#include "app/actor.h"

#include "app/app.h"
#include "app/audit.h"
#include "base/mem.h"

const struct actor actor_operator = { .kind = ACTOR_OPERATOR, .name = "" };

static bool
holds_id(const int64_t *sorted, size_t count, int64_t id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sorted[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && sorted[low] == id;
}

static bool
scope_allows(unsigned scope, enum permission permission)
{
	if (permission_only_reads(permission))
		return (scope & SCOPE_READ) != 0;
	if (permission == MAY_MANAGE_ACCOUNTS || permission == MAY_MANAGE_UNITS ||
	    permission == MAY_OWN_TOKENS)
		return (scope & SCOPE_ADMIN) != 0;
	return (scope & SCOPE_WRITE) != 0;
}

/* What nobody's role decides: true in `*out` and true, or not decided. */
static bool
decided_by_kind(const struct actor *actor, enum permission permission, bool *out)
{
	switch (actor != NULL ? actor->kind : ACTOR_NOBODY) {
	case ACTOR_OPERATOR:
		*out = true;
		return true;
	case ACTOR_USER:
		return false;
	case ACTOR_TOKEN:
		*out = false;
		return !scope_allows(actor->scope, permission);
	default:
		*out = false;
		return true;
	}
}

static bool
grant_reaches(const struct actor_grant *grant, enum permission permission, int64_t org_unit)
{
	if (grant->whole || org_unit == ORG_UNIT_SOME)
		return true;
	if (org_unit == ORG_UNIT_NONE)
		return permission_only_reads(permission);
	return holds_id(grant->units, grant->unit_count, org_unit);
}

bool
actor_may(const struct actor *actor, enum permission permission, int64_t institution_id,
    int64_t org_unit)
{
	bool decided, supervised;

	if (decided_by_kind(actor, permission, &decided))
		return decided;
	supervised = holds_id(actor->supervised, actor->supervised_count, institution_id);
	if (institution_id != actor->institution_id && !supervised)
		return false;
	for (size_t i = 0; i < actor->grant_count; i++) {
		const struct actor_grant *grant = &actor->grants[i];
		enum reach reach = (enum reach)role_table[grant->role][permission];

		if (institution_id != actor->institution_id) {
			if (reach == REACH_SUPERVISED && grant->whole)
				return true;
		} else if (reach != REACH_NONE && grant_reaches(grant, permission, org_unit)) {
			return true;
		}
	}
	return false;
}

bool
actor_may_somewhere(const struct actor *actor, enum permission permission, int64_t institution_id)
{
	bool decided;

	if (decided_by_kind(actor, permission, &decided))
		return decided;
	if (institution_id != actor->institution_id)
		return actor_may(actor, permission, institution_id, ORG_UNIT_NONE);
	for (size_t i = 0; i < actor->grant_count; i++)
		if (role_table[actor->grants[i].role][permission] != REACH_NONE)
			return true;
	return false;
}

int
app_require(const struct app *app, enum permission permission, int64_t institution_id,
    int64_t org_unit, const char *subject, struct err *err)
{
	struct audit what = {
		.institution_id = institution_id,
		.action = permission_key(permission),
		.subject = subject,
	};

	if (actor_may(app->by, permission, institution_id, org_unit))
		return YUP_OK;
	return audit_refused(app, &what,
	    err_refuse(err, YUP_EDENIED, "not_allowed", "%s", permission_key(permission)), err);
}

int
app_allowed(const struct app *app, struct mem *mem, const char *name, enum permission permission,
    struct institution **out, size_t *out_count, struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0, kept = 0;
	int rc = app_institutions(app, mem, name, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (actor_may(app->by, permission, list[i].id, ORG_UNIT_ALL))
			list[kept++] = list[i];
	if (rc == YUP_OK && kept == 0 && count > 0)
		rc = app_require(app, permission, list[0].id, ORG_UNIT_ALL, name, err);
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = kept;
	return YUP_OK;
}
