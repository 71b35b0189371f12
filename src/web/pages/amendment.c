/* amendment.c - what the next amendment of a plan has to do, measure by measure. */
#include "web/pages/amendment.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "core/plan_state.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/registers_view.h"
#include "web/when.h"

static struct amendment_row
make_row(const struct amendment_page *p, const struct register_item *item)
{
	const struct visit *visit = p->plan.visit;
	const struct plan *plan = p->plan.plan;
	struct mem *mem = p->plan.mem;
	struct amendment_row row = { .item = item,
		.code = "",
		.title = "",
		.link = "",
		.sort = register_shown(visit, &p->units, p->found.reg, REGISTER_SORT, item->sort),
		.unit = item->org_unit != 0 ? units_name(visit, &p->units, item->org_unit) : "",
		.responsible = register_value_of(mem, item, REGISTER_RESPONSIBLE),
		.due = when_day(mem, register_value_of(mem, item, REGISTER_DUE)),
		.position = INT64_MAX,
		.month = register_value_of(mem, item, "month"),
		.taken = item->plan_id == p->plan.plan_id };

	row.may_follow = actor_may(visit->app->by, MAY_FOLLOW_REGISTER, visit->institution_id,
	    item->org_unit != 0 ? item->org_unit : ORG_UNIT_NONE);
	row.node = plan_view_node_called(&p->plan, item->node_id);
	if (row.node != PLAN_NONE) {
		row.code = plan->nodes[row.node].code;
		row.position = plan->nodes[row.node].position;
		row.title = plan->nodes[row.node].title;
		row.link = mem_printf(mem, "/plan/%lld/fila/%u", (long long)p->plan.plan_id,
		    row.node);
	}
	return row;
}

/* As the plan stands, and each row's by period. */
static int
compare(const void *a, const void *b)
{
	const struct amendment_row *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->item->id < y->item->id ? -1 : x->item->id > y->item->id;
}

static int
load(struct visit *visit, struct amendment_page *out, struct err *err)
{
	struct amendment_page p = { 0 };
	int rc = plan_view_open(visit, 0, &p.plan, err);

	if (rc == YUP_OK)
		rc = units_load(visit, NULL, &p.units, err);
	if (rc == YUP_OK)
		rc = app_register_amendment(visit->app, visit->req->mem, visit->institution_id,
		    p.plan.plan_id, &p.found, err);
	if (rc < 0)
		return rc;
	p.takes = p.plan.plan->version > 0 && p.plan.plan->state == PLAN_DRAFT;
	p.rows = mem_array(visit->req->mem, p.found.count + 1, sizeof(*p.rows));
	for (size_t i = 0; i < p.found.count; i++) {
		p.rows[i] = make_row(&p, &p.found.items[i]);
		p.taken += p.rows[i].taken;
	}
	if (p.found.count > 0)
		qsort(p.rows, p.found.count, sizeof(*p.rows), compare);
	*out = p;
	return YUP_OK;
}

static int
measures_csv(struct visit *visit, const struct amendment_page *p, struct err *err)
{
	static const char *const HEADS[] = { N_("N.º"), N_("Código"), N_("Fila del plan"),
		N_("Unidad"), N_("Medida"), N_("Texto"), N_("Mes"), N_("Responsable"),
		N_("Fecha límite"), N_("La lleva este reformulado"), NULL };
	const struct csv_list list = { "reformulado", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < p->found.count; i++) {
		const struct amendment_row *r = &p->rows[i];

		csv_int(&w, r->item->id);
		csv_text(&w, r->code);
		csv_text(&w, r->title);
		csv_text(&w, r->unit);
		csv_text(&w, r->sort);
		csv_text(&w, r->item->title);
		csv_text(&w, r->month);
		csv_text(&w, r->responsible);
		csv_text(&w, register_value_of(p->plan.mem, r->item, REGISTER_DUE));
		csv_word(&w, visit, r->taken ? N_("sí") : N_("no"));
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
show(struct visit *visit, const char *wrong, struct err *err)
{
	struct amendment_page page;
	struct frame f;
	int rc = load(visit, &page, err);

	if (rc < 0)
		return rc;
	if (wrong == NULL && csv_asked(visit))
		return measures_csv(visit, &page, err);
	f = frame_make(visit, html_translated(&visit->html, N_("Para el reformulado")), PLACE_PLAN);
	f.wrong = wrong;
	tpl_amendment(&visit->html, &f, &page);
	return YUP_OK;
}

static int
amendment_show(struct visit *visit, struct err *err)
{
	return show(visit, NULL, err);
}

static int
do_step(struct visit *visit, const struct app_register_ref *which, int64_t plan_id,
    const char **done, struct err *err)
{
	const char *step = visit_field(visit, "paso");

	if (strcmp(step, "llevar") == 0) {
		*done = "llevada";
		return app_register_take(visit->app, which, plan_id, err);
	}
	if (strcmp(step, "sacar") == 0) {
		*done = "sacada";
		return app_register_take(visit->app, which, 0, err);
	}
	*done = "pasado";
	return app_register_pass(visit->app, which, 0, visit_field(visit, "estado"),
	    visit_field(visit, "palabra"), err);
}

static int
measure_step(struct visit *visit, struct err *err)
{
	struct app_register_ref which = { .institution_id = visit->institution_id };
	const char *done = "";
	int64_t plan_id = 0;
	int rc = visit_arg_id(visit, 0, &plan_id, err);

	if (rc == YUP_OK)
		rc = form_id(visit, "asunto", &which.id, err);
	if (rc == YUP_OK)
		rc = do_step(visit, &which, plan_id, &done, err);
	if (form_refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc
		      : answer_see(visit,
			    mem_printf(visit->req->mem, "/plan/%lld/reformulado?listo=%s",
				(long long)plan_id, done));
}

const struct route pages_amendment[] = {
	{ METHOD_GET, "/plan/{plan}/reformulado", amendment_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/reformulado/medidas", measure_step, ASKS_ROLE,
	    MAY_FOLLOW_REGISTER, 0 },
	{ 0 },
};
