/* papers.c - informes y documentos: made, at once or beside; issued, listed, given back; verified by anybody. */
#include "web/pages/papers.h"

#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/plan_list.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/attach.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/pages.h"
#include "web/when.h"

const struct papers_kind papers_kinds[CENTRE_WHAT__COUNT] = {
	[CENTRE_PLAN] = { N_("POA completo"),
	    N_("Carátula, textos de la institución, organigrama, índice, formularios, presupuesto y "
	       "firmas; de una unidad, sus dos formularios.") },
	[CENTRE_FORM_A] = { N_("Formulario A"), N_("Los objetivos con su presupuesto.") },
	[CENTRE_FORM_B] = { N_("Formulario B"), N_("Los objetivos y sus actividades, mes a mes.") },
	[CENTRE_FOLLOW_UP] = { N_("Seguimiento"),
	    N_("Resultados, causas de desviación y medidas: del período que se diga o, sin él, del "
	       "documento importado.") },
	[CENTRE_SUMMARY] = { N_("Resumen ejecutivo"),
	    N_("Totales, gráficos, y quién avanza y quién no.") },
	[CENTRE_FINDINGS] = { N_("Hallazgos"),
	    N_("Lo que las reglas encuentran y cómo corregirlo.") },
	[CENTRE_OPEN_DATA] = { N_("Datos abiertos"),
	    N_("Los planes con lo que se informó de ellos, como los leen otras instituciones y "
	       "programas.") },
};

const char *const papers_formats[CENTRE_FORMAT__COUNT] = {
	[CENTRE_PDF] = N_("PDF, para imprimir"),
	[CENTRE_HTML] = N_("HTML, para leer en el navegador"),
	[CENTRE_XLSX] = N_("XLSX, libro de Excel"),
	[CENTRE_CSV] = N_("CSV, una tabla"),
	[CENTRE_JSON] = N_("JSON, para otros programas"),
	[CENTRE_IATI] = N_("IATI 2.03, cooperación internacional"),
	[CENTRE_FISCAL] = N_("Open Fiscal Data Package, presupuesto por fases"),
	[CENTRE_OCDS] = N_("OCDS, contrataciones"),
	[CENTRE_DHIS2] = N_("DHIS2, metas y resultados"),
};

