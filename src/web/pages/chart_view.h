/*
 * chart_view.h - the organisation chart on a day, as it is edited.
 */
#ifndef YUP_WEB_PAGES_CHART_VIEW_H
#define YUP_WEB_PAGES_CHART_VIEW_H

#include "web/listing.h"
#include "web/pages/units.h"

struct chart_row {
	const struct org_node *node;
	const char *name, *since;
	bool matches;     /* the search, where there is one */
	bool open;        /* who asks may change it */
	bool first, last; /* among those that hang from the same */
};

struct chart_view {
	struct visit *visit;
	struct units units;
	struct listing list;
	const char *today, *search;
	struct chart_row *rows;
	size_t count, matching;
	bool may_add; /* at the top */
};

/* On the day of the field `en`, today without it. */
MUST_CHECK int chart_view_load(struct visit *visit, struct chart_view *out, struct err *err);

#endif
