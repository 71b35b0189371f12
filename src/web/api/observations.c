/* observations.c - observations of a plan, and of the reports of a period, as JSON. */
#include <string.h>

#include "app/observe.h"
#include "core/plan_edit.h"
#include "report/observation_json.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/json_in.h"
#include "web/pages/report_view.h"

/* What is observed: a plan, or the reports of a period against it. */
struct subject {
	struct plan_view view;
	unsigned report;
	unsigned args; /* of the path, before what it goes on with */
};

typedef int (*open_fn)(struct visit *visit, struct subject *out, struct err *err);

static int
open_plan(struct visit *visit, struct subject *out, struct err *err)
{
	*out = (struct subject){ .args = 1 };
	return plan_view_open(visit, 0, &out->view, err);
}

static int
open_report(struct visit *visit, struct subject *out, struct err *err)
{
	struct period_view period;
	int rc = period_view_open(visit, &period, err);

	if (rc == YUP_OK)
		*out = (struct subject){ period.plan, period.which.period, 2 };
	return rc;
}

static int
read_list(struct visit *visit, const struct subject *s, struct observation **list, size_t *count,
    struct err *err)
{
	struct app_review review;
	int rc = app_review_of(visit->app, visit->req->mem, visit->institution_id, s->view.plan_id,
	    s->view.plan, s->report, &review, err);

	return rc < 0 ? rc
		      : app_observation_list(visit->app, visit->req->mem, &review, PLAN_NONE, list,
			    count, err);
}

static int
show_list(struct visit *visit, open_fn open, struct err *err)
{
	struct observation *list = NULL;
	struct api_page page;
	struct subject s;
	struct json_writer w;
	size_t count = 0, shown = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = open(visit, &s, err);
	if (rc == YUP_OK)
		rc = read_list(visit, &s, &list, &count, err);
	if (rc < 0)
		return rc;
	if (s.report == 0)
		api_tag(visit, s.view.plan->revision);
	api_begin(visit, &w);
	json_array(&w, "observations");
	for (size_t i = 0; i < count; i++) {
		if (list[i].id <= page.after)
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, list[i - 1].id);
			break;
		}
		observation_json(&w, NULL, s.view.plan, &list[i]);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

