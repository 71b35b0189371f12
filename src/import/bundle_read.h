/*
 * bundle_read.h - the text of a bundle (yupana.bundle/1), read.  Whether its signature is
 * whose it should be was asked before (io/signed_text.h).
 */
#ifndef YUP_IMPORT_BUNDLE_READ_H
#define YUP_IMPORT_BUNDLE_READ_H

#include <stddef.h>

#include "core/bundle.h"

/* The name of the pack it is of: the first thing to know.  Refusals as bundle_read(). */
MUST_CHECK int bundle_read_pack(struct mem *mem, const char *text, size_t length, const char **out,
    struct err *err);

/*
 * All of it, in `mem`; reports are sorted.  YUP_EINVALID "json_broken", "json_field",
 * "bundle_schema"; YUP_ELIMIT.
 */
MUST_CHECK int bundle_read(struct mem *mem, const struct pack *pack, const char *text,
    size_t length, struct bundle *out, struct err *err);

#endif
