/* sheet_calls.c - see sheet_calls.h */
#include "support/sheet_calls.h"

#include "app/export.h"
#include "app/plan_sheet.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/store.h"

static const struct app_sheet_file no_sheet = { "nada.xlsx", "", 0 };

int
call_app_sheet_write(struct walk *w, const struct where *at)
{
	CLEANUP(str_done) struct str out = { 0 };

	return app_sheet_write(&w->app, &w->plans, w->s->mem, at->institution, at->plan, NULL, 0,
	    &out, &use_case_err);
}

int
call_app_sheet_look(struct walk *w, const struct where *at)
{
	struct app_sheet out;

	return app_sheet_look(&w->app, &w->plans, w->s->mem, at->institution, &no_sheet, &out,
	    &use_case_err);
}

int
call_app_sheet_keep(struct walk *w, const struct where *at)
{
	struct pending out;

	return app_sheet_keep(&w->app, &w->plans, w->s->mem, at->institution, &no_sheet, &out,
	    &use_case_err);
}

int
call_app_sheet_kept(struct walk *w, const struct where *at)
{
	struct app_sheet_file file;
	struct pending out;

	return app_sheet_kept(&w->app, w->s->mem, at->institution, at->plan, NOBODY_THERE, &out,
	    &file, &use_case_err);
}

int
call_app_sheet_drop(struct walk *w, const struct where *at)
{
	return app_sheet_drop(&w->app, at->institution, at->plan, NOBODY_THERE, &use_case_err);
}

int
call_app_export_findings(struct walk *w, const struct where *at)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer csv = { .out = &out };
	const struct plan_live *live = NULL;
	struct finding_list none = { 0 };
	int rc = app_plan_live(&w->app, &w->plans, at->institution, at->plan, &live, &use_case_err);

	return rc < 0 ? rc
		      : app_export_findings(&w->app, at->institution, at->plan,
			    plan_live_plan(live), &none, &csv, &use_case_err);
}

int
call_app_export_observations(struct walk *w, const struct where *at)
{
	CLEANUP(str_done) struct str out = { 0 };
	struct csv_writer csv = { .out = &out };
	const struct plan_live *live = NULL;
	int rc = app_plan_live(&w->app, &w->plans, at->institution, at->plan, &live, &use_case_err);

	return rc < 0 ? rc
		      : app_export_observations(&w->app, at->institution, at->plan,
			    plan_live_plan(live), NULL, 0, &csv, &use_case_err);
}
