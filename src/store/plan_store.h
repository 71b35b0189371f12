/*
 * plan_store.h - plans, saved whole and loaded whole.
 *
 * What was said is kept as it was said: a plan comes back with every field as
 * it was given, in the same order, and with the changes made since
 * (change_store.h).  Another that takes its place is saved beside it and the
 * old one marked superseded, with the documents that nothing else in force came
 * from.
 *
 * Writers take a transaction of the caller, readers a connection.
 */
#ifndef YUP_STORE_PLAN_STORE_H
#define YUP_STORE_PLAN_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;
struct pack;
struct plan;

/* A plan in a list. */
struct plan_head {
	int64_t id; /* inside its institution */
	int year;
	unsigned version;
	const char *pack; /* the pack to load it with */
	const char *saved_at;
	const char *superseded_at; /* "" while in force */
	unsigned state;            /* enum plan_state */
	uint32_t revision;
	int64_t based_on; /* the plan it was started from, 0: none */
};

/*
 * Save `plan`.  `document_ids` has one id for each of plan->files, 0 where a
 * file is no document of ours; NULL: none is.
 *
 * YUP_ECONFLICT: this year and version has a plan in force.
 * YUP_EINVALID: an index that points nowhere, a text that is not UTF-8.
 * YUP_ENOTFOUND: no such institution or document.  YUP_EBUG: its rows are not
 * numbered as they stand (plan_renumber()).
 */
MUST_CHECK int plan_store_save(struct db_tx *tx, int64_t institution_id, const struct plan *plan,
    const int64_t *document_ids, const char *now, int64_t *out_id, struct err *err);

/* As plan_store_save, in place of the one in force, if any. */
MUST_CHECK int plan_store_replace(struct db_tx *tx, int64_t institution_id, const struct plan *plan,
    const int64_t *document_ids, const char *now, int64_t *out_id, struct err *err);

/*
 * It is no longer in force, and the one whose place it took is again: its id in
 * `*out_id`, 0 where there is none.  YUP_ENOTFOUND: it is not in force.
 */
MUST_CHECK int plan_store_give_back(struct db_tx *tx, int64_t institution_id, int64_t plan_id,
    const char *now, int64_t *out_id, struct err *err);

/* The one in force for this year and version.  YUP_ENOTFOUND. */
MUST_CHECK int plan_store_find(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned version, struct plan_head *out, struct err *err);

/* All, superseded ones too, by year, version and age; an array in `mem`. */
MUST_CHECK int plan_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct plan_head **out, size_t *out_count, struct err *err);

/*
 * Load one, in `mem`.  `pack` is the one plan_head names.
 *
 * YUP_ENOTFOUND: no such plan.  YUP_EINVALID: another pack, or one whose
 * periods have changed.
 */
MUST_CHECK int plan_store_load(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct pack *pack, struct plan **out, struct err *err);

enum { PLAN_NEWEST = UINT32_MAX }; /* with all its changes */

/*
 * The same as it stood at a revision: what changed after it is undone.  Rows
 * keep the revision of their last change.
 */
MUST_CHECK int plan_store_load_at(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct pack *pack, uint32_t revision, struct plan **out,
    struct err *err);

/* All its rows, for core/plan_live.h: index = row, deleted ones marked. */
MUST_CHECK int plan_store_load_rows(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct pack *pack, struct plan **out, struct err *err);

/*
 * The same with all changes undone: what was saved; rows made since are marked
 * deleted.  `*out_differs` is a row that is not as its last change left it,
 * PLAN_NONE where all are.
 */
MUST_CHECK int plan_store_load_saved(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct pack *pack, struct plan **out, uint32_t *out_differs,
    struct err *err);

/* States and organisation's units of the plan's units, again, into `plan`. */
MUST_CHECK int plan_store_load_units(struct db *db, int64_t institution_id, int64_t plan_id,
    struct plan *plan, struct err *err);

/*
 * The documents a plan came from, one for each of plan->files, 0 where a file
 * is no document of ours; an array in `mem`.
 */
MUST_CHECK int plan_store_documents(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, int64_t **out, size_t *out_count, struct err *err);

#endif
