/*
 * common.h - what every resource of the API does the same way: pages of lists,
 * entity tags, the answer as JSON.
 */
#ifndef YUP_WEB_API_COMMON_H
#define YUP_WEB_API_COMMON_H

#include "app/periods.h"
#include "report/json_writer.h"
#include "web/router.h"

enum { API_PAGE = 100, API_PAGE_MAX = 200, API_UNITS_MAX = 2000 };

/* ?limit=100&after=17 */
struct api_page {
	int64_t after;
	size_t limit;
};

/* YUP_EINVALID "page_invalid", "query_unknown". */
MUST_CHECK int api_page_read(const struct visit *visit, struct api_page *out, struct err *err);

/* Link: <...>; rel="next", where there is more after `last`. */
void api_page_next(struct visit *visit, const struct api_page *page, int64_t last);

/* The answer is what `w` writes, one object. */
void api_begin(struct visit *visit, struct json_writer *w);
MUST_CHECK int api_end(struct json_writer *w, struct err *err);

/* "{year}", and "{year}/{period}", that the path begins with.  YUP_ENOTFOUND "period_absent". */
MUST_CHECK int api_year(const struct visit *visit, int *out, struct err *err);
MUST_CHECK int api_period(const struct visit *visit, struct app_period *out, struct err *err);

/* ETag: "17" */
void api_tag(struct visit *visit, uint32_t revision);

/*
 * The revision that If-Match names.  YUP_EINVALID "precondition_needed": there is
 * none; "precondition_malformed".
 */
MUST_CHECK int api_seen(const struct visit *visit, uint32_t *out, struct err *err);

#endif
