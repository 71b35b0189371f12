/*
 * row.h - the domain's small types to and from columns; for store/ only.
 *
 * Each put_ is the mirror of its get_ and takes the same columns in the same
 * order.  A get_ never fails: nonsense spoils the statement (see engine/db.h).
 */
#ifndef YUP_STORE_ROW_H
#define YUP_STORE_ROW_H

#include "core/plan.h"
#include "store/engine/db.h"

/* An index into an array of `count`; PLAN_NONE is null. */
void put_index(struct stmt *q, uint32_t index, size_t count);
uint32_t get_index(struct stmt *q, size_t count);

/* An index that must be there: the row's own place in its parent's list. */
uint32_t get_place(struct stmt *q, size_t count);

uint8_t get_u8(struct stmt *q, unsigned highest);
uint16_t get_u16(struct stmt *q);
uint32_t get_u32(struct stmt *q);

/* Twelve columns, whatever the periods of the plan; NUM_ABSENT is null. */
void put_periods(struct stmt *q, const int64_t values[PACK_PERIODS_MAX]);
void get_periods(struct stmt *q, int64_t out[PACK_PERIODS_MAX]);

/* Twelve columns with `count` values; the others are null and are not read. */
void put_some_periods(struct stmt *q, const int64_t *values, unsigned count);
void get_some_periods(struct stmt *q, int64_t *out, unsigned count);

/* File, line, form.  A line in a file that is not there is refused; line 0 is no line. */
void put_source(struct stmt *q, const struct source *source, size_t file_count);
struct source get_source(struct stmt *q, size_t file_count);

void put_measure(struct stmt *q, const struct measure *measure); /* text, value, percent */
struct measure get_measure(struct stmt *q, struct mem *mem);

/*
 * A list of texts in `mem` that grows one by one and ends as a plain array;
 * rows come in order, so only the last owner's list is growing.
 */
struct text_list {
	const char **items;
	size_t count, room;
};
void text_list_add(struct text_list *list, struct mem *mem, const char *text);

/*
 * Whether a table gave the rows that were announced: `rc` as it came from
 * stmt_next, YUP_EIO where the counts differ.
 */
MUST_CHECK int check_row_count(const struct db *db, int rc, const char *table, size_t found,
    size_t announced, struct err *err);

/* The next id of anything inside an institution; YUP_ENOTFOUND without it. */
MUST_CHECK int next_id(struct db_tx *tx, int64_t institution_id, int64_t *out, struct err *err);

#endif
