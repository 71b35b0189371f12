#include "app/sign_in.h"

#include <stdio.h>
#include <string.h>

#include "app/actor_load.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/self.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/field.h"
#include "core/password.h"
#include "store/account_store.h"
#include "store/engine/db.h"
#include "store/log_store.h"
#include "store/throttle_store.h"
#include "store/token_store.h"

enum { ORIGIN_MAX = 64, AGENT_MAX = 200 };

static const char SIGN_IN[] = "session.begin";

/* One who signs in. */
struct signing {
	const struct app *app;
	struct mem *mem;
	const struct app_sign_in *request;
	const struct account *account; /* NULL: nobody of that name */
	const char *origin;            /* as it is counted */
	struct throttle_key keys[THROTTLE__COUNT];
	bool known; /* signed in from there before */
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

/* ---- Whose login it is ------------------------------------------------------------ */

/* "ana@MA": the login before the last @, in the institution after it. */
static int
find_with_institution(struct signing *s, const char *login, struct account *found)
{
	const char *at = strrchr(login, '@');
	struct institution it;
	int rc;

	if (at == NULL || at == login || at[1] == '\0')
		return YUP_ENOTFOUND;
	rc = institution_store_find(s->app->db, s->mem, at + 1, &it, s->err);
	if (rc == YUP_ECONFLICT)
		return YUP_ENOTFOUND;
	if (rc < 0)
		return rc;
	return account_store_find(s->app->db, s->mem, it.id,
	    mem_strndup(s->mem, login, (size_t)(at - login)), found, s->err);
}

static int
find_account(struct signing *s)
{
	const char *login = s->request->login;
	struct account *list = NULL, *found = mem_alloc(s->mem, sizeof(*found));
	size_t count = 0;
	int rc;

	if (field_check_login(login, "login", NULL) < 0)
		return YUP_OK;
	rc = account_store_by_login(s->app->db, s->mem, login, &list, &count, s->err);
	if (rc < 0)
		return rc;
	if (count == 1) {
		s->account = &list[0];
		return YUP_OK;
	}
	rc = find_with_institution(s, login, found);
	if (rc == YUP_OK)
		s->account = found;
	return rc == YUP_ENOTFOUND ? YUP_OK : rc;
}

/* ---- Waiting after failures --------------------------------------------------------- */

static const char *
counted_origin(struct mem *mem, const char *origin)
{
	char address[ORIGIN_MAX];

	throttle_address(origin != NULL && origin[0] != '\0' ? origin : "local", address,
	    sizeof(address));
	return mem_strdup(mem, address);
}

/* What is counted, and under which names; a login that cannot be is counted as "?". */
static void
name_counts(struct signing *s)
{
	int64_t institution = s->account != NULL ? s->account->institution_id : 0;
	const char *login = "?";

	if (s->account != NULL)
		login = account_key(s->mem, s->account->login);
	else if (field_check_login(s->request->login, "login", NULL) == YUP_OK)
		login = account_key(s->mem, s->request->login);
	s->origin = counted_origin(s->mem, s->app->origin);
	s->keys[THROTTLE_PAIR] = (struct throttle_key){ institution, THROTTLE_PAIR,
		mem_printf(s->mem, "%s %s", login, s->origin) };
	s->keys[THROTTLE_ACCOUNT] = (struct throttle_key){ institution, THROTTLE_ACCOUNT, login };
	s->keys[THROTTLE_ADDRESS] = (struct throttle_key){ 0, THROTTLE_ADDRESS, s->origin };
}

static int
look_if_known(struct signing *s, struct db *db)
{
	char since[INSTANT_SIZE];

	if (s->account == NULL)
		return YUP_OK;
	instant_add(s->now, -(int64_t)KNOWN_ORIGIN_DAYS * DAY_S, since);
	return throttle_store_knows_origin(db, s->account->institution_id, s->account->id,
	    s->origin, since, &s->known, s->err);
}

/*
 * Count the attempt as if it had failed, before it is made: attempts at the same
 * time do not get past the count.  YUP_ELIMIT: it must wait.
 */
static int
count_attempt(struct signing *s, struct db_tx *tx)
{
	struct throttle counts[THROTTLE__COUNT];
	char forget[INSTANT_SIZE];
	int64_t left = 0;
	int rc = look_if_known(s, tx->db);

	for (int what = 0; rc == YUP_OK && what < THROTTLE__COUNT; what++) {
		int64_t wait;

		rc = throttle_store_get(tx->db, &s->keys[what], &counts[what], s->err);
		if (rc < 0)
			return rc;
		wait = throttle_left_s(&counts[what], s->now);
		if ((what == THROTTLE_PAIR || !s->known) && wait > left)
			left = wait;
	}
	if (rc == YUP_OK && left > 0)
		return err_refuse(s->err, YUP_ELIMIT, "sign_in_wait", "%lld", (long long)left);
	for (int what = 0; rc == YUP_OK && what < THROTTLE__COUNT; what++) {
		throttle_add(&counts[what], (enum throttle_what)what, s->now);
		rc = throttle_store_put(tx, &s->keys[what], &counts[what], s->err);
	}
	instant_add(s->now, -2 * (int64_t)THROTTLE_FORGET_S, forget);
	return rc == YUP_OK ? throttle_store_forget(tx, forget, s->err) : rc;
}

static int
begin_attempt(struct signing *s)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc = db_begin(s->app->db, &tx, s->err);

