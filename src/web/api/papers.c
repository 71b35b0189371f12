/* papers.c - documents for paper: those issued, as JSON and as they are; one made now. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/issued_json.h"
#include "app/paper.h"
#include "web/api/api.h"
#include "web/api/common.h"
#include "web/attach.h"
#include "web/pages/form.h"

static int
issued_list(struct visit *visit, struct err *err)
{
	struct issued *list = NULL;
	struct json_writer w;
	size_t count = 0;
	int rc = app_issued_list(visit->app, visit->req->mem, visit->institution_id, &list, &count,
	    err);

	if (rc < 0)
		return rc;
	api_begin(visit, &w);
	json_array(&w, "documents");
	for (size_t i = 0; i < count; i++)
		app_issued_json(&w, NULL, &list[i]);
	json_array_end(&w);
	return api_end(&w, err);
}

static int
find(struct visit *visit, struct issued *out, struct err *err)
{
	int64_t id = 0;
	int rc = visit_arg_id(visit, 0, &id, err);

	return rc == YUP_OK
	    ? app_issued_get(visit->app, visit->req->mem, visit->institution_id, id, out, err)
	    : rc;
}

static int
answer(struct visit *visit, const struct issued *it, unsigned status, struct err *err)
{
	struct json_writer w;

	visit->res->status = status;
	api_begin(visit, &w);
	app_issued_json(&w, "document", it);
	return api_end(&w, err);
}

static int
issued_get(struct visit *visit, struct err *err)
{
	struct issued it;
	int rc = find(visit, &it, err);

	return rc == YUP_OK ? answer(visit, &it, 200, err) : rc;
}

static int
put_piece(void *context, const void *bytes, size_t size, struct err *err)
{
	(void)err;
	str_put_n(context, bytes, size);
	return YUP_OK;
}

static int
issued_file(struct visit *visit, struct err *err)
{
	struct issued it;
	int rc = find(visit, &it, err);

	if (rc == YUP_OK)
		rc = app_issued_bytes(visit->app, visit->institution_id, &it, put_piece,
		    &visit->res->body, err);
	if (rc < 0) {
		str_clear(&visit->res->body);
		return rc;
	}
	answer_attachment(visit, mem_printf(visit->req->mem, "%s.pdf", it.number),
	    "application/pdf");
	return YUP_OK;
}

/* ---- One made now ----------------------------------------------------------------------- */

static bool
read_number(const struct visit *visit, const char *name, unsigned long most, unsigned long *out)
{
	const char *text = http_find(&visit->req->query, name);
	char *end = NULL;

	if (text == NULL)
		return true;
	*out = strtoul(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && *end == '\0' && *out <= most;
}

static bool
read_what(const char *key, enum app_paper_what *out)
{
	for (int i = 0; key != NULL && app_paper_keys[i] != NULL; i++)
		if (strcmp(key, app_paper_keys[i]) == 0) {
			*out = (enum app_paper_what)i;
			return true;
		}
	return key == NULL;
}

/* ?what=plan&year=2027&version=0&unit=DGP&period=3&paper=a4&format=pdf */
static int
read_request(struct visit *visit, struct app *app, struct app_paper *out, struct err *err)
{
	const struct http_values *query = &visit->req->query;
	const char *paper = http_find(query, "paper"), *format = http_find(query, "format");
	unsigned long year = 0, version = 0, period = 0;

	*app = *visit->app;
	*out = (struct app_paper){ .institution_id = visit->institution_id,
		.unit = http_find(query, "unit"),
		.address = form_site(visit),
		.format = format != NULL && strcmp(format, "html") == 0 ? APP_PAPER_HTML
									: APP_PAPER_PDF };
	if (!read_what(http_find(query, "what"), &out->what))
		return err_refuse(err, YUP_EINVALID, "request_malformed", "what");
	if (paper != NULL && (out->paper = doc_paper_find(paper)) == NULL)
		return err_refuse(err, YUP_EINVALID, "request_malformed", "paper");
	if (!read_number(visit, "year", 2200, &year) ||
	    !read_number(visit, "version", 1000, &version) ||
	    !read_number(visit, "period", 1000, &period))
		return err_refuse(err, YUP_EINVALID, "request_malformed", "year, version, period");
	app->choice.year = (int)year;
	app->choice.one_version = http_find(query, "version") != NULL;
	app->choice.version = (unsigned)version;
	out->period = (unsigned)period;
	return YUP_OK;
}

static int
paper_make(struct visit *visit, struct err *err)
{
	struct app_paper request;
	struct app app;
	int rc = read_request(visit, &app, &request, err);

	if (rc == YUP_OK)
		rc = app_paper_make(&app, visit->plans, visit->req->mem, &request, json_to_str,
		    &visit->res->body, err);
	if (rc < 0) {
		str_clear(&visit->res->body);
		return rc;
	}
	answer_attachment(visit,
	    mem_printf(visit->req->mem, "%s.%s", app_paper_keys[request.what],
		request.format == APP_PAPER_HTML ? "html" : "pdf"),
	    request.format == APP_PAPER_HTML ? "text/html; charset=utf-8" : "application/pdf");
	return YUP_OK;
}

static int
paper_issue(struct visit *visit, struct err *err)
{
	struct app_paper request;
	struct issued it;
	struct app app;
	int rc = read_request(visit, &app, &request, err);

	if (rc == YUP_OK)
		rc = app_paper_issue(&app, visit->plans, visit->req->mem, &request, &it, err);
	return rc == YUP_OK ? answer(visit, &it, 201, err) : rc;
}

const struct route api_papers[] = {
	{ METHOD_GET, "/api/v1/papers", paper_make, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/api/v1/issued", issued_list, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_POST, "/api/v1/issued", paper_issue, ASKS_ROLE, MAY_START_PLAN, 0 },
	{ METHOD_GET, "/api/v1/issued/{issued}", issued_get, ASKS_ROLE, MAY_EXPORT, 0 },
	{ METHOD_GET, "/api/v1/issued/{issued}/file", issued_file, ASKS_ROLE, MAY_EXPORT, 0 },
	{ 0 },
};
