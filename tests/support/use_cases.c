/* use_cases.c - see use_cases.h. */
#include "support/use_cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/accounts.h"
#include "app/actor.h"
#include "app/backup.h"
#include "app/check.h"
#include "app/copy.h"
#include "app/derive.h"
#include "app/explain.h"
#include "app/export.h"
#include "app/framework.h"
#include "app/history.h"
#include "app/import.h"
#include "app/institutions.h"
#include "app/job.h"
#include "app/log.h"
#include "app/observe.h"
#include "app/org.h"
#include "app/pending.h"
#include "app/plan_list.h"
#include "app/plan_sheet.h"
#include "app/roles.h"
#include "app/rollup.h"
#include "app/settings.h"
#include "app/sign_in.h"
#include "app/synth.h"
#include "app/tables.h"
#include "app/tokens.h"
#include "app/versions.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/org.h"
#include "store/org_store.h"
#include "support/cmocka_all.h"
#include "support/edit_calls.h"
#include "support/files.h"
#include "support/follow_up_calls.h"
#include "support/framework_calls.h"
#include "support/operator.h"
#include "support/register_calls.h"
#include "support/store.h"
#include "support/sums_calls.h"

#define POA "tests/golden/cli/small/poa.txt"
#define NOWHERE "/nonexistent/folder/file"

struct err use_case_err;

#define CALL(name)                                                      \
	static int call_##name(struct walk *w, const struct where *at); \
	static int call_##name(struct walk *w, const struct where *at)

/* One that takes the institution's id and a thing's that is not there. */
#define CALL_OF_NOBODY(name)                                                        \
	CALL(name)                                                                  \
	{                                                                           \
		return name(&w->app, at->institution, NOBODY_THERE, &use_case_err); \
	}

static const struct app_new_account ACCOUNT = { "", "", "" };

