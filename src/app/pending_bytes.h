/*
 * pending_bytes.h - a document that waits, opened; for app/tables.c only.
 */
#ifndef YUP_APP_PENDING_BYTES_H
#define YUP_APP_PENDING_BYTES_H

#include <stdint.h>

#include "app/import.h"
#include "store/pending_store.h"

/* For who may import.  YUP_ENOTFOUND "pending_absent"; YUP_ECONFLICT "pending_busy". */
MUST_CHECK int pending_bytes(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t pending_id, struct pending *out, const struct app_import_file **out_file,
    struct err *err);

#endif
