#include "web/pages/report_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "base/str.h"
#include "core/check.h"
#include "text/catalogue.h"
#include "text/finding_text.h"
#include "text/report_text.h"

static int
read_number(const struct visit *visit, unsigned i, int64_t most, int64_t *out, struct err *err)
{
	int rc = visit_arg_id(visit, i, out, err);

	if (rc == YUP_OK && *out > most)
		rc = err_refuse(err, YUP_ENOTFOUND, "period_absent", "%s/%s", visit->args[0],
		    visit->args[1]);
	return rc;
}

int
period_view_make(struct visit *visit, int year, unsigned period, struct period_view *out,
    struct err *err)
{
	struct period_view v = { .visit = visit,
		.mem = visit->req->mem,
		.which = { visit->institution_id, year, period } };
	struct report_period *periods = NULL;
	int rc = app_period_list(visit->app, v.mem, visit->institution_id, year, &periods,
	    &v.period_count, err);

	if (rc < 0)
		return rc;
	if (period < 1 || period > v.period_count)
		return err_refuse(err, YUP_ENOTFOUND, "period_absent", "%d/%u", year, period);
	v.periods = periods;
	v.period = &periods[period - 1];
	if (v.period->state == PERIOD_PLANNED)
		return err_refuse(err, YUP_ECONFLICT, "period_not_open", "planned");
	rc = plan_view_open_id(visit, v.period->plan_id, &v.plan, err);
	if (rc < 0)
		return rc;
	visit->standing = NULL; /* an amended plan is what it is reported against all the same */
	v.name = report_period_name(v.mem, visit->html.catalogue, v.plan.plan->pack, v.period,
	    v.period_count);
	v.span = report_period_span(v.mem, visit->html.catalogue, v.plan.plan->pack, v.period,
	    v.period_count);
	v.runs = actor_may(visit->app->by, MAY_RUN_PERIODS, visit->institution_id, ORG_UNIT_ALL);
	v.all = actor_may(visit->app->by, MAY_READ_PLAN, visit->institution_id, ORG_UNIT_ALL);
	v.takes = actor_may_somewhere(visit->app->by,
	    v.period->state == PERIOD_CLOSED ? MAY_CORRECT_REPORT : MAY_REPORT,
	    visit->institution_id);
	*out = v;
	return YUP_OK;
}

int
period_view_open(struct visit *visit, struct period_view *out, struct err *err)
{
	int64_t year = 0, period = 0;
	int rc = read_number(visit, 0, 9999, &year, err);

	if (rc == YUP_OK)
		rc = read_number(visit, 1, PACK_PERIODS_MAX, &period, err);
	return rc < 0 ? rc : period_view_make(visit, (int)year, (unsigned)period, out, err);
}

const char *
period_percent(const struct period_view *v, int64_t value_e9)
{
	return value_e9 == NUM_ABSENT ? "—" : view_ratio(&v->plan, value_e9);
}

const char *
period_physical(const struct period_view *v, const struct report_progress *progress)
{
	const char *percent = period_percent(v, progress->physical_e9);

	return progress->stated ? mem_printf(v->mem, "%s (%s)", percent,
				      html_translated(&v->visit->html, N_("declarado")))
				: percent;
}

const char *
period_asks(const struct period_view *v, const struct report *said,
    const struct report_progress *progress, enum threshold_answer threshold)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (!progress->stated && said->number[REPORT_VALUE] != NUM_ABSENT &&
	    said->number[REPORT_STATED] != NUM_ABSENT) {
		str_put(&s,
		    html_translated(&v->visit->html,
			N_("Cuenta el avance que se calcula de lo logrado, no el declarado.")));
		if (threshold != THRESHOLD_WELL)
			str_put(&s, " ");
	}
	threshold_put(&s, v->plan.plan->pack, progress, threshold, v->visit->html.catalogue);
	return mem_strdup(v->mem, str_text(&s));
}

const struct pack_band *
period_band(const struct period_view *v, int64_t value_e9)
{
	return value_e9 == NUM_ABSENT ? NULL : pack_band_of(v->plan.plan->pack, value_e9);
}

const char *
period_path(const struct period_view *v)
{
	return mem_printf(v->mem, "/seguimiento/%d/%u", v->which.year, v->which.period);
}

