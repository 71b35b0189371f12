/* observations.c - observations of a plan, as JSON. */
#include <string.h>

#include "app/observe.h"
#include "core/plan_edit.h"
#include "report/observation_json.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/json_in.h"
#include "web/pages/plan_view.h"

static int
read_list(struct visit *visit, struct plan_view *view, struct observation **list, size_t *count,
    struct err *err)
{
	int rc = plan_view_open(visit, 0, view, err);

	return rc < 0 ? rc
		      : app_observation_list(visit->app, visit->req->mem, visit->institution_id,
			    view->plan_id, view->plan, PLAN_NONE, list, count, err);
}

static int
observations_list(struct visit *visit, struct err *err)
{
	struct observation *list = NULL;
	struct api_page page;
	struct plan_view view;
	struct json_writer w;
	size_t count = 0, shown = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = read_list(visit, &view, &list, &count, err);
	if (rc < 0)
		return rc;
	api_tag(visit, view.plan->revision);
	api_begin(visit, &w);
	json_array(&w, "observations");
	for (size_t i = 0; i < count; i++) {
		if (list[i].id <= page.after)
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, list[i - 1].id);
			break;
		}
		observation_json(&w, NULL, view.plan, &list[i]);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

/* The one called so, as it is now. */
static int
answer(struct visit *visit, uint32_t id, unsigned status, struct err *err)
{
	struct observation *list = NULL;
	struct plan_view view;
	struct json_writer w;
	size_t count = 0;
	int rc = read_list(visit, &view, &list, &count, err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		if (list[i].id == id) {
			visit->res->status = status;
			api_begin(visit, &w);
			observation_json(&w, "observation", view.plan, &list[i]);
			return api_end(&w, err);
		}
	return rc < 0 ? rc : err_refuse(err, YUP_ENOTFOUND, "observation_absent", "%u", id);
}

/* ---- Making ------------------------------------------------------------------------ */

static int
find_unit(const struct plan_view *view, const char *path, uint32_t *out, struct err *err)
{
	for (uint32_t u = 0; u < view->plan->unit_count; u++)
		if (strcmp(view->plan->units[u].path, path) == 0) {
			*out = u;
			return YUP_OK;
		}
	return err_refuse(err, YUP_EINVALID, "json_member", "unit");
}

/* "node" -1: the whole unit; "field" "": the whole row. */
static int
read_anchor(const struct json_in *body, const struct plan_view *view, struct anchor *out,
    struct err *err)
{
	const char *unit = "", *field = "";
	enum node_field which = FIELD__COUNT;
	unsigned ignored = 0;
	int64_t node = -1, period = 0;
	int rc = json_in_int(body, "node", -1, UINT32_MAX - 1, &node, err);

	if (rc == YUP_OK)
		rc = json_in_text(body, "unit", &unit, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "field", &field, err);
	if (rc == YUP_OK)
		rc = json_in_int(body, "period", 0, PACK_PERIODS_MAX, &period, err);
	if (rc < 0)
		return rc;
	if (period > 0 && strcmp(field, "schedule") == 0)
		which = FIELD_SCHEDULE;
	else if (field[0] != '\0' && !node_field_find(field, &which, &ignored))
		return err_refuse(err, YUP_EINVALID, "field_unknown", "%.60s", field);
	*out = (struct anchor){ 0, node < 0 ? PLAN_NONE : (uint32_t)node, (uint8_t)which,
		(uint8_t)period };
	if (node < 0)
		return find_unit(view, unit, &out->unit, err);
	if (out->node >= view->plan->node_count ||
	    view->plan->nodes[out->node].unit >= view->plan->unit_count)
		return err_refuse(err, YUP_EINVALID, "anchor_absent", "row %u", out->node);
	out->unit = view->plan->nodes[out->node].unit;
	return YUP_OK;
}

static int
observation_make(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct observation_new made = { 0 };
	struct plan_view view;
	uint32_t id = 0;
	int rc = plan_view_open(visit, 0, &view, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = read_anchor(body, &view, &made.anchor, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "text", &made.text, err);
	if (rc == YUP_OK)
		rc = app_observe(visit->app, visit->plans, visit->institution_id, view.plan_id,
		    &made, &id, err);
	return rc < 0 ? rc : answer(visit, id, 201, err);
}

/* ---- Acts ----------------------------------------------------------------------------- */

typedef int (*act_fn)(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *text, struct err *err);

static int
do_act(struct visit *visit, act_fn act, unsigned status, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_observation which = { .institution_id = visit->institution_id };
	const char *text = "";
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &which.plan_id, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, 1, &id, err);
	if (rc == YUP_OK && id > UINT32_MAX)
		rc = err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->req->path);
	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "text", &text, err);
	which.id = (uint32_t)id;
	if (rc == YUP_OK)
		rc = act(visit->app, visit->plans, &which, text, err);
	return rc < 0 ? rc : answer(visit, which.id, status, err);
}

static int
observation_reply(struct visit *visit, struct err *err)
{
	return do_act(visit, app_observation_reply, 201, err);
}

static int
observation_settle(struct visit *visit, struct err *err)
{
	return do_act(visit, app_observation_settle, 200, err);
}

#define LIST "/api/v1/plans/{plan}/observations"

const struct route api_observations[] = {
	{ METHOD_GET, LIST, observations_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, LIST, observation_make, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, LIST "/{observation}/replies", observation_reply, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, LIST "/{observation}/settle", observation_settle, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ 0 },
};
