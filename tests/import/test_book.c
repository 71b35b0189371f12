/*
 * test_book.c - plans and follow-ups in workbooks: the lines of their text as rows of
 * sheets, read to the same plan; what a workbook has that a text has not is told.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/synth.h"
#include "import/import.h"
#include "import/table.h"
#include "report/form_text.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/plan_equal.h"
#include "support/read_document.h"
#include "support/zip_made.h"

#ifdef YUPANA_XLSX

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static const char STYLES[] = "<styleSheet xmlns='" MAIN "'><cellXfs><xf numFmtId='0'/>"
			     "<xf numFmtId='9'/></cellXfs></styleSheet>";

/* ---- Lines of a text as rows of a sheet ---------------------------------------------- */

/* A figure that looks the same when it is written again: "12", "0.5", "-3", "50%". */
static bool
is_plain_number(const char *cell)
{
	const char *p = cell + (*cell == '-');
	size_t whole = strspn(p, "0123456789"), n;

	if (whole == 0 || whole > 9 || (p[0] == '0' && whole > 1))
		return false;
	p += whole;
	if (*p == '.') {
		n = strspn(p + 1, "0123456789");
		if (n == 0 || n > 4 || p[n] == '0')
			return false;
		p += n + 1;
	}
	return *p == '\0' || strcmp(p, "%") == 0;
}

static void
put_escaped(struct str *s, const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (*p == '&')
			str_put(s, "&amp;");
		else if (*p == '<')
			str_put(s, "&lt;");
		else
			str_put_char(s, *p);
}

static void
put_cell(struct str *s, const char *cell, bool first)
{
	bool percent = cell[0] != '\0' && cell[strlen(cell) - 1] == '%';

	if (cell[0] == '\0') {
		str_put(s, "<c/>");
	} else if (first || !is_plain_number(cell)) {
		str_put(s, "<c t='inlineStr'><is><t>");
		put_escaped(s, cell);
		str_put(s, "</t></is></c>");
	} else {
		str_printf(s, "<c s='%d'><v>%.*s%s</v></c>", percent, (int)strcspn(cell, "%"), cell,
		    percent ? "E-2" : "");
	}
}

/* The rows of `text`, which is cut in place. */
static void
put_sheet(struct str *s, char *text)
{
	unsigned row = 0;

	str_printf(s, "<worksheet xmlns='%s'><sheetData>", MAIN);
	for (char *line = text, *next; line != NULL; line = next) {
		bool first = true;

		row++;
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (line[0] == '\0')
			continue;
		str_printf(s, "<row r='%u'>", row);
		for (char *cell = line, *end; cell != NULL; cell = end, first = false) {
			end = strchr(cell, '\t');
			if (end != NULL)
				*end++ = '\0';
			put_cell(s, cell, first);
		}
		str_put(s, "</row>");
	}
	str_put(s, "</sheetData></worksheet>");
}

static struct import_result
read_as_book(struct mem *mem, const struct pack *pack, const char *text)
{
	CLEANUP(zip_made_done) struct zip_made z = { 0 };
	CLEANUP(str_done) struct str sheet = { 0 };
	struct import_result r = { 0 };
	struct err err = { 0 };

	put_sheet(&sheet, mem_strdup(mem, text));
	book_made(&z,
	    (struct book_part[]){ { "xl/worksheets/sheet1.xml", sheet.text },
		{ "xl/styles.xml", STYLES } },
	    2);
	if (import_text(mem, pack, "document", z.bytes.text, z.bytes.length, &r, &err) < 0)
		fail_msg("row %u: %s %s", err.line, err.key, err.message);
	assert_string_equal(r.encoding, "xlsx");
	return r;
}

static void
test_plans_come_back(void **state)
{
	static const char *const PACKS[] = { "bo-rs225557", "bo-ds3246" };

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		CLEANUP(str_done) struct str text = { 0 };
		const struct pack *pack = read_pack(mem, PACKS[i % 2]);
		struct synth options = { .seed = 7,
			.institution = i,
			.activities = 10 + i * 9,
			.mistakes = 40,
			.year = 2031 };
		struct import_result was = { 0 }, now;
		struct plan *plan = NULL;
		struct err err = { 0 };

		assert_int_equal(synth_plan(mem, pack, &options, &plan, &err), YUP_OK);
		form_text_plan(&text, plan);
		assert_int_equal(import_text(mem, pack, "document", text.text, text.length, &was,
				     &err),
		    YUP_OK);
		now = read_as_book(mem, pack, text.text);
		assert_plan_equal(was.plan, now.plan);
		assert_int_equal(now.issue_count, was.issue_count);
	}
}

static void
test_follow_up_comes_back(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct pack *pack = read_pack(mem, "bo-rs225557");
	size_t length = 0;
	char *text = test_file_read("samples/seguimiento-2027-1.txt", &length);
	struct import_result was = { 0 }, now;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(import_text(mem, pack, "document", text, length, &was, &err), YUP_OK);
	now = read_as_book(mem, pack, text);
	assert_follow_up_equal(was.follow_up, now.follow_up);
	free(text);
}

/* ---- What only a workbook has ----------------------------------------------------------- */

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static const char HEADS[] =
    "<c t='inlineStr'><is><t>Código</t></is></c><c t='inlineStr'><is><t>Actividad</t></is></c>"
    "<c t='inlineStr'><is><t>Objetivo</t></is></c>";
