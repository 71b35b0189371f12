/*
 * lines.h - a text file line by line, however long the file.
 */
#ifndef YUP_IO_LINES_H
#define YUP_IO_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct lines;

/* Of at most `longest` bytes each.  The caller calls lines_done(). */
MUST_CHECK int lines_open(const char *path, size_t longest, struct lines **out, struct err *err);
void lines_done(struct lines **l); /* for CLEANUP */

/*
 * The next line without its line feed: 1 there is one, good until the next call;
 * 0 there are no more.  `*out_whole` is false where it has no line feed, is longer,
 * or has a NUL; then it is what fits.
 */
MUST_CHECK int lines_next(struct lines *l, const char **out, bool *out_whole, struct err *err);

/* Its number, from 1. */
unsigned lines_number(const struct lines *l);

#endif
