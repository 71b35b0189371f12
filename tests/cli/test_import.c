/* test_import.c - `yupana import` as a whole program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/program.h"
#include "support/schema.h"

#define POA "tests/golden/cli/small/poa.txt"
#define FOLLOW_UP "tests/golden/cli/small/seguimiento.txt"
#define SCHEMA "docs/schemas/import.schema.json"

static char paths[8][512];

/* A path in the temporary folder; a number of them may be in use. */
static const char *
in_temp(const char *name)
{
	static unsigned used;
	char *path = paths[used++ % 8];

	(void)snprintf(path, sizeof(paths[0]), "%s/%s", program_folder(), name);
	return path;
}

static const char *
write_temp(const char *name, const char *data, size_t size)
{
	const char *path = in_temp(name);

	test_file_write(path, data, size);
	return path;
}

static void
refuses(const char *name, const char *data, size_t size, const char *why)
{
	const char *db = in_temp("refused.db"), *bad = write_temp(name, data, size);
	struct run run = program_run("import", POA, bad, "--db", db, NULL);

	assert_status(&run, 2);
	assert_says(run.err, name);
	assert_says(run.err, why);
	assert_string_equal(run.out, "");
	assert_false(test_file_exists(db));
}

static void
refuses_whole_call(void **state)
{
	(void)state;
	refuses("empty.txt", "", 0, "está vacío");
	refuses("blank.txt", " \n\t\n", 4, "está vacío");
	refuses("binary.txt", "MZ\x01\x02\x03", 5, "binary.txt:1: No es un archivo de texto");
	refuses("other.txt", "hola\nmundo\n", 11, "No se reconoce");
	refuses("mixed.txt",
	    "ma\xC3\xB1"
	    "ana\nma\xF1"
	    "ana\n",
	    15, "mixed.txt:2: El archivo mezcla");
}

static void
refuses_missing_and_folder(void **state)
{
	const char *db = in_temp("absent.db");
	struct run run;

	(void)state;
	run = program_run("import", "tests/no-such-file.txt", "--db", db, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "tests/no-such-file.txt: No existe el archivo.");
	run = program_run("import", "tests", "--db", db, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "Es una carpeta");
	assert_false(test_file_exists(db));
}

static void
refuses_glued(void **state)
{
	char *plan = test_file_read(POA, NULL), *follow_up = test_file_read(FOLLOW_UP, NULL);
	size_t size = strlen(plan) + strlen(follow_up);
	char *glued = malloc(size + 1);

	(void)state;
	assert_non_null(glued);
	(void)snprintf(glued, size + 1, "%s%s", plan, follow_up);
	refuses("glued.txt", glued, size, "Hay dos documentos en un solo archivo");
	free(glued);
	free(plan);
	free(follow_up);
}

static void
twice_changes_nothing(void **state)
{
	const char *db = in_temp("twice.db");
	struct run run = program_run("import", POA, FOLLOW_UP, "--db", db, "--json", NULL);
	struct run before, after;

	(void)state;
	assert_status(&run, 0);
	assert_schema(SCHEMA, run.out);
	assert_says(run.out, "\"status\": \"new\"");
	before = program_run("export", "--format", "json", "--db", db, NULL);
	run = program_run("import", POA, FOLLOW_UP, POA, "--db", db, "--json", NULL);
	assert_status(&run, 0);
	assert_schema(SCHEMA, run.out);
	assert_says(run.out, "\"status\": \"unchanged\"");
	assert_null(strstr(run.out, "\"status\": \"new\""));
	after = program_run("export", "--format", "json", "--db", db, NULL);
	assert_status(&after, 0);
	assert_string_equal(before.out, after.out);
}

/* The document again with one cell changed. */
static const char *
changed_document(void)
{
	char *text = test_file_read(POA, NULL), *cell = strstr(text, "120,000.00");
	const char *path;

	assert_non_null(cell);
	memcpy(cell, "130,000.00", 10);
	path = write_temp("poa.txt", text, strlen(text));
	free(text);
	return path;
}

static void
comma_decimals_are_told(void **state)
{
	char *text = test_file_read(POA, NULL);
	const char *db = in_temp("comma.db"), *path;
	struct run run = program_run("import", POA, "--dry-run", "--db", db, NULL);

	(void)state;
	assert_null(strstr(run.out, "Números"));
	for (char *p = text; *p != '\0'; p++) /* "120,000.00" is "120.000,00" there */
		if (p > text && p[-1] >= '0' && p[-1] <= '9' && p[1] >= '0' && p[1] <= '9' &&
		    (*p == ',' ||
			(*p == '.' && strchr(p, '\t') != NULL && p[-2] != '.' && p[2] != '.')))
			*p = *p == ',' ? '.' : ',';
	path = write_temp("coma.txt", text, strlen(text));
	free(text);
	run = program_run("import", path, "--dry-run", "--db", db, NULL);
	assert_says(run.out, "Números    coma decimal: 1.234,56\n");
}

static void
a_changed_footer_has_its_place(void **state)
{
	const char *db = in_temp("footer.db");
	char *text = test_file_read(POA, NULL), *cell = strstr(text, "150,500.50");
	struct run run = program_run("import", POA, "--db", db, NULL);
	const char *changed;

	(void)state;
	assert_status(&run, 0);
	assert_non_null(cell);
	memcpy(cell, "150,400.50", 10);
	changed = write_temp("poa.txt", text, strlen(text));
	free(text);
	run = program_run("import", changed, "--db", db, NULL);
	assert_says(run.out, "~ formulario A, línea 15\n");
}

