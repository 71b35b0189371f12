/*
 * pack_file.h - read a country pack: one of those inside the program, or a file.
 *
 * The shape of a pack file is docs/schemas/pack.schema.json.  Whatever is
 * missing or wrong is refused with the name of the key.
 */
#ifndef YUP_IO_PACK_FILE_H
#define YUP_IO_PACK_FILE_H

#include <stddef.h>

#include "base/err.h"
#include "core/pack.h"

struct mem;

/* Parse the text of a pack.  The pack lives in `mem`. */
MUST_CHECK int pack_parse(struct mem *mem, const char *json, size_t length, const struct pack **out,
    struct err *err);

/*
 * The pack called `name` ("bo-rs225557"), or the file at that path where it
 * ends in ".json".  YUP_ENOTFOUND lists the names there are.
 */
MUST_CHECK int pack_load(struct mem *mem, const char *name, const struct pack **out,
    struct err *err);

/* Names of the packs inside the program, one at a time; NULL past the last. */
const char *pack_builtin_name(size_t index);

#endif
