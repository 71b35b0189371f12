/*
 * file.h - whole files, in and out.
 */
#ifndef YUP_IO_FILE_H
#define YUP_IO_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct mem;

enum { FILE_SIZE_MAX = 256 * 1024 * 1024 };

/* Read a file ("-" is standard input) of at most FILE_SIZE_MAX bytes; NUL-terminated. */
MUST_CHECK int file_read(struct mem *mem, const char *path, char **out, size_t *out_length,
    struct err *err);

/* Write a file whole: a new one beside it, flushed, then renamed over it. */
MUST_CHECK int file_write(const char *path, const char *bytes, size_t length, struct err *err);

/* True when there is something at `path`. */
bool file_is_there(const char *path);

/* True when there is a folder at `path`. */
bool file_is_folder(const char *path);

/* Make the folder `path` where there is none; the one it goes in must be there. */
MUST_CHECK int file_make_folder(const char *path, struct err *err);

#endif
