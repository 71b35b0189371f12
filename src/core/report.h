/*
 * report.h - what units report of their plan through the year, and how far that
 * brings them.
 *
 * A year's calendar has reporting periods, each of one or more of the plan's
 * schedule periods.  In each a unit says of each of its rows what it achieved,
 * with its result, money, cause and measure; blank is NUM_ABSENT or "", never zero.
 *
 * Physical progress is per cent of the year's whole, to date:
 *
 *	sum       what was achieved in all periods together / the total
 *	average   each period's level / the total, for its share of the active months
 *	last      (the level now - start) / (the total - start), start as in rollup.h;
 *	          of an indicator that should fall, start is the baseline
 *
 * Of a row planned in shares (BASIS_SHARE) the total is its target, which is what
 * it is measured in.  Where no number says it, it may be stated as a per cent.
 * Efficacy is physical / planned to date.  Below 0 counts as 0.
 *
 * Pure.  Source: DOMAIN section 4 and 7.
 */
#ifndef YUP_CORE_REPORT_H
#define YUP_CORE_REPORT_H

#include "core/plan.h"

/* Stored in report_period.state: new ones at the end. */
enum period_state { PERIOD_PLANNED, PERIOD_OPEN, PERIOD_CLOSED, PERIOD_STATE__COUNT };

struct report_period {
	uint8_t number;      /* 1.. of the year */
	uint8_t first, last; /* the schedule periods it covers, from 1 */
	uint8_t state;       /* enum period_state */
	const char *due_on;  /* the last day to report, 2027-04-10 */
	int64_t plan_id;     /* the version it is reported against, 0 before it opens */
};

/* Stored in report.measure: new ones at the end. */
enum measure_kind {
	MEASURE_UNSAID,
	MEASURE_NONE,             /* none is needed, with why */
	MEASURE_ELIMINATE,        /* the row, at the next amendment */
	MEASURE_CHANGE_RESULT,    /* likewise */
	MEASURE_CHANGE_INDICATOR, /* likewise */
	MEASURE_RESCHEDULE,       /* to a month: likewise */
	MEASURE_OTHER,
	MEASURE__COUNT
};

/* Stored in report_past.field: new ones at the end. */
enum report_field {
	REPORT_VALUE, /* achieved in the period, in the indicator's unit; `last`: the level at its end */
	REPORT_STATED,   /* physical progress to date, per cent, where there is no number */
	REPORT_EXECUTED, /* money, in the period */
	REPORT_OBTAINED, /* the result, in words */
	REPORT_CAUSE,    /* the key of one of the pack's causes */
	REPORT_CAUSE_TEXT,
	REPORT_MEASURE, /* enum measure_kind */
	REPORT_MEASURE_TEXT,
	REPORT_MEASURE_MONTH, /* 1..n, of MEASURE_RESCHEDULE */
	REPORT_RESPONSIBLE,   /* of the measure */
	REPORT_MEASURE_DUE,   /* 2027-08-31 */
	REPORT_NOTE,          /* why it is above 100, or below the period before */
	REPORT_FIELD__COUNT
};

enum { REPORT_TEXT_MAX = 2000, REPORT_SHORT_TEXT_MAX = 300 };

/* One row in one period. */
struct report {
	int64_t number[REPORT_FIELD__COUNT];   /* NUM_ABSENT: not said, or a text */
	const char *text[REPORT_FIELD__COUNT]; /* "": not said, or a number */
	uint32_t revision;                     /* counts its changes; 0: nobody said anything yet */
	const char *node_id; /* plan_node.id: the same in all versions of a year */
	uint8_t period;      /* report_period.number */
};

/* Nothing said. */
void report_init(struct report *report, const char *node_id, unsigned period);
bool report_is_blank(const struct report *report);

/* A field is a number, or else a text. */
bool report_field_is_number(enum report_field field);

/* "value", "stated" ... stable, never NULL. */
const char *report_field_key(enum report_field field);
bool report_field_find(const char *key, enum report_field *out);

/* "planned", "open", "closed"; "eliminate", "reschedule" ... "" where nobody has said. */
const char *period_state_key(enum period_state state);
const char *measure_key(enum measure_kind kind);
bool measure_find(const char *key, enum measure_kind *out);

/* It is done by changing the plan: it goes to the next amendment. */
bool measure_amends(enum measure_kind kind);

/* ---- What a person typed ---------------------------------------------------- */

struct typed_report {
	enum report_field field;
	const char *text; /* "" empties it */
};

/*
 * Put what was typed in `report`; texts in `mem`, without blanks around
 * them.  On a refusal, which names the field, nothing changes.  YUP_EINVALID,
 * YUP_ECONFLICT: a number that can be read in two ways; YUP_ELIMIT.
 */
MUST_CHECK int report_typed(struct mem *mem, const struct plan *plan,
    const struct typed_report *typed, size_t count, struct report *report, struct err *err);

/* ---- The year's reports, together --------------------------------------------- */

/* All reports of a year beside the plan they are held against. */
struct report_book {
	const struct plan *plan;
	const struct report_period *periods;
	unsigned period_count;
	const struct report **of; /* node x period_count + number - 1; NULL: nothing said */
};

/*
 * A book in `mem`; rows of `reports` that the plan no longer has are left out.
 * `reports` must live as long.
 */
void report_book_init(struct report_book *book, struct mem *mem, const struct plan *plan,
    const struct report_period *periods, unsigned period_count, const struct report *reports,
    size_t report_count);

/* NULL: nothing was said of the node in that period. */
const struct report *report_at(const struct report_book *book, size_t node, unsigned period);

struct report_progress {
	int64_t physical_e9; /* of the whole, to date; NUM_ABSENT: not said in the period asked */
	int64_t planned_e9;  /* of the whole, to the period's end; NUM_ABSENT: no schedule */
	int64_t efficacy_e9; /* physical / planned; NUM_ABSENT: nothing was planned to date */
	int64_t achieved_e4; /* to date, in the indicator's unit; NUM_ABSENT: no number */
	int64_t whole_e4;    /* what the year has to reach, in the same; NUM_ABSENT */
	int64_t executed_cents; /* to date; NUM_ABSENT: no amount was said */
	int64_t financial_e9;   /* executed / the row's budget; NUM_ABSENT without either */
	bool stated;            /* physical is a person's per cent, not a division */
	bool is_late;           /* the period asked has nothing, an earlier one has */
};

/* How far a node was at the end of a period. */
struct report_progress report_progress_of(const struct report_book *book, size_t node,
    unsigned period);

/* What its schedule stands at by the period's end, in the indicator's unit; NUM_ABSENT. */
int64_t report_planned_value(const struct report_book *book, size_t node, unsigned period);

/* What explains it: where a level starts (0 but in `last`), and in how many schedule periods,
 * from one to another, something is planned. */
int64_t report_start_of(const struct plan *plan, size_t node);
unsigned report_active_between(const struct plan *plan, size_t node, unsigned first, unsigned last);

/* ---- The threshold --------------------------------------------------------- */

enum threshold_answer {
	THRESHOLD_WELL,
	THRESHOLD_BELOW_FLAT, /* physical is under pack->threshold_e4 */
	THRESHOLD_BELOW_PLAN, /* efficacy is */
};

/*
 * Whether a cause and a measure are demanded, and by which policy.  Nothing is
 * where progress is not known, or nothing was planned to date.
 */
enum threshold_answer threshold_ask(const struct pack *pack, int64_t threshold_e4,
    int64_t physical_e9, int64_t efficacy_e9);

#endif
