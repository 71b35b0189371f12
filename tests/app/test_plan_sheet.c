/*
 * test_plan_sheet.c - a plan's workbook and back, against the database: what others changed
 * meanwhile, who may take what, and undoing all of it.
 */
#include "app/plan_sheet.h"

#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/synth.h"
#include "io/pack_file.h"
#include "report/plan_sheet.h"
#include "store/plan_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

enum { ORG_UNIT = 1000 };

static struct err err;

static void
fixed(char out[CLOCK_TEXT_SIZE])
{
	(void)snprintf(out, CLOCK_TEXT_SIZE, "2031-02-01T08:00:00Z");
}

struct scene {
	struct test_store *s;
	struct app app;
	struct app_plans plans;
	struct actor_grant grant;
	struct actor actor;
	int64_t own, plan_id;
	uint32_t activity[2]; /* of one objective, of the first unit that has two */
	struct str book;
};

static void
find_rows(const struct plan *plan, struct scene *s)
{
	for (uint32_t i = 1; i < plan->node_count; i++)
		for (uint32_t k = 0; k < i; k++)
			if (plan->nodes[i].level == 2 && plan->nodes[k].level == 2 &&
			    plan->nodes[i].parent == plan->nodes[k].parent) {
				s->activity[0] = k;
				s->activity[1] = i;
				s->own = ORG_UNIT + plan->nodes[i].unit;
				return;
			}
	fail_msg("no objective with two activities");
}

static void
begin(struct test_store *store, struct scene *s, enum role role)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct synth options = { .seed = 5, .activities = 60, .mistakes = 0, .year = 2031 };
	const struct pack *pack = NULL;
	struct plan *plan = NULL;

	*s = (struct scene){ .s = store };
	assert_rc(pack_load(store->mem, "bo-rs225557", &pack, &err), YUP_OK, &err);
	assert_rc(synth_plan(store->mem, pack, &options, &plan, &err), YUP_OK, &err);
	for (uint32_t u = 0; u < plan->unit_count; u++)
		plan->units[u].org_unit_id = ORG_UNIT + u;
	find_rows(plan, s);
	assert_rc(db_begin(store->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, store->institution_id, plan, NULL, TEST_NOW, &s->plan_id,
		      &err),
	    YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	s->grant = (struct actor_grant){ .role = role, .units = &s->own, .unit_count = 1 };
	s->actor = (struct actor){ .kind = role == ROLE__COUNT ? ACTOR_OPERATOR : ACTOR_USER,
		.institution_id = store->institution_id,
		.name = "quien sea",
		.grants = &s->grant,
		.grant_count = 1 };
	s->app = (struct app){ .db = store->db, .now = fixed, .by = &s->actor };
}

static void
end(struct scene *s)
{
	app_plans_done(&s->plans);
	str_done(&s->book);
}

static const struct plan *
plan_now(struct scene *s)
{
	const struct plan_live *live = NULL;

	assert_rc(app_plan_live(&s->app, &s->plans, s->s->institution_id, s->plan_id, &live, &err),
	    YUP_OK, &err);
	return plan_live_plan(live);
}

static int64_t
weight_of(struct scene *s, int which)
{
	return plan_now(s)->nodes[s->activity[which]].weight_e4;
}

/* The workbook as it would come back with these weights, made from the plan as it is. */
static void
fill(struct scene *s, int64_t first_e4, int64_t second_e4)
{
	struct plan *plan = plan_copy(s->s->mem, plan_now(s));
	bool *units = mem_array(s->s->mem, plan->unit_count + 1, sizeof(*units));
	struct plan_sheet_order order = { plan, units, s->plan_id, TEST_NOW };

	units[s->own - ORG_UNIT] = true;
	plan->nodes[s->activity[0]].weight_e4 = first_e4;
	plan->nodes[s->activity[1]].weight_e4 = second_e4;
	str_clear(&s->book);
	assert_rc(plan_sheet_write(s->s->mem, &order, &s->book, &err), YUP_OK, &err);
}

