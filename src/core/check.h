/*
 * check.h - the rules, run over a plan or a follow-up.
 *
 * Each rule is one file in rules/ that defines one `const struct rule`; the
 * table in check.c lists them.  A rule looks and reports; it changes nothing.
 * It says at what it looks by the functions it fills: the driver walks the
 * plan once, a block of nodes at a time, and calls them, so that a rule is no
 * more than its own comparison.
 *
 * Pure: no SQL, no files, no clock, no locale.
 */
#ifndef YUP_CORE_CHECK_H
#define YUP_CORE_CHECK_H

#include "base/err.h"
#include "core/finding.h"
#include "core/rollup.h"

enum { RULE_MAX = 49 };

/* One institutional objective of the strategic plan, and its years. */
struct framework_link {
	const char *code;          /* the institutional objective: "5.1" */
	const char *strategic;     /* the code of the strategic objective it serves, "" for none */
	int first_year, last_year; /* 0: open */
};

/* What is known beside the plan itself; all of it may be absent. */
struct check_facts {
	const struct framework_link *framework;
	size_t framework_count; /* 0: no framework was loaded, R07 says nothing */
};

/* The budgets of one form A's lines, together. */
struct form_tally {
	int64_t cents;
	uint32_t known; /* lines with a budget */
	uint32_t doubt; /* lines without one, or not resolved */
};

/* What every rule of one run may read.  Either plan or fu is set. */
struct check {
	struct mem *mem;
	const struct pack *pack;
	const struct check_facts *facts; /* never NULL */
	const struct plan *plan;
	const struct plan_children *children;
	const struct rollup *rolled; /* under the plan's own policy */
	const uint32_t *doubts; /* of each unit: rows its printed total cannot be held against */
	const struct form_tally *tallies; /* of each form */
	const struct follow_up *fu;
	struct finding_list *findings;
	uint64_t passed[RULE_MAX + 1]; /* comparisons that held, by rule */
	uint8_t rule;                  /* the one that runs now */
};

/* One schedule, with what several rules ask of it. */
struct row {
	uint32_t index; /* of the node */
	const struct plan_node *node;
	const int64_t *v_e4; /* period_count values */
	int64_t total_e4;    /* as said, NUM_ABSENT where nothing was */
	int64_t sum_e4;
	int64_t tolerance_e4;  /* 0.1 where a period has decimals, else 0 */
	unsigned active;       /* periods that are not 0 */
	unsigned first, last;  /* the first and last of them, 1..n, 0 where none */
	bool unresolved;       /* all cells are there but their order or values are in doubt */
	const struct row *was; /* as read, where a repair changed whole cells; else NULL */
};

/* A node and its children, in the order read. */
struct family {
	uint32_t parent;
	const uint32_t *child;
	size_t count; /* at least 1 */
};

/*
 * A rule says how far it looks by the functions it fills, and after an edit
 * only what can have changed runs again (core/plan_live.h).  So none may read
 * more of the nodes than is said here.
 */
struct rule {
	uint8_t id;
	const char *title; /* for people, Spanish: "Las ponderaciones suman 100 %" */
	/* Each may be NULL: the rule does not look there. */
	void (*node)(struct check *check, uint32_t node); /* itself, how many children it has */
	/* a whole schedule: its node, and what the parent's form prints */
	void (*row)(struct check *check, const struct row *row);
	/* a node, its children, and their roll-up */
	void (*family)(struct check *check, const struct family *family);
	/* the nodes of one owner with one code, in the plan's order; at least 1 */
	void (*twins)(struct check *check, const uint32_t *nodes, size_t count);
	void (*unit)(struct check *check, uint32_t unit); /* itself, its roll-up, doubts[unit] */
	void (*form)(struct check *check, uint32_t form); /* itself, tallies[form] */
	void (*units)(struct check *check);               /* all units at once, no node */
	void (*follow_up)(struct check *check);
	bool unresolved_too; /* `row` also sees the schedules left unresolved */
};

/* The rules in order of id, ended by NULL. */
extern const struct rule *const rule_table[];

/* The rule with this id, or NULL. */
const struct rule *rule_find(unsigned id);

/*
 * All rules over one plan; findings in order of rule, then of place.  `facts`
 * may be NULL.  Findings live in `mem` and point into the plan.
 */
MUST_CHECK int check_plan_with(struct mem *mem, const struct plan *plan,
    const struct check_facts *facts, struct finding_list *out, uint64_t passed[RULE_MAX + 1],
    struct err *err);
/* The same with plan->facts. */
MUST_CHECK int check_plan(struct mem *mem, const struct plan *plan, struct finding_list *out,
    uint64_t passed[RULE_MAX + 1], struct err *err);

/* All rules over one follow-up, whose progress has been computed. */
MUST_CHECK int check_follow_up(struct mem *mem, const struct follow_up *fu,
    struct finding_list *out, uint64_t passed[RULE_MAX + 1], struct err *err);

/*
 * For the rules.  A report is valid until the next one.  `check_report_node`
 * speaks of a node at its form B line where there is one; `check_report_row`
 * of a schedule where it stands, form A for an objective's own.
 */
struct finding *check_report(struct check *check, enum severity severity, unsigned variant);
struct finding *check_report_node(struct check *check, enum severity severity, unsigned variant,
    uint32_t node);
struct finding *check_report_row(struct check *check, enum severity severity, unsigned variant,
    const struct row *row);
struct finding *check_report_unit(struct check *check, enum severity severity, unsigned variant,
    uint32_t unit);
struct finding *check_report_operation(struct check *check, enum severity severity,
    unsigned variant, uint32_t operation);
struct finding *check_report_fu_unit(struct check *check, enum severity severity, unsigned variant,
    uint32_t unit);
struct finding *check_report_aggregate(struct check *check, enum severity severity,
    unsigned variant, uint32_t aggregate);
void check_pass(struct check *check);

/* Room for `count` changes in the finding's fix, each about no node yet. */
struct fix_change *check_fix(struct check *check, struct finding *finding, size_t count);

/* Where a node's own schedule stands. */
struct source check_row_source(const struct plan_node *node);

/* A quantity of this row: a per cent where its periods are. */
struct value check_row_value(const struct row *row, int64_t quantity_e4);

/* For core/plan_live.c: all rules over one place of the plan. */
void check_run_node(struct check *check, uint32_t node);
void check_run_family(struct check *check, uint32_t parent);
void check_run_twins(struct check *check, const uint32_t *nodes, size_t count);
void check_run_unit(struct check *check, uint32_t unit);
void check_run_form(struct check *check, uint32_t form);
void check_run_units(struct check *check);

/* A leaf whose schedule nobody is sure of, or a row changed since its unit's total was printed. */
bool check_is_doubtful(const struct plan *plan, const struct plan_node *node);

/* Count a line in (`times` 1) or out (-1) of its form's tally; it must have one. */
void check_tally(struct form_tally *tally, const struct plan_node *node, int times);

/* Every leaf below is whole and none is in doubt: its roll-up can be trusted. */
bool check_family_settled(const struct check *check, const struct family *family);

#endif
