/*
 * test_workbook.c - workbooks by their parts (workbook.cases), archives whose headers
 * lie, and one written by another library.
 */
#include "import/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/zip_made.h"

#ifdef YUPANA_XLSX

#include <xlsxwriter.h>

static void
put_column(struct str *out, unsigned column)
{
	char letters[4];
	size_t n = 0;

	for (column++; column > 0; column = (column - 1) / 26)
		letters[n++] = (char)('A' + (column - 1) % 26);
	while (n > 0)
		str_put_char(out, letters[--n]);
}

static int
show_row(void *context, const struct workbook_row *row, struct err *err)
{
	static const char *const KINDS[] = { "blank", "text", "number", "boolean", "date",
		"error" };
	static const char *const FORMATS[] = { "", " decimals", " money", " percent", " day",
		" as-text" };
	struct str *out = context;

	(void)err;
	str_printf(out, "%u%s:", row->number, row->hidden ? " hidden" : "");
	for (size_t i = 0; i < row->count; i++) {
		const struct workbook_cell *c = &row->cells[i];

		str_put(out, i > 0 ? " | " : " ");
		put_column(out, c->column);
		str_printf(out, " %s %s%s", KINDS[c->kind], c->text, FORMATS[c->format]);
		if (c->decimals > 0)
			str_printf(out, ".%u", c->decimals);
		str_printf(out, "%s%s", c->formula ? " formula" : "", c->hidden ? " hidden" : "");
	}
	str_put_char(out, '\n');
	return YUP_OK;
}

static void
show_merged(const struct workbook *book, struct str *out)
{
	size_t count = 0;
	const struct workbook_range *r = workbook_merged(book, &count);

	for (size_t i = 0; i < count; i++) {
		str_put(out, i > 0 ? " " : "");
		put_column(out, r[i].first_column);
		str_printf(out, "%u:", r[i].first_row);
		put_column(out, r[i].last_column);
		str_printf(out, "%u", r[i].last_row);
	}
}

static int
read_first(struct mem *mem, const struct str *bytes, struct str *rows, struct str *merged,
    struct err *err)
{
	CLEANUP(workbook_done) struct workbook *book = NULL;
	int rc = workbook_open(mem, bytes->text, bytes->length, &book, err);

	if (rc == YUP_OK)
		rc = workbook_read_sheet(book, 0, show_row, rows, err);
	if (rc == YUP_OK && merged != NULL)
		show_merged(book, merged);
	return rc;
}

/* ---- By their parts ---------------------------------------------------------------- */

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static struct book_part
part_of(struct mem *mem, const struct case_line *line)
{
	static const struct {
		const char *key, *part, *root;
	} SHORT[] = { { "sheet", "xl/worksheets/sheet1.xml", "worksheet" },
		{ "strings", "xl/sharedStrings.xml", "sst" },
		{ "styles", "xl/styles.xml", "styleSheet" } };

	for (size_t i = 0; i < sizeof(SHORT) / sizeof(SHORT[0]); i++)
		if (strcmp(line->key, SHORT[i].key) == 0)
			return (struct book_part){ SHORT[i].part,
				mem_printf(mem, "<%s xmlns='%s'>%s</%s>", SHORT[i].root, MAIN,
				    line->value, SHORT[i].root) };
	return (struct book_part){ line->key, line->value };
}

static void
check_case(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(zip_made_done) struct zip_made z = { 0 };
	CLEANUP(str_done) struct str rows = { 0 }, merged = { 0 };
	struct book_part parts[8];
	size_t count = 0;
	struct err err = { 0 };

	for (size_t i = 0; i < c->count; i++)
		if (strchr(c->lines[i].key, '/') != NULL || strchr(c->lines[i].key, '[') != NULL ||
		    strcmp(c->lines[i].key, "sheet") == 0 ||
		    strcmp(c->lines[i].key, "strings") == 0 ||
		    strcmp(c->lines[i].key, "styles") == 0 ||
		    strcmp(c->lines[i].key, "mimetype") == 0)
			parts[count++] = part_of(mem, &c->lines[i]);
	book_made(&z, parts, count);
	if (read_first(mem, &z.bytes, &rows, &merged, &err) < 0) {
		case_check_str(c, "refused", err.key);
		case_check_str(c, "says", err.message);
		if (case_get(c, "at") != NULL)
			case_check_int(c, "at", err.line);
		return;
	}
	case_check_str(c, "refused", NULL);
	case_check_str(c, "rows", str_text(&rows));
	if (case_get(c, "merged") != NULL)
		case_check_str(c, "merged", str_text(&merged));
}

