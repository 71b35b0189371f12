/*
 * standing_store.h - the sums of each reporting period, kept beside the reports
 * (core/standing.h).
 *
 * Derived: they are put in the transaction that changed what they follow from, and
 * made again where they were made by something else.
 */
#ifndef YUP_STORE_STANDING_STORE_H
#define YUP_STORE_STANDING_STORE_H

#include "core/standing.h"

struct db;
struct db_tx;

struct standing_head {
	uint8_t period;
	const char *made_by;
	int64_t revision; /* grows with each change of any in the database */
};

/* In order of period, none where nothing was kept; in `mem`. */
MUST_CHECK int standing_store_heads(struct db *db, struct mem *mem, int64_t institution_id,
    int year, struct standing_head **out, size_t *out_count, struct err *err);

/* The sums of a period in their order; in `mem`. */
MUST_CHECK int standing_store_list(struct db *db, struct mem *mem, int64_t institution_id, int year,
    unsigned period, struct standing **out, size_t *out_count, struct err *err);

/*
 * Keep `list` as the sums of a period.  `before` is what was kept (NULL: anything): where
 * it is as long, only what differs is written.
 */
MUST_CHECK int standing_store_put(struct db_tx *tx, int64_t institution_id, int year,
    unsigned period, const char *made_by, const struct standing *list, size_t count,
    const struct standing *before, size_t before_count, struct err *err);

/* An institution as a whole at the end of a period, and how its units stand with it. */
struct standing_whole {
	struct report_period period;
	const char *made_by; /* "" where nothing was kept: the rest says nothing */
	struct standing whole;
	uint32_t units;
	uint32_t sent;    /* approved by their heads, or accepted */
	uint32_t waiting; /* not sent, and given a day that is not past */
};

/* Those of a year in order; `today` as 2027-04-10; in `mem`. */
MUST_CHECK int standing_store_wholes(struct db *db, struct mem *mem, int64_t institution_id,
    int year, const char *today, struct standing_whole **out, size_t *out_count, struct err *err);

/* Moves with every change of any sums in the database. */
MUST_CHECK int standing_store_revision(struct db *db, int64_t *out, struct err *err);

/* What else a page of it tells changed: states, days, who supervises. */
MUST_CHECK int standing_store_touch(struct db_tx *tx, int64_t institution_id, struct err *err);

#endif
