#include "app/periods.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/reports.h"
#include "app/standings.h"
#include "app/versions.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/calendar.h"
#include "core/field.h"
#include "core/plan_state.h"
#include "store/engine/db.h"
#include "store/plan_store.h"
#include "store/standing_store.h"

enum { UNITS_TOLD = 6 };

/* ---- Reading ------------------------------------------------------------------- */

static const char *
subject_of(struct mem *mem, const struct app_period *which)
{
	return which->period == 0 ? mem_printf(mem, "year %d", which->year)
				  : mem_printf(mem, "period %d/%u", which->year, which->period);
}

static int
require_reading(const struct app *app, struct mem *mem, const struct app_period *which,
    struct err *err)
{
	return app_require(app, MAY_READ_PLAN, which->institution_id, ORG_UNIT_NONE,
	    subject_of(mem, which), err);
}

int
app_period_years(const struct app *app, struct mem *mem, int64_t institution_id, int **out,
    size_t *out_count, struct err *err)
{
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "calendars", err);

	return rc < 0 ? rc : report_store_years(app->db, mem, institution_id, out, out_count, err);
}

int
app_period_list(const struct app *app, struct mem *mem, int64_t institution_id, int year,
    struct report_period **out, size_t *out_count, struct err *err)
{
	struct app_period which = { institution_id, year, 0 };
	int rc = require_reading(app, mem, &which, err);

	return rc < 0
	    ? rc
	    : report_store_periods(app->db, mem, institution_id, year, out, out_count, err);
}

int
app_period_steps(const struct app *app, struct mem *mem, const struct app_period *which,
    struct report_step **out, size_t *out_count, struct err *err)
{
	int rc = require_reading(app, mem, which, err);

	return rc < 0 ? rc
		      : report_store_steps(app->db, mem, which->institution_id, which->year,
			    which->period, out, out_count, err);
}

int
app_period_get(const struct app *app, struct mem *mem, const struct app_period *which,
    struct report_period *out, struct err *err)
{
	struct report_period *list = NULL;
	size_t count = 0;
	int rc = report_store_periods(app->db, mem, which->institution_id, which->year, &list,
	    &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].number == which->period) {
			*out = list[i];
			return YUP_OK;
		}
	return rc < 0
	    ? rc
	    : err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d/%u", which->year, which->period);
}

struct report_step
app_report_step(const struct app *app, const struct app_period *which, const char *now)
{
	return (struct report_step){
		.period = (uint8_t)which->period,
		.unit_id = "",
		.due_on = "",
		.at = now,
		.user_id = app->by != NULL ? app->by->user_id : 0,
		.actor = app->by != NULL && app->by->name != NULL ? app->by->name : "",
		.why = "",
	};
}

/* ---- Laying out ------------------------------------------------------------------ */

/* The version of the year's plan that counts: the approved, else (0) none; its pack. */
static int
plan_of_year(const struct app *app, struct mem *mem, const struct app_period *which,
    struct plan_head *out, struct err *err)
{
	struct plan_head *heads = NULL;
	bool found = false;
	size_t count = 0;
	int rc = plan_store_list(app->db, mem, which->institution_id, &heads, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (heads[i].year != which->year || heads[i].superseded_at[0] != '\0')
			continue;
		if (!found || heads[i].state == PLAN_APPROVED)
			*out = heads[i];
		found = true;
	}
	if (rc == YUP_OK && !found)
		rc = err_refuse(err, YUP_ENOTFOUND, "version_absent", "%d", which->year);
	return rc;
}

