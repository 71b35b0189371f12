/*
 * fuzz_listing.c - any bytes as what a list's address says, and as the JSON and the
 * If-Match of a request: links made of it are of this site and read back the same.
 *
 * The first byte chooses how many rows there are; up to a NUL is the query, after
 * it the body.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "web/api/common.h"
#include "web/html.h"
#include "web/json_in.h"
#include "web/listing.h"
#include "web/router.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const COLUMNS[] = { "organigrama", "unidad", NULL };

static void
check_link(struct mem *mem, const char *link)
{
	struct http_request again = { .mem = mem };
	const char *target = mem_printf(mem, "/plan%s", link);
	struct err err = { 0 };
	int rc;

	assert(link[0] == '?' && html_url_is_ours(link));
	rc = http_read_target(&again, target, &err);
	assert(rc == YUP_OK || rc == YUP_ELIMIT);
}

static void
check_listing(struct visit *visit, size_t total)
{
	struct mem *mem = visit->req->mem;
	struct listing l = listing_read(visit, COLUMNS);

	listing_settle(&l, total);
	assert(l.page >= 1 && l.page <= l.pages && l.first + l.count <= total);
	assert(l.count <= LISTING_PAGE && (l.order == COLUMNS[0] || l.order == COLUMNS[1]));
	check_link(mem, listing_order_link(&l, COLUMNS[1]));
	check_link(mem, listing_page_link(&l, l.page + 1));
	check_link(mem, listing_link(&l, "q", l.search));
	for (size_t i = 0; i < visit->req->query.count && i < 8; i++)
		check_link(mem, listing_link(&l, visit->req->query.items[i].name, "x"));
}

static void
check_body(struct visit *visit)
{
	CLEANUP(json_in_done) struct json_in *body = NULL;
	const struct json_in *cells = NULL;
	const char *text = NULL;
	struct err err = { 0 };
	int64_t number = 0;

	if (json_in_object(visit, &body, &err) < 0) {
		assert(err.key != NULL);
		return;
	}
	if (json_in_text(body, "text", &text, &err) == YUP_OK)
		assert(http_text_is_clean(text, strlen(text), true));
	if (json_in_int(body, "node", 0, 100, &number, &err) == YUP_OK)
		assert(number >= 0 && number <= 100);
	if (json_in_array(body, "cells", 50, &cells, &err) < 0)
		return;
	assert(json_in_count(cells) <= 50);
	for (size_t i = 0; i < json_in_count(cells); i++)
		if (json_in_text(json_in_at(cells, i), "field", &text, &err) == YUP_OK)
			assert(http_text_is_clean(text, strlen(text), true));
}

/* What is escaped has nothing left that would be markup. */
static void
check_escapes(const char *text)
{
	CLEANUP(str_done) struct str s = { 0 }, part = { 0 };
	struct html h = { .out = &s }, p = { .out = &part };

	html_put_text(&h, text);
	assert(strpbrk(str_text(&s), "<>\"'") == NULL);
	html_put_part_text(&p, text);
	assert(strpbrk(str_text(&part), "<>\"'&=?#/ \r\n") == NULL);
	str_clear(&s);
	html_put_url(&h, text);
	assert(strpbrk(str_text(&s), "<>\"'") == NULL);
	assert(s.length > 0 && strchr("#?/", s.text[0]) != NULL);
	assert(strncmp(s.text, "//", 2) != 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct http_request req = { .mem = mem };
	struct http_response res = { .status = 200 };
	struct visit visit = { .req = &req, .res = &res };
	struct api_page page;
	struct err err = { 0 };
	const char *query;
	size_t length;
	uint32_t seen;

	if (size < 2)
		return 0;
	query = mem_strndup(mem, (const char *)data + 1, size - 1);
	length = strlen(query);
	check_escapes(query);
	http_add(mem, &req.headers, "if-match", query);
	if (api_seen(&visit, &seen, &err) == YUP_OK)
		assert(seen < UINT32_MAX);
	req.path = "/plan";
	if (http_read_values(mem, query, length, false, &req.query, &err) == YUP_OK) {
		check_listing(&visit, (size_t)data[0] * 7);
		if (api_page_read(&visit, &page, &err) == YUP_OK)
			assert(page.after >= 0 && page.limit > 0);
	}
	if (length + 2 < size) {
		req.body = (const char *)data + length + 2;
		req.body_size = size - length - 2;
		check_body(&visit);
	}
	str_done(&res.body);
	return 0;
}
