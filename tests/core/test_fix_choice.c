/*
 * test_fix_choice.c - runs fix_choice.cases: the ways to put a finding right, as they
 * are told, in order; and the cells they are about.
 */
#include "core/fix_choice.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/plan_text.h"
#include "text/finding_text.h"

/* The next line that tells a choice is this one. */
static const struct case_line *
check_one(const struct test_case *c, const struct case_line *line, const struct plan *plan,
    const struct finding *f, const struct fix_choice *choice)
{
	CLEANUP(str_done) struct str label = { 0 };
	struct finding as = *f;

	as.fix = choice->changes;
	as.fix_count = choice->count;
	finding_fix_label(&label, &as, plan, NULL);
	line = case_next(c, "choice", line);
	if (line == NULL || strcmp(line->value, str_text(&label)) != 0)
		case_fail(c, line, "R%u: «%s»", f->rule, str_text(&label));
	for (size_t i = 0; i < choice->count; i++) {
		enum node_field field;
		unsigned period;

		if (!fix_cell(&choice->changes[i], &field, &period) ||
		    (field == FIELD_SCHEDULE) != (period > 0))
			case_fail(c, line, "no cell");
	}
	return line;
}

static void
check_case(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct case_line *line = NULL;
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct finding_list list = { 0 };
	struct plan_text text;
	struct err err = { 0 };

	plan_text_init(&text, mem);
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->lines[i].key, "choice") != 0 && !plan_text_line(&text, &c->lines[i]))
			case_fail(c, &c->lines[i], "not of the notation");
	if (check_plan(mem, text.plan, &list, passed, &err) < 0)
		case_fail(c, NULL, "%s", err.message);
	for (size_t i = 0; i < list.count; i++) {
		struct fix_choice choices[FIX_CHOICES_MAX];
		const struct finding *f = &list.items[i];
		size_t count = f->rule == 15 || f->rule == 11 || f->rule == 13 || f->rule == 24
		    ? fix_choices(mem, text.plan, f, choices)
		    : 0;

		for (size_t k = 0; k < count; k++)
			line = check_one(c, line, text.plan, f, &choices[k]);
	}
	line = case_next(c, "choice", line);
	if (line != NULL)
		case_fail(c, line, "is not offered");
}

int
main(void)
{
	return cases_run("tests/core/fix_choice.cases", check_case);
}
