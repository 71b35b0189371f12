/*
 * org_match.h - which unit of the institution each unit of a plan is.
 *
 * A plan names its units as its document does.  One is found by its name under
 * the same parent, by its name anywhere, by its acronym under the same parent,
 * or, where the document gives no name, by its acronym anywhere: the first of
 * these that exactly one unit of that year answers.  Several answers are
 * ambiguous and stay so, with what hangs below; no answer is a new unit.
 *
 * Pure.
 */
#ifndef YUP_CORE_ORG_MATCH_H
#define YUP_CORE_ORG_MATCH_H

#include <stdint.h>

#include "core/org.h"
#include "core/plan.h"

enum org_match_kind { ORG_MATCH_NEW, ORG_MATCH_FOUND, ORG_MATCH_AMBIGUOUS };

struct org_match {
	enum org_match_kind kind;
	int64_t unit; /* where found */
};

/*
 * One for each unit of `plan`, in its order; an array in `mem`.  Units are looked
 * for among those that are there at some time of the plan's year and, only where
 * none answers, among those that begin after it.
 */
void org_match_plan(struct mem *mem, const struct org_history *history, const struct plan *plan,
    struct org_match **out);

#endif
