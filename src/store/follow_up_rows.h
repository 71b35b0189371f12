/*
 * follow_up_rows.h - a follow-up's tables, row by row; for follow_up_store.c only.
 */
#ifndef YUP_STORE_FOLLOW_UP_ROWS_H
#define YUP_STORE_FOLLOW_UP_ROWS_H

#include "core/followup.h"
#include "store/row.h"

/* The follow-up being saved or loaded, and where. */
struct fu_rows {
	struct db *db;
	int64_t institution_id, follow_up_id;
	struct follow_up *fu; /* being loaded */
	const struct follow_up *saved;
};

/* A statement with its first two values, the key of the follow-up. */
struct stmt *fu_rows_use(const struct fu_rows *at, enum query query);

/* What was said. */
MUST_CHECK int fu_rows_save(const struct fu_rows *at, const int64_t *document_ids, struct err *err);
MUST_CHECK int fu_rows_load(const struct fu_rows *at, struct err *err);

/* What was computed; absent where nothing was saved. */
MUST_CHECK int fu_rows_save_computed(const struct fu_rows *at, struct err *err);
MUST_CHECK int fu_rows_load_computed(const struct fu_rows *at, struct err *err);

#endif
