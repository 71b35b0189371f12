/* test_sheets.c - a plan's workbook out and back, as a script does it. */
#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/program.h"
#include "support/schema.h"
#include "support/store.h"

#include "base/mem.h"

static void
a_workbook_goes_and_comes(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *db = store_new_path(mem);
	const char *book = mem_printf(mem, "%s/plan.xlsx", program_folder());
	struct run run = program_run("import", "samples/poa-2027.txt", "--db", db, NULL);

	(void)state;
	assert_status(&run, 0);
	run = program_run("sheet", "make", "--db", db, "-o", book, NULL);
	assert_status(&run, 0);
	run = program_run("sheet", "take", book, "--json", "--db", db, NULL);
	assert_status(&run, 0);
	assert_schema("docs/schemas/sheet.schema.json", run.out);
	assert_says(run.out, "\"items\": []");

	/* it is not for importing, and is named as what it is */
	run = program_run("import", book, "--db", db, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "yupana sheet take");
	run = program_run("sheet", "make", "--db", db, "-o", mem_printf(mem, "%s.csv", book), NULL);
	assert_status(&run, 2);
	assert_says(run.err, "no termina en .xlsx");

	/* what others wrote since is not undone by a workbook that says nothing of it */
	run = program_run("node", "set", "title=Otro", "--unit", "DESPACHO", "--code", "5.1.1.1",
	    "--db", db, NULL);
	assert_status(&run, 0);
	run = program_run("sheet", "take", book, "--accept", "all", "--db", db, NULL);
	assert_status(&run, 0);
	assert_says(run.out, "Nada cambió");

	run = program_run("sheet", "take", "samples/poa-2027.txt", "--db", db, NULL);
	assert_status(&run, 2);
	run = program_run("sheet", "take", book, "--accept", "todo", "--db", db, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "none, clean o all");
	run = program_run("export", "--format", "xlsx", "--what", "form-b", "--db", db, "-o", book,
	    NULL);
	assert_status(&run, 0);
	run = program_run("sheet", "take", book, "--db", db, NULL);
	assert_status(&run, 2);
	assert_says(run.err, "no dice de qué plan salió");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_workbook_goes_and_comes) };

#ifndef YUPANA_XLSX
	return TEST_SKIPPED;
#endif
	if (!program_is_there())
		return TEST_SKIPPED;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
