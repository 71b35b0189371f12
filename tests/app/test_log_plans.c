/*
 * test_log_plans.c - what plans hold is what the log says of them; what somebody
 * with the owner's rights writes past it is told, with its place.
 */
#include "app/log_plans.h"

#include <string.h>

#include "app/actor.h"
#include "app/edit.h"
#include "app/versions.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/plan.h"
#include "io/pack_file.h"
#include "store/change_store.h"
#include "support/cmocka_all.h"
#include "support/golden.h"
#include "support/logged_plan.h"
#include "support/operator.h"
#include "support/random_edit.h"
#include "support/store.h"

enum { EDITS = 80 };

static struct err err;

static struct app_log_chain
verify(struct test_store *s, bool chain_only)
{
	struct app app = operator_app(s);
	struct app_log_asked asked = { NULL, chain_only };
	struct app_log_verified out;

	assert_rc(app_log_verify(&app, s->mem, NULL, &asked, &out, &err), YUP_OK, &err);
	assert_int_equal(out.count, 1);
	return out.chains[0];
}

static void
assert_whole(struct test_store *s, size_t plans)
{
	struct app_log_chain chain = verify(s, false);

	if (chain.walk.fault != LOG_FAULT_NONE)
		fail_msg("%s, record %lld, plan %lld revision %u row %u",
		    log_fault_key(chain.walk.fault), (long long)chain.walk.fault_seq,
		    (long long)chain.plan_id, chain.revision, chain.row);
	assert_int_equal(chain.plans, plans);
	assert_int_equal(chain.plans_older + chain.plans_unread, 0);
}

/* Told of that plan, and only by who looks at plans. */
static struct app_log_chain
assert_told(struct test_store *s, enum log_fault fault, int64_t plan_id)
{
	struct app_log_chain chain = verify(s, false);

	assert_string_equal(log_fault_key(chain.walk.fault), log_fault_key(fault));
	assert_int_equal(chain.plan_id, plan_id);
	assert_int_equal(verify(s, true).walk.fault, LOG_FAULT_NONE);
	return chain;
}

/* Rows of every kind of change, one after the other. */
static void
edit_at_random(struct test_store *s, int64_t plan_id)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = operator_app(s);
	struct random_edit r = { .state = 99 };
	const struct plan_live *live = NULL;
	size_t made = 0;

	for (int i = 0; i < EDITS; i++) {
		struct typed_cell typed = { FIELD_SCHEDULE, 1 + random_below(&r, 12), "7" };
		const struct plan *plan;
		struct app_edited edited;
		struct app_edit_request request = { .institution_id = s->institution_id,
			.plan_id = plan_id,
			.seen = APP_SEEN_ANY,
			.typed = &typed,
			.typed_count = 1,
			.why = "acta 3" };

		assert_rc(app_plan_live(&app, &plans, s->institution_id, plan_id, &live, &err),
		    YUP_OK, &err);
		plan = plan_live_plan(live);
		request.kind = (enum change_kind)random_below(&r, CHANGE_UNDO + 1);
		request.node = random_below(&r, (uint32_t)plan->node_count);
		request.place.parent = request.kind == CHANGE_REORDER
		    ? plan->nodes[request.node].parent
		    : random_below(&r, (uint32_t)plan->node_count);
		request.place.after = PLAN_NONE;
		request.unit = random_below(&r, (uint32_t)plan->unit_count);
		request.revision = plan->revision;
		if (request.kind == CHANGE_DELETE && plan->nodes[request.node].level == 0)
			continue;
		made += app_edit(&app, &plans, s->mem, &request, &edited, &err) == YUP_OK;
	}
	assert_true(made > EDITS / 4);
}

static int64_t
save_edited(struct test_store *s)
{
	struct synth options = { .seed = 5, .activities = 30, .mistakes = 100, .year = 2027 };
	int64_t id = logged_plan_save(s, &options, NULL);

	assert_whole(s, 1);
	edit_at_random(s, id);
	assert_whole(s, 1);
	return id;
}

