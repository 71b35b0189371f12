/*
 * operator.h - the application over a test's own database, used by whoever runs
 * the command line.
 */
#ifndef YUP_TESTS_OPERATOR_H
#define YUP_TESTS_OPERATOR_H

#include "app/app.h"

struct test_store;

/* Over the connection the test has; nobody closes it. */
struct app operator_app(const struct test_store *s);

/* A connection of its own to the database `path`; the caller closes it. */
struct app operator_open(const char *path, unsigned flags);

/* Always TEST_NOW. */
void operator_now(char out[CLOCK_TEXT_SIZE]);

#endif
