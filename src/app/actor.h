/*
 * actor.h - who asks, and whether they may.
 *
 * Every use case begins with app_require(): what it does, in which institution,
 * to which unit.  The answer is role_table's (core/role.h) over the grants the
 * actor holds that day; a refusal is in the log before the caller hears of it.
 */
#ifndef YUP_APP_ACTOR_H
#define YUP_APP_ACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/role.h"

struct app;
struct institution;
struct mem;

enum actor_kind {
	ACTOR_NOBODY,   /* not signed in: may nothing */
	ACTOR_OPERATOR, /* the command line on the machine that holds the database: may all */
	ACTOR_USER,
	ACTOR_TOKEN, /* a program with an API token: what its user may, within its scope */
};

enum token_scope {
	SCOPE_READ = 1u << 0,  /* permissions that only read */
	SCOPE_WRITE = 1u << 1, /* the others, but accounts and units */
	SCOPE_ADMIN = 1u << 2, /* accounts and units */
};

/* A role held today, with the units it reaches. */
struct actor_grant {
	enum role role;
	bool whole;           /* the whole institution */
	const int64_t *units; /* else these, sorted: the granted one, all below, and all those
	                         whose plans they go on with */
	size_t unit_count;
	int64_t absent_id; /* the person substituted, 0: its own */
};

struct actor {
	enum actor_kind kind;
	int64_t institution_id; /* its own; 0: none */
	int64_t user_id;
	int64_t session_id; /* 0: without one */
	int64_t token_id;
	unsigned scope;          /* enum token_scope; read for ACTOR_TOKEN */
	const char *name;        /* as people call it */
	const char *institution; /* the acronym of its own, or its name; NULL: none */
	const struct actor_grant *grants;
	size_t grant_count;
	const int64_t *supervised; /* the institutions its own supervises, at any depth, sorted */
	size_t supervised_count;
};

enum {
	ORG_UNIT_NONE = 0,  /* of no unit: the framework */
	ORG_UNIT_ALL = -1,  /* of every unit: takes a role over the whole institution */
	ORG_UNIT_SOME = -2, /* of whichever unit: one's own tokens */
};

/*
 * Whether `actor` may do `permission` to what belongs to `org_unit` of
 * `institution_id`.  ORG_UNIT_NONE: to what is of no unit; then to read it any
 * grant in the institution will do, and to change it takes the whole.  Pure.
 */
bool actor_may(const struct actor *actor, enum permission permission, int64_t institution_id,
    int64_t org_unit);

/* Whether it may do it to something in the institution: for menus and lists. */
bool actor_may_somewhere(const struct actor *actor, enum permission permission,
    int64_t institution_id);

/*
 * actor_may() of app->by, or YUP_EDENIED "not_allowed".  The refusal is logged in
 * a transaction of its own; `subject` is what was to be done it to: "plan 7".
 * Not inside a transaction: ask before it begins.
 */
MUST_CHECK int app_require(const struct app *app, enum permission permission,
    int64_t institution_id, int64_t org_unit, const char *subject, struct err *err);

/*
 * The institutions `name` chooses, as app_institutions(), where app->by may do
 * `permission` to the whole.  Named ones it may not are YUP_EDENIED; with a NULL
 * name they are left out, and it is YUP_EDENIED when none is left.
 */
MUST_CHECK int app_allowed(const struct app *app, struct mem *mem, const char *name,
    enum permission permission, struct institution **out, size_t *out_count, struct err *err);

/* The operator, without a name; the command line puts one. */
extern const struct actor actor_operator;

#endif
