/* evidence.c - files attached as evidence: a unit's in a period, one given back, one taken back. */
#include "app/evidence.h"

#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/attach.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/evidence_view.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"

/* ---- A unit's, in a period ------------------------------------------------------------- */

/* Those of the unit's rows; how many rows said something and have none. */
static int
load_list(struct visit *visit, struct evidence_page *p, struct err *err)
{
	const struct evidence_place place = { p->unit.p.which.year, p->unit.p.which.period, "", 0 };
	struct app_evidence *all = NULL;
	size_t count = 0, kept = 0;
	int rc = app_evidence_list(visit->app, visit->req->mem, visit->institution_id, &place, &all,
	    &count, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < p->unit.count; i++) {
		const struct report_line *line = &p->unit.lines[i];
		size_t before = kept;

		for (size_t k = kept; k < count; k++)
			if (strcmp(all[k].evidence.place.node_id, line->plan->id) == 0) {
				struct app_evidence held = all[kept];

				all[kept++] = all[k];
				all[k] = held;
			}
		p->without += line->leaf && !report_is_blank(line->said) && kept == before;
	}
	return evidence_list_make(visit, p->unit.book.plan, all, kept, &p->list, err);
}

static int
list_csv(struct visit *visit, const struct evidence_page *p, struct err *err)
{
	static const char *const HEADS[] = { N_("Código"), N_("Fila"), N_("Archivo"), N_("Tipo"),
		N_("Tamaño"), N_("Qué muestra"), N_("Fecha del documento"), N_("Fuera del período"),
		N_("El mismo archivo en"), N_("Lo adjuntó"), N_("Cuándo"), NULL };
	const struct csv_list list = { "evidencias", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < p->list.count; i++) {
		const struct evidence_row *r = &p->list.rows[i];

		csv_text(&w, r->code);
		csv_text(&w, r->title);
		csv_text(&w, r->it->evidence.name);
		csv_text(&w, r->word);
		csv_text(&w, r->size);
		csv_text(&w, r->it->evidence.about);
		csv_text(&w, r->it->evidence.dated_on);
		csv_word(&w, visit, r->it->outside ? N_("sí") : N_("no"));
		csv_text(&w, r->twins);
		csv_text(&w, r->it->evidence.actor);
		csv_text(&w, r->it->evidence.added_at);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
show_unit(struct visit *visit, const char *wrong, struct err *err)
{
	struct evidence_page page = { .row = visit_field(visit, "fila") };
	struct frame f;
	int rc = report_unit_open(visit, &page.unit, err);

	if (rc == YUP_OK)
		rc = load_list(visit, &page, err);
	if (rc < 0)
		return rc;
	if (wrong == NULL && csv_asked(visit))
		return list_csv(visit, &page, err);
	page.adds = page.unit.opens;
	page.list.may_remove = page.unit.opens;
	page.list.corrects = page.unit.corrects;
	f = frame_make(visit, html_translated(&visit->html, N_("Evidencias")), PLACE_REPORTS);
	f.wrong = wrong;
	tpl_evidence(&visit->html, &f, &page);
	return YUP_OK;
}

static int
unit_show(struct visit *visit, struct err *err)
{
	return show_unit(visit, NULL, err);
}

/* The row of the form is one of the unit of the path. */
static int
read_row(struct visit *visit, const struct report_unit_view *unit, struct evidence_place *out,
    struct err *err)
{
	const char *row = visit_field(visit, "fila");

	for (size_t i = 0; i < unit->count; i++)
		if (strcmp(unit->lines[i].plan->id, row) == 0) {
			*out = (struct evidence_place){ unit->p.which.year, unit->p.which.period,
				row, 0 };
			return YUP_OK;
		}
	return err_refuse(err, YUP_EINVALID, "evidence_row", "%.60s", row);
}

static int
unit_add(struct visit *visit, struct err *err)
{
	struct report_unit_view unit;
	struct app_new_evidence added;
	struct evidence_place place;
	int64_t id = 0;
	int rc = report_unit_open(visit, &unit, err);

	if (rc < 0)
		return rc;
	rc = read_row(visit, &unit, &place, err);
	if (rc == YUP_OK)
		rc = evidence_form_read(visit, &place, &added, err);
	if (rc == YUP_OK)
		rc = app_evidence_add(visit->app, visit->plans, visit->institution_id, &added, &id,
		    err);
	if (form_refused(visit, rc, err))
		return show_unit(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc
		      : answer_see(visit,
			    mem_printf(visit->req->mem, "%s/unidad/%s/evidencias?listo=adjunta",
				period_path(&unit.p), visit->args[2]));
}

/* ---- One ---------------------------------------------------------------------------------- */

static int
evidence_get(struct visit *visit, struct err *err)
{
	struct app_evidence e;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_evidence_read(visit->app, visit->req->mem, visit->institution_id, id, &e,
		    &visit->res->body, err);
	if (rc < 0)
		return rc;
	answer_attachment(visit, e.evidence.name, e.mime);
	return YUP_OK;
}

/* Where it was attached is where one comes back to. */
static const char *
back_to(struct visit *visit, const struct evidence *e)
{
	const char *back = visit_field(visit, "volver");

	if (html_url_is_ours(back) && back[0] == '/' && strpbrk(back, "?#\r\n") == NULL)
		return mem_printf(visit->req->mem, "%s?listo=quitado", back);
	if (e->place.item_id != 0)
		return "/registros?listo=quitado";
	return mem_printf(visit->req->mem, "/seguimiento/%d/%u?listo=quitado", e->place.year,
	    e->place.period);
}

static int
evidence_remove(struct visit *visit, struct err *err)
{
	struct app_evidence one;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_evidence_get(visit->app, visit->req->mem, visit->institution_id, id, &one,
		    err);
	if (rc == YUP_OK)
		rc = app_evidence_remove(visit->app, visit->plans, visit->institution_id, id,
		    visit_field(visit, "motivo"), err);
	return rc < 0 ? rc : answer_see(visit, back_to(visit, &one.evidence));
}

#define OF_UNIT "/seguimiento/{anio}/{periodo}/unidad/{unidad}/evidencias"

const struct route pages_evidence[] = {
	{ METHOD_GET, OF_UNIT, unit_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, OF_UNIT, unit_add, ASKS_ROLE, MAY_READ_PLAN, EVIDENCE_BODY_MAX },
	{ METHOD_GET, "/evidencia/{evidencia}", evidence_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/evidencia/{evidencia}/quitar", evidence_remove, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ 0 },
};
