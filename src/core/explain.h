/*
 * explain.h - why a figure is what it is: its formula with the numbers in it,
 * term by term, down to the rows that somebody wrote.
 *
 * The same arithmetic as rollup.c and progress.c, kept open instead of added
 * up.  Pure; everything lives in the arena.
 */
#ifndef YUP_CORE_EXPLAIN_H
#define YUP_CORE_EXPLAIN_H

#include "core/followup.h"
#include "core/rollup.h"

enum explain_kind {
	EXPLAIN_LEAF,      /* a row as said: an activity, or an objective without activities */
	EXPLAIN_NODE,      /* the roll-up of its children */
	EXPLAIN_SHARE,     /* a unit's objectives under one framework node: index is the unit */
	EXPLAIN_UNIT,      /* the mean of its shares */
	EXPLAIN_OPERATION, /* follow-up: as said */
	EXPLAIN_FU_UNIT,   /* the mean of its operations */
	EXPLAIN_AGGREGATE, /* the mean of its members */
	EXPLAIN__COUNT
};

enum explain_agreement {
	NOTHING_PRINTED,
	PRINTED_AGREES,
	PRINTED_DIFFERS,
	PRINTED_OVERTAKEN, /* it differs, and people changed what it is made of since */
};

/* One term of the sum or of the mean; what does not apply is NUM_ABSENT. */
struct explain_term {
	int64_t weight_e4;
	int64_t numerator_e4, denominator_e4; /* of a leaf's share: v(m) / sum */
	int64_t value_e9;  /* what is weighed or averaged; absent: blank, left out */
	int64_t result_e9; /* what the term adds */
	const struct explanation *of;
};

struct explanation {
	enum explain_kind kind;
	uint32_t index;    /* node, unit, operation or aggregate */
	uint32_t root;     /* EXPLAIN_SHARE: the framework node */
	unsigned period;   /* 1..n, 0: the total, or a figure without periods */
	int64_t result_e9; /* NUM_ABSENT: nothing to compute */
	int64_t weight_e4, numerator_e4, denominator_e4; /* EXPLAIN_LEAF: what it adds; or absent */
	const int64_t *month_e9; /* every period, NULL where there are none */
	int64_t printed_e4;      /* NUM_ABSENT: nothing printed */
	enum explain_agreement agreement;
	bool printed_inferred;   /* the printed cell was lost and follows from the rest */
	int64_t from_printed_e9; /* EXPLAIN_AGGREGATE: from its members as printed */
	const struct explain_term *terms;
	size_t term_count;
};

/* `period` 0 is the year's total.  `rolled` is the roll-up of `plan`. */
const struct explanation *explain_node(struct mem *mem, const struct plan *plan,
    const struct rollup *rolled, uint32_t node, unsigned period);
const struct explanation *explain_unit(struct mem *mem, const struct plan *plan,
    const struct rollup *rolled, uint32_t unit, unsigned period);

/* `fu` has its progress computed. */
const struct explanation *explain_operation(struct mem *mem, const struct follow_up *fu,
    uint32_t operation);
const struct explanation *explain_fu_unit(struct mem *mem, const struct follow_up *fu,
    uint32_t unit);
const struct explanation *explain_aggregate(struct mem *mem, const struct follow_up *fu,
    uint32_t aggregate);

/* "activity_row", "rollup" ...: a stable word for JSON. */
const char *explain_kind_key(enum explain_kind kind);

#endif
