/* test_db_postgres.c - what only a server can be: refusing, replica, gone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

static void
assert_key(const char *key)
{
	const char *found = err.key != NULL ? err.key : "none";

	if (strcmp(found, key) != 0)
		fail_msg("%s instead of %s: %s", found, key, err.message);
}

static int
add_institution(struct db *db, const char *name)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution institution = { 0, name, "X", "test", TEST_NOW, "" };
	int64_t id;
	int rc = db_begin(db, &tx, &err);

	if (rc == YUP_OK)
		rc = institution_store_add(&tx, &institution, &id, &err);
	return rc == YUP_OK ? db_commit(&tx, &err) : rc;
}

/* ---- Opening ---------------------------------------------------------------- */

static void
assert_not_opened(const char *path, unsigned flags, int expected, const char *key)
{
	struct db *db = NULL;

	assert_rc(db_open(path, flags, &db, &err), expected, &err);
	assert_null(db);
	assert_key(key);
}

static void
test_addresses_that_open_nothing(void **state)
{
	struct test_store *s = *state;
	const char *url = getenv("YUPANA_TEST_POSTGRES"); /* set, or nothing here would run */
	const char *query = url != NULL ? strchr(url, '?') : NULL;

	assert_non_null(query);
	assert_not_opened("postgresql://%zz", DB_CREATE, YUP_EINVALID, "db_url");
	assert_not_opened("postgresql:///x?what=1", DB_CREATE, YUP_EINVALID, "db_url");
	assert_not_opened("postgresql://ana@/x?host=/no/such", DB_CREATE, YUP_EIO,
	    "db_server_unreached");
	assert_not_opened(mem_printf(s->mem, "postgresql://yupana@/nothing%s", query), DB_CREATE,
	    YUP_ENOTFOUND, "db_server_absent");
	assert_not_opened(mem_printf(s->mem, "postgresql://nobody@/yupana%s", query), DB_CREATE,
	    YUP_EIO, "db_login");
}

static void
test_schemas_of_something_else(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);
	bool empty = false;

	assert_not_opened(path, 0, YUP_ENOTFOUND, "db_empty");
	store_execute(path, "CREATE TABLE somebody (x INTEGER)");
	assert_not_opened(path, DB_CREATE, YUP_EINVALID, "db_foreign");
	store_remove(path);
	assert_rc(db_is_empty(s->db, &empty, &err), YUP_OK, &err);
	assert_false(empty);
}

/* ---- What the server refuses -------------------------------------------------- */

/* Each state as a trigger raises it, and what it is to us. */
static void
test_states(void **state)
{
	static const struct {
		const char *state, *key;
		int code;
	} cases[] = {
		{ "23505", "none", YUP_ECONFLICT },
		{ "23503", "none", YUP_ENOTFOUND },
		{ "23514", "none", YUP_EINVALID },
		{ "22001", "none", YUP_EINVALID },
		{ "40001", "db_busy", YUP_ECONFLICT },
		{ "40P01", "db_busy", YUP_ECONFLICT },
		{ "55P03", "db_busy", YUP_ECONFLICT },
		{ "42501", "db_denied", YUP_EIO },
		{ "53100", "db_full", YUP_EIO },
		{ "54000", "none", YUP_ELIMIT },
		{ "58030", "db_server_disk", YUP_EIO },
		{ "XX001", "db_damaged", YUP_EIO },
		{ "42P01", "none", YUP_EBUG },
	};
	struct test_store *s = *state;

	store_execute(s->path,
	    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
	    "$$BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = NEW.acronym; END$$;"
	    "CREATE TRIGGER refuse BEFORE INSERT ON institution FOR EACH ROW EXECUTE FUNCTION refuse()");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };
		struct institution it = { 0, "Otra", cases[i].state, "test", TEST_NOW, "" };
		int64_t id;

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		err.key = NULL;
		assert_rc(institution_store_add(&tx, &it, &id, &err), cases[i].code, &err);
		assert_key(cases[i].key);
		assert_rc(db_commit(&tx, &err), cases[i].code, &err);
	}
	assert_int_equal(store_count_rows(s->path, "institution"), 1);
}

