/*
 * diff.h - what differs between two versions or days of a plan.
 */
#ifndef YUP_WEB_PAGES_DIFF_H
#define YUP_WEB_PAGES_DIFF_H

#include "app/history.h"
#include "app/plan_list.h"
#include "web/listing.h"
#include "web/pages/plan_view.h"

struct diff_cell_view {
	const char *label, *before, *after;
};

struct diff_row_view {
	const struct diff_row *row;
	const char *kind, *style, *key; /* "Agregada", its mark's, "agregada" */
	struct diff_cell_view *cells;
};

struct diff_view {
	const struct plan_view *plan;
	struct app_version version;
	struct app_version *versions; /* of the same year */
	size_t version_count;
	struct listing listing;
	const char *kind; /* the filter, "" for none */
	struct diff_row_view *rows;
	size_t row_count, total; /* total: before the filters */
	size_t kinds[3];
	const char *from, *from_day, *to, *to_day; /* as chosen */
	const char *wrong;
};

#endif
