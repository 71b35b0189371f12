/*
 * test_rules.c - every rule against tests/core/rules/rNN.cases.
 *
 * A case is a plan or a follow-up in the notation of support/plan_text.h, then
 * everything the rule says about it, in the order it is said:
 *
 *	error R11 5.1.1 expected=100% found=95% fix=weight:5.1.1.1=52.6%
 *	warning R10 ...
 *	advice R15 5.1.1.1 variant=1 at=A period=3
 *	passed 2
 *
 * The place is a node's or operation's code, a unit's acronym or ordinal, an
 * aggregate's name, or `-`.  Only the options that are written are compared.
 * What other rules say about the same plan does not matter.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/cases.h"
#include "support/plan_text.h"

static const struct rule *current;

static void
put_value(struct str *s, const struct value *v)
{
	switch (v->kind) {
	case VALUE_NONE:
		break;
	case VALUE_E4:
		num_put(s, v->number, 4, 0);
		break;
	case VALUE_PERCENT_E4:
		num_put(s, v->number, 4, 0);
		str_put(s, "%");
		break;
	case VALUE_E9:
		num_put(s, v->number, 9, 0);
		break;
	case VALUE_CENTS:
		num_put(s, v->number, 2, 2);
		break;
	case VALUE_COUNT:
		str_printf(s, "%lld", (long long)v->number);
		break;
	case VALUE_TEXT:
		str_put(s, v->text);
		break;
	case VALUE_RANGE:
		str_printf(s, "%lld-%lld", (long long)v->number / 100, (long long)v->number % 100);
		break;
	}
}

static const char *
place_of(const struct plan_text *text, const struct finding *f)
{
	if (f->follow_up) {
		if (f->node != PLAN_NONE)
			return text->fu->operations[f->node].code;
		if (f->aggregate != PLAN_NONE)
			return text->fu->aggregates[f->aggregate].name;
		return f->unit != PLAN_NONE ? text->fu->units[f->unit].ordinal : "-";
	}
	if (f->node != PLAN_NONE)
		return text->plan->nodes[f->node].code;
	return f->unit != PLAN_NONE ? text->plan->units[f->unit].acronym : "-";
}

/* "weight:5.1.1.1=52.6%,weight:5.1.1.2=47.4%", a period as "period3". */
static void
put_fix(struct str *s, const struct plan_text *text, const struct finding *f)
{
	for (size_t i = 0; i < f->fix_count; i++) {
		const struct fix_change *c = &f->fix[i];

		str_printf(s, "%s%s", i > 0 ? "," : "", fix_key(c->field));
		if (c->period > 0)
			str_printf(s, "%u", c->period);
		if (c->node != PLAN_NONE)
			str_printf(s, ":%s", text->plan->nodes[c->node].code);
		str_put(s, "=");
		put_value(s, &c->value);
	}
}

/* What the finding has under this option. */
static void
put_option(struct str *s, const struct plan_text *text, const struct finding *f, const char *key)
{
	if (strcmp(key, "expected") == 0)
		put_value(s, &f->expected);
	else if (strcmp(key, "found") == 0)
		put_value(s, &f->found);
	else if (strcmp(key, "extra") == 0)
		put_value(s, &f->extra[0]);
	else if (strcmp(key, "extra2") == 0)
		put_value(s, &f->extra[1]);
	else if (strcmp(key, "variant") == 0)
		str_printf(s, "%u", f->variant);
	else if (strcmp(key, "period") == 0)
		str_printf(s, "%u", f->period);
	else if (strcmp(key, "at") == 0 && f->source.form != 0)
		str_put_char(s, f->source.form);
	else if (strcmp(key, "fix") == 0)
		put_fix(s, text, f);
}

static const char *const OPTIONS[] = { "variant", "at", "period", "expected", "found", "extra",
	"extra2", "fix" };

enum { OPTION_COUNT = sizeof(OPTIONS) / sizeof(OPTIONS[0]) };

