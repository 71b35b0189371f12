/* job.c - long work watched: how far it is, stopped by who asked, how it ended. */
#include <string.h>

#include "app/actor.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/number_text.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/job_view.h"
#include "web/pages/pages.h"
#include "web/web.h"
#include "web/when.h"

/* ---- One in words ---------------------------------------------------------------------- */

/* What each kind of work goes through, in order, ended by NULL. */
struct step {
	enum app_stage stage;
	const char *word;
};

static const struct step IMPORT_STEPS[] = {
	{ APP_STAGE_READING, N_("leer el archivo") },
	{ APP_STAGE_COMPARING, N_("comparar con lo guardado") },
	{ APP_STAGE_STORING, N_("poner cada fila en su lugar") },
	{ APP_STAGE_CHECKING, N_("revisar las reglas") },
	{ APP_STAGE_ENDING, N_("terminar") },
	{ APP_STAGE_NONE, NULL },
};

static const struct step DOCUMENT_STEPS[] = {
	{ APP_STAGE_READING, N_("leer lo guardado") },
	{ APP_STAGE_LAYING, N_("componer las páginas") },
	{ APP_STAGE_DRAWING, N_("escribir el documento") },
	{ APP_STAGE_KEEPING, N_("guardar el archivo") },
	{ APP_STAGE_ENDING, N_("terminar") },
	{ APP_STAGE_NONE, NULL },
};

static const struct {
	const char *word, *style;
} STATES[JOB_STATE__COUNT] = {
	[JOB_WAITING] = { N_("espera su turno"), "" },
	[JOB_RUNNING] = { N_("en curso"), "advice" },
	[JOB_DONE] = { N_("hecho"), "good" },
	[JOB_REFUSED] = { N_("no se pudo"), "error" },
	[JOB_STOPPED] = { N_("cancelado"), "warning" },
	[JOB_INTERRUPTED] = { N_("interrumpido"), "warning" },
};

static const char *
word(const struct visit *visit, const char *text)
{
	return html_translated(&visit->html, text);
}

/* "16,3 MB", "66.007 filas" or "1.200 de 66.007 filas". */
static const char *
amount_of(const struct visit *visit, const struct runner_view *at)
{
	CLEANUP(str_done) struct str s = { 0 };
	bool bytes = at->stage == APP_STAGE_READING || at->stage == APP_STAGE_KEEPING;

	if (bytes ? at->amount == 0 : at->rows == 0)
		return "";
	if (bytes)
		number_put(&s, (int64_t)(at->amount / (1 << 10)) * 10 / (1 << 10), 1, 0);
	if (at->stage == APP_STAGE_DRAWING) {
		number_put_count(&s, (int64_t)at->amount);
		str_printf(&s, " %s ", word(visit, N_("de")));
	}
	if (!bytes)
		number_put_count(&s, (int64_t)at->rows);
	str_printf(&s, " %s", bytes ? "MB" : word(visit, N_("filas")));
	return mem_strdup(visit->req->mem, str_text(&s));
}

/* "Paso 2 de 5: comparar con lo guardado" */
static void
tell_step(struct visit *visit, struct job_view *v, const struct step *steps)
{
	const char *now = NULL;

	for (unsigned i = 0; steps[i].word != NULL; i++) {
		v->step_count = i + 1;
		if (steps[i].stage == v->at.stage) {
			v->step_number = i + 1;
			now = steps[i].word;
		}
	}
	v->amount = amount_of(visit, &v->at);
	v->step = now == NULL
	    ? word(visit, N_("Empieza"))
	    : mem_printf(visit->req->mem, "%s %u %s %u: %s", word(visit, N_("Paso")),
		  v->step_number, word(visit, N_("de")), v->step_count, word(visit, now));
}

/* Why it was refused, as the form itself would have said. */
static const char *
refusal_of(const struct visit *visit, const struct job_row *job)
{
	struct err why = { .code = job->code, .line = job->line };

	(void)err_refuse(&why, job->code, job->result[0] != '\0' ? job->result : NULL, "%s",
	    job->detail);
	if (job->line > 0)
		(void)err_at(&why, job->name, job->line);
	return form_sentence(visit, &why);
}

