/*
 * versions.h - plans through their states: submitted, approved, returned,
 * validated; amended; started anew for another year.
 *
 * core/plan_state.h says which steps there are, who may take them and what each
 * asks for.
 */
#ifndef YUP_APP_VERSIONS_H
#define YUP_APP_VERSIONS_H

#include "app/app.h"
#include "core/new_year.h"
#include "core/observation.h"
#include "core/plan_state.h"
#include "store/plan_store.h"
#include "store/step_store.h"

/* A plan in a list. */
struct app_version {
	const struct institution *institution;
	struct plan_head head;
};

/* All plans of `institution` (NULL: every one that may be read), the replaced too; in `mem`. */
MUST_CHECK int app_plan_list(const struct app *app, struct mem *mem, const char *institution,
    struct app_version **out, size_t *out_count, struct err *err);

/*
 * The one plan that `institution` and app->choice name, of those not replaced: of
 * several years the newest, of several versions the newest.
 * YUP_ENOTFOUND "version_absent", YUP_ECONFLICT "plan_ambiguous".
 */
MUST_CHECK int app_plan_find(const struct app *app, struct mem *mem, const char *institution,
    struct app_version *out, struct err *err);

/* What a plan, and its units that app->by may read, went through, oldest first; in `mem`. */
MUST_CHECK int app_plan_steps(const struct app *app, struct mem *mem,
    const struct app_version *version, struct plan_step **out, size_t *out_count, struct err *err);

/* The same of a plan that is loaded already (app/live.h). */
MUST_CHECK int app_plan_steps_of(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct plan *plan, struct plan_step **out, size_t *out_count,
    struct err *err);

/* What a step says besides where it leads. */
struct app_step {
	const char *why;             /* the reason, or the resolution: "RM 12/2027" */
	const char *resolution_date; /* 2027-01-31 */
	bool exception; /* of the plan, with `why`: units that are not validated pass */
};

/*
 * Pass a plan to another state; the approved version before it becomes
 * superseded when this one is approved.
 * YUP_EINVALID "reason_needed", "resolution_needed"; YUP_ECONFLICT "step_absent",
 * "units_pending": units that are submitted or returned; "units_unvalidated": units with
 * rows that the planning office has not validated, where no exception is made.  Units do
 * not change out of a draft, so what passes into review needs no second look.
 */
MUST_CHECK int app_plan_pass(const struct app *app, const struct app_version *version,
    enum plan_state to, const struct app_step *step, struct err *err);

/*
 * The same for units, by path, id or acronym; all of them or none.  Returned, they
 * take along what was observed; validated, what they answered is settled.
 * YUP_ECONFLICT "observations_open", "observations_unsent" (app/observe_acts.h).
 */
MUST_CHECK int app_units_pass(const struct app *app, const struct app_version *version,
    const char *const *units, size_t count, enum unit_state to, const struct app_step *step,
    struct err *err);

/* Return units with these observations, each in one of them, made and sent with the step. */
MUST_CHECK int app_units_return(const struct app *app, const struct app_version *version,
    const char *const *units, size_t count, const struct app_step *step,
    const struct observation_new *observed, size_t observed_count, struct err *err);

/*
 * The next version of an approved plan: a draft with the same nodes and ids.
 * YUP_ECONFLICT "not_approved", "version_exists".
 */
MUST_CHECK int app_plan_amend(const struct app *app, const struct app_version *version,
    struct plan_head *out, struct err *err);

/* The units with rows that are not validated, an array in `mem`; how many. */
size_t app_units_unvalidated(struct mem *mem, const struct plan *plan, uint32_t **out);

/* Another year's plan from this one; `units` as above, none: all of them. */
MUST_CHECK int app_plan_new_year(const struct app *app, const struct app_version *version,
    const struct new_year *options, const char *const *units, size_t unit_count,
    struct plan_head *out, struct err *err);

/* The unit of a plan called so; YUP_ENOTFOUND, YUP_ECONFLICT. */
MUST_CHECK int app_plan_unit(const struct plan *plan, const char *name, uint32_t *out,
    struct err *err);

#endif
