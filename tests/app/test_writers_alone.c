/*
 * test_writers_alone.c - YUPANA_WRITERS (64) programs edit one plan at once, each
 * YUPANA_EDITS (100) times: an edit is accepted and is there once, or somebody
 * else changed the cell since it was looked at, and that is told.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/store.h"
#include "support/writers.h"

/* A sanitizer makes each edit many times slower; what it looks for is in the first ones. */
#ifdef __SANITIZE_ADDRESS__
enum { USUAL_EDITS = 10 };
#else
enum { USUAL_EDITS = 100 };
#endif

enum answer { ACCEPTED, CONFLICT, BUSY, DONE };

struct told {
	uint64_t number;
	uint64_t answer; /* DONE: `number` is the longest wait, in microseconds */
};

struct writer {
	const struct writing *writing;
	uint64_t first, count;
	int out;
};

static uint64_t
clock_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static bool
tell(const struct writer *w, uint64_t number, enum answer answer)
{
	struct told told = { number, answer };

	return write(w->out, &told, sizeof(told)) == sizeof(told);
}

/* One edit of what was last seen; false where it failed in a way it may not. */
static bool
make(const struct writer *w, struct writer_tools *tools, uint64_t number)
{
	struct err err = { 0 };
	int rc;

	while ((rc = writers_make(tools, w->writing, number, &err)) == YUP_ECONFLICT &&
	    strcmp(err.key, "db_busy") == 0)
		if (!tell(w, number, BUSY))
			return false;
	if (rc == YUP_OK)
		return tell(w, number, ACCEPTED);
	if (rc == YUP_ECONFLICT && strcmp(err.key, "row_changed") == 0)
		return tell(w, number, CONFLICT) && writers_look(tools, w->writing, &err) == YUP_OK;
	(void)fprintf(stderr, "writer: %s\n", err.message);
	return false;
}

static int
write_all(void *context)
{
	const struct writer *w = context;
	CLEANUP(writer_tools_done) struct writer_tools tools = { 0 };
	struct err err = { 0 };
	uint64_t longest = 0;

	if (writers_look(&tools, w->writing, &err) < 0)
		return 2;
	for (uint64_t i = 0; i < w->count; i++) {
		uint64_t started = clock_us(), took;

		if (!make(w, &tools, w->first + i))
			return 1;
		took = clock_us() - started;
		longest = took > longest ? took : longest;
	}
	return tell(w, longest, DONE) ? 0 : 1;
}

struct counts {
	uint64_t of[DONE + 1];
	uint64_t longest;
	struct marks accepted, conflicts;
};

static void
count(int in, struct counts *c)
{
	struct told told;

	while (read(in, &told, sizeof(told)) == sizeof(told)) {
		c->of[told.answer]++;
		if (told.answer == ACCEPTED)
			assert_int_equal(marks_add(&c->accepted, told.number), 0);
		if (told.answer == CONFLICT)
			assert_int_equal(marks_add(&c->conflicts, told.number), 0);
		if (told.answer == DONE && told.number > c->longest)
			c->longest = told.number;
	}
}

static void
test_at_once(void **state)
{
	struct test_store *s = *state;
	unsigned long writers = writers_setting("YUPANA_WRITERS", 64);
	unsigned long edits = writers_setting("YUPANA_EDITS", USUAL_EDITS);
	struct writer *list = mem_array(s->mem, writers, sizeof(*list));
	struct counts c = { 0 };
	uint64_t started, total = writers * edits;
	struct writing writing;
	int ends[2], status;

	writers_begin(s, 300, &writing);
	started = clock_us();
	marks_init(&c.accepted, total);
	marks_init(&c.conflicts, total);
	assert_int_equal(pipe(ends), 0);
	for (unsigned long i = 0; i < writers; i++) {
		list[i] = (struct writer){ &writing, i * edits, edits, ends[1] };
		(void)writers_fork(write_all, &list[i]);
	}
	(void)close(ends[1]);
	count(ends[0], &c);
	for (unsigned long i = 0; i < writers; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	print_message("%lu writers, %lu edits each, in %.1f s: %" PRIu64 " accepted, %" PRIu64
		      " conflicts told; longest wait %.1f s, refused as busy %" PRIu64 "\n",
	    writers, edits, (double)(clock_us() - started) / 1e6, c.of[ACCEPTED], c.of[CONFLICT],
	    (double)c.longest / 1e6, c.of[BUSY]);
	assert_int_equal(c.of[DONE], writers);
	assert_true(c.of[ACCEPTED] > 0 && c.of[CONFLICT] > 0);
	for (size_t i = 0; i < total; i++)
		assert_int_equal(c.accepted.seen[i] + c.conflicts.seen[i], 1);
	assert_int_equal(writers_check(&writing, &c.accepted), c.of[ACCEPTED]);
	marks_done(&c.accepted);
	marks_done(&c.conflicts);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { STORE_TEST(test_at_once) };

	return STORE_RUN(argc, argv, tests);
}
