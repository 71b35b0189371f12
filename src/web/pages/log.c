/* log.c - the log: looked through, verified, exported, signed. */
#include "app/log.h"

#include <string.h>

#include "app/actor.h"
#include "templates.h"
#include "text/catalogue.h"
#include "text/log_text.h"
#include "web/csv.h"
#include "web/frame.h"
#include "web/pages/form.h"
#include "web/pages/log_view.h"
#include "web/pages/pages.h"
#include "web/when.h"

static int
log_show(struct visit *visit, struct err *err)
{
	struct log_view view;
	struct frame f;
	int rc;

	if (csv_asked(visit))
		return log_view_csv(visit, err);
	rc = log_view_load(visit, &view, err);
	if (rc < 0)
		return rc;
	f = frame_make(visit, html_translated(&visit->html, N_("Bitácora")), PLACE_LOG);
	tpl_log(&visit->html, &f, &view);
	return YUP_OK;
}

/* ---- Is it whole ------------------------------------------------------------------ */

static const char *
fault_of(struct visit *visit, const struct app_log_verified *verified)
{
	for (size_t i = 0; i < verified->count; i++)
		if (verified->chains[i].walk.fault != LOG_FAULT_NONE) {
			CLEANUP(str_done) struct str s = { 0 };

			log_text_put_fault_in(&s, log_fault_key(verified->chains[i].walk.fault),
			    verified->chains[i].walk.fault_seq, visit->html.catalogue);
			return mem_strdup(visit->req->mem, str_text(&s));
		}
	return "";
}

static int
show_state(struct visit *visit, const char *wrong, const struct app_checkpointed *made,
    struct err *err)
{
	struct app_log_verified verified = { 0 };
	const char *own = NULL, *last = "";
	struct frame f;
	int rc = log_own_institution(visit, &own, err);

	if (rc == YUP_OK)
		rc = app_log_verify(visit->app, visit->req->mem, own, NULL, &verified, err);
	if (rc < 0)
		return rc;
	if (verified.count > 0)
		last = when_instant(visit->req->mem, verified.chains[0].last_at);
	f = frame_make(visit, html_translated(&visit->html, N_("Integridad de la bitácora")),
	    PLACE_LOG);
	f.wrong = wrong;
	tpl_log_state(&visit->html, &f, &verified, last, fault_of(visit, &verified), made,
	    actor_may(visit->app->by, MAY_CHECKPOINT_LOG, visit->institution_id, ORG_UNIT_ALL));
	return YUP_OK;
}

static int
state_show(struct visit *visit, struct err *err)
{
	return show_state(visit, NULL, NULL, err);
}

/* "attachment" of a name of ours with the day. */
static void
answer_file(struct visit *visit, const char *name, const char *type)
{
	char now[CLOCK_TEXT_SIZE];

	visit->app->now(now);
	visit->res->type = type;
	answer_header(visit, "Content-Disposition",
	    mem_printf(visit->req->mem, "attachment; filename=\"%s-%.10s.txt\"", name, now));
}

static int
checkpoint_do(struct visit *visit, struct err *err)
{
	struct app_checkpointed made;
	const char *own = NULL;
	int rc = log_own_institution(visit, &own, err);

	if (rc == YUP_OK)
		rc = app_log_checkpoint(visit->app, visit->req->mem, own, NULL, &made, err);
	if (form_refused(visit, rc, err))
		return show_state(visit, form_sentence(visit, err), NULL, err);
	if (rc < 0)
		return rc;
	if (!form_chosen(visit, "como", "archivo"))
		return show_state(visit, NULL, &made, err);
	answer_file(visit, "punto-de-control", "text/plain; charset=utf-8");
	str_put(&visit->res->body, made.text);
	return YUP_OK;
}

/* ---- Export --------------------------------------------------------------------------- */

static int
to_body(void *context, const char *bytes, size_t length)
{
	struct visit *visit = context;

	str_put_n(&visit->res->body, bytes, length);
	return 0;
}

static int
export_show(struct visit *visit, struct err *err)
{
	const char *own = NULL;
	uint64_t records = 0;
	int rc = log_own_institution(visit, &own, err);

	if (rc == YUP_OK)
		rc = app_log_export(visit->app, visit->req->mem, own, to_body, visit, &records,
		    err);
	if (rc < 0)
		return rc;
	answer_file(visit, "bitacora", "text/plain; charset=utf-8");
	return YUP_OK;
}

const struct route pages_log[] = {
	{ METHOD_GET, "/bitacora", log_show, ASKS_ROLE, MAY_READ_LOG, 0 },
	{ METHOD_GET, "/bitacora/estado", state_show, ASKS_ROLE, MAY_READ_LOG, 0 },
	{ METHOD_GET, "/bitacora/archivo", export_show, ASKS_ROLE, MAY_READ_LOG, 0 },
	{ METHOD_POST, "/bitacora/puntos", checkpoint_do, ASKS_ROLE, MAY_CHECKPOINT_LOG, 0 },
	{ 0 },
};