static int
lay_out(const struct app *app, struct mem *mem, const struct app_period *which, unsigned every,
    unsigned days, const struct audit *what, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct report_period *there = NULL, *periods;
	const struct pack *pack = NULL;
	struct plan_head head;
	size_t count = 0, laid_out;
	int rc = plan_of_year(app, mem, which, &head, err);

	if (rc == YUP_OK)
		rc = app_pack(app, mem, which->institution_id, head.pack, &pack, err);
	if (rc < 0)
		return rc;
	every = every == 0 ? pack->report_every : every;
	days = days == 0 ? pack->report_days : days;
	if (every > pack->period_count || pack->period_count % every != 0)
		return err_refuse(err, YUP_EINVALID, "calendar_uneven", "%u", pack->period_count);
	if (days > 366)
		return err_refuse(err, YUP_EINVALID, "number_out_of_range", "%u", days);
	periods = calendar_lay_out(mem, pack, which->year, every, days, &laid_out);
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = report_store_clear(&tx, which->institution_id, which->year, err);
	if (rc == YUP_OK)
		rc = report_store_periods(tx.db, mem, which->institution_id, which->year, &there,
		    &count, err);
	if (rc == YUP_OK && count > 0)
		rc = err_refuse(err, YUP_ECONFLICT, "calendar_in_use", "%d", which->year);
	if (rc == YUP_OK)
		rc = report_store_lay_out(&tx, which->institution_id, which->year, periods,
		    laid_out, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, what, err);
	return rc < 0 ? rc : db_commit(&tx, err);
}

int
app_period_lay_out(const struct app *app, int64_t institution_id, int year, unsigned every,
    unsigned days, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_period which = { institution_id, year, 0 };
	struct audit what = { .institution_id = institution_id,
		.action = "period.lay_out",
		.subject = subject_of(mem, &which),
		.detail = mem_printf(mem, "every %u, %u days", every, days) };
	int rc = app_require(app, MAY_RUN_PERIODS, institution_id, ORG_UNIT_ALL, what.subject, err);

	if (rc < 0)
		return rc; /* recorded there */
	rc = lay_out(app, mem, &which, every, days, &what, err);
	return rc < 0 ? audit_refused(app, &what, rc, err) : YUP_OK;
}

/* ---- Opening and closing ------------------------------------------------------------ */

/* A period that becomes another; `step` says the rest. */
struct passing {
	const struct app *app;
	struct mem *mem;
	const struct app_period *which;
	struct report_period period;
	struct report_step step;
	struct audit what;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static int
start(struct passing *p, enum permission permission)
{
	int rc;

	p->what.institution_id = p->which->institution_id;
	p->what.subject = subject_of(p->mem, p->which);
	p->app->now(p->now);
	p->step = app_report_step(p->app, p->which, p->now);
	rc = app_require(p->app, permission, p->which->institution_id, ORG_UNIT_ALL,
	    p->what.subject, p->err);
	return rc;
}

/* A period that opens has its sums from then on, of what was reported before it. */
static int
sum(struct passing *p, struct db_tx *tx, enum period_state seen)
{
	if (seen == PERIOD_PLANNED && p->period.state == PERIOD_OPEN)
		return app_standings_make(tx, p->app, p->mem, p->which, p->err);
	return standing_store_touch(tx, p->which->institution_id, p->err);
}

static int
put(struct passing *p, enum period_state seen)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int rc = db_begin(p->app->db, &tx, p->err);

	p->step.state = p->period.state;
	if (rc == YUP_OK)
		rc = report_store_put_period(&tx, p->which->institution_id, p->which->year,
		    &p->period, seen, p->err);
	if (rc == YUP_OK)
		rc = report_store_add_step(&tx, p->which->institution_id, p->which->year, &p->step,
		    p->err);
	if (rc == YUP_OK)
		rc = sum(p, &tx, seen);
	if (rc == YUP_OK)
		rc = audit_done(&tx, p->app, &p->what, p->err);
	return rc < 0 ? rc : db_commit(&tx, p->err);
}

/* In order: each is reported over the one before. */
static int
check_before(struct passing *p)
{
	struct app_period before = { p->which->institution_id, p->which->year,
		p->which->period - 1 };
	struct report_period period;
	int rc;

	if (p->which->period <= 1)
		return YUP_OK;
	rc = app_period_get(p->app, p->mem, &before, &period, p->err);
	if (rc == YUP_OK && period.state == PERIOD_PLANNED)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_out_of_order", "%u", before.period);
	return rc;
}

