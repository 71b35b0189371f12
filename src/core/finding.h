/*
 * finding.h - what a rule found: plain facts, no sentence.
 *
 * text/finding_text.c makes the sentence from the rule and its variant; the
 * numbers and texts here are its arguments.
 */
#ifndef YUP_CORE_FINDING_H
#define YUP_CORE_FINDING_H

#include "core/followup.h"
#include "core/plan.h"

enum severity { SEVERITY_ADVICE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY__COUNT };

enum value_kind {
	VALUE_NONE,
	VALUE_E4,         /* quantity or per cent x 10^4 */
	VALUE_PERCENT_E4, /* a per cent, shown with % */
	VALUE_E9,         /* a per cent that was computed, shown with two decimals and % */
	VALUE_CENTS,      /* money */
	VALUE_COUNT,
	VALUE_TEXT,
	VALUE_RANGE, /* first and last period: number = first * 100 + last */
};

struct value {
	enum value_kind kind;
	int64_t number;
	const char *text;
};

static inline struct value
value_e4(int64_t v)
{
	return (struct value){ v == NUM_ABSENT ? VALUE_NONE : VALUE_E4, v, NULL };
}

static inline struct value
value_percent(int64_t v)
{
	return (struct value){ v == NUM_ABSENT ? VALUE_NONE : VALUE_PERCENT_E4, v, NULL };
}

static inline struct value
value_e9(int64_t v)
{
	return (struct value){ v == NUM_ABSENT ? VALUE_NONE : VALUE_E9, v, NULL };
}

/* How far an operation is: what was computed here, or as it was read. */
static inline struct value
value_progress(const struct fu_operation *op)
{
	return op->reported != NULL ? value_e9(op->reported->progress.physical_e9)
				    : value_percent(op->physical_e4);
}

static inline struct value
value_cents(int64_t v)
{
	return (struct value){ v == NUM_ABSENT ? VALUE_NONE : VALUE_CENTS, v, NULL };
}

static inline struct value
value_count(int64_t v)
{
	return (struct value){ VALUE_COUNT, v, NULL };
}

static inline struct value
value_text(const char *text)
{
	return (struct value){ text != NULL ? VALUE_TEXT : VALUE_NONE, 0, text };
}

static inline struct value
value_range(unsigned first, unsigned last)
{
	return (struct value){ VALUE_RANGE, (int64_t)first * 100 + last, NULL };
}

/* One change that a fix makes. */
enum fix_field {
	FIX_WEIGHT,
	FIX_TOTAL,
	FIX_PERIOD,
	FIX_CODE,
	FIX_BUDGET_TOTAL, /* a form's footer: the finding's source says which */
	FIX_PRINTED,      /* a follow-up's printed figure */
	FIX_COMPUTED,     /* what forms show takes the place of what was printed; only chosen */
	FIX__COUNT
};

struct fix_change {
	enum fix_field field;
	uint32_t node;   /* PLAN_NONE where it is a unit's or a form's figure */
	unsigned period; /* FIX_PERIOD: 1..n */
	struct value value;
};

struct finding {
	uint8_t rule;     /* 15 for R15 */
	uint8_t variant;  /* which of the rule's sentences, from 0 */
	uint8_t severity; /* enum severity */
	bool follow_up;   /* about a follow-up: node is an operation, unit and aggregate are its */
	unsigned period;  /* 1..n, 0 where none */
	uint32_t node;    /* node or operation, PLAN_NONE where none */
	uint32_t unit;
	uint32_t aggregate; /* follow-up only */
	struct source source;
	struct value expected, found;
	struct value extra[2];        /* further arguments of the sentence */
	const struct fix_change *fix; /* NULL where arithmetic gives none */
	size_t fix_count;
};

struct finding_list {
	struct mem *mem;
	struct finding *items;
	size_t count, room;
};

/* Room for one more, zeroed, with node, unit and aggregate PLAN_NONE. */
struct finding *finding_add(struct finding_list *list);

/* Whose it is, of a plan: its row's unit, or its own; PLAN_NONE: nobody's. */
uint32_t finding_unit(const struct plan *plan, const struct finding *f);

/* In order of rule, then of file, line and period; equals keep their order. */
void finding_sort(struct finding_list *list);

/* By rule, place and then all the rest: 0 where they say the same. */
int finding_compare(const struct finding *a, const struct finding *b);

/* With its texts and its fix in `mem`. */
void finding_copy(struct mem *mem, const struct finding *from, struct finding *to);

/* "error", "warning", "advice". */
const char *severity_key(enum severity severity);

/* "weight", "total", "period", "code", "budget_total", "printed". */
const char *fix_key(enum fix_field field);

#endif
