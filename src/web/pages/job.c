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

static const char *const STAGES[APP_STAGE__COUNT] = {
	[APP_STAGE_READING] = N_("leer el archivo"),
	[APP_STAGE_COMPARING] = N_("comparar con lo guardado"),
	[APP_STAGE_STORING] = N_("poner cada fila en su lugar"),
	[APP_STAGE_CHECKING] = N_("revisar las reglas"),
	[APP_STAGE_ENDING] = N_("terminar"),
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

/* "16,3 MB" or "66.007 filas". */
static const char *
amount_of(const struct visit *visit, const struct runner_view *at)
{
	CLEANUP(str_done) struct str s = { 0 };
	bool bytes = at->stage == APP_STAGE_READING;

	if (!bytes && at->rows == 0)
		return "";
	if (bytes)
		number_put(&s, (int64_t)(at->amount / (1 << 10)) * 10 / (1 << 10), 1, 0);
	else
		number_put_count(&s, (int64_t)at->rows);
	str_printf(&s, " %s", bytes ? "MB" : word(visit, N_("filas")));
	return mem_strdup(visit->req->mem, str_text(&s));
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

struct job_view
job_view_make(struct visit *visit, const struct job_row *job)
{
	struct mem *mem = visit->req->mem;
	struct job_view v = { .job = *job, .over = job_is_over(job), .told = "", .amount = "" };

	v.mine = job->user_id == visit->app->by->user_id;
	v.here = !v.over && runner_look(visit->web->runner, visit->institution_id, job->id, &v.at);
	v.title = mem_printf(mem, "%s %s",
	    word(visit, job->kind == JOB_IMPORT_READ ? N_("Leer") : N_("Importar")), job->name);
	v.state = word(visit, STATES[job->state].word);
	v.style = STATES[job->state].style;
	if (v.here) {
		v.amount = amount_of(visit, &v.at);
		v.step = v.at.stage == APP_STAGE_NONE
		    ? word(visit, N_("Empieza"))
		    : mem_printf(mem, "%s %d %s %d: %s", word(visit, N_("Paso")), (int)v.at.stage,
			  word(visit, N_("de")), APP_STAGE__COUNT - 1,
			  word(visit, STAGES[v.at.stage]));
	}
	tell_end(visit, &v);
	v.job.asked_at = when_instant(mem, job->asked_at);
	v.job.ended_at = when_instant(mem, job->ended_at);
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

int
job_view_begin(struct visit *visit, int64_t job_id, struct err *err)
{
	int rc = YUP_OK;

	if (!runner_add(visit->web->runner, visit->institution_id, job_id))
		rc = app_job_run(visit->app, visit->institution_id, job_id, err);
	return rc < 0
	    ? rc
	    : answer_see(visit, mem_printf(visit->req->mem, "/trabajos/%lld", (long long)job_id));
}

/* ---- Pages -------------------------------------------------------------------------------- */

enum { LOOK_AGAIN_S = 2 };

static int
job_show(struct visit *visit, struct err *err)
{
	struct job_row job;
	struct job_view v;
	struct frame f;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_job_get(visit->app, visit->req->mem, visit->institution_id, id, &job, err);
	if (rc < 0)
		return rc;
	v = job_view_make(visit, &job);
	f = frame_make(visit, v.title, PLACE_IMPORT);
	f.look_again_s = v.over ? 0 : LOOK_AGAIN_S;
	tpl_job(&visit->html, &f, &v);
	return YUP_OK;
}

static int
job_stop(struct visit *visit, struct err *err)
{
	const char *path;
	struct job_row job;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_job_own(visit->app, visit->req->mem, visit->institution_id, id, &job, err);
	path = mem_printf(visit->req->mem, "/trabajos/%lld", (long long)id);
	if (rc == YUP_ECONFLICT)
		return answer_see(visit, path); /* it ended meanwhile: its page says how */
	if (rc < 0)
		return rc;
	if (!runner_cancel(visit->web->runner, visit->institution_id, id))
		return err_refuse(err, YUP_ECONFLICT, "job_elsewhere", "%lld", (long long)id);
	return answer_see(visit, path);
}

const struct route pages_job[] = {
	{ METHOD_GET, "/trabajos/{trabajo}", job_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/trabajos/{trabajo}/cancelar", job_stop, ASKS_ROLE, MAY_IMPORT, 0 },
	{ 0 },
};
