/*
 * check.h - the rules, run over a plan or a follow-up.
 *
 * Each rule is one file in rules/ that defines one `const struct rule`; the
 * table in check.c lists them.  A rule looks and reports; it changes nothing.
 */
#ifndef YUP_CORE_CHECK_H
#define YUP_CORE_CHECK_H

#include "base/err.h"
#include "core/finding.h"
#include "core/rollup.h"

enum { RULE_MAX = 49 };

/* What every rule of one run may read.  Either plan or fu is set. */
struct check {
	struct mem *mem;
	const struct pack *pack;
	const struct plan *plan;
	const struct plan_children *children;
	const struct rollup *as_published; /* under as_published */
	const struct rollup *by_behaviour;
	const struct follow_up *fu;
	struct finding_list *findings;
	uint64_t passed[RULE_MAX + 1]; /* how often a rule looked and found nothing */
	uint8_t rule;                  /* the one that runs now */
};

struct rule {
	uint8_t id;
	const char *title; /* for people, Spanish: "Las ponderaciones suman 100 %" */
	void (*plan)(struct check *check);      /* NULL: says nothing about plans */
	void (*follow_up)(struct check *check); /* NULL: says nothing about follow-ups */
};

/* The rules in order of id, ended by id 0. */
extern const struct rule *const rule_table[];

/* All rules over one plan; findings in order of rule, then of place. */
MUST_CHECK int check_plan(struct mem *mem, const struct plan *plan, struct finding_list *out,
    uint64_t passed[RULE_MAX + 1], struct err *err);

/* All rules over one follow-up, whose progress has been computed. */
MUST_CHECK int check_follow_up(struct mem *mem, const struct follow_up *fu,
    struct finding_list *out, uint64_t passed[RULE_MAX + 1], struct err *err);

/* For the rules: report about a node at its form B line, else its first; about a unit. */
struct finding *check_report_node(struct check *check, enum severity severity, size_t node);
struct finding *check_report_unit(struct check *check, enum severity severity, size_t unit);
void check_pass(struct check *check);

#endif
