/*
 * decode.h - the bytes of a text file, as UTF-8.
 *
 * Reads UTF-8 with or without a mark, UTF-16 with a mark or recognised by its
 * zero bytes, and Windows-1252.  Refuses what is not text, and a file that
 * mixes encodings, saying on which line.
 */
#ifndef YUP_IMPORT_DECODE_H
#define YUP_IMPORT_DECODE_H

#include <stddef.h>

#include "base/err.h"

struct mem;

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_WINDOWS_1252 };

struct decoded {
	char *text; /* NUL-terminated, in the arena, may be written to */
	size_t length;
	enum encoding encoding;
};

/*
 * Decode `bytes`.  Line ends become '\n', form feeds blanks.
 * YUP_EINVALID: empty, binary, or mixed encodings (err->line says where).
 */
MUST_CHECK int decode_text(struct mem *mem, const char *bytes, size_t length, struct decoded *out,
    struct err *err);

const char *encoding_name(enum encoding encoding);

#endif
