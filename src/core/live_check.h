/*
 * live_check.h - the findings of a plan kept up to date; for plan_live.c.
 *
 * Findings have a home: the node, family, code, unit or form that the rules
 * looked at.  A change visits homes twice: before it, to take back what held;
 * after it, to look again.
 *
 * Pure.  Uses base/ only.
 */
#ifndef YUP_CORE_LIVE_CHECK_H
#define YUP_CORE_LIVE_CHECK_H

#include "core/check.h"
#include "core/plan_tree.h"

enum home_kind {
	HOME_NODE,
	HOME_FAMILY,
	HOME_TWINS,
	HOME_UNIT,
	HOME_FORM,
	HOME_UNITS,
	HOME__COUNT
};

struct home {
	const struct finding *items;
	size_t count;
};

/* What appeared and went, as pointers to findings that last as long as the change. */
struct finding_refs {
	const struct finding **items;
	size_t count, room;
};

struct live_check {
	struct mem *mem, *scratch; /* of the plan, and of one change */
	const struct plan *plan;
	const struct plan_tree *tree;
	struct plan_children children;
	struct check check;
	struct home *homes[HOME__COUNT];
	size_t room; /* rows there is room for */
	uint32_t *doubts;
	struct form_tally *tallies;
	uint32_t *buckets; /* twins by owner and code: a row, PLAN_NONE for none */
	size_t bucket_mask;
	uint32_t *next; /* of each row: the bucket's next one */
	uint64_t passed[RULE_MAX + 1];
	size_t severities[SEVERITY__COUNT];
	struct finding_refs appeared, gone;
};

/* Nothing is looked at yet; `rolled` is kept by the caller. */
void live_check_init(struct live_check *live, struct mem *mem, struct mem *scratch,
    const struct plan *plan, const struct plan_tree *tree, const struct rollup *rolled);

/* Room for the rows the plan has. */
void live_check_grow(struct live_check *live);

/* Count a row in (`times` 1) or out (-1) of its unit's doubts and its form's tally. */
void live_check_count(struct live_check *live, uint32_t row, int times);

/* Before a change: take back what held at this home. */
void live_check_leave(struct live_check *live, enum home_kind kind, uint32_t index);

/* After it: look again; `exists` false: there is nothing to look at any more. */
void live_check_enter(struct live_check *live, enum home_kind kind, uint32_t index, bool exists);

/* ---- Twins --------------------------------------------------------------------- */

/* Rows of the same owner and code as `row` in the table, in order; an array in scratch. */
uint32_t *live_check_twins(struct live_check *live, uint32_t row, size_t *count);
void live_check_add_twin(struct live_check *live, uint32_t row);
void live_check_remove_twin(struct live_check *live, uint32_t row);
void live_check_leave_twins(struct live_check *live, const uint32_t *rows, size_t count);
void live_check_enter_twins(struct live_check *live, const uint32_t *rows, size_t count);

/* What appeared and went since the last call, in order, without what did both; in `mem`. */
void live_check_take(struct live_check *live, struct mem *mem, struct finding_list *appeared,
    struct finding_list *gone);

#endif