	if (rc == YUP_OK)
		rc = count_attempt(s, &tx);
	return rc == YUP_OK ? db_commit(&tx, s->err) : rc;
}

/* It was no failure: the pair is forgotten, the others are as before. */
static int
uncount_attempt(struct signing *s, struct db_tx *tx)
{
	int rc = throttle_store_clear(tx, &s->keys[THROTTLE_PAIR], s->err);

	for (int what = THROTTLE_ACCOUNT; rc == YUP_OK && what < THROTTLE__COUNT; what++) {
		struct throttle t = { 0 };

		rc = throttle_store_get(tx->db, &s->keys[what], &t, s->err);
		if (rc < 0 || t.failures == 0)
			continue;
		throttle_take_back(&t, (enum throttle_what)what);
		rc = throttle_store_put(tx, &s->keys[what], &t, s->err);
	}
	return rc;
}

/* ---- The password -------------------------------------------------------------------- */

static const struct secret_cost *
cost_of(const struct app *app)
{
	return app->password_cost != NULL ? app->password_cost : &secret_cost_interactive;
}

/* As it was kept: one spelling of each letter.  NULL where it cannot be a password. */
static const char *
typed_password(struct mem *mem, const char *password)
{
	size_t length = strlen(password);

	if (length > 4 * PASSWORD_MOST || utf8_valid_until(password, length) < length)
		return NULL;
	return utf8_normal(mem, password);
}

/* Takes as long for an account that is not there as for one that is. */
static bool
proves(const struct signing *s)
{
	const char *typed = typed_password(s->mem, s->request->password);
	bool open = s->account != NULL && s->account->disabled_at[0] == '\0' &&
	    s->account->password != NULL && typed != NULL;

	if (!open) {
		secret_spend(typed != NULL ? typed : "", cost_of(s->app));
		return false;
	}
	return secret_is_password(s->account->password, typed);
}

static int
keep_anew(struct signing *s, struct db_tx *tx)
{
	char kept[SECRET_PASSWORD_SIZE];
	int rc;

	if (!secret_is_outdated(s->account->password, cost_of(s->app)))
		return YUP_OK;
	rc = secret_keep_password(typed_password(s->mem, s->request->password), cost_of(s->app),
	    kept, s->err);
	return rc == YUP_OK ? account_store_set_password(tx, s->account->institution_id,
				  s->account->id, kept, s->err)
			    : rc;
}

/* ---- Beginning a session ---------------------------------------------------------------- */

