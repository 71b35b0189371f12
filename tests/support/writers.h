/*
 * writers.h - programs that edit one plan at once: what each of them does, how
 * it tells what was accepted, and whether all of it is there.
 *
 * A change is an edit of one cell, with a number of its own as its reason.
 */
#ifndef YUP_TESTS_WRITERS_H
#define YUP_TESTS_WRITERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "app/live.h"

struct test_store;

enum { WRITERS_ROWS_MAX = 400 };

/* The plan they edit, and its rows. */
struct writing {
	const char *path;
	int64_t institution_id, plan_id;
	uint32_t rows[WRITERS_ROWS_MAX];
	size_t row_count;
};

/*
 * Save a made-up plan in the test's database and close its connection, which is
 * not to be shared with children.
 */
void writers_begin(struct test_store *s, size_t activities, struct writing *out);

/* One program: its own connection and its own copy of the plan. */
struct writer_tools {
	struct app app; /* app.db NULL: not connected */
	struct app_plans plans;
	uint32_t seen; /* the plan's revision when it last looked */
};
void writer_tools_done(struct writer_tools *tools); /* for CLEANUP */

/* Connect where it is not, and look at the plan. */
MUST_CHECK int writers_look(struct writer_tools *tools, const struct writing *w, struct err *err);

/*
 * Make change `number` of the row it is of, as last seen.
 * YUP_ECONFLICT "row_changed": somebody else changed that cell since.
 */
MUST_CHECK int writers_make(struct writer_tools *tools, const struct writing *w, uint64_t number,
    struct err *err);

/* After an answer that was lost: was the change made? */
MUST_CHECK int writers_was_made(struct writer_tools *tools, const struct writing *w,
    uint64_t number, bool *out, struct err *err);

/* Numbers in a range, once each. */
struct marks {
	unsigned char *seen;
	size_t room;
};
void marks_init(struct marks *m, size_t room);
void marks_done(struct marks *m); /* for CLEANUP */

/* How often the number came before; more than the room ends the test program. */
unsigned marks_add(struct marks *m, uint64_t number);

/*
 * Open the database anew and fail the test unless every accepted change is there
 * once with its cells, its record in the log and the row as it left it, none is
 * half there, the chain verifies and the engine finds its file whole.  Returns
 * how many changes there are.
 */
uint64_t writers_check(const struct writing *w, const struct marks *accepted);

/* A child that ends with whoever made it: `work` returns what it ends with. */
pid_t writers_fork(int (*work)(void *context), void *context);

/* YUPANA_ROUNDS and its like: a number of the environment, or `usual`. */
unsigned long writers_setting(const char *name, unsigned long usual);

#endif
