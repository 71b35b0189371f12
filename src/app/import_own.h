/*
 * import_own.h - what an import is read with: the pack, and what the institution told of
 * its tables; for app/import.c and app/tables.c.
 */
#ifndef YUP_APP_IMPORT_OWN_H
#define YUP_APP_IMPORT_OWN_H

#include "app/import.h"
#include "import/table.h"

/*
 * Of the institution that is asked for, or the only one there is; the pack that the app was
 * told goes before the institution's, and where there is neither it is the default.
 */
MUST_CHECK int import_own(const struct app *app, struct mem *mem,
    const struct app_import_request *request, const struct pack **out_pack,
    struct table_how *out_how, struct err *err);

#endif
