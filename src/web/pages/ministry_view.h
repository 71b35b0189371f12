/*
 * ministry_view.h - a ministry with its institutions at the end of a month.
 */
#ifndef YUP_WEB_PAGES_MINISTRY_VIEW_H
#define YUP_WEB_PAGES_MINISTRY_VIEW_H

#include "app/ministry.h"
#include "web/pages/board.h"

struct agency_row {
	const struct app_agency *agency;
	const struct app_agency_period *at; /* NULL: it reported nothing by then */
	const struct board_line *line;
	const char *period; /* its last one, in words; "" */
	int64_t efficacy_e9;
};

struct ministry_view {
	const struct app_ministry *m;
	struct board b;
	unsigned month; /* told, from 1 */
	struct agency_row *rows;
	size_t reported; /* institutions with a figure by then */
	size_t late;     /* with units that are */
	const char *policy;
};

/* One of its institutions at the end of one of its periods. */
struct agency_view {
	const struct app_ministry *m;
	const struct app_agency *agency;
	const struct app_agency_period *at;
	struct board b; /* of its units */
	const char *policy;
};

#endif
