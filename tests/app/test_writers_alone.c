/*
 * test_writers_alone.c - YUPANA_WRITERS (64) programs write at once, each
 * YUPANA_EDITS (100) times, every change wanted by two of them: each is accepted
 * once, the other is told, and all of it is there.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/actor.h"
#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/operator.h"
#include "support/store.h"
#include "support/writers.h"

enum answer { ACCEPTED, CONFLICT, BUSY, DONE };

struct told {
	uint64_t number;
	uint64_t answer; /* DONE: `number` is the longest wait, in microseconds */
};

struct writer {
	const char *path;
	int64_t institution_id;
	uint64_t first, count;
	bool backwards;
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

/* One change, until it is accepted or another's; false on anything else. */
static bool
make(const struct writer *w, struct app *app, uint64_t number)
{
	struct err err = { 0 };
	int rc;

	while ((rc = writers_make(app, w->institution_id, number, &err)) == YUP_ECONFLICT &&
	    strcmp(err.key, "db_busy") == 0)
		if (!tell(w, number, BUSY))
			return false;
	if (rc == YUP_OK)
		return tell(w, number, ACCEPTED);
	if (rc == YUP_ECONFLICT && strcmp(err.key, "test_made") == 0)
		return tell(w, number, CONFLICT);
	(void)fprintf(stderr, "writer: %s\n", err.message);
	return false;
}

static int
write_all(void *context)
{
	const struct writer *w = context;
	CLEANUP(app_close) struct app app = operator_open(w->path, 0);
	uint64_t longest = 0;

	for (uint64_t i = 0; i < w->count; i++) {
		uint64_t started = clock_us(), took;

		if (!make(w, &app, w->first + (w->backwards ? w->count - 1 - i : i)))
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
	unsigned long writers = writers_setting("YUPANA_WRITERS", 64) / 2 * 2;
	unsigned long edits = writers_setting("YUPANA_EDITS", 100);
	struct writer *list = mem_array(s->mem, writers, sizeof(*list));
	struct counts c = { 0 };
	uint64_t started = clock_us(), total = writers / 2 * edits;
	int ends[2], status;

	db_close(s->db);
	s->db = NULL;
	marks_init(&c.accepted, total);
	marks_init(&c.conflicts, total);
	assert_int_equal(pipe(ends), 0);
	for (unsigned long i = 0; i < writers; i++) {
		list[i] = (struct writer){ s->path, s->institution_id, i / 2 * edits, edits,
			i % 2 == 1, ends[1] };
		(void)writers_fork(write_all, &list[i]);
	}
	(void)close(ends[1]);
	count(ends[0], &c);
	for (unsigned long i = 0; i < writers; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	print_message("%lu writers, %lu changes each, in %.1f s; longest wait %.1f s, refused as busy %" PRIu64
		      "\n",
	    writers, edits, (double)(clock_us() - started) / 1e6, (double)c.longest / 1e6,
	    c.of[BUSY]);
	assert_int_equal(c.of[DONE], writers);
	assert_int_equal(c.of[ACCEPTED], total);
	assert_int_equal(c.of[CONFLICT], total);
	for (size_t i = 0; i < total; i++)
		assert_true(c.accepted.seen[i] == 1 && c.conflicts.seen[i] == 1);
	assert_int_equal(writers_check(s->path, s->institution_id, &c.accepted), total);
	marks_done(&c.accepted);
	marks_done(&c.conflicts);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { STORE_TEST(test_at_once) };

	return STORE_RUN(argc, argv, tests);
}
