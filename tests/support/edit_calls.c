/* edit_calls.c - see edit_calls.h. */
#include "support/edit_calls.h"

#include "app/edit.h"
#include "app/periods.h"
#include "support/store.h"

int
call_app_period_years(struct walk *w, const struct where *at)
{
	int *out;
	size_t count;

	return app_period_years(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}

int
call_app_period_list(struct walk *w, const struct where *at)
{
	struct report_period *out;
	size_t count;

	return app_period_list(&w->app, w->s->mem, at->institution, 2031, &out, &count,
	    &use_case_err);
}

int
call_app_period_steps(struct walk *w, const struct where *at)
{
	struct app_period which = { at->institution, 2031, 1 };
	struct report_step *out;
	size_t count;

	return app_period_steps(&w->app, w->s->mem, &which, &out, &count, &use_case_err);
}

int
call_app_period_lay_out(struct walk *w, const struct where *at)
{
	return app_period_lay_out(&w->app, at->institution, 1999, 3, 10, &use_case_err);
}

int
call_app_period_open(struct walk *w, const struct where *at)
{
	struct app_period which = { at->institution, 1999, 1 };

	return app_period_open(&w->app, &which, NULL, &use_case_err);
}

int
call_app_period_close(struct walk *w, const struct where *at)
{
	struct app_period which = { at->institution, 1999, 1 };

	return app_period_close(&w->app, &w->plans, &which, "", &use_case_err);
}

int
call_app_period_extend(struct walk *w, const struct where *at)
{
	struct app_period which = { at->institution, 1999, 1 };

	return app_period_extend(&w->app, &w->plans, &which, NULL, 0, "1999-04-20", "feriado",
	    &use_case_err);
}

int
call_app_edit(struct walk *w, const struct where *at)
{
	struct typed_cell typed = { FIELD_TITLE, 0, "Otro título" };
	struct app_edit_request request = { .institution_id = at->institution,
		.plan_id = at->plan,
		.kind = CHANGE_CELLS,
		.node = at->node,
		.seen = APP_SEEN_ANY,
		.typed = &typed,
		.typed_count = 1 };
	struct app_edited out;

	return app_edit(&w->app, &w->plans, w->s->mem, &request, &out, &use_case_err);
}

static void
see_nothing(void *context, const struct plan_live *live, const struct live_outcome *outcome)
{
	(void)context;
	(void)live;
	(void)outcome;
}
int
call_app_edit_try(struct walk *w, const struct where *at)
{
	struct typed_cell typed = { FIELD_TITLE, 0, "Otro título" };
	struct app_edit_request request = { .institution_id = at->institution,
		.plan_id = at->plan,
		.kind = CHANGE_CELLS,
		.node = at->node,
		.typed = &typed,
		.typed_count = 1 };

	return app_edit_try(&w->app, &w->plans, w->s->mem, &request, see_nothing, NULL,
	    &use_case_err);
}
