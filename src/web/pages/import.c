/* import.c - documents sent, looked at, accepted or thrown away; the last one undone. */
#include <string.h>

#include "app/pending.h"
#include "app/plan_sheet.h"
#include "templates.h"
#include "text/catalogue.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/import_columns.h"
#include "web/pages/import_view.h"
#include "web/pages/job_view.h"
#include "web/pages/pages.h"
#include "web/when.h"

/* Documents that long work is about are told as that work. */
static size_t
leave_busy(struct pending *list, size_t count, const struct job_view *jobs, size_t job_count)
{
	size_t left = 0;

	for (size_t i = 0; i < count; i++) {
		bool busy = false;

		for (size_t j = 0; j < job_count; j++)
			busy |= !jobs[j].over && jobs[j].job.subject_id == list[i].id;
		if (!busy)
			list[left++] = list[i];
	}
	return left;
}

static int
show_list(struct visit *visit, const char *wrong, struct err *err)
{
	struct mem *mem = visit->req->mem;
	struct app_last_import last = { 0 };
	struct pending *list = NULL;
	struct job_view *jobs = NULL;
	size_t count = 0, job_count = 0;
	struct frame f;
	int rc = app_pending_list(visit->app, mem, visit->institution_id, &list, &count, err);

	if (rc == YUP_OK)
		rc = app_import_last(visit->app, mem, visit->institution_id, &last, err);
	if (rc == YUP_OK)
		rc = job_view_list(visit, &jobs, &job_count, err);
	if (rc < 0)
		return rc;
	count = leave_busy(list, count, jobs, job_count);
	for (size_t i = 0; i < count; i++) {
		list[i].created_at = when_instant(mem, list[i].created_at);
		list[i].expires_at = when_instant(mem, list[i].expires_at);
	}
	if (last.id != 0) {
		last.at = when_instant(mem, last.at);
		last.as_of = when_day(mem, last.as_of);
	}
	f = frame_make(visit, html_translated(&visit->html, N_("Importar")), PLACE_IMPORT);
	f.wrong = wrong;
	tpl_imports(&visit->html, &f, list, count, &last, jobs, job_count);
	return YUP_OK;
}

static int
show_one(struct visit *visit, int64_t id, const char *wrong, struct err *err)
{
	struct app_import import;
	struct pending pending;
	struct import_view view;
	struct frame f;
	int rc = app_pending_look(visit->app, visit->req->mem, visit->institution_id, id, &pending,
	    &import, err);

	if (rc < 0)
		return rc;
	import_view_make(visit, &pending, &import.items[0], &view);
	if (wrong == NULL && csv_asked(visit))
		return import_view_csv(&view, err);
	f = frame_make(visit, pending.name, PLACE_IMPORT);
	f.wrong = wrong;
	tpl_import(&visit->html, &f, &view);
	return YUP_OK;
}

static int
imports_show(struct visit *visit, struct err *err)
{
	return show_list(visit, NULL, err);
}

static int
import_show(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = show_one(visit, id, NULL, err);
	if (rc == YUP_EINVALID && err->key != NULL && strcmp(err->key, "table_columns") == 0)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/importar/%lld/columnas", (long long)id));
	/* what can no longer be read, or may no longer take its place */
	return form_refused(visit, rc, err) ? show_list(visit, form_sentence(visit, err), err) : rc;
}

static int
columns_show(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = import_columns_show(visit, NULL, err);
	if (rc == YUP_EINVALID && err->key != NULL && strcmp(err->key, "table_none") == 0)
		return answer_see(visit, /* made of forms: there is nothing to tell */
		    mem_printf(visit->req->mem, "/importar/%lld", (long long)id));
	return form_refused(visit, rc, err) ? show_list(visit, form_sentence(visit, err), err) : rc;
}

static int
columns_tell(struct visit *visit, struct err *err)
{
	int rc = import_columns_tell(visit, err);

	if (form_refused(visit, rc, err)) {
		const char *wrong = form_sentence(visit, err);

		rc = import_columns_show(visit, wrong, err);
		return rc < 0 ? show_list(visit, wrong, err) : rc;
	}
	return rc;
}

