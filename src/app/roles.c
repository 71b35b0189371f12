#include "app/roles.h"

#include <string.h>

#include "app/account_work.h"
#include "app/accounts.h"
#include "app/actor.h"
#include "app/app.h"
#include "base/date.h"
#include "base/mem.h"
#include "core/field.h"
#include "core/org.h"
#include "store/org_store.h"

enum { SUBSTITUTION_DAYS_MAX = 366 };

bool
account_is_asker(const struct app *app, int64_t institution_id, int64_t user_id)
{
	return app->by != NULL && app->by->kind != ACTOR_OPERATOR &&
	    app->by->institution_id == institution_id && app->by->user_id == user_id;
}

int
account_count_administrators(const struct account_work *w, int64_t *out)
{
	return grant_store_count_whole(w->tx.db, w->institution_id, ROLE_ADMINISTRATOR, w->today,
	    out, w->err);
}

int
account_require_administrator(const struct account_work *w, int64_t before)
{
	int64_t after = 0;
	int rc = account_count_administrators(w, &after);

	if (rc == YUP_OK && before > 0 && after == 0)
		rc = err_refuse(w->err, YUP_ECONFLICT, "last_administrator", "%lld",
		    (long long)w->user_id);
	return rc;
}

/* ---- Days ----------------------------------------------------------------------------- */

/* A first and a last day as they are kept: the first, and the one after the last. */
struct validity {
	const char *from;
	char to[DATE_SIZE]; /* "" where there is no last */
};

static int
refuse_date(struct err *err, int rc, const char *field)
{
	if (err != NULL)
		(void)err_in(err, field);
	return rc;
}

static int
read_validity(const struct account_work *w, const char *first, const char *last,
    struct validity *out)
{
	struct validity v = { .from = first != NULL ? first : w->today };
	int rc = field_check_date(v.from, "first", w->err);

	if (rc == YUP_OK && last != NULL)
		rc = field_check_date(last, "last", w->err);
	if (rc < 0)
		return rc;
	if (strcmp(v.from, w->today) < 0)
		return refuse_date(w->err,
		    err_refuse(w->err, YUP_EINVALID, "date_past", "%s", v.from), "first");
	if (last != NULL && strcmp(last, v.from) < 0)
		return refuse_date(w->err,
		    err_refuse(w->err, YUP_EINVALID, "date_order", "%s", last), "last");
	if (last != NULL)
		date_add(last, 1, v.to);
	*out = v;
	return YUP_OK;
}

/* ---- Roles ------------------------------------------------------------------------------ */

static int
read_role(const char *key, enum role *out, struct err *err)
{
	int rc;

	if (key != NULL && role_find(key, out))
		return YUP_OK;
	rc = err_refuse(err, YUP_EINVALID, "role_unknown", "role");
	if (err != NULL)
		(void)err_in(err, "role");
	return rc;
}

static int
refuse_self(const struct account_work *w, int64_t user_id)
{
	if (account_is_asker(w->app, w->institution_id, user_id))
		return err_refuse(w->err, YUP_EDENIED, "grant_to_self", "%lld", (long long)user_id);
	return YUP_OK;
}

/* The unit is one of the institution's, there on that day. */
static int
check_unit(const struct account_work *w, int64_t unit, const char *on)
{
	struct org_history history;
	int rc = YUP_OK;

	if (unit == 0)
		return YUP_OK;
	rc = org_store_load(w->tx.db, w->mem, w->institution_id, &history, w->err);
	if (rc == YUP_OK && org_period_on(&history, unit, on) == NULL) {
		rc = err_refuse(w->err, YUP_ENOTFOUND, "org_unit_absent", "%lld", (long long)unit);
		if (w->err != NULL)
			(void)err_in(w->err, "unit");
	}
	return rc;
}

