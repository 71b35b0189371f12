/* observe.c - observations: the list of a plan's or its reports', and what is done to them. */
#include "web/pages/observe.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/export.h"
#include "app/plan_list.h"
#include "app/reports.h"
#include "base/utf8.h"
#include "core/plan_state.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/report_text.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"

static const char *const COLUMNS[] = { "estado", "numero", "unidad", "fila", NULL };

/* ---- The list --------------------------------------------------------------------- */

static int
compare_numbers(const void *a, const void *b)
{
	const struct observed *x = *(struct observed *const *)a, *y = *(struct observed *const *)b;

	return x->o->id < y->o->id ? -1 : x->o->id > y->o->id;
}

/* What has to be answered first, then what is to be settled. */
static int
compare_states(const void *a, const void *b)
{
	static const int ORDER[OBSERVATION_STATE__COUNT] = { 2, 0, 1, 3, 4 };
	const struct observed *x = *(struct observed *const *)a, *y = *(struct observed *const *)b;
	int c = ORDER[x->o->state] - ORDER[y->o->state];

	return c != 0 ? c : compare_numbers(a, b);
}

static int
compare_units(const void *a, const void *b)
{
	const struct observed *x = *(struct observed *const *)a, *y = *(struct observed *const *)b;
	int c = strcmp(x->unit_path, y->unit_path);

	return c != 0 ? c : compare_states(a, b);
}

static int
compare_places(const void *a, const void *b)
{
	const struct observed *x = *(struct observed *const *)a, *y = *(struct observed *const *)b;
	int c = strcmp(x->place, y->place);

	return c != 0 ? c : compare_numbers(a, b);
}

static void
sort_rows(struct observe_page *v)
{
	static int (*const COMPARE[])(const void *, const void *) = { compare_states,
		compare_numbers, compare_units, compare_places };

	for (size_t i = 0; COLUMNS[i] != NULL; i++)
		if (strcmp(COLUMNS[i], v->listing.order) == 0)
			qsort(v->rows, v->row_count, sizeof(*v->rows), COMPARE[i]);
	for (size_t i = 0; v->listing.descending && i < v->row_count / 2; i++) {
		struct observed *other = v->rows[i];

		v->rows[i] = v->rows[v->row_count - 1 - i];
		v->rows[v->row_count - 1 - i] = other;
	}
}

static bool
is_searched(const struct observe_page *v, const struct observed *x, const char *folded)
{
	if (v->unit != PLAN_NONE && x->o->anchor.unit != v->unit)
		return false;
	if (v->state[0] != '\0' && strcmp(observed_state_name(x->o->state), v->state) != 0)
		return false;
	if (folded[0] == '\0' || strstr(utf8_fold(v->plan->mem, x->place), folded) != NULL)
		return true;
	for (size_t i = 0; i < x->o->act_count; i++)
		if (strstr(utf8_fold(v->plan->mem, x->acts[i].text), folded) != NULL)
			return true;
	return false;
}

static void
make_rows(struct observe_page *v)
{
	const char *folded = utf8_fold(v->plan->mem, v->listing.search);

	v->rows = mem_array(v->plan->mem, v->all.count + 1, sizeof(struct observed *));
	for (size_t i = 0; i < v->all.count; i++)
		if (is_searched(v, &v->all.items[i], folded))
			v->rows[v->row_count++] = &v->all.items[i];
	sort_rows(v);
	listing_settle(&v->listing, v->row_count);
}

static void
make_units(struct observe_page *v)
{
	v->units = mem_array(v->plan->mem, v->plan->plan->unit_count + 1, sizeof(*v->units));
	for (uint32_t u = 0; u < v->plan->plan->unit_count; u++)
		for (size_t i = 0; i < v->all.count; i++)
			if (v->all.items[i].o->anchor.unit == u) {
				v->units[v->unit_count++] = u;
				break;
			}
}

