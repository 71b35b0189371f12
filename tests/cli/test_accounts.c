/* test_accounts.c - the verbs of two words that administer: unit, user, token, institution. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/program.h"
#include "support/schema.h"

static char db[512];

static int
setup(void **state)
{
	struct run run;

	(void)state;
	(void)snprintf(db, sizeof(db), "%s/people.db", program_folder());
	setenv("YUPANA_DB", db, 1);
	setenv("SOURCE_DATE_EPOCH", "1927238400", 1); /* 2031-01-27 */
	setenv("COLUMNS", "80", 1);
	run = program_run("init", "--institution", "Instituto del Eco", "--acronym", "IE", NULL);
	return run.status;
}

static void
units(void **state)
{
	struct run run = program_run("unit", "add", "Dirección General", "--acronym", "DG", NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("unit", "add", "Estudios", "--acronym", "UES", "--under", "DG", NULL);
	assert_status(&run, 0);
	run = program_run("unit", "rename", "UES", "--name", "Estudios y Costos", "--on",
	    "2031-03-01", NULL);
	assert_status(&run, 0);
	run = program_run("unit", "split", "UES", "Diseño=UDI", "Costos=UCO", "--on", "2031-04-01",
	    NULL);
	assert_status(&run, 0);
	run = program_run("unit", "merge", "DG/UDI", "--into", "UCO", "--on", "2031-05-01", NULL);
	assert_status(&run, 0);
	run = program_run("unit", "move", "UCO", "--under", "", "--on", "2031-06-01", NULL);
	assert_status(&run, 0);
	run = program_run("unit", "close", "UCO", "--on", "2031-12-31", NULL);
	assert_status(&run, 0);
	run = program_run("unit", "list", "--on", "2031-04-15", NULL);
	assert_status(&run, 0);
	assert_says(run.out, "DG  Dirección General (");
	assert_says(run.out, "\n  UDI  Diseño (");
	run = program_run("unit", "list", "--on", "2031-06-01", "--json", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/org_units.schema.json", run.out);
	assert_says(run.out, "\"to\": \"2031-12-31\"");
	run = program_run("unit", "close", "XYZ", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "No hay una unidad «XYZ» en esa fecha.");
	run = program_run("unit", "close", "DG", "--on", "mañana", NULL);
	assert_status(&run, 2);
}

static void
people(void **state)
{
	struct run run = program_run("user", "add", "ana", "--name", "Ana Quispe", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_says(run.out, "vale hasta el 2031-02-03:\n  ");
	run = program_run("user", "add", "ANA", "--name", "Otra", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "Ya hay una cuenta «ANA».");
	run = program_run("user", "add", "eva", "--name", "Eva", "--mail", NULL);
	assert_status(&run, 2); /* there is no server: nothing was made */
	run = program_run("user", "add", "eva", "--name", "Eva", NULL);
	assert_status(&run, 0);
	run = program_run("user", "grant", "ana", "jefe", "--unit", "DG", "--until", "2031-12-31",
	    NULL);
	assert_status(&run, 0);
	run = program_run("user", "grant", "ana", "rey", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "No existe ese rol.");
	run = program_run("user", "post", "ana", "--title", "Directora", "--unit", "DG", NULL);
	assert_status(&run, 0);
	run = program_run("user", "substitute", "eva", "--for", "ana", "--until", "2031-02-10",
	    NULL);
	assert_status(&run, 0);
	run = program_run("user", "substitute", "eva", NULL);
	assert_status(&run, 2);
	run = program_run("user", "show", "ana", "--json", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/user.schema.json", run.out);
	assert_says(run.out, "\"to\": \"2032-01-01\"");
	run = program_run("user", "show", "ana", NULL);
	assert_says(run.out, "jefe · unidad ");
	assert_says(run.out, "la suple otra persona");
	run = program_run("user", "list", "--json", NULL);
	assert_schema("docs/schemas/users.schema.json", run.out);
	run = program_run("user", "disable", "eva", NULL);
	assert_status(&run, 0);
	run = program_run("user", "list", NULL);
	assert_says(run.out, "inhabilitada");
	run = program_run("user", "enable", "eva", NULL);
	assert_status(&run, 0);
	run = program_run("user", "reset", "eva", NULL);
	assert_status(&run, 0);
	run = program_run("user", "invite", "eva", NULL);
	assert_status(&run, 0);
	run = program_run("user", "revoke", "uno", NULL);
	assert_status(&run, 2);
	run = program_run("user", "revoke", "999999", NULL);
	assert_status(&run, 2);
}

static void
tokens(void **state)
{
	struct run run = program_run("token", "create", "ana", "--name", "tablero", "--until",
	    "2031-06-30", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_says(run.out, "\n  yup_");
	run = program_run("token", "create", "ana", "--name", "x", "--scope", "all", "--until",
	    "2031-06-30", NULL);
	assert_status(&run, 2);
	run = program_run("token", "list", "ana", "--json", NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/tokens.schema.json", run.out);
	assert_null(strstr(run.out, "yup_"));
	run = program_run("token", "list", NULL);
	assert_says(run.out, "tablero");
	run = program_run("token", "revoke", "999999", NULL);
	assert_status(&run, 2);
}

static void
institutions(void **state)
{
	struct run run = program_run("institution", "supervise", "--by", "Ministerio de Aguas",
	    NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("institution", "list", "--json", NULL);
	assert_schema("docs/schemas/institutions.schema.json", run.out);
	assert_says(run.out, "\"supervisor\": \"ministerio de aguas\"");
	run = program_run("institution", "supervise", "--by", "IE", NULL);
	assert_status(&run, 2);
	run = program_run("init", "--institution", "Otra", "--acronym", "OT", NULL);
	assert_status(&run, 0);
	run = program_run("user", "list", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "hay varias instituciones");
	run = program_run("user", "list", "--institution", "IE", NULL);
	assert_status(&run, 0);
}

static void
settings(void **state)
{
	struct run run = program_run("institution", "settings", "--institution", "IE", "--set",
	    "level.activity.name=Operación", "--set", "cap_at_100=true", "--json", NULL);

	(void)state;
	assert_status(&run, 0);
	assert_schema("docs/schemas/settings.schema.json", run.out);
	assert_says(run.out,
	    "\"value\": \"Operación\", \"pack_value\": \"Actividad\", "
	    "\"changed\": true");
	run = program_run("institution", "settings", "--institution", "IE", "--reset",
	    "level.activity.name", NULL);
	assert_status(&run, 0);
	assert_null(strstr(run.out, "Operación"));
	assert_says(run.out, "cap_at_100");
	run = program_run("institution", "settings", "--institution", "IE", "--set", "cap", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "CLAVE=VALOR");
	run = program_run("institution", "settings", "--institution", "IE", "--set", "x=1", NULL);
	assert_status(&run, 2);
	assert_says(run.err, "No hay un ajuste que se llame «x».");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units),
		cmocka_unit_test(people),
		cmocka_unit_test(tokens),
		cmocka_unit_test(institutions),
		cmocka_unit_test(settings),
	};

	if (!program_is_there())
		return 77;
	return cmocka_run_group_tests(tests, setup, NULL);
}
