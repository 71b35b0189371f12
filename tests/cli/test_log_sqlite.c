/* test_log_sqlite.c - log, backup and restore as people call them: words, documents, exit statuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/schema.h"
#include "support/store.h"

#define POA "tests/golden/cli/small/poa.txt"

static char db[512], log_file[512], key[512], control[512], saved[512], other[512];

static void
name(char out[512], const char *what)
{
	(void)snprintf(out, 512, "%s/%s", program_folder(), what);
}

static int
setup(void **state)
{
	struct run run;

	(void)state;
	name(db, "log.db");
	name(log_file, "exported.log");
	name(key, "log.key");
	name(control, "control.txt");
	name(saved, "all.backup");
	name(other, "other.db");
	setenv("YUPANA_DB", db, 1);
	setenv("SOURCE_DATE_EPOCH", "1927238400", 1);
	setenv("COLUMNS", "100", 1);
	run = program_run("import", POA, NULL);
	return run.status;
}

static void
a_whole_log(void **state)
{
	struct run run = program_run("log", "verify", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_says(run.out, "La bitácora está íntegra.\n");
	run = program_run("log", "verify", "--json", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/log-verify.schema.json", run.out);
	run = program_run("log", "list", NULL);
	assert_status(&run, 0);
	assert_says(run.out, "document.import");
	run = program_run("log", "list", "--json", "--action", "document", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/log.schema.json", run.out);
	assert_says(run.out, "document.import");
	run = program_run("log", "list", "--outcome", "refused", "--json", NULL);
	assert_status(&run, 0);
	assert_null(strstr(run.out, "document.import"));
}

static void
signed_and_kept(void **state)
{
	struct run run = program_run("log", "checkpoint", "--key", key, "-o", control, NULL);

	(void)state;
	assert_status(&run, 0);
	assert_says(run.err, "se creó la clave");
	run = program_run("log", "checkpoint", "--key", key, "--json", NULL);
	assert_status(&run, 0);
	assert_string_equal(run.err, "");
	assert_schema("docs/schemas/log-checkpoint.schema.json", run.out);
	run = program_run("log", "export", "-o", log_file, NULL);
	assert_status(&run, 0);
	run = program_run("log", "verify", log_file, "--checkpoint", control, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "concuerda con 1 punto de control");
	run = program_run("log", "verify", "--checkpoint", control, NULL);
	assert_status(&run, 0);
}

/* A file cut before the checkpoint, then a database that somebody wrote in. */
static void
a_broken_log(void **state)
{
	char *text = test_file_read(log_file, NULL);
	struct run run;

	(void)state;
	test_file_write(log_file, text, strcspn(text, "\n") + 1);
	free(text);
	run = program_run("log", "verify", log_file, NULL);
	assert_status(&run, 0);
	run = program_run("log", "verify", log_file, "--checkpoint", control, NULL);
	assert_status(&run, 1);
	assert_says(run.out, "faltan registros al final, desde el 2");
	store_execute(db, "DROP TRIGGER log_no_update");
	store_execute(db, "UPDATE log SET actor_name = 'otro' WHERE seq = 1");
	run = program_run("log", "verify", NULL);
	assert_status(&run, 1);
	assert_says(run.out, "el registro 1 fue alterado");
	assert_says(run.out, "La bitácora está rota en 1 de 1 cadena.\n");
	run = program_run("log", "verify", "--json", NULL);
	assert_status(&run, 1);
	assert_schema("docs/schemas/log-verify.schema.json", run.out);
	run = program_run("log", "checkpoint", "--key", key, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "La bitácora está rota");
}

static void
backed_up_and_restored(void **state)
{
	struct run run = program_run("backup", "-o", saved, NULL);

	(void)state;
	assert_status(&run, 1); /* the log is broken, and that is told */
	assert_says(run.out, "ya estaba rota al hacerse el respaldo: el registro 1 fue alterado");
	run = program_run("restore", "--check", saved, "--json", NULL);
	assert_status(&run, 1);
	assert_schema("docs/schemas/backup.schema.json", run.out);
	run = program_run("restore", saved, "--db", other, NULL);
	assert_status(&run, 1);
	assert_says(run.out, "Restaurado en ");
	run = program_run("restore", saved, "--db", other, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "no está vacía");
	run = program_run("rollup", "--json", "--db", other, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/rollup.schema.json", run.out);
}

static void
misuse(void **state)
{
	static const char *const CALLS[][5] = {
		{ "log", "verify", "a.log", "--db", "b.db" },
		{ "log", "verify", "/no/such.log" },
		{ "log", "verify", POA },
		{ "log", "verify", "--checkpoint", POA },
		{ "log", "list", "--limit", "0" },
		{ "log", "list", "--limit", "1000000" },
		{ "log", "list", "--before", "x" },
		{ "log", "list", "--outcome", "maybe" },
		{ "log", "checkpoint", "--key", POA },
		{ "backup" },
		{ "backup", "-o", "/no/such/folder/file" },
		{ "restore", POA },
		{ "restore", "--check", POA },
		{ "restore", "--check", "/no/such.backup" },
		{ "restore", "--check", "--db", "x.db", "y.backup" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CALLS) / sizeof(CALLS[0]); i++) {
		struct run run = program_run(CALLS[i][0], CALLS[i][1], CALLS[i][2], CALLS[i][3],
		    CALLS[i][4], NULL);

		if (run.status != 2)
			fail_msg("%s %s %s: status %d", CALLS[i][0],
			    CALLS[i][1] != NULL ? CALLS[i][1] : "",
			    CALLS[i][2] != NULL ? CALLS[i][2] : "", run.status);
		assert_true(strlen(run.err) > 20);
		assert_string_equal(run.out, "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_log),
		cmocka_unit_test(signed_and_kept),
		cmocka_unit_test(a_broken_log),
		cmocka_unit_test(backed_up_and_restored),
		cmocka_unit_test(misuse),
	};

	if (!program_is_there())
		return TEST_SKIPPED;
	return cmocka_run_group_tests(tests, setup, NULL);
}