static const char *const MONTHS[] = { "Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep",
	"Oct", "Nov", "Dic" };

static void
put_table(struct str *s, const char *rows)
{
	str_printf(s, "<worksheet xmlns='%s'><sheetData><row r='1'>%s", MAIN, HEADS);
	for (size_t m = 0; m < 12; m++)
		str_printf(s, "<c t='inlineStr'><is><t>%s</t></is></c>", MONTHS[m]);
	str_printf(s, "</row>%s</sheetData></worksheet>", rows);
}

static const char *
issues_of(struct mem *mem, const struct import_result *r)
{
	CLEANUP(str_done) struct str s = { 0 };

	for (size_t i = 0; i < r->issue_count; i++)
		str_printf(&s, "%u %s %s\n", r->issues[i].line, import_issue_key(r->issues[i].kind),
		    r->issues[i].text);
	return mem_strdup(mem, str_text(&s));
}

static void
test_what_is_told(void **state)
{
	static const char BOOK[] =
	    "<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS "'><sheets>"
	    "<sheet name='Riego' sheetId='1' r:id='a'/><sheet name='Vieja' sheetId='2' r:id='b' "
	    "state='hidden'/><sheet name='Notas' sheetId='3' r:id='c'/><sheet name='Suelos' sheetId='4' "
	    "r:id='d'/></sheets></workbook>";
	static const char RELS[] =
	    "<Relationships xmlns='" PACKAGE "'><Relationship Id='a' Type='" RELATIONS
	    "/worksheet' Target='a.xml'/><Relationship Id='b' Type='" RELATIONS
	    "/worksheet' Target='a.xml'/><Relationship Id='c' Type='" RELATIONS
	    "/worksheet' Target='c.xml'/><Relationship Id='d' Type='" RELATIONS
	    "/worksheet' Target='d.xml'/></Relationships>";
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(zip_made_done) struct zip_made z = { 0 };
	CLEANUP(str_done) struct str riego = { 0 }, suelos = { 0 };
	struct import_result r = { 0 };
	struct err err = { 0 };

	(void)state;
	put_table(&riego,
	    "<row r='2' hidden='1'><c t='inlineStr'><is><t>1.1.1.1</t></is></c>"
	    "<c t='inlineStr'><is><t>Limpiar</t></is></c><c/><c><v>1.00005</v></c><c><f>A1</f></c>"
	    "<c t='e'><v>#REF!</v></c></row>"
	    "<row r='3'><c t='inlineStr'><is><t>comentario</t></is></c></row>");
	put_table(&suelos,
	    "<row r='2'><c t='inlineStr'><is><t>1.1.2.1</t></is></c>"
	    "<c t='inlineStr'><is><t>Abonar</t></is></c><c/><c><v>0.30000000000000004</v></c></row>");
	book_made(&z,
	    (struct book_part[]){ { "xl/workbook.xml", BOOK },
		{ "xl/_rels/workbook.xml.rels", RELS }, { "xl/a.xml", riego.text },
		{ "xl/c.xml",
		    "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>" },
		{ "xl/d.xml", suelos.text } },
	    5);
	if (import_text(mem, read_pack(mem, "bo-rs225557"), "plan 2031.xlsx", z.bytes.text,
		z.bytes.length, &r, &err) < 0)
		fail_msg("%s: %s", err.key, err.message);
	assert_string_equal(issues_of(mem, &r),
	    "2 cell_error #REF!\n"
	    "1 hidden_rows Riego: 1\n"
	    "1 uncached Riego: 1\n"
	    "0 hidden_sheet Vieja\n"
	    "0 sheet_unread Notas\n"
	    "2001 sheet Suelos\n"
	    "1 table Riego\n"
	    "3 row_skipped comentario\n"
	    "2001 table Suelos\n"
	    "2 no_institution plan 2031\n");
	assert_int_equal(r.plan->year, 2031);
	assert_int_equal(r.plan->unit_count, 2);
}

/* ---- Tables with separators ----------------------------------------------------------------- */

static void
test_csv_table(void **state)
{
	static const char CSV[] =
	    "Plan 2031;;;;;;;;;;;;;;\n"
	    "Código;Actividad;Unidad;Ene;Feb;Mar;Abr;May;Jun;Jul;Ago;Sep;Oct;Nov;Dic\n"
	    "1.1.1;\"Riego; y drenaje\";Riego;;;;;;;;;;;;\n"
	    "1.1.1.1;Limpiar canales;Riego;1,5;;;;;;;;;;;2\n";
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct import_result r = { 0 };
	struct err err = { 0 };

	(void)state;
	if (import_text(mem, read_pack(mem, "bo-rs225557"), "t.csv", CSV, strlen(CSV), &r, &err) <
	    0)
		fail_msg("%s: %s", err.key, err.message);
	assert_int_equal(r.plan->year, 2031);
	assert_int_equal(r.plan->unit_count, 1);
	assert_string_equal(r.plan->nodes[1].title, "Riego; y drenaje");
	assert_int_equal(plan_schedule(r.plan, 2)[0], 15000);
	assert_int_equal(plan_schedule(r.plan, 2)[11], 20000);
	assert_null(
	    r.plan->nodes[1].published); /* the table has no sums: none is held against it */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans_come_back),
		cmocka_unit_test(test_follow_up_comes_back),
		cmocka_unit_test(test_what_is_told),
		cmocka_unit_test(test_csv_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int
main(void)
{
	return 77; /* skipped: built without workbooks */
}

#endif
