#include "web/router.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "app/live.h"
#include "web/pages/error.h"
#include "web/session.h"
#include "web/web.h"

enum { DONE_COOKIE_S = 20, PUBLIC_S = 300 };

/* ---- Finding ---------------------------------------------------------------- */

/* The next piece of a route's path; false at its end. */
static bool
next_piece(const char **path, const char **piece, size_t *length)
{
	if (**path != '/' || (*path)[1] == '\0')
		return false;
	*piece = *path + 1;
	*length = strcspn(*piece, "/");
	*path = *piece + *length;
	return true;
}

static bool
path_fits(const char *path, const struct http_request *req, const char *args[4])
{
	const char *piece;
	size_t length, i = 0, arg = 0;

	for (; next_piece(&path, &piece, &length); i++) {
		if (i == req->piece_count)
			return false;
		if (piece[0] == '{')
			args[arg++] = req->pieces[i];
		else if (strlen(req->pieces[i]) != length ||
		    strncmp(req->pieces[i], piece, length) != 0)
			return false;
	}
	return i == req->piece_count;
}

static const char *
allow_list(struct mem *mem, unsigned methods)
{
	static const char *const NAMES[] = { "GET, HEAD", "POST", "PUT", "PATCH", "DELETE" };
	const char *list = "";

	for (int m = 0; m < METHOD__COUNT; m++)
		if (methods >> m & 1u)
			list = mem_printf(mem, "%s%s%s", list, list[0] != '\0' ? ", " : "",
			    NAMES[m]);
	return list;
}

int
router_find(const struct http_request *req, const struct route **out, const char *args[4],
    const char **allowed, struct err *err)
{
	unsigned methods = 0;

	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++) {
			const char *found[4] = { 0 };

			if (!path_fits(r->path, req, found))
				continue;
			if (r->method == req->method) {
				memcpy(args, found, sizeof(found));
				*out = r;
				return YUP_OK;
			}
			methods |= 1u << r->method;
		}
	if (methods == 0)
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", req->path);
	*allowed = allow_list(req->mem, methods);
	return err_refuse(err, YUP_EINVALID, "method_unknown", "%s", *allowed);
}

/* What people look at all day: some figures of one plan, no walk over a log or a list. */
static const char *const QUICK[] = { "/", "/planes", "/plan/{plan}", "/plan/{plan}/unidad/{unidad}",
	"/plan/{plan}/fila/{fila}", "/plan/{plan}/revision", "/plan/{plan}/hallazgos" };

bool
router_is_quick(const struct http_request *req)
{
	const char *found[4];

	if (req->method != METHOD_GET || req->path == NULL ||
	    http_find(&req->query, "formato") != NULL)
		return false;
	for (size_t i = 0; i < sizeof(QUICK) / sizeof(QUICK[0]); i++)
		if (path_fits(QUICK[i], req, found))
			return true;
	return false;
}

int
router_check(struct err *err)
{
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++)
			if (r->asks == ASKS_NOT_SAID || r->run == NULL)
				return err_set(err, YUP_EBUG,
				    "the route %s does not say what it asks", r->path);
	return YUP_OK;
}

/* ---- Answering ---------------------------------------------------------------- */

static bool
wants_english(const struct http_request *req)
{
	const char *cookie = http_cookie(req, "idioma");
	const char *said = http_find(&req->headers, "accept-language");

	if (cookie != NULL)
		return strcmp(cookie, "en") == 0;
	return said != NULL && strncmp(said, "en", 2) == 0;
}

static int
require_route(struct visit *visit, const struct route *route, struct err *err)
{
	const struct actor *by = visit->app->by;

	if (route->asks == ASKS_NOTHING)
		return YUP_OK;
	if (by == NULL || by->kind == ACTOR_NOBODY)
		return err_refuse(err, YUP_EDENIED, "not_signed_in", "%s", visit->req->path);
	if (route->asks == ASKS_ROLE &&
	    !actor_may_somewhere(by, route->permission, by->institution_id))
		return app_require(visit->app, route->permission, by->institution_id, ORG_UNIT_ALL,
		    visit->req->path, err);
	return YUP_OK;
}

static int
run(struct visit *visit, struct err *err)
{
	const struct route *route = NULL;
	const char *allowed = NULL;
	int rc = router_find(visit->req, &route, visit->args, &allowed, err);

	if (rc < 0) {
		if (allowed != NULL)
			answer_header(visit, "Allow", allowed);
		return rc;
	}
	rc = session_load(visit, err);
	if (rc == YUP_OK && visit->app->later != NULL && *visit->app->later)
		return YUP_OK;
	if (rc == YUP_OK && visit->req->method != METHOD_GET)
		rc = session_check_mark(visit, err);
	if (rc == YUP_OK)
		rc = require_route(visit, route, err);
	if (rc == YUP_OK)
		rc = route->run(visit, err);
	return rc;
}

