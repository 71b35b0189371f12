/* store.c - see store.h; what each engine needs is in store_server.c and here. */
#include "support/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/store_server.h"

static bool on_postgres;

bool
store_on_postgres(void)
{
	return on_postgres;
}

int
store_skip(const char *why)
{
	printf("skipped: %s\n", why);
	return TEST_SKIPPED;
}

int
store_run(int argc, char **argv, const struct CMUnitTest *tests, size_t count)
{
	const char *engine = argc > 1 ? argv[1] : "sqlite";
	const char *why = NULL;

	on_postgres = strcmp(engine, "postgres") == 0;
	if (on_postgres)
		why = server_missing();
	if (why != NULL)
		return store_skip(why);
	return _cmocka_run_group_tests(engine, tests, count, NULL, NULL);
}

static void
need(int rc, const struct err *err)
{
	if (rc == YUP_OK)
		return;
	fprintf(stderr, "store for tests: %s\n", err->message);
	exit(2);
}

const char *
store_new_path(struct mem *mem)
{
	if (on_postgres)
		return server_new_schema(mem);
	return mem_printf(mem, "%s/store.db", test_temp_folder());
}

void
store_remove(const char *path)
{
	if (on_postgres)
		server_drop_schema(path);
}

static int64_t
add_institution(struct db *db)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct institution institution = {
		.name = "Autoridad Plurinacional de Lagos",
		.acronym = "APL",
		.pack = "test",
		.created_at = TEST_NOW,
	};
	struct err err = { 0 };
	int64_t id = 0;

	need(db_begin(db, &tx, &err), &err);
	need(institution_store_add(&tx, &institution, &id, &err), &err);
	need(db_commit(&tx, &err), &err);
	return id;
}

int
store_setup(void **state)
{
	struct test_store *s = calloc(1, sizeof(*s));
	struct err err = { 0 };

	s->mem = mem_new();
	s->path = store_new_path(s->mem);
	need(db_open(s->path, DB_CREATE, &s->db, &err), &err);
	need(migrate_run(s->db, migrate_known(), TEST_NOW, &err), &err);
	s->institution_id = add_institution(s->db);
	*state = s;
	return 0;
}

int
store_teardown(void **state)
{
	struct test_store *s = *state;

	db_close(s->db);
	store_remove(s->path);
	mem_free(s->mem);
	free(s);
	return 0;
}

int64_t
store_count_rows(const char *path, const char *table)
{
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;
	int64_t count = -1;
	char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);

	if (on_postgres)
		count = server_number(path, sql);
	else if (sqlite3_open_v2(path, &h, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(h, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
		count = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(h);
	sqlite3_free(sql);
	return count;
}

void
store_execute(const char *path, const char *sql)
{
	sqlite3 *h = NULL;

	if (on_postgres) {
		server_execute(path, sql);
		return;
	}
	if (sqlite3_open(path, &h) != SQLITE_OK ||
	    sqlite3_exec(h, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(h));
		exit(2);
	}
	sqlite3_close(h);
}

bool
store_try(const char *path, const char *sql)
{
	sqlite3 *h = NULL;
	bool done;

	if (on_postgres)
		return server_try(path, sql);
	done = sqlite3_open(path, &h) == SQLITE_OK &&
	    sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(h);
	return done;
}

void
assert_rc(int rc, int expected, const struct err *err)
{
	if (rc != expected)
		fail_msg("%s instead of %s: %s", err_name(rc), err_name(expected), err->message);
}
