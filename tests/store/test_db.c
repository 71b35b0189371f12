/* test_db.c - opening, refusing and undoing; the order of values and damage. */
#include "store/engine/db.h"

#include <libgen.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "store/institution_store.h"
#include "support/cmocka_all.h"
#include "support/files.h"
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
	for (int i = 0; i < 6; i++)
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

/* No file may grow past a little more than it is: what does not fit is not there. */
static void
write_without_room(const char *path)
{
	struct rlimit little = { 400 * 1024, 400 * 1024 };
	struct db *db = NULL;
	struct db_tx tx = { 0 };
	char name[100 * 1024];
	int rc;

	(void)signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &little) != 0)
		_exit(2);
	rc = db_open(path, 0, &db, &err);
	if (rc == YUP_OK)
		rc = db_begin(db, &tx, &err);
	for (char c = 'a'; rc == YUP_OK && c <= 'z'; c++) {
		memset(name, c, sizeof(name));
		name[sizeof(name) - 1] = '\0';
		rc = add_institution(&tx, name);
	}
	if (rc == YUP_OK)
		rc = db_commit(&tx, &err);
	_exit(rc == YUP_EIO ? 0 : 1);
}

static void
test_a_full_disk_leaves_nothing(void **state)
{
	struct test_store *s = *state;
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		write_without_room(s->path);
	assert_true(waitpid(child, &status, 0) == child);
	assert_int_equal(status, 0);
	assert_int_equal(store_count_rows(s->path, "institution"), 1);
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

/* ---- Opening -------------------------------------------------------------- */

static void
assert_not_opened(const char *path, unsigned flags, int expected, const char *words)
{
	struct db *db = NULL;

	assert_rc(db_open(path, flags, &db, &err), expected, &err);
	assert_null(db);
	assert_says(words);
}

static void
test_names_that_open_nothing(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);

	assert_not_opened("", DB_CREATE, YUP_EINVALID, "no database was named");
	assert_not_opened("postgresql://host/db", DB_CREATE, YUP_EINVALID, "PostgreSQL");
	assert_not_opened(path, 0, YUP_ENOTFOUND, "yupana init");
	assert_not_opened(path, DB_READONLY, YUP_ENOTFOUND, "yupana init");
	assert_false(test_file_exists(path));
	assert_not_opened(mem_printf(s->mem, "%s/no/such.db", test_temp_folder()), DB_CREATE,
	    YUP_EIO, "its folder");
	assert_not_opened(test_temp_folder(), DB_CREATE, YUP_EIO, "cannot open");
}

static void
test_files_of_something_else(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);
	const char *text = "A plan, but as text, long enough to be looked at as a page of data.\n";

	test_file_write(path, text, strlen(text));
	assert_not_opened(path, DB_CREATE, YUP_EINVALID, "not a yupana database");
	test_file_write(path, "", 0);
	assert_not_opened(path, 0, YUP_EINVALID, "is empty");
}

/* The first page says whose file it is; byte 71 is of the application's id. */
static void
test_another_program_s_database(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);
	size_t size;
	char *bytes;

	db_close(s->db);
	s->db = NULL;
	bytes = test_file_read(s->path, &size);
	bytes[71] ^= 1;
	test_file_write(path, bytes, size);
	free(bytes);
	assert_not_opened(path, DB_CREATE, YUP_EINVALID, "not a yupana database");
}

/* Every page but the first is noise: what reads them says so and does not fall. */
static void
test_a_damaged_file(void **state)
{
	struct test_store *s = *state;
	const char *path = store_new_path(s->mem);
	CLEANUP(db_done) struct db *db = NULL;
	struct institution *list;
	size_t size, count;
	char *bytes;
	int rc;

	db_close(s->db);
	s->db = NULL;
	bytes = test_file_read(s->path, &size);
	for (size_t i = 4096; i < size; i++)
		bytes[i] = (char)(i * 2654435761u >> 13);
	test_file_write(path, bytes, size);
	free(bytes);
	rc = db_open(path, 0, &db, &err);
	if (rc == YUP_OK)
		rc = institution_store_list(db, s->mem, &list, &count, &err);
	assert_rc(rc, YUP_EIO, &err);
	assert_says("restore a backup");
}

/* As somebody who may read the file and not write it; root always may. */
static void
open_as_nobody(const char *path)
{
	struct db *db = NULL;

	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(2);
	if (db_open(path, 0, &db, &err) != YUP_EIO)
		_exit(1);
	_exit(strstr(err.message, "can only be read") != NULL ? 0 : 1);
}

static void
test_a_file_that_may_only_be_read(void **state)
{
	struct test_store *s = *state;
	int status = 0;
	pid_t child;

	db_close(s->db);
	s->db = NULL;
	assert_int_equal(chmod(s->path, 0444), 0);
	assert_int_equal(chmod(dirname(mem_strdup(s->mem, s->path)), 0755), 0);
	child = fork();
	if (child == 0)
		open_as_nobody(s->path);
	assert_true(waitpid(child, &status, 0) == child);
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_statement_prepares, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_too_few_and_too_many_values, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_reading_too_much_is_told, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_a_value_refused_is_told_once, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_the_smallest_and_largest_number, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_undone_unless_committed, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_one_transaction_at_a_time, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_a_reader_beside_a_writer, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_a_killed_writer_leaves_nothing, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_a_full_disk_leaves_nothing, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_reading_only, store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(test_names_that_open_nothing, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_files_of_something_else, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_another_program_s_database, store_setup,
		    store_teardown),
		cmocka_unit_test_setup_teardown(test_a_damaged_file, store_setup, store_teardown),
		cmocka_unit_test_setup_teardown(test_a_file_that_may_only_be_read, store_setup,
		    store_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