/* Two of the same at a time say nothing more than one. */
static int
check_not_held(const struct account_work *w, const struct grant *grant)
{
	struct grant *held = NULL;
	size_t count = 0;
	int rc = grant_store_held(w->tx.db, w->mem, w->institution_id, grant->user_id, grant->from,
	    &held, &count, w->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (held[i].role == grant->role && held[i].org_unit == grant->org_unit &&
		    held[i].to[0] == '\0')
			rc = err_refuse(w->err, YUP_ECONFLICT, "role_held", "%s",
			    role_key(grant->role));
	return rc;
}

static const char *
asker_text(const struct account_work *w)
{
	const struct actor *by = w->app->by;

	if (by->kind == ACTOR_OPERATOR)
		return "operator";
	return mem_printf(w->mem, "user %lld", (long long)by->user_id);
}

static int
add_grant(struct account_work *w, enum role role, int64_t unit, const struct validity *v,
    int64_t *out_id)
{
	struct grant grant = {
		.user_id = w->user_id,
		.role = role,
		.org_unit = unit,
		.from = v->from,
		.to = v->to,
		.granted_by = asker_text(w),
		.granted_at = w->now,
	};
	int rc = check_not_held(w, &grant);

	return rc == YUP_OK ? grant_store_add(&w->tx, w->institution_id, &grant, out_id, w->err)
			    : rc;
}

static int
grant_role(struct account_work *w, const struct app_grant *asked, int64_t *out_id)
{
	struct validity v = { 0 };
	enum role role = ROLE_READER;
	int rc = read_role(asked->role, &role, w->err);

	if (rc == YUP_OK)
		rc = refuse_self(w, asked->user_id);
	if (rc == YUP_OK)
		rc = read_validity(w, asked->first, asked->last, &v);
	if (rc == YUP_OK)
		rc = account_work_load(w);
	if (rc == YUP_OK)
		rc = check_unit(w, asked->org_unit, v.from);
	if (rc == YUP_OK)
		w->what.detail = mem_printf(w->mem, "%s unit %lld from %s%s%s", role_key(role),
		    (long long)asked->org_unit, v.from, v.to[0] != '\0' ? " until " : "", v.to);
	return rc == YUP_OK ? add_grant(w, role, asked->org_unit, &v, out_id) : rc;
}

int
app_role_grant(const struct app *app, int64_t institution_id, const struct app_grant *grant,
    int64_t *out_id, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	int64_t id = 0;
	int rc = account_work_begin_at(&w, institution_id, grant->user_id,
	    grant->org_unit != 0 ? grant->org_unit : ORG_UNIT_ALL, "role.grant");

	if (rc == YUP_OK)
		rc = grant_role(&w, grant, &id);
	rc = account_work_end(&w, rc);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static int
absent_grant(struct err *err, int rc, int64_t id)
{
	if (rc != YUP_ENOTFOUND)
		return rc;
	return err_refuse(err, rc, "grant_absent", "%lld", (long long)id);
}

int
app_role_revoke(const struct app *app, int64_t institution_id, int64_t grant_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct account_work w = { .app = app, .err = err };
	struct grant grant = { 0 };
	int64_t before = 0, unit = ORG_UNIT_ALL;
	int rc = grant_store_get(app->db, mem, institution_id, grant_id, &grant, NULL);

	if (rc == YUP_OK && grant.org_unit != 0)
		unit = grant.org_unit;
	rc = account_work_begin_at(&w, institution_id, grant.user_id, unit, "role.revoke");
	if (rc == YUP_OK)
		rc = absent_grant(err,
		    grant_store_get(w.tx.db, w.mem, institution_id, grant_id, &grant, err),
		    grant_id);
	if (rc == YUP_OK)
		rc = account_count_administrators(&w, &before);
	if (rc == YUP_OK)
		rc = absent_grant(err,
		    grant_store_end(&w.tx, institution_id, grant_id, w.today, err), grant_id);
	if (rc == YUP_OK)
		rc = account_require_administrator(&w, before);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "grant %lld: %s unit %lld", (long long)grant_id,
		    role_key(grant.role), (long long)grant.org_unit);
	return account_work_end(&w, rc);
}

int
app_role_list(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t after, size_t limit, struct grant **out, size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_MANAGE_ACCOUNTS, institution_id, ORG_UNIT_ALL, "roles", err);

	if (rc < 0)
		return rc;
	return grant_store_list(app->db, mem, institution_id, user_id, after,
	    limit < ACCOUNT_PAGE_MAX ? limit : ACCOUNT_PAGE_MAX, out, out_count, err);
}

/* ---- Posts ------------------------------------------------------------------------------- */

/* The unit of the post held the day before, 0 for none. */
static int
unit_left(const struct account_work *w, const char *on, int64_t *out)
{
	struct post *posts = NULL;
	size_t count = 0;
	int rc = account_store_posts(w->tx.db, w->mem, w->institution_id, w->user_id, &posts,
	    &count, w->err);

	*out = 0;
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (strcmp(posts[i].from, on) < 0 &&
		    (posts[i].to[0] == '\0' || strcmp(posts[i].to, on) > 0))
			*out = posts[i].org_unit;
	return rc;
}

