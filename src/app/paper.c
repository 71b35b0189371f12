#include "app/paper.h"

#include "app/actor.h"
#include "app/app.h"
#include "app/audit.h"
#include "app/paper_work.h"
#include "base/mem.h"
#include "report/doc_html.h"
#include "report/doc_text.h"
#include "store/engine/db.h"

const char *const app_paper_keys[APP_PAPER__COUNT + 1] = { "plan", "form_a", "form_b", "follow_up",
	"summary", "findings", NULL };

static const char *const FORMATS[APP_PAPER_FORMAT__COUNT] = { "pdf", "html", "text" };

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
		    app_paper_keys[request->what], request->unit != NULL ? " " : "",
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

int
app_paper_make(const struct app *app, struct app_plans *plans, struct mem *mem,
    const struct app_paper *request, json_write_fn write, void *context, struct err *err)
{
	const struct doc_pdf_options options = { request->paper };
	struct paper_work w;
	int rc = paper_work_load(app, plans, mem, request, &w, err);

	if (rc == YUP_OK)
		rc = tell(app, mem, request, &w, err);
	if (rc < 0)
		return rc;
	paper_work_compose(mem, request, &w);
	if (request->format == APP_PAPER_HTML)
		return doc_html_write(w.say, &w.document, write, context, err);
	if (request->format == APP_PAPER_TEXT)
		return doc_text_write(w.say, &w.document, write, context, err);
	return doc_pdf_write(w.say, &w.document, &options, write, context, NULL, err);
}
