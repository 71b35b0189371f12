/*
 * org.h - the units of an institution, whose names and places have dates.
 *
 * A unit keeps its id for ever; what it is called and where it hangs are periods
 * with a first day and the day on which they no longer hold.  A day without a
 * period is a day on which the unit does not exist.  A unit that was merged or
 * split has successors, which go on with its plans and history.
 *
 * Pure: dates are texts (base/date.h).  Everything lives in the arena given.
 */
#ifndef YUP_CORE_ORG_H
#define YUP_CORE_ORG_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mem;

enum {
	ORG_DEPTH_MAX = 16,
	ORG_PERIODS_MAX = 50000, /* of an institution, all times together */
	ORG_NAME_MAX = 300,      /* letters */
	ORG_ACRONYM_MAX = 40,
};

#define ORG_TOP INT64_C(0)   /* the parent of who has none */
#define ORG_KEEP INT64_C(-1) /* as it was */
#define ORG_NONE SIZE_MAX

struct org_period {
	int64_t unit;
	int64_t parent;   /* ORG_TOP at the top */
	const char *from; /* first day */
	const char *to;   /* the day on which it no longer holds, "" where none is known */
	const char *name, *acronym;
	int64_t position; /* among those of one parent */
};

/* `successor` goes on with the plans of `unit`. */
struct org_succession {
	int64_t unit, successor;
	const char *since;
};

struct org_history {
	struct org_period *periods; /* by unit, then by day */
	size_t period_count, period_room;
	struct org_succession *successions;
	size_t succession_count, succession_room;
};

/* ---- The tree on a day ----------------------------------------------------- */

struct org_node {
	const struct org_period *period;
	size_t parent; /* index, ORG_NONE at the top */
	size_t end;    /* its descendants are the nodes after it, up to here */
	unsigned depth;
};

/* Depth first, brothers by position. */
struct org_tree {
	const struct org_node *nodes;
	size_t count;
};

/*
 * Who hangs where on `date`.  A unit whose parent does not exist that day stands
 * at the top.  YUP_EINVALID "org_cycle", YUP_ELIMIT "org_too_deep".
 */
MUST_CHECK int org_tree_on(struct mem *mem, const struct org_history *history, const char *date,
    struct org_tree *out, struct err *err);

/* Where the unit is, ORG_NONE where it is not there that day. */
size_t org_index_of(const struct org_tree *tree, int64_t unit);

/* "DGP/UPR": acronyms from the top, names where there is none. */
const char *org_path(struct mem *mem, const struct org_tree *tree, size_t index);

/*
 * The node that `text` names: an id, a name, an acronym, or a path or the end of
 * one, without regard to case, accents and punctuation.  YUP_ENOTFOUND
 * "org_unit_absent"; YUP_ECONFLICT "org_unit_ambiguous", with the paths.
 */
MUST_CHECK int org_find(struct mem *mem, const struct org_tree *tree, const char *text, size_t *out,
    struct err *err);

/*
 * The units that who answers for `unit` on `date` answers for, sorted: itself,
 * those below it that day, those closed without a successor that hung there last,
 * and all those whose plans any of them goes on with.  A unit that has successors
 * is theirs alone, wherever it hung; a unit that ended answers for nothing.
 */
void org_reach(struct mem *mem, const struct org_history *history, const char *date, int64_t unit,
    const int64_t **out, size_t *out_count);

/* ---- Changes --------------------------------------------------------------- */

/* The unit's periods, in order. */
struct org_period *org_periods_of(const struct org_history *history, int64_t unit, size_t *count);

/* The period that holds on `date`, NULL where the unit is not there. */
const struct org_period *org_period_on(const struct org_history *history, int64_t unit,
    const char *date);

/* A new unit, or another period of one: `period` is taken as it is. */
void org_add(struct mem *mem, struct org_history *history, const struct org_period *period);

/* After the last of the parent's units on `date`. */
int64_t org_next_position(const struct org_history *history, int64_t parent, const char *date);

struct org_change {
	int64_t unit;
	const char *on;             /* the first day it holds */
	const char *name, *acronym; /* NULL: as they were */
	int64_t parent, position;   /* ORG_KEEP: as they were */
};

/*
 * The unit is otherwise from a day on, until a later change says otherwise again.
 * YUP_ENOTFOUND "org_unit_absent": it is not there that day.
 */
MUST_CHECK int org_change_on(struct mem *mem, struct org_history *history,
    const struct org_change *change, struct err *err);

/* It is not there from that day on.  YUP_ENOTFOUND as above. */
MUST_CHECK int org_close_on(struct org_history *history, int64_t unit, const char *on,
    struct err *err);

/*
 * The unit ends and `successors` go on with its plans; those right below it hang
 * from the first of them.  YUP_ENOTFOUND as above, for any of them;
 * YUP_EINVALID "org_succeeds_itself".
 */
MUST_CHECK int org_succeed_on(struct mem *mem, struct org_history *history, int64_t unit,
    const int64_t *successors, size_t count, const char *on, struct err *err);

/*
 * Is the history, from `from` on, one that can be: no cycle, no two periods of a
 * unit at once, parents there as long as their units are, no two brothers of one
 * name, not too deep?  YUP_ECONFLICT "org_periods_overlap", "org_parent_closed",
 * "org_name_taken"; YUP_EINVALID "org_cycle"; YUP_ELIMIT "org_too_deep",
 * "org_too_many".
 */
MUST_CHECK int org_check(struct mem *mem, const struct org_history *history, const char *from,
    struct err *err);

#endif