/* Roles over the unit that is left end; one that is to begin there later never does. */
static int
end_grants(struct account_work *w, int64_t unit, const char *on)
{
	struct grant *grants = NULL;
	size_t count = 0;
	int64_t after = 0;
	int rc = YUP_OK;

	do {
		rc = grant_store_list(w->tx.db, w->mem, w->institution_id, w->user_id, after,
		    ACCOUNT_PAGE_MAX, &grants, &count, w->err);
		for (size_t i = 0; rc == YUP_OK && i < count; i++) {
			after = grants[i].id;
			if (grants[i].org_unit != unit ||
			    (grants[i].to[0] != '\0' && strcmp(grants[i].to, on) <= 0))
				continue;
			rc = grant_store_end(&w->tx, w->institution_id, grants[i].id, on, w->err);
		}
	} while (rc == YUP_OK && count == ACCOUNT_PAGE_MAX);
	return rc;
}

static int
begin_roles(struct account_work *w, const struct app_post *post, const char *on)
{
	struct validity v = { .from = on };
	int64_t id;
	int rc = YUP_OK;

	if (post->role_count > APP_POST_ROLES_MAX)
		return err_refuse(w->err, YUP_ELIMIT, "roles_many", "%d", APP_POST_ROLES_MAX);
	for (size_t i = 0; rc == YUP_OK && i < post->role_count; i++) {
		enum role role = ROLE_READER;

		rc = read_role(post->roles[i], &role, w->err);
		if (rc == YUP_OK)
			rc = add_grant(w, role, post->org_unit, &v, &id);
	}
	return rc;
}

static int
change_post(struct account_work *w, const struct app_post *asked)
{
	struct post post = { .from = asked->on != NULL ? asked->on : w->today,
		.title = asked->title,
		.org_unit = asked->org_unit };
	const char *on = strcmp(post.from, w->today) < 0 ? w->today : post.from;
	int64_t left = 0;
	int rc = field_check(asked->title, ACCOUNT_TITLE_MAX, FIELD_NEEDED, "post", w->err);

	if (rc == YUP_OK)
		rc = field_check_date(post.from, "on", w->err);
	if (rc == YUP_OK && asked->role_count > 0)
		rc = refuse_self(w, asked->user_id);
	if (rc == YUP_OK)
		rc = account_work_load(w);
	if (rc == YUP_OK)
		rc = check_unit(w, asked->org_unit, on);
	if (rc == YUP_OK)
		rc = unit_left(w, post.from, &left);
	if (rc == YUP_OK && left != 0)
		rc = end_grants(w, left, on);
	if (rc == YUP_OK)
		rc = account_store_change_post(&w->tx, w->institution_id, w->user_id, &post,
		    w->err);
	if (rc == YUP_OK)
		rc = begin_roles(w, asked, on);
	if (rc == YUP_OK)
		w->what.detail = mem_printf(w->mem, "%s unit %lld from %s", asked->title,
		    (long long)asked->org_unit, post.from);
	return rc;
}

int
app_post_change(const struct app *app, int64_t institution_id, const struct app_post *post,
    struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	int64_t before = 0;
	int rc = account_work_begin(&w, institution_id, post->user_id, "post.change");

	if (rc == YUP_OK)
		rc = account_count_administrators(&w, &before);
	if (rc == YUP_OK)
		rc = change_post(&w, post);
	if (rc == YUP_OK)
		rc = account_require_administrator(&w, before);
	return account_work_end(&w, rc);
}

/* ---- Substitutions ------------------------------------------------------------------------ */

static int
check_substitution(struct account_work *w, const struct app_substitution *asked, struct validity *v)
{
	struct account absent;
	char most[DATE_SIZE];
	int rc = refuse_self(w, asked->user_id);

	if (rc == YUP_OK && asked->user_id == asked->absent_id)
		rc = err_refuse(w->err, YUP_EINVALID, "substitutes_itself", "%lld",
		    (long long)asked->user_id);
	if (rc == YUP_OK)
		rc = read_validity(w, asked->first, asked->last != NULL ? asked->last : "", v);
	if (rc < 0)
		return rc;
	date_add(v->from, SUBSTITUTION_DAYS_MAX, most);
	if (strcmp(v->to, most) > 0)
		return refuse_date(w->err,
		    err_refuse(w->err, YUP_ELIMIT, "substitution_long", "%d",
			SUBSTITUTION_DAYS_MAX),
		    "last");
	rc = account_work_load(w);
	if (rc == YUP_OK)
		rc = account_store_get(w->tx.db, w->mem, w->institution_id, asked->absent_id,
		    &absent, w->err);
	if (rc == YUP_ENOTFOUND)
		rc = err_refuse(w->err, rc, "account_absent", "%lld", (long long)asked->absent_id);
	return rc;
}

