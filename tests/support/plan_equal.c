/* plan_equal.c - see plan_equal.h. */
#include "support/plan_equal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"

/* Where the comparison is, and the first difference it met. */
struct compare {
	char place[128];
	char difference[1024];
};

static struct compare current;

static void
begin(void)
{
	current = (struct compare){ 0 };
}

static const char *
end(void)
{
	return current.difference[0] != '\0' ? current.difference : NULL;
}

static void
at(const char *array, size_t i)
{
	snprintf(current.place, sizeof(current.place), "%s[%zu].", array, i);
}

static void
same_int(const char *field, int64_t a, int64_t b)
{
	if (a == b || current.difference[0] != '\0')
		return;
	snprintf(current.difference, sizeof(current.difference),
	    "%s%s: %" PRId64 " is not %" PRId64, current.place, field, a, b);
}

static void
same_text(const char *field, const char *a, const char *b)
{
	if ((a != NULL && b != NULL && strcmp(a, b) == 0) || current.difference[0] != '\0')
		return;
	snprintf(current.difference, sizeof(current.difference), "%s%s: \"%s\" is not \"%s\"",
	    current.place, field, a != NULL ? a : "(NULL)", b != NULL ? b : "(NULL)");
}

static void
same_ints(const char *field, const int64_t *a, const int64_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char name[64];

		snprintf(name, sizeof(name), "%s[%zu]", field, i);
		same_int(name, a[i], b[i]);
	}
}

/* True where both lists can be walked together. */
static int
same_count(const char *field, size_t a, size_t b)
{
	same_int(field, (int64_t)a, (int64_t)b);
	return a == b;
}

static void
same_texts(const char *field, const char *const *a, size_t a_count, const char *const *b,
    size_t b_count)
{
	if (!same_count(field, a_count, b_count))
		return;
	for (size_t i = 0; i < a_count; i++) {
		char name[64];

		snprintf(name, sizeof(name), "%s[%zu]", field, i);
		same_text(name, a[i], b[i]);
	}
}

/* NOLINTBEGIN(bugprone-macro-parentheses): a field's name cannot stand in them */
#define INT(field) same_int(#field, (int64_t)a->field, (int64_t)b->field)
#define TEXT(field) same_text(#field, a->field, b->field)
#define INTS(field, count) same_ints(#field, a->field, b->field, count)
#define TEXTS(field, counter)                                         \
	same_texts(#field, (const char *const *)a->field, a->counter, \
	    (const char *const *)b->field, b->counter)
#define MEASURE(field) (TEXT(field.text), INT(field.value_e4), INT(field.percent))
#define SOURCE(field) (INT(field.file), INT(field.line), INT(field.form))
/* NOLINTEND(bugprone-macro-parentheses) */

/* ---- Plans ---------------------------------------------------------------- */

static void
compare_unit(const struct plan_unit *a, const struct plan_unit *b)
{
	TEXT(id);
	INT(parent);
	TEXT(name);
	TEXT(acronym);
	TEXT(own_acronym);
	TEXT(path);
	INT(has_total);
	INT(has_form_b);
	INTS(total_e4, PACK_PERIODS_MAX);
	INT(total_sum_e4);
	INT(total_inferred);
	INT(total_cells);
	SOURCE(total_source);
	TEXTS(spellings, spelling_count);
	SOURCE(source);
	INT(state);
	INT(org_unit_id);
}

static void
compare_form(const struct plan_form *a, const struct plan_form *b)
{
	INT(kind);
	INT(file);
	INT(first_line);
	INT(last_line);
	INT(unit);
	INT(duplicate_of);
	INT(has_footer);
	INT(footer_line);
	INT(footer_cents);
}

static void
compare_published(const struct published_row *a, const struct published_row *b)
{
	same_int("published", a != NULL, b != NULL);
	if (a == NULL || b == NULL)
		return;
	INTS(month_e4, PACK_PERIODS_MAX);
	INT(total_e4);
	INT(weight_e4);
	INT(inferred);
	INT(decimals);
	INT(cells);
	INT(damaged);
	SOURCE(source);
	TEXT(title);
	MEASURE(baseline);
	MEASURE(target);
}

static void
compare_repair(const struct repair_note *a, const struct repair_note *b)
{
	same_int("repair", a != NULL, b != NULL);
	if (a == NULL || b == NULL)
		return;
	TEXTS(cells_read, cells_count);
	TEXTS(changed, changed_count);
	TEXTS(equations, equations_count);
	TEXTS(candidates, candidates_count);
	INT(whole);
	INTS(read_e4, PACK_PERIODS_MAX);
	INT(read_total_e4);
}

static void
compare_node_texts(const struct plan_node *a, const struct plan_node *b)
{
	INT(row);
	INT(position);
	INT(revision);
	INT(deleted);
	INT(edited);
	TEXT(id);
	TEXT(code);
	TEXT(code_read);
	TEXT(title);
	TEXT(indicator);
	TEXT(responsible);
	TEXT(verification);
	TEXT(sheet.formula);
	TEXT(sheet.source);
	TEXT(sheet.unit);
	INT(sheet.frequency);
	INT(sheet.direction);
	MEASURE(baseline);
	MEASURE(target);
	TEXTS(spellings, spelling_count);
}

static void
compare_node_numbers(const struct plan_node *a, const struct plan_node *b)
{
	INT(parent);
	INT(unit);
	INT(form_a);
	INT(form_b);
	INT(weight_e4);
	INT(total_e4);
	INT(budget_cents);
	INT(level);
	INT(behaviour);
	INT(basis);
	INT(state);
	INT(first_month);
	INT(last_month);
	INT(decimals);
	INT(behaviour_inferred);
	INT(percent);
	INT(total_percent);
	INT(has_schedule);
	INT(given);
}

