/*
 * log_store.h - the chained log of an institution, and the failures of nobody.
 *
 * Records are only added: the database refuses the rest.  institution_id 0 is
 * the chain of what belongs to no institution.  A chain is begun by its first
 * record, with an id drawn at random that goes with it to any other database.
 */
#ifndef YUP_STORE_LOG_STORE_H
#define YUP_STORE_LOG_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/log_record.h"

struct db;
struct db_tx;
struct mem;
struct stmt;

enum { LOG_TEXT_MAX = 4000 }; /* bytes of subject and detail; longer ones are cut, and say so */

/* Add one: its seq and hash are not read.  NULL texts are "". */
MUST_CHECK int log_store_append(struct db_tx *tx, int64_t institution_id,
    const struct log_record *record, struct err *err);

/* The id of its chain.  YUP_ENOTFOUND: nothing was ever logged. */
MUST_CHECK int log_store_chain(struct db *db, int64_t institution_id, uint8_t out[LOG_CHAIN_SIZE],
    struct err *err);

/*
 * Up to `limit` records after `after` (0: from the first), in order; an array in
 * `mem`, empty at the end.
 */
MUST_CHECK int log_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t after,
    size_t limit, struct log_record **out, size_t *out_count, struct err *err);

/* A record of a statement's row: seq, at, actor, actor_name ... detail, hash. */
void log_store_get(struct stmt *q, struct mem *mem, struct log_record *out);

/* One more failure of nobody in the minute of `now`. */
MUST_CHECK int log_store_count_failure(struct db_tx *tx, int64_t institution_id, const char *action,
    const char *origin, const char *now, struct err *err);

/* In whose chains (0: of none) minutes over at `now` are pending; an array in `mem`. */
MUST_CHECK int log_store_counted(struct db *db, struct mem *mem, const char *now, int64_t **out,
    size_t *out_count, struct err *err);

/* One record for each of the minutes that are over at `now`; then they are no longer pending. */
MUST_CHECK int log_store_flush_failures(struct db_tx *tx, int64_t institution_id, const char *now,
    struct err *err);

#endif
