#include "app/review.h"

#include "app/actor.h"
#include "base/map.h"
#include "base/mem.h"
#include "store/report_store.h"

static void
take_own(const struct plan *plan, uint8_t *states)
{
	for (size_t u = 0; u < plan->unit_count; u++)
		states[u] = plan->units[u].state;
}

/* One without a row is a draft. */
static int
take_reported(const struct app *app, struct mem *mem, const struct app_review *review,
    uint8_t *states, struct err *err)
{
	const struct plan *plan = review->plan;
	struct unit_report *list = NULL;
	struct map units;
	size_t count = 0;
	int rc = report_store_units(app->db, mem, review->institution_id, plan->year,
	    review->report, &list, &count, err);

	map_init(&units, mem);
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		states[u] = UNIT_DRAFT;
		map_set(&units, plan->units[u].id, u);
	}
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		uint32_t unit = map_get(&units, list[i].unit_id);

		if (unit != MAP_NONE)
			states[unit] = list[i].state;
	}
	return rc;
}

static int
find_period(const struct app *app, struct mem *mem, struct app_review *review, struct err *err)
{
	struct report_period *periods = NULL;
	size_t count = 0;
	int rc = report_store_periods(app->db, mem, review->institution_id, review->plan->year,
	    &periods, &count, err);

	if (rc < 0)
		return rc;
	if (review->report > count || periods[review->report - 1].plan_id != review->plan_id)
		return err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d/%u", review->plan->year,
		    review->report);
	review->is_open = periods[review->report - 1].state == PERIOD_OPEN;
	return YUP_OK;
}

int
app_review_of(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct plan *plan, unsigned report, struct app_review *out, struct err *err)
{
	uint8_t *states = mem_array(mem, plan->unit_count + 1, sizeof(*states));
	struct app_review review = { .institution_id = institution_id,
		.plan_id = plan_id,
		.plan = plan,
		.report = report,
		.is_open = plan->state == PLAN_DRAFT,
		.states = states };
	int rc = YUP_OK;

	if (report == 0)
		take_own(plan, states);
	else
		rc = find_period(app, mem, &review, err);
	if (rc == YUP_OK && report > 0)
		rc = take_reported(app, mem, &review, states, err);
	if (rc == YUP_OK)
		*out = review;
	return rc;
}

bool
app_review_may(const struct app *app, const struct app_review *review, enum permission permission,
    uint32_t unit)
{
	int64_t org_unit = unit < review->plan->unit_count ? review->plan->units[unit].org_unit_id
							   : ORG_UNIT_NONE;

	return actor_may(app->by, permission, review->institution_id, org_unit);
}
