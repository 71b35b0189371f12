/*
 * test_engines_postgres.c - the whole program says the same on both engines, and
 * an institution can move from one to the other and back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/store.h"

/* It says when the document was imported: the same only in a copy. */
#define EXPLAIN "explain --unit UPR --code 1.1.2 --month 8 --json"
#define SAMPLES "samples/poa-2027.txt samples/seguimiento-2027-1.txt"

struct places {
	struct mem *mem;
	const char *folder, *file, *server;
};

static int
setup(void **state)
{
	static struct places p;

	if (getenv("YUPANA") == NULL)
		exit(TEST_SKIPPED); /* built without the program */
	p = (struct places){ .mem = mem_new(), .folder = test_temp_folder() };
	p.file = mem_printf(p.mem, "%s/a.db", p.folder);
	p.server = store_new_path(p.mem);
	*state = &p;
	return 0;
}

static int
teardown(void **state)
{
	struct places *p = *state;

	store_remove(p->server);
	mem_free(p->mem);
	return 0;
}

/* What `yupana ARGUMENTS --db DB` prints; its status must be the expected one. */
static const char *
run(const struct places *p, const char *arguments, const char *db, int expected)
{
	const char *out = mem_printf(p->mem, "%s/out", p->folder);
	const char *command = mem_printf(p->mem, "%s %s --db '%s' >%s 2>&1", getenv("YUPANA"),
	    arguments, db, out);
	int status = system(command); /* NOLINT(cert-env33-c): as a person types it */
	char *text = test_file_read(out, NULL);
	const char *copy = mem_strdup(p->mem, text);

	free(text);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
		fail_msg("status %d instead of %d: %s\n%s", WEXITSTATUS(status), expected,
		    arguments, copy);
	return copy;
}

static void
assert_same(const struct places *p, const char *arguments, const char *one, const char *other,
    int expected)
{
	const char *first = run(p, arguments, one, expected);

	assert_true(strlen(first) > 20);
	if (strcmp(first, run(p, arguments, other, expected)) != 0)
		fail_msg("not the same on both engines: yupana %s", arguments);
}

/* Every verb that answers from a database; documents to the byte. */
static void
assert_all_same(const struct places *p, const char *one, const char *other)
{
	static const struct {
		const char *arguments;
		int status;
	} cases[] = {
		{ "check --json", 0 },
		{ "check --fail-on error", 1 },
		{ "export --format json", 0 },
		{ "export --format csv --what plan", 0 },
		{ "rollup --json", 0 },
		{ "rollup --policy as_published", 0 },
		{ "explain --unit nadie --code 9", 2 },
		{ "rebuild", 0 },
		{ "check --institution nadie", 2 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_same(p, cases[i].arguments, one, other, cases[i].status);
}

static void
test_the_same_on_both(void **state)
{
	const struct places *p = *state;
	const char *both[] = { p->file, p->server };

	for (int i = 0; i < 2; i++) {
		(void)run(p, "check", both[i], 2); /* nothing there yet */
		(void)run(p, "import --dry-run " SAMPLES, both[i], 0);
		(void)run(p, "import " SAMPLES, both[i], 0);
		assert_non_null(strstr(run(p, "migrate", both[i], 0), "ya estaba al día"));
	}
	assert_all_same(p, p->file, p->server);
	assert_same(p, "import --json " SAMPLES, p->file, p->server, 0); /* unchanged */
	for (int i = 0; i < 2; i++) {
		(void)run(p, "init --institution 'Otra más' --acronym OM", both[i], 0);
		(void)run(p, "init --institution 'OTRA MÁS' --acronym OM", both[i], 2);
		(void)run(p, "synth --institutions 3 --seed 5", both[i], 0);
	}
	assert_all_same(p, p->file, p->server);
}

static void
test_there_and_back(void **state)
{
	const struct places *p = *state;
	const char *back = mem_printf(p->mem, "%s/back.db", p->folder);
	const char *there = mem_printf(p->mem, "copy --to '%s'", p->server);
	const char *home = mem_printf(p->mem, "copy --json --to '%s'", back);

	(void)run(p, "import " SAMPLES, p->file, 0);
	(void)run(p, "synth --institutions 3 --seed 5", p->file, 0);
	assert_non_null(strstr(run(p, there, p->file, 0), "iguales"));
	assert_all_same(p, p->file, p->server);
	assert_non_null(strstr(run(p, home, p->server, 0), "\"checksum\""));
	assert_all_same(p, p->file, back);
	assert_same(p, EXPLAIN, p->file, p->server, 0);
	assert_same(p, EXPLAIN, p->file, back, 0);
	assert_non_null(strstr(run(p, there, p->file, 2), "ya tiene la institución"));
	assert_null(
	    strstr(run(p, there, p->file, 2), "application_name")); /* no more than needed */
}

static void
test_one_of_several(void **state)
{
	const struct places *p = *state;
	const char *one = mem_printf(p->mem, "copy --institution MARyC --to '%s'", p->server);

	(void)run(p, "import " SAMPLES, p->file, 0);
	(void)run(p, "synth --institutions 2", p->file, 0);
	(void)run(p, "synth --institutions 2", p->server, 0);
	(void)run(p, one, p->file, 0);
	assert_same(p, "check --json --institution MARyC", p->file, p->server, 0);
	assert_int_equal(store_count_rows(p->server, "institution"), 3);
	(void)run(p, "copy", p->file, 2);
	(void)run(p, "copy --to /no/such/folder/x.db", p->file, 2);
}

static void
test_a_newer_database(void **state)
{
	const struct places *p = *state;

	(void)run(p, "synth --institutions 1", p->server, 0);
	store_execute(p->server, "INSERT INTO schema_migration VALUES (9999, 'later', 'x', 'now')");
	assert_non_null(strstr(run(p, "migrate", p->server, 2), "más nueva"));
	assert_non_null(strstr(run(p, "check", p->server, 2), "más nueva"));
}

/* One that has the record of changes and none of them. */
static void
test_an_older_database(void **state)
{
	const struct places *p = *state;

	store_execute(p->server,
	    "CREATE TABLE schema_migration (number INTEGER NOT NULL PRIMARY KEY, "
	    "name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL)");
	assert_non_null(strstr(run(p, "check", p->server, 2), "yupana migrate"));
	assert_non_null(strstr(run(p, "migrate", p->server, 0), "Aplicado: 0001_first"));
	assert_non_null(strstr(run(p, "migrate", p->server, 0), "ya estaba al día"));
	(void)run(p, "import " SAMPLES, p->server, 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_same_on_both, setup, teardown),
		cmocka_unit_test_setup_teardown(test_there_and_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_one_of_several, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_newer_database, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_older_database, setup, teardown),
	};

	return STORE_RUN(argc, argv, tests);
}
