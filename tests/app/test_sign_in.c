/*
 * test_sign_in.c - in with a password, a session or a token; how long one waits
 * after failures, and who does not.
 */
#include "app/sign_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/app.h"
#include "app/log.h"
#include "app/roles.h"
#include "app/tokens.h"
#include "base/mem.h"
#include "core/throttle.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"

static struct err err;

static int
sign_in_from(struct test_store *s, const char *origin, const char *login, const char *password,
    struct app_signed_in *out)
{
	struct app app = people_app(s);
	struct app_sign_in request = { login, password, "Navegador 1.0" };

	app.by = NULL;
	app.origin = origin;
	err = (struct err){ 0 };
	return app_sign_in(&app, s->mem, &request, out, &err);
}

static void
assert_in(struct test_store *s, const char *origin, const char *login)
{
	struct app_signed_in in;

	assert_rc(sign_in_from(s, origin, login, PEOPLE_PASSWORD, &in), YUP_OK, &err);
}

static void
assert_out(struct test_store *s, const char *origin, const char *login, const char *password,
    const char *key)
{
	struct app_signed_in in = { .secret = "untouched" };

	assert_true(sign_in_from(s, origin, login, password, &in) < 0);
	assert_string_equal(err.key, key);
	assert_string_equal(in.secret, "untouched");
}

static const struct actor *
actor_of(struct test_store *s, const char *secret)
{
	struct app app = people_app(s);
	const struct actor *actor = NULL;

	app.by = NULL;
	err = (struct err){ 0 };
	if (app_actor_of_session(&app, s->mem, secret, &actor, &err) < 0)
		assert_string_equal(err.key, "session_over");
	return actor;
}

