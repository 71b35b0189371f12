/* test_org.c - units that are renamed, moved, split and merged in the middle of a year. */
#include "core/org.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "support/cmocka_all.h"

#define JAN "2027-01-01"
#define JUL "2027-07-01"
#define DEC "2027-12-31"

static struct err err;

/*
 * 1 Dirección (DG)
 *   2 Estudios (UES)      4 Campo (UCA)
 *   3 Obras (UOB)
 * 5 Gabinete (GAB)
 */
static struct org_history
made(struct mem *mem)
{
	static const struct org_period PERIODS[] = {
		{ 1, ORG_TOP, JAN, "", "Dirección", "DG", 1 },
		{ 2, 1, JAN, "", "Estudios", "UES", 1 },
		{ 3, 1, JAN, "", "Obras", "UOB", 2 },
		{ 4, 2, JAN, "", "Campo", "UCA", 1 },
		{ 5, ORG_TOP, JAN, "", "Gabinete", "GAB", 2 },
	};
	struct org_history history = { 0 };

	for (size_t i = 0; i < sizeof(PERIODS) / sizeof(PERIODS[0]); i++)
		org_add(mem, &history, &PERIODS[i]);
	return history;
}

static void
assert_key(int rc, int expected, const char *key)
{
	assert_int_equal(rc, expected);
	assert_string_equal(err.key, key);
}

/* The paths of a day, with blanks between. */
static void
assert_tree(struct mem *mem, const struct org_history *history, const char *on,
    const char *expected)
{
	const char *paths = "";
	struct org_tree tree;

	assert_int_equal(org_tree_on(mem, history, on, &tree, &err), YUP_OK);
	for (size_t i = 0; i < tree.count; i++)
		paths = mem_printf(mem, "%s%s%s", paths, i > 0 ? " " : "", org_path(mem, &tree, i));
	assert_string_equal(paths, expected);
	assert_int_equal(org_check(mem, history, on, &err), YUP_OK);
}

static void
assert_reach(struct mem *mem, const struct org_history *history, const char *on, int64_t unit,
    const char *expected)
{
	const char *text = "";
	const int64_t *ids;
	size_t count;

	org_reach(mem, history, on, unit, &ids, &count);
	for (size_t i = 0; i < count; i++)
		text = mem_printf(mem, "%s%s%lld", text, i > 0 ? " " : "", (long long)ids[i]);
	assert_string_equal(text, expected);
}

static void
test_a_tree_on_a_day(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_tree tree;

	(void)state;
	assert_tree(mem, &history, JAN, "DG DG/UES DG/UES/UCA DG/UOB GAB");
	assert_tree(mem, &history, "2026-12-31", "");
	assert_int_equal(org_tree_on(mem, &history, JAN, &tree, &err), YUP_OK);
	assert_int_equal(tree.nodes[0].end, 4);
	assert_int_equal(tree.nodes[2].depth, 2);
	assert_int_equal(org_index_of(&tree, 5), 4);
	assert_int_equal(org_index_of(&tree, 6), ORG_NONE);
	assert_reach(mem, &history, JAN, 1, "1 2 3 4");
	assert_reach(mem, &history, JAN, 2, "2 4");
	assert_reach(mem, &history, "2026-12-31", 1, "1");
}

static void
test_renamed(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_change change = { .unit = 2,
		.on = JUL,
		.acronym = "UEI",
		.parent = ORG_KEEP,
		.position = ORG_KEEP };

	(void)state;
	assert_int_equal(org_change_on(mem, &history, &change, &err), YUP_OK);
	assert_tree(mem, &history, "2027-06-30", "DG DG/UES DG/UES/UCA DG/UOB GAB");
	assert_tree(mem, &history, JUL, "DG DG/UEI DG/UEI/UCA DG/UOB GAB");
	assert_reach(mem, &history, JUL, 2, "2 4"); /* the same unit */
	change.on = "2026-05-01";
	assert_key(org_change_on(mem, &history, &change, &err), YUP_ENOTFOUND, "org_unit_absent");
}

/* A name said from the first day on stays under a later one that was said before. */
static void
test_renamed_before_a_later_change(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_change later = { .unit = 3,
		.on = JUL,
		.acronym = "Z",
		.parent = ORG_KEEP,
		.position = ORG_KEEP };
	struct org_change before = { .unit = 3,
		.on = "2027-03-01",
		.acronym = "A",
		.parent = 2,
		.position = ORG_KEEP };

	(void)state;
	assert_int_equal(org_change_on(mem, &history, &later, &err), YUP_OK);
	assert_int_equal(org_change_on(mem, &history, &before, &err), YUP_OK);
	assert_string_equal(org_period_on(&history, 3, "2027-03-01")->acronym, "A");
	assert_string_equal(org_period_on(&history, 3, JUL)->acronym, "Z");
	assert_int_equal(org_period_on(&history, 3, JUL)->parent, 2);
	assert_int_equal(org_period_on(&history, 3, JAN)->parent, 1);
}

