#include "app/rollup.h"

#include "base/mem.h"

int
app_rollup(const struct app *app, struct mem *mem, const char *institution, enum app_policy policy,
    struct app_rolled **out, size_t *out_count, struct err *err)
{
	struct app_documents all;
	struct app_rolled *list;
	int rc;

	rc = app_load(app, mem, institution, MAY_READ_PLAN, APP_PLANS, &all, err);
	if (rc < 0)
		return rc;
	list = mem_array(mem, all.plan_count + 1, sizeof(*list));
	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++) {
		list[i].plan = all.plans[i].plan;
		rc = rollup_compute(mem, list[i].plan,
		    policy == APP_POLICY_OWN ? list[i].plan->policy : (enum rollup_policy)policy,
		    &list[i].rollup, err);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = all.plan_count;
	return YUP_OK;
}
