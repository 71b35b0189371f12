/* test_mem.c - arenas: zeroed, aligned, counted; and what happens without memory. */
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/cmocka_all.h"

static void
test_zeroed_and_aligned(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *p = mem_alloc(mem, size);

		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, size);
	}
}

/* Pieces of all sizes do not overlap, whatever blocks they came from. */
static void
test_apart(void **state)
{
	enum { PIECES = 400 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	unsigned char *pieces[PIECES];
	size_t sizes[PIECES];

	(void)state;
	for (size_t i = 0; i < PIECES; i++) {
		sizes[i] = i * 37 % 500 + (i % 50 == 0 ? 100000 : 0) + 1;
		pieces[i] = mem_alloc(mem, sizes[i]);
		memset(pieces[i], (int)(i % 251), sizes[i]);
	}
	for (size_t i = 0; i < PIECES; i++)
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(pieces[i][k], i % 251);
}

static void
test_used(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t before = mem_used(mem);

	(void)state;
	(void)mem_alloc(mem, 10 * 1024 * 1024);
	assert_true(mem_used(mem) >= before + 10 * 1024 * 1024);
	assert_true(mem_used(mem) < before + 20 * 1024 * 1024);
	mem_free(NULL);
}

static void
test_texts(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char source[] = "abc";
	const char *copy = mem_strdup(mem, source);

	(void)state;
	source[0] = 'x';
	assert_string_equal(copy, "abc");
	assert_string_equal(mem_strndup(mem, "abcdef", 3), "abc");
	assert_string_equal(mem_strndup(mem, "abc", 0), "");
	assert_string_equal(mem_printf(mem, "%d-%s", 5, "z"), "5-z");
	assert_string_equal(mem_printf(mem, "%s", ""), "");
}

static void
test_push(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	unsigned *list = NULL;
	size_t count = 0, room = 0;

	(void)state;
	for (unsigned i = 0; i < 1000; i++) {
		MEM_PUSH(mem, list, count, room);
		assert_int_equal(list[count - 1], 0);
		list[count - 1] = i;
	}
	assert_int_equal(count, 1000);
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
}

static void
leave(size_t size)
{
	_exit(size > 0 ? 42 : 43);
}

static int
status_of_child(void (*run)(struct mem *mem))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		mem_set_handler(leave);
		run(mem_new());
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
ask_too_many(struct mem *mem)
{
	(void)mem_array(mem, SIZE_MAX / 4, 16);
}

static void
ask_wrapping(struct mem *mem)
{
	(void)mem_alloc(mem, SIZE_MAX - 3);
}

/* A product that wraps is out of memory, not a small block. */
static void
test_out_of_memory(void **state)
{
	(void)state;
	assert_int_equal(status_of_child(ask_too_many), 42);
	assert_int_equal(status_of_child(ask_wrapping), 42);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zeroed_and_aligned),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_used),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_push),
		cmocka_unit_test(test_out_of_memory),
	};

	return cmocka_run_group_tests_name("base.mem", tests, NULL, NULL);
}
