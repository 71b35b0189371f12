/*
 * test_restart_postgres_alone.c - the server stops and comes back; it stops for
 * every test there is, so no other runs meanwhile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

static void
tell_server(const char *what)
{
	char command[512];

	snprintf(command, sizeof(command), "%s %s", getenv("YUPANA_TEST_POSTGRES_CTL"), what);
	if (system(command) != 0) { /* NOLINT(cert-env33-c): the test's own script */
		fprintf(stderr, "failed: %s\n", command);
		exit(2);
	}
}

static int
add(struct db_tx *tx, const char *name)
{
	struct institution institution = { 0, name, "X", "test", TEST_NOW, "" };
	int64_t id;

	return institution_store_add(tx, &institution, &id, &err);
}

static void
test_stopped_and_started(void **state)
{
	struct test_store *s = *state;
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct db *other = NULL;

	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err);
	assert_rc(add(&tx, "Perdida"), YUP_OK, &err);
	tell_server("stop");
	assert_rc(add(&tx, "Otra"), YUP_EIO, &err);
	assert_string_equal(err.key, "db_server_gone");
	assert_rc(db_commit(&tx, &err), YUP_EIO, &err);
	assert_rc(db_begin(s->db, &tx, &err), YUP_EIO, &err);
	assert_string_equal(err.key, "db_server_unreached");
	assert_rc(db_open(s->path, 0, &other, &err), YUP_EIO, &err);

	tell_server("start");
	assert_rc(db_begin(s->db, &tx, &err), YUP_OK, &err); /* by the same connection's name */
	assert_rc(add(&tx, "Otra"), YUP_OK, &err);
	assert_rc(db_commit(&tx, &err), YUP_OK, &err);
	assert_int_equal(store_count_rows(s->path, "institution"), 2);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { STORE_TEST(test_stopped_and_started) };

	if (getenv("YUPANA_TEST_POSTGRES_CTL") == NULL)
		return store_skip("no server of our own to stop");
	return STORE_RUN(argc, argv, tests);
}
