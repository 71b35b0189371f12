/*
 * log_search.h - the log for people: which chains there are, and some of their
 * records, newest first.
 */
#ifndef YUP_STORE_LOG_SEARCH_H
#define YUP_STORE_LOG_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct log_record;
struct mem;

struct log_chain {
	int64_t institution_id;
	const char *name, *acronym; /* "" of the chain of no institution */
	bool begun;                 /* false: the institution has none, as should not be */
};

MUST_CHECK int log_search_chains(struct db *db, struct mem *mem, struct log_chain **out,
    size_t *out_count, struct err *err);

/* NULL filters nothing. */
struct log_filter {
	const char *from, *to; /* "2031", "2031-01-31", "2031-01-31T08:00:00Z": both included */
	const char *actor, *action, *subject, *outcome;
	int64_t before; /* only places before this one; 0: from the end */
	size_t limit;
};

MUST_CHECK int log_search_list(struct db *db, struct mem *mem, int64_t institution_id,
    const struct log_filter *filter, struct log_record **out, size_t *out_count, struct err *err);

#endif
