/* people.c - see people.h. */
#include "support/people.h"

#include <sodium.h>
#include <stdio.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/org.h"
#include "app/roles.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static char now[INSTANT_SIZE] = TEST_NOW;

void
people_set_clock(const char *instant)
{
	(void)snprintf(now, sizeof(now), "%s", instant);
}

void
people_move_clock(int64_t seconds)
{
	char moved[INSTANT_SIZE];

	instant_add(now, seconds, moved);
	people_set_clock(moved);
}

void
people_now(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, "%s", now);
}

struct app
people_app(const struct test_store *s)
{
	static const struct secret_cost CHEAP = { crypto_pwhash_OPSLIMIT_MIN,
		crypto_pwhash_MEMLIMIT_MIN };

	return (struct app){ .db = s->db,
		.db_name = s->path,
		.now = people_now,
		.by = &actor_operator,
		.password_cost = &CHEAP };
}

int64_t
people_add(const struct test_store *s, const char *login)
{
	struct app app = people_app(s);
	struct app_new_account account = { login, "Una Persona", "" };
	struct app_invited invited;
	struct err err = { 0 };

	assert_rc(app_account_add(&app, s->institution_id, &account, &invited, &err), YUP_OK, &err);
	assert_rc(app_invitation_accept(&app, invited.secret, PEOPLE_PASSWORD, &err), YUP_OK, &err);
	return invited.user_id;
}

int64_t
people_grant(const struct test_store *s, int64_t user_id, const char *role, int64_t unit)
{
	struct app app = people_app(s);
	struct app_grant grant = { user_id, role, unit, NULL, NULL };
	struct err err = { 0 };
	int64_t id = 0;

	assert_rc(app_role_grant(&app, s->institution_id, &grant, &id, &err), YUP_OK, &err);
	return id;
}

int64_t
people_unit(const struct test_store *s, const char *name, int64_t parent)
{
	struct app app = people_app(s);
	struct app_org_unit unit = { name, "" };
	struct err err = { 0 };
	int64_t id = 0;

	assert_rc(app_org_add(&app, s->institution_id, parent, &unit, NULL, &id, &err), YUP_OK,
	    &err);
	return id;
}