static int
open_it(struct passing *p, const char *due_on)
{
	struct plan_head head;
	int rc = app_period_get(p->app, p->mem, p->which, &p->period, p->err);

	if (rc == YUP_OK && p->period.state != PERIOD_PLANNED)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_changed", "%s",
		    period_state_key((enum period_state)p->period.state));
	if (rc == YUP_OK && due_on != NULL)
		rc = field_check_date(due_on, "due_on", p->err);
	if (rc == YUP_OK)
		rc = check_before(p);
	if (rc == YUP_OK)
		rc = plan_of_year(p->app, p->mem, p->which, &head, p->err);
	if (rc == YUP_OK && head.state != PLAN_APPROVED)
		rc = err_refuse(p->err, YUP_ECONFLICT, "plan_unapproved", "%d", p->which->year);
	if (rc < 0)
		return rc;
	p->period.state = PERIOD_OPEN;
	p->period.plan_id = head.id;
	if (due_on != NULL)
		p->period.due_on = due_on;
	p->step.due_on = p->period.due_on;
	return put(p, PERIOD_PLANNED);
}

int
app_period_open(const struct app *app, const struct app_period *which, const char *due_on,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct passing p = { .app = app,
		.mem = mem,
		.which = which,
		.what = { .action = "period.open", .detail = due_on },
		.err = err };
	int rc = start(&p, MAY_RUN_PERIODS);

	if (rc < 0)
		return rc; /* recorded there */
	rc = open_it(&p, due_on);
	return rc < 0 ? audit_refused(app, &p.what, rc, err) : YUP_OK;
}

/* "3: VRP/UPR, VRP/UPV": units with rows whose report is not accepted. */
static int
refuse_pending(struct passing *p, struct app_plans *plans, size_t *out_count)
{
	CLEANUP(str_done) struct str names = { 0 };
	struct app_unit_report *units = NULL;
	size_t count = 0, pending = 0;
	int rc = app_report_units(p->app, plans, p->mem, p->which, &units, &count, p->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		if (units[i].state == UNIT_VALIDATED)
			continue;
		if (pending < UNITS_TOLD)
			str_printf(&names, "%s%s", pending > 0 ? ", " : "", units[i].path);
		pending++;
	}
	*out_count = pending;
	if (rc == YUP_OK && pending > 0 && p->step.why[0] == '\0')
		rc = err_refuse(p->err, YUP_ECONFLICT, "reports_pending", "%zu: %s%s", pending,
		    str_text(&names), pending > UNITS_TOLD ? "…" : "");
	return rc;
}

static int
close_it(struct passing *p, struct app_plans *plans)
{
	size_t pending = 0;
	int rc = app_period_get(p->app, p->mem, p->which, &p->period, p->err);

	if (rc == YUP_OK && p->period.state == PERIOD_CLOSED)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_is_closed", "%u", p->which->period);
	if (rc == YUP_OK && p->period.state != PERIOD_OPEN)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_not_open", "planned");
	if (rc == YUP_OK)
		rc = field_check(p->step.why, REPORT_TEXT_MAX, FIELD_OPTIONAL, "why", p->err);
	if (rc == YUP_OK)
		rc = refuse_pending(p, plans, &pending);
	if (rc < 0)
		return rc;
	if (pending > 0)
		p->step.why = mem_printf(p->mem, "Por excepción, %zu sin aceptar: %s", pending,
		    p->step.why);
	p->period.state = PERIOD_CLOSED;
	return put(p, PERIOD_OPEN);
}

int
app_period_close(const struct app *app, struct app_plans *plans, const struct app_period *which,
    const char *why, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct passing p = { .app = app,
		.mem = mem,
		.which = which,
		.what = { .action = "period.close", .detail = why },
		.err = err };
	int rc = start(&p, MAY_RUN_PERIODS);

	if (rc < 0)
		return rc; /* recorded there */
	if (why != NULL)
		p.step.why = why;
	rc = close_it(&p, plans);
	return rc < 0 ? audit_refused(app, &p.what, rc, err) : YUP_OK;
}

