#include "store/log_walk.h"

#include <string.h>

#include "base/mem.h"
#include "store/log_store.h"

enum { PAGE = 500 };

void
log_walk_begin(struct log_walk *walk, const uint8_t chain[LOG_CHAIN_SIZE])
{
	*walk = (struct log_walk){ .seq = 0 };
	memcpy(walk->chain, chain, sizeof(walk->chain));
	log_chain_begin(chain, walk->hash);
}

void
log_walk_fail(struct log_walk *walk, enum log_fault fault, int64_t seq)
{
	if (walk->fault != LOG_FAULT_NONE)
		return;
	walk->fault = fault;
	walk->fault_seq = seq;
}

static enum log_fault
look_at(const struct log_walk *walk, const struct log_record *record, const uint8_t *previous)
{
	uint8_t hash[LOG_HASH_SIZE];

	if (record->seq > walk->seq + 1)
		return LOG_FAULT_GAP;
	if (record->seq <= walk->seq)
		return LOG_FAULT_ORDER;
	if (previous != NULL && memcmp(previous, walk->hash, sizeof(walk->hash)) != 0)
		return LOG_FAULT_PREVIOUS;
	log_record_hash(walk->chain, record, walk->hash, hash);
	return memcmp(hash, record->hash, sizeof(hash)) == 0 ? LOG_FAULT_NONE : LOG_FAULT_HASH;
}

void
log_walk_take(struct log_walk *walk, const struct log_record *record, const uint8_t *previous)
{
	enum log_fault fault;

	if (walk->fault != LOG_FAULT_NONE)
		return;
	fault = look_at(walk, record, previous);
	if (fault != LOG_FAULT_NONE) {
		log_walk_fail(walk, fault, record->seq);
		return;
	}
	walk->seq = record->seq;
	memcpy(walk->hash, record->hash, sizeof(walk->hash));
}

void
log_walk_end(struct log_walk *walk)
{
	if (walk->seq == 0)
		log_walk_fail(walk, LOG_FAULT_GAP, 1);
}

const char *
log_fault_key(enum log_fault fault)
{
	static const char *const KEYS[] = { "none", "gap", "order", "chain", "previous", "hash",
		"line", "cut", "rewritten", "signature", "unknown", "absent", "change", "plan",
		"state", "observation" };

	_Static_assert(sizeof(KEYS) / sizeof(KEYS[0]) == LOG_FAULT__COUNT, "a key for each");
	return KEYS[fault];
}

/* One page; `*out_count` is how many records it had. */
static int
walk_page(struct db *db, struct mem *mem, int64_t institution_id, log_walk_fn fn, void *context,
    struct log_walk *walk, size_t *out_count, struct err *err)
{
	struct log_record *list = NULL;
	int rc = log_store_list(db, mem, institution_id, walk->seq, PAGE, &list, out_count, err);

	for (size_t i = 0; rc == YUP_OK && i < *out_count; i++) {
		log_walk_take(walk, &list[i], NULL);
		if (walk->fault != LOG_FAULT_NONE)
			break;
		if (fn != NULL)
			rc = fn(context, walk, &list[i], err);
	}
	return rc;
}

int
log_walk_on(struct db *db, int64_t institution_id, log_walk_fn fn, void *context,
    struct log_walk *walk, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	size_t count = 1;
	int rc = YUP_OK;

	while (rc == YUP_OK && count > 0 && walk->fault == LOG_FAULT_NONE) {
		mem_reset(mem);
		rc = walk_page(db, mem, institution_id, fn, context, walk, &count, err);
	}
	log_walk_end(walk);
	return rc;
}

int
log_walk_store(struct db *db, int64_t institution_id, log_walk_fn fn, void *context,
    struct log_walk *out, struct err *err)
{
	uint8_t chain[LOG_CHAIN_SIZE];
	struct log_walk walk;
	int rc = log_store_chain(db, institution_id, chain, err);

	if (rc < 0)
		return rc;
	log_walk_begin(&walk, chain);
	rc = log_walk_on(db, institution_id, fn, context, &walk, err);
	if (rc == YUP_OK)
		*out = walk;
	return rc;
}