static void
test_in_and_out(void **state)
{
	struct test_store *s = *state;
	int64_t ana = people_add(s, "Ana");
	struct app app = people_app(s);
	struct app_signed_in in;
	const struct actor *actor;
	struct session *sessions;
	size_t count;

	people_set_clock(TEST_NOW);
	assert_rc(sign_in_from(s, "10.0.0.7", "aNa", PEOPLE_PASSWORD, &in), YUP_OK, &err);
	assert_int_equal(strlen(in.secret), 43);
	assert_string_equal(in.expires_at, "2031-02-07T08:00:00Z");
	assert_int_equal(in.actor->user_id, ana);
	actor = actor_of(s, in.secret);
	assert_non_null(actor);
	assert_int_equal(actor->kind, ACTOR_USER);
	assert_int_equal(actor->institution_id, s->institution_id);
	app.by = actor;
	assert_rc(app_session_list(&app, s->mem, s->institution_id, ana, 0, 9, &sessions, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_string_equal(sessions[0].origin, "10.0.0.7");
	assert_string_equal(sessions[0].agent, "Navegador 1.0");
	assert_rc(app_sign_out(&app, &err), YUP_OK, &err);
	assert_null(actor_of(s, in.secret));
	assert_rc(app_sign_out(&app, &err), YUP_ENOTFOUND, &err);
	assert_null(actor_of(s, "nothing"));
}

/* One answer for all that does not go in. */
static void
test_one_answer(void **state)
{
	struct test_store *s = *state;
	int64_t off = people_add(s, "off");
	struct app app = people_app(s);
	struct app_new_account account = { "invited", "Sin Entrar", "" };
	struct app_invited invited;

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	assert_rc(app_account_disable(&app, s->institution_id, off, &err), YUP_OK, &err);
	assert_rc(app_account_add(&app, s->institution_id, &account, &invited, &err), YUP_OK, &err);
	assert_out(s, "a", "ana", "otra cosa cualquiera", "sign_in_refused");
	assert_out(s, "a", "ana", "", "sign_in_refused");
	assert_out(s, "a", "ana", "\xff\xfe", "sign_in_refused");
	assert_out(s, "b", "nadie", PEOPLE_PASSWORD, "sign_in_refused");
	assert_out(s, "b", "off", PEOPLE_PASSWORD, "sign_in_refused");
	assert_out(s, "b", "invited", PEOPLE_PASSWORD, "sign_in_refused");
	assert_out(s, "b", "invited", "", "sign_in_refused");
	assert_out(s, "c", "", "", "sign_in_refused");
	assert_out(s, "c", "a' OR 1=1 --", "x", "sign_in_refused");
	assert_out(s, "c", "\xff", "x", "sign_in_refused");
	assert_in(s, "d", "ana");
}

/* The same password typed with letters apart from their accents. */
static void
test_one_spelling(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_new_account account = { "eva", "Eva", "" };
	struct app_invited invited;
	struct app_signed_in in;

	people_set_clock(TEST_NOW);
	assert_rc(app_account_add(&app, s->institution_id, &account, &invited, &err), YUP_OK, &err);
	assert_rc(app_invitation_accept(&app, invited.secret, "camión ñandú montaña", &err), YUP_OK,
	    &err);
	assert_rc(sign_in_from(s, "a", "eva",
		      "camio\xcc\x81n n\xcc\x83"
		      "andu\xcc\x81 montan\xcc\x83"
		      "a",
		      &in),
	    YUP_OK, &err);
}

static void
test_the_institution_after_the_sign(void **state)
{
	struct test_store *s = *state;
	struct institution other = { .name = "Otra",
		.acronym = "OTR",
		.pack = "test",
		.created_at = TEST_NOW };
	struct test_store there = *s;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app_signed_in in;
	int64_t second;

	people_set_clock(TEST_NOW);
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &other, &there.institution_id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	(void)people_add(s, "ana");
	second = people_add(&there, "ana");
	assert_out(s, "a", "ana", PEOPLE_PASSWORD, "sign_in_refused");
	assert_rc(sign_in_from(s, "a", "ana@otr", PEOPLE_PASSWORD, &in), YUP_OK, &err);
	assert_int_equal(in.actor->user_id, second);
	assert_out(s, "a", "ana@nada", PEOPLE_PASSWORD, "sign_in_refused");
}

/* ---- Sessions that end --------------------------------------------------------------------- */

static void
test_unused_or_old_sessions_end(void **state)
{
	struct test_store *s = *state;
	struct app_signed_in in;

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &in), YUP_OK, &err);
	people_move_clock(SESSION_IDLE_S);
	assert_non_null(actor_of(s, in.secret)); /* and it is noted */
	people_move_clock(SESSION_IDLE_S);
	assert_non_null(actor_of(s, in.secret));
	people_move_clock(SESSION_IDLE_S + 1);
	assert_null(actor_of(s, in.secret));
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &in), YUP_OK, &err);
	for (int64_t used = 0; used + SESSION_IDLE_S < SESSION_MOST_S; used += SESSION_IDLE_S) {
		people_move_clock(SESSION_IDLE_S);
		assert_non_null(actor_of(s, in.secret));
	}
	people_move_clock(SESSION_IDLE_S);
	assert_null(actor_of(s, in.secret));
}

static void
test_its_use_is_noted_once_a_minute(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_signed_in in;
	struct session *list;
	size_t count;
	int64_t ana;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &in), YUP_OK, &err);
	people_move_clock(SESSION_TOUCH_S - 1);
	assert_non_null(actor_of(s, in.secret));
	assert_rc(app_session_list(&app, s->mem, s->institution_id, ana, 0, 9, &list, &count, &err),
	    YUP_OK, &err);
	assert_string_equal(list[0].seen_at, TEST_NOW);
	people_move_clock(1);
	assert_non_null(actor_of(s, in.secret));
	assert_rc(app_session_list(&app, s->mem, s->institution_id, ana, 0, 9, &list, &count, &err),
	    YUP_OK, &err);
	assert_string_equal(list[0].seen_at, "2031-01-31T08:01:00Z");
}

