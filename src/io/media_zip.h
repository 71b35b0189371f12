/*
 * media_zip.h - documents that are archives, for media_type.c: which one, and that
 * it would not grow past the limits, by its directory alone.
 */
#ifndef YUP_IO_MEDIA_ZIP_H
#define YUP_IO_MEDIA_ZIP_H

#include "io/media_type.h"

struct media_bytes {
	const unsigned char *at;
	size_t size;
};

/* Refusals as media_type_of(). */
MUST_CHECK int media_zip_type(const struct media_bytes *b, enum media_type *out, struct err *err);

#endif
