/*
 * new_file.h - a file that is there whole or not at all, written piece by piece:
 * under another name, flushed to the disk, then renamed.
 */
#ifndef YUP_IO_NEW_FILE_H
#define YUP_IO_NEW_FILE_H

#include <stddef.h>

#include "base/err.h"

struct new_file {
	char *path, *beside; /* NULL: not begun, or over */
	int fd;
};

/* `mode` is who may read it, 0600 or 0644.  The caller calls new_file_done(). */
MUST_CHECK int new_file_create(struct new_file *f, const char *path, unsigned mode,
    struct err *err);

/* YUP_EIO "output_full" where the disk is, "file_unwritable" for the rest. */
MUST_CHECK int new_file_put(struct new_file *f, const void *bytes, size_t length, struct err *err);

/* On the disk, under its name, in place of what had it. */
MUST_CHECK int new_file_end(struct new_file *f, struct err *err);

/* For CLEANUP: what was not ended is removed. */
void new_file_done(struct new_file *f);

#endif
