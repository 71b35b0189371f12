/*
 * plan_rows.h - a plan's tables, row by row; for plan_store.c only.
 *
 * Each table's save and load stand together in plan_rows.c and node_rows.c and
 * take its columns in the order of sql/migrations/.
 */
#ifndef YUP_STORE_PLAN_ROWS_H
#define YUP_STORE_PLAN_ROWS_H

#include "store/row.h"

/* The plan being saved or loaded, and where. */
struct plan_rows {
	struct db *db;
	int64_t institution_id, plan_id;
	struct plan *plan; /* being loaded */
	const struct plan *saved;
};

/* A statement with its first two values, the key of the plan. */
struct stmt *plan_rows_use(const struct plan_rows *at, enum query query);

/* The same and an ordinal, for the next row of a statement in use. */
void plan_rows_put_key(struct stmt *q, const struct plan_rows *at, size_t ordinal);

MUST_CHECK int plan_rows_save(const struct plan_rows *at, const int64_t *document_ids,
    struct err *err);
MUST_CHECK int plan_rows_load(const struct plan_rows *at, struct err *err);

/* Nodes and what hangs from them; part of the two above. */
MUST_CHECK int node_rows_save(const struct plan_rows *at, struct err *err);
MUST_CHECK int node_rows_load(const struct plan_rows *at, struct err *err);

/* One row of `at->saved` after a change: new, or over the one that is there. */
MUST_CHECK int node_rows_write(const struct plan_rows *at, uint32_t row, bool is_new,
    struct err *err);

/* Its sheet in place of the one there is, for a row that is there. */
MUST_CHECK int sheet_rows_write(const struct plan_rows *at, uint32_t row, struct err *err);

#endif
