/*
 * store.h - a new database for each test, with an institution in it.
 *
 * A test of the store runs once on each engine: a file, or a schema of its own
 * in the server that YUPANA_TEST_POSTGRES names (see tools/with-postgres.sh).
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		const struct CMUnitTest tests[] = { STORE_TEST(test_this) };
 *
 *		return STORE_RUN(argc, argv, tests);
 *	}
 *
 * The program takes the engine's name, `sqlite` where there is none, and ends
 * with 77 (skipped) where that engine is not at hand.  Trouble in making a
 * database ends it with status 2.
 */
#ifndef YUP_TESTS_STORE_H
#define YUP_TESTS_STORE_H

#include "store/engine/db.h"
#include "store/engine/migrate.h"

#define TEST_NOW "2031-01-31T08:00:00Z"

enum { TEST_SKIPPED = 77 };

struct CMUnitTest;

struct test_store {
	struct mem *mem;
	struct db *db;
	const char *path;
	int64_t institution_id;
};

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, store_setup, store_teardown)
#define STORE_RUN(argc, argv, tests) \
	store_run(argc, argv, tests, sizeof(tests) / sizeof((tests)[0]))
int store_run(int argc, char **argv, const struct CMUnitTest *tests, size_t count);

/* Which one store_run() was given; false before it. */
bool store_on_postgres(void);

/* Say which tests were skipped, and that the program was: for main's return. */
int store_skip(const char *why);

/* cmocka's setup and teardown: `*state` is a struct test_store. */
int store_setup(void **state);
int store_teardown(void **state);

/* A new name to open: a file in a folder of its own, or an empty schema. */
const char *store_new_path(struct mem *mem);
void store_remove(const char *path); /* an engine's file goes with the program */

/* The same name for a connection that also has `settings`: "-crole%3Dx".  PostgreSQL. */
const char *store_path_with(struct mem *mem, const char *path, const char *settings);

/* How many rows a table has, seen by a reader of its own; -1 without the table. */
int64_t store_count_rows(const char *path, const char *table);

/* Run SQL of any kind, on another connection.  Each test knows its engine. */
void store_execute(const char *path, const char *sql);

/* The same where it may be refused: whether it was done. */
bool store_try(const char *path, const char *sql);

/* Cut, as the server's administrator, every connection to `path`.  PostgreSQL. */
void store_cut(const char *path);

/* Fail the test, with the message, unless `rc` is as expected. */
void assert_rc(int rc, int expected, const struct err *err);

#endif
