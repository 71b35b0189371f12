/* test_import_text.c - where a line of a file is, for people. */
#include "text/import_text.h"

#include "base/mem.h"
#include "base/str.h"
#include "core/staged.h"
#include "support/cmocka_all.h"

static void
test_line(void **state)
{
	static const struct staged_sheet SHEETS[] = { { "Carátula", 0 }, { "UIC", 1000 },
		{ "UPR", 3000 } };
	static const struct staged_rows BOOK = { .sheets = SHEETS, .sheet_count = 3 };
	static const struct staged_rows TEXT = { 0 };
	static const struct {
		const struct staged_rows *rows;
		uint32_t line;
		const char *says;
	} CASES[] = {
		{ NULL, 2012, "línea 2012" },
		{ &TEXT, 14, "línea 14" },
		{ &BOOK, 1, "hoja «Carátula», fila 1" },
		{ &BOOK, 1000, "hoja «Carátula», fila 1000" },
		{ &BOOK, 1001, "hoja «UIC», fila 1" },
		{ &BOOK, 2012, "hoja «UIC», fila 1012" },
		{ &BOOK, 3012, "hoja «UPR», fila 12" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		CLEANUP(str_done) struct str s = { 0 };

		import_line_in(&s, CASES[i].rows, CASES[i].line, NULL);
		assert_string_equal(str_text(&s), CASES[i].says);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
