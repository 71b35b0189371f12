/*
 * test_documents.c - whole documents through the whole program: the samples,
 * and the real ones of ../shared/corpus where they are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/program.h"
#include "support/schema.h"

#define CORPUS "../shared/corpus/"

static const char *
new_db(const char *name)
{
	static char path[512];

	(void)snprintf(path, sizeof(path), "%s/%s", program_folder(), name);
	return path;
}

static void
all_documents_fit(const char *db)
{
	struct run run = program_run("export", "--format", "json", "--db", db, NULL);

	assert_status(&run, 0);
	assert_schema("docs/schemas/export.schema.json", run.out);
	run = program_run("check", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/findings.schema.json", run.out);
	run = program_run("rollup", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/rollup.schema.json", run.out);
}

static void
samples_go_through(void **state)
{
	const char *db = new_db("samples.db");
	struct run run = program_run("import", "samples/poa-2027.txt",
	    "samples/seguimiento-2027-1.txt", "--json", "--db", db, NULL);

	(void)state;
	assert_status(&run, 0);
	assert_schema("docs/schemas/import.schema.json", run.out);
	all_documents_fit(db);
	run = program_run("explain", "--unit", "UPR", "--code", "1.1.2", "--month", "8", "--db", db,
	    "--json", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/explain.schema.json", run.out);
	assert_says(run.out, "40 % × 120 / 460 + 20 % × 100 / 1.200 = 12,10 %");
}

/* Nobody says which document: the plan's forms, or what was followed up where there is no plan. */
static void
the_usual_paper(void **state)
{
	const char *db = new_db("usual.db");
	struct run run = program_run("import", "samples/seguimiento-2027-1.txt", "--db", db, NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("export", "--format", "html", "--db", db, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "SEGUIMIENTO AL AVANCE DEL POA - PRIMER SEMESTRE GESTIÓN 2027");
	assert_says(run.out, "SISTEMATIZACIÓN DE RESULTADOS OBTENIDOS");
	run = program_run("export", "--format", "html", "--what", "summary", "--db", db, NULL);
	assert_status(&run, 0);
	assert_null(strstr(run.out, "Programado a la fecha")); /* the document does not say */
	run = program_run("import", "samples/poa-2027.txt", "--db", db, NULL);
	assert_status(&run, 0);
	run = program_run("export", "--format", "html", "--db", db, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "PROGRAMA OPERATIVO ANUAL - 2027");
	assert_says(run.out, "Organigrama"); /* of its year, whatever the day */
}

/* Every line of `text` is in the README; the database's name is another there. */
static void
is_in_readme(char *text)
{
	char *readme = test_file_read("README.md", NULL), *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		if (strncmp(line, "Base de datos", 13) != 0)
			assert_says(readme, line);
	free(readme);
}

/* What it shows is what the program says. */
static void
readme_is_true(void **state)
{
	const char *db = new_db("readme.db");
	struct run run;

	(void)state;
	setenv("COLUMNS", "80", 1);
	setenv("SOURCE_DATE_EPOCH", "1803859200", 1);
	run = program_run("import", "samples/poa-2027.txt", "samples/seguimiento-2027-1.txt",
	    "--db", db, NULL);
	is_in_readme(run.out);
	run = program_run("check", "--rule", "R24", "--severity", "error", "--db", db, NULL);
	is_in_readme(run.out);
	run = program_run("explain", "--unit", "UPR", "--code", "1.1.2", "--month", "8", "--db", db,
	    NULL);
	is_in_readme(run.out);
}

static void
ambiguous(const char *db, const char *unit, const char *path)
{
	struct run run = program_run("explain", "--unit", unit, "--db", db, NULL);

	assert_status(&run, 2);
	assert_says(run.err, path);
}

static void
explains(const char *db, const char *unit, const char *month, const char *formula)
{
	struct run run = program_run("explain", "--unit", unit, "--code", "5.1.1", "--month", month,
	    "--db", db, NULL);

	assert_status(&run, 0);
	assert_says(run.out, formula);
}

static void
corpus_goes_through(void **state)
{
	const char *db = new_db("corpus.db");
	struct run run;

	(void)state;
	if (!test_file_exists(CORPUS "poa-2017.txt")) {
		print_message("skipped: no real documents in %s\n", CORPUS);
		skip();
	}
	run = program_run("import", CORPUS "poa-2017.txt", CORPUS "seguimiento-2016.txt", "--json",
	    "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/import.schema.json", run.out);
	all_documents_fit(db);
	explains(db, "UCS", "2", "20 % × 1 / 2 + 10 % × 1 / 6 + 10 % × 1 / 2 = 16,67 %");
	explains(db, "UCS", "1", "20 % × 1 / 2 = 10,00 %");
	ambiguous(db, "UDE", "VPIMGE/UDE");
	ambiguous(db, "ua", "ASES/UA");
	run = program_run("explain", "--unit", "UDE-VMPE", "--db", db, NULL);
	assert_status(&run, 0);
	run = program_run("explain", "--unit", "VPIMGE/UDE", "--db", db, NULL);
	assert_status(&run, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_go_through),
		cmocka_unit_test(the_usual_paper),
		cmocka_unit_test(readme_is_true),
		cmocka_unit_test(corpus_goes_through),
	};

	if (!program_is_there())
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
