/*
 * test_permissions.c - every use case x every role x own unit, another unit,
 * the whole, another institution; and nobody, the operator, tokens of each scope.
 *
 * What may be is asked of role_table here, in its own words, and of
 * permissions.cases, which people wrote: a change of the table shows as a
 * difference there.  A use case of src/app/ that is not in the walk fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/backup.h"
#include "app/check.h"
#include "app/copy.h"
#include "app/derive.h"
#include "app/edit.h"
#include "app/explain.h"
#include "app/export.h"
#include "app/import.h"
#include "app/institutions.h"
#include "app/log.h"
#include "app/org.h"
#include "app/roles.h"
#include "app/rollup.h"
#include "app/sign_in.h"
#include "app/synth.h"
#include "app/tokens.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/org.h"
#include "store/org_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"
#define NOWHERE "/nonexistent/folder/file"
#define CASES "tests/app/permissions.cases"

enum { NOBODY_THERE = 999999 };

static struct err err;

/* ---- Where ------------------------------------------------------------------------------- */

enum place { OWN, OTHER, WHOLE, FOREIGN, PLACE__COUNT };

static const char *const PLACES[] = { "own", "other", "whole", "foreign" };

struct where {
	int64_t institution, unit, below; /* below: a unit that hangs from `unit` */
	const char *name;                 /* of the institution */
	int64_t plan;
	uint32_t node; /* of the plan, of that unit */
};

struct walk {
	struct test_store *s;
	struct app app;
	struct app_plans plans;
	int64_t asker;
	const char *file; /* that may be written */
	struct where at[PLACE__COUNT];
};

/* ---- Use cases ----------------------------------------------------------------------------- */

enum kind {
	OF_UNIT,        /* OWN, OTHER and FOREIGN matter */
	OF_INSTITUTION, /* WHOLE and FOREIGN */
	OF_HOME,        /* WHOLE only: it chooses by itself */
	OF_ONESELF,     /* a person signed in, whatever it may */
};

typedef int (*call_fn)(struct walk *w, const struct where *at);

#define CALL(name)                                                      \
	static int call_##name(struct walk *w, const struct where *at); \
	static int call_##name(struct walk *w, const struct where *at)

static const struct app_new_account ACCOUNT = { "", "", "" };

