/*
 * derive.h - what follows from a plan or follow-up, kept beside it for other
 * programs to read.  Deleted and made again, never corrected.
 */
#ifndef YUP_APP_DERIVE_H
#define YUP_APP_DERIVE_H

#include "app/standings.h"
#include "core/finding.h"

struct db_tx;
struct follow_up;
struct plan;

/* Check and roll up `plan`, keep both in `tx`; `*out` has the findings. */
MUST_CHECK int app_derive_plan(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct plan *plan, struct finding_list *out, struct err *err);

/* The same for a follow-up and its averages. */
MUST_CHECK int app_derive_follow_up(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct follow_up *fu, struct finding_list *out, struct err *err);

struct app_rebuilt {
	size_t plans, follow_ups, findings;
	struct app_standings_made standings;
};

/* `yupana rebuild`: everything derived, again, from what was said: plans and follow-ups, all
 * or nothing; then the sums of reporting periods, likewise. */
MUST_CHECK int app_rebuild(const struct app *app, const char *institution, struct app_rebuilt *out,
    struct err *err);

#endif
