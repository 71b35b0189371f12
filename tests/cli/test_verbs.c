/* test_verbs.c - what each verb shows, against golden files and schemas. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/schema.h"

#define POA "tests/golden/cli/small/poa.txt"
#define FOLLOW_UP "tests/golden/cli/small/seguimiento.txt"

static char db[512];

static int
setup(void **state)
{
	struct run run;

	(void)state;
	(void)snprintf(db, sizeof(db), "%s/small.db", program_folder());
	setenv("YUPANA_DB", db, 1);
	setenv("SOURCE_DATE_EPOCH", "1927238400", 1);
	setenv("COLUMNS", "80", 1);
	run = program_run("import", POA, FOLLOW_UP, NULL);
	return run.status;
}

static void
shows(const struct run *run, const char *golden)
{
	assert_status(run, 0);
	assert_string_equal(run->err, "");
	golden_check_text(golden, run->out);
}

static void
check_shows(void **state)
{
	struct run run = program_run("check", NULL);

	(void)state;
	shows(&run, "cli/small/check.txt");
	run = program_run("check", "--json", NULL);
	shows(&run, "cli/small/check.json");
	assert_schema("docs/schemas/findings.schema.json", run.out);
}

static void
check_filters(void **state)
{
	struct run run = program_run("check", "--rule", "r15", "--json", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_schema("docs/schemas/findings.schema.json", run.out);
	assert_says(run.out, "\"rule\": \"R15\"");
	assert_null(strstr(run.out, "\"rule\": \"R24\""));
	run = program_run("check", "--severity", "error", NULL);
	assert_null(strstr(run.out, "consejo\n"));
	run = program_run("check", "--rule", "R34", NULL);
	assert_status(&run, 2);
	run = program_run("check", "--severity", "grave", NULL);
	assert_status(&run, 2);
}

static void
check_tells_by_its_status(void **state)
{
	struct run run = program_run("check", "--fail-on", "error", NULL);

	(void)state;
	assert_status(&run, 1);
	run = program_run("check", "--rule", "R12", "--fail-on", "advice", NULL);
	assert_status(&run, 0); /* only what is shown counts */
}

