/*
 * test_log_walk.c - a chain is walked to its end, and the first link that is
 * broken is named.  Whoever breaks it here first takes the guards away, as the
 * owner of a database can.
 */
#include "store/log_walk.h"

#include <string.h>

#include "base/mem.h"
#include "store/log_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

static void
add_records(struct test_store *s, size_t count)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	for (size_t i = 0; i < count; i++) {
		struct log_record record = { .at = TEST_NOW,
			.actor = "user 1",
			.actor_name = "Ñ\t",
			.action = "test.add",
			.subject = mem_printf(s->mem, "thing %zu", i),
			.outcome = "done" };

		assert_rc(log_store_append(&tx, s->institution_id, &record, &err), YUP_OK, &err);
	}
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static void
unguard(struct test_store *s)
{
	store_execute(s->path,
	    store_on_postgres() ? "ALTER TABLE log DISABLE TRIGGER ALL"
				: "DROP TRIGGER log_no_update; DROP TRIGGER log_no_delete;"
				  "DROP TRIGGER log_in_order");
}

static int
count(void *context, const struct log_walk *walk, const struct log_record *record, struct err *e)
{
	size_t *counted = context;

	(void)e;
	assert_int_equal(walk->seq, record->seq);
	(*counted)++;
	return YUP_OK;
}

static struct log_walk
walk(struct test_store *s, size_t *counted)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct log_walk out;

	*counted = 0;
	assert_rc(db_begin_read(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(log_walk_store(s->db, s->institution_id, count, counted, &out, &err), YUP_OK,
	    &err);
	return out;
}

/* More than a page of them. */
static void
test_whole(void **state)
{
	struct test_store *s = *state;
	struct log_walk w;
	size_t counted;

	assert_rc(log_walk_store(s->db, s->institution_id, NULL, NULL, &w, &err), YUP_ENOTFOUND,
	    &err);
	add_records(s, 1234);
	w = walk(s, &counted);
	assert_int_equal(w.fault, LOG_FAULT_NONE);
	assert_int_equal(w.seq, 1234);
	assert_int_equal(counted, 1234);
	add_records(s, 1);
	assert_rc(log_walk_on(s->db, s->institution_id, NULL, NULL, &w, &err), YUP_OK, &err);
	assert_int_equal(w.seq, 1235);
	assert_int_equal(w.fault, LOG_FAULT_NONE);
}

/* What somebody did to a chain of 20, and what is said of it. */
static const struct {
	const char *sql;
	enum log_fault fault;
	int64_t seq;
} BREAKS[] = {
	{ "UPDATE log SET detail = 'x' WHERE seq = 7", LOG_FAULT_HASH, 7 },
	{ "UPDATE log SET actor = 'user 2' WHERE seq = 1", LOG_FAULT_HASH, 1 },
	{ "UPDATE log SET actor_name = 'Ñ' WHERE seq = 20", LOG_FAULT_HASH, 20 },
	{ "UPDATE log SET at = '2031-01-31T08:00:01Z' WHERE seq = 5", LOG_FAULT_HASH, 5 },
	{ "UPDATE log SET hash = (SELECT hash FROM log b WHERE b.seq = 3) WHERE seq = 4",
	    LOG_FAULT_HASH, 4 },
	{ "DELETE FROM log WHERE seq = 12", LOG_FAULT_GAP, 13 },
	{ "DELETE FROM log WHERE seq < 3", LOG_FAULT_GAP, 3 },
	{ "DELETE FROM log", LOG_FAULT_GAP, 1 },
	{ "DELETE FROM log WHERE seq = 12; UPDATE log SET seq = 12 WHERE seq = 20", LOG_FAULT_HASH,
	    12 },
};

static void
test_broken(void **state)
{
	for (size_t i = 0; i < sizeof(BREAKS) / sizeof(BREAKS[0]); i++) {
		void *it = NULL;
		struct test_store *s;
		struct log_walk w;
		size_t counted;

		(void)state;
		(void)store_setup(&it);
		s = it;
		add_records(s, 20);
		unguard(s);
		store_execute(s->path, BREAKS[i].sql);
		w = walk(s, &counted);
		if (w.fault != BREAKS[i].fault || w.fault_seq != BREAKS[i].seq)
			fail_msg("%s at %lld: %s", log_fault_key(w.fault), (long long)w.fault_seq,
			    BREAKS[i].sql);
		assert_int_equal(counted, w.seq);
		(void)store_teardown(&it);
	}
}

/* What no database can hold, but a file can. */
static void
test_out_of_order(void **state)
{
	uint8_t chain[LOG_CHAIN_SIZE] = { 1 }, other[LOG_HASH_SIZE] = { 2 };
	struct log_record record = { .seq = 1,
		.at = TEST_NOW,
		.actor = "a",
		.actor_name = "",
		.origin = "",
		.action = "b",
		.subject = "",
		.outcome = "done",
		.detail = "" };
	struct log_walk w;

	(void)state;
	log_walk_begin(&w, chain);
	log_record_hash(chain, &record, w.hash, record.hash);
	log_walk_take(&w, &record, w.hash);
	assert_int_equal(w.fault, LOG_FAULT_NONE);
	log_walk_take(&w, &record, NULL);
	assert_int_equal(w.fault, LOG_FAULT_ORDER);
	assert_int_equal(w.fault_seq, 1);
	log_walk_begin(&w, chain);
	log_walk_take(&w, &record, other);
	assert_int_equal(w.fault, LOG_FAULT_PREVIOUS);
	log_walk_fail(&w, LOG_FAULT_CUT, 9); /* the first one stays */
	assert_int_equal(w.fault, LOG_FAULT_PREVIOUS);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_whole),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_out_of_order),
	};

	return STORE_RUN(argc, argv, tests);
}
