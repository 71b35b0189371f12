/*
 * follow_up_store.h - follow-up documents, saved whole and loaded whole.
 *
 * As plan_store.h: what was said comes back as it was given, another that takes
 * its place stands beside it.  The averages it computes are kept apart and can
 * be made again.
 */
#ifndef YUP_STORE_FOLLOW_UP_STORE_H
#define YUP_STORE_FOLLOW_UP_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct follow_up;
struct mem;
struct pack;

/* A follow-up in a list. */
struct follow_up_head {
	int64_t id; /* inside its institution; never a plan's */
	int year;
	const char *as_of; /* "2026-06-30" */
	const char *pack;
	const char *saved_at;
	const char *superseded_at; /* "" while in force */
};

/*
 * Save `fu` with what it computed.  `document_ids` has one id for each of
 * fu->files, 0 where a file is no document of ours; NULL: none is.
 *
 * YUP_ECONFLICT: this year and date has a follow-up in force.
 * YUP_EINVALID: an index that points nowhere, a text that is not UTF-8.
 * YUP_ENOTFOUND: no such institution or document.
 */
MUST_CHECK int follow_up_store_save(struct db_tx *tx, int64_t institution_id,
    const struct follow_up *fu, const int64_t *document_ids, const char *now, int64_t *out_id,
    struct err *err);

/* As follow_up_store_save, in place of the one in force, if any. */
MUST_CHECK int follow_up_store_replace(struct db_tx *tx, int64_t institution_id,
    const struct follow_up *fu, const int64_t *document_ids, const char *now, int64_t *out_id,
    struct err *err);

/*
 * It is no longer in force, and the one whose place it took is again: its id in
 * `*out_id`, 0 where there is none.  YUP_ENOTFOUND: it is not in force.
 */
MUST_CHECK int follow_up_store_give_back(struct db_tx *tx, int64_t institution_id,
    int64_t follow_up_id, const char *now, int64_t *out_id, struct err *err);

/* Only what was computed, again: for `rebuild`. */
MUST_CHECK int follow_up_store_save_computed(struct db_tx *tx, int64_t institution_id,
    int64_t follow_up_id, const struct follow_up *fu, struct err *err);

/* The one in force for this year and date.  YUP_ENOTFOUND. */
MUST_CHECK int follow_up_store_find(struct db *db, struct mem *mem, int64_t institution_id,
    int year, const char *as_of, struct follow_up_head *out, struct err *err);

/* All, superseded ones too, by year, date and age; an array in `mem`. */
MUST_CHECK int follow_up_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct follow_up_head **out, size_t *out_count, struct err *err);

/* Load one, in `mem`.  YUP_ENOTFOUND; YUP_EINVALID: another pack. */
MUST_CHECK int follow_up_store_load(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, const struct pack *pack, struct follow_up **out, struct err *err);

/* The documents it came from, one for each of fu->files, 0 where none. */
MUST_CHECK int follow_up_store_documents(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, int64_t **out, size_t *out_count, struct err *err);

#endif
