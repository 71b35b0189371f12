/*
 * test_faults_postgres_alone.c - the server stops, comes back, or cuts a
 * connection in the middle of a change: it is told, undone, and made again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/store.h"
#include "support/writers.h"

static struct err err;

static void
tell_server(const char *what)
{
	char command[512];

	(void)snprintf(command, sizeof(command), "%s %s", getenv("YUPANA_TEST_POSTGRES_CTL"), what);
	if (system(command) != 0) { /* NOLINT(cert-env33-c): the test's own script */
		(void)fprintf(stderr, "failed: %s\n", command);
		exit(2);
	}
}

static void
check(const struct writing *w, uint64_t changes)
{
	CLEANUP(marks_done) struct marks accepted;

	marks_init(&accepted, 100);
	for (uint64_t i = 0; i < changes; i++)
		(void)marks_add(&accepted, i);
	assert_int_equal(writers_check(w, &accepted), changes);
}

static void
begin(struct test_store *s, struct writing *w, struct writer_tools *tools)
{
	writers_begin(s, 30, w);
	assert_rc(writers_look(tools, w, &err), YUP_OK, &err);
	assert_rc(writers_make(tools, w, 0, &err), YUP_OK, &err);
}

static void
test_stopped_and_started(void **state)
{
	CLEANUP(writer_tools_done) struct writer_tools tools = { 0 };
	struct writing w;

	begin(*state, &w, &tools);
	for (int i = 0; i < 2; i++) {
		tell_server(i == 0 ? "stop" : "stop -m immediate");
		assert_rc(writers_make(&tools, &w, (uint64_t)i + 1, &err), YUP_EIO, &err);
		assert_true(strcmp(err.key, "db_server_gone") == 0 ||
		    strcmp(err.key, "db_server_unreached") == 0);
		tell_server("start");
		assert_rc(writers_make(&tools, &w, (uint64_t)i + 1, &err), YUP_OK, &err);
	}
	check(&w, 3);
}

/* After rows and the record are sent and before they are committed. */
static void
test_cut_in_the_middle(void **state)
{
	CLEANUP(writer_tools_done) struct writer_tools tools = { 0 };
	struct writing w;
	struct audit what = { .institution_id = 1, .action = "test.cut" };
	int64_t records;

	begin(*state, &w, &tools);
	records = store_count_rows(w.path, "log");
	for (int i = 0; i < 2; i++) {
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };

		assert_rc(db_begin(tools.app.db, &tx, &err), YUP_OK, &err);
		assert_rc(audit_done(&tx, &tools.app, &what, &err), YUP_OK, &err);
		store_cut(w.path);
		if (i == 0) {
			assert_rc(audit_done(&tx, &tools.app, &what, &err), YUP_EIO, &err);
			assert_string_equal(err.key, "db_server_gone");
		}
		assert_rc(db_commit(&tx, &err), YUP_EIO, &err);
	}
	assert_int_equal(store_count_rows(w.path, "log"), records);
	assert_rc(writers_make(&tools, &w, 1, &err), YUP_OK, &err);
	check(&w, 2);
}

/* A reader in the middle of many rows is told too, and begins again. */
static void
test_cut_while_reading(void **state)
{
	CLEANUP(writer_tools_done) struct writer_tools tools = { 0 };
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct writing w;
	struct stmt *q;
	int rc, rows = 0;

	begin(*state, &w, &tools);
	store_execute(w.path, /* more than waits on the way */
	    "INSERT INTO institution (name, name_key, acronym, acronym_key, pack, created_at) "
	    "SELECT 'n' || i, 'n' || i, '', '', repeat('x', 20000), 'now' "
	    "FROM generate_series(1, 500) i");
	assert_rc(db_begin_read(tools.app.db, &tx, &err), YUP_OK, &err);
	q = db_use(tools.app.db, Q_INSTITUTION_LIST);
	stmt_stream(q);
	assert_int_equal(stmt_next(q, &err), 1);
	store_cut(w.path);
	while ((rc = stmt_next(q, &err)) > 0)
		rows++;
	assert_rc(rc, YUP_EIO, &err);
	assert_true(rows < 500);
	db_rollback(&tx);
	store_execute(w.path, "DELETE FROM institution WHERE acronym = ''");
	assert_rc(writers_make(&tools, &w, 1, &err), YUP_OK, &err);
	check(&w, 2);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_stopped_and_started),
		STORE_TEST(test_cut_in_the_middle),
		STORE_TEST(test_cut_while_reading),
	};

	if (getenv("YUPANA_TEST_POSTGRES_CTL") == NULL)
		return store_skip("no server of our own to stop");
	return STORE_RUN(argc, argv, tests);
}
