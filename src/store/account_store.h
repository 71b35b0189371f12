/*
 * account_store.h - the people of an institution and the posts they hold.
 *
 * A password is kept as argon2id text, made by io/secret.h.  Dates of validity
 * are a first day and the day on which it no longer holds.
 */
#ifndef YUP_STORE_ACCOUNT_STORE_H
#define YUP_STORE_ACCOUNT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_tx;
struct mem;

struct account {
	int64_t institution_id;
	int64_t id;
	const char *login, *name;
	const char *email;    /* "" where there is none */
	const char *password; /* NULL until the first sign-in */
	const char *created_at;
	const char *disabled_at; /* "" while it may sign in */
};

struct post {
	const char *from, *to; /* "" while it lasts */
	const char *title;
	int64_t org_unit; /* 0: of none */
};

/*
 * Add one, without a password; its `id` is given in `*out_id`.  YUP_ECONFLICT
 * where the login is taken, YUP_ENOTFOUND without the institution.
 */
MUST_CHECK int account_store_add(struct db_tx *tx, const struct account *account, int64_t *out_id,
    struct err *err);

/* YUP_ENOTFOUND. */
MUST_CHECK int account_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct account *out, struct err *err);

/* By login, without regard to case.  YUP_ENOTFOUND. */
MUST_CHECK int account_store_find(struct db *db, struct mem *mem, int64_t institution_id,
    const char *login, struct account *out, struct err *err);

/* All who sign in so, in any institution of the database; an array in `mem`. */
MUST_CHECK int account_store_by_login(struct db *db, struct mem *mem, const char *login,
    struct account **out, size_t *out_count, struct err *err);

/* Up to `limit` who have that address, in any institution. */
MUST_CHECK int account_store_by_email(struct db *db, struct mem *mem, const char *email,
    size_t limit, struct account **out, size_t *out_count, struct err *err);

/* Up to `limit` with an id after `after`, by id. */
MUST_CHECK int account_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t after, size_t limit, struct account **out, size_t *out_count, struct err *err);

/* YUP_ENOTFOUND.  `disabled_at` NULL: enabled. */
MUST_CHECK int account_store_set_password(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *password, struct err *err);
MUST_CHECK int account_store_set_disabled(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *disabled_at, struct err *err);
MUST_CHECK int account_store_set_name(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *name, const char *email, struct err *err);

/* From the first to the last; an array in `mem`. */
MUST_CHECK int account_store_posts(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t id, struct post **out, size_t *out_count, struct err *err);

/*
 * From post->from on the person holds this post and no other; what began that
 * day or later gives way.  post->to is not read.
 */
MUST_CHECK int account_store_change_post(struct db_tx *tx, int64_t institution_id, int64_t id,
    const struct post *post, struct err *err);

/* Logins and addresses without case, as they are compared; in `mem`. */
const char *account_key(struct mem *mem, const char *text);

#endif