CALL(app_account_add)
{
	struct app_invited out;

	return app_account_add(&w->app, at->institution, &ACCOUNT, &out, &err);
}
CALL(app_account_correct)
{
	return app_account_correct(&w->app, at->institution, NOBODY_THERE, &ACCOUNT, &err);
}
CALL(app_account_disable)
{
	return app_account_disable(&w->app, at->institution, NOBODY_THERE, &err);
}
CALL(app_account_enable)
{
	return app_account_enable(&w->app, at->institution, NOBODY_THERE, &err);
}
CALL(app_account_find)
{
	int64_t id;

	return app_account_find(&w->app, at->institution, "nadie", &id, &err);
}
CALL(app_account_get)
{
	struct app_account out;

	return app_account_get(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out, &err);
}
CALL(app_account_invite)
{
	struct app_invited out;

	return app_account_invite(&w->app, at->institution, NOBODY_THERE, &out, &err);
}
CALL(app_account_list)
{
	struct app_person *out;
	size_t count;

	return app_account_list(&w->app, w->s->mem, at->institution, 0, 9, &out, &count, &err);
}
CALL(app_account_reset)
{
	struct app_invited out;

	return app_account_reset(&w->app, at->institution, NOBODY_THERE, &out, &err);
}
CALL(app_role_grant)
{
	struct app_grant grant = { NOBODY_THERE, "jefe", at->unit, NULL, NULL };
	int64_t id;

	return app_role_grant(&w->app, at->institution, &grant, &id, &err);
}
CALL(app_role_list)
{
	struct grant *out;
	size_t count;

	return app_role_list(&w->app, w->s->mem, at->institution, 0, 0, 9, &out, &count, &err);
}
CALL(app_role_revoke)
{
	return app_role_revoke(&w->app, at->institution, NOBODY_THERE, &err);
}
CALL(app_post_change)
{
	struct app_post post = { .user_id = NOBODY_THERE, .title = "x" };

	return app_post_change(&w->app, at->institution, &post, &err);
}
CALL(app_substitution_add)
{
	struct app_substitution s = { NOBODY_THERE, NOBODY_THERE + 1, NULL, TEST_NOW };
	int64_t id;

	return app_substitution_add(&w->app, at->institution, &s, &id, &err);
}
CALL(app_substitution_end)
{
	return app_substitution_end(&w->app, at->institution, NOBODY_THERE, &err);
}
CALL(app_substitution_list)
{
	struct substitution *out;
	size_t count;

	return app_substitution_list(&w->app, w->s->mem, at->institution, 0, 0, 9, &out, &count,
	    &err);
}
CALL(app_session_list)
{
	struct session *out;
	size_t count;

	return app_session_list(&w->app, w->s->mem, at->institution, NOBODY_THERE, 0, 9, &out,
	    &count, &err);
}
CALL(app_session_revoke)
{
	return app_session_revoke(&w->app, at->institution, NOBODY_THERE, 1, &err);
}
CALL(app_sign_out)
{
	(void)at;
	return app_sign_out(&w->app, &err);
}
CALL(app_password_change)
{
	(void)at;
	return app_password_change(&w->app, "", "", &err) == YUP_EDENIED &&
		strcmp(err.key, "only_oneself") == 0
	    ? YUP_EDENIED
	    : YUP_OK;
}
CALL(app_token_create)
{
	struct app_new_token token = { w->asker, "x", "read", "" };
	struct app_token out;

	return app_token_create(&w->app, at->institution, &token, &out, &err);
}
CALL(app_token_list)
{
	struct token *out;
	size_t count;

	return app_token_list(&w->app, w->s->mem, at->institution, NOBODY_THERE, 0, 9, &out, &count,
	    &err);
}
CALL(app_token_revoke)
{
	return app_token_revoke(&w->app, at->institution, NOBODY_THERE, &err);
}
CALL(app_org_list)
{
	struct org_tree tree;

	return app_org_list(&w->app, w->s->mem, at->institution, NULL, &tree, &err);
}
CALL(app_org_find)
{
	int64_t id;

	return app_org_find(&w->app, at->institution, "nada", NULL, &id, &err);
}
CALL(app_org_add)
{
	struct app_org_unit unit = { "", "" };
	int64_t id;

	return app_org_add(&w->app, at->institution, at->unit, &unit, NULL, &id, &err);
}
CALL(app_org_rename)
{
	struct app_org_unit as = { "", "" };

	return app_org_rename(&w->app, at->institution, at->unit, &as, NULL, &err);
}
CALL(app_org_move)
{
	return app_org_move(&w->app, at->institution, at->below, at->below, NULL, &err) ==
		YUP_EDENIED
	    ? YUP_EDENIED
	    : YUP_OK;
}
CALL(app_org_close)
{
	return app_org_close(&w->app, at->institution, at->below, "x", &err);
}
CALL(app_org_split)
{
	struct app_org_unit part = { "", "" };
	int64_t ids[1];

	return app_org_split(&w->app, at->institution, at->below, &part, 1, NULL, ids, &err);
}
CALL(app_org_merge)
{
	return app_org_merge(&w->app, at->institution, &at->below, 1, at->below, NULL, &err);
}
CALL(app_org_reorder)
{
	int64_t nothing = NOBODY_THERE;

	return app_org_reorder(&w->app, at->institution, at->unit, &nothing, 1, NULL, &err);
}
CALL(app_institution_list)
{
	struct institution *out;
	size_t count;

	(void)at;
	return app_institution_list(&w->app, w->s->mem, &out, &count, &err);
}
CALL(app_institution_supervise)
{
	return app_institution_supervise(&w->app, at->institution, "\x01", &err);
}
CALL(app_init)
{
	return app_init(&w->app, at->name, "X", &err);
}
CALL(app_migrate)
{
	struct app other = { .by = w->app.by, .now = operator_now };
	struct app_migrated out;
	int rc = app_migrate(&other, w->s->mem, NOWHERE, &out, &err);

	(void)at;
	app_close(&other);
	return rc;
}
CALL(app_restore)
{
	struct app other = { .by = w->app.by, .now = operator_now };
	struct app_backup out;
	int rc = app_restore(&other, w->s->mem, NOWHERE, NOWHERE, &out, &err);

	(void)at;
	app_close(&other);
	return rc;
}
CALL(app_synth)
{
	struct app_synth_request request = { .institutions = 1, .year = 2031, .folder = NOWHERE };
	struct app_synth_made out;

	(void)at;
	return app_synth(&w->app, &request, &out, &err);
}
CALL(app_copy)
{
	struct app_copied *out;
	size_t count;

	return app_copy(&w->app, w->s->mem, at->name, NOWHERE, &out, &count, &err);
}
CALL(app_backup)
{
	struct app_backup out;

	return app_backup(&w->app, w->s->mem, at->name, NOWHERE, &out, &err);
}
CALL(app_rebuild)
{
	struct app_rebuilt out;

	return app_rebuild(&w->app, at->name, &out, &err);
}
CALL(app_import)
{
	const char *const paths[] = { POA };
	struct app_import_request request = { paths, 1, at->name, true, true };
	struct app_import out;

	return app_import(&w->app, w->s->mem, &request, &out, &err);
}
CALL(app_check)
{
	struct app_check out;

	return app_check(&w->app, w->s->mem, at->name, &out, &err);
}
CALL(app_rollup)
{
	struct app_rolled *out;
	size_t count;

	return app_rollup(&w->app, w->s->mem, at->name, APP_POLICY_OWN, &out, &count, &err);
}
CALL(app_explain)
{
	struct app_explain_request request = { .institution = at->name,
		.unit = "UVE",
		.what = APP_PLANS };
	struct app_explained out;

	return app_explain(&w->app, w->s->mem, &request, &out, &err);
}

