/*
 * spool.h - bytes that arrive and are kept until they are all there: few of them in
 * memory, more in a temporary file that has no name.
 *
 * What is past SPOOL_MEMORY goes to a file in TMPDIR, or in /var/tmp, which is a disk
 * where /tmp may be memory.  It is unlinked as soon as it is open, so that nothing is
 * left however the server ends, and read where it lies: its pages are the kernel's to
 * drop.  One that was ended stands for itself until spool_done().
 */
#ifndef YUP_WEB_SPOOL_H
#define YUP_WEB_SPOOL_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum { SPOOL_MEMORY = 1 << 20 };

struct spool {
	struct str few; /* all of them, while they are few */
	int file;       /* where they are not, plus one; 0: none */
	size_t size;
	char *read; /* the file, once it has ended; NULL */
};

/* After it fails there is no use in putting more.  YUP_EIO "upload_no_room". */
MUST_CHECK int spool_put(struct spool *s, const char *bytes, size_t size, struct err *err);

/* All of them, NUL-terminated, until spool_done().  YUP_EIO "upload_no_room". */
MUST_CHECK int spool_end(struct spool *s, const char **out, struct err *err);

/* It is empty again. */
void spool_done(struct spool *s);

#endif