/* ---- A unit's report ---------------------------------------------------------------- */

const char *
report_cell(const struct period_view *p, const struct report *said, enum report_field field)
{
	int64_t number = said->number[field];

	if (!report_field_is_number(field))
		return said->text[field];
	if (number == NUM_ABSENT)
		return "";
	switch (field) {
	case REPORT_EXECUTED:
		return view_money(&p->plan, number);
	case REPORT_MEASURE:
		return measure_key((enum measure_kind)number);
	case REPORT_MEASURE_MONTH:
		return p->plan.plan->pack->periods[number - 1].abbr;
	default:
		return view_quantity(&p->plan, number);
	}
}

static const struct report *
said_of(const struct period_view *p, const struct app_book *book, uint32_t node)
{
	const struct report *said = report_at(&book->book, node, p->which.period);
	struct report *none;

	if (said != NULL)
		return said;
	none = mem_alloc(p->mem, sizeof(*none));
	report_init(none, book->plan->nodes[node].id, p->which.period);
	return none;
}

void
report_line_make(const struct period_view *p, const struct app_book *book, uint32_t node,
    struct report_line *out)
{
	const struct plan *plan = book->plan;

	*out = (struct report_line){ .node = node,
		.plan = &plan->nodes[node],
		.said = said_of(p, book, node),
		.leaf = plan_is_leaf_level(plan, plan->nodes[node].level) };
	out->parent = !out->leaf;
	out->progress = report_progress_of(&book->book, node, p->which.period);
	out->planned_e4 = report_planned_value(&book->book, node, p->which.period);
	out->threshold = threshold_ask(plan->pack, plan->pack->threshold_e4,
	    out->progress.physical_e9, out->progress.efficacy_e9);
}

/* The unit's rows that hang from one, each before those below it. */
static void
add_below(struct report_unit_view *v, const uint32_t *next, const uint32_t *first, uint32_t parent)
{
	for (uint32_t i = first[parent]; i != PLAN_NONE; i = next[i]) {
		if (v->book.plan->nodes[i].unit == v->unit)
			report_line_make(&v->p, &v->book, i, &v->lines[v->count++]);
		add_below(v, next, first, i);
	}
}

/* In the order of the form: an objective and then its activities. */
static void
make_lines(struct report_unit_view *v)
{
	const struct plan *plan = v->book.plan;
	size_t n = plan->node_count;
	uint32_t *next = mem_array(v->p.mem, n + 1, sizeof(*next));
	uint32_t *first = mem_array(v->p.mem, n + 1, sizeof(*first)); /* [n]: of no row */

	v->lines = mem_array(v->p.mem, n + 1, sizeof(*v->lines));
	for (size_t i = 0; i <= n; i++)
		first[i] = PLAN_NONE;
	for (uint32_t i = (uint32_t)n; i-- > 0;) {
		size_t parent = plan->nodes[i].parent != PLAN_NONE ? plan->nodes[i].parent : n;

		next[i] = first[parent];
		first[parent] = i;
	}
	add_below(v, next, first, (uint32_t)n);
}

static bool
may(const struct report_unit_view *v, enum permission permission)
{
	return actor_may(v->p.visit->app->by, permission, v->p.visit->institution_id,
	    v->owner->org_unit_id);
}

static bool
may_step(const struct report_unit_view *v, enum unit_state to)
{
	return app_may_pass_report(v->p.visit->app, v->p.visit->institution_id, v->p.period->state,
	    v->state, to);
}

static int
find_state(struct report_unit_view *v, struct err *err)
{
	struct app_unit_report *units = NULL;
	struct report_step *steps = NULL;
	size_t count = 0, step_count = 0;
	int rc = app_report_units(v->p.visit->app, v->p.visit->plans, v->p.mem, &v->p.which, &units,
	    &count, err);

	if (rc < 0)
		return rc;
	v->state = app_report_unit_called(units, count, v->owner->id);
	if (v->state == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "unit_absent", "%s", v->owner->path);
	rc = app_period_steps(v->p.visit->app, v->p.mem, &v->p.which, &steps, &step_count, err);
	for (size_t i = 0; rc == YUP_OK && i < step_count; i++)
		if (strcmp(steps[i].unit_id, v->owner->id) == 0 && steps[i].state == UNIT_RETURNED)
			v->reason = steps[i].why;
	if (v->state->state != UNIT_RETURNED)
		v->reason = NULL;
	return rc;
}

