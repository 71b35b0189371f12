/*
 * actor_load.h - what a person may on a day, out of the database.
 *
 * Its own roles and, while a substitution lasts, those of whom it substitutes
 * (not those that one holds by substituting), each spread over the units it
 * reaches; and the institutions its own supervises.
 */
#ifndef YUP_APP_ACTOR_LOAD_H
#define YUP_APP_ACTOR_LOAD_H

#include "app/actor.h"

struct account;
struct db;
struct mem;

/* Everything in `mem`; `kind` is ACTOR_USER.  Whether it may sign in was asked before. */
MUST_CHECK int actor_load(struct db *db, struct mem *mem, const struct account *account,
    const char *date, struct actor **out, struct err *err);

#endif
