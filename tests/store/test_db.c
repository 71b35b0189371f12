/* test_db.c - refusing, undoing and several at once; the order of values and damage. */
#include "store/engine/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

static void
assert_says(const char *words)
{
	if (strstr(err.message, words) == NULL)
		fail_msg("\"%s\" is not in: %s", words, err.message);
}

/* ---- Statements ----------------------------------------------------------- */

static void
test_every_statement_prepares(void **state)
{
	struct test_store *s = *state;

	for (int i = 0; i < QUERY__COUNT; i++)
		assert_rc(db_prepare(s->db, (enum query)i, &err), YUP_OK, &err);
}

static void
test_too_few_and_too_many_values(void **state)
{
	struct test_store *s = *state;
	struct stmt *q = db_use(s->db, Q_INSTITUTION_GET);

	assert_rc(stmt_next(q, &err), YUP_EBUG, &err);
	q = db_use(s->db, Q_INSTITUTION_GET);
	stmt_put_int(q, 1);
	stmt_put_int(q, 2);
	assert_rc(stmt_next(q, &err), YUP_EBUG, &err);
	assert_says("institution_get takes 1 values, not 2");
}

/* Reading past the columns, or a number where there is none, is damage. */
static void
test_reading_too_much_is_told(void **state)
{
	struct test_store *s = *state;
	struct stmt *q = db_use(s->db, Q_INSTITUTION_GET);

	stmt_put_int(q, s->institution_id);
	assert_rc(stmt_one(q, "institution", &err), YUP_OK, &err);
	for (int i = 0; i <= stmt_column_count(q); i++)
		(void)stmt_get_num(q);
	assert_rc(stmt_end(q, &err), YUP_EIO, &err);
	assert_says("restore a backup");
}

static void
test_a_value_refused_is_told_once(void **state)
{
	struct test_store *s = *state;
	struct stmt *q = db_use(s->db, Q_INSTITUTION_GET);

	stmt_put_text(q, "\xFF");
	assert_rc(stmt_next(q, &err), YUP_EINVALID, &err);
	assert_says("UTF-8");
	q = db_use(s->db, Q_INSTITUTION_GET);
	stmt_put_int(q, s->institution_id);
	assert_int_equal(stmt_next(q, &err), 1);
	assert_int_equal(stmt_next(q, &err), 0);
}

static void
test_the_smallest_and_largest_number(void **state)
{
	struct test_store *s = *state;
	struct stmt *q = db_use(s->db, Q_DERIVED_PUT);

	stmt_put_int(q, s->institution_id);
	stmt_put_int(q, INT64_MAX);
	stmt_put_text(q, "");
	stmt_put_text(q, "");
	assert_rc(stmt_run(q, &err), YUP_OK, &err);
	q = db_use(s->db, Q_DERIVED_GET);
	stmt_put_int(q, s->institution_id);
	stmt_put_int(q, INT64_MAX);
	stmt_put_text(q, "");
	stmt_put_text(q, "");
	assert_rc(stmt_one(q, "cache", &err), YUP_OK, &err);
	assert_true(stmt_get_int(q) == INT64_MAX);
	assert_rc(stmt_end(q, &err), YUP_OK, &err);
}

/* ---- Transactions --------------------------------------------------------- */

static int
add_institution(struct db_tx *tx, const char *name)
{
	struct institution institution = { .name = name,
		.acronym = "X",
		.pack = "test",
		.created_at = TEST_NOW };
	int64_t id;

	return institution_store_add(tx, &institution, &id, &err);
}

static void
test_undone_unless_committed(void **state)
{
	struct test_store *s = *state;

	for (int i = 0; i < 2; i++) {
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		assert_rc(add_institution(&tx, "Otra"), YUP_OK, &err);
		if (i == 1)
			assert_rc(db_commit(&tx, &err), YUP_OK, &err);
		assert_int_equal(store_count_rows(s->path, "institution"), 1 + i);
	}
	assert_int_equal(store_count_rows(s->path, "institution"), 2);
}

