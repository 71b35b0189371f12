/*
 * document_store.h - the files an institution imported, and their rows as read.
 *
 * A document is never changed: when another takes its place it is marked
 * superseded and stays, with its rows.  Whether bytes already known are worth
 * importing again is the caller's decision, from document_store_find.
 */
#ifndef YUP_STORE_DOCUMENT_STORE_H
#define YUP_STORE_DOCUMENT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/staged.h"

struct db;
struct db_tx;
struct mem;

enum { DOCUMENT_HASH_SIZE = 32 };

struct document {
	int64_t id;       /* inside its institution */
	const char *kind; /* "form_text", "follow_up_text", "xlsx", "csv", "json" */
	const char *name;
	uint8_t sha256[DOCUMENT_HASH_SIZE];
	int64_t size;
	const char *imported_at;
	const char *superseded_at; /* "" while it serves */
};

/* Add one: its `id` and `superseded_at` are not read.  YUP_ENOTFOUND: no such institution. */
MUST_CHECK int document_store_add(struct db_tx *tx, int64_t institution_id,
    const struct document *document, int64_t *out_id, struct err *err);

/* The newest with these bytes, serving or superseded.  YUP_ENOTFOUND. */
MUST_CHECK int document_store_find(struct db *db, struct mem *mem, int64_t institution_id,
    const uint8_t sha256[DOCUMENT_HASH_SIZE], struct document *out, struct err *err);

/* All, in the order they were imported; an array in `mem`. */
MUST_CHECK int document_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct document **out, size_t *out_count, struct err *err);

/* Another took its place; the first such date stays.  YUP_ENOTFOUND. */
MUST_CHECK int document_store_supersede(struct db_tx *tx, int64_t institution_id,
    int64_t document_id, const char *now, struct err *err);

/* It serves again.  YUP_ENOTFOUND. */
MUST_CHECK int document_store_restore(struct db_tx *tx, int64_t institution_id, int64_t document_id,
    struct err *err);

/*
 * For plan_store and follow_up_store, a list of ids where 0 is skipped.  The
 * documents of what was just saved serve, again where they did not; those of
 * what lost its place do not, unless something else in force came from them.
 */
MUST_CHECK int document_store_restore_all(struct db_tx *tx, int64_t institution_id,
    const int64_t *ids, size_t count, struct err *err);
MUST_CHECK int document_store_supersede_unused(struct db_tx *tx, int64_t institution_id,
    const int64_t *ids, size_t count, const char *now, struct err *err);

/* Its rows, once.  YUP_ECONFLICT where it has rows, YUP_ENOTFOUND without the document. */
MUST_CHECK int document_store_add_rows(struct db_tx *tx, int64_t institution_id,
    int64_t document_id, const struct staged_row *rows, size_t count, struct err *err);

/* Its rows, in the order given; an array in `mem`. */
MUST_CHECK int document_store_load_rows(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t document_id, struct staged_row **out, size_t *out_count, struct err *err);

#endif
