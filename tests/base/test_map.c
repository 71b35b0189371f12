/* test_map.c - keys kept apart, through growth and clashes. */
#include "base/map.h"

#include "base/mem.h"
#include "support/cmocka_all.h"

static void
test_empty(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct map map;

	(void)state;
	map_init(&map, mem);
	assert_int_equal(map_get(&map, "a"), MAP_NONE);
	assert_int_equal(map_get(&map, ""), MAP_NONE);
	assert_int_equal(map.count, 0);
}

static void
test_set_and_get(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct map map;

	(void)state;
	map_init(&map, mem);
	map_set(&map, "a", 1);
	map_set(&map, "", 2);
	assert_int_equal(map_get(&map, "a"), 1);
	assert_int_equal(map_get(&map, ""), 2);
	assert_int_equal(map_get(&map, "aa"), MAP_NONE);
	map_set(&map, "a", 3);
	assert_int_equal(map_get(&map, "a"), 3);
	assert_int_equal(map.count, 2);
	assert_int_equal(map_get_or_set(&map, "a", 9), 3);
	assert_int_equal(map_get_or_set(&map, "b", 9), 9);
	assert_int_equal(map_get(&map, "b"), 9);
	assert_int_equal(map.count, 3);
}

static void
test_many(void **state)
{
	enum { MANY = 50000 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct map map;

	(void)state;
	map_init(&map, mem);
	for (uint32_t i = 0; i < MANY; i++)
		map_set(&map, mem_printf(mem, "%u %u", i % 7, i), i);
	assert_int_equal(map.count, MANY);
	for (uint32_t i = 0; i < MANY; i++)
		assert_int_equal(map_get(&map, mem_printf(mem, "%u %u", i % 7, i)), i);
	assert_int_equal(map_get(&map, "7 7"), MAP_NONE);
}

/* The same hash on every machine: FNV-1a, then the mix. */
static void
test_hash(void **state)
{
	uint64_t h = UINT64_C(14695981039346656037);

	(void)state;
	assert_true(hash_text("") == (h ^ h >> 29));
	h = (h ^ 'a') * UINT64_C(1099511628211);
	assert_true(hash_text("a") == (h ^ h >> 29));
	assert_true(hash_text("ab") != hash_text("ba"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_set_and_get),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_hash),
	};

	return cmocka_run_group_tests_name("base.map", tests, NULL, NULL);
}
