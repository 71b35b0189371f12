/* sheet.c - a plan as a workbook to fill in: sent out, taken back, undone. */
#include <stdlib.h>
#include <string.h>

#include "app/pending.h"
#include "app/plan_sheet.h"
#include "report/xlsx_book.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/sheet_view.h"

/* ---- Out ------------------------------------------------------------------------------ */

/* ?unidad= of the address, several times; none: all that may be taken out. */
static int
asked_units(struct visit *visit, const struct plan_view *plan, uint32_t **out, size_t *out_count,
    struct err *err)
{
	const char *id = visit_field(visit, "unidad");
	uint32_t *units = mem_array(visit->req->mem, 1, sizeof(*units));
	int rc = YUP_OK;

	*out_count = 0;
	if (id[0] != '\0') {
		rc = plan_view_unit(plan, id, &units[0], err);
		*out_count = 1;
	}
	*out = units;
	return rc;
}

static int
sheet_send(struct visit *visit, struct err *err)
{
	struct plan_view plan;
	uint32_t *units = NULL;
	size_t count = 0;
	const char *whose;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc == YUP_OK)
		rc = asked_units(visit, &plan, &units, &count, err);
	if (rc < 0)
		return rc;
	whose = count > 0 ? plan.plan->units[units[0]].id : "plan";
	rc = app_sheet_write(visit->app, visit->plans, visit->req->mem, visit->institution_id,
	    plan.plan_id, units, count, &visit->res->body, err);
	if (rc < 0)
		return rc;
	visit->res->type = XLSX_TYPE;
	answer_header(visit, "Content-Disposition",
	    mem_printf(visit->req->mem, "attachment; filename=\"planilla-%d-%u-%s.xlsx\"",
		plan.plan->year, plan.plan->version, whose));
	return YUP_OK;
}

/* ---- The page of a plan's workbooks ----------------------------------------------------- */

static int
show_page(struct visit *visit, const char *wrong, struct err *err)
{
	struct plan_view plan;
	struct frame f;
	int rc = plan_view_open(visit, 0, &plan, err);

	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Planilla")), PLACE_PLAN);
	f.wrong = wrong;
	tpl_sheets(&visit->html, &f, &plan,
	    (uint32_t)strtoul(visit_field(visit, "revision"), NULL, 10));
	return YUP_OK;
}

static int
page_show(struct visit *visit, struct err *err)
{
	return show_page(visit, NULL, err);
}

/* What came is of the plan that it says, whichever page it was sent from. */
static int
page_send(struct visit *visit, struct err *err)
{
	struct app_sheet_file file = { "", "", 0 };
	struct pending pending;
	int rc;

	if (visit->req->file_count == 0 || visit->req->files[0].size == 0) {
		rc = err_refuse(err, YUP_EINVALID, "upload_absent", "archivo");
	} else {
		file.name = visit->req->files[0].name;
		file.bytes = visit->req->files[0].bytes;
		file.size = visit->req->files[0].size;
		rc = app_sheet_keep(visit->app, visit->plans, visit->req->mem,
		    visit->institution_id, &file, &pending, err);
	}
	if (form_refused(visit, rc, err))
		return show_page(visit, form_sentence(visit, err), err);
	if (rc < 0)
		return rc;
	return answer_see(visit,
	    mem_printf(visit->req->mem, "/plan/%lld/planilla/%lld", (long long)pending.plan_id,
		(long long)pending.id));
}

/* ---- One that waits --------------------------------------------------------------------- */

struct opened {
	struct plan_view plan;
	struct pending pending;
	struct app_sheet sheet;
};

static int
open_sheet(struct visit *visit, struct opened *o, struct err *err)
{
	struct app_sheet_file file;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 1, &id, err);

	if (rc == YUP_OK)
		rc = plan_view_open(visit, 0, &o->plan, err);
	if (rc == YUP_OK)
		rc = app_sheet_kept(visit->app, visit->req->mem, visit->institution_id,
		    o->plan.plan_id, id, &o->pending, &file, err);
	if (rc == YUP_OK)
		rc = app_sheet_look(visit->app, visit->plans, visit->req->mem,
		    visit->institution_id, &file, &o->sheet, err);
	return rc;
}

static int
show_one(struct visit *visit, const char *wrong, struct err *err)
{
	struct opened o;
	struct sheet_view view;
	struct frame f;
	int rc = open_sheet(visit, &o, err);

	if (rc < 0)
		return rc;
	sheet_view_make(&o.plan, &o.pending, &o.sheet, &view);
	f = frame_make(visit, o.pending.name, PLACE_PLAN);
	f.wrong = wrong;
	tpl_sheet(&visit->html, &f, &view);
	return YUP_OK;
}

