#include "app/export.h"

#include "base/mem.h"
#include "core/rollup.h"
#include "report/plan_json.h"

int
app_export_json(const struct app *app, struct mem *mem, const char *institution, unsigned what,
    json_write_fn write, void *context, struct err *err)
{
	struct app_documents all;
	struct json_writer w;
	struct rollup *rolled;
	int rc;

	rc = app_load(app, mem, institution, what, &all, err);
	if (rc < 0)
		return rc;
	rolled = mem_array(mem, all.plan_count + 1, sizeof(*rolled));
	for (size_t i = 0; rc == YUP_OK && i < all.plan_count; i++)
		rc = rollup_compute(mem, all.plans[i].plan, all.plans[i].plan->policy, &rolled[i], err);
	if (rc < 0)
		return rc;
	json_begin(&w, write, context);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.export/1");
	json_array(&w, "plans");
	for (size_t i = 0; i < all.plan_count; i++)
		plan_json(&w, all.plans[i].plan, &rolled[i]);
	json_array_end(&w);
	json_array(&w, "follow_ups");
	for (size_t i = 0; i < all.follow_up_count; i++)
		follow_up_json(&w, all.follow_ups[i].fu);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, err);
}