static void
tell_end(struct visit *visit, struct job_view *v)
{
	bool reads = v->job.kind == JOB_IMPORT_READ;

	switch (v->job.state) {
	case JOB_DONE:
		v->told = reads
		    ? N_("Se pudo leer. Vea qué se reparó y qué cambiaría antes de aceptarlo.")
		    : strcmp(v->job.result, "unchanged") == 0
		    ? N_("Ese mismo documento ya estaba: no cambió nada.")
		    : N_("Está en vigor.");
		v->link = reads ? N_("Ver lo que se leyó") : N_("Ver los planes");
		v->path = reads
		    ? mem_printf(visit->req->mem, "/importar/%lld", (long long)v->job.subject_id)
		    : "/planes";
		break;
	case JOB_REFUSED:
		v->told = refusal_of(visit, &v->job);
		break;
	case JOB_STOPPED:
		v->told = N_("Se canceló antes de guardar nada.");
		break;
	case JOB_INTERRUPTED:
		v->told = reads ? N_("El servidor se detuvo antes de terminar: envíelo otra vez.")
				: N_("El servidor se detuvo antes de terminar: no se guardó nada.");
		break;
	default:
		return;
	}
	if (v->path == NULL && !reads) {
		v->link = N_("Volver al documento");
		v->path = mem_printf(visit->req->mem, "/importar/%lld",
		    (long long)v->job.subject_id);
	} else if (v->path == NULL) {
		v->link = N_("Enviar otro");
		v->path = "/importar";
	}
}

/* What all kinds share. */
static struct job_view
begin_view(struct visit *visit, const struct job_row *job, const struct step *steps,
    const char *place)
{
	struct mem *mem = visit->req->mem;
	struct job_view v = { .job = *job,
		.over = job_is_over(job),
		.told = "",
		.amount = "",
		.size = "",
		.until = "" };

	v.mine = job->user_id == visit->app->by->user_id;
	v.here = !v.over && runner_look(visit->web->runner, visit->institution_id, job->id, &v.at);
	v.state = word(visit, STATES[job->state].word);
	v.style = STATES[job->state].style;
	v.watch = mem_printf(mem, "%s/%lld", place, (long long)job->id);
	v.cancel = mem_printf(mem, "%s/cancelar", v.watch);
	if (v.here)
		tell_step(visit, &v, steps);
	v.job.asked_at = when_instant(mem, job->asked_at);
	v.job.ended_at = when_instant(mem, job->ended_at);
	return v;
}

struct job_view
job_view_make(struct visit *visit, const struct job_row *job)
{
	struct job_view v = begin_view(visit, job, IMPORT_STEPS, JOBS_PLACE);

	v.title = mem_printf(visit->req->mem, "%s %s",
	    word(visit, job->kind == JOB_IMPORT_READ ? N_("Leer") : N_("Importar")), job->name);
	v.place = "/importar";
	v.place_name = N_("Importar");
	v.found = N_("Puede irse de esta página: sigue solo, y lo encontrará en Inicio y en "
		     "Importar.");
	tell_end(visit, &v);
	return v;
}

const char *
job_view_size(struct mem *mem, int64_t bytes)
{
	CLEANUP(str_done) struct str s = { 0 };

	number_put_count(&s, (bytes + 1023) / 1024);
	return mem_printf(mem, "%s KB", str_text(&s));
}

static const char *
told_of_document(struct visit *visit, const struct job_document *document)
{
	switch (document->job.state) {
	case JOB_DONE:
		return document->kept
		    ? N_("Está listo.")
		    : N_("Ya no se guarda: se quitó al vencer su plazo o al llegar otros más "
			 "nuevos. Pídalo otra vez.");
	case JOB_REFUSED:
		return refusal_of(visit, &document->job);
	case JOB_STOPPED:
		return N_("Se canceló: no quedó nada guardado.");
	case JOB_INTERRUPTED:
		return N_("El servidor se detuvo antes de terminar: pídalo otra vez.");
	default:
		return "";
	}
}

