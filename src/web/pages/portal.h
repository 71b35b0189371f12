/*
 * portal.h - the public portal's pages: what an institution promised, what it did, and
 * where it is late and why, for whoever wants to know.
 *
 * The same for everybody: nothing depends on who is signed in, so that any cache may
 * keep them.  In a static copy (web/publish.h) what a file cannot do is left out.
 */
#ifndef YUP_WEB_PAGES_PORTAL_H
#define YUP_WEB_PAGES_PORTAL_H

#include "app/portal.h"
#include "web/pages/board.h"

enum { PORTAL_BEHIND_MAX = 12, PORTAL_FOUND_MAX = 200, PORTAL_SEARCH_MAX = 100 };

/* An activity with what was reported of it. */
struct portal_row {
	const struct plan_node *node;
	const struct fu_operation *op; /* NULL: nothing was reported of the year yet */
	const char *unit_path;         /* address of its unit */
	const char *target;            /* "12 informes", in words */
	const char *physical, *planned;
	int64_t efficacy_e9;
	bool behind; /* below the threshold */
};

/* An objective with the activities below it. */
struct portal_objective {
	const struct plan_node *node;
	const char *budget;
	const struct portal_row *rows;
	size_t row_count;
};

/* What the whole institution wants: one of the framework level. */
struct portal_aim {
	const struct plan_node *node;
	const char *path;
	size_t objectives, activities, behind;
	int64_t physical_e9, planned_e9; /* means of its activities that were reported */
	const char *budget;
};

struct portal_unit {
	const struct plan_unit *unit;
	const char *path;
	size_t activities, behind;
	const struct standing *stands; /* NULL: nothing was closed yet */
};

struct portal_link {
	const char *path, *text;
	bool current;
};

struct portal_view {
	struct visit *visit;
	struct mem *mem;
	struct app_portal portal;
	struct app_portal_year y;
	bool copied;                /* a static copy */
	const char *base;           /* "/portal/maryc/2027" */
	const char *as_of, *suffix; /* the day asked for, "" and "" for today's */
	const char *told_on;        /* what the figures are of: "30/09/2027" */
	const char *approved;       /* "el 01/12/2026 por RM N° 12 de 01/12/2026" */
	size_t objectives, activities, behind;
	int64_t budget_cents;
	struct board b; /* whole NULL: nothing was closed yet */
	bool has_board;
	struct portal_aim *aims;
	size_t aim_count;
	struct portal_unit *units;
	size_t unit_count;
	const struct portal_row *late; /* the farthest behind first */
	size_t late_count;
	struct portal_link *years; /* all that are published */
	size_t year_count;
	/* of a unit, an aim or a search */
	const struct plan_unit *unit;
	const struct portal_aim *aim;
	const struct portal_objective *list;
	size_t list_count;
	const char *search;
	const struct portal_row *found;
	size_t found_count;
	/* of a notice */
	const char *place, *wrong, *text, *contact;
	bool sent;
};

struct portal_list {
	struct visit *visit;
	const struct app_portal *items;
	size_t count;
	bool copied;
};

/* "maryc": the acronym as addresses have it. */
const char *portal_slug(struct mem *mem, const struct app_portal *portal);

/* An address of the portal on the day that is shown. */
const char *portal_link(const struct portal_view *v, const char *path);

/* What one of app_portal_files has, as written. */
const char *portal_file_about(const char *name);

#endif
