/* review.c - units and the plan itself through their states. */
#include "web/pages/review.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "base/utf8.h"
#include "core/plan_state.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/plan_page.h"
#include "web/when.h"

/* ---- Units -------------------------------------------------------------------- */

static bool
may_step(const struct plan_view *plan, uint32_t unit, enum unit_state to)
{
	enum unit_state from = (enum unit_state)plan->plan->units[unit].state;
	const struct state_step *step = NULL;

	if (plan->plan->state != PLAN_DRAFT)
		return false;
	while ((step = unit_step_find(from, to, step)) != NULL)
		if (plan_view_may(plan, (enum permission)step->permission, unit))
			return true;
	return false;
}

static const struct plan_step *
last_step(const struct plan_step *steps, size_t count, uint32_t unit)
{
	for (size_t i = count; i-- > 0;)
		if (steps[i].unit == unit)
			return &steps[i];
	return NULL;
}

static struct review_row
row_of(const struct review *r, const struct unit_sum *sum, const struct plan_step *steps,
    size_t count)
{
	const struct plan_view *plan = r->plan;
	struct review_row row = { .sum = sum,
		.unit = &plan->plan->units[sum->unit],
		.last = last_step(steps, count, sum->unit),
		.since = "",
		.approves = may_step(plan, sum->unit, UNIT_APPROVED),
		.validates = may_step(plan, sum->unit, UNIT_VALIDATED),
		.returns = may_step(plan, sum->unit, UNIT_RETURNED) };
	size_t checked;
	const char **list = form_all(plan->visit, "unidades", &checked);

	if (row.last != NULL)
		row.since = when_instant(plan->mem, row.last->at);
	for (size_t i = 0; i < r->observed.count; i++)
		if (r->observed.items[i].o->anchor.unit == sum->unit)
			row.observed[r->observed.items[i].o->state]++;
	row.checked = strcmp(visit_field(plan->visit, "elegir"), "todas") == 0;
	for (size_t i = 0; i < checked; i++)
		row.checked = row.checked || strcmp(list[i], row.unit->id) == 0;
	return row;
}

static int
compare_places(const void *a, const void *b)
{
	const struct unit_sum *x = ((const struct review_row *)a)->sum;
	const struct unit_sum *y = ((const struct review_row *)b)->sum;

	return x < y ? -1 : x > y;
}

static int
compare_names(const void *a, const void *b)
{
	int c = listing_compare_texts(((const struct review_row *)a)->unit->name,
	    ((const struct review_row *)b)->unit->name);

	return c != 0 ? c : compare_places(a, b);
}

static int
compare_states(const void *a, const void *b)
{
	int c = (int)((const struct review_row *)a)->unit->state -
	    (int)((const struct review_row *)b)->unit->state;

	return c != 0 ? c : compare_places(a, b);
}

static int
compare_dates(const void *a, const void *b)
{
	const struct plan_step *x = ((const struct review_row *)a)->last;
	const struct plan_step *y = ((const struct review_row *)b)->last;
	int c = strcmp(x != NULL ? x->at : "", y != NULL ? y->at : "");

	return c != 0 ? c : compare_places(a, b);
}

static int
compare_errors(const void *a, const void *b)
{
	const size_t *x = ((const struct review_row *)a)->sum->counts;
	const size_t *y = ((const struct review_row *)b)->sum->counts;

	for (int s = SEVERITY__COUNT - 1; s >= 0; s--)
		if (x[s] != y[s])
			return x[s] > y[s] ? -1 : 1;
	return compare_places(a, b);
}

static const char *const COLUMNS[] = { "organigrama", "unidad", "estado", "fecha", "errores",
	NULL };

static void
sort_rows(struct review *r)
{
	static int (*const COMPARE[])(const void *, const void *) = { compare_places, compare_names,
		compare_states, compare_dates, compare_errors };

	for (size_t i = 0; COLUMNS[i] != NULL; i++)
		if (strcmp(COLUMNS[i], r->listing.order) == 0)
			qsort(r->rows, r->row_count, sizeof(*r->rows), COMPARE[i]);
	for (size_t i = 0; r->listing.descending && i < r->row_count / 2; i++) {
		struct review_row other = r->rows[i];

		r->rows[i] = r->rows[r->row_count - 1 - i];
		r->rows[r->row_count - 1 - i] = other;
	}
}

