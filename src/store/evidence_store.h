/*
 * evidence_store.h - what is attached as evidence; the files themselves are
 * file_store.h's.
 */
#ifndef YUP_STORE_EVIDENCE_STORE_H
#define YUP_STORE_EVIDENCE_STORE_H

#include "base/err.h"
#include "core/evidence.h"

struct db;
struct db_tx;
struct mem;

/* A new one, whose file is there; id, size and uses are not read. */
MUST_CHECK int evidence_store_add(struct db_tx *tx, int64_t institution_id,
    const struct evidence *evidence, int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND: there is none such, or it was taken back already. */
MUST_CHECK int evidence_store_remove(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *now, const char *who, const char *why, struct err *err);

/* Also one that was taken back.  YUP_ENOTFOUND. */
MUST_CHECK int evidence_store_get(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t id, struct evidence *out, struct err *err);

/* Those that are there, by id; in `mem`. */
MUST_CHECK int evidence_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    const struct evidence_place *place, struct evidence **out, size_t *out_count, struct err *err);

/* Those of one content. */
MUST_CHECK int evidence_store_twins(struct db *db, struct mem *mem, int64_t institution_id,
    const uint8_t sha256[EVIDENCE_HASH_SIZE], struct evidence **out, size_t *out_count,
    struct err *err);

/* How many each item of a register has, by item; those without any are left out; in `mem`. */
struct evidence_count {
	int64_t item_id;
	size_t files;
};
MUST_CHECK int evidence_store_count(struct db *db, struct mem *mem, int64_t institution_id,
    struct evidence_count **out, size_t *out_count, struct err *err);

/* How many each row of a year's plan has to the end of a period, as above. */
struct evidence_of_row {
	const char *node_id;
	uint32_t files;
};
MUST_CHECK int evidence_store_rows(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct evidence_of_row **out, size_t *out_count, struct err *err);

/* Of a row in a year, those added or taken back after their period closed; in `mem`. */
MUST_CHECK int evidence_store_corrections(struct db *db, struct mem *mem, int64_t institution_id,
    int year, const char *node_id, struct evidence **out, size_t *out_count, struct err *err);

#endif
