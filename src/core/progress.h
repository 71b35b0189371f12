/*
 * progress.h - monitoring averages: how far units and the levels above are.
 *
 * A unit's physical progress is the simple mean of its operations, blanks
 * excluded, zeros included.  A level above averages the unrounded values of
 * its members.  Of what was reported here an institution may have it otherwise:
 * operations weighed by their weight or budget, levels above by their operations or
 * budget, blanks as zeros; where nothing has a weight it is the simple mean.
 * Source: DOMAIN section 4, monitoring averages.
 */
#ifndef YUP_CORE_PROGRESS_H
#define YUP_CORE_PROGRESS_H

#include "base/err.h"
#include "core/followup.h"

/*
 * Compute every unit and aggregate of `fu`, from the leaves and from the
 * printed figures of their members.  Members must be settled (fu->aggregates[].of).
 * Fails with YUP_ELIMIT when aggregates nest past PLAN_DEPTH_MAX.
 */
MUST_CHECK int progress_compute(struct follow_up *fu, struct err *err);

/* The same for one aggregate and those below it; units must have been computed. */
MUST_CHECK int progress_compute_aggregate(struct follow_up *fu, uint32_t aggregate,
    struct err *err);

/*
 * What members come to together, under `policy`: a ministry and its institutions, each
 * by its own sums.  Those that have said nothing count for nothing; money and counts add up.
 */
struct standing;
struct standing progress_above(enum average_policy policy, const struct standing *members,
    size_t count);

/* Executed / budget, per cent; NUM_ABSENT without either. */
int64_t money_progress(const struct fu_money *money);

/* True when `computed` shows as `printed` once rounded half up to a whole per cent. */
bool progress_matches(int64_t computed_e9, int64_t printed_e4);

#endif