static void
test_a_user_without_rights(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_done) struct db *db = NULL;

	store_execute(s->path,
	    "DO $$BEGIN CREATE ROLE yupana_reader; EXCEPTION WHEN duplicate_object THEN NULL; END$$;"
	    "DO $$BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO yupana_reader', current_schema());"
	    "EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO yupana_reader', current_schema());"
	    "END$$");
	assert_rc(db_open(store_path_with(s->mem, s->path, "-crole%3Dyupana_reader"), 0, &db, &err),
	    YUP_OK, &err);
	assert_rc(add_institution(db, "Otra"), YUP_EIO, &err);
	assert_key("db_denied");
}

static void
test_a_replica(void **state)
{
	struct test_store *s = *state;
	const char *path = store_path_with(s->mem, s->path, "-cdefault_transaction_read_only%3Don");
	CLEANUP(db_done) struct db *db = NULL;

	assert_rc(db_open(path, 0, &db, &err), YUP_OK, &err);
	assert_rc(add_institution(db, "Otra"), YUP_EIO, &err);
	assert_key("db_server_readonly");
}

/* ---- Many rows ------------------------------------------------------------------ */

static int
send_pass(struct db *db, int64_t institution_id, int64_t owner_id)
{
	struct stmt *q = db_use(db, Q_FINDING_PASS_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, owner_id);
	stmt_put_int(q, 1);
	stmt_put_int(q, owner_id == 7 ? INT64_MIN : -owner_id);
	return stmt_send(q, &err);
}

/* Not a plain insertion: it never goes as a COPY. */
static int
send_derived(struct db *db, int64_t institution_id, int64_t owner_id)
{
	struct stmt *q = db_use(db, Q_DERIVED_PUT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, owner_id);
	stmt_put_text(q, "");
	stmt_put_text(q, "ñ");
	return stmt_send(q, &err);
}

/* Of a plan that is not there. */
static void
send_file(struct db *db, int64_t institution_id, int64_t ordinal)
{
	struct stmt *q = db_use(db, Q_PLAN_FILE_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, 1);
	stmt_put_int(q, ordinal);
	stmt_put_text(q, ordinal == 150 ? "" : "ñandú");
	stmt_put_null(q);
	if (stmt_send(q, &err) < 0)
		assert_rc(err.code, YUP_ENOTFOUND, &err);
}

/* Enough of one to go as a COPY, then another, then back; each row is there, whole. */
static void
test_one_after_another(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	for (int64_t i = 0; i < 3000; i++) {
		assert_rc(send_pass(s->db, s->institution_id, i), YUP_OK, &err);
		if (i == 1000)
			for (int64_t k = 0; k < 300; k++)
				assert_rc(send_derived(s->db, s->institution_id, k), YUP_OK, &err);
	}
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_int_equal(store_count_rows(s->path, "finding_pass"), 3000);
	assert_int_equal(store_count_rows(s->path, "derived"), 300);
}

/* What points nowhere is told after a COPY as after an insertion. */
static void
test_files_of_no_plan(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	for (int64_t i = 0; i < 300; i++)
		send_file(s->db, s->institution_id, i);
	assert_rc(db_settle(s->db, &err), YUP_ENOTFOUND, &err);
}

/* A COPY's failure, and a connection cut under it, are told by settling at the latest. */
static void
test_a_copy_that_fails(void **state)
{
	struct test_store *s = *state;

	for (int cut = 0; cut < 2; cut++) {
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };
		int rc = YUP_OK;

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		for (int64_t i = 0; rc == YUP_OK && i < 20000; i++) {
			if (cut == 1 && i == 10000)
				store_cut(s->path);
			rc = send_pass(s->db, s->institution_id, cut == 0 && i == 5000 ? 4000 : i);
		}
		if (rc == YUP_OK)
			rc = db_settle(s->db, &err);
		assert_rc(rc, cut == 1 ? YUP_EIO : YUP_ECONFLICT, &err);
		db_rollback(&tx);
		assert_int_equal(store_count_rows(s->path, "finding_pass"), 0);
	}
	assert_rc(add_institution(s->db, "Otra"), YUP_OK, &err);
}

/* ---- Gone, and back ----------------------------------------------------------- */

