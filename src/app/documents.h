/*
 * documents.h - the plans and follow-ups in force, loaded with their packs.
 */
#ifndef YUP_APP_DOCUMENTS_H
#define YUP_APP_DOCUMENTS_H

#include "app/app.h"
#include "core/followup.h"
#include "core/plan.h"
#include "core/role.h"

struct app_plan {
	const struct institution *institution;
	int64_t id;
	struct plan *plan;
};

struct app_follow_up {
	const struct institution *institution;
	int64_t id;
	struct follow_up *fu;
};

struct app_documents {
	struct app_plan *plans; /* by institution, year, version */
	size_t plan_count, plan_room;
	struct app_follow_up *follow_ups; /* by institution, year, date */
	size_t follow_up_count, follow_up_room;
};

enum {
	APP_PLANS = 1u << 0,
	APP_FOLLOW_UPS = 1u << 1,
	APP_LATEST = 1u << 2, /* only the newest of each institution */
};

/*
 * Load what `institution` (NULL: every one where app->by may do `permission`) has
 * in force.  Everything in `mem`.  YUP_ENOTFOUND: no such institution.
 */
MUST_CHECK int app_load(const struct app *app, struct mem *mem, const char *institution,
    enum permission permission, unsigned what, struct app_documents *out, struct err *err);

/*
 * The same of one institution.  It asks nothing: for use cases that have, and show
 * of it what may be seen.
 */
MUST_CHECK int app_load_of(const struct app *app, struct mem *mem,
    const struct institution *institution, unsigned what, struct app_documents *out,
    struct err *err);

#endif
