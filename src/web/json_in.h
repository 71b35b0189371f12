/*
 * json_in.h - the JSON that programs send, read strictly: one object, known
 * kinds, limits.
 */
#ifndef YUP_WEB_JSON_IN_H
#define YUP_WEB_JSON_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;
struct visit;
struct json_in; /* a value; jansson's, whose names are those of report/json_writer.h */

/*
 * The body as one object; the caller gives it back.  YUP_EINVALID "media_type",
 * "json_broken", "json_invalid".
 */
MUST_CHECK int json_in_object(const struct visit *visit, struct json_in **out, struct err *err);
void json_in_done(struct json_in **object); /* for CLEANUP */

/* There is such a member. */
bool json_in_has(const struct json_in *object, const char *name);

/* A member that must be there; YUP_EINVALID "json_member", and its name in the message. */
MUST_CHECK int json_in_text(const struct json_in *object, const char *name, const char **out,
    struct err *err);
MUST_CHECK int json_in_int(const struct json_in *object, const char *name, int64_t least,
    int64_t most, int64_t *out, struct err *err);
MUST_CHECK int json_in_array(const struct json_in *object, const char *name, size_t most,
    const struct json_in **out, struct err *err);

/* A member that is a list of texts; in `mem`. */
MUST_CHECK int json_in_texts(const struct json_in *object, const char *name, struct mem *mem,
    size_t most, const char ***out, size_t *out_count, struct err *err);

size_t json_in_count(const struct json_in *array);
const struct json_in *json_in_at(const struct json_in *array, size_t i);

#endif
