/*
 * passwords.c - what the owner of an account does about its password; the
 * functions are those of accounts.h.
 */
#include <string.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/self.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/field.h"
#include "core/password.h"
#include "core/throttle.h"
#include "store/engine/db.h"
#include "store/session_store.h"
#include "store/throttle_store.h"

/* One who sets its password. */
struct setting {
	const struct app *app;
	struct mem *mem;
	struct account account;
	struct institution institution;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static const struct secret_cost *
cost_of(const struct app *app)
{
	return app->password_cost != NULL ? app->password_cost : &secret_cost_interactive;
}

static int
load_owner(struct setting *s, int64_t institution_id, int64_t user_id)
{
	int rc = account_store_get(s->app->db, s->mem, institution_id, user_id, &s->account,
	    s->err);

	return rc == YUP_OK
	    ? institution_store_get(s->app->db, s->mem, institution_id, &s->institution, s->err)
	    : rc;
}

static int
check_new(const struct setting *s, const char *password)
{
	struct password_owner owner = {
		.login = s->account.login,
		.name = s->account.name,
		.email = s->account.email,
		.institution = s->institution.name,
		.acronym = s->institution.acronym,
	};

	return password_check(s->mem, password, &owner, s->err);
}

/* As text for the database; takes as long as a guess. */
static int
keep(const struct setting *s, const char *password, char out[SECRET_PASSWORD_SIZE])
{
	return secret_keep_password(utf8_normal(s->mem, password), cost_of(s->app), out, s->err);
}

/* The password is that, and every session but one ends. */
static int
set(const struct setting *s, struct db_tx *tx, const char *kept, int64_t but_session)
{
	int64_t institution_id = s->account.institution_id, user_id = s->account.id;
	int rc = account_store_set_password(tx, institution_id, user_id, kept, s->err);

	if (rc == YUP_OK)
		rc = session_store_revoke_all(tx, institution_id, user_id, but_session, s->now,
		    s->err);
	if (rc == YUP_OK)
		rc = invitation_store_void(tx, institution_id, user_id, s->now, s->err);
	return rc;
}

/* ---- Who knows the old one -------------------------------------------------------------- */

static int
wrong_password(struct err *err)
{
	int rc = err_refuse(err, YUP_EDENIED, "password_wrong", "old password");

	if (err != NULL)
		(void)err_in(err, "old");
	return rc;
}

static bool
is_password(const struct setting *s, const char *typed)
{
	size_t length = strlen(typed);

	return s->account.password != NULL && length <= 4 * PASSWORD_MOST &&
	    utf8_valid_until(typed, length) == length &&
	    secret_is_password(s->account.password, utf8_normal(s->mem, typed));
}

static int
change(struct setting *s, const struct audit *what, const char *old, const char *password)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const struct actor *by = s->app->by;
	char kept[SECRET_PASSWORD_SIZE];
	int rc = load_owner(s, by->institution_id, by->user_id);

	if (rc == YUP_OK && !is_password(s, old))
		rc = wrong_password(s->err);
	if (rc == YUP_OK)
		rc = check_new(s, password);
	if (rc == YUP_OK)
		rc = keep(s, password, kept);
	if (rc == YUP_OK)
		rc = db_begin(s->app->db, &tx, s->err);
	if (rc == YUP_OK)
		rc = set(s, &tx, kept, by->session_id);
	if (rc == YUP_OK)
		rc = audit_done(&tx, s->app, what, s->err);
	return rc == YUP_OK ? db_commit(&tx, s->err) : rc;
}

int
app_password_change(const struct app *app, const char *old, const char *password, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct setting s = { .app = app, .mem = mem, .err = err };
	struct audit what = { .action = "password.change" };
	int rc = self_only(app, what.action, err);

	if (rc < 0)
		return rc;
	app->now(s.now);
	what.institution_id = app->by->institution_id;
	what.subject = mem_printf(mem, "user %lld", (long long)app->by->user_id);
	rc = change(&s, &what, old, password);
	return rc < 0 ? audit_refused(app, &what, rc, err) : rc;
}

/* ---- Who holds an invitation -------------------------------------------------------------- */

