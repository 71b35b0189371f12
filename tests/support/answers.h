/*
 * answers.h - .cases files whose lines are a question and its answer:
 *
 *	case whole numbers
 *	  dot 1,200.0 => 1200
 *	  dot 12a     => EINVALID
 *
 * The key says what is asked; blanks around `=>` do not count, and a text in
 * double quotes is taken without them, so that it may begin or end in blanks.
 */
#ifndef YUP_TESTS_ANSWERS_H
#define YUP_TESTS_ANSWERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct test_case;

/* Write the answer to `question` to `out`. */
typedef void (*answer_fn)(struct str *out, const char *key, const char *question);

/* Ask every line of the case; the first other answer fails it, naming the line. */
void answers_check(const struct test_case *c, answer_fn answer);

/* The words of a question, separated by blanks; returns how many there were, at most `room`. */
size_t answers_words(char *question, char **words, size_t room);

/* Whole numbers separated by commas or blanks, `-` the given value; returns how many. */
size_t answers_numbers(const char *text, int64_t absent, int64_t *out, size_t room);

#endif
