#include "app/board_json.h"

#include "base/mem.h"
#include "report/standing_json.h"

/* ---- The standings of a year --------------------------------------------------------- */

/* Of a period that is yet to open, the plan of the last that did. */
static int64_t
plan_of(const struct app_standings *year, unsigned period)
{
	int64_t last = 0;

	if (year->periods[period - 1].plan_id != 0)
		return year->periods[period - 1].plan_id;
	for (size_t i = 0; i < year->period_count; i++)
		if (year->periods[i].plan_id != 0)
			last = year->periods[i].plan_id;
	return last;
}

int
app_board_plan(const struct app *app, struct app_plans *plans, int64_t institution_id,
    const struct app_standings *year, unsigned period, const struct plan **out, struct err *err)
{
	const struct plan_live *live = NULL;
	int64_t plan_id = plan_of(year, period);
	int rc = YUP_OK;

	*out = NULL;
	if (plan_id != 0)
		rc = app_plan_live(app, plans, institution_id, plan_id, &live, err);
	if (rc == YUP_OK && live != NULL)
		*out = plan_live_plan(live);
	return rc;
}

static int
put_period(const struct app *app, struct app_plans *plans, int64_t institution_id,
    const struct app_standings *year, unsigned period, struct json_writer *w, struct err *err)
{
	const struct app_standing *of = &year->of[period - 1];
	const struct plan *plan = NULL;
	int rc = app_board_plan(app, plans, institution_id, year, period, &plan, err);

	if (rc < 0)
		return rc;
	json_object(w, NULL);
	standing_period_json(w, &year->periods[period - 1]);
	standing_lines_json(w, plan, of->list, plan != NULL ? of->count : 0);
	json_object_end(w);
	return YUP_OK;
}

int
app_board_json(const struct app *app, struct app_plans *plans, int64_t institution_id, int year,
    unsigned period, struct json_writer *w, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_standings found;
	int rc = app_standings(app, plans, mem, institution_id, year, &found, err);

	if (rc == YUP_OK && period > found.period_count)
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d/%u", year, period);
	if (rc < 0)
		return rc;
	json_int(w, "year", year);
	json_array(w, "periods");
	for (unsigned p = 1; rc == YUP_OK && p <= found.period_count; p++)
		if (period == 0 || p == period)
			rc = put_period(app, plans, institution_id, &found, p, w, err);
	json_array_end(w);
	return rc;
}

/* ---- A ministry ------------------------------------------------------------------------ */

static void
put_agency(struct json_writer *w, const struct app_agency *agency)
{
	json_object(w, NULL);
	json_int(w, "id", agency->institution.id);
	json_text(w, "name", agency->institution.name);
	json_text_or_null(w, "acronym", agency->institution.acronym);
	json_array(w, "periods");
	for (size_t i = 0; i < agency->period_count; i++) {
		const struct app_agency_period *at = &agency->periods[i];

		json_object(w, NULL);
		standing_period_json(w, &at->period);
		json_int(w, "units", at->units);
		json_int(w, "sent", at->sent);
		json_int(w, "late", at->late);
		standing_figures_json(w, "whole", &at->whole);
		json_object_end(w);
	}
	json_array_end(w);
	json_object_end(w);
}

int
app_ministry_json(const struct app *app, struct app_plans *plans, int64_t institution_id, int year,
    struct json_writer *w, struct err *err)
{
	const struct app_ministry *m = NULL;
	int rc = app_ministry(app, plans, institution_id, year, &m, err);

	if (rc == YUP_OK && m->last == 0)
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d", year);
	if (rc < 0)
		return rc;
	json_int(w, "year", m->year);
	json_int(w, "last", m->last);
	json_array(w, "months");
	for (unsigned i = 0; i < m->pack->period_count; i++) {
		json_object(w, NULL);
		json_int(w, "month", i + 1);
		standing_figures_json(w, "whole", &m->month[i]);
		json_object_end(w);
	}
	json_array_end(w);
	json_array(w, "institutions");
	for (size_t i = 0; i < m->count; i++)
		put_agency(w, &m->agencies[i]);
	json_array_end(w);
	return YUP_OK;
}
