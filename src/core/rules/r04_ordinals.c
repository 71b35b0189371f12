/*
 * R04 - ordinals run from 1 without gaps, in their natural order.
 *
 * Advice.  Activities count within their objective; objectives within their
 * form A, or within their owner's part of it.  Told at the group's first
 * node, with the codes that are missing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/rules/rules.h"
#include "core/rules/sheets.h"

enum { GAP, ORDER };
enum { NAMED_MAX = 5, ORDINAL_MAX = 1000000 };

/* The last number of a code, 0 where it has none. */
static uint32_t
ordinal_of(const char *code)
{
	const char *end = code + strlen(code), *p = end;
	uint32_t value = 0;

	while (p > code && p[-1] >= '0' && p[-1] <= '9')
		p--;
	for (; p < end && value <= ORDINAL_MAX; p++)
		value = value * 10 + (uint32_t)(*p - '0');
	return value;
}

/* What comes before the ordinal: "3.1." */
static size_t
stem_length(const char *code)
{
	size_t n = strlen(code);

	while (n > 0 && code[n - 1] >= '0' && code[n - 1] <= '9')
		n--;
	return n;
}

/* 1, 2, 3 ... as they stand; a repeated one is R03's. */
static bool
runs(const struct plan *plan, const uint32_t *nodes, size_t count)
{
	uint32_t last = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t ordinal = ordinal_of(plan->nodes[nodes[i]].code);

		if (ordinal != last && ordinal != last + 1)
			return false;
		last = ordinal;
	}
	return true;
}

/* Which ordinals are there: present[1..highest]. */
struct tally {
	bool *present;
	uint32_t highest;
};

static struct tally
tally_make(struct check *check, const uint32_t *nodes, size_t count)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < count; i++) {
		uint32_t ordinal = ordinal_of(check->plan->nodes[nodes[i]].code);

		if (ordinal > tally.highest && ordinal <= ORDINAL_MAX)
			tally.highest = ordinal;
	}
	tally.present = mem_array(check->mem, tally.highest + 1, sizeof(bool));
	for (size_t i = 0; i < count; i++) {
		uint32_t ordinal = ordinal_of(check->plan->nodes[nodes[i]].code);

		if (ordinal <= tally.highest)
			tally.present[ordinal] = true;
	}
	return tally;
}

static uint32_t
count_missing(const struct tally *tally)
{
	uint32_t missing = 0;

	for (uint32_t i = 1; i <= tally->highest; i++)
		missing += !tally->present[i];
	return missing;
}

/* "3.1.2, 3.1.5", the first few. */
static const char *
name_missing(struct check *check, const struct tally *tally, const char *code)
{
	int stem = (int)stem_length(code);
	const char *names = "";
	unsigned named = 0;

	for (uint32_t i = 1; i <= tally->highest && named < NAMED_MAX; i++) {
		if (tally->present[i])
			continue;
		names = mem_printf(check->mem, "%s%s%.*s%u", names, named > 0 ? ", " : "", stem,
		    code, i);
		named++;
	}
	return count_missing(tally) > named ? mem_printf(check->mem, "%s …", names) : names;
}

/* The first node that stands before a lower one's place. */
static uint32_t
first_out_of_order(const struct plan *plan, const uint32_t *nodes, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (ordinal_of(plan->nodes[nodes[i]].code) <
		    ordinal_of(plan->nodes[nodes[i - 1]].code))
			return nodes[i];
	return PLAN_NONE;
}

static uint32_t
missing_of(struct check *check, const uint32_t *nodes, size_t count)
{
	struct tally tally;

	if (runs(check->plan, nodes, count))
		return 0;
	tally = tally_make(check, nodes, count);
	return count_missing(&tally);
}

static void
report_gap(struct check *check, const uint32_t *nodes, size_t count)
{
	struct tally tally = tally_make(check, nodes, count);
	struct finding *f = check_report_node(check, SEVERITY_ADVICE, GAP, nodes[0]);

	f->found = value_text(name_missing(check, &tally, check->plan->nodes[nodes[0]].code));
	f->extra[0] = value_count(count_missing(&tally));
}

static void
check_order(struct check *check, const uint32_t *nodes, size_t count)
{
	uint32_t misplaced = first_out_of_order(check->plan, nodes, count);

	if (misplaced == PLAN_NONE)
		check_pass(check);
	else
		check_report_node(check, SEVERITY_ADVICE, ORDER, misplaced)->found = value_text(
		    check->plan->nodes[misplaced].code);
}

static void
check_group(struct check *check, const uint32_t *nodes, size_t count)
{
	if (runs(check->plan, nodes, count))
		check_pass(check);
	else if (missing_of(check, nodes, count) > 0)
		report_gap(check, nodes, count);
	else
		check_order(check, nodes, count);
}

/* The owners of a sheet number together, or each for itself: what leaves fewer gaps. */
static void
check_sheet(struct check *check, const uint32_t *nodes, size_t count)
{
	uint32_t together = missing_of(check, nodes, count), apart = 0;

	for (size_t i = 0, n; i < count; i += n) {
		n = owner_run(check->plan, nodes + i, count - i);
		apart += missing_of(check, nodes + i, n);
	}
	if (together > 0 && together < apart) {
		report_gap(check, nodes, count);
		return;
	}
	for (size_t i = 0, n; i < count; i += n) {
		n = owner_run(check->plan, nodes + i, count - i);
		if (together == 0)
			check_order(check, nodes + i, n);
		else
			check_group(check, nodes + i, n);
	}
}

static void
check_family(struct check *check, const struct family *family)
{
	const uint32_t *nodes;

	if (check->plan->nodes[family->parent].level > 0) {
		check_group(check, family->child, family->count);
		return;
	}
	nodes = sheets_order(check, family);
	for (size_t i = 0, n; i < family->count; i += n) {
		n = sheets_run(check->plan, nodes + i, family->count - i);
		check_sheet(check, nodes + i, n);
	}
}

const struct rule rule_r04 = {
	.id = 4,
	.title = "La numeración es correlativa desde 1",
	.family = check_family,
};
