/*
 * log_plans.h - what plans hold, against what the log says of them; for log.c.
 *
 * Each change, and each plan when it was saved, left its digest in a record
 * (store/plan_digest.h).  Here they are computed again from the rows there are.
 */
#ifndef YUP_APP_LOG_PLANS_H
#define YUP_APP_LOG_PLANS_H

#include "app/log.h"
#include "store/plan_digest.h"

/* The digests of one chain, in the order they were written. */
struct plan_marks {
	struct mem *mem;
	struct logged_mark {
		struct digest_mark mark;
		int64_t seq;
	} * items;
	size_t count, room;
	const char *since; /* when the chain begins */
};

/* A good record: does it carry one? */
void plan_marks_pass(struct plan_marks *marks, const struct log_record *record);

/*
 * Hold the plans of an institution against `marks`; what differs first is a fault
 * of `chain`.  A plan saved before the chain began has none: it is counted.
 */
MUST_CHECK int plan_marks_check(const struct app *app, int64_t institution_id,
    struct plan_marks *marks, struct app_log_chain *chain, struct err *err);

#endif
