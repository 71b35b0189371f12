/* framework.c - the strategic framework: its elements, and which unit serves what. */
#include "app/framework.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/framework_view.h"
#include "web/pages/pages.h"

static int
elements_csv(struct visit *visit, const struct framework_view *v, struct err *err)
{
	static const char *const HEADS[] = { N_("De qué plan"), N_("Código"), N_("Título"),
		N_("Primer año"), N_("Último año"), N_("Sirve a"), NULL };
	const struct csv_list list = { "marco", MAY_EXPORT, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < v->listing.total; i++) {
		const struct strategic_node *node = v->shown[i];

		csv_word(&w, visit, strategic_kind_word(node->kind));
		csv_text(&w, node->code);
		csv_text(&w, node->title);
		csv_int(&w, node->first_year);
		csv_int(&w, node->last_year);
		csv_text(&w, framework_label(v, node->parent));
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

/* A column for each unit of the matrix, after the fixed ones. */
static int
matrix_csv(struct visit *visit, const struct framework_view *v, struct err *err)
{
	static const char *const FIXED[] = { N_("Código"), N_("Objetivo institucional"),
		N_("Sirve a"), N_("Unidades") };
	const char **heads = mem_array(visit->req->mem, v->unit_count + 5, sizeof(*heads));
	const struct csv_list list = { "articulacion", MAY_EXPORT, heads };
	struct csv_writer w;
	int rc;

	memcpy(heads, FIXED, sizeof(FIXED));
	for (size_t u = 0; u < v->unit_count; u++)
		heads[4 + u] = v->unit_names[u];
	rc = csv_answer(visit, &list, &w, err);
	for (size_t i = 0; rc == YUP_OK && i < v->listing.total; i++) {
		const struct articulation_row *r = &v->rows[i];

		csv_text(&w, r->code);
		csv_text(&w, r->title);
		csv_text(&w, r->serves != NULL ? framework_label(v, r->serves->id) : "");
		csv_int(&w, r->units);
		for (size_t u = 0; u < v->unit_count; u++)
			csv_int(&w, r->counts[u]);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
show_all(struct visit *visit, const char *wrong, const struct strategic_node *typed,
    struct err *err)
{
	struct framework_view view;
	struct frame f;
	int rc = framework_view_load(visit, &view, err);

	if (rc < 0)
		return rc;
	framework_view_choose(&view);
	if (wrong == NULL && csv_asked(visit))
		return elements_csv(visit, &view, err);
	f = frame_make(visit, html_translated(&visit->html, N_("Marco estratégico")),
	    PLACE_FRAMEWORK);
	f.wrong = wrong;
	tpl_framework(&visit->html, &f, &view, typed);
	return YUP_OK;
}

/* One to change; `typed` is what was refused, NULL: as it is. */
static int
show_node(struct visit *visit, int64_t id, const char *wrong, const struct strategic_node *typed,
    struct err *err)
{
	const struct strategic_node *node;
	struct strategic_node shown;
	struct framework_view view;
	struct frame f;
	int rc = framework_view_load(visit, &view, err);

	if (rc < 0)
		return rc;
	node = framework_find(view.list, view.count, id);
	if (node == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "framework_absent", "%lld", (long long)id);
	shown = typed != NULL ? *typed : *node;
	shown.kind = node->kind;
	f = frame_make(visit, node->code, PLACE_FRAMEWORK);
	f.wrong = wrong;
	tpl_framework_node(&visit->html, &f, &view, &shown);
	return YUP_OK;
}

static int
framework_show(struct visit *visit, struct err *err)
{
	struct strategic_node nothing = { .code = "", .title = "" };

	return show_all(visit, NULL, &nothing, err);
}

static int
node_show(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	return rc == YUP_OK ? show_node(visit, id, NULL, NULL, err) : rc;
}

static int
matrix_show(struct visit *visit, struct err *err)
{
	struct framework_view view;
	struct frame f;
	int rc = framework_view_load(visit, &view, err);

	if (rc < 0)
		return rc;
	framework_view_choose_rows(&view);
	if (csv_asked(visit))
		return matrix_csv(visit, &view, err);
	f = frame_make(visit, html_translated(&visit->html, N_("Articulación")), PLACE_FRAMEWORK);
	tpl_articulation(&visit->html, &f, &view);
	return YUP_OK;
}

/* ---- Changing --------------------------------------------------------------------- */

static int
year_of(const struct visit *visit, const char *name)
{
	long year = strtol(visit_field(visit, name), NULL, 10);

	return year > 0 && year < 10000 ? (int)year : 0;
}

static int
read_node(struct visit *visit, struct strategic_node *out, struct err *err)
{
	out->code = visit_field(visit, "codigo");
	out->title = visit_field(visit, "titulo");
	out->first_year = year_of(visit, "primero");
	out->last_year = year_of(visit, "ultimo");
	return form_id(visit, "sirve", &out->parent, err);
}

static int
framework_add(struct visit *visit, struct err *err)
{
	struct strategic_node node = { 0 };
	int64_t kind = 0, id = 0;
	int rc = form_id(visit, "clase", &kind, err);

	if (rc == YUP_OK && kind >= STRATEGIC_KIND__COUNT)
		rc = err_refuse(err, YUP_EINVALID, "request_malformed", "clase");
	if (rc < 0)
		return rc;
	node.kind = (enum strategic_kind)kind;
	rc = read_node(visit, &node, err);
	if (rc == YUP_OK)
		rc = app_framework_put(visit->app, visit->institution_id, &node, &id, err);
	if (form_refused(visit, rc, err))
		return show_all(visit, form_sentence(visit, err), &node, err);
	return rc < 0 ? rc : answer_see(visit, "/marco?listo=agregado");
}

static int
node_save(struct visit *visit, struct err *err)
{
	struct strategic_node node = { 0 };
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &node.id, err);

	if (rc == YUP_OK)
		rc = read_node(visit, &node, err);
	if (rc == YUP_OK)
		rc = app_framework_put(visit->app, visit->institution_id, &node, &id, err);
	if (form_refused(visit, rc, err))
		return show_node(visit, node.id, form_sentence(visit, err), &node, err);
	return rc < 0 ? rc : answer_see(visit, "/marco?listo=guardado");
}

static int
node_remove(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_framework_remove(visit->app, visit->institution_id, id, err);
	if (form_refused(visit, rc, err))
		return show_node(visit, id, form_sentence(visit, err), NULL, err);
	return rc < 0 ? rc : answer_see(visit, "/marco?listo=quitado");
}

/* The plan's objectives that the framework lacks, for the plan's year. */
static int
take_from_plan(struct visit *visit, struct err *err)
{
	struct strategic_node nothing = { .code = "", .title = "" };
	struct framework_view view;
	int rc = framework_view_load(visit, &view, err);

	for (size_t i = 0; rc == YUP_OK && i < view.row_count; i++) {
		struct strategic_node node = {
			.kind = STRATEGIC_OBJECTIVE,
			.code = view.rows[i].code,
			.title = view.rows[i].title,
			.first_year = view.plan.plan->year,
			.last_year = view.plan.plan->year,
		};
		int64_t id = 0;

		if (view.rows[i].objective == NULL)
			rc = app_framework_put(visit->app, visit->institution_id, &node, &id, err);
	}
	if (form_refused(visit, rc, err))
		return show_all(visit, form_sentence(visit, err), &nothing, err);
	return rc < 0 ? rc : answer_see(visit, "/marco?listo=agregado");
}

const struct route pages_framework[] = {
	{ METHOD_GET, "/marco", framework_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/marco", framework_add, ASKS_ROLE, MAY_EDIT_FRAMEWORK, 0 },
	{ METHOD_GET, "/marco/articulacion", matrix_show, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, "/marco/del-plan", take_from_plan, ASKS_ROLE, MAY_EDIT_FRAMEWORK, 0 },
	{ METHOD_GET, "/marco/{elemento}", node_show, ASKS_ROLE, MAY_EDIT_FRAMEWORK, 0 },
	{ METHOD_POST, "/marco/{elemento}", node_save, ASKS_ROLE, MAY_EDIT_FRAMEWORK, 0 },
	{ METHOD_POST, "/marco/{elemento}/quitar", node_remove, ASKS_ROLE, MAY_EDIT_FRAMEWORK, 0 },
	{ 0 },
};
