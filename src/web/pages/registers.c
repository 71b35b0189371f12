/* registers.c - things followed to closure: the registers, one list, one item. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/registers_view.h"

/* ---- All registers ------------------------------------------------------------------ */

static int
registers_show(struct visit *visit, struct err *err)
{
	struct app_register_sum *sums = NULL;
	struct frame f;
	size_t count = 0;
	int rc = app_register_all(visit->app, visit->req->mem, visit->institution_id, &sums, &count,
	    err);

	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Registros")), PLACE_REGISTERS);
	tpl_registers(&visit->html, &f, sums, count);
	return YUP_OK;
}

/* ---- One list ------------------------------------------------------------------------- */

static void
put_csv_row(struct csv_writer *w, const struct register_view *v, const struct register_row *r)
{
	const struct pack_register *reg = v->found.reg;
	struct mem *mem = v->visit->req->mem;

	csv_int(w, r->item->id);
	csv_text(w, r->item->title);
	csv_text(w, r->unit);
	if (reg->sort_count > 0)
		csv_text(w, register_shown(v->visit, &v->units, reg, REGISTER_SORT, r->item->sort));
	csv_text(w, r->state);
	for (size_t i = 0; i < reg->field_count; i++) {
		const struct pack_register_field *field = &reg->fields[i];
		const char *text = register_value_of(mem, r->item, field->key);

		csv_text(w,
		    field->kind == REGISTER_UNIT
			? register_shown(v->visit, &v->units, reg, field->key, text)
			: text);
	}
	csv_count(w, r->faults);
	csv_row_end(w);
}

/* A column for each field of the register. */
static int
items_csv(struct visit *visit, const struct register_view *v, struct err *err)
{
	const struct pack_register *reg = v->found.reg;
	const char **heads = mem_array(visit->req->mem, reg->field_count + 7, sizeof(*heads));
	const struct csv_list list = { reg->key, MAY_EXPORT, heads };
	struct csv_writer w;
	size_t n = 0;
	int rc;

	heads[n++] = N_("N.º");
	heads[n++] = N_("Asunto");
	heads[n++] = N_("Unidad");
	if (reg->sort_count > 0)
		heads[n++] = N_("Clase");
	heads[n++] = N_("Estado");
	for (size_t i = 0; i < reg->field_count; i++)
		heads[n++] = reg->fields[i].name;
	heads[n++] = N_("Avisos");
	heads[n] = NULL;
	rc = csv_answer(visit, &list, &w, err);
	for (size_t i = 0; rc == YUP_OK && i < v->found.count; i++)
		put_csv_row(&w, v, &v->rows[i]);
	return csv_end(visit, &w, rc, err);
}

static int
show_list(struct visit *visit, const char *wrong, struct err *err)
{
	struct register_view view;
	struct frame f;
	int rc = register_view_load(visit, visit->args[0], &view, err);

	if (rc < 0)
		return rc;
	if (wrong == NULL && csv_asked(visit))
		return items_csv(visit, &view, err);
	f = frame_make(visit, view.found.reg->name, PLACE_REGISTERS);
	f.wrong = wrong;
	tpl_register(&visit->html, &f, &view);
	return YUP_OK;
}

static int
items_show(struct visit *visit, struct err *err)
{
	return show_list(visit, NULL, err);
}

static const char *
item_path(const struct visit *visit, const char *reg, int64_t id, const char *done)
{
	return mem_printf(visit->req->mem, "/registros/%s/%lld?listo=%s", reg, (long long)id, done);
}