/* What a browser calls itself, fit to be kept. */
static const char *
fit_agent(struct mem *mem, const char *agent)
{
	size_t length = agent != NULL ? strlen(agent) : 0, n;
	char *fit;

	if (length == 0 || utf8_valid_until(agent, length) < length)
		return "";
	n = length < AGENT_MAX ? length : AGENT_MAX;
	while (n > 0 && n < length && ((unsigned char)agent[n] & 0xC0u) == 0x80u)
		n--;
	fit = mem_strndup(mem, agent, n);
	return utf8_has_controls(fit) ? "" : fit;
}

static int
add_session(struct signing *s, struct db_tx *tx, struct app_signed_in *out, int64_t *out_id)
{
	uint8_t digest[HASH_SHA256_SIZE];
	char forget[INSTANT_SIZE];
	struct session session = {
		.institution_id = s->account->institution_id,
		.user_id = s->account->id,
		.created_at = s->now,
		.expires_at = out->expires_at,
		.origin = s->app->origin != NULL ? s->app->origin : "",
		.agent = fit_agent(s->mem, s->request->agent),
	};
	int rc;

	secret_new(out->secret);
	secret_digest(out->secret, digest);
	instant_add(s->now, SESSION_MOST_S, out->expires_at);
	instant_add(s->now, -(int64_t)SESSION_KEPT_S, forget);
	rc = session_store_forget(tx, session.institution_id, session.user_id, forget, s->err);
	return rc == YUP_OK ? session_store_add(tx, &session, digest, out_id, s->err) : rc;
}

/* The transaction of one who proved who it is. */
static int
begin_session(struct signing *s, struct db_tx *tx, struct app_signed_in *out)
{
	struct app as = *s->app;
	struct actor *actor = NULL;
	struct audit what = { .institution_id = s->account->institution_id, .action = SIGN_IN };
	char date[DATE_SIZE], forget[INSTANT_SIZE];
	int64_t session_id = 0;
	int rc;

	date_of(s->now, date);
	instant_add(s->now, -(int64_t)KNOWN_ORIGIN_DAYS * DAY_S, forget);
	rc = uncount_attempt(s, tx);
	if (rc == YUP_OK)
		rc = throttle_store_know_origin(tx, s->account->institution_id, s->account->id,
		    s->origin, s->now, forget, s->err);
	if (rc == YUP_OK)
		rc = keep_anew(s, tx);
	if (rc == YUP_OK)
		rc = log_store_flush_failures(tx, 0, s->now, s->err);
	if (rc == YUP_OK)
		rc = log_store_flush_failures(tx, s->account->institution_id, s->now, s->err);
	if (rc == YUP_OK)
		rc = add_session(s, tx, out, &session_id);
	if (rc == YUP_OK)
		rc = actor_load(tx->db, s->mem, s->account, date, &actor, s->err);
	if (rc < 0)
		return rc;
	actor->session_id = session_id;
	out->actor = as.by = actor;
	what.subject = mem_printf(s->mem, "session %lld", (long long)session_id);
	return audit_done(tx, &as, &what, s->err);
}

/* Between looking and proving, time passed: the account must still be as it was. */
static int
still_open(struct signing *s, struct db_tx *tx)
{
	struct account now;
	int rc = account_store_get(tx->db, s->mem, s->account->institution_id, s->account->id, &now,
	    s->err);

	if (rc < 0)
		return rc;
	if (now.disabled_at[0] != '\0' || now.password == NULL ||
	    strcmp(now.password, s->account->password) != 0)
		return err_refuse(s->err, YUP_EDENIED, "sign_in_refused", "changed meanwhile");
	return YUP_OK;
}

static int
go_on(struct signing *s, struct app_signed_in *out)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app_signed_in made = { 0 };
	int rc = db_begin(s->app->db, &tx, s->err);

	if (rc == YUP_OK)
		rc = still_open(s, &tx);
	if (rc == YUP_OK)
		rc = begin_session(s, &tx, &made);
	if (rc == YUP_OK)
		rc = db_commit(&tx, s->err);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

