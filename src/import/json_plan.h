/*
 * json_plan.h - a plan or a follow-up of a yupana.export/1 document (docs/schemas), read
 * back: every field it tells, and nothing that is computed from them.
 *
 * What a printed document said besides (how it spelled an objective in form B, which of
 * its cells were inferred) is not in the export, and is as if both forms said the same.
 */
#ifndef YUP_IMPORT_JSON_PLAN_H
#define YUP_IMPORT_JSON_PLAN_H

#include "core/followup.h"
#include "core/plan.h"
#include "import/import.h"
#include "import/json_value.h"

/* It begins as a JSON object does. */
bool json_is_document(const char *bytes, size_t length);

/*
 * Read one document; everything in `mem`.  YUP_EINVALID: "json_broken", "json_field",
 * "json_schema" (another kind of document), "json_many" (several plans or follow-ups:
 * export them one by one), "json_pack" (of another country pack).
 */
MUST_CHECK int json_document_read(struct mem *mem, const struct pack *pack, const char *bytes,
    size_t length, struct import_result *out, struct err *err);

/* One plan, one follow-up: an element of "plans" or "follow_ups".  NULL: r->rc says why. */
struct plan *json_plan_read(struct json_reader *r, const struct pack *pack, const json_t *o);
struct follow_up *json_follow_up_read(struct json_reader *r, const struct pack *pack,
    const json_t *o);

#endif
