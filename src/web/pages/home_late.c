#include "web/pages/home_late.h"

#include <stdlib.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/registers.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "web/when.h"

enum { YEARS = 2 }; /* the newest: a year's last period is reported in the next */

/* What who asks has to do with a report in this state; NULL: nothing. */
static const char *
what_to_do(const struct visit *visit, const struct app_unit_report *unit)
{
	static const struct {
		enum unit_state state;
		enum permission permission;
		const char *what;
	} WORK[] = {
		{ UNIT_DRAFT, MAY_REPORT, N_("por enviar") },
		{ UNIT_RETURNED, MAY_REPORT, N_("devuelto, por corregir") },
		{ UNIT_SUBMITTED, MAY_APPROVE_UNIT, N_("por aprobar") },
		{ UNIT_APPROVED, MAY_VALIDATE, N_("por aceptar") },
	};

	for (size_t i = 0; i < sizeof(WORK) / sizeof(WORK[0]); i++)
		if (unit->state == WORK[i].state &&
		    actor_may(visit->app->by, WORK[i].permission, visit->institution_id,
			unit->org_unit_id))
			return WORK[i].what;
	return NULL;
}

static int
late_first(const void *a, const void *b)
{
	const struct app_unit_report *x = ((const struct home_report *)a)->unit;
	const struct app_unit_report *y = ((const struct home_report *)b)->unit;

	if (x->is_late != y->is_late)
		return y->is_late - x->is_late;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static int
read_period(struct visit *visit, int year, const struct report_period *period,
    struct home_period *out, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct app_period which = { visit->institution_id, year, period->number };
	struct app_unit_report *units = NULL;
	size_t count = 0;
	int rc = app_report_units(visit->app, visit->plans, mem, &which, &units, &count, err);

	if (rc < 0)
		return rc;
	out->reports = mem_array(mem, count + 1, sizeof(*out->reports));
	for (size_t i = 0; i < count; i++) {
		const char *what = what_to_do(visit, &units[i]);

		out->late += units[i].is_late;
		if (what != NULL)
			out->reports[out->count++] = (struct home_report){ &units[i], what,
				when_day(mem, units[i].due_on) };
	}
	if (out->count > 0)
		qsort(out->reports, out->count, sizeof(*out->reports), late_first);
	return YUP_OK;
}

static int
read_year(struct visit *visit, int year, struct home_late *out, size_t *room, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct report_period *periods = NULL;
	size_t count = 0;
	int rc = app_period_list(visit->app, mem, visit->institution_id, year, &periods, &count,
	    err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct plan_live *live = NULL;
		struct home_period *p;

		if (periods[i].state != PERIOD_OPEN)
			continue;
		rc = app_plan_live(visit->app, visit->plans, visit->institution_id,
		    periods[i].plan_id, &live, err);
		if (rc < 0)
			return rc;
		MEM_PUSH(mem, out->periods, out->period_count, *room);
		p = &out->periods[out->period_count - 1];
		*p = (struct home_period){ .year = year,
			.number = periods[i].number,
			.name = report_period_name(mem, visit->html.catalogue,
			    plan_live_plan(live)->pack, &periods[i], count),
			.due_on = when_day(mem, periods[i].due_on) };
		rc = read_period(visit, year, &periods[i], p, err);
		if (rc == YUP_OK)
			rc = home_observing_read(visit,
			    &(struct home_subject){ periods[i].plan_id, plan_live_plan(live),
				periods[i].number },
			    p->observing, &p->observing_count, err);
	}
	return rc;
}

static int
read_registers(struct visit *visit, struct home_late *out, struct err *err)
{
	struct app_register_sum *sums = NULL;
	size_t count = 0;
	int rc = app_register_all(visit->app, visit->req->mem, visit->institution_id, &sums, &count,
	    err);

	if (rc == YUP_ENOTFOUND)
		return YUP_OK; /* a pack that only an import brought along has none here */
	if (rc < 0)
		return rc;
	out->registers = mem_array(visit->req->mem, count + 1, sizeof(*out->registers));
	for (size_t i = 0; i < count; i++)
		if (sums[i].late > 0)
			out->registers[out->register_count++] = (struct home_register){
				sums[i].reg->key, sums[i].reg->name, sums[i].late
			};
	return YUP_OK;
}

int
home_late_read(struct visit *visit, struct home_late *out, struct err *err)
{
	struct home_late late = { 0 };
	int *years = NULL;
	size_t count = 0, room = 0;
	int rc = app_period_years(visit->app, visit->req->mem, visit->institution_id, &years,
	    &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count && i < YEARS; i++)
		rc = read_year(visit, years[i], &late, &room, err);
	if (rc == YUP_OK)
		rc = read_registers(visit, &late, err);
	if (rc == YUP_OK)
		*out = late;
	return rc;
}
