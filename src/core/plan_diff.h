/*
 * plan_diff.h - what differs between two readings of one plan or follow-up,
 * node by node and cell by cell.
 *
 * Nodes are the same when their unit's path, level and code are (the k-th of
 * those that share them); in two moments or versions of one plan, first when
 * their ids are, so that a node that was moved or recoded is still itself.
 * Operations are the same when their unit's name and code are.
 * Texts are compared as they are, numbers as numbers.  Pure.
 */
#ifndef YUP_CORE_PLAN_DIFF_H
#define YUP_CORE_PLAN_DIFF_H

#include "core/finding.h"

struct mem;

enum diff_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED };

struct diff_cell {
	const char *field; /* "title", "weight", "period", "total" ... as in export */
	unsigned period;   /* 1..n where field is "period" or "published" */
	struct value before, after;
};

struct diff_row {
	enum diff_kind kind;
	bool moved;       /* changed: it hangs from another node, or is another unit's */
	bool recoded;     /* changed: it has another code */
	const char *what; /* "node", "unit", "operation", "aggregate", "document" */
	const char *unit; /* the unit's path or name, "" above units */
	const char *code; /* "" where it has none */
	const char *title;
	struct source before, after;   /* line 0 where it is not there */
	const struct diff_cell *cells; /* of what changed */
	size_t cell_count;
};

struct plan_diff {
	struct diff_row *rows; /* in the order of `after`, what was removed last */
	size_t count, room;
};

/* Everything lives in `mem` and points into both. */
void plan_diff_compute(struct mem *mem, const struct plan *before, const struct plan *after,
    struct plan_diff *out);

/* The same for two moments or versions of one plan: ids tell the nodes. */
void plan_diff_compute_versions(struct mem *mem, const struct plan *before,
    const struct plan *after, struct plan_diff *out);

void follow_up_diff_compute(struct mem *mem, const struct follow_up *before,
    const struct follow_up *after, struct plan_diff *out);

/* "added", "removed", "changed". */
const char *diff_kind_key(enum diff_kind kind);

#endif
