/*
 * institution_store.h - the institutions of a database.
 *
 * Writers take a transaction of the caller, readers a connection.  Texts are
 * copied into `mem`.  Failures, besides those named: see engine/db.h.
 */
#ifndef YUP_STORE_INSTITUTION_STORE_H
#define YUP_STORE_INSTITUTION_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;

struct institution {
	int64_t id;
	const char *name, *acronym;
	const char *pack;       /* of what is made here: "bo-rs225557" */
	const char *created_at; /* "2026-01-31T08:00:00Z" */
	const char
	    *supervisor; /* the folded name of who supervises it, "" for nobody; not read by add */
};

/*
 * Add one; its `id` is not read but given in `*out_id`.  YUP_ECONFLICT where
 * the name is taken, without regard to case, accents and punctuation.
 */
MUST_CHECK int institution_store_add(struct db_tx *tx, const struct institution *institution,
    int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int institution_store_get(struct db *db, struct mem *mem, int64_t id,
    struct institution *out, struct err *err);

/*
 * By name or acronym, without regard to case, accents and punctuation; a name
 * wins over an acronym.  YUP_ENOTFOUND, or YUP_ECONFLICT where several share
 * the acronym.
 */
MUST_CHECK int institution_store_find(struct db *db, struct mem *mem, const char *name_or_acronym,
    struct institution *out, struct err *err);

/* All, in the order they were added; an array in `mem`. */
MUST_CHECK int institution_store_list(struct db *db, struct mem *mem, struct institution **out,
    size_t *out_count, struct err *err);

/*
 * `supervisor` (a name, "" for nobody) supervises it; it may live in another
 * database.  YUP_ENOTFOUND: no such institution.
 */
MUST_CHECK int institution_store_set_supervisor(struct db_tx *tx, int64_t id,
    const char *supervisor, struct err *err);

/* The ids of those of this database that it supervises, at any depth, sorted; an array in `mem`. */
MUST_CHECK int institution_store_supervised(struct db *db, struct mem *mem, int64_t id,
    int64_t **out, size_t *out_count, struct err *err);

#endif
