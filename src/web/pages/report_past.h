/*
 * report_past.h - "/seguimiento/{anio}/{periodo}/fila/{fila}": one row of the plan through
 * the year: what was reported in each period and what it was before, how its figures come
 * about, its measure, its files and what was observed.
 */
#ifndef YUP_WEB_PAGES_REPORT_PAST_H
#define YUP_WEB_PAGES_REPORT_PAST_H

#include "core/register.h"
#include "web/pages/evidence_view.h"

/* A period of the year that was opened, to the one of the page. */
struct past_period {
	const struct report_period *period;
	const char *name;
	const struct report *said; /* NULL: nothing */
	int64_t planned_e4;        /* to its end, in the indicator's unit; NUM_ABSENT */
	unsigned active;           /* of its schedule periods, those with something planned */
};

/* A cell before and after a change, as people read them. */
struct past_change {
	const char *period, *at, *actor, *field, *before, *after;
	const char *why; /* "" but in a correction after closing */
};

struct past_view {
	struct period_view p;
	struct app_book book;
	uint32_t unit;
	const struct plan_unit *owner;
	struct report_line line;
	struct past_period *periods;
	size_t period_count;
	struct past_change *changes; /* the newest first */
	size_t change_count;
	const char *formula;             /* how the physical progress comes about */
	const char *policy;              /* what the threshold asks, and why */
	const struct pack_register *reg; /* that follows measures, NULL: none */
	const struct register_item **items;
	size_t item_count;
	struct evidence_list evidence;
	struct evidence *corrections; /* of evidence, after its period closed */
	size_t correction_count;
	struct observed_list observed; /* of this row */
	bool marks;
	struct observe_form make;
};

/* The period and the row of the path, with what was reported of it to that period. */
MUST_CHECK int past_view_open(struct visit *visit, struct past_view *out, struct err *err);

/* What a cell of a report says, with the words of its choices. */
const char *past_cell(const struct period_view *p, const struct report *said,
    enum report_field field);

#endif
