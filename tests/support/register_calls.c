/* register_calls.c - see register_calls.h. */
#include "support/register_calls.h"

#include "app/centre.h"
#include "app/evidence.h"
#include "app/paper.h"
#include "app/registers.h"
#include "support/store.h"

int
call_app_evidence_list(struct walk *w, const struct where *at)
{
	const struct evidence_place place = { .item_id = NOBODY_THERE };
	struct app_evidence *out;
	size_t count;

	return app_evidence_list(&w->app, w->s->mem, at->institution, &place, &out, &count,
	    &use_case_err);
}

int
call_app_issued_list(struct walk *w, const struct where *at)
{
	struct issued *out;
	size_t count;

	return app_issued_list(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}

int
call_app_centre_list(struct walk *w, const struct where *at)
{
	struct job_document *out;
	size_t count;

	return app_centre_list(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}

int
call_app_centre_is_long(struct walk *w, const struct where *at)
{
	const struct centre_request request = { .institution_id = at->institution };
	bool out;

	return app_centre_is_long(&w->app, &request, &out, &use_case_err);
}

int
call_app_centre_get(struct walk *w, const struct where *at)
{
	struct job_document out;

	return app_centre_get(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out,
	    &use_case_err);
}

int
call_app_centre_own(struct walk *w, const struct where *at)
{
	struct job_document out;

	return app_centre_own(&w->app, w->s->mem, at->institution, NOBODY_THERE, &out,
	    &use_case_err);
}

/* Of the whole, what needs no library. */
int
call_app_centre_ask(struct walk *w, const struct where *at)
{
	const struct centre_request request = { .institution_id = at->institution,
		.what = CENTRE_PLAN,
		.format = CENTRE_CSV };
	int64_t job;

	return app_centre_ask(&w->app, w->s->mem, &request, &job, &use_case_err);
}

int
call_app_centre_make(struct walk *w, const struct where *at)
{
	const struct centre_request request = { .institution_id = at->institution,
		.what = CENTRE_PLAN,
		.format = CENTRE_CSV,
		.choice = { .year = 1900 } };

	return app_centre_make(&w->app, NULL, w->s->mem, &request, NULL, NULL, &use_case_err);
}

int
call_app_register_all(struct walk *w, const struct where *at)
{
	struct app_register_sum *out = NULL;
	size_t count;

	return app_register_all(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}

int
call_app_register_items(struct walk *w, const struct where *at)
{
	struct app_register_list out;

	return app_register_items(&w->app, w->s->mem, at->institution, "audit_recommendations",
	    NULL, &out, &use_case_err);
}

int
call_app_register_amendment(struct walk *w, const struct where *at)
{
	struct app_amendment out;

	return app_register_amendment(&w->app, w->s->mem, at->institution, at->plan, &out,
	    &use_case_err);
}
