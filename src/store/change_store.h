/*
 * change_store.h - the changes of a plan, with their cells: added with the rows
 * they change, never altered.
 *
 * A plan counts its revisions: every change takes the next one, and so does
 * every step from state to state (step_store.h).
 */
#ifndef YUP_STORE_CHANGE_STORE_H
#define YUP_STORE_CHANGE_STORE_H

#include "core/plan_edit.h"

struct db;
struct db_tx;
struct mem;

struct change {
	uint32_t revision;
	const char *at;
	int64_t user_id;   /* 0: the operator of the command line */
	const char *actor; /* who, as called then */
	enum change_kind kind;
	const char *why;
	const struct cell_edit *cells;
	size_t cell_count;
};

/* Revisions after `after`, up to `last`. */
struct change_range {
	uint32_t after, last;
};

/* How a plan stands now, whatever anybody has loaded. */
struct plan_now {
	uint32_t revision;
	unsigned state;  /* enum plan_state */
	bool superseded; /* another document took its place */
	size_t row_count;
};
MUST_CHECK int change_store_now(struct db *db, int64_t institution_id, int64_t plan_id,
    struct plan_now *out, struct err *err);

/*
 * Take the next revision of a draft that stands at `seen`.
 * YUP_ECONFLICT: it stands elsewhere, or is no draft: ask change_store_now().
 */
MUST_CHECK int change_store_begin(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    uint32_t seen, uint32_t *out, struct err *err);

/*
 * Add `change`, of the revision just taken, and write the rows it changes from
 * `plan`, which has all rows as they are after it; the first `rows_before` were
 * there before.
 */
MUST_CHECK int change_store_save(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    const struct change *change, const struct plan *plan, size_t rows_before, struct err *err);

/* The changes of a range with their cells, oldest first; everything in `mem`. */
MUST_CHECK int change_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct change_range *range, struct change **out, size_t *out_count,
    struct err *err);

/* Those after `after` that touch a row, with their cells of that row. */
MUST_CHECK int change_store_list_of_node(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, uint32_t node, uint32_t after, struct change **out, size_t *out_count,
    struct err *err);

/* All cells of a range in order; an array in `mem`. */
MUST_CHECK int change_store_cells(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct change_range *range, struct cell_edit **out, size_t *out_count,
    struct err *err);

/* The revision a plan stood at, at a moment (2026-01-31T23:59:59Z). */
MUST_CHECK int change_store_revision_at(struct db *db, int64_t institution_id, int64_t plan_id,
    const char *moment, uint32_t *out, struct err *err);

#endif
