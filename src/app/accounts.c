#include "app/accounts.h"

#include <string.h>

#include "app/account_work.h"
#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/self.h"
#include "base/mem.h"
#include "core/field.h"
#include "store/engine/db.h"
#include "store/session_store.h"
#include "store/token_store.h"

/* ---- One piece of work on one account ------------------------------------------------- */

int
account_work_begin_at(struct account_work *w, int64_t institution_id, int64_t user_id,
    int64_t org_unit, const char *action)
{
	int rc;

	w->mem = mem_new();
	w->app->now(w->now);
	date_of(w->now, w->today);
	w->institution_id = institution_id;
	w->user_id = user_id;
	w->what = (struct audit){
		.institution_id = institution_id,
		.action = action,
		.subject = user_id != 0 ? mem_printf(w->mem, "user %lld", (long long)user_id) : "",
	};
	rc = app_require(w->app, MAY_MANAGE_ACCOUNTS, institution_id, org_unit, w->what.subject,
	    w->err);
	w->denied = rc < 0;
	return rc == YUP_OK ? db_begin(w->app->db, &w->tx, w->err) : rc;
}

int
account_work_begin(struct account_work *w, int64_t institution_id, int64_t user_id,
    const char *action)
{
	return account_work_begin_at(w, institution_id, user_id, ORG_UNIT_ALL, action);
}

int
account_work_load(struct account_work *w)
{
	int rc = account_store_get(w->app->db, w->mem, w->institution_id, w->user_id, &w->account,
	    w->err);

	return rc == YUP_ENOTFOUND
	    ? err_refuse(w->err, rc, "account_absent", "%lld", (long long)w->user_id)
	    : rc;
}

int
account_work_end(struct account_work *w, int rc)
{
	if (rc == YUP_OK)
		rc = audit_done(&w->tx, w->app, &w->what, w->err);
	if (rc == YUP_OK)
		rc = db_commit(&w->tx, w->err);
	db_rollback(&w->tx);
	if (rc < 0 && !w->denied)
		rc = audit_refused(w->app, &w->what, rc, w->err);
	mem_free(w->mem);
	w->mem = NULL;
	return rc;
}

/* ---- Invitations ---------------------------------------------------------------------- */

