/* test_repair.c - repair.cases: one unit's rows, what is restored and what stays open. */
#include "core/repair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/answers.h"
#include "support/cases.h"
#include "support/cmocka_all.h"
#include "support/plan_text.h"

enum { ROWS_MAX = 16 };

struct bench {
	struct mem *mem;
	unsigned n;
	int64_t budget;
	struct repair_unit unit;
	struct repair_row *rows[ROWS_MAX];
	size_t row_count;
};

static struct repair_cells
cells_of(const char *text)
{
	struct repair_cells cells = { .count = 0 };

	cells.count = (uint8_t)answers_numbers(text, NUM_ABSENT, cells.v_e4, REPAIR_CELLS_MAX);
	return cells;
}

static int64_t
option(struct bench *b, const char *value, const char *key, int64_t fallback)
{
	const char *text = plan_text_option(b->mem, value, key);
	int64_t v;

	return text != NULL && answers_numbers(text, NUM_ABSENT, &v, 1) == 1 ? v : fallback;
}

static struct repair_group *
last_group(struct bench *b)
{
	return &b->unit.groups[b->unit.group_count - 1];
}

static void
add_row(struct bench *b, const char *value)
{
	const char *window = plan_text_option(b->mem, value, "window");
	struct repair_group *g = last_group(b);
	struct repair_row *row = &g->rows[g->row_count++];

	row->weight_e4 = option(b, value, "weight", NUM_ABSENT);
	row->target_e4 = option(b, value, "target", NUM_ABSENT);
	if (window != NULL) {
		row->first = (uint8_t)atoi(window);
		row->last = (uint8_t)atoi(strchr(window, '-') + 1);
	}
	b->rows[b->row_count++] = row;
}

static bool
read_line(struct bench *b, const char *key, const char *value)
{
	struct repair_group *g = b->unit.group_count > 0 ? last_group(b) : NULL;

	if (strcmp(key, "periods") == 0) {
		b->n = (unsigned)atoi(value);
	} else if (strcmp(key, "budget") == 0) {
		b->budget = atoi(value);
	} else if (strcmp(key, "total") == 0) {
		b->unit.total = cells_of(value);
	} else if (strcmp(key, "group") == 0) {
		g = &b->unit.groups[b->unit.group_count++];
		g->weight_e4 = option(b, value, "weight", NUM_ABSENT);
		g->root = (uint32_t)(option(b, value, "root", 0) / E4);
		g->rows = mem_array(b->mem, ROWS_MAX, sizeof(*g->rows));
	} else if (strcmp(key, "published") == 0) {
		g->published = cells_of(value);
	} else if (strcmp(key, "form_a") == 0) {
		g->form_a = cells_of(value);
	} else if (strcmp(key, "row") == 0) {
		add_row(b, value);
	} else if (strcmp(key, "cells") == 0) {
		b->rows[b->row_count - 1]->cells = cells_of(value);
	} else {
		return strncmp(key, "expect_", 7) == 0;
	}
	return true;
}

static void
put_e4(struct str *out, int64_t v)
{
	if (v != NUM_ABSENT)
		num_put(out, v, 4, 0);
}

static void
put_edits(struct str *out, const struct repair_candidate *c)
{
	static const char *const NAMES[] = { "insert", "delete", "change", "shift", "total",
		"decimals" };

	for (unsigned i = 0; i < c->edit_count; i++) {
		const struct repair_edit *e = &c->edits[i];

		str_printf(out, " %s", NAMES[e->kind]);
		if (e->kind == EDIT_SHIFT) {
			str_put(out, e->value_e4 > 0 ? " +1" : " -1");
			continue;
		}
		if (e->kind != EDIT_TOTAL)
			str_printf(out, " %u", e->period);
		if (e->kind == EDIT_DELETE)
			continue;
		str_put_char(out, ' ');
		if (e->kind == EDIT_CHANGE) {
			put_e4(out, e->was_e4);
			str_put(out, "->");
		}
		put_e4(out, e->value_e4);
	}
}

static void
put_equations(struct str *out, unsigned equations)
{
	static const char *const NAMES[] = { "objective", "total", "window", "unit", "form_a" };
	const char *before = " by ";

	for (unsigned i = 0; i < 5; i++)
		if (equations & (1u << i)) {
			str_printf(out, "%s%s", before, NAMES[i]);
			before = ",";
		}
}