static void
test_one_transaction_at_a_time(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	CLEANUP(db_tx_done) struct db_tx second = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(db_begin_read(s->db, &second, &err), YUP_EBUG, &err);
}

/* A reader keeps what it saw, and never waits for the writer. */
static void
test_a_reader_beside_a_writer(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_done) struct db *reader = NULL;
	CLEANUP(db_tx_done) struct db_tx reading = { 0 };
	CLEANUP(db_tx_done) struct db_tx writing = { 0 };
	struct institution *list;
	size_t count;

	assert_rc(db_open(s->path, DB_READONLY, &reader, &err), YUP_OK, &err);
	assert_rc(db_begin(s->db, &writing, &err), YUP_OK, &err);
	assert_rc(add_institution(&writing, "Otra"), YUP_OK, &err);
	assert_rc(db_begin_read(reader, &reading, &err), YUP_OK, &err);
	for (int i = 0; i < 2; i++) {
		assert_rc(institution_store_list(reader, s->mem, &list, &count, &err), YUP_OK,
		    &err);
		assert_int_equal(count, 1);
		if (i == 0)
			assert_rc(db_commit(&writing, &err), YUP_OK, &err);
	}
	assert_rc(db_commit(&reading, &err), YUP_OK, &err);
	assert_rc(institution_store_list(reader, s->mem, &list, &count, &err), YUP_OK, &err);
	assert_int_equal(count, 2);
}

/* A process killed in the middle of a transaction leaves nothing of it. */
static void
test_a_killed_writer_leaves_nothing(void **state)
{
	struct test_store *s = *state;
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		struct db *db = NULL;
		struct db_tx tx = { 0 };

		if (db_open(s->path, 0, &db, &err) == YUP_OK && db_begin(db, &tx, &err) == YUP_OK &&
		    add_institution(&tx, "Otra") == YUP_OK)
			_exit(0); /* without a commit, a rollback or a close */
		_exit(1);
	}
	assert_true(waitpid(child, &status, 0) == child);
	assert_int_equal(status, 0);
	assert_int_equal(store_count_rows(s->path, "institution"), 1);

	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(add_institution(&tx, "Otra"), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
}

static void
test_reading_only(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_done) struct db *db = NULL;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc;

	assert_rc(db_open(s->path, DB_READONLY, &db, &err), YUP_OK, &err);
	rc = db_begin(db, &tx, &err);
	if (rc == YUP_OK)
		rc = add_institution(&tx, "Otra");
	assert_rc(rc, YUP_EIO, &err);
	assert_says("can only be read");
}

/* ---- Several at once ------------------------------------------------------- */

/* As an import does: find the institution, add it where it is not there. */
static int
find_or_add(const char *path, struct mem *mem)
{
	CLEANUP(db_done) struct db *db = NULL;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution found;
	int rc;

	rc = db_open(path, DB_CREATE, &db, &err);
	if (rc == YUP_OK)
		rc = migrate_run(db, migrate_known(), TEST_NOW, &err);
	if (rc == YUP_OK)
		rc = db_begin(db, &tx, &err);
	if (rc == YUP_OK)
		rc = institution_store_find(db, mem, "Otra", &found, &err);
	if (rc == YUP_ENOTFOUND)
		rc = add_institution(&tx, "Otra");
	return rc == YUP_OK ? db_commit(&tx, &err) : rc;
}

/* Eight programs on a database that is not there yet: all do, and it is there once. */
static void
test_eight_begin_at_once(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);
	int status, failed = 0;

	for (int i = 0; i < 8; i++)
		if (fork() == 0) {
			int rc = find_or_add(path, s->mem);

			if (rc < 0)
				fprintf(stderr, "one of eight: %s\n", err.message);
			_exit(rc == YUP_OK ? 0 : 1);
		}
	for (int i = 0; i < 8; i++)
		failed += wait(&status) < 0 || status != 0;
	assert_int_equal(failed, 0);
	assert_int_equal(store_count_rows(path, "institution"), 1);
	assert_int_equal(store_count_rows(path, "schema_migration"), migrate_known().count);
	store_remove(path);
}