/* The one called so, as it is now. */
static int
answer(struct visit *visit, const struct subject *s, uint32_t id, unsigned status, struct err *err)
{
	struct app_observation which = { visit->institution_id, s->view.plan_id, id };
	struct observation found;
	struct app_review review;
	struct json_writer w;
	int rc = app_observation_get(visit->app, visit->req->mem, &which, s->view.plan, &review,
	    &found, err);

	if (rc < 0)
		return rc;
	visit->res->status = status;
	api_begin(visit, &w);
	observation_json(&w, "observation", s->view.plan, &found);
	return api_end(&w, err);
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
read_anchor(const struct json_in *body, const struct subject *s, struct anchor *out,
    struct err *err)
{
	const struct plan *plan = s->view.plan;
	const char *unit = "", *field = "";
	struct anchor a = { .field = FIELD__COUNT, .report = (uint8_t)s->report };
	uint8_t ignored = 0;
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
	if (s->report == 0 && period > 0 && strcmp(field, "schedule") == 0)
		a.field = FIELD_SCHEDULE;
	else if (field[0] != '\0' && !anchor_field_find(field, s->report, &a.field, &ignored))
		return err_refuse(err, YUP_EINVALID, "field_unknown", "%.60s", field);
	a.node = node < 0 ? PLAN_NONE : (uint32_t)node;
	a.period = (uint8_t)period;
	*out = a;
	if (node < 0)
		return find_unit(&s->view, unit, &out->unit, err);
	if (a.node >= plan->node_count || plan->nodes[a.node].unit >= plan->unit_count)
		return err_refuse(err, YUP_EINVALID, "anchor_absent", "row %u", a.node);
	out->unit = plan->nodes[a.node].unit;
	return YUP_OK;
}

static int
make(struct visit *visit, open_fn open, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct observation_new made = { 0 };
	struct subject s;
	uint32_t id = 0;
	int rc = open(visit, &s, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = read_anchor(body, &s, &made.anchor, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "text", &made.text, err);
	if (rc == YUP_OK)
		rc = app_observe(visit->app, visit->plans, visit->institution_id, s.view.plan_id,
		    &made, &id, err);
	return rc < 0 ? rc : answer(visit, &s, id, 201, err);
}

/* One of another subject is absent here: of the plan itself, or of another period. */
static int
check_subject(struct visit *visit, const struct subject *s, const struct app_observation *which,
    struct err *err)
{
	struct observation found;
	struct app_review review;
	int rc = app_observation_get(visit->app, visit->req->mem, which, s->view.plan, &review,
	    &found, err);

	if (rc == YUP_OK && review.report != s->report)
		rc = err_refuse(err, YUP_ENOTFOUND, "observation_absent", "%u", which->id);
	return rc;
}

/* ---- Acts ----------------------------------------------------------------------------- */

typedef int (*act_fn)(const struct app *app, struct app_plans *plans,
    const struct app_observation *which, const char *text, struct err *err);

static int
do_act(struct visit *visit, open_fn open, act_fn act, unsigned status, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_observation which = { .institution_id = visit->institution_id };
	const char *text = "";
	struct subject s;
	int64_t id = 0;
	int rc = open(visit, &s, err);

	if (rc == YUP_OK)
		rc = visit_arg_id(visit, s.args, &id, err);
	if (rc == YUP_OK && id > UINT32_MAX)
		rc = err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->req->path);
	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "text", &text, err);
	which.plan_id = s.view.plan_id;
	which.id = (uint32_t)id;
	if (rc == YUP_OK)
		rc = check_subject(visit, &s, &which, err);
	if (rc == YUP_OK)
		rc = act(visit->app, visit->plans, &which, text, err);
	return rc < 0 ? rc : answer(visit, &s, which.id, status, err);
}

/* ---- Routes --------------------------------------------------------------------------- */

static int
list_of_plan(struct visit *visit, struct err *err)
{
	return show_list(visit, open_plan, err);
}

static int
make_of_plan(struct visit *visit, struct err *err)
{
	return make(visit, open_plan, err);
}

static int
reply_of_plan(struct visit *visit, struct err *err)
{
	return do_act(visit, open_plan, app_observation_reply, 201, err);
}

static int
settle_of_plan(struct visit *visit, struct err *err)
{
	return do_act(visit, open_plan, app_observation_settle, 200, err);
}

static int
list_of_report(struct visit *visit, struct err *err)
{
	return show_list(visit, open_report, err);
}

static int
make_of_report(struct visit *visit, struct err *err)
{
	return make(visit, open_report, err);
}

static int
reply_of_report(struct visit *visit, struct err *err)
{
	return do_act(visit, open_report, app_observation_reply, 201, err);
}

static int
settle_of_report(struct visit *visit, struct err *err)
{
	return do_act(visit, open_report, app_observation_settle, 200, err);
}

#define OF_PLAN "/api/v1/plans/{plan}/observations"
#define OF_REPORT "/api/v1/reports/{year}/{period}/observations"

const struct route api_observations[] = {
	{ METHOD_GET, OF_PLAN, list_of_plan, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, OF_PLAN, make_of_plan, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, OF_PLAN "/{observation}/replies", reply_of_plan, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_POST, OF_PLAN "/{observation}/settle", settle_of_plan, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ METHOD_GET, OF_REPORT, list_of_report, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, OF_REPORT, make_of_report, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, OF_REPORT "/{observation}/replies", reply_of_report, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ METHOD_POST, OF_REPORT "/{observation}/settle", settle_of_report, ASKS_ROLE,
	    MAY_READ_PLAN, 0 },
	{ 0 },
};