static int
sheet_show(struct visit *visit, struct err *err)
{
	int rc = show_one(visit, NULL, err);

	return form_refused(visit, rc, err) ? show_page(visit, form_sentence(visit, err), err) : rc;
}

/* "Plan, fila 12: ..." where the refusal is of a row of it. */
static const char *
refused_sentence(struct visit *visit, const struct merge_item *item, const struct err *err)
{
	const char *why = form_sentence(visit, err);

	return item != NULL && item->line > 0
	    ? mem_printf(visit->req->mem, "%s %u: %s", item->sheet, item->line, why)
	    : why;
}

/* On with what is left of it; where nothing is, it no longer waits. */
static int
see_taken(struct visit *visit, uint32_t revision, struct err *err)
{
	struct opened o;
	int rc = open_sheet(visit, &o, err);

	if (rc < 0)
		return rc;
	if (o.sheet.merge.count > 0)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/plan/%s/planilla/%s?revision=%u&listo=tomada",
			visit->args[0], visit->args[1], revision));
	rc = app_sheet_drop(visit->app, visit->institution_id, o.plan.plan_id, o.pending.id, err);
	return rc < 0
	    ? rc
	    : answer_see(visit,
		  mem_printf(visit->req->mem, "/plan/%s/planilla?revision=%u&listo=tomada",
		      visit->args[0], revision));
}

static int
sheet_take(struct visit *visit, struct err *err)
{
	struct sheet_choice choice = { .mem = visit->req->mem,
		.clean = form_chosen(visit, "que", "limpio"),
		.all = form_chosen(visit, "que", "todo") };
	const struct merge_item *refused = NULL;
	struct app_edited edited = { 0 };
	struct opened o;
	bool row = visit_field(visit, "fila")[0] != '\0';
	uint32_t before = 0;
	int rc = open_sheet(visit, &o, err);

	choice.names = form_all(visit, row ? "fila" : "celda", &choice.count);
	if (choice.clean || choice.all)
		choice.count = 0;
	if (rc == YUP_OK) {
		before = o.sheet.plan->revision;
		rc = app_sheet_take(visit->app, visit->plans, visit->req->mem,
		    visit->institution_id, &o.sheet,
		    (uint32_t)strtoul(visit_field(visit, "vista"), NULL, 10), sheet_choice_wants,
		    &choice, &edited, &refused, err);
	}
	if (form_refused(visit, rc, err))
		return show_one(visit, refused_sentence(visit, refused, err), err);
	if (rc < 0)
		return rc;
	if (edited.revision == before)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/plan/%s/planilla/%s?listo=nada", visit->args[0],
			visit->args[1]));
	return see_taken(visit, edited.revision, err);
}

static int
sheet_drop(struct visit *visit, struct err *err)
{
	int64_t plan_id = 0, id = 0;
	int rc = visit_arg_id(visit, 0, &plan_id, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &id, err);
	if (rc == YUP_OK)
		rc = app_sheet_drop(visit->app, visit->institution_id, plan_id, id, err);
	return rc < 0 ? rc
		      : answer_see(visit,
			    mem_printf(visit->req->mem, "/plan/%s/planilla?listo=descartado",
				visit->args[0]));
}

static int
sheet_undo(struct visit *visit, struct err *err)
{
	struct app_edit_request request = {
		.institution_id = visit->institution_id,
		.kind = CHANGE_UNDO,
		.revision = (uint32_t)strtoul(visit_field(visit, "revision"), NULL, 10),
	};
	struct app_edited edited = { 0 };
	int rc = visit_arg_id(visit, 0, &request.plan_id, err);

	if (rc == YUP_OK)
		rc = app_edit(visit->app, visit->plans, visit->req->mem, &request, &edited, err);
	if (form_refused(visit, rc, err))
		return show_page(visit, form_sentence(visit, err), err);
	return rc < 0
	    ? rc
	    : answer_see(visit,
		  mem_printf(visit->req->mem, "/plan/%s/planilla?listo=deshecho", visit->args[0]));
}

enum { FORM_BESIDE = 64 * 1024 };

const struct route pages_sheet[] = {
	{ METHOD_GET, "/plan/{plan}/planilla", page_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/plan/{plan}/planilla.xlsx", sheet_send, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_POST, "/plan/{plan}/planilla", page_send, ASKS_ROLE, MAY_READ_PLAN,
	    PENDING_SIZE_MAX + FORM_BESIDE },
	{ METHOD_GET, "/plan/{plan}/planilla/deshacer", page_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/plan/{plan}/planilla/deshacer", sheet_undo, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, "/plan/{plan}/planilla/{documento}", sheet_show, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, "/plan/{plan}/planilla/{documento}", sheet_take, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, "/plan/{plan}/planilla/{documento}/descartar", sheet_drop, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