/* What the database refused once is refused to the end, and nothing stays. */
static void
test_a_refusal_ends_the_transaction(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(add_institution(&tx, "Otra"), YUP_OK, &err);
	assert_rc(add_institution(&tx, "OTRA"), YUP_ECONFLICT, &err);
	assert_rc(add_institution(&tx, "Una más"), YUP_ECONFLICT, &err);
	assert_rc(db_commit(&tx, &err), YUP_ECONFLICT, &err);
	assert_says("already there");
	assert_int_equal(store_count_rows(s->path, "institution"), 1);
}

static int
send_derived(struct db *db, int64_t institution_id, int64_t owner_id)
{
	struct stmt *q = db_use(db, Q_FINDING_PASS_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, owner_id);
	stmt_put_int(q, 1);
	stmt_put_int(q, 1);
	return stmt_send(q, &err);
}

/* Rows sent ahead: all arrive; the failure of one is told at the latest by settling. */
static void
test_rows_sent_ahead(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	for (int wrong = 0; wrong < 2; wrong++) {
		int rc = YUP_OK;

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		for (int64_t i = 0; rc == YUP_OK && i < 1000; i++)
			rc = send_derived(s->db, s->institution_id,
			    wrong == 1 && i == 300 ? 0 : i + 10000 * wrong);
		if (rc == YUP_OK)
			rc = db_settle(s->db, &err);
		assert_rc(rc, wrong == 1 ? YUP_ECONFLICT : YUP_OK, &err);
		assert_rc(db_commit(&tx, &err), wrong == 1 ? YUP_ECONFLICT : YUP_OK, &err);
		assert_int_equal(store_count_rows(s->path, "finding_pass"), 1000);
	}
}

/* ---- Names ------------------------------------------------------------------ */

static void
assert_shown(const char *name, const char *expected)
{
	char shown[64];

	db_shown_name(name, shown, sizeof(shown));
	assert_string_equal(shown, expected);
}

static void
test_no_password_is_shown(void **state)
{
	(void)state;
	assert_shown("plan.db", "plan.db");
	assert_shown("a:b@c?d", "a:b@c?d");
	assert_shown("postgresql://host/db", "postgresql://host/db");
	assert_shown("postgresql://ana@host:5432/db", "postgresql://ana@host:5432/db");
	assert_shown("postgresql://ana:secret@host/db", "postgresql://ana@host/db");
	assert_shown("postgres://ana:s:e@[::1]:5432/db?x=1", "postgres://ana@[::1]:5432/db");
	assert_shown("postgresql:///db?user=ana&password=secret", "postgresql:///db");
	assert_shown("postgresql://ana:secret@", "postgresql://ana@");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_statement_prepares),
		STORE_TEST(test_too_few_and_too_many_values),
		STORE_TEST(test_reading_too_much_is_told),
		STORE_TEST(test_a_value_refused_is_told_once),
		STORE_TEST(test_the_smallest_and_largest_number),
		STORE_TEST(test_undone_unless_committed),
		STORE_TEST(test_one_transaction_at_a_time),
		STORE_TEST(test_a_reader_beside_a_writer),
		STORE_TEST(test_a_killed_writer_leaves_nothing),
		STORE_TEST(test_reading_only),
		STORE_TEST(test_eight_begin_at_once),
		STORE_TEST(test_a_refusal_ends_the_transaction),
		STORE_TEST(test_rows_sent_ahead),
		cmocka_unit_test(test_no_password_is_shown),
	};

	return STORE_RUN(argc, argv, tests);
}
