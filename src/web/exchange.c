#include "web/exchange.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "web/router.h"

enum { PART_BUFFER = 64 * 1024, FILES_MAX = 20 };

struct exchange *
exchange_new(struct server *server, const char *target)
{
	struct mem *mem = mem_new();
	struct exchange *ex = mem_alloc(mem, sizeof(*ex));

	ex->server = server;
	ex->req.mem = mem;
	ex->target = mem_strdup(mem, target);
	ex->body_max = HTTP_BODY_USUAL;
	ex->res.status = MHD_HTTP_OK;
	ex->res.type = "text/html; charset=utf-8";
	(void)clock_gettime(CLOCK_MONOTONIC, &ex->began);
	return ex;
}

void
exchange_free(struct exchange *ex)
{
	if (ex == NULL)
		return;
	if (ex->form != NULL)
		(void)MHD_destroy_post_processor(ex->form);
	spool_done(&ex->body);
	spool_done(&ex->part);
	for (size_t i = 0; i < ex->kept_count; i++)
		spool_done(&ex->kept[i]);
	str_done(&ex->res.body);
	mem_free(ex->req.mem);
}

/* ---- Head ------------------------------------------------------------------ */

static enum MHD_Result
take_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct exchange *ex = context;
	char *small = mem_strdup(ex->req.mem, name);

	(void)kind;
	for (char *c = small; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	if (value == NULL || !http_text_is_clean(value, strlen(value), false))
		value = "";
	http_add(ex->req.mem, &ex->req.headers, small, mem_strdup(ex->req.mem, value));
	return MHD_YES;
}

static bool
read_method(const char *method, enum method *out)
{
	static const struct {
		const char *name;
		enum method method;
	} METHODS[] = {
		{ "GET", METHOD_GET },
		{ "HEAD", METHOD_GET },
		{ "POST", METHOD_POST },
		{ "PUT", METHOD_PUT },
		{ "PATCH", METHOD_PATCH },
		{ "DELETE", METHOD_DELETE },
	};

	for (size_t i = 0; i < sizeof(METHODS) / sizeof(METHODS[0]); i++)
		if (strcmp(method, METHODS[i].name) == 0) {
			*out = METHODS[i].method;
			return true;
		}
	return false;
}

/* How much body the route takes. */
static void
find_limit(struct exchange *ex)
{
	const struct route *route;
	const char *args[4], *allowed;

	if (router_find(&ex->req, &route, args, &allowed, NULL) == YUP_OK && route->body_max > 0)
		ex->body_max = route->body_max;
}

static bool
says(const struct exchange *ex, const char *type)
{
	const char *said = http_find(&ex->req.headers, "content-type");

	return said != NULL && strncasecmp(said, type, strlen(type)) == 0;
}

static enum MHD_Result take_part(void *context, enum MHD_ValueKind kind, const char *name,
    const char *file, const char *type, const char *encoding, const char *bytes, uint64_t offset,
    size_t size);

void
exchange_read_head(struct exchange *ex, const char *method)
{
	if (!read_method(method, &ex->req.method)) {
		(void)err_refuse(&ex->refused, YUP_EINVALID, "method_strange", "%.16s", method);
		return;
	}
	(void)MHD_get_connection_values(ex->connection, MHD_HEADER_KIND, take_header, ex);
	if (http_read_target(&ex->req, ex->target, &ex->refused) < 0)
		return;
	find_limit(ex);
	if (says(ex, "multipart/form-data"))
		ex->form = MHD_create_post_processor(ex->connection, PART_BUFFER, take_part, ex);
}

/* ---- Body ------------------------------------------------------------------ */

/* The name of a file, without the folders some browsers send. */
static const char *
base_name(struct mem *mem, const char *path)
{
	const char *slash = strrchr(path, '/'), *back = strrchr(path, '\\');

	if (slash != NULL)
		path = slash + 1;
	if (back != NULL && back >= path)
		path = back + 1;
	return http_text_is_clean(path, strlen(path), false) ? mem_strdup(mem, path) : "?";
}

