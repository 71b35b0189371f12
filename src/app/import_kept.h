/*
 * import_kept.h - what happened in a plan's units before a document takes its place:
 * how much each was worked on, and the review of those that the document leaves alone.
 */
#ifndef YUP_APP_IMPORT_KEPT_H
#define YUP_APP_IMPORT_KEPT_H

#include "app/app.h"

struct db_tx;
struct plan;

/* What people did in a unit of the plan that gives way. */
struct app_import_worked {
	const char *path;
	uint32_t changes; /* to its rows */
	uint32_t steps;   /* from state to state */
	uint32_t observations;
};

/* One for each unit of `plan`, in `mem`. */
MUST_CHECK int import_kept_worked(struct db_tx *tx, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct plan *plan, struct app_import_worked **out, struct err *err);

/* A plan that takes another's place, of which only some units came from the document. */
struct import_kept {
	const struct app *app;
	struct db_tx *tx;
	int64_t institution_id;
	int64_t from_id, to_id;
	const struct plan *to;
	const struct pack *pack;   /* of the plan that gives way */
	const char *const *chosen; /* the units that came from the document */
	size_t chosen_count;
};

/*
 * The other units' steps and observations, those that nobody took back, come along: each
 * as it was said, at the plan's first revision; observations have a record of their own.
 */
MUST_CHECK int import_kept_review(const struct import_kept *kept, struct mem *mem, struct err *err);

#endif
