/* test_edit.c - people change a plan: what is kept, what is refused, what is told. */
#include "app/edit.h"

#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "base/mem.h"
#include "core/plan_diff.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "store/change_store.h"
#include "store/log_store.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/plan_equal.h"
#include "support/random_edit.h"
#include "support/store.h"

static struct err err;
static unsigned minute;

/* Every look at the clock is a minute later. */
static void
ticking(char out[CLOCK_TEXT_SIZE])
{
	minute++;
	(void)snprintf(out, CLOCK_TEXT_SIZE, "2031-02-%02uT%02u:%02u:00Z", 1 + minute / 1440 % 28,
	    minute / 60 % 24, minute % 60);
}

static const struct actor ana = { .kind = ACTOR_OPERATOR, .name = "ana" };
static const struct actor luis = { .kind = ACTOR_OPERATOR, .name = "luis" };

static struct app
app_of(struct test_store *s, const struct actor *by)
{
	return (struct app){ .db = s->db, .db_name = s->path, .now = ticking, .by = by };
}

static int64_t
save_synthetic(struct test_store *s, uint64_t seed)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct synth options = { .seed = seed, .activities = 30, .mistakes = 100, .year = 2027 };
	const struct pack *pack = NULL;
	struct plan *plan = NULL;
	int64_t id = 0;

	assert_rc(pack_load(s->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(s->mem, pack, &options, &plan, &err), YUP_OK, &err);
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &id, &err), YUP_OK,
	    &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static uint32_t
first_of_level(const struct plan *plan, unsigned level)
{
	for (uint32_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].level == level && !plan->nodes[i].deleted)
			return i;
	fail_msg("no row of level %u", level);
	return 0;
}

static const struct plan *
look(const struct app *app, struct app_plans *plans, int64_t institution_id, int64_t plan_id)
{
	const struct plan_live *live = NULL;

	assert_rc(app_plan_live(app, plans, institution_id, plan_id, &live, &err), YUP_OK, &err);
	return plan_live_plan(live);
}

static struct app_edit_request
set_request(struct test_store *s, int64_t plan_id, uint32_t node, uint32_t seen,
    const struct typed_cell *typed)
{
	return (struct app_edit_request){ .institution_id = s->institution_id,
		.plan_id = plan_id,
		.kind = CHANGE_CELLS,
		.node = node,
		.seen = seen,
		.typed = typed,
		.typed_count = 1 };
}

/* What is kept loaded is what a fresh load gives. */
static void
same_as_stored(struct test_store *s, const struct plan_live *live, int64_t plan_id)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan *kept = NULL, *stored = NULL;

	assert_rc(plan_live_settled(live, mem, &kept, &err), YUP_OK, &err);
	assert_rc(plan_store_load(s->db, mem, s->institution_id, plan_id, kept->pack, &stored,
		      &err),
	    YUP_OK, &err);
	assert_plan_equal(stored, kept);
	assert_int_equal(stored->revision, kept->revision);
}

