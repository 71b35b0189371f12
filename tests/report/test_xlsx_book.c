/* test_xlsx_book.c - what we write in a workbook is what is read from it, to the last figure. */
#include "report/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/str.h"
#include "import/workbook.h"
#include "report/csv_writer.h"
#include "report/xlsx_list.h"
#include "support/cmocka_all.h"
#include "support/random_edit.h"

static struct err err;

static const struct xlsx_head HEAD = { "Prueba", "yupana", "2027-01-31" };

static struct workbook *
reopen(struct mem *mem, const struct str *bytes)
{
	struct workbook *book = NULL;

	assert_int_equal(workbook_open(mem, bytes->text, bytes->length, &book, &err), YUP_OK);
	return book;
}

/* ---- Numbers --------------------------------------------------------------------------- */

enum { NUMBERS = 4000 };

struct numbers {
	int64_t values[NUMBERS];
	unsigned scales[NUMBERS];
	size_t seen;
};

/* Fifteen figures at most, as quantities (4 places), per cents (6) and money (2) have. */
static void
draw(struct numbers *n)
{
	static const unsigned SCALES[] = { 0, 2, 4, 6 };
	struct random_edit r = { .state = 7 };

	for (size_t i = 0; i < NUMBERS; i++) {
		int64_t limit = 10;

		for (uint32_t figures = random_below(&r, 15); figures-- > 0;)
			limit *= 10;
		n->values[i] = (int64_t)(((uint64_t)random_below(&r, UINT32_MAX) << 31 |
					     random_below(&r, UINT32_MAX)) %
		    (uint64_t)limit);
		n->scales[i] = SCALES[random_below(&r, 4)];
	}
	n->values[0] = 995; /* 9.95: the file says 9.949999999999999 */
	n->scales[0] = 2;
	n->values[1] = MONEY_MAX_CENTS - 1;
	n->scales[1] = 2;
}

static int
same_number(void *context, const struct workbook_row *row, struct err *e)
{
	struct numbers *n = context;
	char expected[NUM_TEXT_SIZE];

	(void)e;
	(void)num_write(expected, n->values[n->seen], n->scales[n->seen], 0);
	assert_int_equal(row->count, 1);
	assert_string_equal(row->cells[0].text, expected);
	n->seen++;
	return YUP_OK;
}

static void
test_numbers_to_the_last_figure(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str bytes = { 0 };
	CLEANUP(workbook_done) struct workbook *book = NULL;
	static struct numbers n;
	struct xlsx *x = NULL;
	unsigned plain;

	(void)state;
	draw(&n);
	assert_int_equal(xlsx_begin(mem, &HEAD, &x, &err), YUP_OK);
	plain = xlsx_style(x, &(struct xlsx_style){ 0 });
	xlsx_sheet(x, "Números");
	for (size_t i = 0; i < NUMBERS; i++) {
		(void)xlsx_row(x, 0, false);
		xlsx_number(x, 0, plain, n.values[i], n.scales[i]);
	}
	assert_int_equal(xlsx_end(&x, &bytes, &err), YUP_OK);
	book = reopen(mem, &bytes);
	assert_int_equal(workbook_read_sheet(book, 0, same_number, &n, &err), YUP_OK);
	assert_int_equal(n.seen, NUMBERS);
}

/* ---- Texts, formulas, days ---------------------------------------------------------------- */

static int
same_cells(void *context, const struct workbook_row *row, struct err *e)
{
	static const struct {
		enum workbook_kind kind;
		bool formula;
		const char *text;
	} CELLS[] = {
		{ WORKBOOK_TEXT, false, "=1+1" },
		{ WORKBOOK_TEXT, false, "_x0041_ & <b>\n" },
		{ WORKBOOK_NUMBER, false, "12.5%" },
		{ WORKBOOK_NUMBER, true, "33.33" },
		{ WORKBOOK_DATE, false, "2027-03-01" },
		{ WORKBOOK_TEXT, false, "31 de marzo" },
	};

	(void)context;
	(void)e;
	for (size_t i = 0; i < sizeof(CELLS) / sizeof(CELLS[0]); i++) {
		assert_int_equal(row->cells[i].kind, CELLS[i].kind);
		assert_int_equal(row->cells[i].formula, CELLS[i].formula);
		assert_string_equal(row->cells[i].text, CELLS[i].text);
	}
	return YUP_OK;
}