static void
test_sessions_end_with_the_account_or_the_password(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_signed_in here, there;
	struct app_invited invited;
	int64_t ana;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &here), YUP_OK, &err);
	assert_rc(sign_in_from(s, "b", "ana", PEOPLE_PASSWORD, &there), YUP_OK, &err);
	app.by = actor_of(s, here.secret);
	assert_rc(app_password_change(&app, "no es esa", "tren lento azul verde", &err),
	    YUP_EDENIED, &err);
	assert_string_equal(err.key, "password_wrong");
	assert_rc(app_password_change(&app, PEOPLE_PASSWORD, "corta", &err), YUP_EINVALID, &err);
	assert_rc(app_password_change(&app, PEOPLE_PASSWORD, "tren lento azul verde", &err), YUP_OK,
	    &err);
	assert_non_null(actor_of(s, here.secret)); /* the one it was changed from stays */
	assert_null(actor_of(s, there.secret));
	assert_out(s, "a", "ana", PEOPLE_PASSWORD, "sign_in_refused");
	app.by = &actor_operator;
	assert_rc(app_account_reset(&app, s->institution_id, ana, &invited, &err), YUP_OK, &err);
	assert_null(actor_of(s, here.secret));
	assert_out(s, "a", "ana", "tren lento azul verde", "sign_in_refused");
	assert_rc(app_invitation_accept(&app, invited.secret, PEOPLE_PASSWORD, &err), YUP_OK, &err);
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &here), YUP_OK, &err);
	assert_rc(app_account_disable(&app, s->institution_id, ana, &err), YUP_OK, &err);
	assert_null(actor_of(s, here.secret));
	assert_rc(app_account_enable(&app, s->institution_id, ana, &err), YUP_OK, &err);
	assert_null(actor_of(s, here.secret)); /* what ended does not come back */
	assert_in(s, "a", "ana");
}

static void
test_sessions_revoked(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_signed_in a, b, c;
	int64_t ana;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &a), YUP_OK, &err);
	assert_rc(sign_in_from(s, "b", "ana", PEOPLE_PASSWORD, &b), YUP_OK, &err);
	assert_rc(sign_in_from(s, "c", "ana", PEOPLE_PASSWORD, &c), YUP_OK, &err);
	app.by = actor_of(s, a.secret);
	assert_rc(app_session_revoke(&app, s->institution_id, ana, b.actor->session_id, &err),
	    YUP_OK, &err);
	assert_null(actor_of(s, b.secret));
	assert_rc(app_session_revoke(&app, s->institution_id, ana, b.actor->session_id, &err),
	    YUP_ENOTFOUND, &err);
	assert_rc(app_session_revoke(&app, s->institution_id, ana, 0, &err), YUP_OK, &err);
	assert_null(actor_of(s, c.secret));
	assert_non_null(actor_of(s, a.secret));
	assert_rc(app_session_revoke(&app, s->institution_id, ana + 1, 0, &err), YUP_EDENIED, &err);
}

/* ---- Waiting ---------------------------------------------------------------------------------- */

static void
fail_times(struct test_store *s, const char *origin, const char *login, int times)
{
	for (int i = 0; i < times; i++)
		assert_out(s, origin, login, "no es esa, no", "sign_in_refused");
}

static void
assert_waits(struct test_store *s, const char *origin, const char *login, const char *seconds)
{
	assert_out(s, origin, login, PEOPLE_PASSWORD, "sign_in_wait");
	assert_string_equal(err.message, seconds);
}

static void
test_a_pair_waits(void **state)
{
	struct test_store *s = *state;

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	fail_times(s, "a", "ana", 5);
	assert_waits(s, "a", "ana", "1");
	assert_in(s, "b", "ana"); /* elsewhere it does not */
	people_move_clock(1);
	fail_times(s, "a", "ana", 1);
	assert_waits(s, "a", "ana", "2");
	people_move_clock(1);
	assert_waits(s, "a", "ana", "1"); /* asking while it waits makes it no longer */
	people_move_clock(1);
	assert_in(s, "a", "ana");
	fail_times(s, "a", "ana", 4); /* what went well was forgotten */
	assert_in(s, "a", "ana");
}

/* Whether the account exists or not. */
static void
test_nobody_waits_alike(void **state)
{
	struct test_store *s = *state;

	people_set_clock(TEST_NOW);
	fail_times(s, "a", "nadie", 5);
	assert_waits(s, "a", "nadie", "1");
	fail_times(s, "b", "a b", 5);
	assert_waits(s, "b", "c d", "1"); /* what can be no login is counted as one */
}

static void
test_an_address_waits_but_not_who_is_known_there(void **state)
{
	struct test_store *s = *state;
	char login[16];

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	(void)people_add(s, "eva");
	assert_in(s, "a", "ana");
	for (int i = 0; i < 30; i++) {
		(void)snprintf(login, sizeof(login), "x%d", i);
		fail_times(s, "a", login, 1);
	}
	assert_waits(s, "a", "eva", "1");
	assert_in(s, "a", "ana");
	assert_in(s, "b", "eva");
}

