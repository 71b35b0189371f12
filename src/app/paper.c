#include "app/paper.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/paper_work.h"
#include "base/mem.h"
#include "io/new_file.h"
#include "report/doc_html.h"
#include "report/doc_text.h"
#include "report/doc_watch.h"
#include "report/xlsx_doc.h"
#include "store/engine/db.h"

const char *const app_paper_keys[APP_PAPER__COUNT + 1] = { "plan", "form_a", "form_b", "follow_up",
	"summary", "findings", NULL };

static const char *const FORMATS[APP_PAPER_FORMAT__COUNT] = { "pdf", "html", "text", "xlsx" };

/* Nothing leaves before the log knows. */
static int
tell(const struct app *app, struct mem *mem, const struct app_paper *request,
    const struct paper_work *w, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	const struct audit what = {
		.institution_id = w->institution.id,
		.action = permission_key(MAY_EXPORT),
		.detail = mem_printf(mem, "%s %s%s%s", FORMATS[request->format],
		    app_paper_keys[w->what], request->unit != NULL ? " " : "",
		    request->unit != NULL ? request->unit : ""),
	};
	int rc;

	if (app->readonly)
		return YUP_OK;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}

/* ---- Watched, where somebody would know how far it is ------------------------------------ */

struct watched {
	const struct app *app;
	unsigned passes; /* how often its writer listens */
};

static int
on_row(void *context, unsigned pass, size_t row, struct err *err)
{
	const struct watched *w = context;

	return app_stage(w->app, pass < w->passes ? APP_STAGE_LAYING : APP_STAGE_DRAWING, row, err);
}

static int
put(struct mem *mem, const struct app_paper *request, doc_say_fn say, const void *document,
    json_write_fn write, void *context, struct err *err)
{
	const struct doc_pdf_options options = { request->paper };

	switch (request->format) {
	case APP_PAPER_HTML:
		return doc_html_write(say, document, write, context, err);
	case APP_PAPER_TEXT:
		return doc_text_write(say, document, write, context, err);
	case APP_PAPER_XLSX:
		return xlsx_doc_write(mem, say, document, write, context, err);
	default:
		return doc_pdf_write(say, document, &options, write, context, NULL, err);
	}
}

int
app_paper_make(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, json_write_fn write, void *context, struct err *err)
{
	struct watched watched = { app, request->format == APP_PAPER_PDF ? DOC_PDF_PASSES : 1 };
	unsigned pass = 0;
	struct paper_work w;
	struct doc_watch watch;
	int rc = paper_work_load(app, plans, mem, request, &w, err);

	if (rc == YUP_OK)
		rc = tell(app, mem, request, &w, err);
	if (rc < 0)
		return rc;
	paper_work_compose(mem, request, &w);
	if (app->stage == NULL)
		return put(mem, request, w.say, &w.document, write, context, err);
	watch = (struct doc_watch){ w.say, &w.document, on_row, &watched, &pass };
	return put(mem, request, doc_watch_say, &watch, write, context, err);
}

/* ---- Into a file ------------------------------------------------------------------------ */

enum { READABLE = 0644 };

struct saving {
	struct new_file file;
	struct err *err; /* why it could not be written */
};

static int
save_bytes(void *context, const char *bytes, size_t length)
{
	struct saving *s = context;

	return new_file_put(&s->file, bytes, length, s->err);
}

int
app_paper_save(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, const char *path, struct err *err)
{
	struct err why = { 0 };
	struct saving s = { .err = &why };
	int rc = new_file_create(&s.file, path, READABLE, err);

	if (rc == YUP_OK)
		rc = app_paper_make(app, plans, mem, request, save_bytes, &s, err);
	if (rc < 0 && why.code != YUP_OK && err != NULL)
		*err = why; /* the disk's reason, not that it was given up */
	if (rc == YUP_OK)
		rc = new_file_end(&s.file, err);
	new_file_done(&s.file);
	return rc < 0 && err != NULL ? err_at(err, path, 0) : rc;
}

static int
save_piece(void *context, const void *bytes, size_t size, struct err *err)
{
	return new_file_put(context, bytes, size, err);
}

int
app_issued_save(const struct app *app, int64_t institution_id, const struct issued *issued,
    const char *path, struct err *err)
{
	struct new_file file = { 0 };
	int rc = new_file_create(&file, path, READABLE, err);

	if (rc == YUP_OK)
		rc = app_issued_bytes(app, institution_id, issued, save_piece, &file, err);
	if (rc == YUP_OK)
		rc = new_file_end(&file, err);
	new_file_done(&file);
	return rc < 0 && err != NULL ? err_at(err, path, 0) : rc;
}