static void
test_a_cell_is_saved_with_who_and_why(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 1);
	uint32_t row = first_of_level(look(&app, &plans, s->institution_id, id), 2);
	struct typed_cell typed = { FIELD_WEIGHT, 0, "12,5" };
	struct app_edit_request request = set_request(s, id, row, 0, &typed);
	struct change *changes = NULL;
	struct app_edited edited;
	struct log_record *log = NULL;
	size_t count = 0;

	request.why = "acta 3";
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_int_equal(edited.revision, 1);
	assert_int_equal(plan_live_plan(edited.live)->nodes[row].weight_e4, 125000);
	assert_int_equal(plan_live_plan(edited.live)->nodes[row].revision, 1);
	assert_int_equal(edited.outcome.path_count, 3); /* the row, its objective, the framework */
	same_as_stored(s, edited.live, id);

	assert_rc(change_store_list_of_node(s->db, s->mem, s->institution_id, id, row, 0, &changes,
		      &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_string_equal(changes[0].actor, "ana");
	assert_string_equal(changes[0].why, "acta 3");
	assert_int_equal(changes[0].cell_count, 2); /* and that it is not as printed */
	assert_int_equal(changes[0].cells[0].after.number, 125000);
	assert_int_equal(changes[0].cells[1].field, FIELD_EDITED);
	assert_rc(log_store_list(s->db, s->mem, s->institution_id, 0, 10, &log, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_string_equal(log[0].action, "plan.change");
	assert_string_equal(log[0].outcome, "done");

	/* the same again changes nothing and records nothing */
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_int_equal(edited.revision, 1);
	assert_int_equal(store_count_rows(s->path, "change"), 1);
}

/* Stored only where somebody said it; told by the history, undone, and nobody's figure. */
static void
test_an_indicator_has_its_sheet(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 8);
	uint32_t row = first_of_level(look(&app, &plans, s->institution_id, id), 2);
	struct typed_cell typed[] = { { FIELD_FORMULA, 0, "hechas / previstas" },
		{ FIELD_FREQUENCY, 0, "quarterly" }, { FIELD_DIRECTION, 0, "falling" },
		{ FIELD_MEASURE_UNIT, 0, "visita" } };
	struct app_edit_request request = set_request(s, id, row, 0, typed);
	struct plan *before = NULL, *after = NULL;
	const struct pack *pack;
	struct app_edited edited;
	struct plan_diff diff;

	request.typed_count = 4;
	assert_int_equal(store_count_rows(s->path, "indicator_sheet"), 0);
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_false(plan_live_plan(edited.live)->nodes[row].edited);
	same_as_stored(s, edited.live, id);
	assert_int_equal(store_count_rows(s->path, "indicator_sheet"), 1);

	pack = plan_live_plan(edited.live)->pack;
	assert_rc(plan_store_load_at(s->db, s->mem, s->institution_id, id, pack, 0, &before, &err),
	    YUP_OK, &err);
	assert_rc(plan_store_load(s->db, s->mem, s->institution_id, id, pack, &after, &err), YUP_OK,
	    &err);
	plan_diff_compute(s->mem, before, after, &diff);
	assert_int_equal(diff.count, 1);
	assert_int_equal(diff.rows[0].cell_count, 4);
	assert_string_equal(diff.rows[0].cells[1].field, "frequency");

	typed[0] = (struct typed_cell){ FIELD_FREQUENCY, 0, "weekly" };
	request.typed_count = 1;
	request.seen = edited.revision;
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "word_unknown");
	request.kind = CHANGE_UNDO;
	request.revision = 1;
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	same_as_stored(s, edited.live, id);
	assert_int_equal(store_count_rows(s->path, "indicator_sheet"), 0);
}

/* One "%" among units is refused; the measure is a cell of its own, told and undone. */
static void
test_a_measure_is_changed_by_its_name(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 9);
	const struct plan *plan = look(&app, &plans, s->institution_id, id);
	uint32_t row = 0;
	struct typed_cell months[] = { { FIELD_SCHEDULE, 1, "1" }, { FIELD_SCHEDULE, 2, "3" } };
	struct typed_cell typed = { FIELD_SCHEDULE, 2, "50 %" };
	struct app_edit_request request;
	struct app_edited edited;
	struct change *changes = NULL;
	struct plan *before = NULL, *after = NULL;
	struct plan_diff diff;
	size_t count = 0;

	while (!plan_is_leaf_level(plan, plan->nodes[row].level) || plan->nodes[row].percent)
		row++;
	request = set_request(s, id, row, 0, months);
	request.typed_count = 2;
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	request = set_request(s, id, row, edited.revision, &typed);
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_EINVALID, &err);
	assert_string_equal(err.key, "percent_among_units");
	assert_int_equal(err.line, 2);

	typed = (struct typed_cell){ FIELD_PERCENT, 0, "yes" };
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_true(plan_live_plan(edited.live)->nodes[row].percent);
	same_as_stored(s, edited.live, id);
	assert_rc(change_store_list_of_node(s->db, s->mem, s->institution_id, id, row, 1, &changes,
		      &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 1);
	assert_int_equal(changes[0].cells[0].field, FIELD_PERCENT);
	plan = plan_live_plan(edited.live);
	assert_rc(plan_store_load_at(s->db, s->mem, s->institution_id, id, plan->pack, 1, &before,
		      &err),
	    YUP_OK, &err);
	assert_rc(plan_store_load(s->db, s->mem, s->institution_id, id, plan->pack, &after, &err),
	    YUP_OK, &err);
	plan_diff_compute(s->mem, before, after, &diff);
	assert_int_equal(diff.count, 1);
	assert_string_equal(diff.rows[0].cells[0].field, "percent");

	request.kind = CHANGE_UNDO;
	request.revision = edited.revision;
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_false(plan_live_plan(edited.live)->nodes[row].percent);
	same_as_stored(s, edited.live, id);
}

