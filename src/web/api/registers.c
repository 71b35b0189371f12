/* registers.c - registers and their items, as JSON. */
#include "app/registers.h"

#include <string.h>

#include "app/self.h"
#include "report/register_json.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/json_in.h"

enum { VALUES_MAX = REGISTER_FIELDS_MAX + 3 };

/* ---- Reading ----------------------------------------------------------------------- */

static int
registers_list(struct visit *visit, struct err *err)
{
	struct app_register_sum *sums = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = app_register_all(visit->app, visit->req->mem, visit->institution_id, &sums, &count,
	    err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "registers");
	for (size_t i = 0; i < count; i++) {
		const struct register_counts counts = { sums[i].total, sums[i].open, sums[i].late,
			sums[i].faulty };

		register_json(&w, NULL, sums[i].reg, &counts);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

static int
items_list(struct visit *visit, struct err *err)
{
	struct app_register_list found;
	struct api_page page;
	struct json_writer w;
	size_t shown = 0;
	int rc = api_page_read(visit, &page, err);

	if (rc == YUP_OK)
		rc = app_register_items(visit->app, visit->req->mem, visit->institution_id,
		    visit->args[0], NULL, &found, err);
	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "items");
	for (size_t i = 0; i < found.count; i++) {
		if (found.items[i].id <= page.after)
			continue;
		if (shown++ == page.limit) {
			api_page_next(visit, &page, found.items[i - 1].id);
			break;
		}
		register_item_json(&w, NULL, found.reg, &found.items[i], found.today);
	}
	json_array_end(&w);
	return api_end(&w, err);
}

/* The item as it is now. */
static int
answer(struct visit *visit, const struct app_register_ref *which, unsigned status, struct err *err)
{
	struct app_register_item found;
	struct json_writer w;
	int rc = app_register_get(visit->app, visit->req->mem, which, &found, err);

	if (rc < 0)
		return rc;
	visit->res->status = status;
	api_tag(visit, found.item.revision);
	api_begin(visit, &w);
	register_item_json(&w, "item", found.reg, &found.item, found.today);
	register_acts_json(&w, &found.item);
	return api_end(&w, err);
}

static int
read_which(const struct visit *visit, struct app_register_ref *out, struct err *err)
{
	*out = (struct app_register_ref){ .institution_id = visit->institution_id,
		.reg = visit->args[0] };
	return visit_arg_id(visit, 1, &out->id, err);
}

static int
item_get(struct visit *visit, struct err *err)
{
	struct app_register_ref which;
	int rc = read_which(visit, &which, err);

	return rc < 0 ? rc : answer(visit, &which, 200, err);
}

/* What the next amendment of a plan's year would do, or this one does. */
static int
amendment_list(struct visit *visit, struct err *err)
{
	struct app_amendment found;
	char today[DATE_SIZE];
	struct json_writer w;
	int64_t plan_id = 0;
	int rc = visit_arg_id(visit, 0, &plan_id, err);

	if (rc == YUP_OK)
		rc = app_register_amendment(visit->app, visit->req->mem, visit->institution_id,
		    plan_id, &found, err);
	if (rc < 0)
		return rc;
	app_today(visit->app, today);
	api_begin(visit, &w);
	json_array(&w, "items");
	for (size_t i = 0; i < found.count; i++)
		register_item_json(&w, NULL, found.reg, &found.items[i], today);
	json_array_end(&w);
	return api_end(&w, err);
}

/* ---- Writing ------------------------------------------------------------------------ */

static int
read_values(struct visit *visit, const struct json_in *body, struct register_value **out,
    size_t *out_count, struct err *err)
{
	const struct json_in *list = NULL;
	struct register_value *values;
	int rc = json_in_array(body, "values", VALUES_MAX, &list, err);

	if (rc < 0)
		return rc;
	*out_count = json_in_count(list);
	*out = values = mem_array(visit->req->mem, *out_count + 1, sizeof(*values));
	for (size_t i = 0; rc == YUP_OK && i < *out_count; i++) {
		const struct json_in *one = json_in_at(list, i);

		rc = json_in_text(one, "field", &values[i].field, err);
		if (rc == YUP_OK)
			rc = json_in_text(one, "text", &values[i].text, err);
	}
	return rc;
}

static int
item_open(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_register_ref which = { .institution_id = visit->institution_id };
	struct register_value *values = NULL;
	size_t count = 0;
	int rc = json_in_object(visit, &body, err);

	if (rc == YUP_OK)
		rc = read_values(visit, body, &values, &count, err);
	if (rc == YUP_OK)
		rc = app_register_open(visit->app, visit->institution_id, visit->args[0], values,
		    count, &which.id, err);
	return rc < 0 ? rc : answer(visit, &which, 201, err);
}

static int
item_change(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_register_ref which;
	struct app_register_item found;
	struct register_value *values = NULL;
	uint32_t seen = 0;
	size_t count = 0;
	int rc = read_which(visit, &which, err);

	if (rc == YUP_OK)
		rc = app_register_get(visit->app, visit->req->mem, &which, &found, err);
	if (rc == YUP_OK)
		rc = api_seen(visit, &seen, err);
	if (rc == YUP_OK && (seen == 0 || seen > found.item.revision))
		rc = err_refuse(err, YUP_ECONFLICT, "precondition_failed", "%u",
		    found.item.revision);
	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = read_values(visit, body, &values, &count, err);
	if (rc == YUP_OK)
		rc = app_register_change(visit->app, &which, seen, values, count, err);
	return rc < 0 ? rc : answer(visit, &which, 200, err);
}

/* {"state": "done", "text": "Acta 4"}; with an empty state it is a comment. */
static int
item_act(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_register_ref which;
	const char *state = "", *text = "";
	int rc = read_which(visit, &which, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "state", &state, err);
	if (rc == YUP_OK)
		rc = json_in_text(body, "text", &text, err);
	if (rc == YUP_OK)
		rc = state[0] != '\0' ? app_register_pass(visit->app, &which, 0, state, text, err)
				      : app_register_comment(visit->app, &which, text, err);
	return rc < 0 ? rc : answer(visit, &which, 201, err);
}

/* {"plan": 12}: that amendment does it; 0: it is given back. */
static int
item_take(struct visit *visit, struct err *err)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	struct app_register_ref which;
	int64_t plan_id = 0;
	int rc = read_which(visit, &which, err);

	if (rc == YUP_OK)
		rc = json_in_object(visit, &body, err);
	if (rc == YUP_OK)
		rc = json_in_int(body, "plan", 0, INT64_MAX, &plan_id, err);
	if (rc == YUP_OK)
		rc = app_register_take(visit->app, &which, plan_id, err);
	return rc < 0 ? rc : answer(visit, &which, 200, err);
}

#define LIST "/api/v1/registers/{register}/items"
#define ITEM LIST "/{item}"

const struct route api_registers[] = {
	{ METHOD_GET, "/api/v1/registers", registers_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, LIST, items_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, LIST, item_open, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_GET, ITEM, item_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_PATCH, ITEM, item_change, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_POST, ITEM "/acts", item_act, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_POST, ITEM "/amendment", item_take, ASKS_ROLE, MAY_FOLLOW_REGISTER, 0 },
	{ METHOD_GET, "/api/v1/plans/{plan}/amendment", amendment_list, ASKS_ROLE, MAY_READ_PLAN,
	    0 },
	{ 0 },
};
