#include "app/open_data.h"

#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "core/calendar.h"
#include "core/plan_state.h"
#include "store/report_store.h"

/* What a period says while it is open is not said yet. */
static unsigned
closed_of(const struct report_period *periods, size_t count)
{
	unsigned closed = 0;

	for (size_t i = 0; i < count; i++)
		if (periods[i].state == PERIOD_CLOSED)
			closed = periods[i].number;
	return closed;
}

/* Drafts stay inside, unless there is nothing else (a document that was just imported). */
static void
leave_out_drafts(struct app_documents *all)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->plan_count; i++)
		if (all->plans[i].plan->state == PLAN_APPROVED)
			all->plans[kept++] = all->plans[i];
	if (kept > 0)
		all->plan_count = kept;
}

/* The year's reporting periods with what was said in them; without a calendar, the pack's. */
static int
load_book(const struct app *app, struct mem *mem, const struct app_plan *of,
    struct report_book *book, struct err *err)
{
	const struct pack *pack = of->plan->pack;
	struct report_period *periods = NULL;
	struct report *reports = NULL;
	size_t period_count = 0, count = 0;
	int64_t id = of->institution->id;
	int rc = report_store_periods(app->db, mem, id, of->plan->year, &periods, &period_count,
	    err);

	if (rc == YUP_OK && closed_of(periods, period_count) > 0)
		rc = report_store_list(app->db, mem, id, of->plan->year,
		    closed_of(periods, period_count), &reports, &count, err);
	if (rc < 0)
		return rc;
	if (period_count == 0)
		periods = calendar_lay_out(mem, pack, of->plan->year, pack->report_every,
		    pack->report_days, &period_count);
	report_book_init(book, mem, of->plan, periods, (unsigned)period_count, reports, count);
	return YUP_OK;
}

/* The year's first version, which an amendment does not tell. */
static int
load_initial(const struct app *app, struct mem *mem, const struct app_plan *of,
    const struct plan **out, struct err *err)
{
	struct app first = *app;
	struct app_documents found = { 0 };
	int rc;

	*out = of->plan->version == 0 ? of->plan : NULL;
	if (*out != NULL)
		return YUP_OK;
	first.choice = (struct app_choice){ .year = of->plan->year, .one_version = true };
	rc = app_load_of(&first, mem, of->institution, APP_PLANS, &found, err);
	if (rc == YUP_OK && found.plan_count > 0)
		*out = found.plans[0].plan;
	return rc;
}

int
app_open_years(const struct app *app, struct mem *mem, const char *institution,
    enum permission permission, struct open_year **out, size_t *out_count, struct err *err)
{
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];
	struct app_documents all = { 0 };
	struct open_year *years;
	int rc = app_load(app, mem, institution, permission, APP_PLANS, &all, err);

	if (rc < 0)
		return rc;
	if (app->choice.year == 0 && !app->choice.one_version)
		leave_out_drafts(&all);
	app->now(now);
	date_of(now, today);
	years = mem_array(mem, all.plan_count + 1, sizeof(*years));
	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++) {
		struct rollup *rolled = mem_alloc(mem, sizeof(*rolled));

		years[i].plan = all.plans[i].plan;
		years[i].rolled = rolled;
		years[i].as_of = app->choice.as_of != NULL ? app->choice.as_of
							   : mem_strdup(mem, today);
		rc = rollup_compute(mem, years[i].plan, years[i].plan->policy, rolled, err);
		if (rc == YUP_OK)
			rc = load_initial(app, mem, &all.plans[i], &years[i].initial, err);
		if (rc == YUP_OK)
			rc = load_book(app, mem, &all.plans[i], &years[i].book, err);
	}
	if (rc < 0)
		return rc;
	*out = years;
	*out_count = all.plan_count;
	return YUP_OK;
}
