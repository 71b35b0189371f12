/* report_text.c - see report_text.h. */
#include "support/report_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "support/cases.h"

static void
start_calendar(struct report_text *t, unsigned every)
{
	t->period_count = 12 / every;
	for (unsigned p = 0; p < t->period_count; p++)
		t->periods[p] = (struct report_period){ .number = (uint8_t)(p + 1),
			.first = (uint8_t)(p * every + 1),
			.last = (uint8_t)((p + 1) * every),
			.due_on = "" };
}

void
report_text_init(struct report_text *text, struct mem *mem)
{
	*text = (struct report_text){ 0 };
	plan_text_init(&text->plan, mem);
	text->plan.pack->causes[0] = (struct pack_cause){ "staff", "Personal" };
	text->plan.pack->cause_count = 1;
	start_calendar(text, 3);
}

/* "1 n3 value=1": n3, or the last node. */
static const char *
named(const struct report_text *t, const char *value)
{
	const char *at = strchr(value, ' ') + 1;
	size_t n = strcspn(at, " ");

	if (at[0] == 'n' && memchr(at, '=', n) == NULL)
		return mem_strndup(t->plan.mem, at, n);
	return t->plan.plan->nodes[t->plan.plan->node_count - 1].id;
}

static void
says(struct report_text *t, const struct test_case *c, const struct case_line *line)
{
	struct report *r = &t->reports[t->count];

	if (t->count == REPORT_TEXT_ROOM)
		case_fail(c, line, "too many reports");
	t->count++;
	report_init(r, named(t, line->value), (unsigned)atoi(line->value));
	for (int field = 0; field < REPORT_FIELD__COUNT; field++) {
		const char *text = plan_text_option(t->plan.mem, line->value,
		    report_field_key((enum report_field)field));
		struct typed_report typed = { (enum report_field)field, text };
		struct err err = { 0 };

		if (text != NULL && report_typed(t->plan.mem, t->plan.plan, &typed, 1, r, &err) < 0)
			case_fail(c, line, "%s", err.message);
	}
}

bool
report_text_line(struct report_text *text, const struct test_case *c, const struct case_line *line)
{
	struct plan *plan;

	if (strcmp(line->key, "every") == 0)
		start_calendar(text, (unsigned)atoi(line->value));
	else if (strcmp(line->key, "says") == 0)
		says(text, c, line);
	else if (!plan_text_line(&text->plan, line))
		return false;
	plan = text->plan.plan;
	for (size_t i = 0; plan != NULL && i < plan->node_count; i++)
		plan->nodes[i].id = mem_printf(text->plan.mem, "n%zu", i + 1);
	return true;
}

void
report_text_book(struct report_text *text, struct report_book *out)
{
	report_book_init(out, text->plan.mem, text->plan.plan, text->periods, text->period_count,
	    text->reports, text->count);
}