static void
test_two_people_on_one_row(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans hers = { 0 };
	CLEANUP(app_plans_done) struct app_plans his = { 0 };
	struct app she = app_of(s, &ana), he = app_of(s, &luis);
	int64_t id = save_synthetic(s, 2);
	uint32_t row = first_of_level(look(&she, &hers, s->institution_id, id), 2);
	struct typed_cell weight = { FIELD_WEIGHT, 0, "11" }, other = { FIELD_WEIGHT, 0, "22" };
	struct typed_cell title = { FIELD_TITLE, 0, "Otro título" };
	struct app_edit_request first = set_request(s, id, row, 0, &weight);
	struct app_edit_request second = set_request(s, id, row, 0, &other);
	struct app_edit_request third = set_request(s, id, row, 0, &title);
	struct app_edited edited;

	(void)look(&he, &his, s->institution_id, id);
	assert_rc(app_edit(&she, &hers, s->mem, &first, &edited, &err), YUP_OK, &err);
	assert_rc(app_edit(&he, &his, s->mem, &second, &edited, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "row_changed");
	assert_int_equal(edited.conflict_count, 1);
	assert_int_equal(edited.conflicts[0].field, FIELD_WEIGHT);
	assert_int_equal(edited.conflicts[0].after.number, 110000);
	assert_string_equal(edited.conflicts[0].mine, "22");
	assert_string_equal(edited.conflicts[0].actor, "ana");

	/* another cell of the same row: both stand */
	assert_rc(app_edit(&he, &his, s->mem, &third, &edited, &err), YUP_OK, &err);
	assert_int_equal(plan_live_plan(edited.live)->nodes[row].weight_e4, 110000);
	assert_string_equal(plan_live_plan(edited.live)->nodes[row].title, "Otro título");
	same_as_stored(s, edited.live, id);

	/* having seen it, his own goes in */
	second.seen = edited.revision;
	assert_rc(app_edit(&he, &his, s->mem, &second, &edited, &err), YUP_OK, &err);
	assert_int_equal(edited.revision, 3);
	same_as_stored(s, edited.live, id);

	/* she deletes what he changed since, and is told; then he writes in what is gone */
	first.kind = CHANGE_DELETE;
	first.seen = 1;
	assert_rc(app_edit(&she, &hers, s->mem, &first, &edited, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "row_changed");
	first.seen = 3;
	assert_rc(app_edit(&she, &hers, s->mem, &first, &edited, &err), YUP_OK, &err);
	second.seen = 3;
	assert_rc(app_edit(&he, &his, s->mem, &second, &edited, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "row_changed");
	assert_string_equal(edited.conflicts[0].actor, "ana");
}

static void
refused(struct test_store *s, const struct app *app, struct app_plans *plans,
    const struct app_edit_request *request, int code, const char *key, const char *field)
{
	struct app_edited edited;
	struct log_record *log = NULL;
	size_t before, after = 0;

	before = (size_t)store_count_rows(s->path, "log");
	err = (struct err){ 0 };
	assert_rc(app_edit(app, plans, s->mem, request, &edited, &err), code, &err);
	assert_string_equal(err.key, key);
	if (field != NULL)
		assert_string_equal(err.field, field);
	assert_rc(log_store_list(s->db, s->mem, s->institution_id, (int64_t)before, 10, &log,
		      &after, &err),
	    YUP_OK, &err);
	assert_int_equal(after, 1);
	assert_string_equal(log[0].outcome, "refused");
	assert_non_null(strstr(log[0].detail, key));
	assert_int_equal(store_count_rows(s->path, "change"), 0);
}

static void
test_bad_input_is_refused_and_recorded(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 3);
	const struct plan *plan = look(&app, &plans, s->institution_id, id);
	uint32_t row = first_of_level(plan, 2), objective = first_of_level(plan, 1);
	char *long_text = mem_alloc(s->mem, EDIT_TEXT_MAX + 2);
	const struct {
		struct typed_cell typed;
		int code;
		const char *key, *field;
	} cases[] = {
		{ { FIELD_TITLE, 0, long_text }, YUP_EINVALID, "text_too_long", "title" },
		{ { FIELD_TITLE, 0, "mal \xC3\x28" }, YUP_EINVALID, "text_not_utf8", "title" },
		{ { FIELD_TITLE, 0, "con \x01 control" }, YUP_EINVALID, "text_not_utf8", "title" },
		{ { FIELD_CODE, 0, "5.1" }, YUP_EINVALID, "code_mask", "code" },
		{ { FIELD_WEIGHT, 0, "1,234" }, YUP_ECONFLICT, "number_ambiguous", "weight" },
		{ { FIELD_WEIGHT, 0, "1001" }, YUP_ELIMIT, "number_out_of_range", "weight" },
		{ { FIELD_WEIGHT, 0, "-1" }, YUP_ELIMIT, "number_out_of_range", "weight" },
		{ { FIELD_WEIGHT, 0, "veinte" }, YUP_EINVALID, "not_a_number", "weight" },
		{ { FIELD_SCHEDULE, 13, "1" }, YUP_EINVALID, "not_a_month", "schedule" },
		{ { FIELD_SCHEDULE, 1, "-3" }, YUP_ELIMIT, "number_out_of_range", "schedule" },
		{ { FIELD_BUDGET, 0, "10.123" }, YUP_ECONFLICT, "number_ambiguous", "budget" },
		{ { FIELD_BUDGET, 0, "10.1234" }, YUP_EINVALID, "not_money", "budget" },
		{ { FIELD_BEHAVIOUR, 0, "otra" }, YUP_EINVALID, "word_unknown", "behaviour" },
		{ { FIELD_FIRST_MONTH, 0, "Xyz" }, YUP_EINVALID, "not_a_month", "first_month" },
	};
	struct app_edit_request request;

	memset(long_text, 'a', EDIT_TEXT_MAX + 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		request = set_request(s, id, row, 0, &cases[i].typed);
		refused(s, &app, &plans, &request, cases[i].code, cases[i].key, cases[i].field);
	}
	request = set_request(s, id, 99999, 0, &cases[0].typed);
	refused(s, &app, &plans, &request, YUP_ENOTFOUND, "node_absent", NULL);
	request = (struct app_edit_request){ .institution_id = s->institution_id,
		.plan_id = id,
		.kind = CHANGE_MOVE,
		.node = objective,
		.seen = APP_SEEN_ANY,
		.place = { objective, PLAN_NONE, false } };
	refused(s, &app, &plans, &request, YUP_EINVALID, "move_below_itself", NULL);
	request.place.parent = PLAN_NONE;
	refused(s, &app, &plans, &request, YUP_EINVALID, "move_to_other_level", NULL);
	request.kind = CHANGE_UNDO;
	request.revision = 5;
	refused(s, &app, &plans, &request, YUP_ENOTFOUND, "change_absent", NULL);
	same_as_stored(s, plans.items[0].live, id);
}

static void
test_nobody_may(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 3);
	uint32_t row = first_of_level(look(&app, &plans, s->institution_id, id), 2);
	struct typed_cell typed = { FIELD_WEIGHT, 0, "12" };
	struct app_edit_request request = set_request(s, id, row, 0, &typed);
	static const int64_t own[] = { 41 };
	struct actor_grant grant = { .role = ROLE_DRAFTER, .units = own, .unit_count = 1 };
	struct actor drafter = { .kind = ACTOR_USER,
		.user_id = 5,
		.name = "Rosa",
		.grants = &grant,
		.grant_count = 1 };

	drafter.institution_id = s->institution_id;
	app.by = &drafter;
	refused(s, &app, &plans, &request, YUP_EDENIED, "not_allowed", NULL);
}

/* ---- History ------------------------------------------------------------------------ */

struct kept {
	struct plan *plan;
	struct mem *mem;
};

/* The content: rows keep the revision of their last change, whatever is asked for. */
static void
forget_revisions(struct plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		plan->nodes[i].revision = 0;
}

/* One change of any kind through app_edit(); false where it was refused. */
static bool
edit_once(const struct app *app, struct app_plans *plans, struct random_edit *r,
    struct test_store *s, int64_t id, struct app_edited *edited)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct plan *plan = look(app, plans, s->institution_id, id);
	struct typed_cell typed = { FIELD_SCHEDULE, 1 + random_below(r, 12), "7" };
	struct app_edit_request request = set_request(s, id,
	    random_below(r, (uint32_t)plan->node_count), APP_SEEN_ANY, &typed);
	uint32_t parent = random_below(r, (uint32_t)plan->node_count);

	request.kind = (enum change_kind)random_below(r, CHANGE_UNDO + 1);
	request.place = (struct edit_place){ parent, PLAN_NONE, random_below(r, 2) == 0 };
	request.unit = random_below(r, (uint32_t)plan->unit_count);
	request.revision = plan->revision;
	if (request.kind == CHANGE_DELETE && plan->nodes[request.node].level == 0)
		request.kind = CHANGE_CELLS;
	if (request.kind == CHANGE_REORDER)
		request.place.parent = plan->nodes[request.node].parent;
	err = (struct err){ 0 };
	return app_edit(app, plans, s->mem, &request, edited, &err) == YUP_OK;
}