/* Who guesses from everywhere does not keep the honest one out. */
static void
test_an_account_waits_but_not_where_it_is_known(void **state)
{
	struct test_store *s = *state;
	char origin[32];

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	assert_in(s, "office", "ana");
	for (int i = 0; i < 50; i++) {
		(void)snprintf(origin, sizeof(origin), "10.0.0.%d", i);
		fail_times(s, origin, "ana", 1);
	}
	assert_waits(s, "10.0.1.1", "ana", "1");
	assert_in(s, "office", "ana");
	people_move_clock((int64_t)(KNOWN_ORIGIN_DAYS + 1) * DAY_S);
	for (int i = 0; i < 50; i++) {
		(void)snprintf(origin, sizeof(origin), "10.0.0.%d", i);
		fail_times(s, origin, "ana", 1);
	}
	assert_waits(s, "office", "ana", "1"); /* so long ago it is no longer known */
}

static void
test_waits_are_forgotten(void **state)
{
	struct test_store *s = *state;

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	fail_times(s, "a", "ana", 5);
	people_move_clock(THROTTLE_FORGET_S + 2);
	fail_times(s, "a", "ana", 4);
	assert_in(s, "a", "ana");
	assert_int_equal(store_count_rows(s->path, "sign_in_failure"), 2);
	people_move_clock(3 * (int64_t)THROTTLE_FORGET_S);
	fail_times(s, "z", "zoe", 1);
	assert_int_equal(store_count_rows(s->path, "sign_in_failure"), 3); /* zoe's alone */
}

/* ---- Tokens ------------------------------------------------------------------------------------- */

static int
use_token(struct test_store *s, const char *token, const struct actor **out)
{
	struct app app = people_app(s);

	app.by = NULL;
	err = (struct err){ 0 };
	return app_actor_of_token(&app, s->mem, token, out, &err);
}

static void
test_tokens(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_new_token asked = { 0, "tablero", "read,write", "2031-02-01" };
	struct app_signed_in in;
	struct app_token token;
	const struct actor *actor = NULL;
	struct token *list;
	size_t count;

	people_set_clock(TEST_NOW);
	asked.user_id = people_add(s, "ana");
	(void)people_grant(s, asked.user_id, "planificador", 0);
	assert_rc(sign_in_from(s, "a", "ana", PEOPLE_PASSWORD, &in), YUP_OK, &err);
	app.by = actor_of(s, in.secret);
	assert_rc(app_token_create(&app, s->institution_id, &asked, &token, &err), YUP_OK, &err);
	assert_int_equal(strncmp(token.text, "yup_", 4), 0);
	assert_rc(use_token(s, token.text, &actor), YUP_OK, &err);
	assert_int_equal(actor->kind, ACTOR_TOKEN);
	assert_int_equal(actor->scope, SCOPE_READ | SCOPE_WRITE);
	assert_true(actor_may(actor, MAY_READ_PLAN, s->institution_id, ORG_UNIT_ALL));
	assert_false(actor_may(actor, MAY_MANAGE_UNITS, s->institution_id, ORG_UNIT_ALL));
	assert_rc(use_token(s, token.text + 4, &actor), YUP_EDENIED, &err);
	app.by = actor; /* a token makes no tokens, and changes no password */
	assert_rc(app_token_create(&app, s->institution_id, &asked, &token, &err), YUP_EDENIED,
	    &err);
	assert_rc(app_password_change(&app, PEOPLE_PASSWORD, "x", &err), YUP_EDENIED, &err);
	app.by = &actor_operator;
	assert_rc(app_token_list(&app, s->mem, s->institution_id, 0, 0, 9, &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].used_at, TEST_NOW);
	people_set_clock("2031-02-01T23:59:59Z");
	assert_rc(use_token(s, token.text, &actor), YUP_OK, &err);
	people_set_clock("2031-02-02T00:00:00Z");
	assert_rc(use_token(s, token.text, &actor), YUP_EDENIED, &err);
	people_set_clock(TEST_NOW);
	assert_rc(app_token_revoke(&app, s->institution_id, token.id, &err), YUP_OK, &err);
	assert_rc(use_token(s, token.text, &actor), YUP_EDENIED, &err);
	assert_rc(app_token_revoke(&app, s->institution_id, token.id, &err), YUP_ENOTFOUND, &err);
}

