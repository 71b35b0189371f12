/*
 * test_follow_up_edit.c - what a person types in a follow-up that was read changes that
 * and the averages above it; what it cannot be is refused.
 */
#include "core/follow_up_edit.h"

#include <string.h>

#include "base/mem.h"
#include "core/follow_up_lines.h"
#include "core/progress.h"
#include "support/cmocka_all.h"
#include "support/read_document.h"

static struct err err;

static struct follow_up *
read_small(struct mem *mem)
{
	return read_document(mem, "tests/golden/cli/small/seguimiento.txt").follow_up;
}

static int
edit(struct follow_up *fu, const char *line, enum fu_field field, const char *text, size_t *changed)
{
	const struct fu_edit one = { line, field, text };
	struct fu_change *changes;

	err = (struct err){ 0 };
	return follow_up_edit(fu, &one, 1, &changes, changed, &err);
}

static void
test_a_figure_moves_the_averages(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up *fu = read_small(mem);
	const struct fu_operation *op = &fu->operations[1];
	int64_t before = fu->aggregates[0].computed_e9;
	size_t changed = 0;

	(void)state;
	assert_int_equal(op->physical_e4, 0);
	assert_int_equal(edit(fu, op->id, FU_PHYSICAL, "60,5 %", &changed), YUP_OK);
	assert_int_equal(changed, 1);
	assert_int_equal(op->physical_e4, 605000);
	assert_int_equal(fu->units[0].computed_e9, 70166666667);
	assert_true(fu->aggregates[0].computed_e9 > before);
	assert_int_equal(edit(fu, op->id, FU_PHYSICAL, "", &changed), YUP_OK);
	assert_int_equal(fu->units[0].computed_e9, 75 * E9);
	assert_int_equal(edit(fu, op->id, FU_PHYSICAL, "", &changed), YUP_OK);
	assert_int_equal(changed, 0);
}

static void
test_a_level_averages_what_a_person_says(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up *fu = read_small(mem);
	size_t changed = 0;

	(void)state;
	assert_string_equal(follow_up_cell(mem, fu, "a1", FU_OF), "u1 u2");
	assert_int_equal(edit(fu, "a1", FU_OF, "u2 u2", &changed), YUP_OK);
	assert_int_equal(fu->aggregates[0].of_count, 1);
	assert_int_equal(fu->aggregates[0].computed_e9, fu->units[1].computed_e9);
	assert_int_equal(edit(fu, "a1", FU_OF, "a1", &changed), YUP_EINVALID);
	assert_string_equal(err.key, "fu_members_wrong");
	assert_int_equal(edit(fu, "a1", FU_OF, "", &changed), YUP_EINVALID);
	assert_int_equal(edit(fu, "u1", FU_OF, "u2", &changed), YUP_EINVALID);
	assert_string_equal(err.key, "request_malformed");
}

static void
test_what_it_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *line, *text, *key;
		enum fu_field field;
	} CASES[] = {
		{ "o1", "mucho", "not_a_number", FU_PHYSICAL },
		{ "o1", "-1", "number_out_of_range", FU_PHYSICAL },
		{ "o1", "1001", "number_out_of_range", FU_FINANCIAL },
		{ "o1", " ", "text_absent", FU_EXPECTED },
		{ "u1", "", "text_absent", FU_NAME },
		{ "u1", "00001", "text_too_long", FU_ORDINAL },
		{ "o1", "Otro", "request_malformed", FU_NAME },
		{ "o99", "1", "follow_up_absent", FU_PHYSICAL },
	};
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up *fu = read_small(mem);
	size_t changed;

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		assert_true(edit(fu, CASES[i].line, CASES[i].field, CASES[i].text, &changed) < 0);
		assert_string_equal(err.key, CASES[i].key);
	}
}

static void
test_fixes_make_it_add_up(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct follow_up *fu = read_document(mem, SAMPLE_FOLLOW_UP).follow_up;
	struct follow_up *was = read_document(mem, SAMPLE_FOLLOW_UP).follow_up;
	struct fu_change *changes;
	size_t count, changed = 0, told = 0;
	const struct fu_edit *fixes = follow_up_fixes(mem, fu, &count);

	(void)state;
	assert_int_equal(count, 4);
	assert_int_equal(follow_up_edit(fu, fixes, count, &changes, &changed, &err), YUP_OK);
	assert_int_equal(changed, count);
	(void)follow_up_fixes(mem, fu, &count);
	assert_int_equal(count, 0);
	for (size_t a = 0; a < fu->aggregate_count; a++)
		assert_true(
		    progress_matches(fu->aggregates[a].computed_e9, fu->aggregates[a].printed_e4));
	follow_up_changes(mem, was, fu, &changes, &told);
	assert_int_equal(told, changed);
	for (size_t i = 0; i < told; i++) {
		assert_int_equal(changes[i].field, FU_PHYSICAL);
		assert_string_not_equal(changes[i].before, changes[i].after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_figure_moves_the_averages),
		cmocka_unit_test(test_a_level_averages_what_a_person_says),
		cmocka_unit_test(test_what_it_cannot_be_is_refused),
		cmocka_unit_test(test_fixes_make_it_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
