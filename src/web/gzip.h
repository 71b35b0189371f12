/*
 * gzip.h - answers made small (zlib).
 */
#ifndef YUP_WEB_GZIP_H
#define YUP_WEB_GZIP_H

#include <stdbool.h>
#include <stddef.h>

struct str;

enum { GZIP_QUICK = 3, GZIP_BEST = 9 };

/* `bytes` in gzip, put at the end of `out`; false (and nothing put) where it would not be smaller. */
bool gzip_put(struct str *out, const void *bytes, size_t size, int level);

#endif