/* The bytes of the part that was coming, for as long as the request; NULL: refused. */
static const char *
keep_part(struct exchange *ex)
{
	struct mem *mem = ex->req.mem;
	const char *bytes = NULL;

	if (spool_end(&ex->part, &bytes, &ex->refused) < 0)
		return NULL;
	if (ex->part.read == NULL) {
		bytes = mem_strndup(mem, bytes, ex->part.size);
		spool_done(&ex->part);
		return bytes;
	}
	MEM_PUSH(mem, ex->kept, ex->kept_count, ex->kept_room);
	ex->kept[ex->kept_count - 1] = ex->part;
	ex->part = (struct spool){ 0 };
	return bytes;
}

/* The part that was coming is whole. */
static void
end_part(struct exchange *ex)
{
	struct http_request *req = &ex->req;
	size_t size = ex->part.size;
	const char *bytes;

	if (ex->part_name == NULL || ex->refused.code != 0)
		return;
	bytes = keep_part(ex);
	if (bytes == NULL)
		return;
	if (ex->part_file != NULL) {
		MEM_PUSH(req->mem, req->files, req->file_count, req->file_room);
		req->files[req->file_count - 1] = (struct http_file){ ex->part_name, ex->part_file,
			bytes, size };
	} else if (http_text_is_clean(bytes, size, true)) {
		http_add(req->mem, &req->form, ex->part_name, bytes);
	} else {
		(void)err_refuse(&ex->refused, YUP_EINVALID, "request_malformed",
		    "a value that is not text");
	}
	ex->part_name = ex->part_file = NULL;
}

static enum MHD_Result
take_part(void *context, enum MHD_ValueKind kind, const char *name, const char *file,
    const char *type, const char *encoding, const char *bytes, uint64_t offset, size_t size)
{
	struct exchange *ex = context;
	struct mem *mem = ex->req.mem;

	(void)kind;
	(void)type;
	(void)encoding;
	if (name == NULL) /* a part may come without one */
		name = "";
	if (offset == 0 &&
	    (ex->part_name == NULL || ex->part.size > 0 || strcmp(ex->part_name, name) != 0)) {
		end_part(ex);
		if (!http_text_is_clean(name, strlen(name), false) ||
		    ex->req.file_count == FILES_MAX || ex->req.form.count == HTTP_VALUES_MAX) {
			(void)err_refuse(&ex->refused, YUP_EINVALID, "request_malformed",
			    "a form's part");
			return MHD_NO;
		}
		ex->part_name = mem_strdup(mem, name);
		ex->part_file = file != NULL ? base_name(mem, file) : NULL;
	}
	return spool_put(&ex->part, bytes, size, &ex->refused) < 0 ? MHD_NO : MHD_YES;
}

/* Nothing of it is wanted any more. */
static void
drop_body(struct exchange *ex)
{
	spool_done(&ex->body);
	spool_done(&ex->part);
}

bool
exchange_read_body(struct exchange *ex, const char *bytes, size_t size)
{
	ex->body_size += size;
	if (ex->refused.code != 0)
		return ex->body_size / 2 <= ex->body_max;
	if (ex->body_size > ex->body_max) {
		(void)err_refuse(&ex->refused, YUP_ELIMIT, "request_too_large",
		    "more than %zu bytes", ex->body_max);
	} else if (ex->form == NULL) {
		(void)!spool_put(&ex->body, bytes, size, &ex->refused);
	} else if (MHD_post_process(ex->form, bytes, size) != MHD_YES && ex->refused.code == 0) {
		(void)err_refuse(&ex->refused, YUP_EINVALID, "request_malformed", "a form");
	}
	if (ex->refused.code != 0)
		drop_body(ex);
	return true;
}

void
exchange_read_end(struct exchange *ex)
{
	struct http_request *req = &ex->req;

	if (ex->form != NULL) {
		(void)MHD_destroy_post_processor(ex->form);
		ex->form = NULL;
		end_part(ex);
	}
	if (ex->refused.code != 0)
		return;
	if (spool_end(&ex->body, &req->body, &ex->refused) < 0)
		return;
	req->body_size = ex->body.size;
	if (says(ex, "application/x-www-form-urlencoded") &&
	    http_read_values(req->mem, req->body, req->body_size, true, &req->form, &ex->refused) <
		0)
		req->form.count = 0;
}
