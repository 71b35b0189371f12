/* test_repair_candidates.c - the readings of one row: which, in what order, each once. */
#include "core/repair.h"

#include <string.h>

#include "base/mem.h"
#include "support/answers.h"
#include "support/cmocka_all.h"

static struct repair_row
row_of(const char *cells, unsigned first, unsigned last)
{
	struct repair_row row = { .first = (uint8_t)first,
		.last = (uint8_t)last,
		.target_e4 = NUM_ABSENT };

	row.cells.count = (uint8_t)answers_numbers(cells, NUM_ABSENT, row.cells.v_e4,
	    REPAIR_CELLS_MAX);
	return row;
}

/* Every list is sorted, has no vector twice and no negative month. */
static void
assert_sound(const struct repair_candidate *list, size_t count, unsigned n)
{
	for (size_t i = 0; i < count; i++) {
		assert_true(i == 0 || list[i - 1].cost <= list[i].cost);
		assert_true(list[i].edit_count <= REPAIR_EDITS_MAX);
		for (unsigned m = 0; m < n; m++)
			assert_true(list[i].month_e4[m] >= 0);
		for (size_t k = 0; k < i; k++)
			assert_memory_not_equal(list[i].month_e4, list[k].month_e4,
			    n * sizeof(int64_t));
	}
}

static size_t
candidates(struct mem *mem, const char *cells, bool moves, struct repair_candidate **out)
{
	struct repair_row row = row_of(cells, 0, 0);
	size_t count = repair_candidates(mem, 4, &row, moves, out);

	assert_sound(*out, count, 4);
	return count;
}

static bool
has(const struct repair_candidate *list, size_t count, const char *months)
{
	int64_t v[PACK_PERIODS_MAX];

	(void)answers_numbers(months, 0, v, 4);
	for (size_t i = 0; i < count; i++)
		if (memcmp(list[i].month_e4, v, 4 * sizeof(*v)) == 0)
			return true;
	return false;
}

static void
test_whole(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct repair_candidate *list;
	size_t count = candidates(mem, "2 3 5 0 10", false, &list), more;

	(void)state;
	assert_int_equal(list[0].cost, 0); /* as read */
	assert_int_equal(list[0].edit_count, 0);
	assert_int_equal(list[0].equations, EQUATION_TOTAL | EQUATION_WINDOW);
	assert_true(has(list, count, "0 2 3 5"));
	assert_false(has(list, count, "3 5 0 2")); /* a cell out and in again: a move */
	more = candidates(mem, "2 3 5 0 10", true, &list);
	assert_true(more > count);
	assert_true(
	    has(list, more, "3 5 0 2") || has(list, more, "3 2 5 0") || has(list, more, "0 2 3 5"));
	/* as read comes first even where it does not add up, but no longer for nothing */
	(void)candidates(mem, "2 3 5 0 11", false, &list);
	assert_int_equal(list[0].edit_count, 0);
	assert_int_equal(list[0].cost, 1);
	assert_int_equal(list[0].equations, EQUATION_WINDOW);
}

static void
test_short_and_long(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct repair_candidate *list;
	size_t count = candidates(mem, "2 3 5 10", false, &list);

	(void)state;
	assert_true(has(list, count, "2 3 5 0") && has(list, count, "0 2 3 5"));
	assert_true(has(list, count, "2 3 5 10")); /* the total was the lost one */
	count = candidates(mem, "2 5 10", false, &list);
	assert_true(has(list, count, "2 3 5 0") && has(list, count, "0 2 5 3"));
	count = candidates(mem, "2 3 3 5 0 13", false, &list);
	assert_true(has(list, count, "2 3 5 0") && has(list, count, "2 3 3 5"));
	assert_true(list[0].equations & EQUATION_TOTAL);
}

static void
test_too_damaged(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct repair_candidate *list;

	(void)state;
	assert_int_equal(candidates(mem, "", true, &list), 0);
	assert_int_equal(candidates(mem, "1", true, &list), 0);
	assert_int_equal(candidates(mem, "1 2", true, &list), 0);
	assert_int_equal(candidates(mem, "1 2 3 4 5 6 7", true, &list), 0);
	assert_int_equal(candidates(mem, "- - - - - 7", true, &list), 0);
}

static void
test_blanks(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct repair_candidate *list;
	size_t count = candidates(mem, "2 - 5 0 10", true, &list);

	(void)state;
	assert_true(has(list, count, "2 0 5 0") && has(list, count, "2 3 5 0"));
	count = candidates(mem, "2 - - 0 10", true, &list);
	assert_int_equal(count, 1);
	assert_true(has(list, count, "2 0 0 0"));
}

/* An active month outside the window costs more than one inside. */
static void
test_window(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct repair_row row = row_of("2 3 5 10", 2, 4);
	struct repair_candidate *list;

	(void)state;
	assert_true(repair_candidates(mem, 4, &row, false, &list) > 0);
	assert_true(list[0].month_e4[0] == 0);
	assert_true(list[0].equations & EQUATION_WINDOW);
}

static void
test_as_read(void **state)
{
	struct repair_row row = row_of("2 3 5 0 10", 1, 2);
	struct repair_candidate c = { 0 };

	(void)state;
	assert_true(repair_as_read(4, &row, &c));
	assert_int_equal(c.equations, EQUATION_TOTAL);
	row = row_of("2 3 - 0 10", 0, 0);
	assert_false(repair_as_read(4, &row, &c));
	row = row_of("2 3 5 10", 0, 0);
	assert_false(repair_as_read(4, &row, &c));
}

/* Any cells at all: sound lists and nothing past the arrays. */
static void
test_any_cells(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		CLEANUP(mem_done) struct mem *mem = mem_new();
		struct repair_row row = { .target_e4 = NUM_ABSENT };
		struct repair_candidate *list;
		unsigned n = 1 + round % 12;

		row.cells.count = (uint8_t)(seed >> 5) % (REPAIR_CELLS_MAX + 1);
		for (unsigned i = 0; i < row.cells.count; i++) {
			seed = seed * 1664525u + 1013904223u;
			row.cells.v_e4[i] = seed % 5 == 0 ? NUM_ABSENT : (int64_t)(seed >> 28) * E4;
		}
		seed = seed * 1664525u + 1013904223u;
		size_t count = repair_candidates(mem, n, &row, round % 2 == 0, &list);

		assert_sound(list, count, n);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_short_and_long),
		cmocka_unit_test(test_too_damaged),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_window),
		cmocka_unit_test(test_as_read),
		cmocka_unit_test(test_any_cells),
	};

	return cmocka_run_group_tests_name("core.repair_candidates", tests, NULL, NULL);
}
