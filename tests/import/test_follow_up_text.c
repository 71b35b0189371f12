/* test_follow_up_text.c - follow_up_text.cases: small tables and what they say. */
#include "import/follow_up_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static void
check_number(const struct test_case *c, const char *key, int64_t value, unsigned scale)
{
	CLEANUP(str_done) struct str out = { 0 };

	if (case_get(c, key) == NULL)
		return;
	num_put(&out, value, scale, 0);
	case_check_str(c, key, str_text(&out));
}

static void
check_causes(const struct test_case *c, const struct follow_up *fu)
{
	CLEANUP(str_done) struct str out = { 0 };

	for (size_t i = 0; i < fu->operation_count; i++)
		if (fu->operations[i].cause[0] != '\0')
			str_printf(&out, "%s%s", out.length ? " " : "", fu->operations[i].cause);
	if (case_get(c, "causes") != NULL)
		case_check_str(c, "causes", str_text(&out));
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char *text = mem_strdup(mem, case_need(c, "text"));
	struct import_result r;
	const struct follow_up *fu;

	for (char *p = text; (p = strchr(p, '|')) != NULL;)
		*p = '\t';
	r = read_bytes(mem, text, strlen(text));
	fu = r.follow_up;
	assert_non_null(fu);
	if (case_get(c, "as_of") != NULL)
		case_check_str(c, "as_of", fu->as_of);
	if (case_get(c, "code") != NULL)
		case_check_str(c, "code", fu->operations[0].code);
	check_number(c, "threshold", fu->threshold_e4, 4);
	check_number(c, "year", fu->year, 0);
	check_number(c, "units", (int64_t)fu->unit_count, 0);
	check_number(c, "operations", (int64_t)fu->operation_count, 0);
	check_number(c, "aggregates", (int64_t)fu->aggregate_count, 0);
	check_number(c, "orphans", (int64_t)fu->orphan_count, 0);
	check_number(c, "issues", (int64_t)r.issue_count, 0);
	if (fu->aggregate_count > 0)
		check_number(c, "computed", fu->aggregates[0].computed_e9, 9);
	check_causes(c, fu);
}

int
main(void)
{
	return cases_run("tests/import/follow_up_text.cases", check);
}