struct job_view
job_view_document(struct visit *visit, const struct job_document *document)
{
	struct mem *mem = visit->req->mem;
	struct job_view v = begin_view(visit, &document->job, DOCUMENT_STEPS, DOCUMENTS_PLACE);

	v.title = document->job.name;
	v.place = "/documentos";
	v.place_name = N_("Informes y documentos");
	v.found = N_("Puede irse de esta página: sigue solo, y lo encontrará en Informes y "
		     "documentos.");
	v.told = told_of_document(visit, document);
	if (document->kept) {
		v.size = job_view_size(mem, document->size);
		v.until = when_instant(mem, document->expires_at);
	}
	v.link = document->kept ? N_("Descargar") : N_("Volver a Informes y documentos");
	v.path = document->kept ? mem_printf(mem, "%s/archivo", v.watch) : v.place;
	return v;
}

int
job_view_list(struct visit *visit, struct job_view **out, size_t *out_count, struct err *err)
{
	struct job_row *list = NULL;
	struct job_view *views;
	size_t count = 0;
	int rc = app_job_list(visit->app, visit->req->mem, visit->institution_id, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	views = mem_array(visit->req->mem, count + 1, sizeof(*views));
	for (size_t i = 0; i < count; i++)
		views[i] = job_view_make(visit, &list[i]);
	*out = views;
	*out_count = count;
	return YUP_OK;
}

static int
see(struct visit *visit, const char *place, int64_t job_id)
{
	return answer_see(visit, mem_printf(visit->req->mem, "%s/%lld", place, (long long)job_id));
}

int
job_view_begin(struct visit *visit, int64_t job_id, const char *place, struct err *err)
{
	int rc = YUP_OK;

	if (!runner_add(visit->web->runner, visit->institution_id, job_id))
		rc = app_job_run(visit->app, visit->institution_id, job_id, err);
	return rc < 0 ? rc : see(visit, place, job_id);
}

enum { LOOK_AGAIN_S = 2 };

void
job_view_show(struct visit *visit, const struct job_view *v)
{
	struct frame f = frame_make(visit, v->title,
	    v->job.kind == JOB_DOCUMENT ? PLACE_PAPERS : PLACE_IMPORT);

	f.look_again_s = v->over ? 0 : LOOK_AGAIN_S;
	tpl_job(&visit->html, &f, v);
}

int
job_view_stop(struct visit *visit, int64_t job_id, const char *place, struct err *err)
{
	if (!runner_cancel(visit->web->runner, visit->institution_id, job_id))
		return err_refuse(err, YUP_ECONFLICT, "job_elsewhere", "%lld", (long long)job_id);
	return see(visit, place, job_id);
}

/* ---- Pages -------------------------------------------------------------------------------- */

static int
job_show(struct visit *visit, struct err *err)
{
	struct job_row job;
	struct job_view v;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_job_get(visit->app, visit->req->mem, visit->institution_id, id, &job, err);
	if (rc < 0)
		return rc;
	v = job_view_make(visit, &job);
	job_view_show(visit, &v);
	return YUP_OK;
}

static int
job_stop(struct visit *visit, struct err *err)
{
	struct job_row job;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_job_own(visit->app, visit->req->mem, visit->institution_id, id, &job, err);
	if (rc == YUP_ECONFLICT)
		return see(visit, JOBS_PLACE, id); /* it ended meanwhile: its page says how */
	return rc == YUP_OK ? job_view_stop(visit, id, JOBS_PLACE, err) : rc;
}

const struct route pages_job[] = {
	{ METHOD_GET, "/trabajos/{trabajo}", job_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/trabajos/{trabajo}/cancelar", job_stop, ASKS_ROLE, MAY_IMPORT, 0 },
	{ 0 },
};
