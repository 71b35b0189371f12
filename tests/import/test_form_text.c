/* test_form_text.c - form_text.cases: whose plan it is and of which year. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/form_build.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static void
check(const struct test_case *c)
{
	static const char FORM[] =
	    "Objetivo de Gestión Específico-Actividad\nU\n"
	    "1.1.1\tO\t100\tI\tU\t0\t1\tV\t\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t1\n";
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const char *text = mem_printf(mem, "%s%s", case_need(c, "text"), FORM);
	struct import_result r = read_bytes(mem, text, strlen(text));

	case_check_str(c, "institution", r.plan->institution);
	case_check_str(c, "acronym", r.plan->acronym);
	case_check_int(c, "year", r.plan->year);
}

/* An acronym of any name, however long. */
static void
test_long_name(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = read_pack(mem, "bo-rs225557");
	char name[1000];

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(name); i += 2) {
		name[i] = 'x';
		name[i + 1] = ' ';
	}
	name[sizeof(name) - 2] = name[sizeof(name) - 1] = '\0';
	assert_true(strlen(form_acronym(mem, pack, name, "", 0)) < 32);
	assert_string_equal(form_acronym(mem, pack, "", "", 0), "");
	assert_string_equal(form_acronym(mem, pack, "Áreas y ñandúes", "AyN AyN AN", 10), "AyN");
	assert_string_equal(form_acronym(mem, pack, "Áreas y ñandúes", "AN xAyN AyNx", 12), "AN");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_long_name),
	};

	return cases_run("tests/import/form_text.cases", check) +
	    cmocka_run_group_tests_name("import.form_text", tests, NULL, NULL);
}
