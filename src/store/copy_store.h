/*
 * copy_store.h - an institution from one database to another, as it is.
 *
 * Every row of every table goes, also what was superseded and what is derived;
 * only the institution's id is the other database's to choose.  Afterwards each
 * table is read on both sides and its checksum must be the same.
 *
 * A checksum is the sum of the SHA-256 of its rows, as four numbers of 64 bits:
 * the order of the rows, which engines sort differently, does not matter.  A row
 * is hashed value by value: its kind, its length and its bytes.
 */
#ifndef YUP_STORE_COPY_STORE_H
#define YUP_STORE_COPY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct db_value;
struct mem;

struct table_sum {
	const char *table;
	uint64_t rows;
	uint64_t sum[4];
};

/* A row more: its values, in the statement's order. */
void table_sum_add(struct table_sum *sum, const struct db_value *values, size_t count);
bool table_sum_same(const struct table_sum *one, const struct table_sum *other);

/*
 * Every table, who is referred to before who refers; the institution's own is
 * the first.  `read` and `write` are of enum query.
 */
struct copied_table {
	const char *name;
	int read, write;
};
const struct copied_table *copy_store_tables(size_t *out_count);

enum { COPY_COLUMNS_MAX = 64 }; /* of any table */

/* All tables of an institution, in an array in `mem`, always in the same order. */
MUST_CHECK int copy_store_sum(struct db *db, struct mem *mem, int64_t institution_id,
    struct table_sum **out, size_t *out_count, struct err *err);

/*
 * Copy inside the caller's two transactions, one for reading `from`, and check.
 *
 * YUP_ECONFLICT: `to` has an institution of that name.  YUP_ENOTFOUND: `from`
 * has none of that id.  YUP_EIO: what arrived is not what left.
 * `*out` are the sums, in `mem`.
 */
MUST_CHECK int copy_store_copy(struct db *from, struct db_tx *to, struct mem *mem,
    int64_t institution_id, int64_t *out_id, struct table_sum **out, size_t *out_count,
    struct err *err);

#endif