static int
swallow(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	return 0;
}

CALL(app_export)
{
	struct app_export_request request = { at->name, APP_FORMAT_JSON, APP_WHAT_SUMMARY };

	return app_export(&w->app, w->s->mem, &request, swallow, NULL, &err);
}
CALL(app_export_save)
{
	struct app_export_request request = { at->name, APP_FORMAT_JSON, APP_WHAT_SUMMARY };

	return app_export_save(&w->app, w->s->mem, &request, NOWHERE, &err);
}
CALL(app_log_list)
{
	struct app_log_filter filter = { .institution = at->name, .limit = 1 };
	struct app_log_line *out;
	size_t count;

	return app_log_list(&w->app, w->s->mem, &filter, &out, &count, &err);
}
CALL(app_log_verify)
{
	struct app_log_verified out;

	return app_log_verify(&w->app, w->s->mem, at->name, NULL, &out, &err);
}
CALL(app_log_export)
{
	uint64_t records;

	return app_log_export(&w->app, w->s->mem, at->name, swallow, NULL, &records, &err);
}
CALL(app_log_export_save)
{
	uint64_t records;

	/* It asks once the file is begun: one that can be. */
	return app_log_export_save(&w->app, w->s->mem, at->name, w->file, &records, &err);
}
CALL(app_log_checkpoint)
{
	struct app_checkpointed out;

	return app_log_checkpoint(&w->app, w->s->mem, at->name, NOWHERE, &out, &err);
}
CALL(app_plan_live)
{
	const struct plan_live *out;

	return app_plan_live(&w->app, &w->plans, at->institution, at->plan, &out, &err);
}
CALL(app_edit)
{
	struct typed_cell typed = { FIELD_TITLE, 0, "Otro título" };
	struct app_edit_request request = { .institution_id = at->institution,
		.plan_id = at->plan,
		.kind = CHANGE_CELLS,
		.node = at->node,
		.seen = APP_SEEN_ANY,
		.typed = &typed,
		.typed_count = 1 };
	struct app_edited out;

	return app_edit(&w->app, &w->plans, w->s->mem, &request, &out, &err);
}

