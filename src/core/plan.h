/*
 * plan.h - the plan: a tree of nodes, the units that own them, the forms they
 * were read from.
 *
 * Plain data in one arena: texts are NUL-terminated UTF-8 owned by plan->mem,
 * never NULL ("" where absent).  Absent numbers are NUM_ABSENT.  A node's
 * schedule is one row of period_count quantities in plan->schedule_e4, so that
 * roll-ups walk one array.  A month that was not given is 0 there and its bit
 * in node->given is clear: blank is not zero.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_PLAN_H
#define YUP_CORE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/err.h"
#include "core/pack.h"

struct check_facts;
struct mem;

#define PLAN_NONE UINT32_MAX

enum {
	PLAN_DEPTH_MAX = 16,
	PLAN_CHILDREN_MAX = 1000000,
	PLAN_NODES_MAX = 4000000,
	PLAN_UNITS_MAX = 1000000,
};

enum behaviour {
	BEHAVIOUR_SUM,     /* periods add up to the total */
	BEHAVIOUR_AVERAGE, /* every active period repeats the total */
	BEHAVIOUR_LAST,    /* never falls; the last active period is the total */
	BEHAVIOUR__COUNT
};

enum basis {
	BASIS_QUANTITY, /* periods in the target's unit */
	BASIS_SHARE,    /* 100 is the whole target */
};

enum node_state { NODE_AS_READ, NODE_REPAIRED, NODE_UNRESOLVED };

/* Baseline and target: the text, and the number in it where there is one. */
struct measure {
	const char *text;
	int64_t value_e4; /* NUM_ABSENT where the text has no number */
	bool percent;
};

/* Where something was said: file (index in plan->files), form 'A', 'B' or 0, line from 1. */
struct source {
	uint32_t file;
	uint32_t line;
	char form;
};

/* What a person reads about one repair; see core/repair.h for how it is found. */
struct repair_note {
	const char **cells_read; /* the schedule's cells and the total, as in the file */
	size_t cells_count;
	const char **changed; /* "insert 3 50": what was done to which cell */
	size_t changed_count;
	const char **equations; /* which equations confirmed it */
	size_t equations_count;
	const char **candidates; /* other answers, where it stays unresolved */
	size_t candidates_count;
	/* As read, where all cells were there: rules tell what was wrong before. */
	bool whole; /* period_count cells were read */
	int64_t read_e4[PACK_PERIODS_MAX];
	int64_t read_total_e4;
};

/*
 * An objective's rolled-up row as form B prints it.  An objective that is only
 * in form A has none.
 */
struct published_row {
	int64_t month_e4[PACK_PERIODS_MAX]; /* NUM_ABSENT where the cell is missing */
	int64_t total_e4;
	int64_t weight_e4; /* form B's own weight, for R13 and the unit's total */
	uint16_t inferred; /* bit m: the month was missing and follows from the rest */
	uint8_t decimals;  /* most decimals printed in the row */
	uint8_t cells;     /* months found in the row, before inference */
	bool damaged;      /* lost or gained cells that nothing explains */
	struct source source;
	const char *title; /* as form B spells it */
	struct measure baseline, target;
};

/* How often the indicator is measured. */
enum sheet_frequency {
	FREQUENCY_NONE, /* nobody has said */
	FREQUENCY_MONTHLY,
	FREQUENCY_QUARTERLY,
	FREQUENCY_HALF_YEARLY,
	FREQUENCY_YEARLY,
	FREQUENCY__COUNT
};

/* Which way is better. */
enum sheet_direction { DIRECTION_NONE, DIRECTION_RISING, DIRECTION_FALLING, DIRECTION__COUNT };

/* The indicator's sheet (ficha), DOMAIN section 2: nothing is computed from it. */
struct indicator_sheet {
	const char *formula, *source, *unit; /* how, from which data, in what it is measured */
	uint8_t frequency;                   /* enum sheet_frequency */
	uint8_t direction;                   /* enum sheet_direction */
};