static void
rollup_shows(void **state)
{
	struct run run = program_run("rollup", NULL);

	(void)state;
	shows(&run, "cli/small/rollup.txt");
	run = program_run("rollup", "--json", "--policy", "by_behaviour", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/rollup.schema.json", run.out);
	assert_says(run.out, "\"code\": \"1.1\""); /* the framework's too, and activities */
	assert_says(run.out, "\"months\": null");
	assert_says(run.out, "\"code\": \"1.1.1.1\"");
	run = program_run("rollup", "--policy", "best", NULL);
	assert_status(&run, 2);
	setenv("COLUMNS", "140", 1);
	run = program_run("rollup", NULL);
	setenv("COLUMNS", "80", 1);
	shows(&run, "cli/small/rollup_wide.txt");
}

/* 1.1.2 loses its activities: it stays in the table, without figures. */
static void
rollup_shows_what_has_no_activities(void **state)
{
	char path[512], other[512], *text = test_file_read(POA, NULL);
	char *from = strstr(text, "1.1.2.1\t"), *to;
	struct run run;

	(void)state;
	assert_non_null(from);
	to = strstr(from, "Total:");
	assert_non_null(to);
	memmove(from, to, strlen(to) + 1);
	(void)snprintf(path, sizeof(path), "%s/few.txt", program_folder());
	(void)snprintf(other, sizeof(other), "%s/few.db", program_folder());
	test_file_write(path, text, strlen(text));
	free(text);
	run = program_run("import", path, "--db", other, NULL);
	assert_status(&run, 0);
	run = program_run("rollup", "--db", other, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "  1.1.2     —    —");
	assert_says(run.out, "2 unidades, 1 objetivo con actividades");
	run = program_run("rollup", "--db", other, "--json", NULL);
	assert_schema("docs/schemas/rollup.schema.json", run.out);
}

static void
explain_shows(void **state)
{
	struct run run = program_run("explain", "--unit", "uve", "--code", "1.1.1", "--month", "2",
	    NULL);

	(void)state;
	shows(&run, "cli/small/explain.txt");
	assert_says(run.out, "30 % × 1 / 2 + 20 % × 20 / 100 = 19,00 %");
	assert_says(run.out, "Reparada: se repuso una celda perdida: Feb 1");
	run = program_run("explain", "--unit", "DV/UBO", NULL);
	shows(&run, "cli/small/explain_unit.txt");
	run = program_run("explain", "--unit", "Dirección General del Viento", NULL);
	shows(&run, "cli/small/explain_average.txt");
}

static void
explain_fits_its_schema(void **state)
{
	static const char *const UNITS[] = { "UVE", "DV/UBO", "unidad de veletas", "02", "a1" };
	struct run run;

	(void)state;
	for (size_t i = 0; i < sizeof(UNITS) / sizeof(UNITS[0]); i++) {
		run = program_run("explain", "--json", "--what", i < 2 ? "plan" : "follow-up",
		    "--unit", UNITS[i], NULL);
		assert_status(&run, 0);
		assert_schema("docs/schemas/explain.schema.json", run.out);
	}
	run = program_run("explain", "--json", "--unit", "UVE", "--code", "1.1.1.2", NULL);
	assert_schema("docs/schemas/explain.schema.json", run.out);
	assert_says(run.out, "\"state\": \"repaired\"");
	run = program_run("explain", "--json", "--unit", "01", "--code", "07-05.01.01-02", NULL);
	assert_schema("docs/schemas/explain.schema.json", run.out);
	assert_says(run.out, "\"result\": 0");
}

static void
explain_refuses(void **state)
{
	struct run run = program_run("explain", "--unit", "u1", NULL);

	(void)state;
	assert_status(&run, 2); /* a plan's and a follow-up's */
	assert_says(run.err, "Varias unidades responden a ese nombre: ");
	run = program_run("explain", "--unit", "XYZ", NULL);
	assert_status(&run, 2);
	run = program_run("explain", "--unit", "UVE", "--code", "9.9.9", NULL);
	assert_status(&run, 2);
	run = program_run("explain", "--unit", "UVE", "--month", "13", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "Ese período no existe: el último es el 12.");
	run = program_run("explain", "--unit", "UVE", "--month", "0", NULL);
	assert_status(&run, 2);
	run = program_run("explain", NULL);
	assert_status(&run, 2);
}

static void
export_fits_its_schema(void **state)
{
	struct run run = program_run("export", "--format", "json", NULL);

	(void)state;
	assert_schema("docs/schemas/export.schema.json", run.out);
	shows(&run, "cli/small/export.json");
	run = program_run("export", "--format", "json", "--what", "summary", NULL);
	assert_schema("docs/schemas/summary.schema.json", run.out);
	run = program_run("export", "--format", "json", "--what", "findings", NULL);
	assert_schema("docs/schemas/findings.schema.json", run.out);
	run = program_run("export", "--format", "json", "--what", "plan", NULL);
	assert_says(run.out, "\"follow_ups\": []");
}

static void
export_writes_tables(void **state)
{
	char path[512];
	struct run run = program_run("export", "--format", "csv", NULL);

	(void)state;
	shows(&run, "cli/small/nodes.csv");
	run = program_run("export", "--format", "csv", "--what", "summary", NULL);
	shows(&run, "cli/small/summary.csv");
	run = program_run("export", "--format", "csv", "-o", program_folder(), NULL);
	assert_status(&run, 0);
	(void)snprintf(path, sizeof(path), "%s/averages.csv", program_folder());
	assert_true(test_file_exists(path));
	(void)snprintf(path, sizeof(path), "%s/tablas/", program_folder());
	for (unsigned twice = 0; twice < 2; twice++) { /* made, then there */
		run = program_run("export", "--format", "csv", "-o", path, NULL);
		assert_status(&run, 0);
	}
	(void)snprintf(path, sizeof(path), "%s/tablas/units.csv", program_folder());
	assert_true(test_file_exists(path));
	(void)snprintf(path, sizeof(path), "%s/no/tablas/", program_folder());
	run = program_run("export", "--format", "csv", "-o", path, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "La carpeta no se puede crear.");
	run = program_run("export", "--format", "json", "-o", "/nowhere/at/all.json", NULL);
	assert_status(&run, 2);
	run = program_run("export", "--format", "wordperfect", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "no existe el formato");
}

/* No line is wider than the terminal. */
static void
assert_fits(const struct run *run, size_t width)
{
	const char *line = run->out;

	assert_status(run, 0);
	for (size_t n; *line != '\0'; line += n + (line[n] == '\n')) {
		char text[512];

		n = strcspn(line, "\n");
		(void)snprintf(text, sizeof(text), "%.*s", (int)n, line);
		if (utf8_width(text) > width)
			fail_msg("wider than %zu: %s", width, text);
	}
}

static void
narrow_terminals_are_respected(void **state)
{
	static const char *const COLUMNS[] = { "40", "60" };
	struct run run;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		size_t width = strtoul(COLUMNS[i], NULL, 10);

		setenv("COLUMNS", COLUMNS[i], 1);
		run = program_run("check", NULL);
		assert_fits(&run, width);
		run = program_run("explain", "--unit", "uve", "--code", "1.1.1", "--month", "2",
		    NULL);
		assert_fits(&run, width);
		run = program_run("explain", "--unit", "DV/UBO", NULL);
		assert_fits(&run, width);
		run = program_run("explain", "--unit", "uve", "--code", "1.1.1.1", NULL);
		assert_fits(&run, width);
		run = program_run("explain", "--unit", "Dirección General del Viento", NULL);
		assert_fits(&run, width);
	}
	setenv("COLUMNS", "80", 1);
}