static const struct use_case {
	const char *name;
	call_fn call;
	enum kind kind;
	enum permission permission;
	int64_t unit; /* OF_INSTITUTION: asked over the whole, of no unit, or of whichever */
	bool never_by_token;
} USE_CASES[] = {
#define UNIT(f, may)                                 \
	{                                            \
#f, call_##f, OF_UNIT, may, 0, false \
	}
#define ALL(f, may)                                                    \
	{                                                              \
#f, call_##f, OF_INSTITUTION, may, ORG_UNIT_ALL, false \
	}
#define NONE(f, may)                                                    \
	{                                                               \
#f, call_##f, OF_INSTITUTION, may, ORG_UNIT_NONE, false \
	}
#define SELF(f)                                                  \
	{                                                        \
#f, call_##f, OF_ONESELF, MAY_READ_PLAN, 0, true \
	}
	ALL(app_account_add, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_correct, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_disable, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_enable, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_find, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_get, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_invite, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_list, MAY_MANAGE_ACCOUNTS),
	ALL(app_account_reset, MAY_MANAGE_ACCOUNTS),
	UNIT(app_role_grant, MAY_MANAGE_ACCOUNTS),
	ALL(app_role_list, MAY_MANAGE_ACCOUNTS),
	ALL(app_role_revoke, MAY_MANAGE_ACCOUNTS),
	ALL(app_post_change, MAY_MANAGE_ACCOUNTS),
	ALL(app_substitution_add, MAY_MANAGE_ACCOUNTS),
	ALL(app_substitution_end, MAY_MANAGE_ACCOUNTS),
	ALL(app_substitution_list, MAY_MANAGE_ACCOUNTS),
	ALL(app_session_list, MAY_MANAGE_ACCOUNTS),
	ALL(app_session_revoke, MAY_MANAGE_ACCOUNTS),
	SELF(app_sign_out),
	SELF(app_password_change),
	{ "app_token_create", call_app_token_create, OF_INSTITUTION, MAY_OWN_TOKENS, ORG_UNIT_SOME,
	    true },
	ALL(app_token_list, MAY_MANAGE_ACCOUNTS),
	ALL(app_token_revoke, MAY_MANAGE_ACCOUNTS),
	NONE(app_org_list, MAY_READ_UNITS),
	NONE(app_org_find, MAY_READ_UNITS),
	UNIT(app_org_add, MAY_MANAGE_UNITS),
	UNIT(app_org_rename, MAY_MANAGE_UNITS),
	UNIT(app_org_move, MAY_MANAGE_UNITS),
	UNIT(app_org_close, MAY_MANAGE_UNITS),
	UNIT(app_org_split, MAY_MANAGE_UNITS),
	UNIT(app_org_merge, MAY_MANAGE_UNITS),
	UNIT(app_org_reorder, MAY_MANAGE_UNITS),
	{ "app_institution_list", call_app_institution_list, OF_HOME, MAY_READ_UNITS, ORG_UNIT_NONE,
	    false },
	ALL(app_institution_supervise, MAY_OPERATE),
	ALL(app_init, MAY_OPERATE),
	ALL(app_migrate, MAY_OPERATE),
	ALL(app_restore, MAY_OPERATE),
	ALL(app_synth, MAY_OPERATE),
	ALL(app_copy, MAY_OPERATE),
	ALL(app_backup, MAY_OPERATE),
	ALL(app_rebuild, MAY_OPERATE),
	ALL(app_import, MAY_IMPORT),
	ALL(app_check, MAY_READ_PLAN),
	ALL(app_rollup, MAY_READ_PLAN),
	ALL(app_explain, MAY_READ_PLAN),
	ALL(app_export, MAY_EXPORT),
	ALL(app_export_save, MAY_EXPORT),
	ALL(app_log_list, MAY_READ_LOG),
	ALL(app_log_verify, MAY_READ_LOG),
	ALL(app_log_export, MAY_READ_LOG),
	ALL(app_log_export_save, MAY_READ_LOG),
	ALL(app_log_checkpoint, MAY_CHECKPOINT_LOG),
	NONE(app_plan_live, MAY_READ_PLAN),
	UNIT(app_edit, MAY_EDIT_NODE),
};

enum { USE_CASE_COUNT = sizeof(USE_CASES) / sizeof(USE_CASES[0]) };

/*
 * Of the headers of src/app/, and no use cases: what only serves others, asks nothing of a
 * database, or is for who has not proved who it is.
 */
static const char *const SERVE_NOBODY[] = { "app_open", "app_close", "app_shown_name", "app_pack",
	"app_institutions", "app_today", "app_is_date", "app_moment", "app_require", "app_allowed",
	"app_load", "app_derive_plan", "app_derive_follow_up", "app_count_severities",
	"app_import_status_key", "app_cells_at", "app_check_json", "app_read_text", "app_save_text",
	"app_log_verify_file", "app_backup_check", "app_live_get", "app_live_catch_up",
	"app_live_drop", "app_plans_done",
	/* before anybody is anybody */
	"app_sign_in", "app_actor_of_session", "app_actor_of_token", "app_invitation_find",
	"app_invitation_accept", "app_password_forgotten" };

