/* follow_up_calls.c - see follow_up_calls.h */
#include "support/follow_up_calls.h"

#include "app/check.h"
#include "app/follow_ups.h"
#include "support/store.h"

int
call_app_follow_up_list(struct walk *w, const struct where *at)
{
	struct follow_up_head *list = NULL;
	size_t count = 0;

	return app_follow_up_list(&w->app, w->s->mem, at->institution, &list, &count,
	    &use_case_err);
}

int
call_app_follow_up_get(struct walk *w, const struct where *at)
{
	struct app_follow_up_shown out;

	return app_follow_up_get(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out,
	    &use_case_err);
}

int
call_app_follow_up_sources(struct walk *w, const struct where *at)
{
	struct app_explained out;

	return app_follow_up_sources(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out,
	    &use_case_err);
}

int
call_app_follow_up_past(struct walk *w, const struct where *at)
{
	struct app_follow_up_version *list = NULL;
	size_t count = 0;

	return app_follow_up_past(&w->app, w->s->mem, at->institution, NOBODY_THERE, &list, &count,
	    &use_case_err);
}

int
call_app_follow_up_correct(struct walk *w, const struct where *at)
{
	int64_t id = 0;

	return app_follow_up_correct(&w->app, at->institution, NOBODY_THERE, NULL, 0, "Así es.",
	    &id, &use_case_err);
}

int
call_app_follow_up_settle(struct walk *w, const struct where *at)
{
	int64_t id = 0;

	return app_follow_up_settle(&w->app, at->institution, NOBODY_THERE, "Así es.", &id,
	    &use_case_err);
}

int
call_app_check_reports(struct walk *w, const struct where *at)
{
	struct app_check check = { 0 };
	struct app_plans plans = { 0 };
	int rc = app_check_reports(&w->app, &plans, w->s->mem, at->name, &check, &use_case_err);

	app_plans_done(&plans);
	return rc;
}

int
call_app_check_registers(struct walk *w, const struct where *at)
{
	struct app_checked_item *items = NULL;
	size_t count = 0;

	return app_check_registers(&w->app, w->s->mem, at->name, &items, &count, &use_case_err);
}