static void
test_every_revision_comes_back(void **state)
{
	enum { EDITS = 120 };
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 5);
	struct random_edit r = { .state = 99 };
	struct plan *kept[EDITS + 1] = { NULL };
	uint32_t last = 0;
	unsigned made = 0;

	(void)look(&app, &plans, s->institution_id, id);
	assert_rc(plan_live_settled(plans.items[0].live, s->mem, &kept[0], &err), YUP_OK, &err);
	for (unsigned i = 0; i < EDITS; i++) {
		struct app_edited edited;

		if (!edit_once(&app, &plans, &r, s, id, &edited) || edited.revision == last)
			continue;
		last = edited.revision;
		made++;
		assert_true(last <= EDITS);
		assert_rc(plan_live_settled(edited.live, s->mem, &kept[last], &err), YUP_OK, &err);
		if (i % 10 == 0)
			same_as_stored(s, edited.live, id);
	}
	assert_true(made > EDITS / 3);
	for (uint32_t revision = 0; revision <= last; revision++) {
		struct plan *then = NULL;

		assert_non_null(kept[revision]);
		assert_rc(plan_store_load_at(s->db, s->mem, s->institution_id, id, kept[0]->pack,
			      revision, &then, &err),
		    YUP_OK, &err);
		forget_revisions(then);
		forget_revisions(kept[revision]);
		assert_plan_equal(kept[revision], then);
	}
}

