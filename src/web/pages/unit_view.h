/*
 * unit_view.h - one unit's form as rows of a grid, and what the rules say of it.
 */
#ifndef YUP_WEB_PAGES_UNIT_VIEW_H
#define YUP_WEB_PAGES_UNIT_VIEW_H

#include "web/pages/finding_mark.h"
#include "web/pages/observe.h"

enum unit_form { UNIT_FORM_A, UNIT_FORM_B };

/* "formulario=a" of the request; form B where it does not say. */
enum unit_form unit_form_shown(const struct visit *visit);

struct unit_row {
	uint32_t row;
	struct html_name name; /* its number, as the names of its inputs begin */
	const struct plan_node *node;
	bool parent;             /* a heading: only some cells can be changed */
	const int64_t *month_e9; /* rolled up, NULL where there is nothing below */
	int64_t total_e9;
	size_t errors, warnings;
	const struct unit_row *closes; /* the heading whose activities end here, NULL: none */
};

struct unit_finding {
	const char *severity, *style; /* "error", and its mark's */
	const char *rule;             /* "R11" */
	const char *sentence;
	const char *go;    /* "12.schedule.3": the cell; "" for none */
	const char *link;  /* to it, or to its row */
	const char *other; /* where it stands, if not on this form; NULL: it is here */
	const char *code;
	struct finding_choices fixes; /* what one click would change */
	const struct finding *finding;
};

/* A cell that others changed meanwhile. */
struct unit_conflict {
	const char *code, *label; /* of its row, and what it is */
	const char *theirs, *mine;
	const char *actor, *at;
};

/* What came back from the form and was refused. */
struct unit_refused {
	const char *wrong; /* why; NULL: nothing was */
	uint32_t row;      /* the cell it is about, PLAN_NONE for none */
	const char *field; /* "schedule" */
	unsigned period;
	struct unit_conflict *conflicts;
	size_t conflict_count;
};

struct unit_view {
	struct plan_view plan;
	uint32_t unit;
	enum unit_form form;
	bool open;   /* its cells, by who asks */
	bool budget; /* its amounts */
	bool fills;  /* something of what the form shows */
	bool may_submit, may_approve, may_return, may_validate;
	bool asks; /* whether to submit it with its errors */
	struct unit_row *rows;
	size_t row_count;
	struct html_name months[PACK_PERIODS_MAX + 1]; /* "schedule.3", by period: how names end */
	const int64_t *month_e9; /* the unit's, period_count of them; NULL unknown */
	int64_t total_e9;
	int64_t budget_cents;
	struct finding_list findings; /* of the unit */
	struct unit_finding *told;
	size_t told_count;
	size_t counts[SEVERITY__COUNT];
	struct unit_refused refused;
	const char *notice;            /* of the row work just done, and its change: */
	uint32_t undo;                 /* 0: none that can be undone here */
	const char *why;               /* the reason typed of a step that was refused, "" */
	const char *chart;             /* the planned curve, SVG; NULL: nothing is planned */
	int64_t *cumulated_e9;         /* its figures, where there is one */
	struct observed_list observed; /* of the unit; read by unit_view_observe() */
	bool restricted;               /* only what was observed may change */
	bool marks;                    /* who asks may observe now */
	struct observe_form make;      /* where it may */
	const char *back;              /* this page, for forms that come back to it */
};

/* How a cell of the grid stands. */
struct unit_cell {
	bool typed;                /* an input */
	bool locked;               /* the others may change, this one not */
	bool wrong;                /* it is the one that was refused */
	const struct observed *at; /* an observation of this very cell, NULL: none */
};

/* The same of a row as a whole. */
struct unit_row_marks {
	bool moves, deletes;
	const struct observed *at;
};
struct unit_row_marks unit_view_row(const struct unit_view *view, uint32_t row);
struct unit_cell unit_view_cell(const struct unit_view *view, uint32_t row, enum node_field field,
    unsigned period);

/* "sum", and the word for people. */
const char *behaviour_key(unsigned behaviour);
const char *behaviour_word(unsigned behaviour);

void unit_view_make(const struct plan_view *plan, uint32_t unit, enum unit_form form,
    struct unit_view *out);

/* A cell of the form: as typed where it came back refused, else as it is. */
struct view_shown unit_cell_shown(const struct unit_view *view, uint32_t row, enum node_field field,
    unsigned period);

/* The same of a row's title. */
const char *unit_title_shown(const struct unit_view *view, uint32_t row);

/* How the name of a cell's input ends: "weight", "schedule.3". */
struct html_name unit_cell_name(const struct unit_view *view, enum node_field field,
    unsigned period);

/* What was observed in the unit, for the page that shows it. */
MUST_CHECK int unit_view_observe(struct unit_view *view, struct err *err);

/* The findings and totals beside the grid, and the planned curve, as HTML. */
const char *unit_view_balance(const struct unit_view *view, const struct html *like);
const char *unit_view_curve(const struct unit_view *view, const struct html *like);

#endif