/* "monthly", "rising" ... as in exported JSON and typed cells; "" where nobody has said. */
extern const char *const sheet_frequency_keys[FREQUENCY__COUNT];
extern const char *const sheet_direction_keys[DIRECTION__COUNT];

/* Nobody has said anything in it. */
bool sheet_is_empty(const struct indicator_sheet *sheet);

struct plan_node {
	/* what roll-ups and most rules read, side by side */
	int64_t weight_e4;   /* per cent among siblings */
	int64_t total_e4;    /* as said */
	uint32_t parent;     /* index, PLAN_NONE for the framework level */
	uint32_t unit;       /* index, PLAN_NONE for the framework level */
	uint16_t given;      /* bit m: period m+1 has a value */
	uint8_t level;       /* index in pack->levels */
	uint8_t behaviour;   /* enum behaviour */
	uint8_t basis;       /* enum basis */
	uint8_t state;       /* enum node_state */
	uint8_t first_month; /* 1..n, 0 where absent */
	uint8_t last_month;
	uint8_t decimals; /* most decimals written in a period */
	bool behaviour_inferred;
	bool percent; /* periods written with % */
	bool total_percent;
	bool has_schedule;                     /* a row of periods was said, even if damaged */
	const struct published_row *published; /* NULL for leaves */
	struct measure baseline, target;

	int64_t budget_cents;
	uint32_t form_a; /* index in plan->forms, PLAN_NONE where not in one */
	uint32_t form_b;
	const char *id;        /* stable for the same document */
	const char *code;      /* normalised */
	const char *code_read; /* as in the file */
	const char *title;
	const char *indicator;
	const char *responsible;
	const char *verification;
	struct indicator_sheet sheet;
	const struct repair_note *repair; /* NULL when as read */
	const struct source *sources;
	size_t source_count;
	const char *const *spellings; /* other titles of the same node */
	size_t spelling_count;

	int64_t position;  /* nodes stand in order of position, then of row */
	uint32_t row;      /* its handle for ever: the ordinal it is stored under */
	uint32_t revision; /* of the plan, when it last changed */
	bool deleted;      /* only among all rows of a plan: see plan_settle() */
	bool edited;       /* its figures, or which rows hang from it, are not as printed */
};

struct plan_unit {
	const char *id;
	uint32_t parent;         /* index, PLAN_NONE at the top */
	const char *name;        /* as on form B, else the acronym */
	const char *acronym;     /* as printed, normalised: "ASES-UCS" */
	const char *own_acronym; /* without the parent's: "UCS" */
	const char *path;        /* "ASES/UCS": unique */
	bool has_total;          /* a `Total:` row was printed */
	bool has_form_b;
	int64_t total_e4[PACK_PERIODS_MAX]; /* as printed, NUM_ABSENT where missing */
	int64_t total_sum_e4;
	uint16_t total_inferred;
	uint8_t total_cells; /* numbers found in the row, the sum included */
	struct source total_source;
	const char *const *spellings;          /* other names and acronyms read for it */
	const struct source *spelling_sources; /* where each was read; NULL where nobody noted */
	size_t spelling_count;
	struct source source; /* first seen here */
	uint8_t state;        /* enum unit_state, core/plan_state.h */
	int64_t org_unit_id;  /* the organisation's unit it is, 0 where nobody has said */
};

enum form_kind { FORM_A, FORM_B };

/* One form: from its head to its `Presupuesto:` or `Total:`, pages joined. */
struct plan_form {
	enum form_kind kind;
	uint32_t file;
	uint32_t first_line, last_line;
	uint32_t unit;         /* form B's; PLAN_NONE for form A */
	uint32_t duplicate_of; /* the same form printed before, or PLAN_NONE */
	bool has_footer;
	uint32_t footer_line;
	int64_t footer_cents; /* form A's `Presupuesto:` */
};

struct plan {
	struct mem *mem;
	const struct pack *pack;
	const char *institution, *acronym;
	int year;
	unsigned version;
	enum rollup_policy policy;
	unsigned period_count;           /* pack's, kept here because every loop needs it */
	uint32_t revision;               /* of its last change */
	uint8_t state;                   /* enum plan_state, core/plan_state.h */
	int64_t based_on;                /* the plan it was started from, 0: none */
	const struct check_facts *facts; /* known beside it (core/check.h); NULL: nothing */