static void
put_row(struct str *out, const struct bench *b, const struct repair_row *row)
{
	static const char *const STATES[] = { "as_read", "repaired", "unresolved" };

	str_put(out, STATES[row->state]);
	if (row->state == NODE_UNRESOLVED)
		return;
	for (unsigned m = 0; m < b->n; m++) {
		str_put_char(out, ' ');
		put_e4(out, row->chosen.month_e4[m]);
	}
	str_put(out, " = ");
	put_e4(out, row->chosen.total_e4);
	put_edits(out, &row->chosen);
	put_equations(out, row->equations);
}

static void
put_months(struct str *out, const struct bench *b, const int64_t *v, unsigned inferred, bool agrees)
{
	for (unsigned m = 0; m < b->n; m++) {
		str_put(out, m ? " " : "");
		if (v[m] == NUM_ABSENT)
			str_put_char(out, '-');
		else
			put_e4(out, v[m]);
		if (inferred & (1u << m))
			str_put_char(out, '+');
	}
	str_put(out, agrees ? " agrees" : "");
}

static void
expect(const struct test_case *c, const struct bench *b, const struct case_line *line)
{
	CLEANUP(str_done) struct str out = { 0 };
	const char *arrow = strstr(line->value, "=> ");
	size_t number = (size_t)atoi(line->value);

	if (arrow == NULL)
		case_fail(c, line, "needs =>");
	if (strcmp(line->key, "expect_row") == 0)
		put_row(&out, b, b->rows[number - 1]);
	else if (strcmp(line->key, "expect_published") == 0)
		put_months(&out, b, b->unit.groups[number - 1].month_e4,
		    b->unit.groups[number - 1].inferred, b->unit.groups[number - 1].agrees);
	else
		put_months(&out, b, b->unit.month_e4, b->unit.inferred, b->unit.agrees);
	if (strcmp(str_text(&out), arrow + 3) != 0)
		case_fail(c, line, "it is %s", str_text(&out));
}

static void
check(const struct test_case *c)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct bench b = { .mem = mem, .n = 12, .budget = 40000000 };

	b.unit.groups = mem_array(mem, ROWS_MAX, sizeof(*b.unit.groups));
	for (size_t i = 0; i < c->count; i++)
		if (!read_line(&b, c->lines[i].key, c->lines[i].value))
			case_fail(c, &c->lines[i], "no such line");
	repair_unit(mem, b.n, &b.unit, &b.budget);
	for (size_t i = 0; i < c->count; i++)
		if (strncmp(c->lines[i].key, "expect_", 7) == 0)
			expect(c, &b, &c->lines[i]);
}

/* ---- a schedule of form A, alone ---- */

static void
settle_alone(const char *cells, const int64_t *like_e9, struct repair_row *row)
{
	static struct mem *mem;

	mem_free(mem);
	mem = mem_new();
	*row = (struct repair_row){ .cells = cells_of(cells), .target_e4 = NUM_ABSENT };
	repair_alone(mem, 4, row, like_e9);
	if (row->state == NODE_UNRESOLVED)
		row->candidates = NULL; /* they go with the arena */
	mem_free(mem);
	mem = NULL;
}

static void
test_alone(void **state)
{
	const int64_t like[] = { 20 * E9, 30 * E9, 0, 50 * E9 };
	struct repair_row row;

	(void)state;
	settle_alone("2 3 5 0 10", NULL, &row);
	assert_int_equal(row.state, NODE_AS_READ);
	settle_alone("2 3 5 10", NULL, &row); /* the zero could stand anywhere */
	assert_int_equal(row.state, NODE_UNRESOLVED);
	settle_alone("20 30 50 100", like, &row);
	assert_int_equal(row.state, NODE_REPAIRED);
	assert_true(row.chosen.month_e4[2] == 0 && row.chosen.month_e4[3] == 50 * E4);
	settle_alone("2 3 5 10", like, &row); /* other values, the same active months */
	assert_int_equal(row.state, NODE_REPAIRED);
	assert_true(row.chosen.month_e4[2] == 0 && row.chosen.month_e4[3] == 5 * E4);
	settle_alone("1 1", like, &row);
	assert_int_equal(row.state, NODE_UNRESOLVED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alone),
	};

	return cases_run("tests/core/repair.cases", check) +
	    cmocka_run_group_tests_name("core.repair", tests, NULL, NULL);
}
