/* report_pass.c - see reports.h: units' reports from one state to the next. */
#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/observe_acts.h"
#include "app/registers.h"
#include "app/report_open.h"
#include "base/mem.h"
#include "core/field.h"
#include "core/plan_state.h"
#include "store/engine/db.h"
#include "store/observation_store.h"
#include "store/standing_store.h"

struct passing {
	const struct app *app;
	struct mem *mem;
	const struct app_period *which;
	const struct app_unit_report **units;
	size_t count;
	enum unit_state to;
	const char *why;
	const struct observation_new *observed; /* made with a return */
	size_t observed_count;
	struct audit what;
	char now[CLOCK_TEXT_SIZE];
	struct err *err;
};

static int
find_units(struct passing *p, struct app_plans *plans, const char *const *names)
{
	struct app_unit_report *units = NULL;
	size_t count = 0;
	int rc = app_report_units(p->app, plans, p->mem, p->which, &units, &count, p->err);

	p->units = mem_array(p->mem, p->count + 1, sizeof(*p->units));
	for (size_t i = 0; rc == YUP_OK && i < p->count; i++) {
		p->units[i] = app_report_unit_called(units, count, names[i]);
		if (p->units[i] == NULL)
			rc = err_refuse(p->err, YUP_ENOTFOUND, "unit_absent", "%s", names[i]);
	}
	return rc;
}

/* The step that app->by may take, else (`*may` false) the first there is. */
static const struct state_step *
step_for(const struct app *app, int64_t institution_id, const struct app_unit_report *unit,
    enum unit_state to, bool *may)
{
	enum unit_state from = (enum unit_state)unit->state;
	const struct state_step *step = unit_step_find(from, to, NULL);

	*may = true;
	for (const struct state_step *s = step; s != NULL; s = unit_step_find(from, to, s))
		if (actor_may(app->by, (enum permission)s->permission, institution_id,
			unit->org_unit_id))
			return s;
	*may = false;
	return step;
}

bool
app_may_pass_report(const struct app *app, int64_t institution_id, unsigned period_state,
    const struct app_unit_report *unit, enum unit_state to)
{
	bool may;

	(void)step_for(app, institution_id, unit, to, &may);
	return may && period_state == PERIOD_OPEN;
}

/* What is handed in says of every row how far it is, and why where that is asked. */
static int
check_complete(const struct passing *p, const struct app_unit_report *unit)
{
	if (p->to != UNIT_SUBMITTED || (unit->reported == unit->rows && unit->unexplained == 0))
		return YUP_OK;
	return err_refuse(p->err, YUP_ECONFLICT, "report_incomplete",
	    "%s: filas sin avance: %u; sin causa o medida: %u", unit->path,
	    unit->rows - unit->reported, unit->unexplained);
}

static int
check_units(const struct passing *p)
{
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < p->count; i++) {
		const struct app_unit_report *unit = p->units[i];
		bool may;
		const struct state_step *step = step_for(p->app, p->which->institution_id, unit,
		    p->to, &may);

		if (step == NULL)
			return err_refuse(p->err, YUP_ECONFLICT, "step_absent", "%s", unit->path);
		rc = app_require(p->app, (enum permission)step->permission,
		    p->which->institution_id, unit->org_unit_id, p->what.subject, p->err);
		if (rc == YUP_OK && (step->needs & STEP_NEEDS_REASON) != 0 && p->why[0] == '\0')
			rc = err_refuse(p->err, YUP_EINVALID, "reason_needed", "no reason");
		if (rc == YUP_OK)
			rc = check_complete(p, unit);
	}
	return rc;
}

/* As they were seen, while the period is held: else somebody passed one meanwhile. */
static int
check_unmoved(const struct passing *p, struct db *db)
{
	struct unit_report *now = NULL;
	size_t count = 0;
	int rc = report_store_units(db, p->mem, p->which->institution_id, p->which->year,
	    p->which->period, &now, &count, p->err);

	for (size_t i = 0; rc == YUP_OK && i < p->count; i++) {
		unsigned state = UNIT_DRAFT;

		for (size_t u = 0; u < count; u++)
			if (strcmp(now[u].unit_id, p->units[i]->unit_id) == 0)
				state = now[u].state;
		if (state != p->units[i]->state)
			rc = err_refuse(p->err, YUP_ECONFLICT, "step_absent", "%s",
			    p->units[i]->path);
	}
	return rc;
}

static int
pass_unit(const struct passing *p, struct db_tx *tx, const struct app_unit_report *unit)
{
	struct unit_report row = { (uint8_t)p->which->period, (uint8_t)p->to, unit->unit_id,
		unit->is_extended ? unit->due_on : "" };
	struct report_step step = app_report_step(p->app, p->which, p->now);
	int rc = report_store_put_unit(tx, p->which->institution_id, p->which->year, &row, p->err);

	step.unit_id = unit->unit_id;
	step.state = (uint8_t)p->to;
	step.why = p->why;
	return rc < 0
	    ? rc
	    : report_store_add_step(tx, p->which->institution_id, p->which->year, &step, p->err);
}

/* ---- What was observed ------------------------------------------------------------------ */

/* Returned it goes along, accepted it is settled; what nobody answered holds a unit back. */
static int
pass_observations(const struct passing *p, struct db_tx *tx, const struct report_open *open)
{
	uint32_t *units = mem_array(p->mem, p->count + 1, sizeof(*units));
	struct acting acting = { .app = p->app,
		.tx = tx,
		.institution_id = p->which->institution_id,
		.plan_id = open->period->plan_id,
		.report = p->which->period,
		.now = p->now };
	int rc = observation_store_hold(tx, acting.institution_id, acting.plan_id, &acting.revision,
	    p->err);

	for (size_t i = 0; i < p->count; i++)
		units[i] = p->units[i]->unit;
	if (rc == YUP_OK)
		rc = acting_observe(&acting, p->mem, open->rows, units, p->count, p->observed,
		    p->observed_count, p->err);
	for (size_t i = 0; rc == YUP_OK && i < p->count; i++)
		rc = acting_pass(&acting, p->mem, open->rows, units[i], p->to, p->err);
	return rc;
}