static bool
is_searched(const struct review *r, const struct plan_unit *unit, const char *folded)
{
	if (r->state[0] != '\0' && strcmp(plan_page_state(unit->state), r->state) != 0)
		return false;
	return folded[0] == '\0' || strstr(utf8_fold(r->plan->mem, unit->name), folded) != NULL ||
	    strstr(utf8_fold(r->plan->mem, unit->path), folded) != NULL;
}

static void
make_rows(struct review *r, const struct plan_step *steps, size_t count)
{
	const char *folded;

	r->listing = listing_read(r->plan->visit, COLUMNS);
	r->state = visit_field(r->plan->visit, "estado");
	folded = utf8_fold(r->plan->mem, r->listing.search);
	r->rows = mem_array(r->plan->mem, r->sums.count + 1, sizeof(*r->rows));
	for (size_t i = 0; i < r->sums.count; i++) {
		struct review_row row = row_of(r, &r->sums.units[i], steps, count);

		if (!is_searched(r, row.unit, folded))
			continue;
		r->rows[r->row_count++] = row;
		r->approves = r->approves || row.approves;
		r->validates = r->validates || row.validates;
		r->returns = r->returns || row.returns;
	}
	sort_rows(r);
	listing_settle(&r->listing, r->row_count);
}

/* ---- The plan ------------------------------------------------------------------- */

static const char *
step_text(unsigned to)
{
	static const char *const TEXTS[] = { N_("Devolver a borrador"), N_("Pasar a revisión"),
		N_("Validar el plan"), N_("Aprobar el plan"), "" };

	return to < PLAN_STATE__COUNT ? TEXTS[to] : "";
}

static void
make_steps(struct review *r)
{
	const struct actor *by = r->plan->visit->app->by;

	if (r->version.head.superseded_at[0] != '\0')
		return;
	for (size_t i = 0; i < plan_step_count && r->step_count < REVIEW_STEPS_MAX; i++) {
		const struct state_step *step = &plan_steps[i];
		bool known = false;

		if (step->from != r->plan->plan->state ||
		    !actor_may(by, (enum permission)step->permission,
			r->plan->visit->institution_id, ORG_UNIT_ALL))
			continue;
		for (size_t k = 0; k < r->step_count; k++)
			known = known || r->steps[k].to == step->to;
		if (!known)
			r->steps[r->step_count++] = (struct review_step){ step->to, step->needs,
				step_text(step->to) };
	}
}

static void
make_done(struct review *r, const struct plan_step *steps, size_t count)
{
	r->done = mem_array(r->plan->mem, count + 1, sizeof(*r->done));
	for (size_t i = count; i-- > 0;) {
		const struct plan_step *s = &steps[i];
		bool unit = s->unit < r->plan->plan->unit_count;

		if (unit && !plan_view_reads(r->plan, s->unit))
			continue;
		r->done[r->done_count++] = (struct review_done){ s,
			when_instant(r->plan->mem, s->at),
			unit ? r->plan->plan->units[s->unit].path : "",
			unit ? view_unit_state(s->state) : view_plan_state(s->state),
			unit ? view_unit_state_style(s->state) : view_plan_state_style(s->state),
			when_day(r->plan->mem, s->resolution_date) };
	}
}

/* ---- The page ---------------------------------------------------------------------- */

