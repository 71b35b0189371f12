/* test_table.c - tables of any layout, by table.cases; what is told of one, as text. */
#include "import/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "import/words.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static struct sheet_line
line_of(struct mem *mem, char *text, uint32_t number)
{
	struct sheet_line line = { .number = number, .count = 1 };

	for (const char *p = text; *p != '\0'; p++)
		line.count = (uint16_t)(line.count + (*p == '|'));
	line.cells = mem_array(mem, line.count, sizeof(*line.cells));
	line.first = line.count;
	for (uint16_t i = 0; i < line.count; i++) {
		char *end = text + strcspn(text, "|");

		line.cells[i] = mem_strndup(mem, text, (size_t)(end - text));
		if (line.cells[i][0] != '\0') {
			line.first = line.first == line.count ? i : line.first;
			line.used = (uint16_t)(i + 1);
		}
		text = end + 1;
	}
	return line;
}

static struct sheet
sheet_of(struct mem *mem, const char *rows)
{
	struct sheet sheet = { .lines = mem_array(mem, strlen(rows) + 1, sizeof(*sheet.lines)) };
	char *text = mem_strdup(mem, rows);
	uint32_t number = 0;

	for (char *p = text; *p != '\0';) {
		char *end = p + strcspn(p, "\n");
		bool last = *end == '\0';
		struct sheet_line line;

		*end = '\0';
		line = line_of(mem, p, ++number);
		if (line.used > 0)
			sheet.lines[sheet.count++] = line;
		p = end + !last;
	}
	sheet.last_line = number;
	return sheet;
}

/* Lines that stand alone, and of rows the cells that say something, by their column. */
static const char *
rows_of(struct mem *mem, const struct sheet *sheet)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_line *line = &sheet->lines[i];

		if (line->count > 1 && (line->cells[0][0] < '0' || line->cells[0][0] > '9'))
			continue;
		str_printf(&s, "%u:", line->number);
		for (unsigned c = 0; c < line->count; c++)
			if (line->count == 1)
				str_printf(&s, " %s", line->cells[c]);
			else if (line->cells[c][0] != '\0')
				str_printf(&s, " %u=%s", c, line->cells[c]);
		str_put_char(&s, '\n');
	}
	return mem_strdup(mem, str_text(&s));
}

static void
check_lines(const struct test_case *c, struct mem *mem, const struct grids *grids,
    const struct table_list *tables)
{
	const char *file = case_get(c, "file");
	struct import_result result = { .file = file != NULL ? file : "tabla.xlsx" };
	struct sheet lines;
	struct err err = { 0 };

	if (table_lines(mem, read_pack(mem, "bo-rs225557"), grids, tables, &result, &lines, &err) <
	    0) {
		case_check_str(c, "refused", err.key);
		return;
	}
	case_check_str(c, "refused", NULL);
	case_check_str(c, "lines", rows_of(mem, &lines));
}

static void
check_case(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct grid grid = { .name = "" };
	struct grids grids = { .items = &grid, .count = 1 };
	struct table_how how = { .map = case_get(c, "told"),
		.head_row = (uint32_t)case_int_or(c, "row", 0) };
	struct table_list tables;
	struct err err = { 0 };

	if (strcmp(case_need(c, "sheet"), "-") != 0)
		grid.name = case_need(c, "sheet");
	grid.sheet = sheet_of(mem, case_need(c, "rows"));
	if (table_find(mem, read_pack(mem, "bo-rs225557"), &grids, &how, &tables, &err) < 0) {
		case_check_str(c, "refused", err.key);
		return;
	}
	if (tables.count == 0) {
		case_check_str(c, "refused", "unknown_kind");
		return;
	}
	if (case_get(c, "map") != NULL)
		case_check_str(c, "map", table_map_text(mem, &tables.items[0].map));
	if (case_get(c, "certain") != NULL)
		assert_true(tables.items[0].certain);
	if (case_get(c, "guess") != NULL) {
		assert_false(tables.items[0].certain);
		case_check_str(c, "refused", "table_columns");
		return;
	}
	check_lines(c, mem, &grids, &tables);
}

static void
test_told_as_text(void **state)
{
	static const char *const BAD[] = { "A", "A=", "=code", "1=code", "ZZ=code", "A=code,B=code",
		"head=3", "unit=otro", "A=m13" };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct table_map map;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(table_map_parse(" a=code, B=- ,AB=m12,head=2,unit=line", &map, &err),
	    YUP_EINVALID); /* a blank before a comma */
	assert_int_equal(table_map_parse("a=code, B=-,AB=m12,head=2,unit=line", &map, &err),
	    YUP_OK);
	assert_string_equal(table_map_text(mem, &map), "head=2,unit=line,A=code,AB=m12");
	for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
		assert_int_equal(table_map_parse(BAD[i], &map, &err), YUP_EINVALID);
		assert_string_equal(err.key, "table_text");
	}
}

/* The same heads next year, somewhere else in the sheet, are known again. */
static void
test_known_again(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = read_pack(mem, "bo-rs225557");
	struct grid grid = { .name = "Hoja1",
		.sheet = sheet_of(mem, "Clave|Qué|Meta 2031\n1|x|2\n") };
	struct grid next = { .name = "Hoja1",
		.sheet = sheet_of(mem, "POA 2032\n\nCLAVE|Que|Meta 2032\n1|y|3\n") };
	struct grids grids = { .items = &next, .count = 1 };
	char print[TABLE_PRINT_SIZE];
	struct table_known known = { print, "head=1,unit=sheet,A=code,B=title" };
	const struct table_how how = { .known = &known, .known_count = 1 };
	struct table_list tables;
	struct err err = { 0 };

	(void)state;
	table_print(mem, &grid.sheet, 0, 1, print);
	assert_int_equal(table_find(mem, pack, &grids, &how, &tables, &err), YUP_OK);
	assert_int_equal(tables.count, 1);
	assert_true(tables.items[0].known && tables.items[0].certain);
	assert_int_equal(tables.items[0].head, 1);
	assert_string_equal(table_map_text(mem, &tables.items[0].map), known.map);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_told_as_text),
		cmocka_unit_test(test_known_again),
	};
	int failed = cases_run("tests/import/table.cases", check_case);

	return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
