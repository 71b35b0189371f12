/* test_db_sqlite.c - what only a file can be: full, foreign, damaged, another's. */
#include <libgen.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_a_full_disk_leaves_nothing),
		STORE_TEST(test_names_that_open_nothing),
		STORE_TEST(test_files_of_something_else),
		STORE_TEST(test_another_program_s_database),
		STORE_TEST(test_a_damaged_file),
		STORE_TEST(test_a_file_that_may_only_be_read),
	};

	return STORE_RUN(argc, argv, tests);
}