static void
unguard(struct test_store *s)
{
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE change DISABLE TRIGGER ALL;"
				  "ALTER TABLE change_cell DISABLE TRIGGER ALL;"
				  "ALTER TABLE plan_step DISABLE TRIGGER ALL"
				: "DROP TRIGGER change_no_update; DROP TRIGGER change_no_delete;"
				  "DROP TRIGGER change_cell_no_update;"
				  "DROP TRIGGER change_cell_no_delete");
}

/* The same numbers by hand, in a row nobody changed and in one that somebody did. */
static void
test_a_row_written_past_the_log(void **state)
{
	struct test_store *s = *state;
	int64_t id = save_edited(s);

	for (int i = 0; i < 2; i++) { /* one made since, one that was there */
		static const char *const WHICH[] = { "SELECT MAX(ordinal) FROM node",
			"SELECT MIN(ordinal) FROM node WHERE level = 2" };

		store_execute(s->path,
		    mem_printf(s->mem,
			"UPDATE node SET verification = verification || 'x' "
			"WHERE ordinal = (%s)",
			WHICH[i]));
		(void)assert_told(s, LOG_FAULT_PLAN, id);
		store_execute(s->path,
		    "UPDATE node SET verification = "
		    "substr(verification, 1, length(verification) - 1) "
		    "WHERE verification LIKE '%x' AND ordinal IS NOT NULL");
		assert_whole(s, 1);
	}
	store_execute(s->path, "UPDATE node SET title = 'Otro' WHERE level = 2");
	(void)assert_told(s, LOG_FAULT_PLAN, id);
}

/* A cell that a change left so is otherwise: undoing hides nothing. */
static void
test_a_changed_cell_written_past_the_log(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = operator_app(s);
	struct synth options = { .seed = 5, .activities = 30, .year = 2027 };
	struct plan *plan = NULL;
	struct app_edited edited;
	struct typed_cell typed = { FIELD_TITLE, 0, "Dicho" };
	int64_t id = logged_plan_save(s, &options, &plan);
	struct app_edit_request request = { .institution_id = s->institution_id,
		.plan_id = id,
		.kind = CHANGE_CELLS,
		.node = (uint32_t)plan->node_count - 1,
		.seen = APP_SEEN_ANY,
		.typed = &typed,
		.typed_count = 1 };
	struct app_log_chain chain;

	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_whole(s, 1);
	store_execute(s->path, "UPDATE node SET title = 'Callado' WHERE title = 'Dicho'");
	chain = assert_told(s, LOG_FAULT_PLAN, id);
	assert_int_equal(chain.row, request.node);
	assert_int_equal(chain.walk.fault_seq, 1); /* where it was saved */
}

static void
test_a_change_altered(void **state)
{
	struct test_store *s = *state;
	int64_t id = save_edited(s);
	struct app_log_chain chain;

	unguard(s);
	store_execute(s->path, "UPDATE change SET actor = 'otra' WHERE revision = 3");
	chain = assert_told(s, LOG_FAULT_CHANGE, id);
	assert_int_equal(chain.revision, 3);
	store_execute(s->path, "UPDATE change SET actor = '' WHERE revision = 3");
	store_execute(s->path, "UPDATE change_cell SET before_number = 1 WHERE revision = 5");
	chain = assert_told(s, LOG_FAULT_CHANGE, id);
	assert_true(chain.revision == 3 || chain.revision == 5);
}

static void
test_a_change_removed(void **state)
{
	struct test_store *s = *state;
	int64_t id = save_edited(s);
	struct app_log_chain chain;

	unguard(s);
	store_execute(s->path, "DELETE FROM change_cell WHERE revision = 4");
	store_execute(s->path, "DELETE FROM change WHERE revision = 4");
	chain = assert_told(s, LOG_FAULT_CHANGE, id);
	assert_true(chain.revision > 3 && chain.walk.fault_seq > 1);
}

/* A state that no step led to. */
static void
test_a_state_written_past_the_log(void **state)
{
	struct test_store *s = *state;
	int64_t id = save_edited(s);

	store_execute(s->path, "UPDATE plan SET state = 3");
	(void)assert_told(s, LOG_FAULT_STATE, id);
	store_execute(s->path, "UPDATE plan SET state = 0");
	assert_whole(s, 1);
	store_execute(s->path, "UPDATE unit SET state = 4 WHERE ordinal = 1");
	(void)assert_told(s, LOG_FAULT_STATE, id);
}

