/*
 * test_faults_sqlite.c - a disk that is full, a file and a folder that are only
 * to be read: what was being made is told, undone, and made again when the
 * trouble is over.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/backup.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/operator.h"
#include "support/store.h"
#include "support/writers.h"

enum { ENOUGH = 400, NOBODY = 65534 };

static const char *folder;

/* A database of its own in `where`, with a plan to edit. */
static void
new_database(struct mem *mem, const char *where, struct writing *out)
{
	const char *path = mem_printf(mem, "%s/faults.db", where);
	struct app app = operator_open(path, APP_CREATE);
	struct test_store s = { .mem = mem, .db = app.db, .path = path, .institution_id = 1 };
	struct err err = { 0 };

	assert_rc(app_init(&app, "Autoridad de Lagos", "AL", &err), YUP_OK, &err);
	writers_begin(&s, 30, out);
}

/* In a child, whose limits and rights end with it: 0 where it went as it must. */
static void
in_child(int (*work)(void *context), struct writing *w)
{
	pid_t child = writers_fork(work, w);
	int status = 0;

	assert_int_equal(waitpid(child, &status, 0), child);
	if (status != 0)
		fail_msg("ended with %d", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

/* Make changes until one is refused, and say which; -1 where none was. */
static int
make_until_refused(struct writer_tools *tools, const struct writing *w, struct err *err)
{
	for (int i = 0; i < ENOUGH; i++)
		if (writers_make(tools, w, (uint64_t)i, err) < 0)
			return i;
	return -1;
}

/* All before `made` are there, none half; and what was refused is made now. */
static void
check_and_repeat(const struct writing *w, int made)
{
	CLEANUP(marks_done) struct marks accepted;
	CLEANUP(writer_tools_done) struct writer_tools tools = { 0 };
	struct err err = { 0 };

	marks_init(&accepted, ENOUGH);
	for (int i = 0; i < made; i++)
		(void)marks_add(&accepted, (uint64_t)i);
	assert_int_equal(writers_check(w, &accepted), made);
	assert_rc(writers_look(&tools, w, &err), YUP_OK, &err);
	assert_rc(writers_make(&tools, w, (uint64_t)made, &err), YUP_OK, &err);
	(void)marks_add(&accepted, (uint64_t)made);
	assert_int_equal(writers_check(w, &accepted), made + 1);
}

/* How many changes a child made before it was refused. */
struct outcome {
	int made;
	char key[64];
};

static struct outcome
outcome_of(struct mem *mem, const char *path)
{
	struct outcome outcome = { .made = -1 };
	char *text = test_file_read(mem_printf(mem, "%s.outcome", path), NULL);

	if (sscanf(text, "%d %63s", &outcome.made, outcome.key) != 2)
		fail_msg("no outcome");
	free(text);
	return outcome;
}

static void
tell_outcome(const char *path, int made, const struct err *err)
{
	char name[600], text[128];

	(void)snprintf(name, sizeof(name), "%s.outcome", path);
	(void)snprintf(text, sizeof(text), "%d %s", made, err->key != NULL ? err->key : "-");
	test_file_write(name, text, strlen(text));
}

/* ---- A full disk ---------------------------------------------------------------- */

static int
write_past_a_limit(void *context)
{
	struct rlimit little = { 600 * 1024, 600 * 1024 }, none = { RLIM_INFINITY, RLIM_INFINITY };
	const struct writing *w = context;
	struct writer_tools tools = { 0 };
	struct err err = { 0 };
	int made;

	(void)signal(SIGXFSZ, SIG_IGN);
	if (writers_look(&tools, w, &err) < 0)
		return 7;
	if (getrlimit(RLIMIT_FSIZE, &none) != 0)
		return 2;
	little.rlim_max = none.rlim_max;
	if (setrlimit(RLIMIT_FSIZE, &little) != 0)
		return 3;
	made = make_until_refused(&tools, w, &err);
	if (setrlimit(RLIMIT_FSIZE, &none) != 0)
		return 4;
	tell_outcome(w->path, made, &err);
	if (made < 0 || err.code != YUP_EIO)
		return 5;
	/* The same connection goes on when there is room again. */
	return writers_make(&tools, w, (uint64_t)made, &err) == YUP_OK ? 0 : 6;
}

static void
test_past_a_limit(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct writing w;
	struct outcome outcome;

	(void)state;
	new_database(mem, folder, &w);
	in_child(write_past_a_limit, &w);
	outcome = outcome_of(mem, w.path);
	assert_true(outcome.made > 0);
	assert_true(strcmp(outcome.key, "db_full") == 0 || strcmp(outcome.key, "db_disk") == 0);
	check_and_repeat(&w, outcome.made + 1);
}

/* A real file system of 1 MiB, where one may be mounted. */
static void
test_no_space(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *small = mem_printf(mem, "%s/small", folder);
	struct writer_tools tools = { 0 };
	struct writing w;
	struct app_backup made_backup;
	struct err err = { 0 };
	int made;

	(void)state;
	assert_int_equal(mkdir(small, 0755), 0);
	if (mount("tmpfs", small, "tmpfs", 0, "size=2m") != 0) {
		print_message("skipped: no tmpfs may be mounted here (%s)\n", strerror(errno));
		skip();
	}
	new_database(mem, small, &w);
	assert_rc(writers_look(&tools, &w, &err), YUP_OK, &err);
	made = make_until_refused(&tools, &w, &err);
	assert_int_equal(err.code, YUP_EIO);
	assert_string_equal(err.key, "db_full");
	assert_rc(app_backup(&tools.app, mem, NULL, mem_printf(mem, "%s/x.backup", small),
		      &made_backup, &err),
	    YUP_EIO, &err); /* its record does not fit either */
	assert_false(test_file_exists(mem_printf(mem, "%s/x.backup", small)));
	writer_tools_done(&tools);
	assert_int_equal(mount("tmpfs", small, "tmpfs", MS_REMOUNT, "size=20m"), 0);
	check_and_repeat(&w, made);
	assert_int_equal(umount(small), 0);
}

/* ---- Only to be read -------------------------------------------------------------- */

/* As a user who may write nothing: root may write anything. */
static int
write_without_rights(void *context)
{
	const struct writing *w = context;
	struct writer_tools tools = { 0 };
	struct err err = { 0 };
	int rc;

	if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		return 2;
	rc = writers_look(&tools, w, &err);
	if (rc == YUP_OK)
		rc = writers_make(&tools, w, 0, &err);
	if (rc != YUP_EIO)
		return 3;
	return strcmp(err.key, "db_readonly") == 0 || strcmp(err.key, "db_unopened") == 0 ? 0 : 4;
}

static void
test_a_file_to_read(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *where = mem_printf(mem, "%s/file", folder);
	struct writing w;

	(void)state;
	assert_int_equal(mkdir(where, 0755), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	new_database(mem, where, &w);
	assert_int_equal(chmod(w.path, 0444), 0);
	assert_int_equal(chmod(where, 0777), 0);
	in_child(write_without_rights, &w);
	assert_int_equal(chmod(w.path, 0644), 0);
	check_and_repeat(&w, 0);
}

/* The file may be written, what must stand beside it not. */
static void
test_a_folder_to_read(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *where = mem_printf(mem, "%s/folder", folder);
	struct writing w;

	(void)state;
	assert_int_equal(mkdir(where, 0755), 0);
	new_database(mem, where, &w);
	assert_int_equal(chmod(w.path, 0666), 0);
	assert_int_equal(chmod(where, 0555), 0);
	in_child(write_without_rights, &w);
	assert_int_equal(chmod(where, 0755), 0);
	check_and_repeat(&w, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_past_a_limit),
		cmocka_unit_test(test_no_space),
		cmocka_unit_test(test_a_file_to_read),
		cmocka_unit_test(test_a_folder_to_read),
	};

	folder = test_temp_folder();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