int
app_sign_in(const struct app *app, struct mem *mem, const struct app_sign_in *request,
    struct app_signed_in *out, struct err *err)
{
	struct signing s = { .app = app, .mem = mem, .request = request, .err = err };
	struct audit what = { .action = SIGN_IN };
	struct app nobody = *app;
	int rc;

	nobody.by = NULL;
	app->now(s.now);
	rc = find_account(&s);
	if (rc < 0)
		return rc;
	name_counts(&s);
	what.institution_id = s.account != NULL ? s.account->institution_id : 0;
	rc = begin_attempt(&s);
	if (rc == YUP_OK && s.account != NULL) { /* one that must wait is only counted */
		what.of_somebody = true;
		what.subject = mem_printf(mem, "user %lld", (long long)s.account->id);
	}
	if (rc == YUP_OK && !proves(&s))
		rc = err_refuse(err, YUP_EDENIED, "sign_in_refused", "login or password");
	if (rc == YUP_OK)
		rc = go_on(&s, out);
	return rc < 0 ? audit_refused(&nobody, &what, rc, err) : rc;
}

/* ---- With a session --------------------------------------------------------------------- */

static int64_t
seconds_since(const char *then, const char *now)
{
	int64_t a = instant_seconds(then), b = instant_seconds(now);

	return a == INT64_MIN ? INT64_MAX : b - a;
}

static int
over(struct err *err)
{
	return err_refuse(err, YUP_EDENIED, "session_over", "session");
}