/* Another process edits: what is kept here catches up by replaying. */
static void
test_a_kept_plan_catches_up(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans mine = { 0 };
	CLEANUP(app_plans_done) struct app_plans theirs = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 6);
	struct random_edit r = { .state = 3 };
	const struct plan_live *before;

	(void)look(&app, &mine, s->institution_id, id);
	before = mine.items[0].live;
	for (unsigned i = 0; i < 40; i++) {
		struct app_edited edited;

		(void)edit_once(&app, &theirs, &r, s, id, &edited);
	}
	(void)look(&app, &mine, s->institution_id, id);
	assert_ptr_equal(mine.items[0].live, before); /* not loaded anew */
	same_as_stored(s, mine.items[0].live, id);
	for (size_t i = 0; i < SEVERITY__COUNT; i++)
		assert_int_equal(plan_live_severities(mine.items[0].live)[i],
		    plan_live_severities(theirs.items[0].live)[i]);
}

/* ---- Several rows, repairs, trying -------------------------------------------------------- */

static void
test_several_rows_are_one_change(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 21);
	const struct plan *plan = look(&app, &plans, s->institution_id, id);
	uint32_t one = first_of_level(plan, 2), other = one + 1;
	struct typed_cell weight = { FIELD_WEIGHT, 0, "11" }, title = { FIELD_TITLE, 0, "Nuevo" };
	struct app_edit_row rows[] = { { one, 0, &weight, 1 }, { other, 0, &title, 1 } };
	struct app_edit_request request = { .institution_id = s->institution_id,
		.plan_id = id,
		.kind = CHANGE_CELLS,
		.rows = rows,
		.row_count = 2 };
	struct app_edited edited;

	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	assert_int_equal(edited.revision, 1);
	plan = plan_live_plan(edited.live);
	assert_int_equal(plan->nodes[one].weight_e4, 11 * E4);
	assert_string_equal(plan->nodes[other].title, "Nuevo");
	same_as_stored(s, edited.live, id);

	/* One that is refused refuses all, and says which. */
	weight.text = "no";
	rows[0] = (struct app_edit_row){ other, 1, &title, 1 };
	rows[1] = (struct app_edit_row){ one, 1, &weight, 1 };
	title.text = "Otro";
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_EINVALID, &err);
	assert_int_equal(edited.refused, one);
	assert_string_equal(err.field, "weight");
	plan = look(&app, &plans, s->institution_id, id);
	assert_string_equal(plan->nodes[other].title, "Nuevo");
	assert_int_equal(plan->revision, 1);
}

