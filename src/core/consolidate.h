/*
 * consolidate.h - the follow-up document of a period, made from what was reported.
 *
 * The same `struct follow_up` that a document is read into, so that averages,
 * rules, explanations and printed tables are those of any follow-up.
 *
 *	operations   the leaves of the plan, in its order, under the unit that owns them
 *	units        those with a leaf, in the plan's order; "01", "02" ...
 *	aggregates   units that have others below them: a directorate, vice-ministry or
 *	             group by what the pack calls them; then the institution.  A unit
 *	             with leaves of its own and others below averages both
 *	money        what was executed over what was budgeted; what a row says itself
 *	             stands for what those below it say.  An operation without a budget
 *	             of its own weighs its part of the row above by weight
 *
 * Pure.  Source: DOMAIN section 4 and 5.
 */
#ifndef YUP_CORE_CONSOLIDATE_H
#define YUP_CORE_CONSOLIDATE_H

#include "core/followup.h"
#include "core/report.h"

/* How many pieces of evidence a row has to the period's end; NULL: nobody counts. */
typedef size_t (*evidence_count_fn)(void *context, const char *node_id, unsigned period);

struct consolidation {
	const struct report_book *book;
	unsigned period;
	uint32_t below; /* a unit: it and those below; PLAN_NONE: the institution */
	/* What stood before one unit's report changed: of the others, these are their sums.
	   NULL: the book has all. */
	const struct standing *known;
	size_t known_count;
	uint32_t changed; /* that unit */
	evidence_count_fn evidence_count;
	void *context;
};

/* YUP_ELIMIT: units nest past PLAN_DEPTH_MAX; YUP_ENOTFOUND: one is not among `known`. */
MUST_CHECK int follow_up_consolidate(struct mem *mem, const struct consolidation *what,
    struct follow_up **out, struct err *err);

/* The last day of a schedule period of a fiscal year: "2027-06-30". */
const char *pack_period_end(struct mem *mem, const struct pack *pack, int year, unsigned period);

#endif
