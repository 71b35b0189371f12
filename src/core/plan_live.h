/*
 * plan_live.h - a plan kept together with its roll-up and findings while it is
 * edited: after each change only what can have changed is computed again.
 *
 * The plan holds all its rows (core/plan_tree.h): index = row, so findings and
 * roll-up name rows.  The roll-up is under the plan's own policy.  What a rule
 * reads is declared in core/check.h; nodes, their families, the twins of a code,
 * units and forms are checked again only where a cell they read has changed.
 *
 * It owns an arena that grows with every change: whoever keeps one for long
 * makes it anew when plan_live_is_worn().
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_PLAN_LIVE_H
#define YUP_CORE_PLAN_LIVE_H

#include "core/check.h"
#include "core/plan_edit.h"

struct plan_live;

/*
 * `plan` lives in `mem`, as its rows were loaded; both become the live plan's.
 * On failure they are freed as well.  YUP_ELIMIT: a roll-up past its limit.
 */
MUST_CHECK int plan_live_make(struct mem *mem, struct plan *plan, struct plan_live **out,
    struct err *err);
void plan_live_free(struct plan_live *live);  /* NULL does nothing */
void plan_live_done(struct plan_live **live); /* for CLEANUP */

const struct plan *plan_live_plan(const struct plan_live *live);
const struct plan_tree *plan_live_tree(const struct plan_live *live);
const struct rollup *plan_live_rollup(const struct plan_live *live);

/* How many findings of each severity, and comparisons that held. */
const size_t *plan_live_severities(const struct plan_live *live);
const uint64_t *plan_live_passed(const struct plan_live *live);

/* What a change did. */
struct live_outcome {
	const uint32_t *path; /* rows changed, then all above them, children first */
	size_t path_count;
	const uint32_t *units; /* whose figures were computed again */
	size_t unit_count;
	struct finding_list appeared, gone; /* in order of rule and place */
};

/*
 * Put the cells in the plan, mark their rows with `revision` and compute what
 * follows; `out` (may be NULL) lives in `mem`.  Texts are copied.
 * YUP_ELIMIT: a roll-up would pass its limit; nothing has changed.
 */
MUST_CHECK int plan_live_apply(struct plan_live *live, struct mem *mem,
    const struct cell_edit *cells, size_t count, uint32_t revision, struct live_outcome *out,
    struct err *err);

/* The plan, for its units' states to be read again; and its own, after a step. */
struct plan *plan_live_states(struct plan_live *live);
void plan_live_set_state(struct plan_live *live, unsigned state, uint32_t revision);

/* Told of a plan as it would be; what it looks at is gone when it returns. */
typedef void (
    *live_try_fn)(void *context, const struct plan_live *live, const struct live_outcome *outcome);

/*
 * As plan_live_apply() of cells of rows that are there, only as long as `use` looks:
 * then all is as it was.
 */
MUST_CHECK int plan_live_try(struct plan_live *live, struct mem *mem, const struct cell_edit *cells,
    size_t count, live_try_fn use, void *context, struct err *err);

/* All findings, in order of rule and place; the list is in `mem`, its texts are the live plan's. */
void plan_live_findings(const struct plan_live *live, struct mem *mem, struct finding_list *out);

/* Those of one unit, see finding_unit(), in the same order. */
void plan_live_findings_of_unit(const struct plan_live *live, struct mem *mem, uint32_t unit,
    struct finding_list *out);

/* Those told at a row: of itself, of its family, of its code. */
void plan_live_findings_of(const struct plan_live *live, struct mem *mem, uint32_t row,
    struct finding_list *out);

/* The plan as everybody else works on it (plan_settle()), a copy in `mem`. */
MUST_CHECK int plan_live_settled(const struct plan_live *live, struct mem *mem, struct plan **out,
    struct err *err);

/* Changes have left more behind than the plan itself takes. */
bool plan_live_is_worn(const struct plan_live *live);

#endif
