/* evidence.c - files attached as evidence, as JSON and as they are. */
#include "app/evidence.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "report/evidence_json.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/attach.h"
#include "web/pages/evidence_view.h"

/* A number of the query, 0 where it is not there. */
static int
read_number(const struct visit *visit, const char *name, int64_t most, int64_t *out,
    struct err *err)
{
	const char *text = http_find(&visit->req->query, name);
	char *end;
	long long n;

	*out = 0;
	if (text == NULL)
		return YUP_OK;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || n < 0 || n > most)
		return err_refuse(err, YUP_EINVALID, "page_invalid", "%s", name);
	*out = n;
	return YUP_OK;
}

/* ?year=2027&period=2&node=n12, or ?item=7; in a list, nothing is everything. */
static int
read_place(const struct visit *visit, struct evidence_place *out, struct err *err)
{
	const char *node = http_find(&visit->req->query, "node");
	int64_t year = 0, period = 0;
	int rc = read_number(visit, "year", INT_MAX, &year, err);

	*out = (struct evidence_place){ .node_id = node != NULL ? node : "" };
	if (rc == YUP_OK)
		rc = read_number(visit, "period", 12, &period, err);
	if (rc == YUP_OK)
		rc = read_number(visit, "item", INT64_MAX, &out->item_id, err);
	out->year = out->item_id != 0 ? 0 : (int)year;
	out->period = (unsigned)period;
	return rc;
}

static void
put(struct json_writer *w, const char *key, const struct app_evidence *e)
{
	evidence_json(w, key, &e->evidence, e->mime, e->outside);
}

static int
evidence_list(struct visit *visit, struct err *err)
{
	struct evidence_place place;
	struct app_evidence *list = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = read_place(visit, &place, err);

	if (rc == YUP_OK)
		rc = app_evidence_list(visit->app, visit->req->mem, visit->institution_id, &place,
		    &list, &count, err);
	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "evidence");
	for (size_t i = 0; i < count; i++)
		put(&w, NULL, &list[i]);
	json_array_end(&w);
	return api_end(&w, err);
}

static int
answer(struct visit *visit, int64_t id, unsigned status, struct err *err)
{
	struct app_evidence one;
	struct json_writer w;
	int rc = app_evidence_get(visit->app, visit->req->mem, visit->institution_id, id, &one,
	    err);

	if (rc < 0)
		return rc;
	visit->res->status = status;
	api_begin(visit, &w);
	put(&w, "evidence", &one);
	return api_end(&w, err);
}

static int
evidence_get(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	return rc < 0 ? rc : answer(visit, id, 200, err);
}

/* The body is the file. */
static int
evidence_send(struct visit *visit, struct err *err)
{
	struct app_new_evidence added = { .name = http_find(&visit->req->query, "name"),
		.bytes = visit->req->body,
		.size = visit->req->body_size,
		.about = http_find(&visit->req->query, "about"),
		.dated_on = http_find(&visit->req->query, "dated_on"),
		.why = http_find(&visit->req->query, "why") };
	int64_t id = 0;
	int rc = read_place(visit, &added.place, err);

	if (rc == YUP_OK && (added.bytes == NULL || added.size == 0))
		rc = err_refuse(err, YUP_EINVALID, "upload_absent", "body");
	if (rc == YUP_OK)
		rc = app_evidence_add(visit->app, visit->plans, visit->institution_id, &added, &id,
		    err);
	return rc < 0 ? rc : answer(visit, id, 201, err);
}

static int
evidence_file(struct visit *visit, struct err *err)
{
	struct app_evidence e;
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_evidence_read(visit->app, visit->req->mem, visit->institution_id, id, &e,
		    &visit->res->body, err);
	if (rc < 0)
		return rc;
	answer_attachment(visit, e.evidence.name, e.mime);
	return YUP_OK;
}

static int
evidence_remove(struct visit *visit, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	if (rc == YUP_OK)
		rc = app_evidence_remove(visit->app, visit->plans, visit->institution_id, id,
		    http_find(&visit->req->query, "why"), err);
	if (rc < 0)
		return rc;
	visit->res->status = 204;
	visit->res->type = NULL;
	return YUP_OK;
}

#define LIST "/api/v1/evidence"

const struct route api_evidence[] = {
	{ METHOD_GET, LIST, evidence_list, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_POST, LIST, evidence_send, ASKS_ROLE, MAY_READ_PLAN, EVIDENCE_BODY_MAX },
	{ METHOD_GET, LIST "/{evidence}", evidence_get, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_DELETE, LIST "/{evidence}", evidence_remove, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ METHOD_GET, LIST "/{evidence}/file", evidence_file, ASKS_ROLE, MAY_READ_PLAN, 0 },
	{ 0 },
};
