/* test_migrate.c - from nothing to the newest schema, and what is refused. */
#include "store/engine/migrate.h"

#include <string.h>

#include "base/mem.h"
#include "store/engine/db.h"
#include "support/cmocka_all.h"
#include "support/store.h"

static struct err err;

static const struct migration two[] = {
	{ 1, "first", "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER);",
	    "CREATE TABLE a (x BIGINT); CREATE TABLE b (x BIGINT);" },
	{ 2, "second", "ALTER TABLE a ADD COLUMN y TEXT;", "ALTER TABLE a ADD COLUMN y TEXT;" },
};
static const struct migration edited[] = {
	{ 1, "first", "CREATE TABLE a (x INTEGER, z INTEGER);",
	    "CREATE TABLE a (x BIGINT, z BIGINT);" },
};
static const struct migration broken[] = {
	{ 1, "first", "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER);",
	    "CREATE TABLE a (x BIGINT); CREATE TABLE b (x BIGINT);" },
	{ 2, "second", "CREATE TABLE c (x INTEGER); CREATE TABLE a (x INTEGER);",
	    "CREATE TABLE c (x BIGINT); CREATE TABLE a (x BIGINT);" },
};

#define LIST(items, count) ((struct migration_list){ items, count })

/* A new file that no migration was run on. */
struct fresh {
	struct mem *mem;
	const char *path;
	struct db *db;
};

static int
setup(void **state)
{
	static struct fresh f;

	f = (struct fresh){ .mem = mem_new() };
	f.path = store_new_path(f.mem);
	*state = &f;
	return db_open(f.path, DB_CREATE, &f.db, &err);
}

static int
teardown(void **state)
{
	struct fresh *f = *state;

	db_close(f->db);
	store_remove(f->path);
	mem_free(f->mem);
	return 0;
}

static void
assert_says(const char *words)
{
	if (strstr(err.message, words) == NULL)
		fail_msg("\"%s\" is not in: %s", words, err.message);
}

static void
test_twice_is_once(void **state)
{
	struct fresh *f = *state;

	assert_rc(migrate_check(f->db, migrate_known(), &err), YUP_ECONFLICT, &err);
	assert_says("yupana migrate");
	for (int i = 0; i < 2; i++) {
		assert_rc(migrate_run(f->db, migrate_known(), TEST_NOW, &err), YUP_OK, &err);
		assert_rc(migrate_check(f->db, migrate_known(), &err), YUP_OK, &err);
		assert_int_equal(store_count_rows(f->path, "schema_migration"),
		    migrate_known().count);
	}
}

static void
test_one_after_the_other(void **state)
{
	struct fresh *f = *state;

	assert_rc(migrate_run(f->db, LIST(two, 1), TEST_NOW, &err), YUP_OK, &err);
	assert_rc(migrate_check(f->db, LIST(two, 2), &err), YUP_ECONFLICT, &err);
	assert_says("1 of 2");
	assert_rc(migrate_run(f->db, LIST(two, 2), TEST_NOW, &err), YUP_OK, &err);
	assert_rc(migrate_check(f->db, LIST(two, 2), &err), YUP_OK, &err);
}

static void
test_a_newer_database_is_refused(void **state)
{
	struct fresh *f = *state;

	assert_rc(migrate_run(f->db, LIST(two, 2), TEST_NOW, &err), YUP_OK, &err);
	assert_rc(migrate_run(f->db, LIST(two, 1), TEST_NOW, &err), YUP_EINVALID, &err);
	assert_says("newer program");
	assert_rc(migrate_check(f->db, LIST(two, 1), &err), YUP_EINVALID, &err);
}

static void
test_another_text_is_refused(void **state)
{
	struct fresh *f = *state;

	assert_rc(migrate_run(f->db, LIST(two, 1), TEST_NOW, &err), YUP_OK, &err);
	assert_rc(migrate_run(f->db, LIST(edited, 1), TEST_NOW, &err), YUP_EINVALID, &err);
	assert_says("another text of change 1 (first)");
	assert_rc(migrate_check(f->db, LIST(edited, 1), &err), YUP_EINVALID, &err);
}

/* The second one fails half way: the first stays, nothing of the second does. */
static void
test_a_broken_one_leaves_nothing(void **state)
{
	struct fresh *f = *state;

	assert_rc(migrate_run(f->db, LIST(broken, 2), TEST_NOW, &err), YUP_EBUG, &err);
	assert_int_equal(store_count_rows(f->path, "schema_migration"), 1);
	assert_int_equal(store_count_rows(f->path, "b"), 0);
	assert_int_equal(store_count_rows(f->path, "c"), -1);
	assert_rc(migrate_run(f->db, LIST(two, 2), TEST_NOW, &err), YUP_OK, &err);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_twice_is_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_one_after_the_other, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_newer_database_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_another_text_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_broken_one_leaves_nothing, setup, teardown),
	};

	return STORE_RUN(argc, argv, tests);
}