static int
invite(struct account_work *w, enum invitation_kind kind, struct app_invited *out)
{
	struct app_invited made = { .user_id = w->user_id };
	uint8_t digest[HASH_SHA256_SIZE];
	struct invitation invitation = {
		.institution_id = w->institution_id,
		.user_id = w->user_id,
		.kind = kind,
		.created_at = w->now,
		.expires_at = made.expires_at,
	};
	int64_t id;
	int rc;

	secret_new(made.secret);
	secret_digest(made.secret, digest);
	instant_add(w->now, INVITATION_LASTS_S, made.expires_at);
	rc = invitation_store_add(&w->tx, &invitation, digest, &id, w->err);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

static int
check_account(const struct app_new_account *account, struct err *err)
{
	int rc = field_check(account->name, ACCOUNT_NAME_MAX, FIELD_NEEDED, "name", err);

	return rc == YUP_OK ? field_check_email(account->email, "email", err) : rc;
}

static int
add(struct account_work *w, const struct app_new_account *asked)
{
	struct account account = {
		.institution_id = w->institution_id,
		.login = asked->login,
		.name = asked->name,
		.email = asked->email != NULL ? asked->email : "",
		.created_at = w->now,
	};
	struct account taken;
	int rc = account_store_find(w->app->db, w->mem, w->institution_id, asked->login, &taken,
	    w->err);

	if (rc == YUP_OK) {
		rc = err_refuse(w->err, YUP_ECONFLICT, "login_taken", "%s", asked->login);
		return w->err != NULL ? err_in(w->err, "login") : rc;
	}
	if (rc != YUP_ENOTFOUND)
		return rc;
	rc = account_store_add(&w->tx, &account, &w->user_id, w->err);
	w->what.subject = mem_printf(w->mem, "user %lld", (long long)w->user_id);
	w->what.detail = mem_printf(w->mem, "%s: %s", asked->login, asked->name);
	return rc;
}

int
app_account_add(const struct app *app, int64_t institution_id,
    const struct app_new_account *account, struct app_invited *out, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	struct app_invited made = { 0 };
	int rc = account_work_begin(&w, institution_id, 0, "account.add");

	if (rc == YUP_OK)
		rc = field_check_login(account->login, "login", err);
	if (rc == YUP_OK)
		rc = check_account(account, err);
	if (rc == YUP_OK)
		rc = add(&w, account);
	if (rc == YUP_OK)
		rc = invite(&w, INVITATION_FIRST, &made);
	rc = account_work_end(&w, rc);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

int
app_account_invite(const struct app *app, int64_t institution_id, int64_t user_id,
    struct app_invited *out, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	struct app_invited made = { 0 };
	int rc = account_work_begin(&w, institution_id, user_id, "account.invite");

	if (rc == YUP_OK)
		rc = account_work_load(&w);
	if (rc == YUP_OK && w.account.password != NULL)
		rc = err_refuse(err, YUP_ECONFLICT, "account_in_use", "%s", w.account.login);
	if (rc == YUP_OK && w.account.disabled_at[0] != '\0')
		rc = err_refuse(err, YUP_ECONFLICT, "account_disabled", "%s", w.account.login);
	if (rc == YUP_OK)
		rc = invite(&w, INVITATION_FIRST, &made);
	rc = account_work_end(&w, rc);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

static int
forget_password(struct account_work *w)
{
	int rc = account_store_set_password(&w->tx, w->institution_id, w->user_id, NULL, w->err);

	return rc == YUP_OK
	    ? session_store_revoke_all(&w->tx, w->institution_id, w->user_id, 0, w->now, w->err)
	    : rc;
}

int
app_account_reset(const struct app *app, int64_t institution_id, int64_t user_id,
    struct app_invited *out, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	struct app_invited made = { 0 };
	int rc = account_work_begin(&w, institution_id, user_id, "account.reset");

	if (rc == YUP_OK && account_is_asker(app, institution_id, user_id))
		rc = err_refuse(err, YUP_EDENIED, "reset_self", "%lld", (long long)user_id);
	if (rc == YUP_OK)
		rc = account_work_load(&w);
	if (rc == YUP_OK && w.account.disabled_at[0] != '\0')
		rc = err_refuse(err, YUP_ECONFLICT, "account_disabled", "%s", w.account.login);
	if (rc == YUP_OK)
		rc = forget_password(&w);
	if (rc == YUP_OK)
		rc = invite(&w, INVITATION_RESET, &made);
	rc = account_work_end(&w, rc);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

/* ---- Corrections ------------------------------------------------------------------------ */

int
app_account_correct(const struct app *app, int64_t institution_id, int64_t user_id,
    const struct app_new_account *account, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	int rc = account_work_begin(&w, institution_id, user_id, "account.correct");

	if (rc == YUP_OK)
		rc = check_account(account, err);
	if (rc == YUP_OK)
		rc = account_work_load(&w);
	if (rc == YUP_OK)
		rc = account_store_set_name(&w.tx, institution_id, user_id, account->name,
		    account->email != NULL ? account->email : "", err);
	if (rc == YUP_OK)
		w.what.detail = mem_printf(w.mem, "%s <%s> -> %s <%s>", w.account.name,
		    w.account.email, account->name, account->email != NULL ? account->email : "");
	return account_work_end(&w, rc);
}

static int
disable(struct account_work *w)
{
	const char *today = mem_printf(w->mem, "%.10s", w->now);
	int rc = account_store_set_disabled(&w->tx, w->institution_id, w->user_id, w->now, w->err);

	if (rc == YUP_OK)
		rc = session_store_revoke_all(&w->tx, w->institution_id, w->user_id, 0, w->now,
		    w->err);
	if (rc == YUP_OK)
		rc = token_store_revoke_all(&w->tx, w->institution_id, w->user_id, w->now, w->err);
	if (rc == YUP_OK)
		rc = invitation_store_void(&w->tx, w->institution_id, w->user_id, w->now, w->err);
	if (rc == YUP_OK)
		rc = substitution_store_end_of(&w->tx, w->institution_id, w->user_id, today,
		    w->err);
	return rc;
}

int
app_account_disable(const struct app *app, int64_t institution_id, int64_t user_id, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	int64_t before = 0;
	int rc = account_work_begin(&w, institution_id, user_id, "account.disable");

	if (rc == YUP_OK)
		rc = account_work_load(&w);
	if (rc == YUP_OK && w.account.disabled_at[0] != '\0')
		rc = err_refuse(err, YUP_ECONFLICT, "account_disabled", "%s", w.account.login);
	if (rc == YUP_OK)
		rc = account_count_administrators(&w, &before);
	if (rc == YUP_OK)
		rc = disable(&w);
	if (rc == YUP_OK)
		rc = account_require_administrator(&w, before);
	return account_work_end(&w, rc);
}

int
app_account_enable(const struct app *app, int64_t institution_id, int64_t user_id, struct err *err)
{
	struct account_work w = { .app = app, .err = err };
	int rc = account_work_begin(&w, institution_id, user_id, "account.enable");

	if (rc == YUP_OK)
		rc = account_work_load(&w);
	if (rc == YUP_OK && w.account.disabled_at[0] == '\0')
		rc = err_refuse(err, YUP_ECONFLICT, "account_enabled", "%s", w.account.login);
	if (rc == YUP_OK)
		rc = account_store_set_disabled(&w.tx, institution_id, user_id, NULL, err);
	return account_work_end(&w, rc);
}

/* ---- Looking ------------------------------------------------------------------------------ */

static struct app_person
person_of(const struct account *a)
{
	return (struct app_person){ a->id, a->login, a->name, a->email, a->created_at,
		a->disabled_at, a->password != NULL };
}

int
app_account_list(const struct app *app, struct mem *mem, int64_t institution_id, int64_t after,
    size_t limit, struct app_person **out, size_t *out_count, struct err *err)
{
	struct account *list = NULL;
	struct app_person *people;
	size_t count = 0;
	int rc = app_require(app, MAY_MANAGE_ACCOUNTS, institution_id, ORG_UNIT_ALL, "accounts",
	    err);

	if (rc == YUP_OK)
		rc = account_store_list(app->db, mem, institution_id, after,
		    limit < ACCOUNT_PAGE_MAX ? limit : ACCOUNT_PAGE_MAX, &list, &count, err);
	if (rc < 0)
		return rc;
	people = mem_array(mem, count + 1, sizeof(*people));
	for (size_t i = 0; i < count; i++)
		people[i] = person_of(&list[i]);
	*out = people;
	*out_count = count;
	return YUP_OK;
}

int
app_account_names(const struct app *app, struct mem *mem, int64_t institution_id, int64_t after,
    size_t limit, struct app_person **out, size_t *out_count, struct err *err)
{
	struct account *list = NULL;
	struct app_person *people;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_UNITS, institution_id, ORG_UNIT_ALL, "accounts", err);

	if (rc == YUP_OK)
		rc = account_store_list(app->db, mem, institution_id, after,
		    limit < ACCOUNT_PAGE_MAX ? limit : ACCOUNT_PAGE_MAX, &list, &count, err);
	if (rc < 0)
		return rc;
	people = mem_array(mem, count + 1, sizeof(*people));
	for (size_t i = 0; i < count; i++)
		people[i] = (struct app_person){ .id = list[i].id,
			.login = list[i].login,
			.name = list[i].name,
			.email = "",
			.created_at = "",
			.disabled_at = "" };
	*out = people;
	*out_count = count;
	return YUP_OK;
}

/* Until when the person's last invitation is good. */
static int
find_invited_until(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    const char **out, struct err *err)
{
	struct invitation last = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int rc = invitation_store_latest(app->db, mem, institution_id, user_id, &last, err);

	*out = "";
	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	app->now(now);
	if (rc == YUP_OK && last.used_at[0] == '\0' && strcmp(now, last.expires_at) < 0)
		*out = last.expires_at;
	return rc;
}

/* Who stands on the other side of each substitution. */
static int
name_others(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    struct app_account *found, struct err *err)
{
	int rc = YUP_OK;

	found->other_names = mem_array(mem, found->substitution_count + 1,
	    sizeof(*found->other_names));
	for (size_t i = 0; rc == YUP_OK && i < found->substitution_count; i++) {
		const struct substitution *s = &found->substitutions[i];
		struct account other = { 0 };

		rc = account_store_get(app->db, mem, institution_id,
		    s->user_id == user_id ? s->absent_id : s->user_id, &other, err);
		found->other_names[i] = other.name;
	}
	return rc;
}

int
app_account_get(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    struct app_account *out, struct err *err)
{
	struct app_account found = { 0 };
	struct account account = { 0 };
	int rc = self_or_manager(app, institution_id, user_id,
	    mem_printf(mem, "user %lld", (long long)user_id), err);

	if (rc < 0)
		return rc;
	rc = account_store_get(app->db, mem, institution_id, user_id, &account, err);
	if (rc == YUP_ENOTFOUND)
		return err_refuse(err, rc, "account_absent", "%lld", (long long)user_id);
	found.person = person_of(&account);
	if (rc == YUP_OK)
		rc = account_store_posts(app->db, mem, institution_id, user_id, &found.posts,
		    &found.post_count, err);
	if (rc == YUP_OK)
		rc = grant_store_list(app->db, mem, institution_id, user_id, 0, ACCOUNT_PAGE_MAX,
		    &found.grants, &found.grant_count, err);
	if (rc == YUP_OK)
		rc = substitution_store_list(app->db, mem, institution_id, user_id, 0,
		    ACCOUNT_PAGE_MAX, &found.substitutions, &found.substitution_count, err);
	if (rc == YUP_OK)
		rc = name_others(app, mem, institution_id, user_id, &found, err);
	if (rc == YUP_OK)
		rc = find_invited_until(app, mem, institution_id, user_id, &found.invited_until,
		    err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

int
app_account_find(const struct app *app, int64_t institution_id, const char *login, int64_t *out,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct account account = { 0 };
	int rc = app_require(app, MAY_MANAGE_ACCOUNTS, institution_id, ORG_UNIT_ALL, "accounts",
	    err);

	if (rc < 0)
		return rc;
	rc = field_check_login(login, "login", err);
	if (rc == YUP_OK)
		rc = account_store_find(app->db, mem, institution_id, login, &account, err);
	if (rc == YUP_ENOTFOUND)
		return err_refuse(err, rc, "account_absent", "%s", login);
	if (rc == YUP_OK)
		*out = account.id;
	return rc;
}