/* Its lost cell is repaired to the same value, whichever zero was lost. */
static void
changed_damage_is_told(void **state)
{
	const char *db = in_temp("damage.db"), *from = "Mar-Dic\t0\t0\t1\t0\t0\t1\t";
	char *text = test_file_read(POA, NULL), *row = strstr(text, from);
	struct run run = program_run("import", POA, "--db", db, NULL);
	const char *changed;

	(void)state;
	assert_status(&run, 0);
	assert_non_null(row);
	memmove(row + 8, row + 10, strlen(row + 10) + 1); /* one zero less */
	changed = write_temp("poa.txt", text, strlen(text));
	free(text);
	run = program_run("import", changed, "--db", db, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "celdas leídas: sin dato → 0 | 1 | 0 |");
	assert_says(run.out, "lectura: tal como está → reparada");
	run = program_run("import", POA, "--db", db, "--json", NULL);
	assert_schema(SCHEMA, run.out);
	assert_says(run.out, "\"cells_read\"");
}

static void
a_changed_document_replaces(void **state)
{
	const char *db = in_temp("changed.db"), *changed = changed_document();
	struct run run = program_run("import", POA, "--db", db, NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("import", changed, "--db", db, "--json", "--dry-run", NULL);
	assert_status(&run, 0);
	assert_schema(SCHEMA, run.out);
	assert_says(run.out, "\"dry_run\": true");
	run = program_run("import", changed, "--db", db, "--json", NULL);
	assert_status(&run, 0);
	assert_schema(SCHEMA, run.out);
	assert_says(run.out, "\"status\": \"replaced\"");
	assert_says(run.out,
	    "{\"field\": \"budget\", \"period\": null, \"before\": 120000.00, \"after\": 130000.00}");
	run = program_run("import", POA, "--db", db, NULL); /* and back */
	assert_status(&run, 0);
	assert_says(run.out, "reemplaza al anterior");
	assert_says(run.out, "presupuesto: Bs. 130.000,00 → Bs. 120.000,00");
	run = program_run("export", "--format", "json", "--db", db, NULL);
	assert_says(run.out, "\"budget\": 120000.00");
}

static void
two_of_one_place_are_refused(void **state)
{
	const char *db = in_temp("twins.db");
	struct run run = program_run("import", POA, changed_document(), "--db", db, NULL);

	(void)state;
	assert_status(&run, 2);
	assert_says(run.err, "Dos de los archivos son el mismo documento");
	assert_false(test_file_exists(db));
}

static void
a_rehearsal_stores_nothing(void **state)
{
	const char *db = in_temp("dry.db");
	struct run run = program_run("import", POA, "--db", db, "--dry-run", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_says(run.out, "Ensayo: no se guardó nada.");
	assert_false(test_file_exists(db));
}

static void
an_empty_file_is_made_a_database(void **state)
{
	const char *db = write_temp("zero.db", "", 0);
	struct run run = program_run("import", POA, "--db", db, "--dry-run", NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("check", "--db", db, NULL);
	assert_status(&run, 2);
	run = program_run("import", POA, "--db", db, NULL);
	assert_status(&run, 0);
	run = program_run("check", "--db", db, NULL);
	assert_status(&run, 0);
}

static void
fails_on_what_was_asked(void **state)
{
	const char *db = in_temp("fail.db");
	struct run run = program_run("import", POA, "--db", db, "--fail-on", "error", NULL);

	(void)state;
	assert_status(&run, 1);
	assert_true(test_file_exists(db)); /* reported, and stored all the same */
	run = program_run("import", POA, "--db", db, "--fail-on", "fatal", NULL);
	assert_status(&run, 2);
}

static void
institutions_are_found_again(void **state)
{
	const char *db = in_temp("institutions.db");
	struct run run = program_run("import", POA, "--db", db, "--institution", "Otra Entidad",
	    NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("import", POA, "--db", db, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "MINISTERIO DE LOS VIENTOS");
	run = program_run("import", POA, "--db", db, "--institution", "otra ENTIDÁD", NULL);
	assert_says(run.out, "sin cambios, ya estaba");
	run = program_run("rollup", "--db", db, "--institution", "Ninguna", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "Otra Entidad");
	run = program_run("explain", "--db", db, "--unit", "UVE", NULL);
	assert_status(&run, 2);
	run = program_run("explain", "--db", db, "--unit", "UVE", "--institution", "Otra Entidad",
	    NULL);
	assert_status(&run, 0);
}

static void
a_strangers_file_is_left_alone(void **state)
{
	const char *db = write_temp("notes.db", "mis notas", 9);
	struct run run = program_run("import", POA, "--db", db, NULL);
	char *after = test_file_read(db, NULL);

	(void)state;
	assert_status(&run, 2);
	assert_says(run.err, "No es una base de datos de yupana");
	assert_string_equal(after, "mis notas");
	free(after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_whole_call),
		cmocka_unit_test(refuses_missing_and_folder),
		cmocka_unit_test(refuses_glued),
		cmocka_unit_test(twice_changes_nothing),
		cmocka_unit_test(a_changed_document_replaces),
		cmocka_unit_test(changed_damage_is_told),
		cmocka_unit_test(a_changed_footer_has_its_place),
		cmocka_unit_test(comma_decimals_are_told),
		cmocka_unit_test(two_of_one_place_are_refused),
		cmocka_unit_test(a_rehearsal_stores_nothing),
		cmocka_unit_test(an_empty_file_is_made_a_database),
		cmocka_unit_test(fails_on_what_was_asked),
		cmocka_unit_test(institutions_are_found_again),
		cmocka_unit_test(a_strangers_file_is_left_alone),
	};

	if (!program_is_there())
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