/* ---- Who ------------------------------------------------------------------------------------ */

enum { TOKENS = 3, WHO_COUNT = 2 * ROLE__COUNT + 2 + TOKENS };

struct who {
	char name[40];
	struct actor actor;
	struct actor_grant grants[ROLE__COUNT];
};

/* As it is loaded: the unit and all below it. */
static void
org_reach_of(struct walk *w, struct actor_grant *grant)
{
	struct org_history *history = mem_alloc(w->s->mem, sizeof(*history));

	assert_rc(org_store_load(w->s->db, w->s->mem, w->at[OWN].institution, history, &err),
	    YUP_OK, &err);
	org_reach(w->s->mem, history, "2031-01-31", w->at[OWN].unit, &grant->units,
	    &grant->unit_count);
}

static void
make_who(struct walk *w, struct who *all, const int64_t *supervised)
{
	static const char *const SCOPES[TOKENS] = { "token.read", "token.write", "token.admin" };

	for (int i = 0; i < WHO_COUNT; i++) {
		struct who *who = &all[i];

		who->actor = (struct actor){ .kind = ACTOR_USER,
			.institution_id = w->at[OWN].institution,
			.user_id = w->asker,
			.session_id = NOBODY_THERE,
			.name = "asker",
			.grants = who->grants,
			.grant_count = 1,
			.supervised = supervised,
			.supervised_count = 1 };
		if (i < 2 * ROLE__COUNT) {
			enum role role = (enum role)(i % ROLE__COUNT);
			bool whole = i < ROLE__COUNT;

			(void)snprintf(who->name, sizeof(who->name), "%s%s", role_key(role),
			    whole ? "" : "/unit");
			who->grants[0] = (struct actor_grant){ .role = role, .whole = whole };
			if (!whole)
				org_reach_of(w, &who->grants[0]);
			continue;
		}
		(void)snprintf(who->name, sizeof(who->name), "%s",
		    i == 2 * ROLE__COUNT           ? "nobody"
			: i == 2 * ROLE__COUNT + 1 ? "operator"
						   : SCOPES[i - 2 * ROLE__COUNT - 2]);
		if (i == 2 * ROLE__COUNT)
			who->actor = (struct actor){ .kind = ACTOR_NOBODY };
		else if (i == 2 * ROLE__COUNT + 1)
			who->actor = actor_operator;
		else {
			who->actor.kind = ACTOR_TOKEN;
			who->actor.token_id = 1;
			who->actor.scope = 1u << (i - 2 * ROLE__COUNT - 2);
			who->actor.grant_count = ROLE__COUNT;
			for (int r = 0; r < ROLE__COUNT; r++)
				who->grants[r] = (struct actor_grant){ .role = (enum role)r,
					.whole = true };
		}
	}
}

/* ---- What may be, in this test's own words ------------------------------------------------------ */

static bool
scope_reaches(unsigned scope, enum permission permission)
{
	switch (permission) {
	case MAY_READ_PLAN:
	case MAY_READ_UNITS:
	case MAY_EXPORT:
	case MAY_READ_LOG:
		return scope == SCOPE_READ;
	case MAY_MANAGE_ACCOUNTS:
	case MAY_MANAGE_UNITS:
	case MAY_OWN_TOKENS:
		return scope == SCOPE_ADMIN;
	default:
		return scope == SCOPE_WRITE;
	}
}

static bool
grant_allows(const struct actor_grant *g, const struct use_case *u, enum place place)
{
	unsigned reach = role_table[g->role][u->permission];
	bool reads = scope_reaches(SCOPE_READ, u->permission);

	if (place == FOREIGN)
		return reach == REACH_SUPERVISED && g->whole;
	if (reach == REACH_NONE)
		return false;
	if (g->whole || place == OWN)
		return true;
	return place == WHOLE && (u->unit == ORG_UNIT_SOME || (u->unit == ORG_UNIT_NONE && reads));
}

