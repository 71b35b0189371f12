/* chart.c - the organisation chart: its units on a day, and changing them. */
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/org.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/admin.h"
#include "web/pages/chart_view.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"

/* ---- Looking ---------------------------------------------------------------------- */

/* In the order of the chart: what hangs from what is told by the column of its parent. */
static int
chart_csv(struct visit *visit, const struct chart_view *v, struct err *err)
{
	static const char *const HEADS[] = { N_("Unidad"), N_("Sigla"), N_("Depende de"),
		N_("Así desde"), NULL };
	const struct csv_list list = { "unidades", MAY_READ_UNITS, HEADS };
	struct csv_writer w;
	int rc = csv_answer(visit, &list, &w, err);

	for (size_t i = 0; rc == YUP_OK && i < v->count; i++) {
		const struct chart_row *r = &v->rows[i];
		size_t parent = r->node->parent;

		if (!r->matches)
			continue;
		csv_text(&w, r->name);
		csv_text(&w, r->node->period->acronym);
		csv_text(&w, parent != ORG_NONE ? v->rows[parent].name : "");
		csv_text(&w, r->since);
		csv_row_end(&w);
	}
	return csv_end(visit, &w, rc, err);
}

static int
show(struct visit *visit, const char *wrong, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_UNITS);
	struct chart_view view;
	struct frame f;
	int rc = chart_view_load(visit, &view, err);

	if (rc < 0)
		return rc;
	if (csv_asked(visit))
		return chart_csv(visit, &view, err);
	f = frame_make(visit, html_translated(&visit->html, N_("Unidades")), PLACE_ADMIN);
	f.wrong = wrong;
	tpl_chart(&visit->html, &f, &tabs, &view);
	return YUP_OK;
}

static int
show_unit(struct visit *visit, int64_t id, const char *wrong, struct err *err)
{
	struct admin_tabs tabs = admin_tabs_make(visit, ADMIN_UNITS);
	struct chart_view view;
	struct frame f;
	size_t at;
	int rc = chart_view_load(visit, &view, err);

	if (rc < 0)
		return rc;
	at = org_index_of(&view.units.tree, id);
	if (at == ORG_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "org_unit_absent", "%lld", (long long)id);
	f = frame_make(visit, view.rows[at].name, PLACE_ADMIN);
	f.wrong = wrong;
	tpl_chart_unit(&visit->html, &f, &tabs, &view, at);
	return YUP_OK;
}

static int
chart_show(struct visit *visit, struct err *err)
{
	return show(visit, NULL, err);
}

static int
unit_show(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	return rc == YUP_OK ? show_unit(visit, id, NULL, err) : rc;
}

/* ---- Changing --------------------------------------------------------------------- */

/* What a form about a unit gives: which, and from what day (NULL: today). */
struct asked {
	int64_t unit;
	const char *on;
};

static int
read_asked(struct visit *visit, struct asked *out, struct err *err)
{
	out->unit = 0;
	out->on = form_optional(visit, "desde");
	return visit_arg_id(visit, 0, &out->unit, err);
}

/* Back to the chart of the day on which it holds. */
static int
finish(struct visit *visit, const struct asked *a, int rc, struct err *err)
{
	if (a->unit != 0 && form_refused(visit, rc, err))
		return show_unit(visit, a->unit, form_sentence(visit, err), err);
	if (rc < 0)
		return rc;
	return answer_see(visit,
	    a->on != NULL ? mem_printf(visit->req->mem,
				"/administracion/unidades?en=%s&listo=guardado", a->on)
			  : "/administracion/unidades?listo=guardado");
}

static int
unit_add(struct visit *visit, struct err *err)
{
	struct app_org_unit unit = { visit_field(visit, "nombre"), visit_field(visit, "sigla") };
	struct asked a = { 0, form_optional(visit, "desde") };
	int64_t parent = 0, id = 0;
	int rc = form_id(visit, "depende", &parent, err);

	if (rc == YUP_OK)
		rc = app_org_add(visit->app, visit->institution_id, parent, &unit, a.on, &id, err);
	if (form_refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), err);
	return finish(visit, &a, rc, err);
}

static int
unit_rename(struct visit *visit, struct err *err)
{
	struct app_org_unit as = { visit_field(visit, "nombre"), visit_field(visit, "sigla") };
	struct asked a;
	int rc = read_asked(visit, &a, err);

	if (rc == YUP_OK)
		rc = app_org_rename(visit->app, visit->institution_id, a.unit, &as, a.on, err);
	return finish(visit, &a, rc, err);
}