static void
test_cells_of_every_kind(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str bytes = { 0 };
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct xlsx *x = NULL;
	unsigned plain, percent, day;

	(void)state;
	assert_int_equal(xlsx_begin(mem, &HEAD, &x, &err), YUP_OK);
	plain = xlsx_style(x, &(struct xlsx_style){ 0 });
	percent = xlsx_style(x, &(struct xlsx_style){ .format = XLSX_PERCENT, .decimals = 1 });
	day = xlsx_style(x, &(struct xlsx_style){ .format = XLSX_DAY });
	assert_int_equal(xlsx_style(x, &(struct xlsx_style){ 0 }), plain);
	xlsx_sheet(x, "Celdas");
	(void)xlsx_row(x, 0, false);
	xlsx_text(x, 0, plain, "=1+1");
	xlsx_text(x, 1, plain, "_x0041_ & <b>\n");
	xlsx_number(x, 2, percent, 125000, 6);
	xlsx_formula(x, 3, plain, "=SUM(A1:C1)", 3333, 2);
	xlsx_day(x, 4, day, "2027-03-01");
	xlsx_day(x, 5, day, "31 de marzo");
	assert_int_equal(xlsx_end(&x, &bytes, &err), YUP_OK);
	book = reopen(mem, &bytes);
	assert_int_equal(workbook_read_sheet(book, 0, same_cells, NULL, &err), YUP_OK);
}

/* ---- Names of sheets ------------------------------------------------------------------------ */

static void
test_names_of_sheets(void **state)
{
	static const char *const ASKED[] = { "Formulario B · UNIDAD/DE NOMBRE MUY LARGO", "a:b",
		"A b", "", "Formulario B · UNIDAD/DE NOMBRE MUY LARGO" };
	static const char *const GIVEN[] = { "Formulario B · UNIDAD DE NOMBRE", "a b", "A b (2)",
		"Hoja", "Formulario B · UNIDAD DE NO (2)" };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str bytes = { 0 };
	CLEANUP(workbook_done) struct workbook *book = NULL;
	const struct workbook_sheet *sheets;
	struct xlsx *x = NULL;
	size_t count;

	(void)state;
	assert_int_equal(xlsx_begin(mem, &HEAD, &x, &err), YUP_OK);
	for (size_t i = 0; i < 5; i++)
		xlsx_sheet(x, ASKED[i]);
	assert_int_equal(xlsx_end(&x, &bytes, &err), YUP_OK);
	book = reopen(mem, &bytes);
	sheets = workbook_sheets(book, &count);
	assert_int_equal(count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(sheets[i].name, GIVEN[i]);
	assert_string_equal(xlsx_place(mem, 11, 0), "A12");
	assert_string_equal(xlsx_place(mem, 0, 25), "Z1");
	assert_string_equal(xlsx_place(mem, 0, 26), "AA1");
	assert_string_equal(xlsx_place(mem, 0, 701), "ZZ1");
	assert_string_equal(xlsx_place(mem, 0, 702), "AAA1");
}

/* ---- Lists ------------------------------------------------------------------------------------ */

static int
count_rows(void *context, const struct workbook_row *row, struct err *e)
{
	static const char *const CELLS[2][3] = { { "code", "title", "weight" },
		{ "5.1", "=HYPERLINK(1)", "33.33" } };
	size_t *rows = context;

	(void)e;
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(row->cells[i].text, CELLS[*rows][i]);
	(*rows)++;
	return YUP_OK;
}

static void
test_a_list_as_a_workbook(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str bytes = { 0 };
	CLEANUP(workbook_done) struct workbook *book = NULL;
	struct csv_writer w = { 0 };
	size_t rows = 0;

	(void)state;
	assert_int_equal(xlsx_list_begin(mem, &HEAD, &w.sheet, &err), YUP_OK);
	xlsx_list_sheet(w.sheet, "Lista");
	csv_begin(&w, NULL, "code title weight");
	csv_guard(&w);
	csv_text(&w, "5.1");
	csv_text(&w, "=HYPERLINK(1)");
	csv_quantity(&w, 333300);
	csv_row_end(&w);
	assert_int_equal(xlsx_list_end(&w.sheet, &bytes, &err), YUP_OK);
	assert_null(w.sheet);
	book = reopen(mem, &bytes);
	assert_int_equal(workbook_read_sheet(book, 0, count_rows, &rows, &err), YUP_OK);
	assert_int_equal(rows, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_to_the_last_figure),
		cmocka_unit_test(test_cells_of_every_kind),
		cmocka_unit_test(test_names_of_sheets),
		cmocka_unit_test(test_a_list_as_a_workbook),
	};

#ifndef YUPANA_XLSX
	return 77; /* skipped */
#endif
	return cmocka_run_group_tests(tests, NULL, NULL);
}
