/*
 * test_guard.c - what is evidence is added to, and neither altered nor removed,
 * whoever asks: here a program of its own, with the owner's rights.
 */
#include <string.h>

#include "base/mem.h"
#include "store/log_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

static void
add_record(struct test_store *s, int64_t institution_id)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct log_record record = { .at = TEST_NOW,
		.actor = "operator",
		.action = "test.add",
		.outcome = "done" };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(log_store_append(&tx, institution_id, &record, &err), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static const char *
zeros(struct test_store *s, int count)
{
	if (store_on_postgres())
		return mem_printf(s->mem, "decode(repeat('00', %d), 'hex')", count);
	return mem_printf(s->mem, "zeroblob(%d)", count);
}

/* A row in every table that is guarded. */
static void
fill(struct test_store *s)
{
	add_record(s, s->institution_id);
	add_record(s, s->institution_id);
	add_record(s, 0);
	store_execute(s->path,
	    "INSERT INTO plan (institution_id, plan_id, year, version, policy, pack, period_count,"
	    " institution_name, institution_acronym, saved_at, file_count, unit_count, form_count,"
	    " node_count) VALUES (1, 9, 2031, 0, 0, 'test', 12, 'A', 'A', 'now', 0, 0, 0, 0)");
	store_execute(s->path,
	    "INSERT INTO change VALUES (1, 9, 1, 'now', NULL, 'operator', 0, '')");
	store_execute(s->path,
	    "INSERT INTO change_cell VALUES (1, 9, 1, 0, 0, 0, 0, NULL, NULL, 1, NULL)");
	store_execute(s->path,
	    "INSERT INTO plan_step VALUES (1, 9, 0, NULL, 0, 'now', NULL, 'operator', '', NULL, 1)");
	store_execute(s->path, "INSERT INTO observation VALUES (1, 9, 1, 0, NULL, NULL, 0, 1, 0)");
	store_execute(s->path,
	    "INSERT INTO observation_act VALUES (1, 9, 1, 1, 0, 'now', NULL, 'operator', 'x', 1)");
	store_execute(s->path,
	    "INSERT INTO register_item VALUES (1, 9, 'r', NULL, 'x', '', NULL, NULL, NULL, 'now', 1)");
	store_execute(s->path,
	    "INSERT INTO register_act VALUES (1, 9, 1, 0, 'now', NULL, 'operator', 'a', NULL, NULL,"
	    " 'x', NULL)");
	store_execute(s->path,
	    mem_printf(s->mem, "INSERT INTO log_checkpoint VALUES (1, 1, 'now', %s, %s, %s)",
		zeros(s, 32), zeros(s, 32), zeros(s, 64)));
}

static const struct {
	const char *table, *key;
} GUARDED[] = {
	{ "change", "institution_id, plan_id, revision" },
	{ "change_cell", "institution_id, plan_id, revision, ordinal" },
	{ "plan_step", "institution_id, plan_id, ordinal" },
	{ "observation", "institution_id, plan_id, observation" },
	{ "observation_act", "institution_id, plan_id, act" },
	{ "register_act", "institution_id, item_id, act" },
	{ "log_chain", "institution_id" },
	{ "log", "institution_id, seq" },
	{ "log_checkpoint", "institution_id, seq, public_key" },
};

/* Refused, and every row is still there. */
static void
refuses(struct test_store *s, const char *table, const char *sql)
{
	int64_t rows = store_count_rows(s->path, table);

	assert_true(rows > 0);
	if (store_try(s->path, sql))
		fail_msg("done: %s", sql);
	assert_int_equal(store_count_rows(s->path, table), rows);
}

static void
test_no_alteration(void **state)
{
	struct test_store *s = *state;

	fill(s);
	for (size_t i = 0; i < sizeof(GUARDED) / sizeof(GUARDED[0]); i++) {
		const char *t = GUARDED[i].table;

		refuses(s, t,
		    mem_printf(s->mem, "UPDATE %s SET institution_id = institution_id", t));
		refuses(s, t, mem_printf(s->mem, "DELETE FROM %s", t));
		if (store_on_postgres())
			refuses(s, t, mem_printf(s->mem, "TRUNCATE %s CASCADE", t));
	}
}

/* Each engine's own way to write over a row that is there. */
static void
test_no_replacement(void **state)
{
	struct test_store *s = *state;

	fill(s);
	for (size_t i = 0; i < sizeof(GUARDED) / sizeof(GUARDED[0]); i++) {
		const char *t = GUARDED[i].table;

		refuses(s, t,
		    mem_printf(s->mem,
			store_on_postgres()
			    ? "INSERT INTO %1$s SELECT * FROM %1$s ON CONFLICT (%2$s) "
			      "DO UPDATE SET institution_id = excluded.institution_id"
			    : "INSERT OR REPLACE INTO %1$s SELECT * FROM %1$s",
			t, GUARDED[i].key));
	}
}

static const char *
copy_to(struct test_store *s, const char *seq)
{
	return mem_printf(s->mem,
	    "INSERT INTO log SELECT institution_id, %s, at, actor, actor_name, origin, action, subject,"
	    " outcome, detail, hash FROM log WHERE institution_id = 1 AND seq = 1",
	    seq);
}

/* The end of the log is the only place where it grows. */
static void
test_no_disorder(void **state)
{
	static const char *const WRONG[] = { "0", "-1", "1", "2", "4", "1000" };
	struct test_store *s = *state;

	fill(s);
	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++)
		refuses(s, "log", copy_to(s, WRONG[i]));
	assert_true(store_try(s->path, copy_to(s, "3")));
	refuses(s, "log", copy_to(s, "3"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_no_alteration),
		STORE_TEST(test_no_replacement),
		STORE_TEST(test_no_disorder),
	};

	return STORE_RUN(argc, argv, tests);
}
