/* test_plan_store.c - a plan comes back as it was saved. */
#include "store/plan_store.h"

#include <string.h>

#include "base/mem.h"
#include "store/document_store.h"
#include "support/cmocka_all.h"
#include "support/made_up.h"
#include "support/plan_equal.h"
#include "support/store.h"

#define LATER "2031-03-01T08:00:00Z"

static struct err err;

static int64_t
save(struct test_store *s, const struct plan *plan)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id = 0;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &id, &err), YUP_OK,
	    &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static struct plan *
load(struct test_store *s, int64_t id, const struct pack *pack)
{
	struct plan *plan = NULL;

	assert_rc(plan_store_load(s->db, s->mem, s->institution_id, id, pack, &plan, &err), YUP_OK,
	    &err);
	return plan;
}

static void
round_trip(struct test_store *s, const struct plan *plan)
{
	assert_plan_equal(plan, load(s, save(s, plan), plan->pack));
}

static void
test_every_field_comes_back(void **state)
{
	struct test_store *s = *state;

	round_trip(s, made_up_plan(s->mem, made_up_pack(s->mem, 12)));
}

/* Enough rows of each kind for an engine to send them in bulk. */
static void
test_many_rows(void **state)
{
	struct test_store *s = *state;
	struct plan *plan = made_up_plan(s->mem, made_up_pack(s->mem, 12));
	size_t from = plan->node_count;

	for (size_t i = 0; i < 1000; i++) {
		struct plan_node *node = plan_add_node(plan);

		*node = plan->nodes[i % from];
		node->id = mem_printf(s->mem, "n-%zu", from + i);
		memcpy(plan_schedule(plan, from + i), plan_schedule(plan, i % from),
		    12 * sizeof(*plan->schedule_e4));
	}
	plan_renumber(plan);
	round_trip(s, plan);
}

static void
test_four_periods(void **state)
{
	struct test_store *s = *state;

	round_trip(s, made_up_plan(s->mem, made_up_pack(s->mem, 4)));
}

static void
test_no_periods(void **state)
{
	struct test_store *s = *state;

	round_trip(s, made_up_plan(s->mem, made_up_pack(s->mem, 0)));
}

static void
test_an_empty_plan(void **state)
{
	struct test_store *s = *state;

	round_trip(s, made_up_empty_plan(s->mem, made_up_pack(s->mem, 12)));
}

/* The helper itself: a difference is seen and named. */
static void
test_a_difference_is_told(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *a = made_up_plan(s->mem, pack), *b = made_up_plan(s->mem, pack);

	b->nodes[2].title = "otro";
	assert_string_equal(plan_difference(a, b), "nodes[2].title: \"\" is not \"otro\"");
	b->nodes[2].title = "";
	plan_schedule(b, 1)[3] = 8;
	assert_string_equal(plan_difference(a, b), "nodes[1].schedule[3]: 7501 is not 8");
}

/* A loaded plan can still grow. */
static void
test_a_loaded_plan_grows(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *plan = load(s, save(s, made_up_plan(s->mem, pack)), pack);
	int64_t before = plan_schedule(plan, 1)[3];

	for (int i = 0; i < 100; i++)
		(void)plan_add_node(plan);
	assert_int_equal(plan_schedule(plan, 1)[3], before);
	assert_int_equal(plan_schedule(plan, 105)[11], 0);
}

static void
test_find_and_list(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *plan = made_up_plan(s->mem, pack);
	int64_t second = save(s, plan), first = save(s, made_up_empty_plan(s->mem, pack));
	struct plan_head head, *list;
	size_t count;

	assert_rc(plan_store_find(s->db, s->mem, s->institution_id, 2031, 2, &head, &err), YUP_OK,
	    &err);
	assert_int_equal(head.id, second);
	assert_string_equal(head.pack, "test");
	assert_string_equal(head.saved_at, TEST_NOW);
	assert_string_equal(head.superseded_at, "");
	assert_rc(plan_store_find(s->db, s->mem, s->institution_id, 2030, 2, &head, &err),
	    YUP_ENOTFOUND, &err);

	assert_rc(plan_store_list(s->db, s->mem, s->institution_id, &list, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, first);
	assert_int_equal(list[1].version, 2);
}

static void
test_refusals(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *plan = made_up_plan(s->mem, pack), *out = plan;
	int64_t id = save(s, plan);
	struct pack other = *pack;

	assert_rc(plan_store_load(s->db, s->mem, s->institution_id, id + 1, pack, &out, &err),
	    YUP_ENOTFOUND, &err);
	other.period_count = 4;
	assert_rc(plan_store_load(s->db, s->mem, s->institution_id, id, &other, &out, &err),
	    YUP_EINVALID, &err);
	other.name = "another";
	assert_rc(plan_store_load(s->db, s->mem, s->institution_id, id, &other, &out, &err),
	    YUP_EINVALID, &err);
	assert_ptr_equal(out, plan); /* untouched */
}

/* What must not be stored: `spoil` makes one thing wrong. */
static void
assert_not_saved(struct test_store *s, const struct plan *plan, int64_t institution_id,
    int expected)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id = -7;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(plan_store_save(&tx, institution_id, plan, NULL, TEST_NOW, &id, &err), expected,
	    &err);
	assert_int_equal(id, -7);
}

