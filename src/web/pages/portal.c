/* portal.c - /portal and what is below it; see portal.h. */
#include "web/pages/portal.h"

#include <string.h>

#include "app/app.h"
#include "base/date.h"
#include "base/mem.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/attach.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/pages/portal_view.h"

enum { NOTICE_BODY = 16 << 10 };

/* Who asks has it already, and was told so: nothing is to be made. */
static int
is_known(struct visit *visit, bool *out, struct err *err)
{
	struct app_portal portal;
	const char *mark = "";
	int rc = app_portal_find(visit->app, visit->req->mem, visit->args[0], &portal, err);

	if (rc == YUP_OK)
		rc = app_portal_mark(visit->app, visit->req->mem, &portal, &mark, err);
	*out = rc == YUP_OK && answer_public(visit, mark);
	return rc;
}

/* The year that a page shows, unless who asks has the page already. */
static int
open_unless_known(struct visit *visit, struct portal_view *out, bool *known, struct err *err)
{
	int rc = is_known(visit, known, err);

	return rc < 0 || *known ? rc : portal_view_open(visit, out, err);
}

/* ---- Which institutions -------------------------------------------------------------------- */

static int
list_show(struct visit *visit, struct err *err)
{
	struct portal_list list = { .visit = visit, .copied = visit->copied };
	struct app_portal *items = NULL;
	struct frame f;
	int rc = app_portal_list(visit->app, visit->req->mem, &items, &list.count, err);

	if (rc < 0)
		return rc;
	list.items = items;
	f = frame_make(visit, html_translated(&visit->html, N_("Portal de transparencia")),
	    PLACE_NONE);
	tpl_portal(&visit->html, &f, &list);
	return YUP_OK;
}

static int
one_show(struct visit *visit, struct err *err)
{
	struct app_portal portal;
	struct portal_list list = { .visit = visit,
		.items = &portal,
		.count = 1,
		.copied = visit->copied };
	struct frame f;
	int rc = app_portal_find(visit->app, visit->req->mem, visit->args[0], &portal, err);

	if (rc < 0)
		return rc;
	if (portal.year_count > 0 && !visit->copied)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/portal/%s/%d",
			portal_slug(visit->req->mem, &portal), portal.years[0]));
	f = frame_make(visit, portal.institution->name, PLACE_NONE);
	tpl_portal(&visit->html, &f, &list);
	return YUP_OK;
}

/* ---- A year ---------------------------------------------------------------------------------- */

static struct frame
frame_of(struct visit *visit, const struct portal_view *v, const char *title)
{
	return frame_make(visit,
	    mem_printf(v->mem, "%s · %s", title, v->portal.institution->acronym), PLACE_NONE);
}

static int
year_show(struct visit *visit, struct err *err)
{
	struct portal_view v;
	struct frame f;
	bool known = false;
	int rc = open_unless_known(visit, &v, &known, err);

	if (rc < 0 || known)
		return rc;
	f = frame_of(visit, &v,
	    mem_printf(v.mem, "%s %d", html_translated(&visit->html, N_("Plan")), v.y.plan->year));
	tpl_portal_year(&visit->html, &f, &v);
	return YUP_OK;
}

static int
unit_show(struct visit *visit, struct err *err)
{
	struct portal_view v;
	struct frame f;
	bool known = false;
	int rc = open_unless_known(visit, &v, &known, err);

	if (rc == YUP_OK && !known)
		rc = portal_view_unit(&v, visit->args[2], err);
	if (rc < 0 || known)
		return rc;
	f = frame_of(visit, &v, v.unit->name);
	tpl_portal_unit(&visit->html, &f, &v);
	return YUP_OK;
}

static int
aim_show(struct visit *visit, struct err *err)
{
	struct portal_view v;
	struct frame f;
	bool known = false;
	int rc = open_unless_known(visit, &v, &known, err);

	if (rc == YUP_OK && !known)
		rc = portal_view_aim(&v, visit->args[2], err);
	if (rc < 0 || known)
		return rc;
	f = frame_of(visit, &v, v.aim->node->code);
	tpl_portal_aim(&visit->html, &f, &v);
	return YUP_OK;
}

