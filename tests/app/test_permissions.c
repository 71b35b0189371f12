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
#include "support/use_cases.h"

#define POA "tests/golden/cli/small/poa.txt"
#define CASES "tests/app/permissions.cases"

static const char *const PLACES[] = { "own", "other", "whole", "foreign" };

/*
 * Of the headers of src/app/, and no use cases: what only serves others, asks nothing of a
 * database, or is for who has not proved who it is.
 */
static const char *const SERVE_NOBODY[] = { "app_open", "app_close", "app_shown_name", "app_pack",
	"app_settings_apply", "app_settings_keep", "app_settings_keep_also", "app_institutions",
	"app_today", "app_is_date", "app_moment", "app_require", "app_allowed", "app_load",
	"app_load_of", "app_derive_plan", "app_derive_follow_up", "app_count_severities",
	"app_import_status_key", "app_cells_at", "app_check_json", "app_board_plan",
	"app_board_json", "app_ministry_json", "app_read_text", "app_save_text",
	"app_log_verify_file", "app_backup_check", "app_live_get", "app_live_catch_up",
	"app_live_take", "app_live_drop", "app_plans_done", "app_stage", "app_job_run",
	"app_jobs_interrupt", "app_tables_known",
	/* what they ask depends on the step: test_versions.c walks the steps by every role */
	"app_plan_pass", "app_units_pass", "app_units_return", "app_plan_unit",
	"app_units_unvalidated", "app_plan_row",
	/* or on whose rows it changes: test_plan_sheet.c */
	"app_sheet_take", "app_sheet_is", "app_sheet_open", "app_sheet_save", "app_export_record",
	"app_pending_keep", "app_pending_kept", "app_pending_forget",
	/* or on whose row or item it is of: test_evidence.c walks them by every role */
	"app_evidence_add", "app_evidence_remove", "app_evidence_get", "app_evidence_twins",
	"app_evidence_corrections", "app_evidence_read", "app_evidence_is_open",
	"app_evidence_scan_with", "app_evidence_load", "app_evidence_save",
	/* or on whose unit the item is: test_registers.c walks them by every role */
	"app_register_open", "app_register_get", "app_register_change", "app_register_pass",
	"app_register_comment", "app_register_take", "app_register_from_reports",
	/* or on whose observation it is: test_observe.c walks them by every role */
	"app_observe", "app_observation_reply", "app_observation_settle",
	"app_observation_withdraw", "app_observation_may", "app_may_observe_unit",
	"app_observations_live", "app_observation_get", "app_review_of", "app_review_may",
	/* or on whose rows they are, and how the period stands: test_reports.c walks them */
	"app_report_units", "app_report_unit_called", "app_report_place", "app_report_book",
	"app_report_follow_up", "app_report_past", "app_report_edit", "app_report_load",
	"app_report_try", "app_reports_pass", "app_reports_return", "app_may_pass_report",
	"app_report_step", "app_period_get", "app_standings_changed", "app_standings_make",
	"app_standings_made_by", "app_agency_at", "app_ministry_forget", "app_report_take",
	/* what is published, for anybody: test_portal.c */
	"app_bundle_create", "app_bundle_open", "app_portal_list", "app_portal_find",
	"app_portal_open", "app_portal_mark", "app_portal_write", "app_portal_notify",
	"app_portal_folder_begin", "app_portal_folder_put", "app_portal_folder_end",
	"app_open_years", "app_format_key", "app_format_is_open",
	/* or on whose unit it is of: test_paper.c asks */
	"app_paper_make", "app_paper_save", "app_paper_issue", "app_issued_bytes",
	"app_issued_save", "app_issued_verify", "app_issued_json", "app_issued_get",
	/* or says only what there is; its bytes are for who asked: test_centre.c */
	"app_centre_offers", "app_centre_find_what", "app_centre_find_format", "app_centre_paper",
	"app_centre_name", "app_centre_media", "app_centre_bytes", "app_centre_expire",
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

	assert_rc(org_store_load(w->s->db, w->s->mem, w->at[OWN].institution, history,
		      &use_case_err),
	    YUP_OK, &use_case_err);
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

	use_case_err = (struct err){ 0 };
	w->app.by = &who->actor;
	rc = u->call(w, at);
	return rc != YUP_EDENIED || use_case_err.key == NULL ||
	    (strcmp(use_case_err.key, "not_allowed") != 0 &&
		strcmp(use_case_err.key, "only_oneself") != 0);
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

	assert_rc(db_begin(s->db, &tx, &use_case_err), YUP_OK, &use_case_err);
	assert_rc(institution_store_add(&tx, &it, &id, &use_case_err), YUP_OK, &use_case_err);
	assert_rc(db_commit(&tx, &use_case_err), YUP_OK, &use_case_err);
	return id;
}

static void
import_into(struct walk *w, const char *name)
{
	const char *const paths[] = { POA };
	struct app_import_request request = { .paths = paths, .count = 1, .institution = name };
	struct app_import out;

	assert_rc(app_import(&w->app, w->s->mem, &request, &out, &use_case_err), YUP_OK,
	    &use_case_err);
}

/* The plan of an institution, and its first row of that unit. */
static void
find_plan(struct walk *w, struct where *at)
{
	struct app_documents all;
	const struct plan *plan;

	assert_rc(app_load(&w->app, w->s->mem, at->name, MAY_READ_PLAN, APP_PLANS, &all,
		      &use_case_err),
	    YUP_OK, &use_case_err);
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

	assert_rc(app_org_find(&w->app, institution, unit, NULL, &at.unit, &use_case_err), YUP_OK,
	    &use_case_err);
	assert_rc(app_org_add(&w->app, institution, at.unit, &below, NULL, &at.below,
		      &use_case_err),
	    YUP_OK, &use_case_err);
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
	assert_rc(app_institution_supervise(&w->app, other, "IE", &use_case_err), YUP_OK,
	    &use_case_err);
	import_into(w, "Instituto del Eco");
	import_into(w, "Agencia de Niebla");
	assert_rc(app_account_add(&w->app, home, &account, &invited, &use_case_err), YUP_OK,
	    &use_case_err);
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
	for (size_t i = 0; i < use_case_count; i++)
		for (int place = 0; place < PLACE__COUNT; place++)
			if (matters(&use_cases[i], (enum place)place))
				walk_one(w, &use_cases[i], (enum place)place, all, &said);
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
	for (size_t i = 0; i < use_case_count; i++)
		if (strcmp(use_cases[i].name, name) == 0)
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
	assert_true(found >= use_case_count);
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
	const struct app_new_account empty = { "", "", "" };
	struct app_log_line *lines;
	struct app_invited out;
	size_t count;

	app.by = &reader;
	assert_rc(app_account_add(&app, s->institution_id, &empty, &out, &use_case_err),
	    YUP_EDENIED, &use_case_err);
	app.by = &actor_operator;
	assert_rc(app_account_add(&app, s->institution_id, &empty, &out, &use_case_err),
	    YUP_EINVALID, &use_case_err);
	assert_string_equal(use_case_err.field, "login");
	assert_rc(app_log_list(&app, s->mem, &filter, &lines, &count, &use_case_err), YUP_OK,
	    &use_case_err);
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
