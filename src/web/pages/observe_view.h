/*
 * observe_view.h - the observations of a plan, or of its reports, as pages show them: where they point,
 * what was said, what who asks may do, and what they leave open.
 */
#ifndef YUP_WEB_PAGES_OBSERVE_VIEW_H
#define YUP_WEB_PAGES_OBSERVE_VIEW_H

#include "app/observe.h"
#include "web/pages/plan_view.h"

/* One thing done or said, its texts ready to be read. */
struct observed_act {
	const char *actor, *word, *at, *text;
};

struct observed {
	const struct observation *o;
	const char *place; /* "1.1.1.2: ponderación" */
	const char *state, *style;
	const char *unit_path, *unit_id;
	const char *go;   /* a link to the cell, in the form where it stands */
	const char *cell; /* "12.schedule.3", as the grid finds it; "" for a row or the unit */
	const struct observed_act *acts;
	unsigned may;      /* enum observe_may */
	const char *typed; /* a reply that was refused, "" else */
};

struct observed_list {
	const struct plan_view *plan;
	struct app_review review; /* what is observed */
	struct observed *items;
	size_t count;
	size_t counts[OBSERVATION_STATE__COUNT];
};

/*
 * Those of a unit (PLAN_NONE: of all) that who asks may see, of the plan or (`report` above
 * 0) of a period's reports; in plan->mem.
 */
MUST_CHECK int observed_read(const struct plan_view *plan, unsigned report, uint32_t unit,
    struct observed_list *out, struct err *err);

/* The unit was returned with some: only what they point at may change. */
bool observed_restrict(const struct observed_list *list, uint32_t unit);

/* One of those that restrict it is about the unit as a whole: all of it may change. */
bool observed_opens_whole(const struct observed_list *list, uint32_t unit);

/* May the cell be changed, as far as observations go? */
bool observed_open(const struct observed_list *list, uint32_t row, enum node_field field,
    unsigned period);

/* The same of a cell of a report. */
bool observed_open_report(const struct observed_list *list, uint32_t row, enum report_field field);

/* One that points at this very cell and is not over; FIELD__COUNT: at the whole row.  NULL: none. */
const struct observed *observed_at(const struct observed_list *list, uint32_t row, unsigned field,
    unsigned period);

/* May who asks make one in this unit now? */
bool observed_may_make(const struct observed_list *list, uint32_t unit);

/* The unit's form, or report, at its panel of observations. */
const char *observed_unit_link(const struct plan_view *plan, const struct observed *x);

/* "por-responder": a state in an address; OBSERVATION_STATE__COUNT where it is none. */
const char *observed_state_name(unsigned state);
unsigned observed_state_find(const char *name);

/* Its word for people, to be translated. */
const char *observed_state_word(unsigned state);
const char *observed_state_style(unsigned state);

#endif
