#include "app/plan_list.h"

#include "app/actor.h"
#include "base/mem.h"
#include "store/institution_store.h"

int
app_plans_of(const struct app *app, struct mem *mem, int64_t institution_id,
    struct app_version **out, size_t *out_count, struct err *err)
{
	struct institution *institution = mem_alloc(mem, sizeof(*institution));
	struct plan_head *heads = NULL;
	struct app_version *list;
	size_t count = 0;
	int rc = app_require(app, MAY_READ_PLAN, institution_id, ORG_UNIT_NONE, "plans", err);

	if (rc == YUP_OK)
		rc = institution_store_get(app->db, mem, institution_id, institution, err);
	if (rc == YUP_OK)
		rc = plan_store_list(app->db, mem, institution_id, &heads, &count, err);
	if (rc < 0)
		return rc;
	list = mem_array(mem, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = (struct app_version){ institution, heads[i] };
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
app_plan_get(const struct app *app, struct mem *mem, int64_t institution_id, int64_t plan_id,
    struct app_version *out, struct err *err)
{
	struct app_version *list = NULL;
	size_t count = 0;
	int rc = app_plans_of(app, mem, institution_id, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].head.id == plan_id) {
			*out = list[i];
			return YUP_OK;
		}
	return rc < 0 ? rc
		      : err_refuse(err, YUP_ENOTFOUND, "plan_absent", "%lld", (long long)plan_id);
}