static void
test_moved(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_change change = { .unit = 2, .on = JUL, .parent = 5, .position = 1 };

	(void)state;
	assert_int_equal(org_change_on(mem, &history, &change, &err), YUP_OK);
	assert_tree(mem, &history, JUL, "DG DG/UOB GAB GAB/UES GAB/UES/UCA");
	assert_reach(mem, &history, JUL, 1, "1 3");
	assert_reach(mem, &history, JUL, 5, "2 4 5");
	assert_reach(mem, &history, JAN, 1, "1 2 3 4");
}

static void
test_split(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	const struct org_period parts[] = { { 6, 1, JUL, "", "Diseño", "UDI", 1 },
		{ 7, 1, JUL, "", "Costos", "UCO", 1 } };
	const int64_t ids[] = { 6, 7 };

	(void)state;
	org_add(mem, &history, &parts[0]);
	org_add(mem, &history, &parts[1]);
	assert_int_equal(org_succeed_on(mem, &history, 2, ids, 2, JUL, &err), YUP_OK);
	assert_tree(mem, &history, JUL, "DG DG/UDI DG/UDI/UCA DG/UCO DG/UOB GAB");
	assert_tree(mem, &history, JAN, "DG DG/UES DG/UES/UCA DG/UOB GAB");
	assert_reach(mem, &history, JUL, 6, "2 4 6"); /* its plans, and what hung from it */
	assert_reach(mem, &history, JUL, 7, "2 7");
	assert_reach(mem, &history, "2027-06-30", 6, "6");
	assert_reach(mem, &history, DEC, 1, "1 2 3 4 6 7");
}

static void
test_merged_twice(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	const struct org_period whole = { 6, ORG_TOP, "2027-10-01", "", "Todo", "T", 3 };
	const int64_t obras = 3, todo = 6;

	(void)state;
	assert_int_equal(org_succeed_on(mem, &history, 2, &obras, 1, JUL, &err), YUP_OK);
	assert_tree(mem, &history, JUL, "DG DG/UOB DG/UOB/UCA GAB");
	assert_reach(mem, &history, JUL, 3, "2 3 4");
	org_add(mem, &history, &whole);
	assert_int_equal(org_succeed_on(mem, &history, 3, &todo, 1, "2027-10-01", &err), YUP_OK);
	assert_tree(mem, &history, DEC, "DG GAB T T/UCA");
	assert_reach(mem, &history, DEC, 6, "2 3 4 6"); /* through two successors */
	assert_key(org_succeed_on(mem, &history, 4, &(int64_t){ 4 }, 1, DEC, &err), YUP_EINVALID,
	    "org_succeeds_itself");
	assert_key(org_succeed_on(mem, &history, 4, &obras, 1, DEC, &err), YUP_ENOTFOUND,
	    "org_unit_absent");
}

/* Merged into the one below it: that one takes its place. */
static void
test_merged_downwards(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	const int64_t estudios = 2;

	(void)state;
	assert_int_equal(org_succeed_on(mem, &history, 1, &estudios, 1, JUL, &err), YUP_OK);
	assert_tree(mem, &history, JUL, "GAB UES UES/UCA UES/UOB");
	assert_reach(mem, &history, JUL, 2, "1 2 3 4");
}

/*
 * A unit moved away, its former parent split, and then it was merged into another:
 * those of the former parent reach nothing of it, nor does who held the unit itself.
 */
static void
test_moved_split_and_merged(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_period a = { 6, ORG_TOP, JAN, "", "Uno", "CA", 8 };
	struct org_period b = { 7, ORG_TOP, JAN, "", "Dos", "CB", 9 };
	struct org_change away = { .unit = 4,
		.on = "2027-03-01",
		.parent = 3,
		.position = ORG_KEEP };
	const int64_t halves[] = { 6, 7 }, other[] = { 5 };

	(void)state;
	org_add(mem, &history, &a);
	org_add(mem, &history, &b);
	assert_reach(mem, &history, "2027-02-01", 2, "2 4");
	assert_int_equal(org_change_on(mem, &history, &away, &err), YUP_OK);
	assert_int_equal(org_succeed_on(mem, &history, 3, halves, 2, JUL, &err), YUP_OK);
	assert_reach(mem, &history, JUL, 6, "3 4 6"); /* as it hangs today: from the first half */
	assert_reach(mem, &history, JUL, 7, "3 7");
	assert_reach(mem, &history, JUL, 3, ""); /* a role on it ended with it */
	assert_int_equal(org_succeed_on(mem, &history, 4, other, 1, DEC, &err), YUP_OK);
	assert_reach(mem, &history, DEC, 6, "3 6");
	assert_reach(mem, &history, DEC, 7, "3 7");
	assert_reach(mem, &history, DEC, 5, "4 5");
	assert_reach(mem, &history, DEC, 4, "");
	assert_reach(mem, &history, JUL, 4, "4"); /* until then it did */
}