/* "2027-0": the year and the version of a plan; "2027": only the year. */
static bool
read_version(const char *text, struct app_choice *out)
{
	char *end;
	unsigned long year = strtoul(text, &end, 10), version = 0;

	*out = (struct app_choice){ 0 };
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

/* What it takes in some format. */
static unsigned
takes_of(enum centre_what what)
{
	unsigned all = 0, takes = 0;

	for (int f = 0; f < CENTRE_FORMAT__COUNT; f++)
		if (app_centre_offers(what, (enum centre_format)f, &takes))
			all |= takes;
	return all;
}

bool
papers_offers(const struct papers_view *v, enum centre_what what)
{
	return v->whole || takes_of(what) & CENTRE_TAKES_UNIT;
}

bool
papers_offers_in(const struct papers_view *v, enum centre_format format)
{
	unsigned takes = 0;

	return app_centre_offers(v->what, format, &takes) &&
	    (v->whole || takes & CENTRE_TAKES_UNIT);
}

const char *
papers_path(const struct papers_view *v, enum centre_what what)
{
	const char *plan = visit_field(v->visit, "plan");
	struct app_choice choice;

	return mem_printf(v->visit->req->mem, "/documentos?que=%s%s%s", centre_whats[what],
	    read_version(plan, &choice) ? "&plan=" : "", read_version(plan, &choice) ? plan : "");
}

/* ---- What is asked ---------------------------------------------------------------------- */

static int
malformed(struct err *err, const char *field)
{
	return err_refuse(err, YUP_EINVALID, "request_malformed", "%s", field);
}

static int
read_paper(struct visit *visit, struct centre_request *out, struct err *err)
{
	const char *paper = visit_field(visit, "papel");

	if (paper[0] == '\0')
		return YUP_OK;
	out->paper = doc_paper_find(paper);
	return out->paper != NULL ? YUP_OK : malformed(err, "papel");
}

static int
read_asked(struct visit *visit, struct centre_request *out, struct err *err)
{
	const char *what = visit_field(visit, "que"), *format = visit_field(visit, "formato");
	const char *version = visit_field(visit, "plan");
	int64_t period = 0;
	unsigned takes;
	int rc;

	*out = (struct centre_request){ .institution_id = visit->institution_id,
		.of_plan = strcmp(visit_field(visit, "de"), "plan") == 0,
		.address = form_site(visit) };
	if (what[0] != '\0' && !app_centre_find_what(what, &out->what))
		return malformed(err, "que");
	if (format[0] != '\0' && !app_centre_find_format(format, &out->format))
		return malformed(err, "formato");
	if (version[0] != '\0' && !read_version(version, &out->choice))
		return malformed(err, "plan");
	takes = takes_of(out->what);
	rc = read_paper(visit, out, err);
	if (rc == YUP_OK && takes & CENTRE_TAKES_PERIOD)
		rc = form_id(visit, "periodo", &period, err);
	if (rc < 0 || period < 0 || period > 1000)
		return rc < 0 ? rc : malformed(err, "periodo");
	out->period = (unsigned)period;
	if (takes & CENTRE_TAKES_UNIT)
		out->unit = form_optional(visit, "unidad");
	return YUP_OK;
}

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
			when_instant(mem, list[i].issued_at), job_view_size(mem, list[i].size) };
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
load_jobs(struct visit *visit, struct papers_view *v, struct err *err)
{
	struct job_document *list = NULL;
	size_t count = 0;
	int rc = app_centre_list(visit->app, visit->req->mem, visit->institution_id, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	v->jobs = mem_array(visit->req->mem, count + 1, sizeof(*v->jobs));
	for (size_t i = 0; i < count; i++)
		v->jobs[i] = job_view_document(visit, &list[i]);
	v->job_count = count;
	return YUP_OK;
}

static int
show(struct visit *visit, const char *wrong, bool is_long, struct err *err)
{
	const struct actor *by = visit->app->by;
	struct papers_view v = { .visit = visit,
		.whole = actor_may(by, MAY_EXPORT, visit->institution_id, ORG_UNIT_ALL),
		.issues = actor_may(by, MAY_START_PLAN, visit->institution_id, ORG_UNIT_ALL),
		.is_long = is_long,
		.unit = visit_field(visit, "unidad") };
	struct frame f;
	int rc;

	if (!app_centre_find_what(visit_field(visit, "que"), &v.what) || !papers_offers(&v, v.what))
		v.what = CENTRE_PLAN;
	v.takes = takes_of(v.what);
	rc = load_versions(visit, &v, err);
	if (rc == YUP_OK)
		rc = load_issued(visit, &v, err);
	if (rc == YUP_OK)
		rc = load_jobs(visit, &v, err);
	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Informes y documentos")),
	    PLACE_PAPERS);
	f.wrong = wrong;
	tpl_papers(&visit->html, &f, &v);
	return YUP_OK;
}

static int
papers_show(struct visit *visit, struct err *err)
{
	return show(visit, NULL, false, err);
}

/* What there is none of is said on the page too: the year or the period can be another one. */
static bool
refused(struct visit *visit, int rc, const struct err *err)
{
	if (rc == YUP_ENOTFOUND)
		visit->res->status = 404;
	return rc == YUP_ENOTFOUND || form_refused(visit, rc, err);
}

