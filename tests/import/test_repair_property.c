/*
 * test_repair_property.c - random damage to clean rows, and what comes back.
 *
 * A clean row stood as read, in an objective that agrees with its activities;
 * its unit may hold other damage.  One month's cell of it is lost, doubled or
 * changed in the text, one row in every unit at once; the document is read
 * again; the months must be the old ones, or the row must say that it is not
 * sure.  The figures are printed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/rollup.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/read_document.h"

enum { ROUNDS = 24, LINES_MAX = 4000, CELLS_MAX = 64 };

enum damage { LOSE, DOUBLE, CHANGE, DAMAGE__COUNT };

static const char *const DAMAGE_NAMES[] = { "lost", "doubled", "changed" };

struct tally {
	unsigned damaged, restored, wrong, open;
};

/* xorshift: the same damage on every machine. */
static uint32_t seed;

static uint32_t
roll(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % below;
}

static size_t
split(char *text, char separator, char **out, size_t room)
{
	size_t count = 0;

	for (char *p = text; p != NULL && count < room;) {
		char *stop = strchr(p, separator);

		out[count++] = p;
		if (stop != NULL)
			*stop++ = '\0';
		p = stop;
	}
	return count;
}

static bool
objective_agrees(const struct plan *plan, const struct rollup *r, uint32_t o)
{
	const struct published_row *p = plan->nodes[o].published;
	const int64_t *months = rollup_of_node(r, o);

	if (p == NULL || months == NULL || p->cells != plan->period_count)
		return false;
	for (unsigned m = 0; m < plan->period_count; m++)
		if (p->month_e4[m] == NUM_ABSENT ||
		    llabs(p->month_e4[m] * 100000 - months[m]) > 11000000)
			return false;
	return true;
}

static bool
is_clean(const struct plan *plan, const struct rollup *r, size_t i)
{
	const struct plan_node *node = &plan->nodes[i];

	return plan_is_leaf_level(plan, node->level) && node->state == NODE_AS_READ &&
	    node_is_whole(plan, node) && node->weight_e4 > 0 &&
	    objective_agrees(plan, r, node->parent);
}

/* Damage one month's cell of the line, in place of the old one. */
static char *
damage_line(const char *line, enum damage kind, unsigned periods)
{
	char *copy = strdup(line), *cells[CELLS_MAX];
	struct str out = { 0 };
	size_t count = split(copy, '\t', cells, CELLS_MAX), at = 9 + roll(periods);
	const char *fresh = "7";

	for (unsigned tries = 0; kind == CHANGE && tries < 20; tries++) {
		fresh = cells[9 + roll(periods)];
		if (strcmp(fresh, cells[at]) != 0)
			break;
		fresh = strchr(cells[at], '%') != NULL ? "7%" : "7.0";
	}
	for (size_t i = 0; i < count; i++) {
		if (i == at && kind == LOSE)
			continue;
		str_printf(&out, "%s%s", i > 0 ? "\t" : "",
		    i == at && kind == CHANGE ? fresh : cells[i]);
		if (i == at && kind == DOUBLE)
			str_printf(&out, "\t%s", cells[i]);
	}
	if (kind == LOSE)
		str_put_char(&out, '\t');
	free(copy);
	return out.text;
}

static const struct plan_node *
node_at_line(const struct plan *plan, uint32_t line, size_t *index)
{
	for (size_t i = 0; i < plan->node_count; i++)
		if (node_source_in(&plan->nodes[i], 'B').line == line) {
			*index = i;
			return &plan->nodes[i];
		}
	return NULL;
}

static void
judge(const struct plan *clean, size_t was, const struct plan *now, uint32_t line,
    struct tally *tally)
{
	size_t index;
	const struct plan_node *node = node_at_line(now, line, &index);

	tally->damaged++;
	if (node != NULL && node_is_whole(now, node) &&
	    memcmp(plan_schedule(now, index), plan_schedule(clean, was),
		now->period_count * sizeof(int64_t)) == 0)
		tally->restored++;
	else if (node != NULL && node->state == NODE_REPAIRED)
		tally->wrong++;
	else
		tally->open++;
}

/* Damage one row in every unit that has a clean one, read, judge. */
static void
one_round(const char *text, const struct plan *clean, const struct rollup *r,
    struct tally tallies[DAMAGE__COUNT])
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str out = { 0 };
	char *copy = strdup(text), *lines[LINES_MAX];
	size_t count = split(copy, '\n', lines, LINES_MAX), chosen[LINES_MAX], damaged = 0;
	enum damage kinds[LINES_MAX];

	for (uint32_t u = 0; u < clean->unit_count; u++) {
		size_t candidates[LINES_MAX], n = 0;

		for (size_t i = 0; i < clean->node_count; i++)
			if (clean->nodes[i].unit == u && is_clean(clean, r, i))
				candidates[n++] = i;
		if (n == 0)
			continue;
		chosen[damaged] = candidates[roll((uint32_t)n)];
		kinds[damaged] = roll(DAMAGE__COUNT);
		uint32_t line = node_source_in(&clean->nodes[chosen[damaged]], 'B').line;
		lines[line - 1] = damage_line(lines[line - 1], kinds[damaged], clean->period_count);
		damaged++;
	}
	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s\n", lines[i]);
	struct import_result now = read_bytes(mem, out.text, out.length);
	for (size_t d = 0; d < damaged; d++) {
		uint32_t line = node_source_in(&clean->nodes[chosen[d]], 'B').line;

		judge(clean, chosen[d], now.plan, line, &tallies[kinds[d]]);
		free(lines[line - 1]);
	}
	free(copy);
}

static void
damage_document(const char *path, uint32_t first_seed)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct tally tallies[DAMAGE__COUNT] = { 0 }, all = { 0 };
	struct import_result clean = read_document(mem, path);
	char *text = test_file_read(path, NULL);
	struct rollup r;
	struct err err;

	assert_int_equal(rollup_compute(mem, clean.plan, ROLLUP_AS_PUBLISHED, &r, &err), YUP_OK);
	seed = first_seed;
	for (unsigned round = 0; round < ROUNDS; round++)
		one_round(text, clean.plan, &r, tallies);
	for (unsigned k = 0; k < DAMAGE__COUNT; k++) {
		const struct tally *t = &tallies[k];

		print_message("%s, cell %s: %u damaged, %u restored, %u wrong, %u left open\n",
		    path, DAMAGE_NAMES[k], t->damaged, t->restored, t->wrong, t->open);
		all.damaged += t->damaged;
		all.restored += t->restored;
		all.wrong += t->wrong;
	}
	print_message("%s: %u rows damaged, %u.%u %% restored, %u.%02u %% wrong\n", path,
	    all.damaged, all.restored * 100 / all.damaged, all.restored * 1000 / all.damaged % 10,
	    all.wrong * 100 / all.damaged, all.wrong * 10000 / all.damaged % 100);
	assert_true(all.damaged >= 200);
	assert_true(all.restored * 100 >= all.damaged * 90);
	assert_true(all.wrong * 1000 <= all.damaged * 5);
	free(text);
}

static void
test_sample(void **state)
{
	(void)state;
	damage_document(SAMPLE_PLAN, 20261121);
}

static void
test_corpus(void **state)
{
	(void)state;
	if (!test_file_exists(CORPUS_PLAN)) {
		print_message("skipped: no corpus beside the project\n");
		skip();
	}
	damage_document(CORPUS_PLAN, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sample),
		cmocka_unit_test(test_corpus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
