/*
 * register_store.h - items of registers, their values, and their acts, which are
 * added and never altered (core/register.h).
 */
#ifndef YUP_STORE_REGISTER_STORE_H
#define YUP_STORE_REGISTER_STORE_H

#include "core/register.h"

struct db;
struct db_tx;
struct mem;

/*
 * A new one, without values or acts yet; id, state, revision and plan_id are not
 * read.  YUP_ECONFLICT: its report's row has one already.
 */
MUST_CHECK int register_store_add(struct db_tx *tx, int64_t institution_id,
    const struct register_item *item, int64_t *out_id, struct err *err);

/* Its title, kind and unit, as `item` has them. */
MUST_CHECK int register_store_change(struct db_tx *tx, int64_t institution_id,
    const struct register_item *item, struct err *err);

/* One of its fields; "" takes it away. */
MUST_CHECK int register_store_put(struct db_tx *tx, int64_t institution_id, int64_t item_id,
    const struct register_value *value, struct err *err);

/* Until the transaction ends nobody else writes it. */
MUST_CHECK int register_store_hold(struct db_tx *tx, int64_t institution_id, int64_t item_id,
    struct err *err);

/* One more act.  YUP_ENOTFOUND: no such item. */
MUST_CHECK int register_store_act(struct db_tx *tx, int64_t institution_id, int64_t item_id,
    const struct register_act *act, struct err *err);

/* Those of a register, by id, with values and state, without acts; in `mem`. */
MUST_CHECK int register_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    const char *reg, struct register_item **out, size_t *out_count, struct err *err);

/* One with all there is of it.  YUP_ENOTFOUND. */
MUST_CHECK int register_store_get(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t item_id, struct register_item *out, struct err *err);

/* The plan rows (their ids) of a period whose reports made an item; in `mem`. */
MUST_CHECK int register_store_reported(struct db *db, struct mem *mem, int64_t institution_id,
    const char *reg, int year, unsigned period, const char ***out, size_t *out_count,
    struct err *err);

/* The ids of those that a plan's row made in its year, in order; in `mem`. */
MUST_CHECK int register_store_of_row(struct db *db, struct mem *mem, int64_t institution_id,
    const char *reg, int year, const char *node_id, int64_t **out, size_t *out_count,
    struct err *err);

#endif