static int
item_open(struct visit *visit, struct err *err)
{
	struct app_register_list found;
	struct register_value *typed;
	size_t count = 0;
	int64_t id = 0;
	int rc = app_register_items(visit->app, visit->req->mem, visit->institution_id,
	    visit->args[0], NULL, &found, err);

	if (rc < 0)
		return rc;
	typed = register_form_read(visit, found.reg, &count);
	rc = app_register_open(visit->app, visit->institution_id, found.reg->key, typed, count, &id,
	    err);
	if (form_refused(visit, rc, err))
		return show_list(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc : answer_see(visit, item_path(visit, found.reg->key, id, "agregado"));
}

/* ---- One item -------------------------------------------------------------------------- */

static int
show_item(struct visit *visit, const char *wrong, struct err *err)
{
	struct register_page page;
	struct frame f;
	int rc = register_page_load(visit, &page, err);

	if (rc < 0)
		return rc;
	f = frame_make(visit, page.found.item.title, PLACE_REGISTERS);
	f.wrong = wrong;
	tpl_register_item(&visit->html, &f, &page);
	return YUP_OK;
}

static int
item_show(struct visit *visit, struct err *err)
{
	return show_item(visit, NULL, err);
}

static uint32_t
seen(const struct visit *visit)
{
	long revision = strtol(visit_field(visit, "visto"), NULL, 10);

	return revision > 0 && revision < UINT32_MAX ? (uint32_t)revision : 0;
}

static int
read_which(const struct visit *visit, struct app_register_ref *out, struct err *err)
{
	*out = (struct app_register_ref){ .institution_id = visit->institution_id,
		.reg = visit->args[0] };
	return visit_arg_id(visit, 1, &out->id, err);
}

static int
done(struct visit *visit, const struct app_register_ref *which, int rc, const char *done,
    struct err *err)
{
	if (form_refused(visit, rc, err))
		return show_item(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc : answer_see(visit, item_path(visit, which->reg, which->id, done));
}

static int
item_change(struct visit *visit, struct err *err)
{
	struct app_register_ref which;
	struct app_register_item found;
	struct register_value *typed;
	size_t count = 0;
	int rc = read_which(visit, &which, err);

	if (rc == YUP_OK)
		rc = app_register_get(visit->app, visit->req->mem, &which, &found, err);
	if (rc < 0)
		return rc;
	typed = register_form_read(visit, found.reg, &count);
	rc = app_register_change(visit->app, &which, seen(visit), typed, count, err);
	return done(visit, &which, rc, "guardado", err);
}

static int
item_pass(struct visit *visit, struct err *err)
{
	struct app_register_ref which;
	int rc = read_which(visit, &which, err);

	if (rc < 0)
		return rc;
	rc = app_register_pass(visit->app, &which, seen(visit), visit_field(visit, "estado"),
	    visit_field(visit, "palabra"), err);
	return done(visit, &which, rc, "pasado", err);
}

static int
item_comment(struct visit *visit, struct err *err)
{
	struct app_register_ref which;
	int rc = read_which(visit, &which, err);

	if (rc < 0)
		return rc;
	rc = app_register_comment(visit->app, &which, visit_field(visit, "comentario"), err);
	return done(visit, &which, rc, "comentado", err);
}

static int
item_attach(struct visit *visit, struct err *err)
{
	struct evidence_place place = { .node_id = "" };
	struct app_register_ref which;
	struct app_new_evidence added;
	int64_t id = 0;
	int rc = read_which(visit, &which, err);

	if (rc < 0)
		return rc;
	place.item_id = which.id;
	rc = evidence_form_read(visit, &place, &added, err);
	if (rc == YUP_OK)
		rc = app_evidence_add(visit->app, visit->plans, visit->institution_id, &added, &id,
		    err);
	return done(visit, &which, rc, "adjunta", err);
}

#define LIST "/registros/{registro}"
#define ITEM LIST "/{asunto}"

const struct route pages_registers[] = {
	{ METHOD_GET, "/registros", registers_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, LIST, items_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, LIST, item_open, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_GET, ITEM, item_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, ITEM, item_change, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_POST, ITEM "/estado", item_pass, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_POST, ITEM "/evidencias", item_attach, ASKS_ROLE, MAY_FOLLOW_REGISTER,
	    EVIDENCE_BODY_MAX },
	{ METHOD_POST, ITEM "/comentario", item_comment, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ 0 },
};