static int
find_observed(struct report_unit_view *v, struct err *err)
{
	struct period_view *p = &v->p;
	int rc = observed_read(&p->plan, p->which.period, v->unit, &v->observed, err);

	if (rc < 0)
		return rc;
	v->restricted = !v->corrects && observed_restrict(&v->observed, v->unit);
	v->marks = observed_may_make(&v->observed, v->unit);
	v->make = (struct observe_form){ .unit_id = v->owner->id,
		.row = "",
		.cell = "",
		.place = html_translated(&p->visit->html, N_("La unidad entera")),
		.text = "",
		.report = p->which.period,
		.back = mem_printf(p->mem, "%s/unidad/%s", period_path(p), v->owner->id),
		.returns = v->returns };
	return YUP_OK;
}

struct report_mark
report_mark_of(const struct report_unit_view *v, const struct report_line *line,
    enum report_field field)
{
	struct report_mark mark = { .typed = field == REPORT_EXECUTED ? v->money : v->opens };

	mark.at = observed_at(&v->observed, line->plan->row, field, 0);
	mark.locked = v->restricted && !observed_open_report(&v->observed, line->plan->row, field);
	return mark;
}

int
report_unit_open(struct visit *visit, struct report_unit_view *out, struct err *err)
{
	struct report_unit_view v = { .why = "" };
	bool closed;
	int rc = period_view_open(visit, &v.p, err);

	if (rc == YUP_OK)
		rc = plan_view_unit(&v.p.plan, visit->args[2], &v.unit, err);
	if (rc == YUP_OK)
		rc = app_report_book(visit->app, visit->plans, v.p.mem, &v.p.which, v.unit, &v.book,
		    err);
	if (rc < 0)
		return rc;
	v.owner = &v.book.plan->units[v.unit];
	rc = find_state(&v, err);
	if (rc < 0)
		return rc;
	make_lines(&v);
	closed = v.p.period->state == PERIOD_CLOSED;
	v.corrects = closed && may(&v, MAY_CORRECT_REPORT);
	v.opens = (!closed && may(&v, MAY_REPORT) &&
		      unit_is_open((enum unit_state)v.state->state)) ||
	    v.corrects;
	v.money = v.corrects ||
	    (!closed && may(&v, MAY_EDIT_BUDGET) && unit_is_open((enum unit_state)v.state->state));
	v.types = v.opens || v.money;
	v.submits = may_step(&v, UNIT_SUBMITTED);
	v.approves = may_step(&v, UNIT_APPROVED);
	v.validates = may_step(&v, UNIT_VALIDATED);
	v.returns = may_step(&v, UNIT_RETURNED);
	rc = find_observed(&v, err);
	if (rc < 0)
		return rc;
	*out = v;
	out->observed.plan = &out->p.plan;
	return YUP_OK;
}

int
report_unit_check(struct report_unit_view *v, struct err *err)
{
	struct visit *visit = v->p.visit;
	struct mem *mem = v->p.mem;
	struct finding_list found = { .mem = mem };
	uint64_t passed[RULE_MAX + 1];
	struct follow_up *fu = NULL;
	int rc = app_report_follow_up(visit->app, visit->plans, mem, &v->p.which, v->unit, &fu,
	    err);

	if (rc == YUP_OK)
		rc = check_follow_up(mem, fu, &found, passed, err);
	if (rc < 0)
		return rc;
	v->findings = mem_array(mem, found.count + 1, sizeof(*v->findings));
	for (size_t i = 0; i < found.count; i++) {
		const struct finding *f = &found.items[i];
		CLEANUP(str_done) struct str sentence = { 0 };

		finding_sentence_in(&sentence, f, NULL, fu, visit->html.catalogue);
		v->findings[v->finding_count++] = (struct report_finding){
			.style = severity_style(f->severity),
			.sentence = mem_strdup(mem, str_text(&sentence)),
			.row = f->node < fu->operation_count ? fu->operations[f->node].reported->row
							     : PLAN_NONE,
			.rule = f->rule,
		};
	}
	return YUP_OK;
}
