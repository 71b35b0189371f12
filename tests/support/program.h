/*
 * program.h - runs the program under test, $YUPANA, and keeps what it says.
 *
 * Trouble in running it ends the test program with status 2.
 */
#ifndef YUP_TESTS_PROGRAM_H
#define YUP_TESTS_PROGRAM_H

#include <stdbool.h>

struct run {
	int status;      /* what it ended with; 128 + the signal where one ended it */
	char *out, *err; /* NUL-terminated; live until the test program ends */
};

/* False, and says so as skipped, where $YUPANA is not set: no program was built. */
bool program_is_there(void);

/* One temporary folder for all runs of this test program. */
const char *program_folder(void);

/* Arguments end with NULL: program_run("check", "--db", db, NULL). */
struct run program_run(const char *first, ...) __attribute__((sentinel));

/* Fail the test unless it ended so; shows what it said. */
void assert_status(const struct run *run, int status);

/* Fail the test unless `text` has `part`. */
void assert_says(const char *text, const char *part);

#endif
