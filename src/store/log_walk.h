/*
 * log_walk.h - along a chain, record by record, until the first link that is
 * broken; wherever the records come from.
 *
 *	log_walk_begin(&walk, chain);
 *	for (each record in order)
 *		log_walk_take(&walk, &record, NULL);
 *	if (walk.fault != LOG_FAULT_NONE) ...
 *
 * All but log_walk_store() is pure.
 */
#ifndef YUP_STORE_LOG_WALK_H
#define YUP_STORE_LOG_WALK_H

#include "store/log_record.h"

struct db;

enum log_fault {
	LOG_FAULT_NONE,
	LOG_FAULT_GAP,         /* records are missing before this one */
	LOG_FAULT_ORDER,       /* its place was already taken */
	LOG_FAULT_CHAIN,       /* it is of another chain */
	LOG_FAULT_PREVIOUS,    /* it names another record as the one before it */
	LOG_FAULT_HASH,        /* it does not say what was written when it was chained */
	LOG_FAULT_LINE,        /* it is not a record (of an exported file) */
	LOG_FAULT_CUT,         /* a checkpoint is of a place past the end */
	LOG_FAULT_REWRITTEN,   /* a checkpoint is of other records */
	LOG_FAULT_SIGNATURE,   /* a checkpoint is not what its key signed */
	LOG_FAULT_UNKNOWN,     /* a checkpoint is of a chain that is not there */
	LOG_FAULT_ABSENT,      /* the institution is there, its chain is not */
	LOG_FAULT_CHANGE,      /* a change of a plan is not the one that was recorded */
	LOG_FAULT_PLAN,        /* a plan is not what was saved and changed */
	LOG_FAULT_STATE,       /* a plan's or a unit's state is not where its last step led */
	LOG_FAULT_OBSERVATION, /* what was observed, or answered, is not what was recorded */
	LOG_FAULT__COUNT
};

struct log_walk {
	uint8_t chain[LOG_CHAIN_SIZE];
	int64_t seq;                 /* the last good one, 0 before the first */
	uint8_t hash[LOG_HASH_SIZE]; /* of it */
	enum log_fault fault;        /* what is wrong first */
	int64_t fault_seq;           /* where; what follows is not looked at */
};

void log_walk_begin(struct log_walk *walk, const uint8_t chain[LOG_CHAIN_SIZE]);

/* The next record; `previous` is what an exported line says is before it, or NULL. */
void log_walk_take(struct log_walk *walk, const struct log_record *record, const uint8_t *previous);

/* Something else is wrong at `seq`; the first fault stays. */
void log_walk_fail(struct log_walk *walk, enum log_fault fault, int64_t seq);

/* No more records: a chain that was begun has one at least. */
void log_walk_end(struct log_walk *walk);

/* "hash", "gap" ... stable, for JSON; "none". */
const char *log_fault_key(enum log_fault fault);

/* Told of each record that is well, in order; negative stops. */
typedef int (*log_walk_fn)(void *context, const struct log_walk *walk,
    const struct log_record *record, struct err *err);

/*
 * Walk the whole chain of an institution, a page of records at a time.  A broken
 * link is not a failure: it is in `*out`.  YUP_ENOTFOUND: nothing was ever logged.
 */
MUST_CHECK int log_walk_store(struct db *db, int64_t institution_id, log_walk_fn fn, void *context,
    struct log_walk *out, struct err *err);

/* Go on from where `walk` is, to the end there is now. */
MUST_CHECK int log_walk_on(struct db *db, int64_t institution_id, log_walk_fn fn, void *context,
    struct log_walk *walk, struct err *err);

#endif
