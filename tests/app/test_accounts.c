/* test_accounts.c - accounts from their invitation to their end, roles, posts. */
#include "app/accounts.h"

#include <string.h>

#include "app/actor.h"
#include "app/actor_load.h"
#include "app/app.h"
#include "app/institutions.h"
#include "app/roles.h"
#include "base/mem.h"
#include "core/password.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"

static struct err err;

static struct app
as_user(struct test_store *s, int64_t user_id)
{
	struct app app = people_app(s);
	struct account account;
	struct actor *actor;
	char now[CLOCK_TEXT_SIZE];

	people_now(now);
	assert_rc(account_store_get(s->db, s->mem, s->institution_id, user_id, &account, &err),
	    YUP_OK, &err);
	assert_rc(actor_load(s->db, s->mem, &account, mem_printf(s->mem, "%.10s", now), &actor,
		      &err),
	    YUP_OK, &err);
	app.by = actor;
	return app;
}

static bool
may(struct test_store *s, int64_t user_id, enum permission permission, int64_t unit)
{
	struct app app = as_user(s, user_id);

	return actor_may(app.by, permission, s->institution_id, unit);
}

static void
assert_key(int rc, int code, const char *key)
{
	assert_rc(rc, code, &err);
	assert_string_equal(err.key, key);
}

static void
test_bad_input_is_refused_with_its_field(void **state)
{
	char long_name[ACCOUNT_NAME_MAX + 2] = { 0 };
	const struct {
		struct app_new_account account;
		const char *key, *field;
	} cases[] = {
		{ { "a", "Ana", "" }, "login_invalid", "login" },
		{ { "añil", "Ana", "" }, "login_invalid", "login" },
		{ { NULL, "Ana", "" }, "text_absent", "login" },
		{ { "ana", "", "" }, "text_absent", "name" },
		{ { "ana", long_name, "" }, "text_too_long", "name" },
		{ { "ana", "A\xffna", "" }, "text_not_utf8", "name" },
		{ { "ana", "A\tna", "" }, "text_has_controls", "name" },
		{ { "ana", "Ana", "x" }, "email_invalid", "email" },
		{ { "EVA", "Otra", "" }, "login_taken", "login" },
	};
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_invited out;

	people_set_clock(TEST_NOW);
	memset(long_name, 'x', ACCOUNT_NAME_MAX + 1);
	(void)people_add(s, "eva");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		err = (struct err){ 0 };
		assert_true(
		    app_account_add(&app, s->institution_id, &cases[i].account, &out, &err) < 0);
		assert_string_equal(err.key, cases[i].key);
		assert_string_equal(err.field, cases[i].field);
	}
	assert_int_equal(store_count_rows(s->path, "account"), 1);
}

static void
test_an_invitation_serves_once(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_new_account account = { "ana", "Ana Quispe", "ana@lagos.example" };
	struct app_invited first, second;
	struct app_invitation found;
	struct app_account shown;

	people_set_clock(TEST_NOW);
	assert_rc(app_account_add(&app, s->institution_id, &account, &first, &err), YUP_OK, &err);
	assert_rc(app_account_invite(&app, s->institution_id, first.user_id, &second, &err), YUP_OK,
	    &err);
	app.by = NULL;
	assert_key(app_invitation_accept(&app, first.secret, PEOPLE_PASSWORD, &err), YUP_EDENIED,
	    "invitation_over"); /* another came */
	assert_rc(app_invitation_find(&app, s->mem, second.secret, &found, &err), YUP_OK, &err);
	assert_string_equal(found.login, "ana");
	assert_true(found.first);
	assert_key(app_invitation_accept(&app, second.secret, "ana.quispe.2031", &err),
	    YUP_EINVALID, "password_personal");
	assert_rc(app_invitation_accept(&app, second.secret, PEOPLE_PASSWORD, &err), YUP_OK, &err);
	assert_key(app_invitation_accept(&app, second.secret, PEOPLE_PASSWORD, &err), YUP_EDENIED,
	    "invitation_over");
	app.by = &actor_operator;
	assert_key(app_account_invite(&app, s->institution_id, first.user_id, &second, &err),
	    YUP_ECONFLICT, "account_in_use");
	assert_rc(app_account_reset(&app, s->institution_id, first.user_id, &second, &err), YUP_OK,
	    &err);
	people_move_clock(INVITATION_LASTS_S);
	assert_key(app_invitation_accept(&app, second.secret, PEOPLE_PASSWORD, &err), YUP_EDENIED,
	    "invitation_over"); /* too old */
	assert_rc(app_account_get(&app, s->mem, s->institution_id, first.user_id, &shown, &err),
	    YUP_OK, &err);
	assert_false(shown.person.has_password);
	assert_string_equal(shown.invited_until, "");
}

