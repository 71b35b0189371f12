/*
 * table_map_store.h - what an institution told of tables that are not the official
 * forms, by the fingerprint of their heads.
 */
#ifndef YUP_STORE_TABLE_MAP_STORE_H
#define YUP_STORE_TABLE_MAP_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;

enum { TABLE_MAPS_READ = 500 }; /* the last told; older ones are told again where they are needed */

struct told_table {
	const char *print, *map;
};

/* The last told first; an array in `mem`. */
MUST_CHECK int table_map_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct told_table **out, size_t *out_count, struct err *err);

/* In place of what was told of the same heads. */
MUST_CHECK int table_map_store_put(struct db_tx *tx, int64_t institution_id,
    const struct told_table *table, const char *now, struct err *err);

#endif
