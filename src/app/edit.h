/*
 * edit.h - people change a plan: one change at a time, recorded with its cells,
 * who and why, and everything that follows computed at once.
 *
 * A change is made on the row as its author saw it.  Where others changed the
 * row since, but other cells of it, both stand; where they changed the same
 * ones it is refused, YUP_ECONFLICT "row_changed", with what they put and what
 * was typed, so that nothing typed is lost.  Rows are named by plan_node.row.
 */
#ifndef YUP_APP_EDIT_H
#define YUP_APP_EDIT_H

#include "app/live.h"
#include "core/plan_batch.h"

enum { APP_SEEN_ANY = UINT32_MAX };

/* What one row's author typed in it. */
struct app_edit_row {
	uint32_t node;
	uint32_t seen; /* its revision, or the plan's, as the author saw it; APP_SEEN_ANY */
	const struct typed_cell *typed;
	size_t typed_count;
};

struct app_edit_request {
	int64_t institution_id, plan_id;
	enum change_kind kind;
	const char *why; /* NULL or "" for none */
	uint32_t node;   /* the row changed, deleted, moved, duplicated */
	uint32_t seen;   /* its revision, or the plan's, as the author saw it; APP_SEEN_ANY */
	const struct typed_cell *typed; /* CHANGE_CELLS, CHANGE_CREATE */
	size_t typed_count;
	const struct app_edit_row *rows; /* CHANGE_CELLS of several rows at once, each once; */
	size_t row_count;                /* then node, seen and typed are not read */
	struct edit_place place;         /* CHANGE_CREATE, CHANGE_MOVE, CHANGE_REORDER */
	uint32_t unit;                   /* CHANGE_CREATE of an objective: its index in the plan */
	uint32_t revision;               /* CHANGE_UNDO: which change */
	const struct fix_change *fix;    /* CHANGE_FIX; nodes are rows */
	size_t fix_count;
	const struct batch_act *acts; /* CHANGE_SHEET: all as seen at `seen` */
	size_t act_count;
};

/* A cell that somebody else changed since. */
struct app_conflict {
	uint32_t node;
	enum node_field field;
	unsigned period;
	struct cell_value before, after; /* as it was seen, and as it is: theirs */
	const char *mine;                /* as typed, NULL where it was not */
	const char *actor, *at;          /* whose the last change of it was, and when */
};

struct app_edited {
	uint32_t revision;              /* of the plan now */
	uint32_t node;                  /* the row made or changed */
	const struct plan_live *live;   /* as it is now, until the next use of `plans` */
	struct live_outcome outcome;    /* what was computed again, and what came of it */
	struct app_conflict *conflicts; /* where row_changed refuses it: each cell once */
	size_t conflict_count;
	uint32_t refused;   /* the row in which what was typed was refused, PLAN_NONE */
	size_t refused_act; /* CHANGE_SHEET: which act was, BATCH_NONE */
};

/*
 * Make one change.  Everything in `out` lives in `mem`; after "row_changed" its
 * conflicts and `live` are set, and nothing else.
 *
 * Asks for MAY_EDIT_NODE in the units it touches, MAY_EDIT_FRAMEWORK above them,
 * MAY_EDIT_BUDGET for amounts.  Refusals besides those of core/plan_edit.h:
 * "plan_not_draft", "unit_closed", "cell_not_marked" (core/observation.h),
 * "plan_absent", "change_absent".
 */
MUST_CHECK int app_edit(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_edit_request *request, struct app_edited *out, struct err *err);

/*
 * What cells would give, without saving them: `use` sees the plan as it would be.
 * Asks and refuses as app_edit(), but looks at no conflicts and leaves no record.
 */
MUST_CHECK int app_edit_try(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_edit_request *request, live_try_fn use, void *context, struct err *err);

#endif