/* ---- Longer ----------------------------------------------------------------------- */

static int
extend_unit(struct passing *p, struct db_tx *tx, const struct app_unit_report *unit,
    const char *due_on)
{
	struct unit_report row = { (uint8_t)p->which->period, unit->state, unit->unit_id, due_on };
	int rc;

	if (strcmp(due_on, unit->due_on) <= 0)
		return err_refuse(p->err, YUP_EINVALID, "period_shorter", "%s, %s", unit->path,
		    unit->due_on);
	rc = report_store_put_unit(tx, p->which->institution_id, p->which->year, &row, p->err);

	p->step.unit_id = unit->unit_id;
	p->step.state = unit->state;
	return rc < 0
	    ? rc
	    : report_store_add_step(tx, p->which->institution_id, p->which->year, &p->step, p->err);
}

static int
extend_units(struct passing *p, struct app_plans *plans, const char *const *names, size_t count,
    const char *due_on)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct app_unit_report *units = NULL;
	size_t unit_count = 0;
	int rc = app_report_units(p->app, plans, p->mem, p->which, &units, &unit_count, p->err);

	if (rc == YUP_OK)
		rc = db_begin(p->app->db, &tx, p->err);
	if (rc == YUP_OK)
		rc = report_store_hold(&tx, p->mem, p->which->institution_id, p->which->year,
		    p->which->period, &p->period, p->err);
	if (rc == YUP_OK && p->period.state != PERIOD_OPEN)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_not_open", "%s",
		    period_state_key((enum period_state)p->period.state));
	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		const struct app_unit_report *unit = app_report_unit_called(units, unit_count,
		    names[i]);

		rc = unit != NULL
		    ? extend_unit(p, &tx, unit, due_on)
		    : err_refuse(p->err, YUP_ENOTFOUND, "unit_absent", "%s", names[i]);
	}
	if (rc == YUP_OK)
		rc = standing_store_touch(&tx, p->which->institution_id, p->err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, p->app, &p->what, p->err);
	return rc < 0 ? rc : db_commit(&tx, p->err);
}

static int
extend_period(struct passing *p, const char *due_on)
{
	int rc = app_period_get(p->app, p->mem, p->which, &p->period, p->err);
	enum period_state seen = (enum period_state)p->period.state;

	if (rc == YUP_OK && seen == PERIOD_CLOSED)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_not_open", "closed");
	if (rc == YUP_OK && strcmp(due_on, p->period.due_on) <= 0)
		rc = err_refuse(p->err, YUP_EINVALID, "period_shorter", "%s", p->period.due_on);
	p->period.due_on = due_on;
	return rc < 0 ? rc : put(p, seen);
}

int
app_period_extend(const struct app *app, struct app_plans *plans, const struct app_period *which,
    const char *const *units, size_t count, const char *due_on, const char *why, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct passing p = { .app = app,
		.mem = mem,
		.which = which,
		.what = { .action = "period.extend",
		    .detail = mem_printf(mem, "until %s, %zu units: %s", due_on, count, why) },
		.err = err };
	int rc = start(&p, MAY_RUN_PERIODS);

	if (rc < 0)
		return rc; /* recorded there */
	p.step.due_on = due_on;
	p.step.why = why;
	rc = field_check_date(due_on, "due_on", err);
	if (rc == YUP_OK)
		rc = field_check(why, REPORT_TEXT_MAX, FIELD_NEEDED, "why", err);
	if (rc == YUP_OK)
		rc = count > 0 ? extend_units(&p, plans, units, count, due_on)
			       : extend_period(&p, due_on);
	return rc < 0 ? audit_refused(app, &p.what, rc, err) : YUP_OK;
}
