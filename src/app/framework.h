/*
 * framework.h - the strategic framework of an institution, seen and changed.
 *
 * Whoever reads plans sees it; whoever edits what is above the units changes it.
 */
#ifndef YUP_APP_FRAMEWORK_H
#define YUP_APP_FRAMEWORK_H

#include "core/framework.h"

struct app;

/* By kind and code; in `mem`. */
MUST_CHECK int app_framework_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct strategic_node **out, size_t *out_count, struct err *err);

/* With `id` 0 a new one, whose id is given; else that one changed, its kind kept.  Refusals of
 * framework_check(); YUP_ENOTFOUND "framework_absent". */
MUST_CHECK int app_framework_put(const struct app *app, int64_t institution_id,
    const struct strategic_node *node, int64_t *out_id, struct err *err);

/* YUP_ENOTFOUND "framework_absent"; YUP_ECONFLICT "framework_served". */
MUST_CHECK int app_framework_remove(const struct app *app, int64_t institution_id, int64_t id,
    struct err *err);

#endif