static int
look(struct scene *s, struct app_sheet *out)
{
	struct app_sheet_file file = { "plan.xlsx", s->book.text, s->book.length };

	return app_sheet_look(&s->app, &s->plans, s->s->mem, s->s->institution_id, &file, out,
	    &err);
}

static bool
wants_all(const void *context, const struct merge_item *item, const struct merge_cell *cell)
{
	(void)item;
	return cell == NULL || cell->state != MERGE_CONFLICT || *(const bool *)context;
}

static int
take(struct scene *s, bool conflicts, struct app_edited *edited)
{
	const struct merge_item *refused = NULL;
	struct app_sheet sheet;
	int rc = look(s, &sheet);

	return rc < 0 ? rc
		      : app_sheet_take(&s->app, &s->plans, s->s->mem, s->s->institution_id, &sheet,
			    sheet.plan->revision, wants_all, &conflicts, edited, &refused, &err);
}

static void
type_weight(struct scene *s, int which, const char *text)
{
	struct typed_cell cell = { FIELD_WEIGHT, 0, text };
	struct app_edit_request request = { .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.node = s->activity[which],
		.seen = APP_SEEN_ANY,
		.typed = &cell,
		.typed_count = 1 };
	struct app_edited edited;

	assert_rc(app_edit(&s->app, &s->plans, s->s->mem, &request, &edited, &err), YUP_OK, &err);
}

static void
undo(struct scene *s, uint32_t revision)
{
	struct app_edit_request request = { .institution_id = s->s->institution_id,
		.plan_id = s->plan_id,
		.kind = CHANGE_UNDO,
		.revision = revision };
	struct app_edited edited;

	assert_rc(app_edit(&s->app, &s->plans, s->s->mem, &request, &edited, &err), YUP_OK, &err);
}

static void
test_out_and_back(void **state)
{
	struct test_store *store = *state;
	CLEANUP(end) struct scene s;
	struct app_edited edited;
	struct app_sheet sheet;
	int64_t before;
	uint32_t revision;

	begin(store, &s, ROLE__COUNT);
	before = weight_of(&s, 0);
	assert_rc(app_sheet_write(&s.app, &s.plans, store->mem, store->institution_id, s.plan_id,
		      NULL, 0, &s.book, &err),
	    YUP_OK, &err);
	assert_true(app_sheet_is(s.book.text, s.book.length));
	assert_rc(look(&s, &sheet), YUP_OK, &err);
	assert_int_equal(sheet.merge.count, 0);
	fill(&s, 123 * E4, 77 * E4);
	revision = plan_now(&s)->revision;
	assert_rc(take(&s, false, &edited), YUP_OK, &err);
	assert_int_equal(edited.revision, revision + 1);
	assert_int_equal(weight_of(&s, 0), 123 * E4);
	assert_rc(look(&s, &sheet), YUP_OK, &err);
	assert_int_equal(sheet.merge.count, 0); /* it is so already */
	undo(&s, edited.revision);
	assert_int_equal(weight_of(&s, 0), before);
	assert_false(app_sheet_is("PK\3\4", 4));
}

