/*
 * store.h - a new database for each test, with an institution in it.
 *
 * Trouble in making it ends the program with status 2.
 */
#ifndef YUP_TESTS_STORE_H
#define YUP_TESTS_STORE_H

#include "store/engine/db.h"
#include "store/engine/migrate.h"

#define TEST_NOW "2031-01-31T08:00:00Z"

struct test_store {
	struct mem *mem;
	struct db *db;
	const char *path;
	int64_t institution_id;
};

/* cmocka's setup and teardown: `*state` is a struct test_store. */
int store_setup(void **state);
int store_teardown(void **state);

/* A path in a new folder of its own. */
const char *store_new_path(struct mem *mem);

/* How many rows a table has, seen by a reader of its own. */
int64_t store_count_rows(const char *path, const char *table);

/* Fail the test, with the message, unless `rc` is as expected. */
void assert_rc(int rc, int expected, const struct err *err);

#endif