static void
no_colour_on_a_file(void **state)
{
	struct run run = program_run("check", NULL);

	(void)state;
	assert_null(strchr(run.out, '\033'));
}

static void
rebuild_keeps_what_was_said(void **state)
{
	struct run before = program_run("export", "--format", "json", NULL), run, after;

	(void)state;
	run = program_run("rebuild", NULL);
	assert_status(&run, 0);
	after = program_run("export", "--format", "json", NULL);
	assert_string_equal(before.out, after.out);
}

/* The manual page in docs/ is what the program says of itself. */
static void
manual_is_up_to_date(void **state)
{
	struct run run = program_run("help", "--man", NULL);
	char *page;

	(void)state;
	assert_status(&run, 0);
	if (getenv("UPDATE_GOLDEN") != NULL)
		test_file_write("docs/man/yupana.1", run.out, strlen(run.out));
	page = test_file_read("docs/man/yupana.1", NULL);
	assert_string_equal(page, run.out); /* else: yupana help --man > docs/man/yupana.1 */
	free(page);
}

static void
every_verb_has_help(void **state)
{
	static const char *const VERBS[] = { "init", "import", "check", "rollup", "explain",
		"export", "rebuild", "synth", "backup", "restore", "help", "version" };

	(void)state;
	for (size_t i = 0; i < sizeof(VERBS) / sizeof(VERBS[0]); i++) {
		struct run help = program_run("help", VERBS[i], NULL);
		struct run option = program_run(VERBS[i], "--help", NULL);

		assert_status(&help, 0);
		assert_string_equal(help.out, option.out);
	}
}

/* A verb of two words is helped as one of one; its first word lists the actions. */
static void
groups_list_their_actions(void **state)
{
	struct run help = program_run("help", "institution", NULL), run;

	(void)state;
	assert_status(&help, 0);
	assert_says(help.out, "Uso: yupana institution ACCIÓN");
	assert_says(help.out, "\n  list ");
	run = program_run("institution", "--help", NULL);
	assert_status(&run, 0);
	assert_string_equal(run.out, help.out);
	run = program_run("institution", NULL);
	assert_status(&run, 2);
	assert_string_equal(run.err, help.out);
	run = program_run("institution", "lst", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "no existe la orden «institution lst»");
	help = program_run("help", "institution", "list", NULL);
	assert_status(&help, 0);
	run = program_run("institution", "list", "--help", NULL);
	assert_string_equal(run.out, help.out);
	run = program_run("help", "institution", "lst", NULL);
	assert_status(&run, 2);
	run = program_run("help", "check", "list", NULL);
	assert_status(&run, 2);
	run = program_run("help", NULL);
	assert_says(run.out, "\n  institution  las instituciones de la base de datos: list");
	assert_null(strstr(run.out, "institution list"));
}

