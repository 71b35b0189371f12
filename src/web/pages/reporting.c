/* reporting.c - /seguimiento: the calendar of a year, and the units of a period. */
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/follow_ups.h"
#include "app/ministry.h"
#include "app/plan_list.h"
#include "core/standing.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/report_view.h"
#include "web/when.h"

enum { YEARS_MAX = 64 };

/* ---- The calendar ----------------------------------------------------------------- */

static void
add_year(struct calendar_view *v, int *years, int year)
{
	for (size_t i = 0; i < v->year_count; i++)
		if (years[i] == year)
			return;
	if (v->year_count < YEARS_MAX)
		years[v->year_count++] = year;
}

static int
newest_first(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

/* The documents in force of the year shown, and every year that has one. */
static int
find_documents(struct visit *visit, struct calendar_view *v, int *years, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct calendar_document *list;
	struct follow_up_head *heads = NULL;
	size_t count = 0;
	int rc;

	if (!actor_may(visit->app->by, MAY_READ_PLAN, visit->institution_id, ORG_UNIT_ALL))
		return YUP_OK;
	rc = app_follow_up_list(visit->app, mem, visit->institution_id, &heads, &count, err);
	if (rc < 0)
		return rc;
	list = mem_array(mem, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++) {
		if (heads[i].superseded_at[0] != '\0')
			continue;
		add_year(v, years, heads[i].year);
		if (v->year == 0)
			v->year = heads[i].year;
		if (heads[i].year == v->year)
			list[v->document_count++] = (struct calendar_document){ heads[i].id,
				when_day(mem, heads[i].as_of),
				when_instant(mem, heads[i].saved_at) };
	}
	v->documents = list;
	return YUP_OK;
}

/* The years of plans in force, and those that have a calendar; the pack of the one asked. */
static int
find_years(struct visit *visit, struct calendar_view *v, struct err *err)
{
	struct mem *mem = visit->req->mem;
	int *years = mem_array(mem, YEARS_MAX, sizeof(*years)), *had = NULL;
	const struct app_version *current = NULL;
	struct app_version *plans = NULL;
	const char *pack = NULL;
	size_t count = 0, had_count = 0;
	int rc = plan_view_list(visit, &plans, &count, &current, err);

	if (rc == YUP_OK)
		rc = app_period_years(visit->app, mem, visit->institution_id, &had, &had_count,
		    err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (plans[i].head.superseded_at[0] == '\0')
			add_year(v, years, plans[i].head.year);
	for (size_t i = 0; i < had_count; i++)
		add_year(v, years, had[i]);
	if (v->year == 0 && v->year_count > 0) {
		qsort(years, v->year_count, sizeof(*years), newest_first);
		v->year = had_count > 0 ? had[0] : years[0];
	}
	rc = find_documents(visit, v, years, err);
	if (rc < 0)
		return rc;
	qsort(years, v->year_count, sizeof(*years), newest_first);
	v->years = years;
	for (size_t i = 0; i < count; i++)
		if (plans[i].head.year == v->year && plans[i].head.superseded_at[0] == '\0')
			pack = plans[i].head.pack;
	return pack != NULL ? app_pack(visit->app, mem, visit->institution_id, pack, &v->pack, err)
			    : YUP_OK;
}

static int
calendar_open(struct visit *visit, int year, struct calendar_view *out, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct calendar_view v = { .year = year, .fresh = true };
	struct report_period *periods = NULL;
	int rc = find_years(visit, &v, err);

	if (rc == YUP_OK)
		rc = app_period_list(visit->app, mem, visit->institution_id, v.year, &periods,
		    &v.row_count, err);
	if (rc < 0)
		return rc;
	if (v.pack == NULL)
		v.row_count = 0;
	v.rows = mem_array(mem, v.row_count + 1, sizeof(*v.rows));
	for (size_t i = 0; i < v.row_count; i++) {
		v.fresh = v.fresh && periods[i].state == PERIOD_PLANNED;
		v.rows[i] = (struct calendar_row){ &periods[i],
			report_period_name(mem, visit->html.catalogue, v.pack, &periods[i],
			    v.row_count),
			report_period_span(mem, visit->html.catalogue, v.pack, &periods[i],
			    v.row_count),
			when_day(mem, periods[i].due_on) };
		v.spans = v.spans || v.rows[i].span[0] != '\0';
	}
	v.runs = actor_may(visit->app->by, MAY_RUN_PERIODS, visit->institution_id, ORG_UNIT_ALL);
	if (actor_may(visit->app->by, MAY_READ_PLAN, visit->institution_id, ORG_UNIT_ALL))
		rc = app_is_ministry(visit->app, visit->institution_id, &v.ministry, err);
	*out = v;
	return rc;
}

static int
calendar_show(struct visit *visit, int year, const char *wrong, struct err *err)
{
	struct calendar_view view;
	struct frame f = frame_make(visit, html_translated(&visit->html, N_("Seguimiento")),
	    PLACE_REPORTS);
	int rc = calendar_open(visit, year, &view, err);

	if (rc < 0)
		return rc;
	f.wrong = wrong;
	tpl_reporting(&visit->html, &f, &view);
	return YUP_OK;
}

static int
year_asked(const struct visit *visit)
{
	unsigned long year = strtoul(visit_field(visit, "gestion"), NULL, 10);

	return year <= 9999 ? (int)year : 0;
}

static int
reporting_show(struct visit *visit, struct err *err)
{
	return calendar_show(visit, year_asked(visit), NULL, err);
}

/* Lay a year out, or open one of its periods. */
static int
reporting_change(struct visit *visit, struct err *err)
{
	int year = year_asked(visit);
	const char *opens = visit_field(visit, "abrir"), *due = form_optional(visit, "hasta");
	struct app_period which = { visit->institution_id, year,
		(unsigned)strtoul(opens, NULL, 10) };
	int rc;

	if (opens[0] != '\0')
		rc = app_period_open(visit->app, &which, due, err);
	else
		rc = app_period_lay_out(visit->app, visit->institution_id, year,
		    (unsigned)strtoul(visit_field(visit, "cada"), NULL, 10),
		    (unsigned)strtoul(visit_field(visit, "dias"), NULL, 10), err);
	if (form_refused(visit, rc, err))
		return calendar_show(visit, year, form_sentence(visit, err), err);
	if (rc < 0)
		return rc;
	return answer_see(visit,
	    mem_printf(visit->req->mem, "/seguimiento?gestion=%d&listo=%s", year,
		opens[0] != '\0' ? "abierto" : "guardado"));
}

/* ---- The units of a period ---------------------------------------------------------- */

static bool
may_pass(const struct units_view *v, const struct app_unit_report *unit, enum unit_state to)
{
	return app_may_pass_report(v->p.visit->app, v->p.visit->institution_id, v->p.period->state,
	    unit, to);
}

static struct unit_line
line_of(const struct units_view *v, const struct app_unit_report *unit,
    const struct report_step *steps, size_t count)
{
	struct unit_line line = { .unit = unit,
		.due_on = when_day(v->p.mem, unit->due_on),
		.efficacy_e9 = standing_efficacy(
		    &(struct standing){ .physical_e9 = unit->physical_e9,
			.planned_e9 = unit->planned_e9 }),
		.approves = may_pass(v, unit, UNIT_APPROVED),
		.validates = may_pass(v, unit, UNIT_VALIDATED),
		.returns = may_pass(v, unit, UNIT_RETURNED) };
	size_t checked;
	const char **list = form_all(v->p.visit, "unidades", &checked);

	for (size_t i = 0; i < count; i++)
		if (strcmp(steps[i].unit_id, unit->unit_id) == 0)
			line.last = &steps[i];
	for (size_t i = 0; i < checked; i++)
		line.checked = line.checked || strcmp(list[i], unit->unit_id) == 0;
	return line;
}

static int
units_open(struct visit *visit, struct units_view *out, struct err *err)
{
	struct units_view v = { .why = visit_field(visit, "motivo") };
	struct report_step *steps = NULL;
	size_t count = 0;
	int rc = period_view_open(visit, &v.p, err);

	if (rc == YUP_OK)
		rc = app_report_units(visit->app, visit->plans, v.p.mem, &v.p.which, &v.units,
		    &v.count, err);
	if (rc == YUP_OK)
		rc = app_period_steps(visit->app, v.p.mem, &v.p.which, &steps, &count, err);
	if (rc < 0)
		return rc;
	v.lines = mem_array(v.p.mem, v.count + 1, sizeof(*v.lines));
	for (size_t i = 0; i < v.count; i++) {
		v.lines[i] = line_of(&v, &v.units[i], steps, count);
		v.acts = v.acts || v.lines[i].approves || v.lines[i].validates ||
		    v.lines[i].returns;
		v.late += v.units[i].is_late && v.p.period->state == PERIOD_OPEN;
		v.accepted += v.units[i].state == UNIT_VALIDATED;
	}
	*out = v;
	return YUP_OK;
}

static int
show_units(struct visit *visit, const char *wrong, struct err *err)
{
	struct units_view view;
	struct frame f;
	int rc = units_open(visit, &view, err);

	if (rc < 0)
		return rc;
	f = frame_make(visit, view.p.name, PLACE_REPORTS);
	f.wrong = wrong;
	tpl_period(&visit->html, &f, &view);
	return YUP_OK;
}

static int
period_show(struct visit *visit, struct err *err)
{
	return show_units(visit, NULL, err);
}

static const struct {
	const char *action, *done;
	enum unit_state to;
} PASSES[] = {
	{ "aprobar", "aprobado", UNIT_APPROVED },
	{ "aceptar", "aceptado", UNIT_VALIDATED },
	{ "devolver", "devuelto", UNIT_RETURNED },
	{ "enviar", "enviado", UNIT_SUBMITTED },
};

/* What a button of the page asks for; `*done` says what was done. */
static int
act(struct visit *visit, const struct period_view *p, const char *const *units, size_t count,
    const char **done, struct err *err)
{
	const char *action = visit_field(visit, "accion"), *why = visit_field(visit, "motivo");
	struct app_step said = { .why = why };

	for (size_t i = 0; i < sizeof(PASSES) / sizeof(PASSES[0]); i++)
		if (strcmp(PASSES[i].action, action) == 0) {
			*done = PASSES[i].done;
			return app_reports_pass(visit->app, visit->plans, &p->which, units, count,
			    PASSES[i].to, &said, err);
		}
	if (strcmp(action, "cerrar") == 0) {
		*done = "cerrado";
		return app_period_close(visit->app, visit->plans, &p->which, why, err);
	}
	if (strcmp(action, "ampliar") == 0) {
		*done = "ampliado";
		return app_period_extend(visit->app, visit->plans, &p->which, units, count,
		    visit_field(visit, "hasta"), why, err);
	}
	return err_refuse(err, YUP_EINVALID, "request_malformed", "accion");
}

static int
period_act(struct visit *visit, struct err *err)
{
	struct period_view p;
	const char *done = "";
	size_t count = 0;
	const char **units = form_all(visit, "unidades", &count);
	const char *action = visit_field(visit, "accion");
	int rc = period_view_open(visit, &p, err);

	if (rc < 0)
		return rc;
	if (count == 0 && strcmp(action, "cerrar") != 0 && strcmp(action, "ampliar") != 0)
		rc = err_refuse(err, YUP_EINVALID, "nothing_chosen", "%s", action);
	else
		rc = act(visit, &p, units, count, &done, err);
	if (form_refused(visit, rc, err))
		return show_units(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc
		      : answer_see(visit, mem_printf(p.mem, "%s?listo=%s", period_path(&p), done));
}

/* ---- A step of one unit, from its own page -------------------------------------------- */

static int
unit_step(struct visit *visit, struct err *err)
{
	struct period_view p;
	const char *done = "", *unit = visit->args[2];
	int rc = period_view_open(visit, &p, err);

	if (rc == YUP_OK)
		rc = act(visit, &p, &unit, 1, &done, err);
	if (form_refused(visit, rc, err))
		return report_unit_refused(visit, form_sentence(visit, err), err);
	return rc < 0
	    ? rc
	    : answer_see(visit,
		  mem_printf(p.mem, "%s/unidad/%s?listo=%s", period_path(&p), unit, done));
}

const struct route pages_reporting[] = {
	{ METHOD_GET, "/seguimiento", reporting_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/seguimiento", reporting_change, ASKS_ROLE, MAY_RUN_PERIODS, 0 },
	{ METHOD_GET, "/seguimiento/{anio}/{periodo}", period_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/seguimiento/{anio}/{periodo}", period_act, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/seguimiento/{anio}/{periodo}/unidad/{unidad}/paso", unit_step, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
