#include "app/check.h"

#include "base/mem.h"

static void
add_passed(struct app_check *check, const uint64_t passed[RULE_MAX + 1])
{
	for (size_t i = 0; i <= RULE_MAX; i++)
		check->passed[i] += passed[i];
}

int
app_check(const struct app *app, struct mem *mem, const char *institution, struct app_check *out,
    struct err *err)
{
	struct app_check check = { 0 };
	struct app_documents all;
	int rc;

	rc = app_load(app, mem, institution, MAY_READ_PLAN, APP_PLANS | APP_FOLLOW_UPS, &all, err);
	if (rc < 0)
		return rc;
	check.documents = mem_array(mem, all.plan_count + all.follow_up_count + 1,
	    sizeof(*check.documents));
	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++) {
		struct app_checked *c = &check.documents[check.count++];
		uint64_t passed[RULE_MAX + 1] = { 0 };

		c->plan = all.plans[i].plan;
		rc = check_plan(mem, c->plan, &c->findings, passed, err);
		add_passed(&check, passed);
	}
	for (size_t i = 0; rc == YUP_OK && i < all.follow_up_count; i++) {
		struct app_checked *c = &check.documents[check.count++];
		uint64_t passed[RULE_MAX + 1] = { 0 };

		c->fu = all.follow_ups[i].fu;
		rc = check_follow_up(mem, c->fu, &c->findings, passed, err);
		add_passed(&check, passed);
	}
	if (rc < 0)
		return rc;
	*out = check;
	return YUP_OK;
}

void
app_count_severities(const struct finding_list *list, size_t counts[SEVERITY__COUNT])
{
	for (size_t i = 0; i < list->count; i++)
		counts[list->items[i].severity]++;
}
