/*
 * log_held.h - checkpoints held against a chain while it is walked; for log.c
 * and log_file.c.
 */
#ifndef YUP_APP_LOG_HELD_H
#define YUP_APP_LOG_HELD_H

#include "app/log.h"
#include "store/checkpoint_store.h"

struct checkpoint_page;

/* Those of one chain, by their places. */
struct held {
	struct mem *mem;
	struct checkpoint *items;
	size_t count, room;
	size_t next; /* not reached yet */
};

/* Those of the pages that are of `chain`; `*used` counts them. */
void held_add_pages(struct held *held, const uint8_t chain[LOG_CHAIN_SIZE],
    const struct checkpoint_page *pages, bool *used, size_t count);
void held_add(struct held *held, const struct checkpoint *checkpoint);

/* In order of their places; what its key did not sign fails at once. */
void held_begin(struct held *held, struct log_walk *walk);

/* A good record: is it what was signed? */
void held_pass(struct held *held, struct log_walk *walk, const struct log_record *record);

/* The end: does one stand past it? */
void held_end(struct held *held, struct log_walk *walk);

/* Read the text of checkpoints; NULL is none. */
MUST_CHECK int held_read(struct mem *mem, const char *text, struct checkpoint_page **out,
    bool **out_used, size_t *out_count, struct err *err);

/* A chain for each checkpoint whose chain was not there. */
void held_tell_unknown(struct mem *mem, const struct checkpoint_page *pages, const bool *used,
    size_t count, struct app_log_verified *out);

#endif