static void
test_tokens_refused(void **state)
{
	static const struct {
		const char *name, *scope, *last, *key;
	} CASES[] = {
		{ "", "read", "2031-02-01", "text_absent" },
		{ "x", "", "2031-02-01", "scope_unknown" },
		{ "x", "read,all", "2031-02-01", "scope_unknown" },
		{ "x", "read", "2031-01-30", "date_past" },
		{ "x", "read", "2032-02-02", "token_long" },
		{ "x", "read", "1/2/2031", "date_invalid" },
		{ "x", "read", NULL, "text_absent" },
	};
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_token out;
	int64_t ana;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct app_new_token asked = { ana, CASES[i].name, CASES[i].scope, CASES[i].last };

		assert_true(app_token_create(&app, s->institution_id, &asked, &out, &err) < 0);
		assert_string_equal(err.key, CASES[i].key);
	}
	for (int i = 0; i <= TOKENS_LIVE_MAX; i++) {
		struct app_new_token asked = { ana, "x", "read", "2031-02-01" };

		assert_rc(app_token_create(&app, s->institution_id, &asked, &out, &err),
		    i < TOKENS_LIVE_MAX ? YUP_OK : YUP_ELIMIT, &err);
	}
	assert_string_equal(err.key, "tokens_many");
}

/* ---- What is loaded ------------------------------------------------------------------------------ */

static void
test_a_substitute_may_what_the_absent_may(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_signed_in in;
	const struct actor *actor;
	int64_t ana, eva, unit, other, id;
	struct app_substitution asked = { .first = "2031-02-10", .last = "2031-02-12" };

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	eva = people_add(s, "eva");
	unit = people_unit(s, "Estudios", 0);
	other = people_unit(s, "Obras", 0);
	(void)people_grant(s, ana, "jefe", unit);
	(void)people_grant(s, eva, "elaborador", other);
	asked.user_id = eva;
	asked.absent_id = ana;
	assert_rc(app_substitution_add(&app, s->institution_id, &asked, &id, &err), YUP_OK, &err);
	for (int day = 9; day <= 13; day++) {
		char now[INSTANT_SIZE];

		(void)snprintf(now, sizeof(now), "2031-02-%02dT12:00:00Z", day);
		people_set_clock(now);
		assert_rc(sign_in_from(s, "a", "eva", PEOPLE_PASSWORD, &in), YUP_OK, &err);
		actor = actor_of(s, in.secret);
		assert_int_equal(actor_may(actor, MAY_APPROVE_UNIT, s->institution_id, unit),
		    day >= 10 && day <= 12);
		assert_true(actor_may(actor, MAY_EDIT_NODE, s->institution_id, other));
		assert_false(actor_may(actor, MAY_APPROVE_UNIT, s->institution_id, other));
	}
	people_set_clock("2031-02-11T12:00:00Z");
	assert_rc(app_account_disable(&app, s->institution_id, asked.absent_id, &err), YUP_OK,
	    &err);
	assert_false(actor_may(actor_of(s, in.secret), MAY_APPROVE_UNIT, s->institution_id, unit));
	assert_rc(app_account_enable(&app, s->institution_id, asked.absent_id, &err), YUP_OK, &err);
	assert_false(actor_may(actor_of(s, in.secret), MAY_APPROVE_UNIT, s->institution_id, unit));
	asked.first = "2031-02-11";
	assert_rc(app_substitution_add(&app, s->institution_id, &asked, &id, &err), YUP_OK, &err);
	assert_true(actor_may(actor_of(s, in.secret), MAY_APPROVE_UNIT, s->institution_id, unit));
	assert_rc(app_substitution_end(&app, s->institution_id, id, &err), YUP_OK, &err);
	actor = actor_of(s, in.secret); /* at once, in the session it has */
	assert_false(actor_may(actor, MAY_APPROVE_UNIT, s->institution_id, unit));
}

/* ---- What is told of failures ------------------------------------------------------------------ */

