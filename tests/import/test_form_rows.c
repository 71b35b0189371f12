/* test_form_rows.c - form_rows.cases: lines told apart. */
#include "import/form_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static void
put_row(struct str *out, const struct form_row *row)
{
	static const char *const KINDS[] = { "other", "node", "framework", "footer", "total" };

	str_printf(out, "%s %c line %u", KINDS[row->kind], row->form == FORM_A ? 'A' : 'B',
	    row->line);
	if (row->kind == ROW_NODE)
		str_printf(out, " code %s", row->code);
	if (row->kind == ROW_FRAMEWORK)
		str_printf(out, " text %s", row->text);
	str_printf(out, " form %u", row->form_index + 1);
	if (row->joined > 0)
		str_printf(out, " joined %u", row->joined);
}

static void
check_lines(const struct test_case *c, const struct form_rows *rows, const char *key)
{
	const struct case_line *line = NULL;

	while ((line = case_next(c, key, line)) != NULL) {
		CLEANUP(str_done) struct str out = { 0 };
		size_t i = strtoul(line->value, NULL, 10) - 1;
		const char *arrow = strstr(line->value, "=> ");

		if (strcmp(key, "row") == 0 && i < rows->count)
			put_row(&out, &rows->rows[i]);
		else if (strcmp(key, "form") == 0 && i < rows->form_count)
			str_printf(&out, "%c %s %u-%u", rows->forms[i].kind == FORM_A ? 'A' : 'B',
			    rows->forms[i].unit_name, rows->forms[i].first_line,
			    rows->forms[i].last_line);
		if (strcmp(str_text(&out), arrow + 3) != 0)
			case_fail(c, line, "it is '%s'", str_text(&out));
	}
}

static void
check_issues(const struct test_case *c, const struct import_result *result)
{
	CLEANUP(str_done) struct str out = { 0 };

	for (size_t i = 0; i < result->issue_count; i++)
		str_printf(&out, "%s%s %u", i ? ", " : "", import_issue_key(result->issues[i].kind),
		    result->issues[i].line);
	if (case_get(c, "issues") != NULL)
		case_check_str(c, "issues", str_text(&out));
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char *text = mem_strdup(mem, case_need(c, "text"));
	struct import_result result = { 0 };
	struct form_rows rows;
	struct sheet sheet;
	struct err err = { 0 };

	for (char *p = text; (p = strchr(p, '|')) != NULL;)
		*p = '\t';
	if (sheet_read(mem, text, strlen(text), &sheet, &err) < 0 ||
	    form_rows_read(mem, read_pack(mem, "bo-rs225557"), &sheet, &result, &rows, &err) < 0)
		case_fail(c, NULL, "line %u: %s", err.line, err.message);
	check_lines(c, &rows, "row");
	check_lines(c, &rows, "form");
	case_check_int(c, "rows", (int64_t)rows.count);
	check_issues(c, &result);
	if (case_get(c, "title") != NULL)
		case_check_str(c, "title", rows.title_lines);
	if (case_get(c, "year") != NULL)
		case_check_int(c, "year", rows.year);
}

int
main(void)
{
	return cases_run("tests/import/form_rows.cases", check);
}