/* ---- Measures become work ------------------------------------------------------------ */

static struct app_measure
measure_of(const struct passing *p, const struct plan *plan, const struct report *said,
    int64_t org_unit)
{
	int64_t kind = said->number[REPORT_MEASURE], month = said->number[REPORT_MEASURE_MONTH];

	return (struct app_measure){
		.year = p->which->year,
		.period = p->which->period,
		.node_id = said->node_id,
		.org_unit = org_unit,
		.kind = measure_key(kind != NUM_ABSENT ? (enum measure_kind)kind : MEASURE_OTHER),
		.text = said->text[REPORT_MEASURE_TEXT],
		.responsible = said->text[REPORT_RESPONSIBLE],
		.due = said->text[REPORT_MEASURE_DUE],
		.month = month != NUM_ABSENT ? plan->pack->periods[month - 1].name : "",
	};
}

/* Somebody is to do something: none is needed where it says so, or says nothing. */
static bool
is_work(const struct report *said)
{
	if (said->number[REPORT_MEASURE] == MEASURE_NONE)
		return false;
	return said->number[REPORT_MEASURE] != NUM_ABSENT ||
	    said->text[REPORT_MEASURE_TEXT][0] != '\0';
}

/* What was accepted with a measure goes to the register that follows them. */
static int
follow_measures(const struct passing *p, struct db_tx *tx, const struct report_open *open,
    const struct app_unit_report *unit)
{
	struct report *reports = NULL;
	struct app_measure *list;
	size_t count = 0, work = 0;
	int rc = report_store_list_of_unit(tx->db, p->mem, p->which->institution_id, p->which->year,
	    p->which->period, open->period->plan_id, unit->unit, &reports, &count, p->err);

	if (rc < 0)
		return rc;
	list = mem_array(p->mem, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		if (reports[i].period == p->which->period && is_work(&reports[i]))
			list[work++] = measure_of(p, open->plan, &reports[i], unit->org_unit_id);
	return app_register_from_reports(p->app, tx, p->which->institution_id, list, work, NULL,
	    p->err);
}

static int
pass(struct passing *p, struct app_plans *plans)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct report_period held;
	struct report_open open;
	int rc = report_open(p->app, plans, p->mem, p->which, &open, p->err);

	p->app->now(p->now);
	if (rc == YUP_OK)
		rc = db_begin(p->app->db, &tx, p->err);
	if (rc == YUP_OK)
		rc = report_store_hold(&tx, p->mem, p->which->institution_id, p->which->year,
		    p->which->period, &held, p->err);
	if (rc == YUP_OK && held.state != PERIOD_OPEN)
		rc = err_refuse(p->err, YUP_ECONFLICT, "period_not_open", "%s",
		    period_state_key((enum period_state)held.state));
	if (rc == YUP_OK)
		rc = check_unmoved(p, tx.db);
	for (size_t i = 0; rc == YUP_OK && i < p->count; i++)
		rc = pass_unit(p, &tx, p->units[i]);
	if (rc == YUP_OK)
		rc = pass_observations(p, &tx, &open);
	for (size_t i = 0; rc == YUP_OK && p->to == UNIT_VALIDATED && i < p->count; i++)
		rc = follow_measures(p, &tx, &open, p->units[i]);
	if (rc == YUP_OK)
		rc = standing_store_touch(&tx, p->which->institution_id, p->err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, p->app, &p->what, p->err);
	return rc < 0 ? rc : db_commit(&tx, p->err);
}

static int
pass_all(struct passing *p, struct app_plans *plans, const char *const *units)
{
	int rc;

	p->what = (struct audit){ .institution_id = p->which->institution_id,
		.action = "report.pass",
		.subject = mem_printf(p->mem, "%s unit %s", report_subject(p->mem, p->which),
		    p->count > 0 ? units[0] : ""),
		.detail = mem_printf(p->mem, "%s, %zu units: %s", unit_state_key(p->to), p->count,
		    p->why) };
	rc = find_units(p, plans, units);
	if (rc == YUP_OK)
		rc = field_check(p->why, REPORT_TEXT_MAX, FIELD_OPTIONAL, "why", p->err);
	if (rc == YUP_OK)
		rc = check_units(p);
	if (rc == YUP_EDENIED)
		return rc; /* recorded there */
	if (rc == YUP_OK)
		rc = pass(p, plans);
	return rc < 0 ? audit_refused(p->app, &p->what, rc, p->err) : YUP_OK;
}

int
app_reports_pass(const struct app *app, struct app_plans *plans, const struct app_period *which,
    const char *const *units, size_t count, enum unit_state to, const struct app_step *said,
    struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct passing p = { .app = app,
		.mem = mem,
		.which = which,
		.count = count,
		.to = to,
		.why = said->why != NULL ? said->why : "",
		.err = err };

	return pass_all(&p, plans, units);
}

int
app_reports_return(const struct app *app, struct app_plans *plans, const struct app_period *which,
    const char *const *units, size_t count, const struct app_step *said,
    const struct observation_new *observed, size_t observed_count, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct passing p = { .app = app,
		.mem = mem,
		.which = which,
		.count = count,
		.to = UNIT_RETURNED,
		.why = said->why != NULL ? said->why : "",
		.observed = observed,
		.observed_count = observed_count,
		.err = err };

	return pass_all(&p, plans, units);
}