static void
test_a_conflict_names_its_row(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans hers = { 0 };
	CLEANUP(app_plans_done) struct app_plans his = { 0 };
	struct app by_ana = app_of(s, &ana), by_luis = app_of(s, &luis);
	int64_t id = save_synthetic(s, 22);
	uint32_t one = first_of_level(look(&by_ana, &hers, s->institution_id, id), 2);
	struct typed_cell first = { FIELD_WEIGHT, 0, "40" }, second = { FIELD_WEIGHT, 0, "30" };
	struct app_edit_row rows[] = { { one + 1, 0, &second, 1 }, { one, 0, &second, 1 } };
	struct app_edit_request hers_first = set_request(s, id, one, 0, &first);
	struct app_edit_request both = { .institution_id = s->institution_id,
		.plan_id = id,
		.kind = CHANGE_CELLS,
		.rows = rows,
		.row_count = 2 };
	struct app_edited edited;

	assert_rc(app_edit(&by_ana, &hers, s->mem, &hers_first, &edited, &err), YUP_OK, &err);
	assert_rc(app_edit(&by_luis, &his, s->mem, &both, &edited, &err), YUP_ECONFLICT, &err);
	assert_string_equal(err.key, "row_changed");
	assert_int_equal(edited.conflict_count, 1);
	assert_int_equal(edited.conflicts[0].node, one);
	assert_string_equal(edited.conflicts[0].mine, "30");
	assert_string_equal(edited.conflicts[0].actor, "ana");
}