static int
make_view(struct visit *visit, struct plan_view *plan, struct review *out, struct err *err)
{
	struct review r = { .plan = plan, .why = visit_field(visit, "motivo"), .asks = "" };
	struct plan_step *steps = NULL;
	size_t count = 0;
	int rc = plan_view_open(visit, 0, plan, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan->plan_id,
		    &r.version, err);
	if (rc == YUP_OK)
		rc = app_plan_steps_of(visit->app, visit->req->mem, visit->institution_id,
		    plan->plan_id, plan->plan, &steps, &count, err);
	if (rc == YUP_OK)
		rc = observed_read(plan, 0, PLAN_NONE, &r.observed, err);
	if (rc < 0)
		return rc;
	plan_sums_make(plan, &r.sums);
	plan_sums_add(&r.sums, 0, r.sums.count, &r.all);
	make_rows(&r, steps, count);
	make_steps(&r);
	r.missing_count = app_units_unvalidated(visit->req->mem, plan->plan, &r.missing);
	make_done(&r, steps, count);
	*out = r;
	return YUP_OK;
}

static int
show(struct visit *visit, const struct review *r)
{
	struct frame f = frame_make(visit, html_translated(&visit->html, N_("Revisión")),
	    PLACE_REVIEW);

	tpl_review(&visit->html, &f, r);
	return YUP_OK;
}