static void
compare_sources(const struct plan_node *x, const struct plan_node *y)
{
	if (!same_count("sources", x->source_count, y->source_count))
		return;
	for (size_t i = 0; i < x->source_count; i++) {
		const struct source *a = &x->sources[i], *b = &y->sources[i];

		INT(file);
		INT(line);
		INT(form);
	}
}

static void
compare_nodes(const struct plan *a, const struct plan *b)
{
	for (size_t i = 0; i < a->node_count; i++) {
		at("nodes", i);
		compare_node_texts(&a->nodes[i], &b->nodes[i]);
		compare_node_numbers(&a->nodes[i], &b->nodes[i]);
		same_ints("schedule", plan_schedule(a, i), plan_schedule(b, i), a->period_count);
		compare_sources(&a->nodes[i], &b->nodes[i]);
		compare_published(a->nodes[i].published, b->nodes[i].published);
		compare_repair(a->nodes[i].repair, b->nodes[i].repair);
	}
}

const char *
plan_difference(const struct plan *a, const struct plan *b)
{
	begin();
	TEXT(pack->name);
	TEXT(institution);
	TEXT(acronym);
	INT(year);
	INT(version);
	INT(policy);
	INT(state);
	INT(based_on);
	TEXTS(files, file_count);
	if (!same_count("period_count", a->period_count, b->period_count) ||
	    !same_count("unit_count", a->unit_count, b->unit_count) ||
	    !same_count("form_count", a->form_count, b->form_count) ||
	    !same_count("node_count", a->node_count, b->node_count))
		return end();
	for (size_t i = 0; i < a->unit_count; i++) {
		at("units", i);
		compare_unit(&a->units[i], &b->units[i]);
	}
	for (size_t i = 0; i < a->form_count; i++) {
		at("forms", i);
		compare_form(&a->forms[i], &b->forms[i]);
	}
	compare_nodes(a, b);
	return end();
}

/* ---- Follow-ups ----------------------------------------------------------- */

static void
compare_operation(const struct fu_operation *a, const struct fu_operation *b)
{
	TEXT(id);
	TEXT(code);
	TEXT(area);
	TEXT(expected);
	TEXT(obtained);
	TEXT(cause);
	TEXT(measure);
	INT(unit);
	INT(physical_e4);
	INT(financial_e4);
	SOURCE(source);
	SOURCE(cause_source);
	TEXT(cause_expected);
}

static void
compare_fu_unit(const struct fu_unit *a, const struct fu_unit *b)
{
	TEXT(id);
	TEXT(ordinal);
	TEXT(cause_ordinal);
	TEXT(name);
	INT(parent);
	INT(first);
	INT(count);
	INT(printed_e4);
	INT(computed_e9);
	SOURCE(source);
	SOURCE(cause_source);
}

static void
compare_members(const struct fu_aggregate *x, const struct fu_aggregate *y)
{
	if (!same_count("of", x->of_count, y->of_count))
		return;
	for (size_t i = 0; i < x->of_count; i++) {
		const struct fu_member *a = &x->of[i], *b = &y->of[i];

		INT(is_unit);
		INT(index);
	}
}

static void
compare_aggregate(const struct fu_aggregate *a, const struct fu_aggregate *b)
{
	TEXT(id);
	TEXT(name);
	INT(level);
	INT(parent);
	INT(printed_e4);
	INT(printed_financial_e4);
	INT(computed_e9);
	INT(computed_from_printed_e9);
	INT(computed_financial_e9);
	compare_members(a, b);
	SOURCE(source);
}

static void
compare_orphan(const struct fu_orphan *a, const struct fu_orphan *b)
{
	TEXT(unit_name);
	TEXT(code);
	TEXT(expected);
	TEXT(cause);
	TEXT(measure);
	SOURCE(source);
}

/* Every element of an array of both, with its place. */
#define EACH(array, counter, compare_one)                \
	for (size_t i = 0; i < a->counter; i++) {        \
		at(#array, i);                           \
		compare_one(&a->array[i], &b->array[i]); \
	}

const char *
follow_up_difference(const struct follow_up *a, const struct follow_up *b)
{
	begin();
	TEXT(pack->name);
	TEXT(institution);
	TEXT(acronym);
	INT(year);
	TEXT(as_of);
	INT(threshold_e4);
	INT(threshold_stated);
	TEXTS(files, file_count);
	if (!same_count("unit_count", a->unit_count, b->unit_count) ||
	    !same_count("operation_count", a->operation_count, b->operation_count) ||
	    !same_count("aggregate_count", a->aggregate_count, b->aggregate_count) ||
	    !same_count("orphan_count", a->orphan_count, b->orphan_count))
		return end();
	EACH(units, unit_count, compare_fu_unit)
	EACH(operations, operation_count, compare_operation)
	EACH(aggregates, aggregate_count, compare_aggregate)
	EACH(orphans, orphan_count, compare_orphan)
	return end();
}

/* ---- As assertions -------------------------------------------------------- */

void
assert_plan_equal(const struct plan *a, const struct plan *b)
{
	const char *difference = plan_difference(a, b);

	if (difference != NULL)
		fail_msg("the plans differ: %s", difference);
}

void
assert_follow_up_equal(const struct follow_up *a, const struct follow_up *b)
{
	const char *difference = follow_up_difference(a, b);

	if (difference != NULL)
		fail_msg("the follow-ups differ: %s", difference);
}