/* A filled workbook of a plan is not imported: its own page compares it. */
static int
send_sheet(struct visit *visit, const struct app_import_file *file, struct err *err)
{
	struct app_sheet_file sheet = { file->name, file->bytes, file->size };
	struct pending pending;
	int rc = app_sheet_keep(visit->app, visit->plans, visit->req->mem, visit->institution_id,
	    &sheet, &pending, err);

	if (form_refused(visit, rc, err))
		return show_list(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc
		      : answer_see(visit,
			    mem_printf(visit->req->mem, "/plan/%lld/planilla/%lld",
				(long long)pending.plan_id, (long long)pending.id));
}

static int
import_send(struct visit *visit, struct err *err)
{
	struct app_import_file file = { "", "", 0 };
	int64_t id = 0, job = 0;
	int rc;

	if (visit->req->file_count == 0 || visit->req->files[0].size == 0) {
		rc = err_refuse(err, YUP_EINVALID, "upload_absent", "archivo");
	} else {
		file.name = visit->req->files[0].name;
		file.bytes = visit->req->files[0].bytes;
		file.size = visit->req->files[0].size;
		if (app_sheet_is(file.bytes, file.size))
			return send_sheet(visit, &file, err);
		rc = file.size < PENDING_LONG
		    ? app_pending_add(visit->app, visit->institution_id, &file, &id, err)
		    : app_pending_send(visit->app, visit->institution_id, &file, &job, err);
	}
	if (form_refused(visit, rc, err))
		return show_list(visit, form_sentence(visit, err), err);
	if (rc == YUP_OK && job != 0)
		return job_view_begin(visit, job, JOBS_PLACE, err);
	return rc < 0
	    ? rc
	    : answer_see(visit, mem_printf(visit->req->mem, "/importar/%lld", (long long)id));
}

static int
import_accept(struct visit *visit, struct err *err)
{
	struct app_pending_accept how = { .replace_edited = visit_field(visit, "sobre")[0] !=
		    '\0' };
	struct app_import import;
	int64_t id = 0, job = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (form_chosen(visit, "cuales", "marcadas"))
		how.units = form_all(visit, "unidad", &how.unit_count);
	if (rc == YUP_OK)
		rc = app_pending_accept_long(visit->app, visit->institution_id, id, &how, &job,
		    err);
	if (rc == YUP_OK && job != 0)
		return job_view_begin(visit, job, JOBS_PLACE, err);
	if (rc == YUP_OK)
		rc = app_pending_accept(visit->app, visit->req->mem, visit->institution_id, id,
		    &how, &import, err);
	if (form_refused(visit, rc, err))
		return show_one(visit, id, form_sentence(visit, err), err);
	if (rc < 0)
		return rc;
	if (import.items[0].status == APP_IMPORT_UNCHANGED)
		return answer_see(visit, "/importar?listo=sin-cambios");
	if (import.items[0].read.follow_up != NULL)
		return answer_see(visit,
		    mem_printf(visit->req->mem, "/seguimiento?gestion=%d&listo=importado",
			import.items[0].read.follow_up->year));
	return answer_see(visit, "/importar?listo=importado");
}

static int
import_drop(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_pending_drop(visit->app, visit->institution_id, id, err);
	return rc < 0 ? rc : answer_see(visit, "/importar?listo=descartado");
}

static int
import_undo(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = form_id(visit, "documento", &id, err);

	if (rc == YUP_OK)
		rc = app_import_undo(visit->app, visit->institution_id, id, err);
	if (form_refused(visit, rc, err))
		return show_list(visit, form_sentence(visit, err), err);
	return rc < 0 ? rc : answer_see(visit, "/importar?listo=deshecho");
}

enum { FORM_BESIDE = 64 * 1024 }; /* what a form sends besides its file */

/* What a form was refused at is a page too: whoever loads it again sees the document. */
const struct route pages_import[] = {
	{ METHOD_GET, "/importar", imports_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/importar", import_send, ASKS_ROLE, MAY_IMPORT,
	    PENDING_SIZE_MAX + FORM_BESIDE },
	{ METHOD_GET, "/importar/deshacer", imports_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/importar/deshacer", import_undo, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_GET, "/importar/{documento}", import_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_GET, "/importar/{documento}/aceptar", import_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_GET, "/importar/{documento}/descartar", import_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_GET, "/importar/{documento}/columnas", columns_show, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/importar/{documento}/columnas", columns_tell, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/importar/{documento}/aceptar", import_accept, ASKS_ROLE, MAY_IMPORT, 0 },
	{ METHOD_POST, "/importar/{documento}/descartar", import_drop, ASKS_ROLE, MAY_IMPORT, 0 },
	{ 0 },
};