static int
unit_move(struct visit *visit, struct err *err)
{
	struct asked a;
	int64_t parent = 0;
	int rc = read_asked(visit, &a, err);

	if (rc == YUP_OK)
		rc = form_id(visit, "depende", &parent, err);
	if (rc == YUP_OK)
		rc = app_org_move(visit->app, visit->institution_id, a.unit, parent, a.on, err);
	return finish(visit, &a, rc, err);
}

static int
unit_close(struct visit *visit, struct err *err)
{
	struct asked a;
	int rc = read_asked(visit, &a, err);

	if (rc == YUP_OK)
		rc = app_org_close(visit->app, visit->institution_id, a.unit, a.on, err);
	return finish(visit, &a, rc, err);
}

static int
unit_split(struct visit *visit, struct err *err)
{
	struct app_org_unit parts[ORG_PARTS_MAX];
	int64_t ids[ORG_PARTS_MAX];
	size_t names = 0, acronyms = 0, count = 0;
	const char **name = form_all(visit, "parte", &names);
	const char **acronym = form_all(visit, "sigla", &acronyms);
	struct asked a;
	int rc = read_asked(visit, &a, err);

	for (size_t i = 0; i < names && count < ORG_PARTS_MAX; i++)
		if (name[i][0] != '\0')
			parts[count++] = (struct app_org_unit){ name[i],
				i < acronyms ? acronym[i] : "" };
	if (rc == YUP_OK)
		rc = app_org_split(visit->app, visit->institution_id, a.unit, parts, count, a.on,
		    ids, err);
	return finish(visit, &a, rc, err);
}

static int
unit_merge(struct visit *visit, struct err *err)
{
	struct asked a;
	int64_t into = 0;
	int rc = read_asked(visit, &a, err);

	if (rc == YUP_OK)
		rc = form_id(visit, "otra", &into, err);
	if (rc == YUP_OK)
		rc = app_org_merge(visit->app, visit->institution_id, &a.unit, 1, into, a.on, err);
	return finish(visit, &a, rc, err);
}

/* Those that hang with `unit` from the same, in order; where it is among them. */
static int64_t *
brothers_of(const struct chart_view *v, size_t unit, size_t *count, size_t *at)
{
	size_t parent = v->rows[unit].node->parent;
	size_t i = parent == ORG_NONE ? 0 : parent + 1;
	size_t end = parent == ORG_NONE ? v->count : v->rows[parent].node->end;
	int64_t *ids = mem_array(v->visit->req->mem, v->count + 1, sizeof(*ids));

	for (*count = 0; i < end; i = v->rows[i].node->end) {
		if (i == unit)
			*at = *count;
		ids[(*count)++] = v->rows[i].node->period->unit;
	}
	return ids;
}

static int
unit_reorder(struct visit *visit, struct err *err)
{
	bool up = form_chosen(visit, "paso", "subir");
	struct chart_view view = { 0 };
	struct asked a;
	size_t row = ORG_NONE, count = 0, at = 0;
	int64_t *ids, other, parent;
	int rc = read_asked(visit, &a, err);

	if (a.on != NULL)
		http_add(visit->req->mem, &visit->req->form, "en", a.on);
	if (rc == YUP_OK)
		rc = chart_view_load(visit, &view, err);
	if (rc < 0)
		return rc;
	row = org_index_of(&view.units.tree, a.unit);
	if (row == ORG_NONE)
		return err_refuse(err, YUP_ENOTFOUND, "org_unit_absent", "%lld", (long long)a.unit);
	ids = brothers_of(&view, row, &count, &at);
	parent = view.rows[row].node->period->parent;
	if ((up && at == 0) || (!up && at + 1 >= count)) /* nothing to do, for who may do it */
		return finish(visit, &a,
		    app_require(visit->app, MAY_MANAGE_UNITS, visit->institution_id,
			parent != ORG_TOP ? parent : ORG_UNIT_ALL, visit->req->path, err),
		    err);
	other = ids[up ? at - 1 : at + 1];
	ids[up ? at - 1 : at + 1] = a.unit;
	ids[at] = other;
	rc = app_org_reorder(visit->app, visit->institution_id, parent, ids, count, a.on, err);
	return finish(visit, &a, rc, err);
}

#define UNITS "/administracion/unidades"

const struct route pages_chart[] = {
	{ METHOD_GET, UNITS, chart_show, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS, unit_add, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_GET, UNITS "/{unidad}", unit_show, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS "/{unidad}/nombre", unit_rename, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS "/{unidad}/lugar", unit_move, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS "/{unidad}/cierre", unit_close, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS "/{unidad}/division", unit_split, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS "/{unidad}/fusion", unit_merge, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ METHOD_POST, UNITS "/{unidad}/orden", unit_reorder, ASKS_ROLE, MAY_MANAGE_UNITS, 0 },
	{ 0 },
};