/* The first finding whose fix is of cells. */
static const struct finding *
fixable(const struct finding_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].fix_count > 0 && list->items[i].fix[0].node != PLAN_NONE)
			return &list->items[i];
	fail_msg("no finding with a fix");
	return NULL;
}

static void
test_a_finding_is_repaired(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 23);
	const struct plan_live *live = NULL;
	const struct finding *finding;
	struct finding_list all;
	struct app_edit_request request = { .institution_id = s->institution_id,
		.plan_id = id,
		.kind = CHANGE_FIX,
		.seen = APP_SEEN_ANY };
	struct app_edited edited;
	bool gone = false;

	assert_rc(app_plan_live(&app, &plans, s->institution_id, id, &live, &err), YUP_OK, &err);
	plan_live_findings(live, s->mem, &all);
	finding = fixable(&all);
	request.fix = finding->fix;
	request.fix_count = finding->fix_count;
	assert_rc(app_edit(&app, &plans, s->mem, &request, &edited, &err), YUP_OK, &err);
	for (size_t i = 0; i < edited.outcome.gone.count; i++)
		gone = gone ||
		    (edited.outcome.gone.items[i].rule == finding->rule &&
			edited.outcome.gone.items[i].node == finding->node);
	assert_true(gone);
	same_as_stored(s, edited.live, id);
}

struct tried {
	uint32_t row;
	int64_t weight_e4;
	size_t appeared;
};

static void
see(void *context, const struct plan_live *live, const struct live_outcome *outcome)
{
	struct tried *t = context;

	t->weight_e4 = plan_live_plan(live)->nodes[t->row].weight_e4;
	t->appeared = outcome->appeared.count;
}

static void
test_trying_changes_nothing(void **state)
{
	struct test_store *s = *state;
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	struct app app = app_of(s, &ana);
	int64_t id = save_synthetic(s, 24);
	uint32_t row = first_of_level(look(&app, &plans, s->institution_id, id), 2);
	struct typed_cell typed = { FIELD_WEIGHT, 0, "777" };
	struct app_edit_request request = set_request(s, id, row, 0, &typed);
	struct tried tried = { .row = row };
	const struct plan_live *live = NULL;

	assert_rc(app_edit_try(&app, &plans, s->mem, &request, see, &tried, &err), YUP_OK, &err);
	assert_int_equal(tried.weight_e4, 777 * E4);
	assert_true(tried.appeared > 0);
	assert_rc(app_plan_live(&app, &plans, s->institution_id, id, &live, &err), YUP_OK, &err);
	assert_int_equal(plan_live_plan(live)->revision, 0);
	assert_int_equal(plan_live_plan(live)->nodes[row].revision, 0);
	same_as_stored(s, live, id);
	typed.text = "mucho";
	assert_rc(app_edit_try(&app, &plans, s->mem, &request, see, &tried, &err), YUP_EINVALID,
	    &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_cell_is_saved_with_who_and_why),
		STORE_TEST(test_an_indicator_has_its_sheet),
		STORE_TEST(test_a_measure_is_changed_by_its_name),
		STORE_TEST(test_two_people_on_one_row),
		STORE_TEST(test_bad_input_is_refused_and_recorded),
		STORE_TEST(test_nobody_may),
		STORE_TEST(test_every_revision_comes_back),
		STORE_TEST(test_a_kept_plan_catches_up),
		STORE_TEST(test_several_rows_are_one_change),
		STORE_TEST(test_a_conflict_names_its_row),
		STORE_TEST(test_a_finding_is_repaired),
		STORE_TEST(test_trying_changes_nothing),
	};

	return STORE_RUN(argc, argv, tests);
}
