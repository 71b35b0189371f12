/*
 * import_owner.h - whether a document is of who sends it; for app/ only.
 */
#ifndef YUP_APP_IMPORT_OWNER_H
#define YUP_APP_IMPORT_OWNER_H

#include "import/import.h"

/*
 * A text that names another institution than `own` is most likely the wrong file:
 * YUP_EDENIED "upload_foreign".  One that names none is nobody else's.
 */
MUST_CHECK int import_owner_check(struct mem *mem, const char *own,
    const struct import_result *read, struct err *err);

#endif
