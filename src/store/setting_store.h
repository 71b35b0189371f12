/*
 * setting_store.h - values of an institution by their keys: what it has otherwise
 * than its pack, and what the stores note about themselves.
 */
#ifndef YUP_STORE_SETTING_STORE_H
#define YUP_STORE_SETTING_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;

struct setting {
	const char *key, *value;
};

/* All, by key; an array in `mem`. */
MUST_CHECK int setting_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct setting **out, size_t *out_count, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int setting_store_get(struct db *db, struct mem *mem, int64_t institution_id,
    const char *key, const char **out, struct err *err);

/* In place of the one there is; NULL takes it away. */
MUST_CHECK int setting_store_put(struct db_tx *tx, int64_t institution_id, const char *key,
    const char *value, struct err *err);

#endif