/* The periods that are reported against this plan, by their names. */
static int
make_periods(struct visit *visit, struct observe_page *v, struct err *err)
{
	const struct plan *plan = v->plan->plan;
	struct report_period *periods = NULL;
	size_t count = 0;
	int rc = app_period_list(visit->app, visit->req->mem, visit->institution_id, plan->year,
	    &periods, &count, err);

	if (rc < 0)
		return rc;
	v->periods = mem_array(visit->req->mem, count + 1, sizeof(*v->periods));
	v->period_names = mem_array(visit->req->mem, count + 1, sizeof(*v->period_names));
	for (size_t i = 0; i < count; i++) {
		if (periods[i].plan_id != v->plan->plan_id)
			continue;
		v->periods[v->period_count] = &periods[i];
		v->period_names[v->period_count++] = report_period_name(visit->req->mem,
		    visit->html.catalogue, plan->pack, &periods[i], count);
	}
	return YUP_OK;
}

/* "periodo" in an address or a form: which period's reports; 0: the plan itself. */
static unsigned
report_asked(const struct visit *visit)
{
	unsigned long report = strtoul(visit_field(visit, "periodo"), NULL, 10);

	return report <= PACK_PERIODS_MAX ? (unsigned)report : 0;
}

static int
make_view(struct visit *visit, struct plan_view *plan, struct observe_page *out, struct err *err)
{
	struct observe_page v = { .plan = plan,
		.unit_id = visit_field(visit, "unidad"),
		.state = visit_field(visit, "estado"),
		.report = report_asked(visit),
		.unit = PLAN_NONE };
	int rc = plan_view_open(visit, 0, plan, err);

	if (rc == YUP_OK && v.unit_id[0] != '\0')
		rc = plan_view_unit(plan, v.unit_id, &v.unit, err);
	if (rc == YUP_OK)
		rc = make_periods(visit, &v, err);
	if (rc == YUP_OK)
		rc = observed_read(plan, v.report, PLAN_NONE, &v.all, err);
	if (rc < 0)
		return rc;
	v.listing = listing_read(visit, COLUMNS);
	v.exports = actor_may_somewhere(visit->app->by, MAY_EXPORT, visit->institution_id);
	make_units(&v);
	make_rows(&v);
	*out = v;
	return YUP_OK;
}

static int
show(struct visit *visit, const struct observe_page *v)
{
	struct frame f = frame_make(visit, html_translated(&visit->html, N_("Observaciones")),
	    PLACE_REVIEW);

	tpl_observations(&visit->html, &f, v);
	return YUP_OK;
}

static int
observations_show(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	struct observe_page v;
	int rc = make_view(visit, &plan, &v, err);

	return rc < 0 ? rc : show(visit, &v);
}

const char *
observe_csv_link(const struct observe_page *v, bool book)
{
	const char *query = listing_link(&v->listing, "formato", book ? "xlsx" : "");

	return mem_printf(v->plan->mem, "/plan/%lld/observaciones.csv%s",
	    (long long)v->plan->plan_id, query[1] != '\0' ? query : "");
}

const char *
observe_back(const struct observe_page *v)
{
	const char *query = listing_link(&v->listing, "listo", "");

	return mem_printf(v->plan->mem, "/plan/%lld/observaciones%s", (long long)v->plan->plan_id,
	    query[1] != '\0' ? query : "");
}

/* The list as filtered, of what may be taken out. */
static int
observations_csv(struct visit *visit, struct err *err)
{
	struct observation *list;
	struct plan_view plan;
	struct observe_page v;
	size_t count = 0;
	struct csv_writer w = { 0 };
	int rc = make_view(visit, &plan, &v, err);

	if (rc < 0)
		return rc;
	list = mem_array(visit->req->mem, v.row_count + 1, sizeof(*list));
	for (size_t i = 0; i < v.row_count; i++)
		if (plan_view_may(&plan, MAY_EXPORT, v.rows[i]->o->anchor.unit))
			list[count++] = *v.rows[i]->o;
	rc = csv_open(visit,
	    mem_printf(visit->req->mem, "observaciones-%d-%u", plan.plan->year, plan.plan->version),
	    &w, err);
	if (rc == YUP_OK)
		rc = app_export_observations(visit->app, visit->institution_id, plan.plan_id,
		    plan.plan, list, count, &w, err);
	return csv_end(visit, &w, rc, err);
}

