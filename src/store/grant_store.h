/*
 * grant_store.h - which roles people hold over which units, and who substitutes
 * whom (suplencia).
 *
 * Nothing is removed: what ends has an end.  Dates of validity are a first day
 * and the day on which it no longer holds.
 */
#ifndef YUP_STORE_GRANT_STORE_H
#define YUP_STORE_GRANT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/role.h"

struct db;
struct db_tx;
struct mem;

struct grant {
	int64_t id;
	int64_t user_id;
	enum role role;
	int64_t org_unit;      /* 0: the whole institution */
	const char *from, *to; /* `to` is "" where no end is known */
	const char *granted_by;
	const char *granted_at;
};

struct substitution {
	int64_t id;
	int64_t user_id;   /* who substitutes */
	int64_t absent_id; /* whom */
	const char *from, *to;
	const char *granted_by;
	const char *granted_at;
};

/* Add one; its `id` is given in `*out_id`.  YUP_ENOTFOUND: no such person or unit. */
MUST_CHECK int grant_store_add(struct db_tx *tx, int64_t institution_id, const struct grant *grant,
    int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int grant_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct grant *out, struct err *err);

/* Up to `limit` after `after`, by id; of a person, or of everybody where `user_id` is 0. */
MUST_CHECK int grant_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct grant **out, size_t *out_count,
    struct err *err);

/* What a person itself holds on a day. */
MUST_CHECK int grant_store_held(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, const char *on, struct grant **out, size_t *out_count, struct err *err);

/* No longer held from that day on.  YUP_ENOTFOUND: not there, or over by then. */
MUST_CHECK int grant_store_end(struct db_tx *tx, int64_t institution_id, int64_t id, const char *on,
    struct err *err);

/*
 * How many people who can sign in hold the role over the whole institution that
 * day, without an end and not by substituting.
 */
MUST_CHECK int grant_store_count_whole(struct db *db, int64_t institution_id, enum role role,
    const char *on, int64_t *out, struct err *err);

/* The same for substitutions. */
MUST_CHECK int substitution_store_add(struct db_tx *tx, int64_t institution_id,
    const struct substitution *substitution, int64_t *out_id, struct err *err);
MUST_CHECK int substitution_store_get(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t id, struct substitution *out, struct err *err);
MUST_CHECK int substitution_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct substitution **out, size_t *out_count,
    struct err *err);
MUST_CHECK int substitution_store_end(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *on, struct err *err);

/* All in which a person is substituted end, as substitution_store_end(). */
MUST_CHECK int substitution_store_end_of(struct db_tx *tx, int64_t institution_id,
    int64_t absent_id, const char *on, struct err *err);

/* Whom a person substitutes on a day, each once; not those who are disabled. */
MUST_CHECK int substitution_store_absent(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t user_id, const char *on, int64_t **out, size_t *out_count, struct err *err);

#endif
