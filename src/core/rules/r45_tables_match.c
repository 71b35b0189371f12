/*
 * R45 - the tables of one report speak of the same units and operations.
 *
 * Warning: where the second table begins to number its units otherwise, for
 * each of its rows that found no operation, and where a row's code is an
 * operation's but its expected result is another's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/rules/rules.h"

enum { ORDINALS, ORPHAN, OTHER_RESULT };

static long
ordinal_of(const char *text)
{
	return strtol(text, NULL, 10);
}

static void
check_ordinals(struct check *check)
{
	const struct follow_up *fu = check->fu;
	long before = 0;

	for (uint32_t u = 0; u < fu->unit_count; u++) {
		const struct fu_unit *unit = &fu->units[u];
		long shift;
		struct finding *f;

		if (unit->ordinal[0] == '\0' || unit->cause_ordinal[0] == '\0')
			continue;
		shift = ordinal_of(unit->cause_ordinal) - ordinal_of(unit->ordinal);
		if (shift == 0 || shift == before) {
			check_pass(check);
		} else {
			f = check_report_fu_unit(check, SEVERITY_WARNING, ORDINALS, u);
			f->expected = value_text(unit->ordinal);
			f->found = value_text(unit->cause_ordinal);
			f->extra[0] = value_count(unit->cause_source.line);
		}
		before = shift;
	}
}

static void
check_orphans(struct check *check)
{
	for (size_t i = 0; i < check->fu->orphan_count; i++) {
		const struct fu_orphan *orphan = &check->fu->orphans[i];
		struct finding *f = check_report(check, SEVERITY_WARNING, ORPHAN);

		f->source = orphan->source;
		f->found = value_text(orphan->code);
		f->extra[0] = value_text(orphan->unit_name);
	}
}

/* A word of this length stands in the folded text. */
static bool
has_word(const char *text, const char *word, size_t length)
{
	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		if (n == length && memcmp(text, word, n) == 0)
			return true;
		text += n;
		text += strspn(text, " ");
	}
	return false;
}

/* How many words of `text` stand in `other`, both folded; *total gets all of them. */
static size_t
count_shared(const char *text, const char *other, size_t *total)
{
	size_t shared = 0;

	*total = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, " ");

		(*total)++;
		shared += has_word(other, text, n);
		text += n;
		text += strspn(text, " ");
	}
	return shared;
}

/* Another wording is fine; fewer than half of the words in common is not. */
static bool
is_same_result(const struct check *check, const struct fu_operation *op)
{
	size_t total;
	size_t shared = count_shared(utf8_fold(check->mem, op->cause_expected),
	    utf8_fold(check->mem, op->expected), &total);

	return shared * 2 >= total;
}

static void
check_rows(struct check *check)
{
	for (uint32_t i = 0; i < check->fu->operation_count; i++) {
		const struct fu_operation *op = &check->fu->operations[i];
		struct finding *f;

		if (op->cause_source.line == 0)
			continue;
		if (op->cause_expected == NULL || op->cause_expected[0] == '\0' ||
		    strcmp(op->cause_expected, op->expected) == 0 || is_same_result(check, op)) {
			check_pass(check);
			continue;
		}
		f = check_report_operation(check, SEVERITY_WARNING, OTHER_RESULT, i);
		f->expected = value_text(op->expected);
		f->found = value_text(op->cause_expected);
		f->extra[0] = value_count(op->cause_source.line);
	}
}

static void
check_tables(struct check *check)
{
	check_ordinals(check);
	check_orphans(check);
	check_rows(check);
}

const struct rule rule_r45 = {
	.id = 45,
	.title = "Las tablas del informe coinciden entre sí",
	.follow_up = check_tables,
};