CALL(app_account_add)
{
	struct app_invited out;

	return app_account_add(&w->app, at->institution, &ACCOUNT, &out, &use_case_err);
}
CALL(app_account_correct)
{
	return app_account_correct(&w->app, at->institution, NOBODY_THERE, &ACCOUNT, &use_case_err);
}
CALL_OF_NOBODY(app_account_disable)
CALL_OF_NOBODY(app_account_enable)
CALL(app_account_find)
{
	int64_t id;

	return app_account_find(&w->app, at->institution, "nadie", &id, &use_case_err);
}
CALL(app_account_get)
{
	struct app_account out;

	return app_account_get(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out,
	    &use_case_err);
}
CALL(app_account_invite)
{
	struct app_invited out;

	return app_account_invite(&w->app, at->institution, NOBODY_THERE, &out, &use_case_err);
}
CALL(app_account_names)
{
	struct app_person *out;
	size_t count;

	return app_account_names(&w->app, w->s->mem, at->institution, 0, 9, &out, &count,
	    &use_case_err);
}
CALL(app_role_givers)
{
	const char **out;
	size_t count;

	return app_role_givers(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}
CALL(app_account_list)
{
	struct app_person *out;
	size_t count;

	return app_account_list(&w->app, w->s->mem, at->institution, 0, 9, &out, &count,
	    &use_case_err);
}
CALL(app_account_reset)
{
	struct app_invited out;

	return app_account_reset(&w->app, at->institution, NOBODY_THERE, &out, &use_case_err);
}
CALL(app_role_grant)
{
	struct app_grant grant = { NOBODY_THERE, "jefe", at->unit, NULL, NULL };
	int64_t id;

	return app_role_grant(&w->app, at->institution, &grant, &id, &use_case_err);
}
CALL(app_role_list)
{
	struct grant *out;
	size_t count;

	return app_role_list(&w->app, w->s->mem, at->institution, 0, 0, 9, &out, &count,
	    &use_case_err);
}
CALL_OF_NOBODY(app_role_revoke)
CALL(app_post_change)
{
	struct app_post post = { .user_id = NOBODY_THERE, .title = "x" };

	return app_post_change(&w->app, at->institution, &post, &use_case_err);
}
CALL(app_substitution_add)
{
	struct app_substitution s = { NOBODY_THERE, NOBODY_THERE + 1, NULL, TEST_NOW };
	int64_t id;

	return app_substitution_add(&w->app, at->institution, &s, &id, &use_case_err);
}
CALL_OF_NOBODY(app_substitution_end)
CALL(app_substitution_list)
{
	struct substitution *out;
	size_t count;

	return app_substitution_list(&w->app, w->s->mem, at->institution, 0, 0, 9, &out, &count,
	    &use_case_err);
}
CALL(app_session_list)
{
	struct session *out;
	size_t count;

	return app_session_list(&w->app, w->s->mem, at->institution, NOBODY_THERE, 0, 9, &out,
	    &count, &use_case_err);
}
CALL(app_session_revoke)
{
	return app_session_revoke(&w->app, at->institution, NOBODY_THERE, 1, &use_case_err);
}
CALL(app_sign_out)
{
	(void)at;
	return app_sign_out(&w->app, &use_case_err);
}
CALL(app_password_change)
{
	(void)at;
	return app_password_change(&w->app, "", "", &use_case_err) == YUP_EDENIED &&
		strcmp(use_case_err.key, "only_oneself") == 0
	    ? YUP_EDENIED
	    : YUP_OK;
}
CALL(app_token_create)
{
	struct app_new_token token = { w->asker, "x", "read", "" };
	struct app_token out;

	return app_token_create(&w->app, at->institution, &token, &out, &use_case_err);
}
CALL(app_token_list)
{
	struct token *out;
	size_t count;

	return app_token_list(&w->app, w->s->mem, at->institution, NOBODY_THERE, 0, 9, &out, &count,
	    &use_case_err);
}
CALL_OF_NOBODY(app_token_revoke)
CALL(app_org_list)
{
	struct org_tree tree;

	return app_org_list(&w->app, w->s->mem, at->institution, NULL, &tree, &use_case_err);
}
CALL(app_org_find)
{
	int64_t id;

	return app_org_find(&w->app, at->institution, "nada", NULL, &id, &use_case_err);
}
CALL(app_org_add)
{
	struct app_org_unit unit = { "", "" };
	int64_t id;

	return app_org_add(&w->app, at->institution, at->unit, &unit, NULL, &id, &use_case_err);
}
CALL(app_org_rename)
{
	struct app_org_unit as = { "", "" };

	return app_org_rename(&w->app, at->institution, at->unit, &as, NULL, &use_case_err);
}
CALL(app_org_move)
{
	return app_org_move(&w->app, at->institution, at->below, at->below, NULL, &use_case_err) ==
		YUP_EDENIED
	    ? YUP_EDENIED
	    : YUP_OK;
}
CALL(app_org_close)
{
	return app_org_close(&w->app, at->institution, at->below, "x", &use_case_err);
}
CALL(app_org_split)
{
	struct app_org_unit part = { "", "" };
	int64_t ids[1];

	return app_org_split(&w->app, at->institution, at->below, &part, 1, NULL, ids,
	    &use_case_err);
}
CALL(app_org_merge)
{
	return app_org_merge(&w->app, at->institution, &at->below, 1, at->below, NULL,
	    &use_case_err);
}
CALL(app_org_reorder)
{
	int64_t nothing = NOBODY_THERE;

	return app_org_reorder(&w->app, at->institution, at->unit, &nothing, 1, NULL,
	    &use_case_err);
}
CALL(app_institution_list)
{
	struct institution *out;
	size_t count;

	(void)at;
	return app_institution_list(&w->app, w->s->mem, &out, &count, &use_case_err);
}
CALL(app_institution_supervise)
{
	return app_institution_supervise(&w->app, at->institution, "\x01", &use_case_err);
}
CALL(app_init)
{
	return app_init(&w->app, at->name, "X", &use_case_err);
}
CALL(app_migrate)
{
	struct app other = { .by = w->app.by, .now = operator_now };
	struct app_migrated out;
	int rc = app_migrate(&other, w->s->mem, NOWHERE, &out, &use_case_err);

	(void)at;
	app_close(&other);
	return rc;
}
CALL(app_restore)
{
	struct app other = { .by = w->app.by, .now = operator_now };
	struct app_backup out;
	int rc = app_restore(&other, w->s->mem, NOWHERE, NOWHERE, &out, &use_case_err);

	(void)at;
	app_close(&other);
	return rc;
}
CALL(app_synth)
{
	struct app_synth_request request = { .institutions = 1, .year = 2031, .folder = NOWHERE };
	struct app_synth_made out;

	(void)at;
	return app_synth(&w->app, &request, &out, &use_case_err);
}
CALL(app_copy)
{
	struct app_copied *out;
	size_t count;

	return app_copy(&w->app, w->s->mem, at->name, NOWHERE, &out, &count, &use_case_err);
}
CALL(app_backup)
{
	struct app_backup out;

	return app_backup(&w->app, w->s->mem, at->name, NOWHERE, &out, &use_case_err);
}
CALL(app_rebuild)
{
	struct app_rebuilt out;

	return app_rebuild(&w->app, at->name, &out, &use_case_err);
}
CALL(app_import)
{
	const char *const paths[] = { POA };
	struct app_import_request request = {
		.paths = paths,
		.count = 1,
		.institution = at->name,
		.dry_run = true,
		.replace_edited = true,
	};
	struct app_import out;

	return app_import(&w->app, w->s->mem, &request, &out, &use_case_err);
}
CALL(app_pending_add)
{
	struct app_import_file file = { "", "", 0 };
	int64_t id;

	return app_pending_add(&w->app, at->institution, &file, &id, &use_case_err);
}
CALL(app_pending_send)
{
	struct app_import_file file = { "", "", 0 };
	int64_t job;

	return app_pending_send(&w->app, at->institution, &file, &job, &use_case_err);
}
CALL(app_pending_accept_long)
{
	struct app_pending_accept how = { 0 };
	int64_t job;

	return app_pending_accept_long(&w->app, at->institution, NOBODY_THERE, &how, &job,
	    &use_case_err);
}
CALL(app_job_list)
{
	struct job_row *out;
	size_t count;

	return app_job_list(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}
CALL(app_job_get)
{
	struct job_row out;

	return app_job_get(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out, &use_case_err);
}
CALL(app_job_own)
{
	struct job_row out;

	return app_job_own(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out, &use_case_err);
}
CALL(app_pending_list)
{
	struct pending *out;
	size_t count;

	return app_pending_list(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}
CALL(app_pending_look)
{
	struct pending out;
	struct app_import import;

	return app_pending_look(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out, &import,
	    &use_case_err);
}
CALL(app_pending_accept)
{
	struct app_pending_accept how = { 0 };
	struct app_import import;

	return app_pending_accept(&w->app, w->s->mem, at->institution, NOBODY_THERE, &how, &import,
	    &use_case_err);
}
CALL_OF_NOBODY(app_pending_drop)
CALL(app_tables_look)
{
	const struct app_tables_ask ask = { .sheet = "" };
	struct app_tables out;

	return app_tables_look(&w->app, w->s->mem, at->institution, NOBODY_THERE, &ask, &out,
	    &use_case_err);
}
CALL(app_tables_tell)
{
	const struct app_tables_ask ask = { .sheet = "" };
	const struct table_map map = { .head_rows = 1 };

	return app_tables_tell(&w->app, at->institution, NOBODY_THERE, &ask, &map, &use_case_err);
}
CALL(app_import_last)
{
	struct app_last_import out;

	return app_import_last(&w->app, w->s->mem, at->institution, &out, &use_case_err);
}
CALL_OF_NOBODY(app_import_undo)
CALL(app_export_list)
{
	return app_export_list(&w->app, at->institution, MAY_EXPORT, "planes", "csv",
	    &use_case_err);
}

CALL_OF_NOBODY(app_framework_remove)
CALL(app_check)
{
	struct app_check out;

	return app_check(&w->app, w->s->mem, at->name, &out, &use_case_err);
}
CALL(app_rollup)
{
	struct app_rolled *out;
	size_t count;

	return app_rollup(&w->app, w->s->mem, at->name, APP_POLICY_OWN, &out, &count,
	    &use_case_err);
}
CALL(app_explain)
{
	struct app_explain_request request = { .institution = at->name,
		.unit = "UVE",
		.what = APP_PLANS };
	struct app_explained out;

	return app_explain(&w->app, w->s->mem, &request, &out, &use_case_err);
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
	struct app_export_request request = { .institution = at->name,
		.format = APP_FORMAT_JSON,
		.what = APP_WHAT_SUMMARY };

	return app_export(&w->app, w->s->mem, &request, swallow, NULL, &use_case_err);
}
CALL(app_export_save)
{
	struct app_export_request request = { .institution = at->name,
		.format = APP_FORMAT_JSON,
		.what = APP_WHAT_SUMMARY };

	return app_export_save(&w->app, w->s->mem, &request, NOWHERE, &use_case_err);
}
CALL(app_log_list)
{
	struct app_log_filter filter = { .institution = at->name, .limit = 1 };
	struct app_log_line *out;
	size_t count;

	return app_log_list(&w->app, w->s->mem, &filter, &out, &count, &use_case_err);
}
CALL(app_log_tick)
{
	(void)at;
	return app_log_tick(&w->app, &use_case_err);
}
CALL(app_log_verify)
{
	struct app_log_verified out;

	return app_log_verify(&w->app, w->s->mem, at->name, NULL, &out, &use_case_err);
}
CALL(app_log_export)
{
	uint64_t records;

	return app_log_export(&w->app, w->s->mem, at->name, swallow, NULL, &records, &use_case_err);
}
CALL(app_log_export_save)
{
	uint64_t records;

	/* It asks once the file is begun: one that can be. */
	return app_log_export_save(&w->app, w->s->mem, at->name, w->file, &records, &use_case_err);
}
CALL(app_log_checkpoint)
{
	struct app_checkpointed out;

	return app_log_checkpoint(&w->app, w->s->mem, at->name, NOWHERE, &out, &use_case_err);
}
CALL(app_plan_live)
{
	const struct plan_live *out;

	return app_plan_live(&w->app, &w->plans, at->institution, at->plan, &out, &use_case_err);
}
CALL(app_plan_list)
{
	struct app_version *out;
	size_t count;

	return app_plan_list(&w->app, w->s->mem, at->name, &out, &count, &use_case_err);
}
CALL(app_plan_find)
{
	struct app_version out;

	return app_plan_find(&w->app, w->s->mem, at->name, &out, &use_case_err);
}
CALL(app_plan_steps)
{
	struct institution it = { .id = at->institution };
	struct app_version version = { .institution = &it };
	struct plan_step *out;
	size_t count;

	return app_plan_steps(&w->app, w->s->mem, &version, &out, &count, &use_case_err);
}
CALL(app_plan_steps_of)
{
	const struct plan_live *live = NULL;
	struct plan_step *out;
	size_t count;
	int rc = app_plan_live(&w->app, &w->plans, at->institution, at->plan, &live, &use_case_err);

	return rc < 0 ? rc
		      : app_plan_steps_of(&w->app, w->s->mem, at->institution, at->plan,
			    plan_live_plan(live), &out, &count, &use_case_err);
}
CALL(app_observation_list)
{
	struct plan none = { 0 };
	struct app_review review = { at->institution, at->plan, &none, 0, true, NULL };
	struct observation *out;
	size_t count;

	return app_observation_list(&w->app, w->s->mem, &review, PLAN_NONE, &out, &count,
	    &use_case_err);
}
CALL(app_plans_of)
{
	struct app_version *out;
	size_t count;

	return app_plans_of(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}
CALL(app_plan_get)
{
	struct app_version out;

	return app_plan_get(&w->app, w->s->mem, at->institution, at->plan, &out, &use_case_err);
}
CALL(app_plan_amend)
{
	struct institution it = { .id = at->institution };
	struct app_version version = { .institution = &it };
	struct plan_head out;

	return app_plan_amend(&w->app, &version, &out, &use_case_err);
}
CALL(app_plan_new_year)
{
	struct institution it = { .id = at->institution };
	struct app_version version = { .institution = &it };
	struct new_year options = { .year = 2032 };
	struct plan_head out;

	return app_plan_new_year(&w->app, &version, &options, NULL, 0, &out, &use_case_err);
}
CALL(app_plan_history)
{
	struct institution it = { .id = at->institution };
	struct app_version version = { .institution = &it, .head = { .id = at->plan } };
	struct app_history out;

	return app_plan_history(&w->app, w->s->mem, &version, 0, &out, &use_case_err);
}
CALL(app_diff)
{
	struct app_diff out;

	return app_diff(&w->app, w->s->mem, at->name, "0", "0", &out, &use_case_err);
}
CALL(app_export_findings)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer csv = { .out = &out };
	const struct plan_live *live = NULL;
	struct finding_list none = { 0 };
	int rc = app_plan_live(&w->app, &w->plans, at->institution, at->plan, &live, &use_case_err);

	return rc < 0 ? rc
		      : app_export_findings(&w->app, at->institution, at->plan,
			    plan_live_plan(live), &none, &csv, &use_case_err);
}
CALL(app_export_observations)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer csv = { .out = &out };
	const struct plan_live *live = NULL;
	int rc = app_plan_live(&w->app, &w->plans, at->institution, at->plan, &live, &use_case_err);

	return rc < 0 ? rc
		      : app_export_observations(&w->app, at->institution, at->plan,
			    plan_live_plan(live), NULL, 0, &csv, &use_case_err);
}
CALL(app_sheet_write)
{
	CLEANUP(str_done) struct str out = { 0 };

	return app_sheet_write(&w->app, &w->plans, w->s->mem, at->institution, at->plan, NULL, 0,
	    &out, &use_case_err);
}
static const struct app_sheet_file no_sheet = { "nada.xlsx", "", 0 };
CALL(app_sheet_look)
{
	struct app_sheet out;

	return app_sheet_look(&w->app, &w->plans, w->s->mem, at->institution, &no_sheet, &out,
	    &use_case_err);
}
CALL(app_sheet_keep)
{
	struct pending out;

	return app_sheet_keep(&w->app, &w->plans, w->s->mem, at->institution, &no_sheet, &out,
	    &use_case_err);
}
CALL(app_sheet_kept)
{
	struct app_sheet_file file;
	struct pending out;

	return app_sheet_kept(&w->app, w->s->mem, at->institution, at->plan, NOBODY_THERE, &out,
	    &file, &use_case_err);
}
CALL(app_sheet_drop)
{
	return app_sheet_drop(&w->app, at->institution, at->plan, NOBODY_THERE, &use_case_err);
}
CALL(app_plan_diff)
{
	struct institution it = { .id = at->institution };
	struct app_version version = { .institution = &it, .head = { .id = at->plan } };
	struct app_diff out;

	return app_plan_diff(&w->app, w->s->mem, &version, "0", "0", &out, &use_case_err);
}
CALL(app_plan_sources)
{
	struct app_explained out;

	return app_plan_sources(&w->app, w->s->mem, at->institution, at->plan, at->unit, &out,
	    &use_case_err);
}
CALL(app_row_changes)
{
	struct change *changes = NULL;
	size_t count = 0;

	return app_row_changes(&w->app, w->s->mem, at->institution, at->plan, at->unit, at->node,
	    &changes, &count, &use_case_err);
}

const struct use_case use_cases[] = {
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
#define SOME(f, may)                                                    \
	{                                                               \
#f, call_##f, OF_INSTITUTION, may, ORG_UNIT_SOME, false \
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
	ALL(app_account_names, MAY_READ_UNITS),
	ALL(app_role_givers, MAY_READ_UNITS),
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
	ALL(app_pending_add, MAY_IMPORT),
	ALL(app_pending_send, MAY_IMPORT),
	ALL(app_pending_accept_long, MAY_IMPORT),
	ALL(app_job_list, MAY_IMPORT),
	ALL(app_job_get, MAY_IMPORT),
	ALL(app_job_own, MAY_IMPORT),
	ALL(app_pending_list, MAY_IMPORT),
	ALL(app_pending_look, MAY_IMPORT),
	ALL(app_pending_accept, MAY_IMPORT),
	ALL(app_pending_drop, MAY_IMPORT),
	ALL(app_tables_look, MAY_IMPORT),
	ALL(app_tables_tell, MAY_IMPORT),
	ALL(app_import_last, MAY_IMPORT),
	ALL(app_import_undo, MAY_IMPORT),
	ALL(app_check, MAY_READ_PLAN),
	ALL(app_rollup, MAY_READ_PLAN),
	ALL(app_explain, MAY_READ_PLAN),
	ALL(app_export, MAY_EXPORT),
	ALL(app_export_save, MAY_EXPORT),
	SOME(app_export_list, MAY_EXPORT),
	NONE(app_setting_list, MAY_READ_UNITS),
	ALL(app_setting_change, MAY_EDIT_SETTINGS),
	NONE(app_framework_list, MAY_READ_PLAN),
	NONE(app_framework_put, MAY_EDIT_FRAMEWORK),
	NONE(app_framework_remove, MAY_EDIT_FRAMEWORK),
	ALL(app_issued_list, MAY_EXPORT),
	SOME(app_centre_list, MAY_EXPORT),
	SOME(app_centre_is_long, MAY_EXPORT),
	SOME(app_centre_get, MAY_EXPORT),
	SOME(app_centre_own, MAY_EXPORT),
	ALL(app_centre_ask, MAY_EXPORT),
	ALL(app_centre_make, MAY_EXPORT),
	ALL(app_log_list, MAY_READ_LOG),
	ALL(app_log_tick, MAY_OPERATE),
	ALL(app_log_verify, MAY_READ_LOG),
	ALL(app_log_export, MAY_READ_LOG),
	ALL(app_log_export_save, MAY_READ_LOG),
	ALL(app_log_checkpoint, MAY_CHECKPOINT_LOG),
	NONE(app_plan_live, MAY_READ_PLAN),
	ALL(app_plan_list, MAY_READ_PLAN),
	ALL(app_plan_find, MAY_READ_PLAN),
	NONE(app_plan_steps, MAY_READ_PLAN),
	NONE(app_plan_steps_of, MAY_READ_PLAN),
	NONE(app_observation_list, MAY_READ_PLAN),
	NONE(app_evidence_list, MAY_READ_PLAN),
	NONE(app_register_all, MAY_READ_PLAN),
	NONE(app_register_items, MAY_READ_PLAN),
	NONE(app_register_amendment, MAY_READ_PLAN),
	NONE(app_plans_of, MAY_READ_PLAN),
	NONE(app_plan_get, MAY_READ_PLAN),
	ALL(app_plan_amend, MAY_START_PLAN),
	ALL(app_plan_new_year, MAY_START_PLAN),
	NONE(app_plan_history, MAY_READ_PLAN),
	ALL(app_diff, MAY_READ_PLAN),
	NONE(app_export_findings, MAY_EXPORT),
	NONE(app_export_observations, MAY_EXPORT),
	NONE(app_plan_diff, MAY_READ_PLAN),
	NONE(app_sheet_write, MAY_EXPORT),
	NONE(app_sheet_look, MAY_READ_PLAN),
	NONE(app_sheet_keep, MAY_READ_PLAN),
	NONE(app_sheet_kept, MAY_READ_PLAN),
	NONE(app_sheet_drop, MAY_READ_PLAN),
	UNIT(app_plan_sources, MAY_READ_PLAN),
	UNIT(app_row_changes, MAY_READ_PLAN),
	NONE(app_standings, MAY_READ_PLAN),
	ALL(app_standings_rebuild, MAY_OPERATE),
	ALL(app_ministry, MAY_READ_PLAN),
	NONE(app_is_ministry, MAY_READ_PLAN),
	ALL(app_ministry_years, MAY_READ_PLAN),
	NONE(app_period_years, MAY_READ_PLAN),
	NONE(app_period_list, MAY_READ_PLAN),
	NONE(app_period_steps, MAY_READ_PLAN),
	ALL(app_period_lay_out, MAY_RUN_PERIODS),
	ALL(app_period_open, MAY_RUN_PERIODS),
	ALL(app_period_close, MAY_RUN_PERIODS),
	ALL(app_period_extend, MAY_RUN_PERIODS),
	UNIT(app_edit, MAY_EDIT_NODE),
	UNIT(app_edit_try, MAY_EDIT_NODE),
	ALL(app_follow_up_list, MAY_READ_PLAN),
	ALL(app_follow_up_get, MAY_READ_PLAN),
	ALL(app_follow_up_sources, MAY_READ_PLAN),
	ALL(app_follow_up_past, MAY_READ_PLAN),
	ALL(app_follow_up_correct, MAY_CORRECT_REPORT),
	ALL(app_follow_up_settle, MAY_CORRECT_REPORT),
	ALL(app_check_reports, MAY_READ_PLAN),
	ALL(app_check_registers, MAY_READ_PLAN),
};

const size_t use_case_count = sizeof(use_cases) / sizeof(use_cases[0]);
