/*
 * pending_store.h - documents that somebody sent and has not accepted yet.
 *
 * Their bytes are files (store/file_store.h); when the last one that refers to a
 * file goes, the file goes with it.
 */
#ifndef YUP_STORE_PENDING_STORE_H
#define YUP_STORE_PENDING_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/file_store.h"

struct mem;

struct pending {
	int64_t id;
	int64_t user_id; /* 0: the operator of the command line */
	const char *name;
	uint8_t sha256[FILE_HASH_SIZE];
	int64_t size;
	const char *created_at, *expires_at;
	int64_t plan_id; /* whose filled workbook it is; 0: a document to import */
};

/* Add one, whose file is there; `id` and `size` are not read. */
MUST_CHECK int pending_store_add(struct db_tx *tx, int64_t institution_id,
    const struct pending *pending, int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int pending_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct pending *out, struct err *err);

/* All, the newest first; an array in `mem`. */
MUST_CHECK int pending_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct pending **out, size_t *out_count, struct err *err);

/* With its file, where no other refers to it.  YUP_ENOTFOUND. */
MUST_CHECK int pending_store_remove(struct db_tx *tx, int64_t institution_id,
    const struct pending *pending, struct err *err);

#endif
