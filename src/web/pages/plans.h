/*
 * plans.h - the years and versions of an institution's plan.
 */
#ifndef YUP_WEB_PAGES_PLANS_H
#define YUP_WEB_PAGES_PLANS_H

#include <stdbool.h>
#include <stddef.h>

#include "app/plan_list.h"
#include "web/listing.h"
#include "web/pages/plan_view.h"

struct plans_row {
	const struct app_version *version;
	const struct app_version *from; /* the one it was started from, NULL: none that is here */
	const char *saved;              /* 31/01/2027 08:30 */
	bool current;
	enum plan_fate fate;
};

struct plans_view {
	struct listing listing;
	struct plans_row *rows;
	size_t count;
	const struct app_version *current;
	bool starts, imports;
	int next_year;
	const char *wrong; /* why a new year was refused, NULL: it was not */
	const char *year, *baseline;
	bool empties;
};

#endif