/* ---- Archives that lie -------------------------------------------------------------- */

static void
expect_refused(const struct str *bytes, int code, const char *key)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str rows = { 0 };
	struct err err = { 0 };

	assert_int_equal(read_first(mem, bytes, &rows, NULL, &err), code);
	assert_string_equal(err.key, key);
	assert_true(mem_used(mem) < 8 << 20);
}

/* A workbook whose sheet has these headers and bytes. */
static void
expect_sheet_refused(const void *data, size_t size, const struct zip_claim *claim, int code,
    const char *key)
{
	CLEANUP(zip_made_done) struct zip_made z = { 0 };

	zip_made_add(&z, "xl/worksheets/sheet1.xml", data, size, claim);
	book_made(&z, &(struct book_part){ "docProps/app.xml", "<a/>" }, 1);
	expect_refused(&z.bytes, code, key);
}

static void
test_headers_that_lie(void **state)
{
	static const char SHEET[] = "<worksheet><sheetData/></worksheet>";

	(void)state;
	expect_sheet_refused(SHEET, strlen(SHEET), &(struct zip_claim){ .size = 0xFFFFFFF0u },
	    YUP_ELIMIT, "workbook_large");
	expect_sheet_refused(SHEET, strlen(SHEET), &(struct zip_claim){ .flags = 1 }, YUP_EINVALID,
	    "workbook_locked");
	expect_sheet_refused(SHEET, strlen(SHEET), &(struct zip_claim){ .method = 14 },
	    YUP_EINVALID, "workbook_broken");
	expect_sheet_refused(SHEET, strlen(SHEET), NULL, YUP_EINVALID, "workbook_broken");
}