	const char **files;
	size_t file_count;
	struct plan_unit *units;
	size_t unit_count, unit_room;
	struct plan_form *forms;
	size_t form_count, form_room;
	struct plan_node *nodes; /* a node stands after its parent; siblings in the order read */
	size_t node_count, node_room;
	int64_t *schedule_e4; /* node_room rows of period_count */
};

/* An empty plan in `mem`. */
struct plan *plan_new(struct mem *mem, const struct pack *pack);

/* The same plan with rows of its own in `mem`: texts, units and forms stay shared. */
struct plan *plan_copy(struct mem *mem, const struct plan *plan);

/*
 * Room for one more; the pointer is valid until the next add.  Texts are "",
 * numbers NUM_ABSENT, indexes PLAN_NONE.
 */
struct plan_node *plan_add_node(struct plan *plan);
struct plan_unit *plan_add_unit(struct plan *plan);
struct plan_form *plan_add_form(struct plan *plan);

enum { POSITION_STEP = 65536 }; /* between two nodes of a plan that was never edited */

/*
 * A plan is stored as all its rows: index = row = parent's index, deleted ones
 * marked.  Make it what everybody else works on: without them, in order of
 * position.  New arrays in plan->mem where something moves.  YUP_EIO: a node
 * stands before its parent.
 */
MUST_CHECK int plan_settle(struct plan *plan, struct err *err);

/* Rows and positions as of a plan that was never stored. */
void plan_renumber(struct plan *plan);

/* Whether a stands before b. */
static inline bool
node_is_before(const struct plan_node *a, const struct plan_node *b)
{
	return a->position != b->position ? a->position < b->position : a->row < b->row;
}

static inline int64_t *
plan_schedule(const struct plan *plan, size_t node)
{
	return plan->schedule_e4 + node * plan->period_count;
}

static inline uint16_t
plan_all_given(const struct plan *plan)
{
	return (uint16_t)((1u << plan->period_count) - 1);
}

/* True when every period of the node has a value. */
static inline bool
node_is_whole(const struct plan *plan, const struct plan_node *node)
{
	return node->given == plan_all_given(plan);
}

static inline bool
plan_is_leaf_level(const struct plan *plan, unsigned level)
{
	return level + 1 == plan->pack->level_count;
}

/* Form B's line where there is one, else the first source; line 0 where none. */
struct source node_source(const struct plan_node *node);

/* The source of a given form, line 0 where none. */
struct source node_source_in(const struct plan_node *node, char form);

/* One node's children, in order; they may change (core/plan_tree.h). */
struct plan_kids {
	uint32_t *list;
	uint32_t count, room;
};

/*
 * Children of each node: those of i are list[first[i]] .. list[first[i+1]-1],
 * or kids[i] where kids is set.
 */
struct plan_children {
	const uint32_t *first; /* node_count + 1 */
	const uint32_t *list;
	const struct plan_kids *kids;
};
void plan_index_children(struct mem *mem, const struct plan *plan, struct plan_children *out);

static inline const uint32_t *
plan_children_of(const struct plan_children *children, size_t node, size_t *count)
{
	if (children->kids != NULL) {
		*count = children->kids[node].count;
		return children->kids[node].list;
	}
	*count = children->first[node + 1] - children->first[node];
	return children->list + children->first[node];
}

/* Behaviour of a row, in DOMAIN section 2's order; true when the target decides the total is wrong. */
enum behaviour behaviour_infer(const int64_t *month_e4, unsigned n, int64_t total_e4,
    int64_t target_e4);

/* Basis of a row: share when the total is 100 and the target is not. */
enum basis basis_infer(int64_t total_e4, int64_t target_e4);

/* Set behaviour and basis of every node with a whole schedule that nobody stated. */
void plan_infer(struct plan *plan);

#endif