static int
review_csv(struct visit *visit, const struct review *r, struct err *err)
{
	static const char *const HEADS[] = { N_("Lugar"), N_("Unidad"), N_("Estado"), N_("Desde"),
		N_("Quién"), N_("Motivo"), N_("Errores"), N_("Advertencias"), N_("Consejos"),
		N_("Total %"), N_("Presupuesto"), NULL };
	const struct csv_list list = { "revision", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < r->row_count; i++) {
		const struct review_row *row = &r->rows[i];

		if (!plan_view_may(r->plan, MAY_EXPORT, row->sum->unit))
			continue;
		csv_text(&w, row->unit->path);
		csv_text(&w, row->unit->name);
		csv_word(&w, visit, view_unit_state(row->unit->state));
		csv_text(&w, row->since);
		csv_text(&w, row->last != NULL ? row->last->actor : "");
		csv_text(&w, row->last != NULL ? row->last->why : "");
		csv_count(&w, row->sum->counts[SEVERITY_ERROR]);
		csv_count(&w, row->sum->counts[SEVERITY_WARNING]);
		csv_count(&w, row->sum->counts[SEVERITY_ADVICE]);
		csv_ratio(&w, row->sum->total_e9);
		csv_money(&w, row->sum->objectives > 0 ? row->sum->budget_cents : NUM_ABSENT);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
review_show(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct review r;
	int rc = make_view(visit, &plan, &r, err);

	if (rc < 0)
		return rc;
	return csv_asked(visit) ? review_csv(visit, &r, err) : show(visit, &r);
}

static int
show_refused(struct visit *visit, int rc, const struct err *err)
{
	struct plan_view plan;
	struct review r;
	struct err ignored;

	if (!form_refused(visit, rc, err) || make_view(visit, &plan, &r, &ignored) < 0)
		return rc;
	r.wrong = form_sentence(visit, err);
	if (strcmp(err->key, "step_unconfirmed") == 0)
		r.asks = visit_field(visit, "paso");
	return show(visit, &r);
}

static const char *
back_to(const struct visit *visit, const char *done)
{
	return mem_printf(visit->req->mem, "/plan/%s/revision?listo=%s", visit->args[0], done);
}

/* ---- Passing --------------------------------------------------------------------------- */

/* The units that were ticked, those who asks may read, by id. */
static int
read_units(struct visit *visit, const struct plan_view *plan, const char ***out, size_t *count,
    struct err *err)
{
	const char **list = form_all(visit, "unidades", count);
	uint32_t unit;
	int rc = YUP_OK;

	if (*count == 0)
		return err_refuse(err, YUP_EINVALID, "units_unsaid", "no unit");
	for (size_t i = 0; rc == YUP_OK && i < *count; i++)
		rc = plan_view_unit(plan, list[i], &unit, err);
	*out = list;
	return rc;
}

static const struct review_row *
row_called(const struct review *r, const char *id)
{
	for (size_t i = 0; i < r->row_count; i++)
		if (strcmp(r->rows[i].unit->id, id) == 0)
			return &r->rows[i];
	return NULL;
}

/* What goes on with errors, or with observations that nobody settled, is asked for twice. */
static int
ask_sure(struct visit *visit, const char *const *units, size_t count, struct err *err)
{
	CLEANUP(str_done) struct str told = { 0 };
	struct plan_view plan;
	struct review r;
	int rc = visit_field(visit, "seguro")[0] != '\0' ? YUP_OK
							 : make_view(visit, &plan, &r, err);

	if (rc < 0 || visit_field(visit, "seguro")[0] != '\0')
		return rc;
	for (size_t i = 0; i < count; i++) {
		const struct review_row *row = row_called(&r, units[i]);
		size_t errors, open = 0;

		if (row == NULL || !(row->approves || row->validates))
			continue; /* whose step it is not is told so */
		errors = row->sum->counts[SEVERITY_ERROR];
		for (unsigned s = 0; s < OBSERVATION_SETTLED; s++)
			open += row->observed[s];
		if (errors + open > 0)
			str_printf(&told, "%s%s (%zu, %zu)", told.length > 0 ? ", " : "",
			    row->unit->path, errors, open);
	}
	return told.length == 0
	    ? YUP_OK
	    : err_refuse(err, YUP_ECONFLICT, "step_unconfirmed", "%s", str_text(&told));
}

static int
pass_units(struct visit *visit, const char **done, struct err *err)
{
	static const struct {
		const char *name, *done;
		enum unit_state to;
	} STEPS[] = {
		{ "aprobar", "aprobado", UNIT_APPROVED },
		{ "validar", "validado", UNIT_VALIDATED },
		{ "devolver", "devuelto", UNIT_RETURNED },
	};
	const char *name = visit_field(visit, "paso");
	struct app_step step = { .why = visit_field(visit, "motivo") };
	struct app_version version;
	struct plan_view plan;
	const char **units = NULL;
	size_t count = 0;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan.plan_id,
		    &version, err);
	if (rc == YUP_OK)
		rc = read_units(visit, &plan, &units, &count, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++)
		if (strcmp(STEPS[i].name, name) == 0) {
			*done = STEPS[i].done;
			if (STEPS[i].to != UNIT_RETURNED)
				rc = ask_sure(visit, units, count, err);
			if (rc < 0)
				return rc;
			return app_units_pass(visit->app, &version, units, count, STEPS[i].to,
			    &step, err);
		}
	return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", name);
}

static int
review_pass_units(struct visit *visit, struct err *err)
{
	const char *done = "";
	int rc = pass_units(visit, &done, err);

	return rc < 0 ? show_refused(visit, rc, err) : answer_see(visit, back_to(visit, done));
}

static int
pass_plan(struct visit *visit, struct err *err)
{
	const char *name = visit_field(visit, "a"), *resolution = visit_field(visit, "resolucion");
	struct app_step step = { .why = resolution[0] != '\0' ? resolution
							      : visit_field(visit, "razon"),
		.resolution_date = visit_field(visit, "fecha"),
		.exception = visit_field(visit, "excepcion")[0] != '\0' };
	struct app_version version;
	int64_t plan_id = 0;
	int rc = visit_arg_id(visit, 0, &plan_id, err);

	if (rc == YUP_OK)
		rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan_id,
		    &version, err);
	if (rc < 0)
		return rc;
	for (int state = 0; state < PLAN_STATE__COUNT; state++)
		if (strcmp(plan_state_key((enum plan_state)state), name) == 0)
			return app_plan_pass(visit->app, &version, (enum plan_state)state, &step,
			    err);
	return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", name);
}

static int
review_pass_plan(struct visit *visit, struct err *err)
{
	int rc = pass_plan(visit, err);

	return rc < 0 ? show_refused(visit, rc, err)
		      : answer_see(visit, back_to(visit, "guardado"));
}

const struct route pages_review[] = {
	{ METHOD_GET, "/plan/{plan}/revision", review_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/revision", review_pass_units, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/paso", review_pass_plan, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
