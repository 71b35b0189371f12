/*
 * node.h - one row of a plan: its fields, what changed in it, why its figures are
 * what they are.
 */
#ifndef YUP_WEB_PAGES_NODE_H
#define YUP_WEB_PAGES_NODE_H

#include "app/explain.h"
#include "app/history.h"
#include "web/pages/observe.h"

/* One field of the form. */
struct node_input {
	const char *name, *label, *hint; /* hint may be "" */
	const char *text;                /* as stored, or as just typed */
	bool numeric, is_long, wrong;
	bool locked;   /* the row may change, this field not */
	bool of_sheet; /* of the indicator's sheet, which has its own part of the form */
};

struct node_change_cell {
	const char *label, *before, *after;
};

struct node_change {
	unsigned revision;
	const char *at, *actor, *kind, *why;
	const struct node_change_cell *cells;
	size_t cell_count;
	bool moved; /* among its brothers */
};

/* A line of the document that says it. */
struct node_source {
	const char *file, *cells; /* NULL where they were not kept */
	unsigned line;
	char form;
};

/* A cell that people changed since the document was read. */
struct node_told {
	const char *label, *before, *after; /* before: as the document has it */
	const char *actor, *at;             /* of the last change */
};

struct node_term {
	const char *code, *title, *formula, *result;
	uint32_t row;
	const char *schedule; /* "Ene 1 · Feb 1; total 2 (suma)" of a leaf, "" else */
	const char *repaired; /* "" */
	struct node_told *told;
	size_t told_count;
	struct node_source *sources;
	size_t source_count;
};

struct node_explained {
	unsigned period; /* 0: the total */
	const char *formula, *method, *agreement;
	bool agrees, differs;
	const char *policy;
	struct node_term own; /* of a leaf: itself */
	struct node_term *terms;
	size_t term_count;
};

struct node_conflict {
	const char *label, *theirs, *mine, *by, *at;
};

struct node_page {
	const struct plan_view *plan;
	const struct plan_node *node;
	uint32_t row;
	const char *unit_path; /* "" above units */
	const struct plan_unit *unit;
	const struct plan_node **above; /* from the top */
	uint32_t *above_rows;
	size_t above_count;
	bool leaf, open, has_schedule;
	bool budget;   /* its amounts may be changed by who asks */
	unsigned seen; /* the revision the form was made from */
	struct node_input *inputs;
	size_t input_count;
	unsigned frequency, direction; /* of its sheet, as typed or as stored */
	unsigned percent;              /* its schedule's measure, likewise: of node_measure_keys */
	struct node_input months[PACK_PERIODS_MAX];
	const int64_t *month_e9; /* rolled up, NULL: nothing */
	int64_t total_e9;
	const char *gantt;
	const struct plan_kids *kids;
	struct finding_list findings;
	const char **sentences;
	struct node_change *changes; /* newest first */
	size_t change_count;
	const struct node_explained *explained; /* NULL: not asked for */
	struct observed_list observed;          /* of its unit; `own` of them are of this row */
	struct observed_list own;
	bool restricted, marks; /* only what was observed may change; who asks may observe */
	const char *back;
	const char *wrong;
	struct node_conflict *conflicts;
	size_t conflict_count;
	const char *why;
};

/* The field may not be changed now, by who asks. */
bool node_is_locked(const struct node_page *p, enum node_field field);

/* "no", "yes": whether a schedule is in per cent. */
extern const char *const node_measure_keys[];

/* A value as people write it: a row and a unit by their names; in view->mem. */
const char *node_cell_text(const struct plan_view *view, enum node_field field,
    struct cell_value value);

/*
 * The explanation of one month of a row, 0 its total; in plan->mem.  All its terms
 * are of the row's own unit: above units nothing rolls up.
 */
MUST_CHECK int node_explain(const struct plan_view *plan, uint32_t row, unsigned period,
    const struct node_explained **out, struct err *err);

#endif