static void
test_a_forgotten_password(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_new_account account = { "ana", "Una Persona", "Ana@Lagos.example" };
	struct app_letter *letters;
	size_t count;
	int64_t ana;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	assert_rc(app_account_correct(&app, s->institution_id, ana, &account, &err), YUP_OK, &err);
	app.by = NULL;
	app.origin = "10.0.0.7";
	assert_rc(app_password_forgotten(&app, s->mem, "nadie@lagos.example", &letters, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 0);
	assert_rc(app_password_forgotten(&app, s->mem, "\xff", &letters, &count, &err), YUP_OK,
	    &err);
	people_move_clock(RESET_AGAIN_S);
	assert_rc(app_password_forgotten(&app, s->mem, "ana@lagos.EXAMPLE", &letters, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_string_equal(letters[0].to, "Ana@Lagos.example");
	assert_rc(app_invitation_accept(&app, letters[0].secret, "tren lento azul verde", &err),
	    YUP_OK, &err);
	assert_rc(app_password_forgotten(&app, s->mem, "ana", &letters, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 0); /* one was sent just now */
	people_move_clock(RESET_AGAIN_S);
	for (int i = 0; i < 40; i++)
		(void)!app_password_forgotten(&app, s->mem, "nadie", &letters, &count, &err);
	assert_key(app_password_forgotten(&app, s->mem, "ana", &letters, &count, &err), YUP_ELIMIT,
	    "sign_in_wait");
}

static void
test_nobody_gives_roles_to_itself(void **state)
{
	struct test_store *s = *state;
	int64_t ana, eva, id;
	struct app app;
	struct app_grant grant = { .role = "jefe" };
	struct app_substitution sub = { .last = "2031-02-10" };
	const char *const roles[] = { "jefe" };
	struct app_post post = { .title = "Jefa", .roles = roles, .role_count = 1 };
	struct app_invited out;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	eva = people_add(s, "eva");
	(void)people_grant(s, ana, "administrador", 0);
	app = as_user(s, ana);
	grant.user_id = post.user_id = sub.user_id = ana;
	sub.absent_id = eva;
	assert_key(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_EDENIED,
	    "grant_to_self");
	assert_key(app_post_change(&app, s->institution_id, &post, &err), YUP_EDENIED,
	    "grant_to_self");
	assert_key(app_substitution_add(&app, s->institution_id, &sub, &id, &err), YUP_EDENIED,
	    "grant_to_self");
	assert_key(app_account_reset(&app, s->institution_id, ana, &out, &err), YUP_EDENIED,
	    "reset_self");
	grant.user_id = eva;
	assert_rc(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_OK, &err);
	assert_key(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_ECONFLICT,
	    "role_held");
}

static void
test_somebody_administers(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_new_account never = { "nunca", "Nunca Entró", "" };
	struct app_grant for_days = { 0, "administrador", 0, NULL, "2031-03-01" };
	struct app_invited invited;
	int64_t ana, eva, first, second;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	eva = people_add(s, "eva");
	first = people_grant(s, ana, "administrador", 0);
	assert_key(app_role_revoke(&app, s->institution_id, first, &err), YUP_ECONFLICT,
	    "last_administrator");
	assert_key(app_account_disable(&app, s->institution_id, ana, &err), YUP_ECONFLICT,
	    "last_administrator");
	assert_true(may(s, ana, MAY_MANAGE_ACCOUNTS, ORG_UNIT_ALL));
	assert_rc(app_account_add(&app, s->institution_id, &never, &invited, &err), YUP_OK, &err);
	(void)people_grant(s, invited.user_id, "administrador", 0);
	for_days.user_id = eva;
	assert_rc(app_role_grant(&app, s->institution_id, &for_days, &second, &err), YUP_OK, &err);
	assert_key(app_role_revoke(&app, s->institution_id, first, &err), YUP_ECONFLICT,
	    "last_administrator"); /* one never signed in, the other ends */
	assert_rc(app_role_revoke(&app, s->institution_id, second, &err), YUP_OK, &err);
	second = people_grant(s, eva, "administrador", 0);
	assert_rc(app_role_revoke(&app, s->institution_id, first, &err), YUP_OK, &err);
	assert_false(may(s, ana, MAY_MANAGE_ACCOUNTS, ORG_UNIT_ALL));
	assert_key(app_role_revoke(&app, s->institution_id, first, &err), YUP_ENOTFOUND,
	    "grant_absent");
	assert_key(app_role_revoke(&app, s->institution_id, second, &err), YUP_ECONFLICT,
	    "last_administrator");
}

static void
test_a_role_over_a_unit(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	int64_t ana, top, below, other, id;
	struct app_grant grant = { .role = "rey" };

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	top = people_unit(s, "Dirección", 0);
	below = people_unit(s, "Estudios", top);
	other = people_unit(s, "Obras", 0);
	grant.user_id = ana;
	assert_key(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_EINVALID,
	    "role_unknown");
	assert_string_equal(err.field, "role");
	grant.role = "jefe";
	grant.org_unit = other + 1000;
	assert_key(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_ENOTFOUND,
	    "org_unit_absent");
	assert_string_equal(err.field, "unit");
	grant.org_unit = top;
	grant.first = "2031-02-10";
	grant.last = "2031-02-09";
	assert_key(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_EINVALID,
	    "date_order");
	grant.last = "2031-02-10";
	assert_rc(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_OK, &err);
	assert_false(may(s, ana, MAY_APPROVE_UNIT, below));
	people_set_clock("2031-02-10T23:00:00Z");
	assert_true(may(s, ana, MAY_APPROVE_UNIT, below));
	assert_false(may(s, ana, MAY_APPROVE_UNIT, other));
	people_set_clock("2031-02-11T00:00:00Z");
	assert_false(may(s, ana, MAY_APPROVE_UNIT, below));
	grant.first = "2031-02-10";
	assert_key(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_EINVALID,
	    "date_past");
}

static void
test_a_post_changes(void **state)
{
	const char *const roles[] = { "jefe", "elaborador" };
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_post post = { .title = "Técnica", .roles = roles + 1, .role_count = 1 };
	struct app_account shown;
	int64_t ana, one, two;

	people_set_clock(TEST_NOW);
	ana = people_add(s, "ana");
	one = people_unit(s, "Estudios", 0);
	two = people_unit(s, "Obras", 0);
	(void)people_grant(s, ana, "consulta", 0);
	post.user_id = ana;
	post.org_unit = one;
	assert_rc(app_post_change(&app, s->institution_id, &post, &err), YUP_OK, &err);
	assert_true(may(s, ana, MAY_EDIT_NODE, one));
	post = (struct app_post){ ana, "Jefa", two, "2031-02-10", roles, 1 };
	assert_rc(app_post_change(&app, s->institution_id, &post, &err), YUP_OK, &err);
	assert_true(may(s, ana, MAY_EDIT_NODE, one));
	people_set_clock("2031-02-10T00:00:00Z");
	assert_false(may(s, ana, MAY_EDIT_NODE, one));
	assert_true(may(s, ana, MAY_APPROVE_UNIT, two));
	assert_true(may(s, ana, MAY_READ_PLAN, one)); /* what was not of the unit stays */
	assert_rc(app_account_get(&app, s->mem, s->institution_id, ana, &shown, &err), YUP_OK,
	    &err);
	assert_int_equal(shown.post_count, 2);
	assert_string_equal(shown.posts[0].to, "2031-02-10");
	assert_string_equal(shown.posts[1].title, "Jefa");
	assert_int_equal(shown.grant_count, 3);
}

static void
test_pages_of_accounts(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	struct app_person *page;
	int64_t after = 0;
	size_t count, seen = 0;

	people_set_clock(TEST_NOW);
	for (int i = 0; i < 7; i++)
		(void)people_add(s, mem_printf(s->mem, "u%d", i));
	do {
		assert_rc(app_account_list(&app, s->mem, s->institution_id, after, 3, &page, &count,
			      &err),
		    YUP_OK, &err);
		for (size_t i = 0; i < count; i++)
			assert_string_equal(page[i].login, mem_printf(s->mem, "u%zu", seen + i));
		seen += count;
		after = count > 0 ? page[count - 1].id : after;
	} while (count > 0);
	assert_int_equal(seen, 7);
}

static void
test_supervised(void **state)
{
	struct test_store *s = *state;
	struct app app = people_app(s);
	int64_t ids[2], *below, ana;
	size_t count;

	people_set_clock(TEST_NOW);
	for (int i = 0; i < 2; i++) {
		struct institution it = { .name = i == 0 ? "Agencia" : "Oficina",
			.acronym = i == 0 ? "AG" : "OF",
			.pack = "test",
			.created_at = TEST_NOW };
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		assert_rc(institution_store_add(&tx, &it, &ids[i], &err), YUP_OK, &err);
		assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	}
	assert_rc(app_institution_supervise(&app, ids[1], "Agencia", &err), YUP_OK, &err);
	assert_key(app_institution_supervise(&app, ids[0], "of", &err), YUP_EINVALID,
	    "supervision_circle");
	assert_key(app_institution_supervise(&app, ids[0], "AG", &err), YUP_EINVALID,
	    "supervision_circle");
	assert_rc(app_institution_supervise(&app, ids[0], "Autoridad Plurinacional de Lagos", &err),
	    YUP_OK, &err);
	assert_rc(institution_store_supervised(s->db, s->mem, s->institution_id, &below, &count,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2); /* at any depth */
	ana = people_add(s, "ana");
	(void)people_grant(s, ana, "auditor", 0);
	app = as_user(s, ana);
	assert_true(actor_may(app.by, MAY_READ_LOG, ids[1], ORG_UNIT_ALL));
	assert_false(actor_may(app.by, MAY_MANAGE_ACCOUNTS, ids[1], ORG_UNIT_ALL));
	app = people_app(s);
	assert_rc(app_institution_supervise(&app, ids[0], "", &err), YUP_OK, &err);
	app = as_user(s, ana);
	assert_false(actor_may(app.by, MAY_READ_LOG, ids[1], ORG_UNIT_ALL));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_bad_input_is_refused_with_its_field),
		STORE_TEST(test_an_invitation_serves_once),
		STORE_TEST(test_a_forgotten_password),
		STORE_TEST(test_nobody_gives_roles_to_itself),
		STORE_TEST(test_somebody_administers),
		STORE_TEST(test_a_role_over_a_unit),
		STORE_TEST(test_a_post_changes),
		STORE_TEST(test_pages_of_accounts),
		STORE_TEST(test_supervised),
	};

	return STORE_RUN(argc, argv, tests);
}