/* The finding as a line of the case, for the messages. */
static void
put_finding(struct str *s, const struct plan_text *text, const struct finding *f)
{
	str_printf(s, "%s R%02u %s", severity_key(f->severity), f->rule, place_of(text, f));
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		struct str value = { 0 };

		put_option(&value, text, f, OPTIONS[i]);
		if (value.length > 0 && strcmp(value.text, "0") != 0)
			str_printf(s, strchr(value.text, ' ') ? " %s=\"%s\"" : " %s=%s", OPTIONS[i],
			    value.text);
		str_done(&value);
	}
}

/* "R11 5.1.1" begins the expectation. */
static bool
same_place(const struct plan_text *text, const struct finding *f, const char *expected)
{
	struct str head = { 0 };
	bool same;

	str_printf(&head, "R%02u %s", f->rule, place_of(text, f));
	same = strncmp(expected, head.text, head.length) == 0 &&
	    (expected[head.length] == ' ' || expected[head.length] == '\0');
	str_done(&head);
	return same;
}

static void
compare(const struct test_case *c, const struct case_line *line, const struct plan_text *text,
    const struct finding *f)
{
	struct str shown = { 0 };

	put_finding(&shown, text, f);
	if (strcmp(line->key, severity_key(f->severity)) != 0 || !same_place(text, f, line->value))
		case_fail(c, line, "found: %s", shown.text);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const char *wanted = plan_text_option(text->mem, line->value, OPTIONS[i]);
		struct str value = { 0 };

		if (wanted == NULL)
			continue;
		put_option(&value, text, f, OPTIONS[i]);
		if (strcmp(wanted, str_text(&value)) != 0)
			case_fail(c, line, "%s: wanted \"%s\" in: %s", OPTIONS[i], wanted,
			    shown.text);
		str_done(&value);
	}
	str_done(&shown);
}

static bool
is_expectation(const struct case_line *line)
{
	return strcmp(line->key, "error") == 0 || strcmp(line->key, "warning") == 0 ||
	    strcmp(line->key, "advice") == 0;
}

static void
compare_all(const struct test_case *c, const struct plan_text *text,
    const struct finding_list *findings)
{
	size_t next = 0;

	for (size_t i = 0; i < findings->count; i++) {
		struct str shown = { 0 };

		if (findings->items[i].rule != current->id)
			continue;
		while (next < c->count && !is_expectation(&c->lines[next]))
			next++;
		put_finding(&shown, text, &findings->items[i]);
		if (next == c->count)
			case_fail(c, NULL, "not expected: %s", shown.text);
		str_done(&shown);
		compare(c, &c->lines[next++], text, &findings->items[i]);
	}
	for (; next < c->count; next++)
		if (is_expectation(&c->lines[next]))
			case_fail(c, &c->lines[next], "this was not found");
}

static void
read_case(const struct test_case *c, struct plan_text *text)
{
	for (size_t i = 0; i < c->count; i++)
		if (!is_expectation(&c->lines[i]) && strcmp(c->lines[i].key, "passed") != 0 &&
		    !plan_text_line(text, &c->lines[i]))
			case_fail(c, &c->lines[i], "nobody knows this line");
	plan_text_finish(text);
}

static void
check_case(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct plan_text text;
	struct finding_list findings = { 0 };
	uint64_t passed[RULE_MAX + 1] = { 0 };
	struct err err;
	int rc;

	plan_text_init(&text, mem);
	read_case(c, &text);
	if (text.fu != NULL)
		rc = check_follow_up(mem, text.fu, &findings, passed, &err);
	else
		rc = check_plan_with(mem, text.plan, &text.facts, &findings, passed, &err);
	if (rc < 0)
		case_fail(c, NULL, "%s", err.message);
	compare_all(c, &text, &findings);
	if (case_get(c, "passed") != NULL)
		case_check_int(c, "passed", (int64_t)passed[current->id]);
}

int
main(void)
{
	int failed = 0;

	for (const struct rule *const *r = rule_table; *r != NULL; r++) {
		char path[64];

		current = *r;
		(void)snprintf(path, sizeof(path), "tests/core/rules/r%02u.cases", current->id);
		failed += cases_run(path, check_case);
	}
	return failed;
}