static void
test_closed(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);

	(void)state;
	assert_int_equal(org_close_on(&history, 4, JUL, &err), YUP_OK);
	assert_tree(mem, &history, JUL, "DG DG/UES DG/UOB GAB");
	assert_reach(mem, &history, DEC, 2, "2 4"); /* where it hung last */
	assert_int_equal(org_close_on(&history, 1, JUL, &err), YUP_OK);
	assert_key(org_check(mem, &history, JUL, &err), YUP_ECONFLICT, "org_parent_closed");
	assert_int_equal(org_check(mem, &history, "2027-08-01", NULL), YUP_ECONFLICT);
}

static void
test_what_cannot_be(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_change round = { .unit = 1, .on = JUL, .parent = 4, .position = 1 };
	struct org_change same = { .unit = 3,
		.on = JUL,
		.name = "ESTUDIOS ",
		.parent = ORG_KEEP,
		.position = ORG_KEEP };
	struct org_period again = { 5, ORG_TOP, "2027-03-01", "", "Otra", "O", 9 };
	struct org_tree tree;

	(void)state;
	assert_int_equal(org_change_on(mem, &history, &round, &err), YUP_OK);
	assert_key(org_check(mem, &history, JAN, &err), YUP_EINVALID, "org_cycle");
	assert_key(org_tree_on(mem, &history, JUL, &tree, &err), YUP_EINVALID, "org_cycle");
	assert_reach(mem, &history, JUL, 4, "1 2 3 4"); /* and asking who reaches whom ends */
	history = made(mem);
	assert_int_equal(org_change_on(mem, &history, &same, &err), YUP_OK);
	assert_key(org_check(mem, &history, JAN, &err), YUP_ECONFLICT, "org_name_taken");
	history = made(mem);
	org_add(mem, &history, &again);
	assert_key(org_check(mem, &history, JAN, &err), YUP_ECONFLICT, "org_periods_overlap");
	history = (struct org_history){ 0 };
	for (int64_t i = 1; i <= ORG_DEPTH_MAX + 1; i++)
		org_add(mem, &history,
		    &(struct org_period){ i, i - 1, JAN, "", mem_numbered(mem, 'u', (uint64_t)i),
			"", 1 });
	assert_key(org_check(mem, &history, JAN, &err), YUP_ELIMIT, "org_too_deep");
	history.period_count--;
	assert_int_equal(org_check(mem, &history, JAN, &err), YUP_OK);
}

static void
assert_found(struct mem *mem, const struct org_tree *tree, const char *text, int64_t expected)
{
	size_t index = 0;

	assert_int_equal(org_find(mem, tree, text, &index, &err), YUP_OK);
	assert_int_equal(tree->nodes[index].period->unit, expected);
}

static void
test_found_by_what_people_call_it(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct org_history history = made(mem);
	struct org_tree tree;
	size_t index = 77;

	(void)state;
	org_add(mem, &history, &(struct org_period){ 6, 5, JAN, "", "Obras menores", "UOB", 1 });
	assert_int_equal(org_tree_on(mem, &history, JAN, &tree, &err), YUP_OK);
	assert_found(mem, &tree, "direccion", 1);
	assert_found(mem, &tree, "ues", 2);
	assert_found(mem, &tree, "UES/UCA", 4);
	assert_found(mem, &tree, "dg/ues/uca", 4);
	assert_found(mem, &tree, "OBRAS", 3); /* a name before an acronym or a part of one */
	assert_found(mem, &tree, "GAB/UOB", 6);
	assert_found(mem, &tree, "6", 6);
	assert_key(org_find(mem, &tree, "UOB", &index, &err), YUP_ECONFLICT, "org_unit_ambiguous");
	assert_non_null(strstr(err.message, "DG/UOB (3), GAB/UOB (6)"));
	assert_key(org_find(mem, &tree, "nada", &index, &err), YUP_ENOTFOUND, "org_unit_absent");
	assert_key(org_find(mem, &tree, "///", &index, &err), YUP_ENOTFOUND, "org_unit_absent");
	assert_int_equal(index, 77);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_tree_on_a_day),
		cmocka_unit_test(test_renamed),
		cmocka_unit_test(test_renamed_before_a_later_change),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_merged_twice),
		cmocka_unit_test(test_merged_downwards),
		cmocka_unit_test(test_moved_split_and_merged),
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_what_cannot_be),
		cmocka_unit_test(test_found_by_what_people_call_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
