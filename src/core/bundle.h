/*
 * bundle.h - what an agency sends to whoever supervises it: the plan of a year and what
 * was reported of it, as data.
 *
 * Pure.
 */
#ifndef YUP_CORE_BUNDLE_H
#define YUP_CORE_BUNDLE_H

#include "core/plan.h"
#include "core/plan_state.h"
#include "core/report.h"

/* How a unit's report stands in a period. */
struct bundle_unit {
	uint8_t period, state;        /* enum unit_state */
	const char *unit_id, *due_on; /* due_on "": the period's */
};

struct bundle {
	const char *institution, *acronym, *pack;
	const char *to;      /* the name of who supervises it */
	int64_t serial;      /* 1, 2, 3 ... of the agency: a later one says more */
	const char *made_at; /* an instant */
	struct plan *plan;
	const char *resolution, *resolution_date; /* of its approval; "" where it is not */
	const char *approved_at;
	struct report_period *periods; /* plan_id is nobody's */
	size_t period_count;
	struct bundle_unit *units;
	size_t unit_count;
	struct report *reports;
	size_t report_count;
};

/* A cell of a report that is not as it was here. */
struct bundle_cell {
	const char *node_id;
	unsigned period;
	enum report_field field;
};

/* By row and period, as the functions below want them. */
void bundle_sort_reports(struct report *list, size_t count);

/* How many cells differ; the first `most` of them in `cells`.  `before` as in the bundle's. */
size_t bundle_compare_reports(const struct report *before, size_t before_count,
    const struct bundle *after, struct bundle_cell *cells, size_t most);

/* True where a field says the same in both. */
bool report_field_same(const struct report *a, const struct report *b, enum report_field field);

/* What was said of a row in a period, in a sorted list; NULL. */
const struct report *bundle_report_of(const struct report *list, size_t count, const char *node_id,
    unsigned period);

#endif