static void
completion_knows_both_words(void **state)
{
	struct run run = program_run("help", "--completion", "bash", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_says(run.out, " institution ");
	assert_says(run.out, "\t\tinstitution) words=\"list");
	assert_says(run.out, "\t\"institution list\") options=\"--json --db --help\" ;;\n");
}

static void
institutions_are_listed(void **state)
{
	struct run run = program_run("institution", "list", NULL);

	(void)state;
	shows(&run, "cli/small/institutions.txt");
	run = program_run("institution", "list", "--json", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/institutions.schema.json", run.out);
	run = program_run("institution", "list", "extra", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "yupana institution list: sobra «extra»");
}

static void
misuse_is_told(void **state)
{
	struct run run = program_run("chek", NULL);

	(void)state;
	assert_status(&run, 2);
	run = program_run("check", "--jsn2", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "no existe la opción --jsn2");
	run = program_run("check", "--db", NULL);
	assert_status(&run, 2);
	run = program_run("import", NULL);
	assert_status(&run, 2);
	run = program_run("check", "--db", "/nowhere/a.db", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "No existe esa base de datos");
}

static void
init_makes_one(void **state)
{
	char path[512];
	struct run run;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/init.db", program_folder());
	run = program_run("init", "--db", path, "--institution", "Instituto del Eco", "--acronym",
	    "IE", "--pack", "bo-ds3246", NULL);
	assert_status(&run, 0);
	run = program_run("init", "--db", path, "--institution", "INSTITUTO DEL ECO", "--acronym",
	    "IE", NULL);
	assert_status(&run, 2);
	run = program_run("init", "--db", path, "--institution", "Otro", "--acronym", "O", "--pack",
	    "xx", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "bo-rs225557");
	run = program_run("rollup", "--db", path, NULL);
	assert_status(&run, 0);
	run = program_run("export", "--db", path, "--format", "csv", NULL);
	assert_status(&run, 2);
}

static void
packs_fit_their_schema(void **state)
{
	static const char *const PACKS[] = { "packs/bo-rs225557.json", "packs/bo-ds3246.json" };

	(void)state;
	for (size_t i = 0; i < sizeof(PACKS) / sizeof(PACKS[0]); i++) {
		char *text = test_file_read(PACKS[i], NULL);

		assert_schema("docs/schemas/pack.schema.json", text);
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_shows),
		cmocka_unit_test(check_filters),
		cmocka_unit_test(check_tells_by_its_status),
		cmocka_unit_test(rollup_shows),
		cmocka_unit_test(rollup_shows_what_has_no_activities),
		cmocka_unit_test(explain_shows),
		cmocka_unit_test(explain_fits_its_schema),
		cmocka_unit_test(explain_refuses),
		cmocka_unit_test(export_fits_its_schema),
		cmocka_unit_test(export_writes_tables),
		cmocka_unit_test(no_colour_on_a_file),
		cmocka_unit_test(narrow_terminals_are_respected),
		cmocka_unit_test(rebuild_keeps_what_was_said),
		cmocka_unit_test(manual_is_up_to_date),
		cmocka_unit_test(every_verb_has_help),
		cmocka_unit_test(groups_list_their_actions),
		cmocka_unit_test(completion_knows_both_words),
		cmocka_unit_test(institutions_are_listed),
		cmocka_unit_test(misuse_is_told),
		cmocka_unit_test(init_makes_one),
		cmocka_unit_test(packs_fit_their_schema),
	};

	if (!program_is_there())
		return 77;
	return cmocka_run_group_tests(tests, setup, NULL);
}
