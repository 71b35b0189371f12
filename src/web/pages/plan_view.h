/*
 * plan_view.h - a plan as the pages see it: loaded, with its roll-up and findings,
 * who may do what to each unit of it, and its figures as people read them.
 */
#ifndef YUP_WEB_PAGES_PLAN_VIEW_H
#define YUP_WEB_PAGES_PLAN_VIEW_H

#include "core/plan_live.h"
#include "core/role.h"
#include "web/router.h"

struct plan_view {
	const struct visit *visit;
	struct mem *mem;
	int64_t plan_id;
	const struct plan_live *live;
	const struct plan *plan;
	const struct plan_tree *tree;
	const struct rollup *rollup;
};

struct app_version;
struct plan_head;

/*
 * The plans of the person's institution, and in `*current` the one people work on:
 * the newest in force, NULL where there is none.
 */
MUST_CHECK int plan_view_list(struct visit *visit, struct app_version **out, size_t *out_count,
    const struct app_version **current, struct err *err);

/* Why a plan is no longer in force. */
enum plan_fate {
	FATE_IN_FORCE,
	FATE_AMENDED,  /* a later version was approved */
	FATE_REPLACED, /* another document took its place */
	FATE_UNDONE,   /* its import was undone */
};

/* Of the plan `head`, one of the `count` of `list`. */
enum plan_fate plan_view_fate(const struct app_version *list, size_t count,
    const struct plan_head *head);

/* "Importación deshecha"; "" in force. */
const char *plan_view_fate_word(enum plan_fate fate);

/* The plan called so, of the person's institution; where it is not in force, visit->standing. */
MUST_CHECK int plan_view_open_id(struct visit *visit, int64_t plan_id, struct plan_view *out,
    struct err *err);

/* The plan that argument `i` of the path names, of the person's institution. */
MUST_CHECK int plan_view_open(struct visit *visit, unsigned i, struct plan_view *out,
    struct err *err);

/* The unit called `id`.  YUP_ENOTFOUND "unit_absent"; YUP_EDENIED where it may not be read. */
MUST_CHECK int plan_view_unit(const struct plan_view *view, const char *id, uint32_t *out,
    struct err *err);

/* May who asks do this to what belongs to the unit?  PLAN_NONE: to the framework. */
bool plan_view_may(const struct plan_view *view, enum permission permission, uint32_t unit);

/* May who asks see what the unit plans?  PLAN_NONE: what stands above units. */
bool plan_view_reads(const struct plan_view *view, uint32_t unit);

/* The row that argument `i` of the path names.  YUP_ENOTFOUND, YUP_EDENIED as above. */
MUST_CHECK int plan_view_row(const struct plan_view *view, unsigned i, uint32_t *out,
    struct err *err);

/* The row whose id is so, PLAN_NONE where the plan has none. */
uint32_t plan_view_node_called(const struct plan_view *view, const char *node_id);

/* Its rows may be changed now, by who asks. */
bool plan_view_is_open(const struct plan_view *view, uint32_t unit);

/* The same of its amounts, which others may change too. */
bool plan_view_budget_is_open(const struct plan_view *view, uint32_t unit);

/* ---- Figures: everything in view->mem ------------------------------------------ */

const char *view_quantity(const struct plan_view *view, int64_t value_e4); /* "" absent */
const char *view_percent(const struct plan_view *view, int64_t value_e4);
const char *view_ratio(const struct plan_view *view, int64_t value_e9); /* two decimals */
const char *view_money(const struct plan_view *view, int64_t cents);

/* What a cell of the grid shows: a text or, where that is NULL, a figure. */
struct view_shown {
	const char *text;
	struct html_figure figure;
};
struct view_shown view_shown(const struct plan_view *view, uint32_t row, enum node_field field,
    unsigned period);

/* The same as a text: what people would type, read again as the same. */
const char *view_cell(const struct plan_view *view, uint32_t row, enum node_field field,
    unsigned period);

/* The same of a value that the row's cell had or would have. */
const char *view_value(const struct plan_view *view, uint32_t row, enum node_field field,
    struct cell_value value);

/* The style of a severity's mark: "error", "warning", "advice". */
const char *severity_style(unsigned severity);

/* "Plan 2027 · reformulado 1" */
const char *view_plan_name(const struct visit *visit, int year, unsigned version);

/* "Borrador": of a unit, of a plan; and the style of its mark. */
const char *view_unit_state(unsigned state);
const char *view_unit_state_style(unsigned state);
const char *view_plan_state(unsigned state);
const char *view_plan_state_style(unsigned state);

#endif