static int
over(struct err *err)
{
	return err_refuse(err, YUP_EDENIED, "invitation_over", "invitation");
}

/* The invitation and its owner, where it is good. */
static int
find_good(struct setting *s, struct db *db, const char *secret, struct invitation *out)
{
	uint8_t digest[HASH_SHA256_SIZE];
	int rc;

	secret_digest(secret, digest);
	rc = invitation_store_find(db, s->mem, digest, out, s->err);
	if (rc == YUP_ENOTFOUND)
		return over(s->err);
	if (rc < 0)
		return rc;
	if (out->used_at[0] != '\0' || strcmp(s->now, out->expires_at) >= 0)
		return over(s->err);
	rc = load_owner(s, out->institution_id, out->user_id);
	if (rc == YUP_OK && s->account.disabled_at[0] != '\0')
		return over(s->err);
	return rc;
}

int
app_invitation_find(const struct app *app, struct mem *mem, const char *secret,
    struct app_invitation *out, struct err *err)
{
	struct setting s = { .app = app, .mem = mem, .err = err };
	struct invitation invitation = { 0 };
	int rc;

	app->now(s.now);
	rc = find_good(&s, app->db, secret, &invitation);
	if (rc == YUP_OK)
		*out = (struct app_invitation){ s.account.login, s.account.name, s.institution.name,
			invitation.kind == INVITATION_FIRST };
	return rc;
}

/* In its own transaction: what was good a moment ago may have been used. */
static int
accept(struct setting *s, struct audit *what, const char *secret, const char *kept)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct actor owner = { .kind = ACTOR_USER };
	struct invitation invitation = { 0 };
	struct app as = *s->app;
	int rc = db_begin(s->app->db, &tx, s->err);

	if (rc == YUP_OK)
		rc = find_good(s, tx.db, secret, &invitation);
	if (rc == YUP_OK)
		rc = set(s, &tx, kept, 0);
	owner.institution_id = invitation.institution_id;
	owner.user_id = invitation.user_id;
	owner.name = s->account.login;
	as.by = &owner;
	if (rc == YUP_OK)
		rc = audit_done(&tx, &as, what, s->err);
	return rc == YUP_OK ? db_commit(&tx, s->err) : rc;
}

int
app_invitation_accept(const struct app *app, const char *secret, const char *password,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct setting s = { .app = app, .mem = mem, .err = err };
	struct audit what = { .action = "invitation.accept" };
	struct invitation invitation = { 0 };
	struct app nobody = *app;
	char kept[SECRET_PASSWORD_SIZE];
	int rc;

	nobody.by = NULL;
	app->now(s.now);
	rc = find_good(&s, app->db, secret, &invitation);
	if (rc == YUP_OK) {
		what.institution_id = invitation.institution_id;
		what.subject = mem_printf(mem, "user %lld", (long long)invitation.user_id);
		rc = check_new(&s, password);
	}
	if (rc == YUP_OK)
		rc = keep(&s, password, kept);
	if (rc == YUP_OK)
		rc = accept(&s, &what, secret, kept);
	return rc < 0 ? audit_refused(&nobody, &what, rc, err) : rc;
}

/* ---- Who forgot --------------------------------------------------------------------------- */

/* One that a letter may go to: it has an address, may sign in, and had none just now. */
static int
may_write_to(const struct app *app, struct mem *mem, const struct account *a, const char *now,
    bool *out, struct err *err)
{
	struct invitation last = { 0 };
	char soon[INSTANT_SIZE];
	int rc;

	*out = a->email[0] != '\0' && a->disabled_at[0] == '\0';
	if (!*out)
		return YUP_OK;
	rc = invitation_store_latest(app->db, mem, a->institution_id, a->id, &last, err);
	if (rc == YUP_ENOTFOUND)
		return YUP_OK;
	instant_add(now, -(int64_t)RESET_AGAIN_S, soon);
	if (rc == YUP_OK && strcmp(last.created_at, soon) > 0)
		*out = false;
	return rc;
}

