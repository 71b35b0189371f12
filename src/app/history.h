/*
 * history.h - what changed in plans: between two versions or dates, and change
 * by change.
 */
#ifndef YUP_APP_HISTORY_H
#define YUP_APP_HISTORY_H

#include "app/versions.h"
#include "core/plan_diff.h"
#include "store/change_store.h"

struct app_diff {
	const struct plan *before, *after;
	struct plan_diff diff;
};

/*
 * Between `from` and `to`, each a version ("1"), a date ("2027-03-01") or both
 * ("1@2027-03-01").  `to` NULL: the newest version as it stands.  `from` NULL:
 * the version it was started from or, where there is none, itself as it was
 * saved.  app->choice has the year.  Everything in `mem`.
 */
MUST_CHECK int app_diff(const struct app *app, struct mem *mem, const char *institution,
    const char *from, const char *to, struct app_diff *out, struct err *err);

/*
 * The same of one plan's year, for whoever may read some unit of its institution:
 * what of it is shown is for the caller to choose.  `to` NULL: this plan as it stands.
 */
MUST_CHECK int app_plan_diff(const struct app *app, struct mem *mem,
    const struct app_version *version, const char *from, const char *to, struct app_diff *out,
    struct err *err);

struct app_history {
	const struct plan *plan; /* all its rows: a change names them by index */
	struct change *changes;  /* oldest first */
	size_t count;
};

/*
 * The changes of a plan, or only of one row of it (PLAN_NONE: all), with the cells
 * of the framework and of the units where app->by has MAY_READ_PLAN.  Everything in
 * `mem`.
 */
MUST_CHECK int app_plan_history(const struct app *app, struct mem *mem,
    const struct app_version *version, uint32_t row, struct app_history *out, struct err *err);

/* Those of one row that `org_unit` owns (ORG_UNIT_NONE: the framework), oldest first; in `mem`. */
MUST_CHECK int app_row_changes(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, int64_t org_unit, uint32_t row, struct change **out, size_t *out_count,
    struct err *err);

/*
 * The row of a plan with this code, or id, in this unit (a path, an id or an
 * acronym; NULL: of no unit, or of any where only one has it).
 * YUP_ENOTFOUND "code_absent", YUP_ECONFLICT "code_ambiguous".  `plan` may hold all rows.
 */
MUST_CHECK int app_plan_row(const struct plan *plan, const char *unit, const char *code,
    uint32_t *out, struct err *err);

#endif
