/*
 * portal_view.h - what the portal's pages show of a year.
 */
#ifndef YUP_WEB_PAGES_PORTAL_VIEW_H
#define YUP_WEB_PAGES_PORTAL_VIEW_H

#include "web/pages/portal.h"

/* The portal and year of the path, as of the field `al`. */
MUST_CHECK int portal_view_open(struct visit *visit, struct portal_view *out, struct err *err);

/* The unit with that id, its rows and its curve.  YUP_ENOTFOUND "unit_absent". */
MUST_CHECK int portal_view_unit(struct portal_view *v, const char *id, struct err *err);

/* The framework's row with that id, its units' rows.  YUP_ENOTFOUND "node_absent". */
MUST_CHECK int portal_view_aim(struct portal_view *v, const char *id, struct err *err);

/* Rows and units that have all words of v->search. */
void portal_view_find(struct portal_view *v);

#endif
