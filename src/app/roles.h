/*
 * roles.h - what people may do: roles over units, posts, substitutions.
 *
 * Nobody gives roles to itself: whoever administers an institution needs another
 * administrator, or the operator, for that.  The last one who administers it
 * whole stays.  Days here are the first and the last one, both included.
 */
#ifndef YUP_APP_ROLES_H
#define YUP_APP_ROLES_H

#include <stddef.h>
#include <stdint.h>

#include "store/account_store.h"
#include "store/grant_store.h"

struct app;
struct mem;

struct app_grant {
	int64_t user_id;
	const char *role;  /* "jefe" */
	int64_t org_unit;  /* 0: the whole institution */
	const char *first; /* NULL: today */
	const char *last;  /* NULL: no end */
};

/*
 * By who may manage accounts there.  YUP_EINVALID "role_unknown", "date_past",
 * "date_order"; YUP_EDENIED "grant_to_self"; YUP_ENOTFOUND "account_absent",
 * "org_unit_absent"; YUP_ECONFLICT "role_held".
 */
MUST_CHECK int app_role_grant(const struct app *app, int64_t institution_id,
    const struct app_grant *grant, int64_t *out_id, struct err *err);

/*
 * From today on it is no longer held.  YUP_ENOTFOUND "grant_absent";
 * YUP_ECONFLICT "last_administrator".
 */
MUST_CHECK int app_role_revoke(const struct app *app, int64_t institution_id, int64_t grant_id,
    struct err *err);

/* Everybody's, or of `user_id`; up to `limit` after `after`, by id. */
MUST_CHECK int app_role_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct grant **out, size_t *out_count,
    struct err *err);

/*
 * Names of those who may give roles today anywhere in the institution, but of who asks;
 * for who reads the units of the whole institution.  In `mem`.
 */
MUST_CHECK int app_role_givers(const struct app *app, struct mem *mem, int64_t institution_id,
    const char ***out, size_t *out_count, struct err *err);

struct app_post {
	int64_t user_id;
	const char *title;
	int64_t org_unit;         /* 0: of none */
	const char *on;           /* the first day in it; NULL: today */
	const char *const *roles; /* held over the new unit from that day on */
	size_t role_count;
};

enum { APP_POST_ROLES_MAX = 8 };

/*
 * A person changes post: the roles over the unit it leaves end that day (today,
 * where the day is past), those of the new post begin.  Roles over other units
 * stay.  Refusals as of app_role_grant().
 */
MUST_CHECK int app_post_change(const struct app *app, int64_t institution_id,
    const struct app_post *post, struct err *err);

struct app_substitution {
	int64_t user_id;   /* who substitutes */
	int64_t absent_id; /* whom */
	const char *first; /* NULL: today */
	const char *last;
};

/*
 * While it lasts, who substitutes may what the absent may itself.  YUP_EDENIED
 * "grant_to_self"; YUP_EINVALID "substitutes_itself", "date_past", "date_order";
 * YUP_ELIMIT "substitution_long".
 */
MUST_CHECK int app_substitution_add(const struct app *app, int64_t institution_id,
    const struct app_substitution *substitution, int64_t *out_id, struct err *err);

/* From today on it is over.  YUP_ENOTFOUND "substitution_absent". */
MUST_CHECK int app_substitution_end(const struct app *app, int64_t institution_id,
    int64_t substitution_id, struct err *err);
MUST_CHECK int app_substitution_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct substitution **out, size_t *out_count,
    struct err *err);

#endif
