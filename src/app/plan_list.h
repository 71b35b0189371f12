/*
 * plan_list.h - the plans of one institution, for whoever may read some unit of
 * them: what of each is shown is asked unit by unit.
 */
#ifndef YUP_APP_PLAN_LIST_H
#define YUP_APP_PLAN_LIST_H

#include "app/versions.h"

/* All of them, the replaced too, by year and version; in `mem`. */
MUST_CHECK int app_plans_of(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_version **out, size_t *out_count, struct err *err);

/* The one called so.  YUP_ENOTFOUND "plan_absent". */
MUST_CHECK int app_plan_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, struct app_version *out, struct err *err);

#endif
