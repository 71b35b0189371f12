/* framework_calls.c - see framework_calls.h. */
#include "support/framework_calls.h"

#include "app/framework.h"
#include "app/settings.h"
#include "support/store.h"

int
call_app_setting_list(struct walk *w, const struct where *at)
{
	struct app_settings out;

	return app_setting_list(&w->app, w->s->mem, at->institution, &out, &use_case_err);
}

int
call_app_setting_change(struct walk *w, const struct where *at)
{
	size_t changed = 0;

	return app_setting_change(&w->app, at->institution, NULL, 0, &changed, &use_case_err);
}

int
call_app_framework_list(struct walk *w, const struct where *at)
{
	struct strategic_node *out;
	size_t count;

	return app_framework_list(&w->app, w->s->mem, at->institution, &out, &count, &use_case_err);
}

int
call_app_framework_put(struct walk *w, const struct where *at)
{
	struct strategic_node node = { .code = "", .title = "" };
	int64_t id;

	return app_framework_put(&w->app, at->institution, &node, &id, &use_case_err);
}
