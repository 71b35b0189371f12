/*
 * org_link.h - which unit of the institution each unit of a stored plan is.
 *
 * On import: found by what it is called (core/org_match.h), or made, valid from
 * the first day of the plan's year, or from today where that is before.  What is ambiguous stays unlinked and is told.
 */
#ifndef YUP_APP_ORG_LINK_H
#define YUP_APP_ORG_LINK_H

#include <stddef.h>
#include <stdint.h>

#include "core/org.h"
#include "core/plan.h"

struct db_tx;

struct org_linked {
	size_t found, made;
	const char **unlinked; /* paths of the plan's units that several may be */
	size_t unlinked_count;
};

/* Everything in `mem`. */
MUST_CHECK int org_link_plan(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct plan *plan, const char *now, struct org_linked *out,
    struct err *err);

/* Store what of `after` is not as in `before`: periods unit by unit, and new successions. */
MUST_CHECK int org_put_changes(struct db_tx *tx, int64_t institution_id,
    const struct org_history *before, const struct org_history *after, struct err *err);

#endif