static bool
should(const struct who *who, const struct use_case *u, enum place place)
{
	const struct actor *a = &who->actor;

	if (u->kind == OF_ONESELF)
		return a->kind == ACTOR_USER;
	if (a->kind == ACTOR_OPERATOR)
		return true;
	if (a->kind == ACTOR_TOKEN &&
	    (u->never_by_token || !scope_reaches(a->scope, u->permission)))
		return false;
	for (size_t i = 0; i < a->grant_count; i++)
		if (grant_allows(&a->grants[i], u, place))
			return true;
	return false;
}

/* ---- The walk ------------------------------------------------------------------------------------ */

static bool
matters(const struct use_case *u, enum place place)
{
	switch (u->kind) {
	case OF_UNIT:
		return place != WHOLE;
	case OF_INSTITUTION:
		return place == WHOLE || place == FOREIGN;
	default:
		return place == WHOLE;
	}
}

static bool
goes_through(struct walk *w, const struct use_case *u, const struct where *at,
    const struct who *who)
{
	int rc;

	err = (struct err){ 0 };
	w->app.by = &who->actor;
	rc = u->call(w, at);
	return rc != YUP_EDENIED || err.key == NULL ||
	    (strcmp(err.key, "not_allowed") != 0 && strcmp(err.key, "only_oneself") != 0);
}

/* "app_account_add whole: administrador operator" */
static void
walk_one(struct walk *w, const struct use_case *u, enum place place, const struct who *all,
    struct str *out)
{
	str_printf(out, "%s %s:", u->name, PLACES[place]);
	for (int i = 0; i < WHO_COUNT; i++) {
		bool may = goes_through(w, u, &w->at[place], &all[i]);

		if (may != should(&all[i], u, place))
			fail_msg("%s, %s, %s: %s, against the table", u->name, PLACES[place],
			    all[i].name, may ? "allowed" : "refused");
		if (may)
			str_printf(out, " %s", all[i].name);
	}
	str_put_char(out, '\n');
}

/* ---- Setting up ----------------------------------------------------------------------------------- */

