/*
 * tokens.h - API tokens: a program asks in a person's name, within a scope and
 * until a day.
 *
 * One makes its own; the operator may make anybody's.  A program cannot make one
 * with its token.
 */
#ifndef YUP_APP_TOKENS_H
#define YUP_APP_TOKENS_H

#include <stddef.h>
#include <stdint.h>

#include "app/sign_in.h"
#include "store/token_store.h"

enum { TOKEN_NAME_MAX = 100, TOKEN_DAYS_MAX = 366, TOKENS_LIVE_MAX = 20, TOKEN_PAGE_MAX = 200 };

struct app_new_token {
	int64_t user_id;
	const char *name;  /* what it is for */
	const char *scope; /* "read", or several of read, write and admin, with commas between */
	const char *last;  /* the last day it is good */
};

struct app_token {
	int64_t id;
	char text[TOKEN_TEXT_SIZE]; /* shown once, kept nowhere */
};

/*
 * YUP_EINVALID "scope_unknown", "date_past"; YUP_ELIMIT "token_long",
 * "tokens_many"; YUP_EDENIED "only_oneself".
 */
MUST_CHECK int app_token_create(const struct app *app, int64_t institution_id,
    const struct app_new_token *token, struct app_token *out, struct err *err);

/*
 * A person's, or with `user_id` 0 everybody's, by id: one's own, else by who may
 * manage accounts.
 */
MUST_CHECK int app_token_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t user_id, int64_t after, size_t limit, struct token **out, size_t *out_count,
    struct err *err);

/* YUP_ENOTFOUND "token_absent". */
MUST_CHECK int app_token_revoke(const struct app *app, int64_t institution_id, int64_t token_id,
    struct err *err);

/* "read,write": the scopes as they are written; in `mem`. */
const char *token_scope_text(struct mem *mem, unsigned scope);

#endif
