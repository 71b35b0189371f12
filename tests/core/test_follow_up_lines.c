/*
 * test_follow_up_lines.c - a document that was read keeps the order of its lines; one
 * made here has headings above what they hold and averages of groups below it.
 */
#include "core/follow_up_lines.h"

#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static void
test_lines_are_in_the_order_of_the_document(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct follow_up *fu = read_document(mem, SAMPLE_FOLLOW_UP).follow_up;
	size_t count, operations = 0;
	uint32_t last = 0;
	const struct fu_line *lines = follow_up_lines(mem, fu, NULL, &count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		uint32_t line = lines[i].kind == FU_LINE_LEVEL
		    ? fu->aggregates[lines[i].index].source.line
		    : lines[i].kind == FU_LINE_UNIT ? fu->units[lines[i].index].source.line
						    : fu->operations[lines[i].index].source.line;

		if (lines[i].kind == FU_LINE_AREA)
			continue;
		assert_true(line > last);
		last = line;
		operations += lines[i].kind == FU_LINE_OPERATION;
	}
	assert_int_equal(operations, fu->operation_count);
}

/* Without lines of its own it comes out in the same order: where averages stand is known. */
static void
test_structure_gives_the_same_order(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up *fu = read_document(mem, SAMPLE_FOLLOW_UP).follow_up;
	size_t count, again;
	const struct fu_line *lines = follow_up_lines(mem, fu, NULL, &count), *made;

	(void)state;
	fu->units[0].source.line = 0;
	made = follow_up_lines(mem, fu, NULL, &again);
	assert_int_equal(again, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(made[i].kind, lines[i].kind);
		assert_int_equal(made[i].index, lines[i].index);
	}
}

static void
test_a_level_has_what_stands_below_it(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	const struct follow_up *fu = read_document(mem, SAMPLE_FOLLOW_UP).follow_up;
	struct fu_member of;
	size_t count, units = 0;
	const struct fu_line *lines;

	(void)state;
	assert_true(follow_up_find_line(fu, "u3", &of));
	lines = follow_up_lines(mem, fu, &of, &count);
	assert_int_equal(count, 1 + fu->units[2].count);
	assert_int_equal(lines[0].kind, FU_LINE_UNIT);
	for (uint32_t a = 0; a < fu->aggregate_count; a++) {
		if (strcmp(fu->aggregates[a].name, "VICEMINISTERIO DE AGUA SEGURA Y SANEAMIENTO") !=
		    0)
			continue;
		lines = follow_up_lines(mem, fu, &(struct fu_member){ false, a }, &count);
		for (size_t i = 0; i < count; i++)
			units += lines[i].kind == FU_LINE_UNIT;
		assert_int_equal(lines[0].index, a);
	}
	assert_int_equal(units, 4);
	assert_false(follow_up_find_line(fu, "o1", &of));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_are_in_the_order_of_the_document),
		cmocka_unit_test(test_structure_gives_the_same_order),
		cmocka_unit_test(test_a_level_has_what_stands_below_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