/* FNV-1a of an answer: another body has another. */
static uint64_t
body_mark(const struct str *body)
{
	uint64_t mark = 14695981039346656037u;

	for (size_t i = 0; i < body->length; i++)
		mark = (mark ^ (unsigned char)body->text[i]) * 1099511628211u;
	return mark;
}

/* Is the tag in "\"17\", W/\"18\"", or is that "*"? */
static bool
names_tag(const char *list, const char *tag)
{
	return strcmp(list, "*") == 0 || strstr(list, tag) != NULL;
}

/* What the API answers has its tag; who has it already is told so. */
static void
answer_tagged(struct visit *visit)
{
	struct http_response *res = visit->res;
	const char *known = http_find(&visit->req->headers, "if-none-match");
	const char *tag = http_find(&res->headers, "ETag");

	if (!visit->api || visit->req->method != METHOD_GET || res->status != 200)
		return;
	if (tag == NULL) {
		tag = mem_printf(visit->req->mem, "\"%016" PRIx64 "\"", body_mark(&res->body));
		answer_header(visit, "ETag", tag);
	}
	if (known == NULL || !names_tag(known, tag))
		return;
	res->status = 304;
	res->type = NULL;
	str_clear(&res->body);
}

static void
drop_headers(struct http_values *headers, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < headers->count; i++)
		if (strcmp(headers->items[i].name, name) != 0)
			headers->items[kept++] = headers->items[i];
	headers->count = kept;
}

void
router_answer(struct visit *visit, const struct err *refused)
{
	struct err err = *refused;

	if (visit->plans != NULL)
		visit->plans->answer++;
	visit->english = wants_english(visit->req);
	if (visit->english)
		visit->html.catalogue = visit->web->english;
	visit->api = visit->req->piece_count > 0 && strcmp(visit->req->pieces[0], "api") == 0;
	answer_header(visit, "Cache-Control", "no-store");
	if (err.code == 0 && run(visit, &err) == YUP_OK) {
		answer_tagged(visit);
		return;
	}
	str_clear(&visit->res->body);
	answer_header(visit, "Cache-Control", "no-store"); /* whatever the page would have been */
	drop_headers(&visit->res->headers, "ETag");
	error_page(visit, &err);
}

/* ---- For handlers --------------------------------------------------------------- */

/* What was done is told once, by the page that follows: a link from elsewhere tells nothing. */
static void
set_told(struct visit *visit, const char *path)
{
	const char *done = strstr(path, "listo=");

	if (done == NULL)
		return;
	done += strlen("listo=");
	answer_header(visit, "Set-Cookie",
	    mem_printf(visit->req->mem,
		ANSWER_DONE_COOKIE "=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
		(int)strcspn(done, "&#"), done, DONE_COOKIE_S,
		visit->web->secure ? "; Secure" : ""));
}

int
answer_see(struct visit *visit, const char *path)
{
	set_told(visit, path);
	visit->res->status = 303;
	visit->res->type = NULL;
	answer_header(visit, "Location", path);
	return YUP_OK;
}

void
answer_header(struct visit *visit, const char *name, const char *value)
{
	struct http_values *headers = &visit->res->headers;

	for (const char *c = value; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return; /* never two headers in one */
	for (size_t i = 0; i < headers->count; i++)
		if (strcmp(headers->items[i].name, name) == 0 && strcmp(name, "Set-Cookie") != 0) {
			headers->items[i].value = value;
			return;
		}
	http_add(visit->req->mem, headers, name, value);
}

bool
answer_public(struct visit *visit, const char *tag)
{
	struct mem *mem = visit->req->mem;
	const char *known = http_find(&visit->req->headers, "if-none-match");
	const char *marked = mem_printf(mem, "\"%s-%s-%s\"", tag, YUPANA_VERSION,
	    visit->english ? "en" : "es");

	answer_header(visit, "Cache-Control", mem_printf(mem, "public, max-age=%d", PUBLIC_S));
	drop_headers(&visit->res->headers, "Set-Cookie"); /* the same for everybody */
	answer_header(visit, "ETag", marked);
	if (known == NULL || !names_tag(known, marked))
		return false;
	visit->res->status = 304;
	visit->res->type = NULL;
	return true;
}

int
visit_arg_id(const struct visit *visit, unsigned i, int64_t *out, struct err *err)
{
	const char *text = visit->args[i];
	char *end;
	long long id;

	errno = 0;
	id = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || end == text || id <= 0)
		return err_refuse(err, YUP_ENOTFOUND, "page_absent", "%s", visit->req->path);
	*out = id;
	return YUP_OK;
}

const char *
visit_field(const struct visit *visit, const char *name)
{
	const char *value = http_find(&visit->req->form, name);

	if (value == NULL)
		value = http_find(&visit->req->query, name);
	return value != NULL ? value : "";
}