static int
touch_session(const struct app *app, const struct session *session, const char *now,
    struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	if (app->readonly || seconds_since(session->seen_at, now) < SESSION_TOUCH_S)
		return YUP_OK;
	if (app->later != NULL) {
		*app->later = true;
		return YUP_OK;
	}
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = session_store_touch(&tx, session->institution_id, session->id, now, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* The person, where it may still act; `refused` is what to say where it may not. */
static int
load_person(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    const char *now, struct actor **out, struct err *err)
{
	struct account account;
	char date[DATE_SIZE];
	int rc = account_store_get(app->db, mem, institution_id, user_id, &account, err);

	if (rc < 0)
		return rc;
	if (account.disabled_at[0] != '\0')
		return YUP_ENOTFOUND;
	date_of(now, date);
	return actor_load(app->db, mem, &account, date, out, err);
}

static int
find_session(const struct app *app, struct mem *mem, const char *secret, const char *now,
    struct session *session, struct actor **out, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 }; /* one moment, and one lock of the file */
	uint8_t digest[HASH_SHA256_SIZE];
	int rc = db_begin_read(app->db, &tx, err);

	secret_digest(secret, digest);
	if (rc == YUP_OK)
		rc = session_store_find(app->db, mem, digest, session, err);
	if (rc < 0)
		return rc;
	if (session->revoked_at[0] != '\0' || strcmp(now, session->expires_at) >= 0 ||
	    seconds_since(session->seen_at, now) > SESSION_IDLE_S)
		return over(err);
	return load_person(app, mem, session->institution_id, session->user_id, now, out, err);
}

int
app_actor_of_session(const struct app *app, struct mem *mem, const char *secret,
    const struct actor **out, struct err *err)
{
	struct session session;
	struct actor *actor = NULL;
	char now[CLOCK_TEXT_SIZE];
	int rc;

	app->now(now);
	rc = find_session(app, mem, secret, now, &session, &actor, err);
	if (rc == YUP_ENOTFOUND)
		return over(err);
	if (rc == YUP_OK)
		rc = touch_session(app, &session, now, err);
	if (rc < 0)
		return rc;
	actor->session_id = session.id;
	*out = actor;
	return YUP_OK;
}

/* ---- With a token ------------------------------------------------------------------------ */

static int
refuse_token(const struct app *app, int64_t institution_id, struct err *err)
{
	struct audit what = { .institution_id = institution_id, .action = "token.use" };
	struct app nobody = *app;

	nobody.by = NULL;
	return audit_refused(&nobody, &what, err_refuse(err, YUP_EDENIED, "token_refused", "token"),
	    err);
}

static int
touch_token(const struct app *app, const struct token *token, const char *now, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	if (app->readonly ||
	    (token->used_at[0] != '\0' && seconds_since(token->used_at, now) < TOKEN_TOUCH_S))
		return YUP_OK;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = token_store_touch(&tx, token->institution_id, token->id, now, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

int
app_actor_of_token(const struct app *app, struct mem *mem, const char *token,
    const struct actor **out, struct err *err)
{
	uint8_t digest[HASH_SHA256_SIZE];
	struct token found;
	struct actor *actor = NULL;
	char now[CLOCK_TEXT_SIZE];
	int rc = YUP_ENOTFOUND;

	secret_digest(token, digest);
	if (strncmp(token, TOKEN_PREFIX, strlen(TOKEN_PREFIX)) == 0)
		rc = token_store_find(app->db, mem, digest, &found, err);
	if (rc == YUP_ENOTFOUND)
		return refuse_token(app, 0, err);
	if (rc < 0)
		return rc;
	app->now(now);
	if (found.revoked_at[0] != '\0' || strcmp(now, found.expires_at) >= 0)
		return refuse_token(app, found.institution_id, err);
	rc = load_person(app, mem, found.institution_id, found.user_id, now, &actor, err);
	if (rc == YUP_ENOTFOUND)
		return refuse_token(app, found.institution_id, err);
	if (rc == YUP_OK)
		rc = touch_token(app, &found, now, err);
	if (rc < 0)
		return rc;
	actor->kind = ACTOR_TOKEN;
	actor->token_id = found.id;
	actor->scope = found.scope;
	*out = actor;
	return YUP_OK;
}

/* ---- Ending sessions ------------------------------------------------------------------------ */

int
app_session_list(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t before, size_t limit, struct session **out, size_t *out_count, struct err *err)
{
	const char *subject = mem_printf(mem, "user %lld", (long long)user_id);
	int rc = self_or_manager(app, institution_id, user_id, subject, err);

	if (rc < 0)
		return rc;
	return session_store_list(app->db, mem, institution_id, user_id, before, limit, out,
	    out_count, err);
}

int
app_session_revoke(const struct app *app, int64_t institution_id, int64_t user_id,
    int64_t session_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .institution_id = institution_id, .action = "session.end" };
	bool self = actor_is_self(app, institution_id, user_id);
	struct account account;
	char now[CLOCK_TEXT_SIZE];
	int rc;

	what.subject = session_id != 0
	    ? mem_printf(mem, "user %lld session %lld", (long long)user_id, (long long)session_id)
	    : mem_printf(mem, "user %lld", (long long)user_id);
	rc = self_or_manager(app, institution_id, user_id, what.subject, err);
	if (rc < 0)
		return rc;
	app->now(now);
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK && session_id != 0)
		rc = session_store_revoke(&tx, institution_id, user_id, session_id, now, err);
	else if (rc == YUP_OK)
		rc = account_store_get(tx.db, mem, institution_id, user_id, &account, err);
	if (rc == YUP_OK && session_id == 0)
		rc = session_store_revoke_all(&tx, institution_id, user_id,
		    self ? app->by->session_id : 0, now, err);
	if (rc == YUP_ENOTFOUND)
		rc = session_id != 0
		    ? err_refuse(err, rc, "session_absent", "%lld", (long long)session_id)
		    : err_refuse(err, rc, "account_absent", "%lld", (long long)user_id);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

int
app_sign_out(const struct app *app, struct err *err)
{
	int rc = self_only(app, "session.end", err);

	if (rc < 0)
		return rc;
	if (app->by->session_id == 0)
		return over(err);
	return app_session_revoke(app, app->by->institution_id, app->by->user_id,
	    app->by->session_id, err);
}