/* A row that somebody wrote in, without id or code, is added once. */
static void
test_taken_twice(void **state)
{
	struct test_store *store = *state;
	CLEANUP(end) struct scene s;
	struct app_edited edited;
	struct app_sheet sheet;
	struct plan_sheet_order order = { .now = TEST_NOW };
	struct plan_node *node;
	struct plan *plan;
	size_t count;
	bool *units;

	begin(store, &s, ROLE__COUNT);
	plan = plan_copy(store->mem, plan_now(&s));
	count = plan->node_count;
	node = plan_add_node(plan);
	node->level = 2;
	node->unit = (uint32_t)(s.own - ORG_UNIT);
	node->id = node->code = "";
	node->title = "Escrita a mano";
	node->weight_e4 = 10 * E4;
	units = mem_array(store->mem, plan->unit_count + 1, sizeof(*units));
	units[s.own - ORG_UNIT] = true;
	order.plan = plan;
	order.units = units;
	order.plan_id = s.plan_id;
	assert_rc(plan_sheet_write(store->mem, &order, &s.book, &err), YUP_OK, &err);
	assert_rc(take(&s, false, &edited), YUP_OK, &err);
	assert_int_equal(plan_now(&s)->node_count, count + 1);
	assert_rc(look(&s, &sheet), YUP_OK, &err);
	assert_int_equal(sheet.merge.count, 0);
	assert_rc(take(&s, true, &edited), YUP_OK, &err);
	assert_int_equal(plan_now(&s)->node_count, count + 1);
	assert_string_equal(plan_now(&s)->nodes[count].title, "Escrita a mano");
}

static void
test_others_changed_the_same(void **state)
{
	struct test_store *store = *state;
	CLEANUP(end) struct scene s;
	struct app_edited edited;
	struct app_sheet sheet;

	begin(store, &s, ROLE__COUNT);
	fill(&s, 123 * E4, 77 * E4);
	type_weight(&s, 0, "55");
	assert_rc(look(&s, &sheet), YUP_OK, &err);
	assert_int_equal(sheet.merge.conflicts, 1);
	assert_int_equal(sheet.merge.clean, 1);
	assert_rc(take(&s, false, &edited), YUP_OK, &err);
	assert_int_equal(weight_of(&s, 0), 55 * E4);
	assert_int_equal(weight_of(&s, 1), 77 * E4);
	assert_rc(take(&s, true, &edited), YUP_OK, &err);
	assert_int_equal(weight_of(&s, 0), 123 * E4);
}

static void
test_who_may(void **state)
{
	struct test_store *store = *state;
	CLEANUP(end) struct scene s;
	struct app_edited edited;
	struct pending pending, other;
	struct app_sheet_file file;

	begin(store, &s, ROLE_DRAFTER);
	fill(&s, 123 * E4, 77 * E4);
	file = (struct app_sheet_file){ "plan.xlsx", s.book.text, s.book.length };
	assert_rc(take(&s, false, &edited), YUP_OK, &err);
	s.grant.role = ROLE_READER;
	fill(&s, 10 * E4, 20 * E4);
	assert_rc(take(&s, false, &edited), YUP_EDENIED, &err);
	assert_string_equal(err.key, "not_allowed");
	assert_int_equal(weight_of(&s, 0), 123 * E4);

	/* what waits is for who sent it */
	s.actor.user_id = 0;
	assert_rc(app_sheet_keep(&s.app, &s.plans, store->mem, store->institution_id, &file,
		      &pending, &err),
	    YUP_OK, &err);
	assert_rc(app_sheet_kept(&s.app, store->mem, store->institution_id, s.plan_id, pending.id,
		      &other, &file, &err),
	    YUP_OK, &err);
	s.actor.user_id = 9;
	assert_rc(app_sheet_kept(&s.app, store->mem, store->institution_id, s.plan_id, pending.id,
		      &other, &file, &err),
	    YUP_ENOTFOUND, &err);
	s.actor.user_id = 0;
	assert_rc(app_sheet_drop(&s.app, store->institution_id, s.plan_id, pending.id, &err),
	    YUP_OK, &err);
	/* nor in units that are not for them */
	s.own++;
	assert_rc(take(&s, false, &edited), YUP_EDENIED, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_out_and_back),
		STORE_TEST(test_taken_twice),
		STORE_TEST(test_others_changed_the_same),
		STORE_TEST(test_who_may),
	};

#ifndef YUPANA_XLSX
	return TEST_SKIPPED;
#endif
	return STORE_RUN(argc, argv, tests);
}
