/*
 * folder.h - folders that a program fills whole: made beside the one there is, and put in
 * its place when they are ready.
 */
#ifndef YUP_IO_FOLDER_H
#define YUP_IO_FOLDER_H

#include <stdbool.h>

#include "base/err.h"

struct mem;

/* Make every folder that the file `path` stands in and that is not there.  YUP_EIO. */
MUST_CHECK int folder_make_for(struct mem *mem, const char *path, struct err *err);

/* There is nothing in it, or it is not there. */
bool folder_is_empty(const char *path);

/* The folder with all it holds; not there: nothing to do.  Links are not followed.  YUP_EIO. */
MUST_CHECK int folder_remove(const char *path, struct err *err);

/*
 * `made` becomes `path`; what was there is removed.  Stopped half way, one of the two
 * is there whole: under its name, or with ".anterior" after it.  YUP_EIO.
 */
MUST_CHECK int folder_replace(struct mem *mem, const char *made, const char *path, struct err *err);

#endif
