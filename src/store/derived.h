/*
 * derived.h - which program made what was kept; for store/ only.
 */
#ifndef YUP_STORE_DERIVED_H
#define YUP_STORE_DERIVED_H

#include "store/engine/db.h"

/* `what` of a plan or follow-up was just made by `made_by`. */
MUST_CHECK int derived_mark(struct db_tx *tx, int64_t institution_id, int64_t owner_id,
    const char *what, const char *made_by, struct err *err);

/* YUP_ENOTFOUND unless `what` was last made by `made_by`. */
MUST_CHECK int derived_check(struct db *db, int64_t institution_id, int64_t owner_id,
    const char *what, const char *made_by, struct err *err);

#endif
