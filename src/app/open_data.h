/*
 * open_data.h - plans in force with what was reported of them, for the open formats
 * (report/open_year.h).  For app/ only: it asks nothing but what app_load() does.
 */
#ifndef YUP_APP_OPEN_DATA_H
#define YUP_APP_OPEN_DATA_H

#include "app/documents.h"
#include "report/open_year.h"

/*
 * A year for each approved plan (where there is none, or a year was chosen: each) that `institution` (NULL: every one where app->by may do
 * `permission`) has in force, with what was reported in closed periods; in `mem`.
 */
MUST_CHECK int app_open_years(const struct app *app, struct mem *mem, const char *institution,
    enum permission permission, struct open_year **out, size_t *out_count, struct err *err);

#endif
