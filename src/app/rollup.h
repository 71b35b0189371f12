/*
 * rollup.h - `yupana rollup`: every plan in force, rolled up.
 */
#ifndef YUP_APP_ROLLUP_H
#define YUP_APP_ROLLUP_H

#include "app/documents.h"
#include "core/rollup.h"

struct app_rolled {
	const struct plan *plan;
	struct rollup rollup;
};

/* Which policy: the plan's own, or one of the two. */
enum app_policy { APP_POLICY_OWN = -1, APP_POLICY_PUBLISHED = ROLLUP_AS_PUBLISHED,
	APP_POLICY_BEHAVIOUR = ROLLUP_BY_BEHAVIOUR };

/* An array in `mem`, one for each plan of `institution` (NULL: every one). */
MUST_CHECK int app_rollup(const struct app *app, struct mem *mem, const char *institution,
    enum app_policy policy, struct app_rolled **out, size_t *out_count, struct err *err);

#endif
