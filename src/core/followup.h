/*
 * followup.h - one follow-up document: what each operation achieved by a date,
 * and the averages above it.
 *
 * Ratios are per cent; _e4 as read, _e9 computed.  Blank is NUM_ABSENT, never
 * zero.  Texts are never NULL.  Everything lives in follow_up->mem.
 */
#ifndef YUP_CORE_FOLLOWUP_H
#define YUP_CORE_FOLLOWUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/pack.h"
#include "core/plan.h"
#include "core/report.h"

struct standing;

/* What an operation has besides, when the document is made here from reports. */
struct fu_reported {
	uint32_t row; /* of the plan */
	struct report_progress progress;
	int64_t before_e9;         /* physical at the period before; NUM_ABSENT */
	int64_t weight_e4;         /* of the unit's whole; NUM_ABSENT */
	int64_t budget_cents;      /* its own, or its part of the row above; NUM_ABSENT */
	const struct report *said; /* NULL: nothing */
	size_t evidence_count;
	enum threshold_answer threshold;
};

struct fu_operation {
	const char *id;
	const char *code;
	const char *area; /* "" outside areas */
	const char *expected, *obtained;
	const char *cause, *measure; /* "" where the second table has no row */
	uint32_t unit;
	int64_t physical_e4, financial_e4;
	struct source source;
	struct source cause_source;         /* line 0 where no row */
	const char *cause_expected;         /* the result as the second table spells it */
	const struct fu_reported *reported; /* NULL: as read in a document */
};

/* Money of what is below; NUM_ABSENT where nobody has said any. */
struct fu_money {
	int64_t budget_cents, executed_cents;
};

struct fu_unit {
	const char *id;
	const char *ordinal;       /* as printed: "01" */
	const char *cause_ordinal; /* as printed in the second table, "" where absent */
	const char *name;
	const char *cause_name; /* as the second table spells it, "" or NULL where absent */
	uint32_t parent;        /* aggregate index or PLAN_NONE */
	uint32_t first, count;  /* its operations */
	int64_t printed_e4;
	int64_t computed_e9; /* mean of its operations, NUM_ABSENT with none */
	int64_t planned_e9;  /* the same of what was planned to date, where it was reported here */
	struct fu_money money;
	const struct standing *known; /* its sums, kept before: its operations are not here */
	struct source source;
	struct source cause_source; /* its heading in the second table */
};

enum fu_level { FU_DIRECTORATE, FU_VICE_MINISTRY, FU_GROUP, FU_INSTITUTION, FU_LEVEL__COUNT };

/* What a line averages: units or other aggregates. */
struct fu_member {
	bool is_unit;
	uint32_t index;
};

struct fu_aggregate {
	const char *id;
	const char *name;
	enum fu_level level;
	uint32_t parent;
	int64_t printed_e4, printed_financial_e4;
	int64_t computed_e9;              /* from the leaves */
	int64_t computed_from_printed_e9; /* from its members as printed */
	int64_t computed_financial_e9;    /* mean of its members' financial progress; of what
	                                     was reported here, executed / budget */
	int64_t planned_e9;
	struct fu_money money;
	uint32_t operation_count; /* below it */
	const struct fu_member *of;
	size_t of_count;
	struct source source;
};

/* A row of the second table that found no operation. */
struct fu_orphan {
	const char *unit_name, *code, *expected, *cause, *measure;
	struct source source;
};

struct follow_up {
	struct mem *mem;
	const struct pack *pack;
	const char *institution, *acronym;
	int year;
	const char *as_of; /* "2016-06-30" */
	int64_t threshold_e4;
	bool threshold_stated;             /* by the document, else the pack's */
	bool is_reported;                  /* made here from reports; else read in a document */
	enum average_policy average;       /* of operations; documents are read as means */
	enum average_policy average_above; /* of units and levels */
	bool blank_is_zero;
	const char **files;
	size_t file_count;
	struct fu_unit *units;
	size_t unit_count, unit_room;
	struct fu_operation *operations;
	size_t operation_count, operation_room;
	struct fu_aggregate *aggregates;
	size_t aggregate_count, aggregate_room;
	struct fu_orphan *orphans;
	size_t orphan_count, orphan_room;
};

struct follow_up *follow_up_new(struct mem *mem, const struct pack *pack);
struct fu_unit *follow_up_add_unit(struct follow_up *fu);
struct fu_operation *follow_up_add_operation(struct follow_up *fu);
struct fu_aggregate *follow_up_add_aggregate(struct follow_up *fu);

/* The word of a level: "directorate", "vice_ministry", "group", "institution". */
const char *fu_level_key(enum fu_level level);

#endif
