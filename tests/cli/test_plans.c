/* test_plans.c - plans through their states, edited and compared, as a script does it. */
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/schema.h"
#include "support/store.h"

#include "base/mem.h"

#define SAMPLE "samples/poa-2027.txt"

static struct mem *mem;
static const char *db;

static void
begin(void)
{
	struct run run;

	if (mem == NULL)
		mem = mem_new();
	db = store_new_path(mem);
	run = program_run("import", SAMPLE, "--db", db, NULL);
	assert_status(&run, 0);
}

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

static void
a_unit_is_observed(void **state)
{
	struct run run;

	(void)state;
	begin();
	does("No hay observaciones", program_run("plan", "observations", "--db", db, NULL));
	refuses("está abierta entera",
	    program_run("node", "observe", "Pesa demasiado", "--unit", "DESPACHO", "--code",
		"5.1.1.1", "--field", "weight", "--db", db, NULL));
	does("presentado", program_run("plan", "submit", "DESPACHO", "--db", db, NULL));
	does("Observación 1.",
	    program_run("node", "observe", "Pesa demasiado", "--unit", "DESPACHO", "--code",
		"5.1.1.1", "--field", "weight", "--db", db, NULL));
	does("Observación 2.",
	    program_run("node", "observe", "En marzo no", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--field", "schedule.3", "--db", db, NULL));
	refuses("Ningún campo se llama",
	    program_run("node", "observe", "x", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--field", "peso", "--db", db, NULL));
	does("devuelto",
	    program_run("plan", "return", "DESPACHO", "--why", "Ver", "--db", db, NULL));
	refuses("no está entre lo observado",
	    program_run("node", "set", "title=Otro", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	does("5.1.1.1",
	    program_run("node", "set", "weight=20", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	refuses("observaciones sin responder",
	    program_run("plan", "submit", "DESPACHO", "--db", db, NULL));
	does("respondida",
	    program_run("plan", "observations", "--unit", "DESPACHO", "--db", db, NULL));
	does("En marzo no", program_run("plan", "observations", "--open", "--db", db, NULL));
	run = program_run("plan", "observations", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/observations.schema.json", run.out);
	assert_says(run.out, "Pesa demasiado");
	does("íntegra", program_run("log", "verify", "--db", db, NULL));
}

/* The item so called, from a state to its end. */
static void
a_number_follows(const char *id)
{
	struct run run;

	run = program_run("register", "list", "audit_recommendations", "--late", "--json", "--db",
	    db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/register_items.schema.json", run.out);
	assert_says(run.out, "Conciliar bienes");
	does("guardado", program_run("register", "set", id, "report=UAI 3", "--db", db, NULL));
	does("comentado",
	    program_run("register", "comment", id, "Falta una firma", "--db", db, NULL));
	refuses("Falta decir por qué",
	    program_run("register", "pass", id, "done", "--db", db, NULL));
	does("en done",
	    program_run("register", "pass", id, "done", "--why", "Acta 4", "--db", db, NULL));
	refuses("está cerrado",
	    program_run("register", "set", id, "report=UAI 4", "--db", db, NULL));
	does("Falta «Evidencia».", program_run("register", "show", id, "--db", db, NULL));
	run = program_run("register", "show", id, "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/register_item.schema.json", run.out);
	does("No hay asuntos así",
	    program_run("register", "list", "audit_recommendations", "--state", "open", "--db", db,
		NULL));
	test_file_write(mem_printf(mem, "%s/acta.txt", program_folder()), "Acta 4\n", 7);
	does("Evidencia ",
	    program_run("evidence", "add", mem_printf(mem, "%s/acta.txt", program_folder()),
		"--item", id, "--about", "Acta de entrega", "--db", db, NULL));
	test_file_write(mem_printf(mem, "%s/acta.pdf", program_folder()), "Acta 4\n", 7);
	refuses("por su contenido es TXT",
	    program_run("evidence", "add", mem_printf(mem, "%s/acta.pdf", program_folder()),
		"--item", id, "--db", db, NULL));
	refuses("hace falta --item", program_run("evidence", "list", "--db", db, NULL));
	does("Acta de entrega", program_run("evidence", "list", "--item", id, "--db", db, NULL));
	run = program_run("evidence", "list", "--item", id, "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/evidence.schema.json", run.out);
	run.out = strstr(run.out, "\"id\": ") + strlen("\"id\": ");
	run = program_run("evidence", "get",
	    mem_strndup(mem, run.out, strspn(run.out, "0123456789")), "--db", db, NULL);
	assert_status(&run, 0);
	assert_string_equal(run.out, "Acta 4\n");
	refuses("No existe el asunto", program_run("register", "show", "999999", "--db", db, NULL));
}

static void
an_item_is_followed(void **state)
{
	struct run run;

	(void)state;
	begin();
	does("Recomendaciones de auditoría", program_run("register", "list", "--db", db, NULL));
	run = program_run("register", "list", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/registers.schema.json", run.out);
	run = program_run("register", "add", "audit_recommendations", "Conciliar bienes",
	    "unit=DESPACHO", "due=2020-06-30", "responsible=Jefa de bienes", "--db", db, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "Asunto ");
	run.out[strcspn(run.out, ".")] = '\0';
	a_number_follows(mem_strdup(mem, run.out + strlen("Asunto ")));
	refuses("no tiene el campo",
	    program_run("register", "add", "audit_recommendations", "x", "colour=red", "--db", db,
		NULL));
	refuses("no es CAMPO=VALOR",
	    program_run("register", "add", "audit_recommendations", "x", "colour", "--db", db,
		NULL));
	refuses("No hay un registro",
	    program_run("register", "list", "hearings", "--db", db, NULL));
	does("íntegra", program_run("log", "verify", "--db", db, NULL));
}

static void
a_row_is_edited(void **state)
{
	struct run run;

	(void)state;
	begin();
	run = program_run("node", "set", "weight=20", "--unit", "DESPACHO", "--code", "5.1.1.1",
	    "--why", "acta 3", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/edit.schema.json", run.out);
	assert_says(run.out, "\"revision\": 1");
	assert_says(run.out, "R11");
	run = program_run("node", "show", "--unit", "DESPACHO", "--code", "5.1.1.1", "--json",
	    "--db", db, NULL);
	assert_schema("docs/schemas/edit.schema.json", run.out);
	does("weight=20",
	    program_run("node", "show", "--unit", "DESPACHO", "--code", "5.1.1.1", "--db", db,
		NULL));
	does("5.1.1.3: revisión 2",
	    program_run("node", "add", "title=Otra", "weight=5", "--unit", "DESPACHO", "--code",
		"5.1.1", "--db", db, NULL));
	does("revisión 3",
	    program_run("node", "move", "--unit", "DESPACHO", "--code", "5.1.1.3", "--to", "5.1.2",
		"--first", "--db", db, NULL));
	does("revisión 4",
	    program_run("node", "duplicate", "--unit", "DESPACHO", "--code", "5.1.2", "--db", db,
		NULL));
	does("revisión 5",
	    program_run("node", "delete", "--unit", "DESPACHO", "--code", "5.1.1", "--db", db,
		NULL));
	does("revisión 6", program_run("node", "undo", "5", "--db", db, NULL));
	run = program_run("plan", "history", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/history.schema.json", run.out);
	does("acta 3",
	    program_run("plan", "history", "--unit", "DESPACHO", "--code", "5.1.1.1", "--db", db,
		NULL));
	run = program_run("diff", "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/diff.schema.json", run.out);
	run = program_run("diff", "--db", db, NULL);
	assert_status(&run, 0);
	golden_check_text("cli/plans/diff.txt", run.out);
}

static void
bad_input_is_refused(void **state)
{
	(void)state;
	begin();
	refuses("dos maneras",
	    program_run("node", "set", "weight=1,234", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	refuses("N.N.N.N",
	    program_run("node", "set", "code=5.1", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	refuses("Ningún campo",
	    program_run("node", "set", "peso=3", "--unit", "DESPACHO", "--code", "5.1.1.1", "--db",
		db, NULL));
	refuses("no tiene ese código",
	    program_run("node", "set", "weight=3", "--unit", "DESPACHO", "--code", "9.9.9.9",
		"--db", db, NULL));
	refuses("No existe ese cambio", program_run("node", "undo", "1", "--db", db, NULL));
	refuses("fecha", program_run("check", "--as-of", "2027-02-30", "--db", db, NULL));
	refuses("ningún plan", program_run("check", "--as-of", "2001-01-01", "--db", db, NULL));
	refuses("versión", program_run("rollup", "--version", "7", "--db", db, NULL));
}

static void
two_scripts_on_one_row(void **state)
{
	(void)state;
	begin();
	does("revisión 1",
	    program_run("node", "set", "weight=20", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--seen", "0", "--db", db, NULL));
	refuses("ponderación: 60 → 20",
	    program_run("node", "set", "weight=30", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--seen", "0", "--db", db, NULL));
	does("revisión 2",
	    program_run("node", "set", "title=Otro", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--seen", "0", "--db", db, NULL));
}

static void
a_plan_goes_its_way(void **state)
{
	struct run run;

	(void)state;
	begin();
	does("presentado", program_run("plan", "submit", "DESPACHO", "DMIN/JG", "--db", db, NULL));
	refuses("ya presentó",
	    program_run("node", "set", "weight=3", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	refuses("medio camino", program_run("plan", "review", "--db", db, NULL));
	refuses("Falta decir por qué", program_run("plan", "return", "DESPACHO", "--db", db, NULL));
	does("devuelto",
	    program_run("plan", "return", "DESPACHO", "--why", "No suma", "--db", db, NULL));
	does("presentado", program_run("plan", "submit", "DESPACHO", "--db", db, NULL));
	does("aprobado",
	    program_run("plan", "approve-unit", "DESPACHO", "DMIN/JG", "--db", db, NULL));
	does("validado", program_run("plan", "validate", "DESPACHO", "DMIN/JG", "--db", db, NULL));
	refuses("Ese paso no corresponde",
	    program_run("plan", "approve", "--why", "RM 1", "--date", "2027-01-31", "--db", db,
		NULL));
	refuses("Faltan unidades por validar", program_run("plan", "review", "--db", db, NULL));
	refuses("motivo de la excepción",
	    program_run("plan", "review", "--exception", "--db", db, NULL));
	does("en revisión",
	    program_run("plan", "review", "--exception", "--why", "Ya estaba aprobado", "--db", db,
		NULL));
	refuses("borrador",
	    program_run("node", "set", "weight=3", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	does("validado", program_run("plan", "validate", "--db", db, NULL));
	refuses("resolución", program_run("plan", "approve", "--db", db, NULL));
	does("aprobado",
	    program_run("plan", "approve", "--why", "RM 12/2027", "--date", "2027-01-31", "--db",
		db, NULL));
	does("versión 1", program_run("plan", "amend", "--db", db, NULL));
	refuses("ya existe", program_run("plan", "amend", "--version", "0", "--db", db, NULL));
	does("revisión 1",
	    program_run("node", "set", "title=Otra cosa", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	does("cambiadas 1", program_run("diff", "--from", "0", "--to", "1", "--db", db, NULL));
	(void)program_run("plan", "review", "--exception", "--why", "Un título", "--db", db, NULL);
	(void)program_run("plan", "validate", "--db", db, NULL);
	does("aprobado",
	    program_run("plan", "approve", "--why", "RM 30/2027", "--date", "2027-06-30", "--db",
		db, NULL));
	run = program_run("plan", "list", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/plans.schema.json", run.out);
	assert_says(run.out, "\"state\": \"superseded\"");
	run = program_run("plan", "show", "--version", "0", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/plan.schema.json", run.out);
	assert_says(run.out, "RM 12/2027");
	does("2028",
	    program_run("plan", "new-year", "2028", "--baseline", "target", "--empty", "--db", db,
		NULL));
	does("2029",
	    program_run("plan", "new-year", "2029", "DESPACHO", "--year", "2027", "--db", db,
		NULL));
	run = program_run("export", "--format", "json", "--year", "2028", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/export.schema.json", run.out);
	run = program_run("check", "--year", "2029", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/findings.schema.json", run.out);
	run = program_run("rollup", "--year", "2028", "--json", "--db", db, NULL);
	assert_schema("docs/schemas/rollup.schema.json", run.out);
}

static void
an_import_throws_nothing_away(void **state)
{
	const char *path;
	struct run run;
	size_t size;
	char *text = test_file_read(SAMPLE, &size), *word = strstr(text, "Dirigir");

	(void)state;
	begin();
	path = mem_printf(mem, "%s/changed.txt", program_folder());
	assert_non_null(word);
	memcpy(word, "DIRIGIR", 7);
	test_file_write(path, text, size);
	free(text);
	does("revisión 1",
	    program_run("node", "set", "weight=20", "--unit", "DESPACHO", "--code", "5.1.1.1",
		"--db", db, NULL));
	run = program_run("import", path, "--db", db, NULL);
	refuses("--replace-edited", run);
	does("reemplaza", program_run("import", path, "--dry-run", "--db", db, NULL));
	does("reemplaza", program_run("import", path, "--replace-edited", "--db", db, NULL));
	/* what was there is still there, on its day */
	does("reemplazado", program_run("plan", "list", "--db", db, NULL));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_unit_is_observed),
		cmocka_unit_test(an_item_is_followed),
		cmocka_unit_test(a_row_is_edited),
		cmocka_unit_test(bad_input_is_refused),
		cmocka_unit_test(two_scripts_on_one_row),
		cmocka_unit_test(a_plan_goes_its_way),
		cmocka_unit_test(an_import_throws_nothing_away),
	};

	if (!program_is_there())
		return store_skip("no program");
	return STORE_RUN(argc, argv, tests);
}
