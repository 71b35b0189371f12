/* test_settings.c - an institution has its own names, bands and policies over its pack. */
#include "app/settings.h"

#include <string.h>

#include "app/actor.h"
#include "app/documents.h"
#include "app/import.h"
#include "app/live.h"
#include "app/plan_list.h"
#include "app/versions.h"
#include "core/pack.h"
#include "store/institution_store.h"
#include "store/log_store.h"
#include "support/cmocka_all.h"
#include "support/people.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"
#define NAME "Instituto del Eco"

static struct err err;

/* The institution of the test, with a plan. */
static int64_t
set_up(struct test_store *s, struct app *app)
{
	static const char *const PATHS[] = { POA };
	struct app_import_request request = { .paths = PATHS, .count = 1, .institution = NAME };
	struct institution it = { .name = NAME,
		.acronym = "IE",
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app_import out;
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	*app = people_app(s);
	assert_rc(app_import(app, s->mem, &request, &out, &err), YUP_OK, &err);
	return id;
}

static size_t
set(const struct app *app, int64_t institution, const char *key, const char *value)
{
	struct pack_setting one = { key, value };
	size_t changed = 0;

	assert_rc(app_setting_change(app, institution, &one, 1, &changed, &err), YUP_OK, &err);
	return changed;
}

static const struct app_setting *
setting(const struct app *app, struct mem *mem, int64_t institution, const char *key)
{
	struct app_settings all;

	assert_rc(app_setting_list(app, mem, institution, &all, &err), YUP_OK, &err);
	for (size_t i = 0; i < all.count; i++)
		if (strcmp(all.items[i].key, key) == 0)
			return &all.items[i];
	fail_msg("no setting %s", key);
	return NULL;
}

static void
test_changed_and_given_back(void **state)
{
	struct test_store *s = *state;
	const struct app_setting *it;
	struct app app;
	int64_t id = set_up(s, &app);

	assert_int_equal(set(&app, id, "level.activity.name", " Operación "), 1);
	it = setting(&app, s->mem, id, "level.activity.name");
	assert_string_equal(it->value, "Operación");
	assert_string_equal(it->own, "Actividad");
	assert_true(it->changed);
	assert_int_equal(set(&app, id, "level.activity.name", "Operación"), 0);
	assert_int_equal(set(&app, id, "level.activity.name", NULL), 1);
	it = setting(&app, s->mem, id, "level.activity.name");
	assert_string_equal(it->value, "Actividad");
	assert_false(it->changed);
	assert_int_equal(set(&app, id, "bands", "0 #000000 star Uno"), 1);
	assert_true(setting(&app, s->mem, id, "bands")->changed);
	assert_int_equal(set(&app, id, "bands", setting(&app, s->mem, id, "bands")->own), 1);
	assert_false(setting(&app, s->mem, id, "bands")->changed);
}

/* All or nothing, and what was refused is in the log. */
static void
test_the_whole_is_checked(void **state)
{
	static const struct pack_setting BOTH[] = { { "cap_at_100", "true" },
		{ "level.activity.name", "objetivo de gestion especifico" } };
	struct test_store *s = *state;
	size_t changed = 0;
	struct app app;
	int64_t id = set_up(s, &app);

	assert_int_equal(app_setting_change(&app, id, BOTH, 2, &changed, &err), YUP_EINVALID);
	assert_string_equal(err.key, "setting_level_twice");
	assert_false(setting(&app, s->mem, id, "cap_at_100")->changed);
}

static const struct pack *
pack_of(const struct app *app, struct app_plans *plans, int64_t id, int64_t plan_id)
{
	const struct plan_live *live = NULL;

	assert_rc(app_plan_live(app, plans, id, plan_id, &live, &err), YUP_OK, &err);
	return plan_live_plan(live)->pack;
}

/* A plan kept loaded by somebody else has the new name at the next look. */
static void
test_it_holds_at_once(void **state)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct test_store *s = *state;
	struct app_documents all;
	struct app app;
	int64_t id = set_up(s, &app);

	assert_rc(app_load(&app, s->mem, NAME, MAY_READ_PLAN, APP_PLANS, &all, &err), YUP_OK, &err);
	assert_string_equal(pack_of(&app, &plans, id, all.plans[0].id)->levels[2].plural,
	    "Actividades");
	(void)set(&app, id, "level.activity.plural", "Operaciones");
	assert_string_equal(pack_of(&app, &plans, id, all.plans[0].id)->levels[2].plural,
	    "Operaciones");
	assert_rc(app_load(&app, s->mem, NAME, MAY_READ_PLAN, APP_PLANS, &all, &err), YUP_OK, &err);
	assert_string_equal(all.plans[0].plan->pack->levels[2].plural, "Operaciones");
}

/* A plan keeps the policy it was made with; a new one has the institution's. */
static void
test_the_policy_is_of_new_plans(void **state)
{
	struct test_store *s = *state;
	struct new_year options = { .year = 2040 };
	struct app_version version;
	struct app_documents all;
	struct plan_head head;
	struct app app;
	int64_t id = set_up(s, &app);

	(void)set(&app, id, "new_plan", "as_published");
	assert_rc(app_load(&app, s->mem, NAME, MAY_READ_PLAN, APP_PLANS, &all, &err), YUP_OK, &err);
	assert_rc(app_plan_get(&app, s->mem, id, all.plans[0].id, &version, &err), YUP_OK, &err);
	assert_rc(app_plan_new_year(&app, &version, &options, NULL, 0, &head, &err), YUP_OK, &err);
	(void)set(&app, id, "new_plan", NULL);
	app.choice.year = 2040;
	assert_rc(app_load(&app, s->mem, NAME, MAY_READ_PLAN, APP_PLANS, &all, &err), YUP_OK, &err);
	assert_int_equal(all.plans[0].plan->policy, ROLLUP_AS_PUBLISHED);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_changed_and_given_back),
		STORE_TEST(test_the_whole_is_checked),
		STORE_TEST(test_it_holds_at_once),
		STORE_TEST(test_the_policy_is_of_new_plans),
	};

	return STORE_RUN(argc, argv, tests);
}