/* Those refused in a chain: of the institution, or of none where it is NULL. */
static size_t
refused(struct test_store *s, bool of_none, struct app_log_line *out, size_t most)
{
	struct app app = people_app(s);
	struct app_log_filter filter = { .action = "session.begin",
		.outcome = "refused",
		.limit = 100 };
	struct app_log_line *lines;
	size_t count, kept = 0;

	assert_rc(app_log_list(&app, s->mem, &filter, &lines, &count, &err), YUP_OK, &err);
	for (size_t i = 0; i < count; i++)
		if ((lines[i].institution[0] == '\0') == of_none) {
			assert_true(kept < most);
			out[kept++] = lines[i];
		}
	return kept;
}

static void
assert_record(const struct log_record *r, const char *subject, const char *origin,
    const char *detail)
{
	assert_string_equal(r->actor, "nobody");
	assert_string_equal(r->subject, subject);
	assert_string_equal(r->origin, origin);
	assert_string_equal(r->detail, detail);
}

/* Whose password was tried is in the institution's chain, one by one. */
static void
test_a_wrong_password_is_told_with_its_account(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_log_line lines[9];
	const char *who;
	int64_t ana;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	who = mem_printf(s->mem, "user %lld", (long long)ana);
	fail_times(s, "10.0.0.7", "ana", 2);
	assert_int_equal(refused(s, false, lines, 9), 2);
	assert_record(&lines[0].record, who, "10.0.0.7", "EDENIED sign_in_refused");
	assert_rc(app_account_disable(&app, s->institution_id, ana, &err), YUP_OK, &err);
	assert_out(s, "b", "ana", PEOPLE_PASSWORD, "sign_in_refused");
	assert_int_equal(refused(s, false, lines, 9), 3);
	assert_record(&lines[0].record, who, "b", "EDENIED sign_in_refused");
}

/* What must wait, and who is nobody, are counted; the counts do not wait for the next failure. */
static void
test_the_others_are_counted_by_the_minute(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_log_line lines[9];

	people_set_clock(TEST_NOW);
	(void)people_add(s, "ana");
	fail_times(s, "a", "ana", 5);
	assert_waits(s, "a", "ana", "1");
	assert_waits(s, "a", "ana", "1");
	fail_times(s, "b", "nadie", 3);
	assert_int_equal(refused(s, false, lines, 9), 5);
	assert_int_equal(refused(s, true, lines, 9), 0);
	people_move_clock(60);
	assert_rc(app_log_tick(&app, &err), YUP_OK, &err);
	assert_int_equal(refused(s, false, lines, 9), 6);
	assert_record(&lines[0].record, "2031-01-31T08:00", "a", "2");
	assert_int_equal(refused(s, true, lines, 9), 1);
	assert_record(&lines[0].record, "2031-01-31T08:00", "b", "3");
	assert_rc(app_log_tick(&app, &err), YUP_OK, &err);
	assert_int_equal(refused(s, true, lines, 9), 1);
	fail_times(s, "c", "nadie", 1);
	people_move_clock(60);
	assert_int_equal(refused(s, true, lines, 9), 2); /* listing tells them too */
	fail_times(s, "c", "nadie", 1);
	people_move_clock(60);
	assert_in(s, "d", "ana"); /* and signing in: a copy taken now has them */
	app.readonly = true;
	assert_int_equal(refused(s, true, lines, 9), 3);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_in_and_out),
		STORE_TEST(test_one_answer),
		STORE_TEST(test_one_spelling),
		STORE_TEST(test_the_institution_after_the_sign),
		STORE_TEST(test_unused_or_old_sessions_end),
		STORE_TEST(test_its_use_is_noted_once_a_minute),
		STORE_TEST(test_sessions_end_with_the_account_or_the_password),
		STORE_TEST(test_sessions_revoked),
		STORE_TEST(test_a_pair_waits),
		STORE_TEST(test_nobody_waits_alike),
		STORE_TEST(test_an_address_waits_but_not_who_is_known_there),
		STORE_TEST(test_an_account_waits_but_not_where_it_is_known),
		STORE_TEST(test_waits_are_forgotten),
		STORE_TEST(test_a_wrong_password_is_told_with_its_account),
		STORE_TEST(test_the_others_are_counted_by_the_minute),
		STORE_TEST(test_tokens),
		STORE_TEST(test_tokens_refused),
		STORE_TEST(test_a_substitute_may_what_the_absent_may),
	};

	return STORE_RUN(argc, argv, tests);
}
