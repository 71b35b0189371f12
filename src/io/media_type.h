/*
 * media_type.h - what a file that somebody sends is, by its content, and whether it
 * may be kept.
 *
 * A short list is accepted and each kind on it must show its signature and its
 * structure; whatever else comes is refused (docs/decisions/0011).  The extension
 * of its name must say the same.  Nothing is inflated or decoded: the sizes that
 * archives and pictures announce are held against limits instead.
 *
 * Pure: bytes in, answer out.
 */
#ifndef YUP_IO_MEDIA_TYPE_H
#define YUP_IO_MEDIA_TYPE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Stored in evidence.media: new ones at the end. */
enum media_type {
	MEDIA_PDF,
	MEDIA_PNG,
	MEDIA_JPEG,
	MEDIA_WEBP,
	MEDIA_DOCX,
	MEDIA_XLSX,
	MEDIA_ODT,
	MEDIA_ODS,
	MEDIA_TEXT,
	MEDIA_CSV,
	MEDIA__COUNT
};

enum {
	MEDIA_PIXELS_MAX = 100 * 1000 * 1000, /* of a picture */
	MEDIA_SIDE_MAX = 30000,
	MEDIA_MEMBERS_MAX = 10000,      /* of a document that is an archive */
	MEDIA_INFLATED_MAX = 400 << 20, /* all of them together */
	MEDIA_RATIO_MAX = 300,          /* inflated / stored, past the first megabytes */
	MEDIA_RATIO_FROM = 8 << 20,
};

/*
 * What the file called `name` is.  YUP_EINVALID "media_empty"; "media_program": it is
 * a program, a script or a page; "media_unknown": none of the list; "media_differs":
 * its name says another, the message what it is; "media_broken": it is cut or damaged;
 * "media_locked": it has a password; "media_macros"; YUP_ELIMIT "media_bomb": it would
 * grow past the limits.
 */
MUST_CHECK int media_type_of(const char *name, const void *bytes, size_t size, enum media_type *out,
    struct err *err);

/* "application/pdf"; "PDF"; ".pdf".  Never NULL. */
const char *media_mime(enum media_type type);
const char *media_word(enum media_type type);
const char *media_extension(enum media_type type);

#endif
