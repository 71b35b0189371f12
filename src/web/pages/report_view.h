/*
 * report_view.h - what the pages of follow-up share: the period of the path, its plan
 * and what was reported, and figures as people read them.
 */
#ifndef YUP_WEB_PAGES_REPORT_VIEW_H
#define YUP_WEB_PAGES_REPORT_VIEW_H

#include "app/reports.h"
#include "web/pages/observe.h"
#include "web/pages/plan_view.h"

/* The period of the path "/seguimiento/{anio}/{periodo}". */
struct period_view {
	struct visit *visit;
	struct mem *mem;
	struct app_period which;
	const struct report_period *periods, *period; /* of the year; the one */
	size_t period_count;
	const char *name, *span; /* "Primer trimestre", "enero a marzo"; "octubre", "" */
	struct plan_view plan;   /* the one it is reported against */
	bool runs;               /* who asks may open, extend and close */
	bool all;                /* may read the whole institution */
	bool takes;              /* may report, or correct, some of it */
};

/* YUP_ENOTFOUND "period_absent"; YUP_ECONFLICT "period_not_open". */
MUST_CHECK int period_view_open(struct visit *visit, struct period_view *out, struct err *err);

/* The same of another period of the institution. */
MUST_CHECK int period_view_make(struct visit *visit, int year, unsigned period,
    struct period_view *out, struct err *err);

/* "12,50", "—" where nobody has said: per cents with one decimal. */
const char *period_percent(const struct period_view *v, int64_t value_e9);

/* The band a progress falls in, NULL where there is none. */
const struct pack_band *period_band(const struct period_view *v, int64_t value_e9);

/* "12,50", "12,50 (declarado)": how far a row is, and whether a person said so. */
const char *period_physical(const struct period_view *v, const struct report_progress *progress);

/* What a row is told: which of two figures counts, and what is asked of it; "". */
const char *period_asks(const struct period_view *v, const struct report *said,
    const struct report_progress *progress, enum threshold_answer threshold);

/* "/seguimiento/2027/2" */
const char *period_path(const struct period_view *v);

/* ---- The calendar ------------------------------------------------------------- */

struct calendar_row {
	const struct report_period *period;
	const char *name, *span, *due_on;
};

/* A follow-up document that was imported. */
struct calendar_document {
	int64_t id;
	const char *as_of, *saved;
};

struct calendar_view {
	const struct calendar_document *documents; /* of the year, in force */
	size_t document_count;
	int year;
	const int *years; /* that have a calendar, or a plan that could */
	size_t year_count;
	struct calendar_row *rows;
	size_t row_count;
	bool runs, fresh; /* none of its periods was opened */
	bool spans;       /* its periods are of several months */
	bool ministry;    /* it supervises others that who asks may read */
	const struct pack *pack;
};

/* ---- The units of a period ------------------------------------------------------ */

struct unit_line {
	const struct app_unit_report *unit;
	const char *due_on;
	const struct report_step *last;
	int64_t efficacy_e9;
	bool approves, validates, returns, checked;
};

struct units_view {
	struct period_view p;
	struct app_unit_report *units;
	struct unit_line *lines;
	size_t count;
	size_t late, accepted;
	bool acts;
	const char *why;
};

/* ---- A unit's report ------------------------------------------------------------- */

struct report_line {
	uint32_t node; /* of book.plan */
	const struct plan_node *plan;
	const struct report *said; /* never NULL */
	struct report_progress progress;
	enum threshold_answer threshold;
	int64_t planned_e4; /* by the period's end, in the indicator's unit; NUM_ABSENT */
	bool leaf, parent;
};

/* A row of the book, in the period of the page. */
void report_line_make(const struct period_view *p, const struct app_book *book, uint32_t node,
    struct report_line *out);

/* A finding, in words. */
struct report_finding {
	const char *style, *sentence; /* "error" ... */
	uint32_t row;                 /* PLAN_NONE: of none */
	unsigned rule;
};

struct report_unit_view {
	struct period_view p;
	struct app_book book;
	uint32_t unit;
	const struct plan_unit *owner;
	const struct app_unit_report *state;
	struct report_line *lines;
	size_t count;
	bool opens;    /* who asks may type now */
	bool corrects; /* the period is closed and who asks may correct it */
	bool money;    /* may type amounts */
	bool types;    /* one or the other */
	bool submits, approves, validates, returns;
	const char *why;    /* typed with a step that was refused */
	const char *reason; /* why the last return */
	const char *wrong;
	struct observed_list observed;
	bool restricted; /* returned with observations: only what they point at may be typed */
	bool marks;      /* who asks may observe */
	struct observe_form make;
	struct report_finding *findings; /* what the rules of a follow-up say of it */
	size_t finding_count;
};

/* What R35 to R45 say of the unit's report as it is. */
MUST_CHECK int report_unit_check(struct report_unit_view *v, struct err *err);

MUST_CHECK int report_unit_open(struct visit *visit, struct report_unit_view *out, struct err *err);

/* The unit's page of the path, with why what was asked was refused. */
MUST_CHECK int report_unit_refused(struct visit *visit, const char *wrong, struct err *err);

/* How a cell of the unit's report stands with who asks. */
struct report_mark {
	bool typed, locked;        /* locked: not while the unit is returned with observations */
	const struct observed *at; /* what observes it, NULL */
};
struct report_mark report_mark_of(const struct report_unit_view *v, const struct report_line *line,
    enum report_field field);

/* What a cell shows, as people would type it. */
const char *report_cell(const struct period_view *p, const struct report *said,
    enum report_field field);

#endif