int
app_substitution_add(const struct app *app, int64_t institution_id,
    const struct app_substitution *asked, int64_t *out_id, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	struct validity v = { 0 };
	struct substitution substitution = { .user_id = asked->user_id,
		.absent_id = asked->absent_id };
	int64_t id = 0;
	int rc = account_work_begin(&w, institution_id, asked->user_id, "substitution.add");

	if (rc == YUP_OK)
		rc = check_substitution(&w, asked, &v);
	if (rc == YUP_OK) {
		substitution.from = v.from;
		substitution.to = v.to;
		substitution.granted_by = asker_text(&w);
		substitution.granted_at = w.now;
		w.what.detail = mem_printf(w.mem, "for user %lld from %s until %s",
		    (long long)asked->absent_id, v.from, v.to);
		rc = substitution_store_add(&w.tx, institution_id, &substitution, &id, err);
	}
	rc = account_work_end(&w, rc);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

int
app_substitution_end(const struct app *app, int64_t institution_id, int64_t substitution_id,
    struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	int rc = account_work_begin(&w, institution_id, 0, "substitution.end");

	if (rc == YUP_OK)
		w.what.subject = mem_printf(w.mem, "substitution %lld", (long long)substitution_id);
	if (rc == YUP_OK)
		rc = substitution_store_end(&w.tx, institution_id, substitution_id, w.today, err);
	if (rc == YUP_ENOTFOUND)
		rc = err_refuse(err, rc, "substitution_absent", "%lld", (long long)substitution_id);
	return account_work_end(&w, rc);
}

int
app_substitution_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct substitution **out, size_t *out_count,
    struct err *err)
{
	int rc = app_require(app, MAY_MANAGE_ACCOUNTS, institution_id, ORG_UNIT_ALL,
	    "substitutions", err);

	if (rc < 0)
		return rc;
	return substitution_store_list(app->db, mem, institution_id, user_id, after,
	    limit < ACCOUNT_PAGE_MAX ? limit : ACCOUNT_PAGE_MAX, out, out_count, err);
}

/* ---- Who gives them -------------------------------------------------------------- */

static int
name_giver(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct grant *grant, const char *today, const char **out, struct err *err)
{
	struct account account = { 0 };
	int rc = YUP_OK;

	*out = NULL;
	if (role_table[grant->role][MAY_MANAGE_ACCOUNTS] == REACH_NONE || grant->org_unit != 0 ||
	    strcmp(grant->from, today) > 0 ||
	    (grant->to[0] != '\0' && strcmp(grant->to, today) <= 0) ||
	    account_is_asker(app, institution_id, grant->user_id))
		return YUP_OK;
	rc = account_store_get(app->db, mem, institution_id, grant->user_id, &account, err);
	if (rc == YUP_OK && account.disabled_at[0] == '\0')
		*out = account.name;
	return rc;
}

int
app_role_givers(const struct app *app, struct mem *mem, int64_t institution_id, const char ***out,
    size_t *out_count, struct err *err)
{
	const char **names = NULL, *name;
	size_t count = 0, room = 0, listed = ACCOUNT_PAGE_MAX;
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];
	struct grant *grants = NULL;
	int64_t after = 0;
	int rc = app_require(app, MAY_READ_UNITS, institution_id, ORG_UNIT_ALL, "role givers", err);

	app->now(now);
	date_of(now, today);
	while (rc == YUP_OK && listed == ACCOUNT_PAGE_MAX) {
		rc = grant_store_list(app->db, mem, institution_id, 0, after, ACCOUNT_PAGE_MAX,
		    &grants, &listed, err);
		for (size_t i = 0; rc == YUP_OK && i < listed; i++) {
			after = grants[i].id;
			rc = name_giver(app, mem, institution_id, &grants[i], today, &name, err);
			if (rc < 0 || name == NULL)
				continue;
			MEM_PUSH(mem, names, count, room);
			names[count - 1] = name;
		}
	}
	if (rc < 0)
		return rc;
	*out = names;
	*out_count = count;
	return YUP_OK;
}
