/* test_tables.c - a table that is not the official forms: refused with its guess, told, known. */
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/program.h"
#include "support/store.h"

#define COLUMNS                                                                                  \
	"head=1,unit=sheet,A=code,B=title,C=m1,D=m2,E=m3,F=m4,G=m5,H=m6,I=m7,J=m8,K=m9,L=m10,M=" \
	"m11,N=m12"

static const char TABLE[] = "Ministerio de los Vientos\n"
			    "Clave;Qué se hará;a;b;c;d;e;f;g;h;i;j;k;l\n"
			    "1.1.1;Molinos en la puna;;;;;;;;;;;;\n"
			    "1.1.1.1;Levantar los molinos;0;0;4;0;0;0;0;0;0;0;0;1,5\n";

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
told_once(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *db = store_new_path(mem);
	const char *path = mem_printf(mem, "%s/molinos 2031.csv", test_temp_folder());
	const char *next = mem_printf(mem, "%s/molinos 2032.csv", test_temp_folder());
	const char *unknown = mem_printf(mem, "%s/molinos.csv", test_temp_folder());

	(void)state;
	test_file_write(path, TABLE, strlen(TABLE));
	test_file_write(next, TABLE, strlen(TABLE));
	test_file_write(unknown, TABLE, strlen(TABLE));
	refuses(
	    "no es seguro qué es cada columna. Se supone: head=1,unit=sheet,A=code,B=title,C=m1",
	    program_run("import", path, "--db", db, NULL));
	refuses("no se entiende «A=clave»",
	    program_run("import", path, "--columns", "A=clave", "--header-row", "2", "--db", db,
		NULL));
	refuses("no es una fila",
	    program_run("import", path, "--columns", COLUMNS, "--header-row", "dos", "--db", db,
		NULL));
	refuses("dicen de qué gestión es",
	    program_run("import", unknown, "--columns", COLUMNS, "--header-row", "2", "--db", db,
		NULL));
	does("Columnas   " COLUMNS,
	    program_run("import", path, "--columns", COLUMNS, "--header-row", "2", "--dry-run",
		"--db", db, NULL));
	does("plan 2031",
	    program_run("import", path, "--columns", COLUMNS, "--header-row", "2", "--db", db,
		NULL));
	does("plan 2032", program_run("import", next, "--db", db, NULL));
	does("1.1.1.1\tLevantar los molinos\t\t\t\t\t\t\t\t0\t0\t4\t0\t0\t0\t0\t0\t0\t0\t0\t1.5",
	    program_run("export", "--year", "2032", "--format", "text", "--db", db, NULL));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(told_once) };

	if (!program_is_there())
		return store_skip("no program");
	return STORE_RUN(argc, argv, tests);
}
