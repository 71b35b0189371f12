/*
 * json_document.h - a yupana.export/1 document (docs/schemas), read back: every field it
 * tells of one plan or one follow-up, and nothing that is computed from them.
 *
 * What a printed document said besides (how it spelled an objective in form B, which of
 * its cells were inferred) is not in the export, and is as if both forms said the same.
 */
#ifndef YUP_IMPORT_JSON_DOCUMENT_H
#define YUP_IMPORT_JSON_DOCUMENT_H

#include "import/import.h"

/* It begins as a JSON object does. */
bool json_is_document(const char *bytes, size_t length);

/*
 * Read one document; everything in `mem`.  YUP_EINVALID: "json_broken", "json_field",
 * "json_schema" (another kind of document), "json_many" (several plans or follow-ups:
 * export them one by one), "json_pack" (of another country pack).
 */
MUST_CHECK int json_document_read(struct mem *mem, const struct pack *pack, const char *bytes,
    size_t length, struct import_result *out, struct err *err);

#endif