static int
write_letter(const struct app *app, struct db_tx *tx, struct mem *mem, const struct account *a,
    const char *now, struct app_letter *out, struct err *err)
{
	struct institution it;
	struct audit what = { .institution_id = a->institution_id, .action = "password.forgotten" };
	struct invitation invitation = {
		.institution_id = a->institution_id,
		.user_id = a->id,
		.kind = a->password != NULL ? INVITATION_RESET : INVITATION_FIRST,
		.created_at = now,
		.expires_at = out->expires_at,
	};
	uint8_t digest[HASH_SHA256_SIZE];
	int64_t id;
	int rc = institution_store_get(tx->db, mem, a->institution_id, &it, err);

	if (rc < 0)
		return rc;
	secret_new(out->secret);
	secret_digest(out->secret, digest);
	instant_add(now, RESET_LASTS_S, out->expires_at);
	out->to = a->email;
	out->name = a->name;
	out->login = a->login;
	out->institution = it.name;
	what.subject = mem_printf(mem, "user %lld", (long long)a->id);
	rc = invitation_store_add(tx, &invitation, digest, &id, err);
	return rc == YUP_OK ? audit_done(tx, app, &what, err) : rc;
}

/* An address asks so often and no oftener; whether it is somebody's does not count. */
static int
count_asking(const struct app *app, struct db_tx *tx, struct mem *mem, const char *now,
    struct err *err)
{
	char address[64];
	struct throttle t = { 0 };
	struct throttle_key key = { 0, THROTTLE_ADDRESS, NULL };
	int64_t left;
	int rc;

	throttle_address(app->origin != NULL ? app->origin : "local", address, sizeof(address));
	key.subject = mem_printf(mem, "forgotten %s", address);
	rc = throttle_store_get(tx->db, &key, &t, err);
	if (rc < 0)
		return rc;
	left = throttle_left_s(&t, now);
	if (left > 0)
		return err_refuse(err, YUP_ELIMIT, "sign_in_wait", "%lld", (long long)left);
	throttle_add(&t, THROTTLE_ADDRESS, now);
	return throttle_store_put(tx, &key, &t, err);
}

static int
find_forgetful(const struct app *app, struct mem *mem, const char *text, struct account **out,
    size_t *out_count, struct err *err)
{
	if (field_check_login(text, "login", NULL) == YUP_OK) {
		int rc = account_store_by_login(app->db, mem, text, out, out_count, err);

		if (rc < 0 || *out_count > 0)
			return rc;
	}
	if (text[0] == '\0' || field_check_email(text, "login", NULL) < 0)
		return YUP_OK;
	return account_store_by_email(app->db, mem, text, APP_LETTERS_MAX, out, out_count, err);
}

static int
write_letters(const struct app *app, struct mem *mem, const char *text, const char *now,
    struct app_letter *letters, size_t *out_count, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct account *list = NULL;
	size_t count = 0, written = 0;
	int rc = db_begin(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = count_asking(app, &tx, mem, now, err);
	if (rc == YUP_OK)
		rc = find_forgetful(app, mem, text, &list, &count, err);
	for (size_t i = 0; rc == YUP_OK && i < count && written < APP_LETTERS_MAX; i++) {
		bool may = false;

		rc = may_write_to(app, mem, &list[i], now, &may, err);
		if (rc == YUP_OK && may)
			rc = write_letter(app, &tx, mem, &list[i], now, &letters[written++], err);
	}
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	if (rc == YUP_OK)
		*out_count = written;
	return rc;
}

int
app_password_forgotten(const struct app *app, struct mem *mem, const char *login_or_email,
    struct app_letter **out, size_t *out_count, struct err *err)
{
	struct app_letter *letters = mem_array(mem, APP_LETTERS_MAX, sizeof(*letters));
	struct audit what = { .action = "password.forgotten" };
	struct app nobody = *app;
	char now[CLOCK_TEXT_SIZE];
	size_t count = 0;
	int rc;

	nobody.by = NULL;
	app->now(now);
	rc = write_letters(&nobody, mem, login_or_email, now, letters, &count, err);
	if (rc < 0)
		return audit_refused(&nobody, &what, rc, err);
	*out = letters;
	*out_count = count;
	return YUP_OK;
}
