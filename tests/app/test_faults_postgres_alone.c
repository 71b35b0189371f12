/*
 * test_faults_postgres_alone.c - the server stops, comes back, or cuts a
 * connection in the middle of a change: it is told, undone, and made again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "base/mem.h"
#include "store/log_store.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
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
check(struct test_store *s, uint64_t changes)
{
	CLEANUP(marks_done) struct marks accepted;

	marks_init(&accepted, 100);
	for (uint64_t i = 0; i < changes; i++)
		(void)marks_add(&accepted, i);
	assert_int_equal(writers_check(s->path, s->institution_id, &accepted), changes);
}

static void
test_stopped_and_started(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);

	assert_rc(writers_make(&app, s->institution_id, 0, &err), YUP_OK, &err);
	for (int i = 0; i < 2; i++) {
		tell_server(i == 0 ? "stop" : "stop -m immediate");
		assert_rc(writers_make(&app, s->institution_id, (uint64_t)i + 1, &err), YUP_EIO,
		    &err);
		assert_true(strcmp(err.key, "db_server_gone") == 0 ||
		    strcmp(err.key, "db_server_unreached") == 0);
		tell_server("start");
		assert_rc(writers_make(&app, s->institution_id, (uint64_t)i + 1, &err), YUP_OK, &err);
	}
	check(s, 3);
}

/* After rows and the record are sent and before they are committed. */
static void
test_cut_in_the_middle(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	struct audit what = { s->institution_id, "test.cut", "", "" };

	assert_rc(writers_make(&app, s->institution_id, 0, &err), YUP_OK, &err);
	for (int i = 0; i < 2; i++) {
		CLEANUP(db_tx_done) struct db_tx tx = { 0 };

		assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
		assert_rc(audit_done(&tx, &app, &what, &err), YUP_OK, &err);
		store_cut(s->path);
		if (i == 0) {
			assert_rc(audit_done(&tx, &app, &what, &err), YUP_EIO, &err);
			assert_string_equal(err.key, "db_server_gone");
		}
		assert_rc(db_commit(&tx, &err), YUP_EIO, &err);
	}
	assert_rc(writers_make(&app, s->institution_id, 1, &err), YUP_OK, &err);
	check(s, 2);
	assert_int_equal(store_count_rows(s->path, "log"), 2);
}

/* A reader in the middle of many rows is told too, and begins again. */
static void
test_cut_while_reading(void **state)
{
	struct test_store *s = *state;
	struct app app = operator_app(s);
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct stmt *q;
	int rc, rows = 0;

	for (uint64_t i = 0; i < 40; i++)
		assert_rc(writers_make(&app, s->institution_id, i, &err), YUP_OK, &err);
	assert_rc(db_begin_read(s->db, &tx, &err), YUP_OK, &err);
	q = db_use(s->db, Q_COPY_LOG_READ);
	stmt_put_int(q, s->institution_id);
	stmt_stream(q);
	assert_int_equal(stmt_next(q, &err), 1);
	store_cut(s->path);
	while ((rc = stmt_next(q, &err)) > 0)
		rows++;
	assert_rc(rc, YUP_EIO, &err);
	assert_true(rows < 39);
	db_rollback(&tx);
	check(s, 40);
	assert_rc(writers_make(&app, s->institution_id, 40, &err), YUP_OK, &err);
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