/* Cut inside a transaction: it is over, nothing of it stays, the next one works. */
static void
test_cut_in_a_transaction(void **state)
{
	struct test_store *s = *state;

	for (int sending = 0; sending < 2; sending++) {
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };
		struct institution it = { 0, "Otra", "O", "test", TEST_NOW, "" };
		int64_t id;

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
		store_cut(s->path);
		if (sending == 1) {
			struct stmt *q = db_use(s->db, Q_DERIVED_PUT);

			stmt_put_int(q, s->institution_id);
			stmt_put_int(q, 1);
			stmt_put_text(q, "x");
			stmt_put_text(q, "y");
			if (stmt_send(q, &err) == YUP_OK) /* it may not know yet */
				assert_rc(db_settle(s->db, &err), YUP_EIO, &err);
		} else {
			it.name = "Otra más";
			assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_EIO, &err);
		}
		assert_key("db_server_gone");
		assert_rc(db_commit(&tx, &err), YUP_EIO, &err);
		assert_key("db_server_gone");
		assert_int_equal(store_count_rows(s->path, "institution"), 1);
	}
	assert_rc(add_institution(s->db, "Otra"), YUP_OK, &err);
	assert_int_equal(store_count_rows(s->path, "institution"), 2);
}

/* Between two: who writes does not even notice, who reads may have to ask twice. */
static void
test_cut_while_idle(void **state)
{
	struct test_store *s = *state;
	struct institution *list;
	size_t count = 0;
	int rc;

	assert_rc(add_institution(s->db, "Otra"), YUP_OK, &err);
	store_cut(s->path);
	assert_rc(add_institution(s->db, "Una más"), YUP_OK, &err);
	store_cut(s->path);
	rc = institution_store_list(s->db, s->mem, &list, &count, &err);
	if (rc == YUP_EIO)
		rc = institution_store_list(s->db, s->mem, &list, &count, &err);
	assert_rc(rc, YUP_OK, &err);
	assert_int_equal(count, 3);
}

static void
test_cut_before_committing(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution it = { 0, "Otra", "O", "test", TEST_NOW, "" };
	int64_t id;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(institution_store_add(&tx, &it, &id, &err), YUP_OK, &err);
	store_cut(s->path);
	assert_rc(db_commit(&tx, &err), YUP_EIO, &err);
	assert_key("db_uncertain");
	assert_int_equal(store_count_rows(s->path, "institution"), 1);
}

/* Rows come one by one; another statement ends them, and that is told, never a shorter list. */
static void
test_streamed_rows(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct stmt *q;
	int rows = 0, rc;

	store_execute(s->path,
	    "INSERT INTO institution (name, name_key, acronym, acronym_key, pack, created_at) "
	    "SELECT 'n' || i, 'n' || i, '', '', 'test', 'now' FROM generate_series(1, 5000) i");
	assert_rc(db_begin_read(s->db, &tx, &err), YUP_OK, &err);
	q = db_use(s->db, Q_INSTITUTION_LIST);
	stmt_stream(q);
	while ((rc = stmt_next(q, &err)) > 0)
		rows++;
	assert_int_equal(rc, 0);
	assert_int_equal(rows, 5001);

	q = db_use(s->db, Q_INSTITUTION_LIST);
	stmt_stream(q);
	assert_int_equal(stmt_next(q, &err), 1);
	stmt_done(&q); /* the rest is not wanted */
	q = db_use(s->db, Q_INSTITUTION_LIST);
	stmt_stream(q);
	assert_int_equal(stmt_next(q, &err), 1);
	assert_rc(db_settle(s->db, &err), YUP_OK, &err);
	assert_rc(stmt_next(q, &err), YUP_EBUG, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_streamed_rows),
		STORE_TEST(test_addresses_that_open_nothing),
		STORE_TEST(test_schemas_of_something_else),
		STORE_TEST(test_states),
		STORE_TEST(test_a_user_without_rights),
		STORE_TEST(test_a_replica),
		STORE_TEST(test_one_after_another),
		STORE_TEST(test_files_of_no_plan),
		STORE_TEST(test_a_copy_that_fails),
		STORE_TEST(test_cut_in_a_transaction),
		STORE_TEST(test_cut_while_idle),
		STORE_TEST(test_cut_before_committing),
	};

	return STORE_RUN(argc, argv, tests);
}
