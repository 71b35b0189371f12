/*
 * person_view.h - a person as the pages show it, to itself and to who administers
 * accounts: posts, roles, substitutions, sessions, API tokens.
 */
#ifndef YUP_WEB_PAGES_PERSON_VIEW_H
#define YUP_WEB_PAGES_PERSON_VIEW_H

#include "app/accounts.h"
#include "app/tokens.h"
#include "web/pages/units.h"

enum { PERSON_SESSIONS = 50, PERSON_TOKEN_DAYS = 90 };

struct person_role {
	int64_t id;
	enum role role;
	const char *unit, *days;
	bool over, coming;
};

struct person_post {
	const char *title, *unit, *days;
	bool over;
};

struct person_substitution {
	int64_t id;
	const char *other, *days;
	bool does; /* it substitutes the other; else the other substitutes it */
	bool over;
};

struct person_session {
	int64_t id;
	const char *browser, *origin, *begun, *seen;
	bool current, live;
};

struct person_token {
	int64_t id, user_id;
	const char *name, *scope, *made, *last, *used;
	bool live;
};

struct person_view {
	struct visit *visit;
	struct units units;
	struct app_account account;
	struct person_role *roles;
	struct person_post *posts;
	struct person_substitution *substitutions;
	struct person_session *sessions;
	size_t session_count, live_sessions;
	struct person_token *tokens;
	size_t token_count;
	bool itself; /* who asks */
	const char *today;
	const char *usual_last; /* of a new token, unless another day is said */
};

/* What it needs to choose a password, just made. */
struct person_invited {
	const char *link, *until;
	bool sent; /* by mail too */
};

/* All of one person.  YUP_ENOTFOUND "account_absent". */
MUST_CHECK int person_view_load(struct visit *visit, int64_t user_id, struct person_view *out,
    struct err *err);

/* Tokens as they are shown. */
struct person_token *person_tokens(struct visit *visit, const struct token *tokens, size_t count);

#endif
