#include "web/api/common.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int
read_number(const char *text, int64_t least, int64_t most, int64_t *out)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || n < least || n > most)
		return YUP_EINVALID;
	*out = n;
	return YUP_OK;
}

int
api_page_read(const struct visit *visit, struct api_page *out, struct err *err)
{
	const char *after = http_find(&visit->req->query, "after");
	const char *limit = http_find(&visit->req->query, "limit");
	int64_t n = API_PAGE;

	for (size_t i = 0; i < visit->req->query.count; i++) {
		const char *name = visit->req->query.items[i].name;

		if (strcmp(name, "after") != 0 && strcmp(name, "limit") != 0)
			return err_refuse(err, YUP_EINVALID, "query_unknown", "%.60s", name);
	}
	out->after = 0;
	if (after != NULL && read_number(after, 0, INT64_MAX, &out->after) < 0)
		return err_refuse(err, YUP_EINVALID, "page_invalid", "after");
	if (limit != NULL && read_number(limit, 1, API_PAGE_MAX, &n) < 0)
		return err_refuse(err, YUP_EINVALID, "page_invalid", "limit");
	out->limit = (size_t)n;
	return YUP_OK;
}

void
api_page_next(struct visit *visit, const struct api_page *page, int64_t last)
{
	answer_header(visit, "Link",
	    mem_printf(visit->req->mem, "<%s?limit=%zu&after=%lld>; rel=\"next\"", visit->req->path,
		page->limit, (long long)last));
}

int
api_year(const struct visit *visit, int *out, struct err *err)
{
	int64_t year = 0;

	if (read_number(visit->args[0], 1, 9999, &year) < 0)
		return err_refuse(err, YUP_ENOTFOUND, "period_absent", "%s", visit->args[0]);
	*out = (int)year;
	return YUP_OK;
}

int
api_period(const struct visit *visit, struct app_period *out, struct err *err)
{
	int64_t period = 0;
	int year = 0;
	int rc = api_year(visit, &year, err);

	if (rc < 0)
		return rc;
	if (read_number(visit->args[1], 1, PACK_PERIODS_MAX, &period) < 0)
		return err_refuse(err, YUP_ENOTFOUND, "period_absent", "%s/%s", visit->args[0],
		    visit->args[1]);
	*out = (struct app_period){ visit->institution_id, year, (unsigned)period };
	return YUP_OK;
}

void
api_begin(struct visit *visit, struct json_writer *w)
{
	visit->res->type = "application/json";
	json_begin(w, json_to_str, &visit->res->body);
	json_object(w, NULL);
}

int
api_end(struct json_writer *w, struct err *err)
{
	json_object_end(w);
	return json_end(w, err);
}

void
api_tag(struct visit *visit, uint32_t revision)
{
	answer_header(visit, "ETag", mem_printf(visit->req->mem, "\"%u\"", revision));
}

int
api_seen(const struct visit *visit, uint32_t *out, struct err *err)
{
	const char *said = http_find(&visit->req->headers, "if-match");
	size_t length = said != NULL ? strlen(said) : 0;
	int64_t n = 0;

	if (said == NULL)
		return err_refuse(err, YUP_EINVALID, "precondition_needed", "If-Match");
	if (length < 3 || said[0] != '"' || said[length - 1] != '"' ||
	    read_number(mem_strndup(visit->req->mem, said + 1, length - 2), 0, UINT32_MAX - 1, &n) <
		0)
		return err_refuse(err, YUP_EINVALID, "precondition_malformed", "If-Match");
	*out = (uint32_t)n;
	return YUP_OK;
}
