/* papers.c - documents for paper: made, issued, listed, given back; and verified by anybody. */
#include "web/pages/papers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/plan_list.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/number_text.h"
#include "web/attach.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/when.h"

const struct papers_kind papers_kinds[] = {
	{ "plan", N_("POA completo"),
	    N_("Carátula, textos de la institución, organigrama, índice, formularios, presupuesto y "
	       "firmas; de una unidad, sus dos formularios."),
	    APP_PAPER_PLAN, true },
	{ "formulario-a", N_("Formulario A"), N_("Los objetivos con su presupuesto."),
	    APP_PAPER_FORM_A, true },
	{ "formulario-b", N_("Formulario B"), N_("Los objetivos y sus actividades, mes a mes."),
	    APP_PAPER_FORM_B, true },
	{ "seguimiento", N_("Seguimiento"),
	    N_("Resultados, causas de desviación y medidas: del período que se diga o, sin él, del "
	       "documento importado."),
	    APP_PAPER_FOLLOW_UP, false },
	{ "resumen", N_("Resumen ejecutivo"), N_("Totales, gráficos, y quién avanza y quién no."),
	    APP_PAPER_SUMMARY, false },
	{ "hallazgos", N_("Hallazgos"), N_("Lo que las reglas encuentran y cómo corregirlo."),
	    APP_PAPER_FINDINGS, false },
};
const size_t papers_kind_count = sizeof(papers_kinds) / sizeof(papers_kinds[0]);

/* ---- What is asked ---------------------------------------------------------------------- */

/* A request of its own: it asks for a year and version. */
struct asked {
	struct app app;
	struct app_paper request;
};

static const struct papers_kind *
kind_called(const char *key)
{
	for (size_t i = 0; i < papers_kind_count; i++)
		if (strcmp(papers_kinds[i].key, key) == 0)
			return &papers_kinds[i];
	return NULL;
}

static int
malformed(struct err *err, const char *field)
{
	return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", field);
}

/* "2027-0": the year and the version of a plan; "2027": only the year. */
static bool
read_version(const char *text, struct app_choice *out)
{
	char *end;
	unsigned long year = strtoul(text, &end, 10), version = 0;

	if (end == text || year < 1900 || year > 2200)
		return false;
	if (*end == '-') {
		out->one_version = true;
		version = strtoul(end + 1, &end, 10);
	}
	out->year = (int)year;
	out->version = (unsigned)version;
	return *end == '\0' && version < 1000;
}

static int
read_asked(struct visit *visit, struct asked *out, struct err *err)
{
	const char *que = visit_field(visit, "que");
	const struct papers_kind *kind = que[0] != '\0' ? kind_called(que) : &papers_kinds[0];
	const char *version = visit_field(visit, "plan"), *paper = visit_field(visit, "papel");
	int64_t period = 0;
	int rc;

	if (kind == NULL)
		return malformed(err, "que");
	out->app = *visit->app;
	out->request = (struct app_paper){ .institution_id = visit->institution_id,
		.what = kind->what,
		.unit = kind->of_unit ? form_optional(visit, "unidad") : NULL,
		.of_plan = strcmp(visit_field(visit, "de"), "plan") == 0,
		.address = form_site(visit) };
	if (version[0] != '\0' && !read_version(version, &out->app.choice))
		return malformed(err, "plan");
	if (paper[0] != '\0') {
		out->request.paper = doc_paper_find(paper);
		if (out->request.paper == NULL)
			return malformed(err, "papel");
	}
	rc = form_id(visit, "periodo", &period, err);
	if (rc < 0 || period < 0 || period > 1000)
		return rc < 0 ? rc : malformed(err, "periodo");
	if (!kind->of_unit)
		out->request.period = (unsigned)period;
	if (strcmp(visit_field(visit, "formato"), "html") == 0)
		out->request.format = APP_PAPER_HTML;
	return YUP_OK;
}

/* "seguimiento-2027.pdf" */
static const char *
name_of(struct visit *visit, const struct asked *asked)
{
	const char *ending = asked->request.format == APP_PAPER_HTML ? "html" : "pdf";

	const char *kind = "";

	for (size_t i = 0; i < papers_kind_count; i++)
		if (papers_kinds[i].what == asked->request.what)
			kind = papers_kinds[i].key;
	if (asked->app.choice.year != 0)
		return mem_printf(visit->req->mem, "%s-%d.%s", kind, asked->app.choice.year,
		    ending);
	return mem_printf(visit->req->mem, "%s.%s", kind, ending);
}

static int
paper_give(struct visit *visit, struct err *err)
{
	struct asked asked;
	int rc = read_asked(visit, &asked, err);

	if (rc == YUP_OK)
		rc = app_paper_make(&asked.app, visit->plans, visit->req->mem, &asked.request,
		    json_to_str, &visit->res->body, err);
	if (rc < 0) {
		str_clear(&visit->res->body);
		return rc;
	}
	answer_attachment(visit, name_of(visit, &asked),
	    asked.request.format == APP_PAPER_HTML ? "text/html; charset=utf-8"
						   : "application/pdf");
	return YUP_OK;
}

/* ---- The page --------------------------------------------------------------------------- */

const char *
papers_version_value(const struct papers_view *v, size_t i)
{
	return mem_printf(v->visit->req->mem, "%d-%u", v->versions[i].head.year,
	    v->versions[i].head.version);
}

