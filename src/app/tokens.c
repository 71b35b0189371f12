#include "app/tokens.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/audit.h"
#include "app/self.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/field.h"
#include "store/account_store.h"
#include "store/engine/db.h"

static const struct {
	const char *key;
	unsigned scope;
} SCOPES[] = { { "read", SCOPE_READ }, { "write", SCOPE_WRITE }, { "admin", SCOPE_ADMIN } };

enum { SCOPE_COUNT = sizeof(SCOPES) / sizeof(SCOPES[0]) };

const char *
token_scope_text(struct mem *mem, unsigned scope)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < SCOPE_COUNT; i++)
		if (scope & SCOPES[i].scope)
			str_printf(&s, "%s%s", s.length > 0 ? "," : "", SCOPES[i].key);
	return mem_strdup(mem, str_text(&s));
}

static int
of_field(struct err *err, int rc, const char *field)
{
	if (err != NULL)
		(void)err_in(err, field);
	return rc;
}

static int
read_scope(const char *text, unsigned *out, struct err *err)
{
	unsigned scope = 0;

	for (const char *p = text != NULL ? text : ""; *p != '\0';) {
		size_t n = strcspn(p, ","), i = 0;

		while (i < SCOPE_COUNT &&
		    (strlen(SCOPES[i].key) != n || memcmp(SCOPES[i].key, p, n) != 0))
			i++;
		if (i == SCOPE_COUNT)
			return of_field(err,
			    err_refuse(err, YUP_EINVALID, "scope_unknown", "scope"), "scope");
		scope |= SCOPES[i].scope;
		p += n + (p[n] == ',');
	}
	if (scope == 0)
		return of_field(err, err_refuse(err, YUP_EINVALID, "scope_unknown", "scope"),
		    "scope");
	*out = scope;
	return YUP_OK;
}

/* It is good until the end of `last`. */
static int
read_last(const char *last, const char *now, char expires_at[INSTANT_SIZE], struct err *err)
{
	char today[DATE_SIZE], most[DATE_SIZE], after[DATE_SIZE];
	int rc = field_check_date(last, "last", err);

	if (rc < 0)
		return rc;
	date_of(now, today);
	date_add(today, TOKEN_DAYS_MAX, most);
	if (strcmp(last, today) < 0)
		return of_field(err, err_refuse(err, YUP_EINVALID, "date_past", "%s", last),
		    "last");
	if (strcmp(last, most) > 0)
		return of_field(err,
		    err_refuse(err, YUP_ELIMIT, "token_long", "%d", TOKEN_DAYS_MAX), "last");
	date_add(last, 1, after);
	(void)snprintf(expires_at, INSTANT_SIZE, "%sT00:00:00Z", after);
	return YUP_OK;
}

static int
require_room(struct db *db, const struct token *token, struct err *err)
{
	int64_t live = 0;
	int rc = token_store_count_live(db, token->institution_id, token->user_id,
	    token->created_at, &live, err);

	if (rc == YUP_OK && live >= TOKENS_LIVE_MAX)
		rc = err_refuse(err, YUP_ELIMIT, "tokens_many", "%d", TOKENS_LIVE_MAX);
	return rc;
}

static int
add_token(const struct app *app, struct mem *mem, struct audit *what, const struct token *token,
    struct app_token *out, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char secret[SECRET_TEXT_SIZE];
	uint8_t digest[HASH_SHA256_SIZE];
	struct account account;
	int rc = db_begin(app->db, &tx, err);

	if (rc == YUP_OK)
		rc = account_store_get(tx.db, mem, token->institution_id, token->user_id, &account,
		    err);
	if (rc == YUP_ENOTFOUND)
		rc = err_refuse(err, rc, "account_absent", "%lld", (long long)token->user_id);
	if (rc == YUP_OK)
		rc = require_room(tx.db, token, err);
	if (rc < 0)
		return rc;
	secret_new(secret);
	(void)snprintf(out->text, sizeof(out->text), TOKEN_PREFIX "%s", secret);
	secret_wipe(secret, sizeof(secret));
	secret_digest(out->text, digest);
	rc = token_store_add(&tx, token, digest, &out->id, err);
	what->detail = mem_printf(mem, "token %lld of user %lld: %s until %s", (long long)out->id,
	    (long long)token->user_id, token_scope_text(mem, token->scope), token->expires_at);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* One's own by who may have tokens; anybody's by the operator; by a token none. */
static int
may_create(const struct app *app, int64_t institution_id, int64_t user_id, struct err *err)
{
	int rc = app_require(app, MAY_OWN_TOKENS, institution_id, ORG_UNIT_SOME, "token", err);
	struct audit what = { .institution_id = institution_id, .action = "token.create" };

	if (rc < 0 || app->by->kind == ACTOR_OPERATOR ||
	    actor_is_self(app, institution_id, user_id))
		return rc;
	return audit_refused(app, &what, err_refuse(err, YUP_EDENIED, "only_oneself", "token"),
	    err);
}

int
app_token_create(const struct app *app, int64_t institution_id, const struct app_new_token *asked,
    struct app_token *out, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct audit what = { .institution_id = institution_id, .action = "token.create" };
	char now[CLOCK_TEXT_SIZE], expires_at[INSTANT_SIZE];
	struct app_token made = { 0 };
	struct token token = {
		.institution_id = institution_id,
		.user_id = asked->user_id,
		.name = asked->name,
		.created_at = now,
		.expires_at = expires_at,
	};
	int rc = may_create(app, institution_id, asked->user_id, err);

	if (rc < 0)
		return rc;
	app->now(now);
	rc = field_check(asked->name, TOKEN_NAME_MAX, FIELD_NEEDED, "name", err);
	if (rc == YUP_OK)
		rc = read_scope(asked->scope, &token.scope, err);
	if (rc == YUP_OK)
		rc = read_last(asked->last, now, expires_at, err);
	if (rc == YUP_OK)
		rc = add_token(app, mem, &what, &token, &made, err);
	if (rc < 0)
		return audit_refused(app, &what, rc, err);
	*out = made;
	return YUP_OK;
}

int
app_token_list(const struct app *app, struct mem *mem, int64_t institution_id, int64_t user_id,
    int64_t after, size_t limit, struct token **out, size_t *out_count, struct err *err)
{
	int rc = self_or_manager(app, institution_id, user_id, "tokens", err);

	if (rc < 0)
		return rc;
	return token_store_list(app->db, mem, institution_id, user_id, after,
	    limit < TOKEN_PAGE_MAX ? limit : TOKEN_PAGE_MAX, out, out_count, err);
}

int
app_token_revoke(const struct app *app, int64_t institution_id, int64_t token_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct audit what = { .institution_id = institution_id, .action = "token.revoke" };
	struct token token = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int rc = token_store_get(app->db, mem, institution_id, token_id, &token, NULL);

	if (rc < 0 && rc != YUP_ENOTFOUND)
		return err_set(err, rc, "token %lld", (long long)token_id);
	what.subject = mem_printf(mem, "token %lld", (long long)token_id);
	rc = self_or_manager(app, institution_id, token.user_id, what.subject, err);
	if (rc < 0)
		return rc;
	app->now(now);
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = token_store_revoke(&tx, institution_id, token_id, now, err);
	if (rc == YUP_ENOTFOUND)
		rc = err_refuse(err, rc, "token_absent", "%lld", (long long)token_id);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}