/* Through all its states and into the next version, nothing differs. */
static void
test_amended(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct app_version version;
	struct app_step said = { "RM 12/2031", "2031-02-01", true };
	struct institution institution = { .id = s->institution_id, .name = "M" };
	struct plan_head next;
	int64_t id = save_edited(s);

	version = (struct app_version){ &institution,
		{ .id = id, .year = 2027, .version = 1, .pack = "bo-rs225557" } };
	for (int to = PLAN_IN_REVIEW; to <= PLAN_APPROVED; to++)
		assert_rc(app_plan_pass(&app, &version, (enum plan_state)to, &said, &err), YUP_OK,
		    &err);
	assert_rc(app_plan_amend(&app, &version, &next, &err), YUP_OK, &err);
	edit_at_random(s, next.id);
	assert_whole(s, 2);
	store_execute(s->path,
	    "UPDATE node SET indicator = 'x' WHERE level = 2 AND "
	    "plan_id = (SELECT MAX(plan_id) FROM plan)");
	(void)assert_told(s, LOG_FAULT_PLAN, next.id);
}

/* A plan that no record says anything of. */
static void
test_a_plan_slipped_in(void **state)
{
	struct test_store *s = *state;
	int64_t id = save_edited(s);

	store_execute(s->path,
	    "INSERT INTO plan (institution_id, plan_id, year, version, policy, "
	    "pack, period_count, institution_name, "
	    "institution_acronym, saved_at, file_count, "
	    "unit_count, form_count, node_count) SELECT institution_id, 900, "
	    "2040, 1, policy, pack, period_count, institution_name, institution_acronym, "
	    "saved_at, 0, 0, 0, 0 FROM plan");
	(void)assert_told(s, LOG_FAULT_PLAN, 900);
	store_execute(s->path, "DELETE FROM plan WHERE plan_id = 900");
	assert_whole(s, 1);
	assert_true(id > 0);
}

/* ---- The bytes ------------------------------------------------------------------- */

static void
test_the_bytes(void **state)
{
	static const struct cell_edit CELLS[] = {
		{ 12, FIELD_TITLE, 0, { NUM_ABSENT, "tab\there" }, { NUM_ABSENT, "Ñandú\n" } },
		{ 12, FIELD_SCHEDULE, 3, { NUM_ABSENT, NULL }, { 250000, NULL } },
		{ 13, FIELD_TARGET, 0, { 10000, "1" }, { NUM_ABSENT, "" } },
	};
	struct change change = { .revision = 12,
		.at = TEST_NOW,
		.user_id = 4,
		.actor = "ana",
		.kind = CHANGE_CELLS,
		.why = "acta 3",
		.cells = CELLS,
		.cell_count = 3 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 };
	struct synth options = { .seed = 7, .activities = 3, .mistakes = 500, .year = 2027 };
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	struct digest_mark read;
	const char *mark;

	(void)state;
	change_bytes(&s, 7, &change);
	mark = digest_mark_change(mem, 7, &change);
	str_printf(&s, "%s\n", mark);
	assert_rc(pack_load(mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(mem, pack, &options, &plan, &err), YUP_OK, &err);
	plan_bytes(&s, 7, plan);
	golden_check_text("app/plan_digest/expected.txt", str_text(&s));
	assert_true(digest_mark_read(mem_printf(mem, "change [a] %s", mark), &read));
	assert_int_equal(read.plan_id, 7);
	assert_int_equal(read.revision, 12);
	assert_false(digest_mark_read(mem_printf(mem, "%s.", mark), &read));
	assert_false(digest_mark_read("[plan 7 revision 12 sha256 00]", &read));
	assert_false(digest_mark_read("[plan", &read));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_row_written_past_the_log),
		STORE_TEST(test_a_changed_cell_written_past_the_log),
		STORE_TEST(test_a_change_altered),
		STORE_TEST(test_a_change_removed),
		STORE_TEST(test_a_state_written_past_the_log),
		STORE_TEST(test_amended),
		STORE_TEST(test_a_plan_slipped_in),
		cmocka_unit_test(test_the_bytes),
	};

	return STORE_RUN(argc, argv, tests);
}
