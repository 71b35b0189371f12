/* test_follow_up_store.c - a follow-up comes back as it was saved. */
#include "store/follow_up_store.h"

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/made_up.h"
#include "support/plan_equal.h"
#include "support/store.h"

#define LATER "2031-08-01T08:00:00Z"

static struct err err;

static int64_t
replace(struct test_store *s, const struct follow_up *fu, const char *now)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id = 0;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(follow_up_store_replace(&tx, s->institution_id, fu, NULL, now, &id, &err), YUP_OK,
	    &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	return id;
}

static struct follow_up *
load(struct test_store *s, int64_t id, const struct pack *pack)
{
	struct follow_up *fu = NULL;

	assert_rc(follow_up_store_load(s->db, s->mem, s->institution_id, id, pack, &fu, &err),
	    YUP_OK, &err);
	return fu;
}

static void
test_every_field_comes_back(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct follow_up *fu = made_up_follow_up(s->mem, pack);

	assert_follow_up_equal(fu, load(s, replace(s, fu, TEST_NOW), pack));
}

/* A document says nothing of what was planned, nor of money: that is not nought. */
static void
test_what_no_document_says_is_absent(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	const struct follow_up *fu = load(s, replace(s, made_up_follow_up(s->mem, pack), TEST_NOW),
	    pack);

	for (size_t i = 0; i < fu->unit_count; i++) {
		assert_int_equal(fu->units[i].planned_e9, NUM_ABSENT);
		assert_int_equal(fu->units[i].money.budget_cents, NUM_ABSENT);
		assert_int_equal(fu->units[i].money.executed_cents, NUM_ABSENT);
	}
	for (size_t i = 0; i < fu->aggregate_count; i++) {
		assert_int_equal(fu->aggregates[i].planned_e9, NUM_ABSENT);
		assert_int_equal(fu->aggregates[i].money.budget_cents, NUM_ABSENT);
		assert_int_equal(fu->aggregates[i].money.executed_cents, NUM_ABSENT);
	}
}

static void
test_an_empty_one(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct follow_up *fu = follow_up_new(s->mem, pack);

	fu->threshold_e4 = NUM_ABSENT;
	assert_follow_up_equal(fu, load(s, replace(s, fu, TEST_NOW), pack));
}

static void
test_replacing_and_finding(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct follow_up *fu = made_up_follow_up(s->mem, pack);
	int64_t old = replace(s, fu, TEST_NOW), new = replace(s, fu, LATER);
	struct follow_up_head head, *list;
	size_t count;

	assert_rc(follow_up_store_find(s->db, s->mem, s->institution_id, 2031, "2031-06-30", &head,
		      &err),
	    YUP_OK, &err);
	assert_int_equal(head.id, new);
	assert_rc(follow_up_store_list(s->db, s->mem, s->institution_id, &list, &count, &err),
	    YUP_OK, &err);
	assert_int_equal(count, 2);
	assert_int_equal(list[0].id, old);
	assert_string_equal(list[0].superseded_at, LATER);
	assert_string_equal(list[1].superseded_at, "");
	assert_follow_up_equal(fu, load(s, old, pack));
}

static void
test_what_is_computed_can_be_made_again(void **state)
{
	struct test_store *s = *state;
	const struct pack *pack = made_up_pack(s->mem, 12);
	struct follow_up *fu = made_up_follow_up(s->mem, pack);
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id = replace(s, fu, TEST_NOW);

	fu->units[0].computed_e9 = NUM_ABSENT;
	fu->units[1].computed_e9 = 5;
	fu->aggregates[1].computed_financial_e9 = 6;
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(follow_up_store_save_computed(&tx, s->institution_id, id, fu, &err), YUP_OK,
	    &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_follow_up_equal(fu, load(s, id, pack));
}

static void
test_what_is_not_saved(void **state)
{
	struct test_store *s = *state;
	struct follow_up *fu = made_up_follow_up(s->mem, made_up_pack(s->mem, 12));
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t id = -7;

	fu->units[1].count = 2; /* one more than there are */
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(follow_up_store_save(&tx, s->institution_id, fu, NULL, TEST_NOW, &id, &err),
	    YUP_EINVALID, &err);
	assert_int_equal(id, -7);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_field_comes_back),
		STORE_TEST(test_what_no_document_says_is_absent),
		STORE_TEST(test_an_empty_one),
		STORE_TEST(test_replacing_and_finding),
		STORE_TEST(test_what_is_computed_can_be_made_again),
		STORE_TEST(test_what_is_not_saved),
	};

	return STORE_RUN(argc, argv, tests);
}
