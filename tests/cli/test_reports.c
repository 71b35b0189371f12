/* test_reports.c - a year's periods and what units report, as a script does it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/program.h"
#include "support/schema.h"
#include "support/store.h"

#define SAMPLE "samples/poa-2027.txt"

static struct mem *mem;
static const char *db;

static void
does(const char *says, struct run run)
{
	assert_status(&run, 0);
	assert_says(run.out, says);
}

static void
refuses(const char *says, struct run run)
{
	assert_status(&run, 2);
	assert_says(run.err, says);
}

/* The sample, approved as one that was made elsewhere. */
static void
begin(void)
{
	setenv("SOURCE_DATE_EPOCH", "1798804800", 1); /* 2027-01-01 */
	mem = mem_new();
	db = store_new_path(mem);
	does("", program_run("import", SAMPLE, "--db", db, NULL));
	does("en revisión",
	    program_run("plan", "review", "--exception", "--why", "RM 1", "--db", db, NULL));
	does("validado", program_run("plan", "validate", "--db", db, NULL));
	refuses("2027/1", program_run("period", "open", "2027/1", "--db", db, NULL));
	does("definidos", program_run("period", "plan", "2027", "--every", "3", "--db", db, NULL));
	refuses("no está aprobado", program_run("period", "open", "2027/1", "--db", db, NULL));
	does("aprobado",
	    program_run("plan", "approve", "--why", "RM 1", "--date", "2027-01-02", "--db", db,
		NULL));
}

static const char *
table(const char *name, const char *text)
{
	const char *path = mem_printf(mem, "%s/%s", program_folder(), name);

	test_file_write(path, text, strlen(text));
	return path;
}

static void
load_a_table(void)
{
	const char *good = table("good.csv",
	    "unit;code;value;obtained\nDGP/UIC;3.1.1.1;2;\"Dos; con acta\"\n");
	const char *bad = table("bad.csv", "unit,code,value\nDGP/UIC,3.1.1.1,2\nDGP/UIC,9.9,1\n");

	does("no se guardó nada",
	    program_run("report", "load", good, "2027/1", "--dry-run", "--db", db, NULL));
	does("1 fila y 2 celdas leídas",
	    program_run("report", "load", good, "2027/1", "--db", db, NULL));
	refuses("bad.csv:3: DGP/UIC 9.9: La unidad no tiene ese código",
	    program_run("report", "load", bad, "2027/1", "--db", db, NULL));
	refuses("Líneas rechazadas: 1",
	    program_run("report", "load", bad, "2027/1", "--db", db, NULL));
}

/* With a person's token the same verbs do what the person may, in their name. */
static void
in_the_name_of_somebody(void)
{
	struct run run;
	char token[64] = "";

	does("", program_run("user", "add", "ana", "--name", "Ana Quispe", "--db", db, NULL));
	does("",
	    program_run("user", "grant", "ana", "elaborador", "--unit", "UIC", "--db", db, NULL));
	run = program_run("token", "create", "ana", "--name", "t", "--scope", "read,write",
	    "--until", "2027-12-31", "--db", db, NULL);
	assert_status(&run, 0);
	assert_int_equal(sscanf(strstr(run.out, "yup_"), "%63s", token), 1);
	setenv("YUPANA_TOKEN", token, 1);
	does("avance físico",
	    program_run("report", "set", "2027/1", "97", "value=4", "--db", db, NULL));
	refuses("No tiene permiso", program_run("period", "close", "2027/1", "--db", db, NULL));
	setenv("YUPANA_TOKEN", "yup_no", 1);
	refuses("", program_run("report", "list", "2027/1", "--db", db, NULL));
	unsetenv("YUPANA_TOKEN");
	does("Ana Quispe",
	    program_run("log", "list", "--action", "report", "--limit", "1", "--json", "--db", db,
		NULL));
}

/* The sample with one title otherwise, in place of what is there. */
static struct run
import_changed(void)
{
	char *text = test_file_read(SAMPLE, NULL), *at = strstr(text, "Cartera");
	const char *path = mem_printf(mem, "%s/poa.txt", test_temp_folder());

	assert_non_null(at);
	at[0] = 'M';
	test_file_write(path, text, strlen(text));
	free(text);
	return program_run("import", path, "--replace-edited", "--db", db, NULL);
}