/* ---- Forms ---------------------------------------------------------------------------- */

/* A text of several lines as one: an observation is a paragraph. */
static const char *
read_text(const struct visit *visit)
{
	const char *text = visit_field(visit, "texto");
	char *line = mem_strdup(visit->req->mem, text);
	size_t length = 0;

	for (; *text != '\0'; text++) {
		char c = *text == '\r' || *text == '\n' || *text == '\t' ? ' ' : *text;

		if (c != ' ' || (length > 0 && line[length - 1] != ' '))
			line[length++] = c;
	}
	line[length] = '\0';
	return line;
}

/* Back to the page of the form, at the observation `id` (0: at the list of them). */
static int
go_back(struct visit *visit, const char *done, uint32_t id)
{
	const char *back = visit_field(visit, "volver");
	struct mem *mem = visit->req->mem;

	if (!html_url_is_ours(back) || back[0] != '/' || strchr(back, '#') != NULL)
		back = mem_printf(mem,
		    report_asked(visit) > 0 ? "/plan/%s/observaciones?periodo=%u"
					    : "/plan/%s/observaciones",
		    visit->args[0], report_asked(visit));
	back = mem_printf(mem, "%s%clisto=%s", back, strchr(back, '?') != NULL ? '&' : '?', done);
	return answer_see(visit,
	    id > 0 ? mem_printf(mem, "%s#obs-%u", back, id)
		   : mem_printf(mem, "%s#observaciones", back));
}

/* The list with what was refused, and what was typed still there. */
static int
show_refused(struct visit *visit, int rc, uint32_t id, const struct observe_form *form,
    const struct err *err)
{
	struct plan_view plan;
	struct observe_page v;
	struct err ignored;

	if (!form_refused(visit, rc, err) || make_view(visit, &plan, &v, &ignored) < 0)
		return rc;
	v.wrong = form_sentence(visit, err);
	v.form = form;
	for (size_t i = 0; i < v.all.count; i++)
		if (v.all.items[i].o->id == id)
			v.all.items[i].typed = read_text(visit);
	return show(visit, &v);
}

/* ---- Making ----------------------------------------------------------------------------- */

/* "fila" and "celda", or "unidad". */
static int
read_anchor(const struct visit *visit, const struct plan_view *plan, struct anchor *out,
    struct err *err)
{
	const char *row = visit_field(visit, "fila"), *cell = visit_field(visit, "celda");
	struct anchor a = { .node = PLAN_NONE, .field = FIELD__COUNT };
	char *end;
	int rc;

	if (row[0] != '\0') {
		a.node = (uint32_t)strtoul(row, &end, 10);
		if (*end != '\0' || a.node >= plan->plan->node_count ||
		    plan->plan->nodes[a.node].unit >= plan->plan->unit_count)
			return err_refuse(err, YUP_EINVALID, "anchor_absent", "%.40s", row);
		a.unit = plan->plan->nodes[a.node].unit;
	} else {
		rc = plan_view_unit(plan, visit_field(visit, "unidad"), &a.unit, err);
		if (rc < 0)
			return rc;
	}
	a.report = (uint8_t)report_asked(visit);
	if (row[0] != '\0' && cell[0] != '\0' &&
	    !anchor_field_find(cell, a.report, &a.field, &a.period))
		return err_refuse(err, YUP_EINVALID, "field_unknown", "%.60s", cell);
	*out = a;
	return YUP_OK;
}