bool
papers_version_chosen(const struct papers_view *v, size_t i)
{
	return strcmp(visit_field(v->visit, "plan"), papers_version_value(v, i)) == 0;
}

static const char *
size_text(struct mem *mem, int64_t bytes)
{
	CLEANUP(str_done) struct str s = { 0 };

	number_put_count(&s, (bytes + 1023) / 1024);
	return mem_printf(mem, "%s KB", str_text(&s));
}

static int
load_issued(struct visit *visit, struct papers_view *v, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct issued *list = NULL;
	size_t count = 0;
	int rc;

	if (!v->whole)
		return YUP_OK;
	rc = app_issued_list(visit->app, mem, visit->institution_id, &list, &count, err);
	if (rc < 0)
		return rc;
	v->issued = mem_array(mem, count + 1, sizeof(*v->issued));
	for (size_t i = 0; i < count; i++)
		v->issued[i] = (struct papers_issued){ &list[i],
			when_instant(mem, list[i].issued_at), size_text(mem, list[i].size) };
	v->issued_count = count;
	return YUP_OK;
}

/* Those in force, the newest first. */
static int
load_versions(struct visit *visit, struct papers_view *v, struct err *err)
{
	struct app_version *all = NULL;
	size_t count = 0;
	int rc = app_plans_of(visit->app, visit->req->mem, visit->institution_id, &all, &count,
	    err);

	if (rc < 0)
		return rc;
	v->versions = mem_array(visit->req->mem, count + 1, sizeof(*v->versions));
	for (size_t i = count; i-- > 0;)
		if (all[i].head.superseded_at[0] == '\0')
			v->versions[v->version_count++] = all[i];
	return YUP_OK;
}

static int
show(struct visit *visit, const char *wrong, struct err *err)
{
	const struct actor *by = visit->app->by;
	struct papers_view v = { .visit = visit,
		.whole = actor_may(by, MAY_EXPORT, visit->institution_id, ORG_UNIT_ALL),
		.issues = actor_may(by, MAY_START_PLAN, visit->institution_id, ORG_UNIT_ALL),
		.unit = visit_field(visit, "unidad") };
	struct frame f;
	int rc = load_versions(visit, &v, err);

	if (rc == YUP_OK)
		rc = load_issued(visit, &v, err);
	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Documentos")), PLACE_PAPERS);
	f.wrong = wrong;
	tpl_papers(&visit->html, &f, &v);
	return YUP_OK;
}

static int
papers_show(struct visit *visit, struct err *err)
{
	return show(visit, NULL, err);
}

static int
papers_issue(struct visit *visit, struct err *err)
{
	struct asked asked;
	struct issued it;
	int rc = read_asked(visit, &asked, err);

	if (rc == YUP_OK)
		rc = app_paper_issue(&asked.app, visit->plans, visit->req->mem, &asked.request, &it,
		    err);
	if (form_refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc : answer_see(visit, "/documentos?listo=emitido");
}

static int
put_piece(void *context, const void *bytes, size_t size, struct err *err)
{
	(void)err;
	str_put_n(context, bytes, size);
	return YUP_OK;
}

static int
issued_give(struct visit *visit, struct err *err)
{
	struct issued it;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_issued_get(visit->app, visit->req->mem, visit->institution_id, id, &it,
		    err);
	if (rc == YUP_OK)
		rc = app_issued_bytes(visit->app, visit->institution_id, &it, put_piece,
		    &visit->res->body, err);
	if (rc < 0) {
		str_clear(&visit->res->body);
		return rc;
	}
	answer_attachment(visit, mem_printf(visit->req->mem, "%s.pdf", it.number),
	    "application/pdf");
	return YUP_OK;
}

/* ---- Verifying, for anybody --------------------------------------------------------------- */

static int
verify(struct visit *visit, const char *hash, struct err *err)
{
	struct papers_verified v = { .hash = hash, .when = "", .day = "" };
	struct issued found;
	struct frame f;
	int rc = YUP_OK;

	if (hash[0] != '\0')
		rc = app_issued_verify(visit->app, visit->req->mem, hash, &found, err);
	if (rc == YUP_EINVALID || rc == YUP_ENOTFOUND) {
		v.wrong = form_sentence(visit, err);
		visit->res->status = rc == YUP_EINVALID ? 400 : 404;
	} else if (rc < 0) {
		return rc;
	} else if (hash[0] != '\0') {
		v.found = &found;
		v.when = when_instant(visit->req->mem, found.issued_at);
		v.day = when_day(visit->req->mem, found.as_of);
	}
	f = frame_make(visit, html_translated(&visit->html, N_("Verificar un documento")),
	    PLACE_NONE);
	tpl_verify(&visit->html, &f, &v);
	return YUP_OK;
}

static int
verify_ask(struct visit *visit, struct err *err)
{
	return verify(visit, visit_field(visit, "huella"), err);
}

static int
verify_show(struct visit *visit, struct err *err)
{
	return verify(visit, visit->args[0], err);
}

const struct route pages_papers[] = {
	{ METHOD_GET, "/documentos", papers_show, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_POST, "/documentos", papers_issue, ASKS_ROLE, MAY_START_PLAN, 0 },
	{ METHOD_GET, "/documentos/archivo", paper_give, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/documentos/{emitido}", issued_give, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/verificar", verify_ask, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/verificar/{huella}", verify_show, ASKS_NOTHING, 0, 0 },
	{ 0 },
};
