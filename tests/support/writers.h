/*
 * writers.h - programs that write at once in one database: what each of them
 * does, how it tells what was accepted, and whether all of it is there.
 *
 * A change is a file and the record of it in the log, in one transaction, under
 * a number of its own: the first who makes it is accepted, any other is told
 * that it conflicts.
 */
#ifndef YUP_TESTS_WRITERS_H
#define YUP_TESTS_WRITERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

struct app;

/* Make change `number`; YUP_ECONFLICT "test_made" where it was made already. */
MUST_CHECK int writers_make(struct app *app, int64_t institution_id, uint64_t number,
    struct err *err);

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
 * Open the database `path` anew and fail the test unless every accepted change is
 * there once, none is half there, the chain verifies and the engine finds its
 * file whole.  Returns how many changes there are.
 */
uint64_t writers_check(const char *path, int64_t institution_id, const struct marks *accepted);

/* A child that ends with whoever made it: `work` returns what it ends with. */
pid_t writers_fork(int (*work)(void *context), void *context);

/* YUPANA_ROUNDS and its like: a number of the environment, or `usual`. */
unsigned long writers_setting(const char *name, unsigned long usual);

#endif