static int
search_show(struct visit *visit, struct err *err)
{
	struct portal_view v;
	struct frame f;
	int rc = portal_view_open(visit, &v, err);

	if (rc < 0)
		return rc;
	v.search = mem_strndup(v.mem, visit_field(visit, "q"),
	    strnlen(visit_field(visit, "q"), PORTAL_SEARCH_MAX));
	if (v.search[0] != '\0')
		portal_view_find(&v);
	f = frame_of(visit, &v, html_translated(&visit->html, N_("Buscar")));
	tpl_portal_search(&visit->html, &f, &v);
	return YUP_OK;
}

/* ---- Files -------------------------------------------------------------------------------------- */

static const struct app_portal_file *
file_called(const char *name)
{
	for (const struct app_portal_file *f = app_portal_files; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static int
file_show(struct visit *visit, struct err *err)
{
	const struct app_portal_file *file = file_called(visit->args[2]);
	struct portal_view v;
	char now[CLOCK_TEXT_SIZE], today[DATE_SIZE];
	bool known = false;
	int rc;

	if (file == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->args[2]);
	rc = open_unless_known(visit, &v, &known, err);
	if (rc < 0 || known)
		return rc;
	visit->app->now(now);
	date_of(now, today);
	rc = app_portal_write(&v.y, v.mem, file->name, today, &visit->res->body, err);
	if (rc < 0)
		return rc;
	answer_attachment(visit,
	    mem_printf(v.mem, "%s-%d-%s", portal_slug(v.mem, &v.portal), v.y.plan->year,
		file->name),
	    file->type);
	return is_known(visit, &known, err); /* for any cache, unlike what is of somebody */
}

/* ---- What somebody finds wrong -------------------------------------------------------------------- */

static int
notice_page(struct visit *visit, struct portal_view *v)
{
	struct frame f = frame_of(visit, v,
	    html_translated(&visit->html, N_("Avisar de un error")));

	tpl_portal_notice(&visit->html, &f, v);
	return YUP_OK;
}

static int
notice_open(struct visit *visit, struct portal_view *v, struct err *err)
{
	int rc = portal_view_open(visit, v, err);

	v->place = visit_field(visit, "lugar");
	v->text = visit_field(visit, "texto");
	v->contact = visit_field(visit, "contacto");
	v->sent = visit_field(visit, "enviado")[0] != '\0';
	return rc;
}

static int
notice_show(struct visit *visit, struct err *err)
{
	struct portal_view v;
	int rc = notice_open(visit, &v, err);

	return rc < 0 ? rc : notice_page(visit, &v);
}

static int
notice_send(struct visit *visit, struct err *err)
{
	struct portal_view v;
	struct err refused = { 0 };
	int rc = notice_open(visit, &v, err);

	if (rc < 0)
		return rc;
	rc = app_portal_notify(visit->app, &v.portal,
	    &(struct app_portal_notice){ v.place, v.text, v.contact }, &refused);
	if (rc == YUP_EIO || rc == YUP_EBUG) {
		*err = refused;
		return rc;
	}
	if (rc == YUP_OK)
		return answer_see(visit, mem_printf(v.mem, "%s/aviso?enviado=1", v.base));
	v.wrong = form_sentence(visit, &refused);
	visit->res->status = rc == YUP_ELIMIT ? 429 : 422;
	return notice_page(visit, &v);
}

const struct route pages_portal[] = {
	{ METHOD_GET, "/portal", list_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/portal/{institucion}", one_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/portal/{institucion}/{anio}", year_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/portal/{institucion}/{anio}/unidad/{unidad}", unit_show, ASKS_NOTHING, 0,
	    0 },
	{ METHOD_GET, "/portal/{institucion}/{anio}/objetivo/{fila}", aim_show, ASKS_NOTHING, 0,
	    0 },
	{ METHOD_GET, "/portal/{institucion}/{anio}/buscar", search_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/portal/{institucion}/{anio}/datos/{archivo}", file_show, ASKS_NOTHING, 0,
	    0 },
	{ METHOD_GET, "/portal/{institucion}/{anio}/aviso", notice_show, ASKS_NOTHING, 0, 0 },
	{ METHOD_POST, "/portal/{institucion}/{anio}/aviso", notice_send, ASKS_NOTHING, 0,
	    NOTICE_BODY },
	{ 0 },
};