/* 64 MB of blanks, deflated to 64 kB. */
static void
test_bomb(void **state)
{
	enum { INFLATED = 64 << 20, ROOM = 256 << 10, PIECE = 1 << 16 };
	static unsigned char blanks[PIECE], packed[ROOM];
	z_stream s = { .next_out = packed, .avail_out = ROOM };

	(void)state;
	memset(blanks, ' ', sizeof(blanks));
	assert_int_equal(deflateInit2(&s, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
	for (size_t done = 0; done < INFLATED; done += PIECE) {
		s.next_in = blanks;
		s.avail_in = PIECE;
		(void)deflate(&s, done + PIECE == INFLATED ? Z_FINISH : Z_NO_FLUSH);
	}
	expect_sheet_refused(packed, s.total_out, &(struct zip_claim){ 0, 8, INFLATED }, YUP_ELIMIT,
	    "workbook_large");
	/* claimed to be small, it is not believed either */
	{
		CLEANUP(zip_made_done) struct zip_made z = { 0 };

		zip_made_add(&z, "[Content_Types].xml", packed, s.total_out,
		    &(struct zip_claim){ 0, 8, 100 });
		zip_made_add(&z, "_rels/.rels", packed, s.total_out,
		    &(struct zip_claim){ 0, 8, 100 });
		zip_made_end(&z);
		expect_refused(&z.bytes, YUP_ELIMIT, "workbook_large");
	}
	(void)deflateEnd(&s);
}

static void
test_other_kinds(void **state)
{
	static const char OLD[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0";
	static const char LOCKED[] =
	    "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
	const struct {
		const char *bytes;
		size_t size;
		const char *key;
	} CASES[] = {
		{ OLD, sizeof(OLD), "workbook_old" },
		{ LOCKED, sizeof(LOCKED), "workbook_locked" },
		{ "PK\x03\x04 cortado", 12, "workbook_broken" },
		{ "texto", 5, "workbook_not" },
	};
	CLEANUP(zip_made_done) struct zip_made z = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct workbook *book = NULL;
		struct err err = { 0 };

		assert_int_equal(workbook_open(mem, CASES[i].bytes, CASES[i].size, &book, &err),
		    YUP_EINVALID);
		assert_string_equal(err.key, CASES[i].key);
		assert_null(book);
	}
	zip_made_add(&z, "leame.txt", "hola", 4, NULL);
	zip_made_end(&z);
	expect_refused(&z.bytes, YUP_EINVALID, "workbook_not");
}

/* Texts and rows past what a workbook has, told before memory is. */
static void
test_one_long_tag(void **state)
{
	CLEANUP(str_done) struct str sheet = { 0 };
	CLEANUP(zip_made_done) struct zip_made z = { 0 };

	(void)state;
	str_put(&sheet, "<worksheet><sheetData a='");
	for (int i = 0; i < 40000; i++)
		str_put(&sheet, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ");
	str_put(&sheet, "'/></worksheet>");
	book_made(&z, &(struct book_part){ "xl/worksheets/sheet1.xml", sheet.text }, 1);
	expect_refused(&z.bytes, YUP_ELIMIT, "workbook_large");
}

static void
test_long_text(void **state)
{
	CLEANUP(str_done) struct str sheet = { 0 };
	CLEANUP(zip_made_done) struct zip_made z = { 0 };

	(void)state;
	str_put(&sheet, "<worksheet><sheetData><row><c t='inlineStr'><is><t>");
	for (int i = 0; i < WORKBOOK_TEXT_MAX / 64 + 1; i++)
		str_put(&sheet, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ");
	str_put(&sheet, "</t></is></c></row></sheetData></worksheet>");
	book_made(&z, &(struct book_part){ "xl/worksheets/sheet1.xml", sheet.text }, 1);
	expect_refused(&z.bytes, YUP_ELIMIT, "workbook_large");
}

/* ---- Written by another ---------------------------------------------------------------- */

static void
test_of_a_library(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str rows = { 0 }, merged = { 0 };
	const char *path = mem_printf(mem, "%s/libro.xlsx", test_temp_folder());
	lxw_workbook *w = workbook_new(path);
	lxw_worksheet *sheet = workbook_add_worksheet(w, "Plan «1»");
	lxw_format *percent = workbook_add_format(w), *money = workbook_add_format(w);
	struct str bytes = { 0 };
	struct err err = { 0 };

	(void)state;
	format_set_num_format(percent, "0.00%");
	format_set_num_format(money, "#,##0.00");
	worksheet_write_string(sheet, 0, 0, "Código & «título» <b>", NULL);
	worksheet_write_number(sheet, 0, 1, 0.1, percent);
	worksheet_write_number(sheet, 0, 2, 1234567.89, money);
	worksheet_write_formula_num(sheet, 1, 1, "=B1*2", percent, 0.2);
	worksheet_write_string(sheet, 4, 30, "lejos", NULL);
	worksheet_merge_range(sheet, 6, 0, 6, 3, "unidas", NULL);
	assert_int_equal(workbook_close(w), LXW_NO_ERROR);
	bytes.text = test_file_read(path, &bytes.length);
	assert_int_equal(read_first(mem, &bytes, &rows, &merged, &err), YUP_OK);
	assert_string_equal(rows.text,
	    "1: A text Código & «título» <b> | B number 10% percent.2 | C number 1234567.89 decimals.2\n"
	    "2: B number 20% percent.2 formula\n"
	    "5: AE text lejos\n"
	    "7: A text unidas\n");
	assert_string_equal(merged.text, "A7:D7");
	free(bytes.text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headers_that_lie),
		cmocka_unit_test(test_bomb),
		cmocka_unit_test(test_other_kinds),
		cmocka_unit_test(test_one_long_tag),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_of_a_library),
	};
	int failed = cases_run("tests/import/workbook.cases", check_case);

	return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

#else

/* Without the libraries every workbook is refused, with the reason. */
int
main(void)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct workbook *book = NULL;
	struct err err = { 0 };

	return workbook_open(mem, "PK\x03\x04", 4, &book, &err) == YUP_EINVALID &&
		strcmp(err.key, "workbook_unsupported") == 0
	    ? 0
	    : 1;
}

#endif
