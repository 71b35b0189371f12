/* sums_calls.c - see sums_calls.h. */
#include "support/sums_calls.h"

#include "app/ministry.h"
#include "app/standings.h"
#include "support/store.h"

int
call_app_standings(struct walk *w, const struct where *at)
{
	struct app_standings out;

	return app_standings(&w->app, &w->plans, w->s->mem, at->institution, 2031, &out,
	    &use_case_err);
}

int
call_app_standings_rebuild(struct walk *w, const struct where *at)
{
	struct app_standings_made out;

	return app_standings_rebuild(&w->app, at->name, &out, &use_case_err);
}

int
call_app_ministry(struct walk *w, const struct where *at)
{
	const struct app_ministry *out;

	return app_ministry(&w->app, &w->plans, at->institution, 2031, &out, &use_case_err);
}

int
call_app_is_ministry(struct walk *w, const struct where *at)
{
	bool out;

	return app_is_ministry(&w->app, at->institution, &out, &use_case_err);
}

int
call_app_ministry_years(struct walk *w, const struct where *at)
{
	int *out;
	size_t count;

	return app_ministry_years(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}