/* How the year stands: as a table, and as JSON. */
static void
a_year_stands(void)
{
	struct run run;

	does("período 2027/1", program_run("report", "board", "2027", "--db", db, NULL));
	does("DGP/UIC", program_run("report", "board", "2027/1", "--db", db, NULL));
	does("programado %", program_run("report", "board", "2027/2", "--db", db, NULL));
	refuses("2027/9", program_run("report", "board", "2027/9", "--db", db, NULL));
	refuses("2027/1", program_run("report", "board", "2027/0", "--db", db, NULL));
	refuses("2027/1", program_run("report", "board", "hoy", "--db", db, NULL));
	refuses("1999", program_run("report", "board", "1999", "--json", "--db", db, NULL));
	run = program_run("report", "board", "2027", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/board.schema.json", run.out);
	assert_says(run.out, "\"period\": 4");
	run = program_run("report", "board", "2027/1", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/board.schema.json", run.out);
	assert_null(strstr(run.out, "\"period\": 2"));
	does("hasta marzo", program_run("report", "ministry", "2027", "--db", db, NULL));
	does("hasta febrero",
	    program_run("report", "ministry", "2027", "--month", "2", "--db", db, NULL));
	refuses("2027",
	    program_run("report", "ministry", "2027", "--month", "13", "--db", db, NULL));
	refuses("2027/1", program_run("report", "ministry", "2027/1", "--db", db, NULL));
	run = program_run("report", "ministry", "2027", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/ministry.schema.json", run.out);
	refuses("1999", program_run("report", "ministry", "1999", "--json", "--db", db, NULL));
}

/* Once it is accepted, a measure that changes the plan waits for the next amendment. */
static void
an_amendment_waits(void)
{
	struct run run;

	does("Ninguna medida", program_run("register", "amendment", "2027", "--db", db, NULL));
	does("",
	    program_run("register", "add", "corrective_measures", "Eliminar la fila",
		"kind=eliminate", "unit=UIC", "--db", db, NULL));
	store_execute(db, "UPDATE register_item SET year = 2027, period = 1, node_id = 'n97'");
	does("2027/1", program_run("register", "amendment", "2027", "--db", db, NULL));
	does("Eliminar la fila", program_run("register", "amendment", "2027", "--db", db, NULL));
	run = program_run("register", "amendment", "2027", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/register_items.schema.json", run.out);
	assert_says(run.out, "\"kind\": \"eliminate\"");
	refuses("1999", program_run("register", "amendment", "1999", "--db", db, NULL));
	refuses("--version",
	    program_run("register", "amendment", "2027", "--version", "x", "--db", db, NULL));
}

static void
a_quarter_is_reported(void **state)
{
	struct run run;

	(void)state;
	begin();
	refuses("ya no es un borrador", import_changed());
	refuses("no dividen",
	    program_run("period", "plan", "2027", "--every", "5", "--db", db, NULL));
	does("abierto",
	    program_run("period", "open", "2027/1", "--until", "2027-04-15", "--db", db, NULL));
	refuses("reformulado", import_changed()); /* there are reports against it now */
	refuses("se usó", program_run("period", "plan", "2027", "--every", "6", "--db", db, NULL));
	does("2027-04-20",
	    program_run("period", "extend", "2027/1", "DGP/UIC", "--until", "2027-04-20", "--why",
		"feriado", "--db", db, NULL));
	does("2027/1", program_run("period", "list", "--db", db, NULL));
	run = program_run("period", "list", "2027", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/periods.schema.json", run.out);
	does("avance físico",
	    program_run("report", "set", "2027/1", "97", "value=3", "obtained=Tres", "--db", db,
		NULL));
	refuses("no es un número",
	    program_run("report", "set", "2027/1", "97", "value=x", "--db", db, NULL));
	refuses("no hay un campo",
	    program_run("report", "set", "2027/1", "97", "color=x", "--db", db, NULL));
	refuses("2027/1",
	    program_run("report", "set", "2027-1", "97", "value=1", "--db", db, NULL));
	load_a_table();
	does("DGP/UIC", program_run("report", "list", "2027/1", "--db", db, NULL));
	a_year_stands();
	run = program_run("report", "list", "2027/1", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/unit_reports.schema.json", run.out);
	refuses("no está completo",
	    program_run("report", "pass", "2027/1", "submit", "DGP/UIC", "--db", db, NULL));
	in_the_name_of_somebody();
	refuses("submit, approve",
	    program_run("report", "pass", "2027/1", "send", "DGP/UIC", "--db", db, NULL));
	does("No hay observaciones",
	    program_run("report", "observations", "2027/1", "--db", db, NULL));
	refuses("está abierta entera",
	    program_run("report", "observe", "2027/1", "No cuadra", "--row", "97", "--field",
		"value", "--db", db, NULL));
	refuses("no hay un campo",
	    program_run("report", "observe", "2027/1", "No cuadra", "--row", "97", "--field", "x",
		"--db", db, NULL));
	refuses("una fila",
	    program_run("report", "observe", "2027/1", "No cuadra", "--db", db, NULL));
	refuses("No existe la observación",
	    program_run("report", "reply", "2027/1", "7", "Hay acta", "--db", db, NULL));
	refuses("No existe la observación",
	    program_run("report", "settle", "2027/1", "7", "--db", db, NULL));
	run = program_run("report", "observations", "2027/1", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/observations.schema.json", run.out);
	refuses("por excepción", program_run("period", "close", "2027/1", "--db", db, NULL));
	does("cerrado", program_run("period", "close", "2027/1", "--why", "fin", "--db", db, NULL));
	refuses("", program_run("report", "set", "2027/1", "97", "value=4", "--db", db, NULL));
	does("avance físico",
	    program_run("report", "set", "2027/1", "97", "value=4", "--why", "mal contado", "--db",
		db, NULL));
	an_amendment_waits();
	mem_free(mem);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_quarter_is_reported) };

	if (!program_is_there())
		return store_skip("no program");
	return STORE_RUN(argc, argv, tests);
}