/* Its unit goes back with it, for the same reason. */
static int
return_with(struct visit *visit, const struct plan_view *plan, const struct observation_new *made,
    struct err *err)
{
	const char *const *unit = &plan->plan->units[made->anchor.unit].id;
	struct app_period which = { visit->institution_id, plan->plan->year, made->anchor.report };
	struct app_step step = { .why = made->text };
	struct app_version version;
	int rc;

	if (which.period > 0)
		return app_reports_return(visit->app, visit->plans, &which, unit, 1, &step, made, 1,
		    err);
	rc = app_plan_get(visit->app, visit->req->mem, visit->institution_id, plan->plan_id,
	    &version, err);

	return rc < 0 ? rc : app_units_return(visit->app, &version, unit, 1, &step, made, 1, err);
}

static int
make(struct visit *visit, uint32_t *id, struct err *err)
{
	bool returns = strcmp(visit_field(visit, "paso"), "devolver") == 0;
	struct observation_new made = { .text = read_text(visit) };
	struct plan_view plan;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = read_anchor(visit, &plan, &made.anchor, err);
	if (rc == YUP_OK && returns)
		return return_with(visit, &plan, &made, err);
	if (rc == YUP_OK)
		rc = app_observe(visit->app, visit->plans, visit->institution_id, plan.plan_id,
		    &made, id, err);
	return rc;
}

static int
observations_make(struct visit *visit, struct err *err)
{
	struct observe_form form = { .unit_id = visit_field(visit, "unidad"),
		.row = visit_field(visit, "fila"),
		.cell = visit_field(visit, "celda"),
		.place = visit_field(visit, "que"),
		.text = visit_field(visit, "texto"),
		.report = report_asked(visit),
		.back = visit_field(visit, "volver") };
	uint32_t id = 0;
	int rc = make(visit, &id, err);

	if (rc < 0)
		return show_refused(visit, rc, 0, &form, err);
	return go_back(visit, id > 0 ? "observado" : "devuelto", id);
}

/* ---- What is done to one ------------------------------------------------------------------- */

static int
which_one(struct visit *visit, struct app_observation *out, struct err *err)
{
	int64_t plan_id = 0, id = 0;
	int rc = visit_arg_id(visit, 0, &plan_id, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &id, err);
	if (rc == YUP_OK && id > UINT32_MAX)
		rc = err_refuse(err, YUP_ENOTFOUND, "observation_absent", "%s", visit->args[1]);
	*out = (struct app_observation){ visit->institution_id, plan_id, (uint32_t)id };
	return rc;
}

static int
observation_reply(struct visit *visit, struct err *err)
{
	struct app_observation which;
	int rc = which_one(visit, &which, err);

	if (rc == YUP_OK)
		rc = app_observation_reply(visit->app, visit->plans, &which, read_text(visit), err);
	return rc < 0 ? show_refused(visit, rc, which.id, NULL, err)
		      : go_back(visit, "respondido", which.id);
}

static int
observation_settle(struct visit *visit, struct err *err)
{
	struct app_observation which;
	int rc = which_one(visit, &which, err);

	if (rc == YUP_OK)
		rc = app_observation_settle(visit->app, visit->plans, &which, read_text(visit),
		    err);
	return rc < 0 ? show_refused(visit, rc, which.id, NULL, err)
		      : go_back(visit, "atendida", which.id);
}

static int
observation_withdraw(struct visit *visit, struct err *err)
{
	struct app_observation which;
	int rc = which_one(visit, &which, err);

	if (rc == YUP_OK)
		rc = app_observation_withdraw(visit->app, visit->plans, &which, err);
	return rc < 0 ? show_refused(visit, rc, which.id, NULL, err)
		      : go_back(visit, "retirada", which.id);
}

#define LIST "/plan/{plan}/observaciones"

const struct route pages_observe[] = {
	{ METHOD_GET, LIST, observations_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, LIST, observations_make, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, LIST ".csv", observations_csv, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_POST, LIST "/{observacion}/responder", observation_reply, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, LIST "/{observacion}/atender", observation_settle, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, LIST "/{observacion}/retirar", observation_withdraw, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
