/* test_report_take.c - a follow-up document as reports of a period, as a script does it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/program.h"
#include "support/store.h"

#define PLAN "samples/poa-2027.txt"
#define FOLLOW_UP "samples/seguimiento-2027-1.txt"

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

static void
begin(void)
{
	mem = mem_new();
	db = store_new_path(mem);
	does("", program_run("import", PLAN, "--db", db, NULL));
	does("", program_run("plan", "review", "--exception", "--why", "RM 1", "--db", db, NULL));
	does("", program_run("plan", "validate", "--db", db, NULL));
	does("",
	    program_run("plan", "approve", "--why", "RM 1", "--date", "2027-01-02", "--db", db,
		NULL));
	does("", program_run("period", "plan", "2027", "--every", "6", "--db", db, NULL));
	does("",
	    program_run("period", "open", "2027/1", "--until", "2027-07-15", "--db", db, NULL));
}

static void
a_document_is_reported(void **state)
{
	(void)state;
	begin();
	refuses("se contradicen",
	    program_run("report", "import", FOLLOW_UP, "2027/1", "--keep", "--replace", "--db", db,
		NULL));
	refuses("no es un documento de seguimiento",
	    program_run("report", "import", PLAN, "2027/1", "--db", db, NULL));
	refuses("No hay nada que tomar",
	    program_run("report", "import", FOLLOW_UP, "2027/1", "--db", db, NULL));
	does("182 se tomarían",
	    program_run("report", "import", FOLLOW_UP, "2027/1", "--alike", "--dry-run", "--db", db,
		NULL));
	does("\"row_absent\"",
	    program_run("report", "import", FOLLOW_UP, "2027/1", "--alike", "--dry-run", "--json",
		"--db", db, NULL));
	does("182 tomadas",
	    program_run("report", "import", FOLLOW_UP, "2027/1", "--alike", "--db", db, NULL));
	does("Se concluyó el primer sondeo con 1.180 encuestas",
	    program_run("report", "document", "2027/1", "--db", db, NULL));
	does("\"units\"", program_run("report", "document", "2027/1", "--json", "--db", db, NULL));
	does("VRP\t\t\t46%",
	    program_run("report", "document", "2027/1", "--unit", "VRP", "--db", db, NULL));
	refuses("NADA",
	    program_run("report", "document", "2027/1", "--unit", "NADA", "--db", db, NULL));
	mem_free(mem);
}

/* What was reported is checked once its days are over; registers, as they stand. */
static void
it_is_checked(void **state)
{
	struct run run;

	(void)state;
	begin();
	run = program_run("check", "--rule", "R35", "--db", db, NULL);
	assert_status(&run, 0);
	assert_null(strstr(run.out, "seguimiento al 2027-06-30"));
	does("", program_run("period", "close", "2027/1", "--why", "fin", "--db", db, NULL));
	does("seguimiento al 2027-06-30", program_run("check", "--rule", "R35", "--db", db, NULL));
	does("",
	    program_run("register", "add", "audit_recommendations", "title=Ordenar el archivo",
		"--db", db, NULL));
	does("Ordenar el archivo", program_run("check", "--rule", "R48", "--db", db, NULL));
	run = program_run("check", "--rule", "R48", "--json", "--fail-on", "warning", "--db", db,
	    NULL);
	assert_status(&run, 1);
	assert_says(run.out, "\"register\": \"audit_recommendations\"");
	does("0 advertencias", program_run("check", "--rule", "R40", "--db", db, NULL));
	mem_free(mem);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_document_is_reported),
		cmocka_unit_test(it_is_checked) };

	if (!program_is_there())
		return store_skip("no program");
	return STORE_RUN(argc, argv, tests);
}