static int64_t
add_institution(struct test_store *s, const char *name, const char *acronym)
{
	struct institution it = { .name = name,
		.acronym = acronym,
		.pack = "bo-rs225557",
		.created_at = TEST_NOW };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static void
import_into(struct walk *w, const char *name)
{
	const char *const paths[] = { POA };
	struct app_import_request request = { paths, 1, name, false, false };
	struct app_import out;

	assert_rc(app_import(&w->app, w->s->mem, &request, &out, &err), YUP_OK, &err);
}

/* The plan of an institution, and its first row of that unit. */
static void
find_plan(struct walk *w, struct where *at)
{
	struct app_documents all;
	const struct plan *plan;

	assert_rc(app_load(&w->app, w->s->mem, at->name, MAY_READ_PLAN, APP_PLANS, &all, &err),
	    YUP_OK, &err);
	assert_int_equal(all.plan_count, 1);
	at->plan = all.plans[0].id;
	plan = all.plans[0].plan;
	while (at->node < plan->node_count &&
	    (plan->nodes[at->node].unit == PLAN_NONE ||
		plan->units[plan->nodes[at->node].unit].org_unit_id != at->unit))
		at->node++;
	assert_true(at->node < plan->node_count);
}

static struct where
place_at(struct walk *w, int64_t institution, const char *name, const char *unit)
{
	struct where at = { .institution = institution, .name = name };
	struct app_org_unit below = { "Debajo", "DEB" };

	assert_rc(app_org_find(&w->app, institution, unit, NULL, &at.unit, &err), YUP_OK, &err);
	assert_rc(app_org_add(&w->app, institution, at.unit, &below, NULL, &at.below, &err), YUP_OK,
	    &err);
	find_plan(w, &at);
	return at;
}

static void
set_up(struct walk *w, struct test_store *s)
{
	struct app_new_account account = { "asker", "Quien Pide", "" };
	struct app_invited invited;
	int64_t home, other;

	*w = (struct walk){ .s = s, .app = operator_app(s) };
	w->file = mem_printf(s->mem, "%s/log", test_temp_folder());
	home = add_institution(s, "Instituto del Eco", "IE");
	other = add_institution(s, "Agencia de Niebla", "AN");
	assert_rc(app_institution_supervise(&w->app, other, "IE", &err), YUP_OK, &err);
	import_into(w, "Instituto del Eco");
	import_into(w, "Agencia de Niebla");
	assert_rc(app_account_add(&w->app, home, &account, &invited, &err), YUP_OK, &err);
	w->asker = invited.user_id;
	w->at[OWN] = place_at(w, home, "Instituto del Eco", "UVE");
	w->at[OTHER] = place_at(w, home, "Instituto del Eco", "UBO");
	w->at[WHOLE] = w->at[OWN];
	w->at[FOREIGN] = place_at(w, other, "Agencia de Niebla", "UVE");
}

/* ---- Tests ----------------------------------------------------------------------------------------- */

static void
test_every_use_case_by_everybody(void **state)
{
	struct walk *w = mem_alloc(((struct test_store *)*state)->mem, sizeof(*w));
	struct who *all = mem_array(((struct test_store *)*state)->mem, WHO_COUNT, sizeof(*all));
	CLEANUP(str_done) struct str said = { 0 };
	char *written = test_file_read(CASES, NULL), *rest, *line;
	int64_t supervised;

	set_up(w, *state);
	supervised = w->at[FOREIGN].institution;
	make_who(w, all, &supervised);
	for (size_t i = 0; i < USE_CASE_COUNT; i++)
		for (int place = 0; place < PLACE__COUNT; place++)
			if (matters(&USE_CASES[i], (enum place)place))
				walk_one(w, &USE_CASES[i], (enum place)place, all, &said);
	app_plans_done(&w->plans);
	for (line = strtok_r(written, "\n", &rest); line != NULL && *line == '#';)
		line = strtok_r(NULL, "\n", &rest);
	for (char *made = strtok(said.text, "\n"); made != NULL; made = strtok(NULL, "\n")) {
		if (line == NULL || strcmp(made, line) != 0)
			fail_msg(CASES " has\n%s\nand it is\n%s", line != NULL ? line : "no more",
			    made);
		line = strtok_r(NULL, "\n", &rest);
	}
	if (line != NULL)
		fail_msg(CASES " has more: %s", line);
	free(written);
}

static bool
is_known(const char *name)
{
	for (size_t i = 0; i < USE_CASE_COUNT; i++)
		if (strcmp(USE_CASES[i].name, name) == 0)
			return true;
	for (size_t i = 0; i < sizeof(SERVE_NOBODY) / sizeof(SERVE_NOBODY[0]); i++)
		if (strcmp(SERVE_NOBODY[i], name) == 0)
			return true;
	return false;
}

static void
test_no_use_case_is_left_out(void **state)
{
	FILE *grep = popen("grep -ohE '^[^*]*\\bapp_[a-z_]+\\(' src/app/*.h | grep -v '^ ' | "
			   "grep -oE 'app_[a-z_]+' | sort -u",
	    "r");
	char name[128];
	size_t found = 0;

	(void)state;
	assert_non_null(grep);
	while (fgets(name, sizeof(name), grep) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		if (!is_known(name))
			fail_msg("%s is not in the walk of tests/app/test_permissions.c", name);
		found++;
	}
	(void)pclose(grep);
	assert_true(found >= USE_CASE_COUNT);
}

/* What nobody asked for, or was refused, is in the log. */
static void
test_refusals_are_logged(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct actor reader = { .kind = ACTOR_USER,
		.institution_id = s->institution_id,
		.user_id = 7,
		.name = "ana" };
	struct app_log_filter filter = { .outcome = "refused", .limit = 9 };
	struct app_log_line *lines;
	struct app_invited out;
	size_t count;

	app.by = &reader;
	assert_rc(app_account_add(&app, s->institution_id, &ACCOUNT, &out, &err), YUP_EDENIED,
	    &err);
	app.by = &actor_operator;
	assert_rc(app_account_add(&app, s->institution_id, &ACCOUNT, &out, &err), YUP_EINVALID,
	    &err);
	assert_string_equal(err.field, "login");
	assert_rc(app_log_list(&app, s->mem, &filter, &lines, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 2);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_use_case_by_everybody),
		STORE_TEST(test_no_use_case_is_left_out),
		STORE_TEST(test_refusals_are_logged),
	};

	return STORE_RUN(argc, argv, tests);
}