static int
papers_issue(struct visit *visit, struct err *err)
{
	struct centre_request asked;
	struct app app = *visit->app;
	struct app_paper paper;
	struct issued it;
	int rc = read_asked(visit, &asked, err);

	if (rc == YUP_OK && asked.what >= CENTRE_OPEN_DATA)
		rc = malformed(err, "que");
	if (rc == YUP_OK) {
		app.choice = asked.choice;
		app_centre_paper(&asked, &paper);
		rc = app_paper_issue(&app, visit->plans, visit->req->mem, &paper, &it, err);
	}
	if (refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), false, err);
	return rc < 0 ? rc : answer_see(visit, "/documentos?listo=emitido");
}

/* ---- Made at once, or beside --------------------------------------------------------------- */

static int
paper_give(struct visit *visit, struct err *err)
{
	struct centre_request asked;
	bool is_long = false;
	int rc = read_asked(visit, &asked, err);

	if (rc == YUP_OK)
		rc = app_centre_is_long(visit->app, &asked, &is_long, err);
	if (rc == YUP_OK && is_long)
		return show(visit, NULL, true, err); /* says so, with what was asked still there */
	if (rc == YUP_OK)
		rc = app_centre_make(visit->app, visit->plans, visit->req->mem, &asked, json_to_str,
		    &visit->res->body, err);
	if (rc < 0)
		str_clear(&visit->res->body);
	if (refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), false, err);
	if (rc < 0)
		return rc;
	answer_attachment(visit, app_centre_name(visit->req->mem, &asked),
	    centre_formats[asked.format].media);
	return YUP_OK;
}

static int
paper_ask(struct visit *visit, struct err *err)
{
	struct centre_request asked;
	int64_t job = 0;
	int rc = read_asked(visit, &asked, err);

	if (rc == YUP_OK)
		rc = app_centre_ask(visit->app, visit->req->mem, &asked, &job, err);
	if (refused(visit, rc, err))
		return show(visit, form_sentence(visit, err), false, err);
	return rc < 0 ? rc : job_view_begin(visit, job, DOCUMENTS_PLACE, err);
}

static int
document_show(struct visit *visit, struct err *err)
{
	struct job_document document;
	struct job_view v;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_centre_get(visit->app, visit->req->mem, visit->institution_id, id,
		    &document, err);
	if (rc < 0)
		return rc;
	v = job_view_document(visit, &document);
	job_view_show(visit, &v);
	return YUP_OK;
}

static int
document_stop(struct visit *visit, struct err *err)
{
	struct job_document document;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_centre_own(visit->app, visit->req->mem, visit->institution_id, id,
		    &document, err);
	if (rc == YUP_ECONFLICT) /* it ended meanwhile: its page says how */
		return answer_see(visit,
		    mem_printf(visit->req->mem, DOCUMENTS_PLACE "/%lld", (long long)id));
	return rc == YUP_OK ? job_view_stop(visit, id, DOCUMENTS_PLACE, err) : rc;
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

static int
document_give(struct visit *visit, struct err *err)
{
	struct job_document document;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_centre_get(visit->app, visit->req->mem, visit->institution_id, id,
		    &document, err);
	if (rc == YUP_OK)
		rc = app_centre_bytes(visit->app, visit->req->mem, visit->institution_id, &document,
		    put_piece, &visit->res->body, err);
	if (rc < 0) {
		str_clear(&visit->res->body);
		return rc;
	}
	answer_attachment(visit, document.job.name, app_centre_media(document.job.ask));
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
	{ METHOD_POST, "/documentos/pedir", paper_ask, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/documentos/trabajos/{preparado}", document_show, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/documentos/trabajos/{preparado}/archivo", document_give, ASKS_ROLE,
	    MAY_EXPORT, 0 },
	{ METHOD_POST, "/documentos/trabajos/{preparado}/cancelar", document_stop, ASKS_ROLE,
	    MAY_EXPORT, 0 },
	{ METHOD_GET, "/documentos/{emitido}", issued_give, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/verificar", verify_ask, ASKS_NOTHING, 0, 0 },
	{ METHOD_GET, "/verificar/{huella}", verify_show, ASKS_NOTHING, 0, 0 },
	{ 0 },
};