static void
test_what_is_not_saved(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *plan;

	plan = made_up_plan(s->mem, pack);
	assert_not_saved(s, plan, s->institution_id + 1, YUP_ENOTFOUND);
	plan->nodes[1].title = "mal \xC3\x28 escrito";
	assert_not_saved(s, plan, s->institution_id, YUP_EINVALID);
	plan = made_up_plan(s->mem, pack);
	plan->nodes[2].parent = 2; /* not before itself */
	assert_not_saved(s, plan, s->institution_id, YUP_EINVALID);
	plan = made_up_plan(s->mem, pack);
	plan->nodes[3].unit = 3;
	assert_not_saved(s, plan, s->institution_id, YUP_EINVALID);

	plan = made_up_plan(s->mem, pack);
	(void)save(s, plan);
	assert_not_saved(s, plan, s->institution_id, YUP_ECONFLICT);
	assert_int_equal(store_count_rows(s->path, "plan"), 1);
	assert_int_equal(store_count_rows(s->path, "node"), 6);
}

static int64_t
add_document(struct test_store *s, struct db_tx *tx, const char *name)
{
	struct document document = { .kind = "form_text", .name = name, .imported_at = TEST_NOW };
	int64_t id = 0;

	memset(document.sha256, name[0], sizeof(document.sha256));
	assert_rc(document_store_add(tx, s->institution_id, &document, &id, &err), YUP_OK, &err);
	return id;
}

/* The new plan keeps one of the old one's two documents. */
static void
test_replacing_keeps_the_old_one(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *plan = made_up_plan(s->mem, pack);
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct document *documents;
	struct plan_head *list;
	int64_t ids[2], old, new, *kept;
	size_t count;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	ids[0] = add_document(s, &tx, "a");
	ids[1] = add_document(s, &tx, "b");
	assert_rc(plan_store_replace(&tx, s->institution_id, plan, ids, TEST_NOW, &old, &err),
	    YUP_OK, &err);
	ids[1] = add_document(s, &tx, "c");
	assert_rc(plan_store_replace(&tx, s->institution_id, plan, ids, LATER, &new, &err), YUP_OK,
	    &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);

	assert_rc(plan_store_list(s->db, s->mem, s->institution_id, &list, &count, &err), YUP_OK,
	    &err);
	assert_int_equal(count, 2);
	assert_string_equal(list[0].superseded_at, LATER);
	assert_string_equal(list[1].superseded_at, "");
	assert_plan_equal(plan, load(s, old, pack));
	assert_plan_equal(plan, load(s, new, pack));

	assert_rc(document_store_list(s->db, s->mem, s->institution_id, &documents, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 3);
	assert_string_equal(documents[0].superseded_at, "");
	assert_string_equal(documents[1].superseded_at, LATER);
	assert_string_equal(documents[2].superseded_at, "");

	assert_string_equal(list[0].saved_at, TEST_NOW);
	assert_rc(plan_store_documents(s->db, s->mem, s->institution_id, new, &kept, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_memory_equal(kept, ids, sizeof(ids));
}

/* A document serves while anything in force came from it, and again when it returns. */
static void
test_documents_of_several(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct plan *plan = made_up_plan(s->mem, pack);
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct document *documents;
	int64_t shared[2] = { 0 }, other[2] = { 0 }, id;
	size_t count;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	shared[0] = add_document(s, &tx, "a");
	other[0] = add_document(s, &tx, "b");
	for (unsigned version = 0; version < 2; version++) {
		plan->version = version;
		assert_rc(plan_store_save(&tx, s->institution_id, plan, shared, TEST_NOW, &id,
			      &err),
		    YUP_OK, &err);
	}
	for (int step = 0; step < 3; step++) {
		plan->version = step == 0 ? 0 : 1;
		assert_rc(plan_store_replace(&tx, s->institution_id, plan,
			      step == 2 ? shared : other, LATER, &id, &err),
		    YUP_OK, &err);
		assert_rc(document_store_list(s->db, s->mem, s->institution_id, &documents, &count,
			      &err),
		    YUP_OK, &err);
		assert_string_equal(documents[0].superseded_at, step == 1 ? LATER : "");
		assert_string_equal(documents[1].superseded_at, "");
	}
}

static void
test_an_interrupted_save_leaves_nothing(void **state)
{
	struct test_store *s = *state;
	struct plan *plan = made_up_plan(s->mem, made_up_pack(s->mem, 12));
	int64_t id;

	{
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		assert_rc(plan_store_save(&tx, s->institution_id, plan, NULL, TEST_NOW, &id, &err),
		    YUP_OK, &err);
		assert_int_equal(store_count_rows(s->path, "node"), 0);
	}
	assert_int_equal(store_count_rows(s->path, "plan"), 0);
	assert_int_equal(store_count_rows(s->path, "node"), 0);
	assert_int_equal(save(s, plan), id); /* even its number is free again */
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_field_comes_back),
		STORE_TEST(test_many_rows),
		STORE_TEST(test_four_periods),
		STORE_TEST(test_no_periods),
		STORE_TEST(test_an_empty_plan),
		STORE_TEST(test_a_difference_is_told),
		STORE_TEST(test_a_loaded_plan_grows),
		STORE_TEST(test_find_and_list),
		STORE_TEST(test_refusals),
		STORE_TEST(test_what_is_not_saved),
		STORE_TEST(test_replacing_keeps_the_old_one),
		STORE_TEST(test_documents_of_several),
		STORE_TEST(test_an_interrupted_save_leaves_nothing),
	};

	return STORE_RUN(argc, argv, tests);
}
