/*
 * http.h - a request and its answer, as the pages see them.
 *
 * A request is whole before a handler sees it: path and values are decoded, valid
 * UTF-8 without control characters (but line ends and tabs in a form), or it was
 * refused.  Everything of both lives in the request's arena.
 */
#ifndef YUP_WEB_HTTP_H
#define YUP_WEB_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

enum method {
	METHOD_GET, /* HEAD too: the server leaves the body out */
	METHOD_POST,
	METHOD_PUT,
	METHOD_PATCH,
	METHOD_DELETE,
	METHOD__COUNT
};

enum {
	HTTP_PATH_MAX = 2000,    /* bytes, with its query, as sent */
	HTTP_PIECES_MAX = 12,    /* of a path */
	HTTP_VALUES_MAX = 10000, /* of a form: 600 rows of 16 cells */
};

struct http_value {
	const char *name, *value;
};

struct http_values {
	struct http_value *items;
	size_t count, room;
};

/* A file of a form. */
struct http_file {
	const char *field;
	const char *name; /* as the browser calls it, without folders */
	const char *bytes;
	size_t size;
};

struct http_request {
	struct mem *mem;
	enum method method;
	const char *path;                    /* decoded, for logs */
	const char *pieces[HTTP_PIECES_MAX]; /* of the path, decoded */
	size_t piece_count;
	struct http_values query;
	struct http_values form;
	struct http_values headers; /* names in small letters */
	struct http_file *files;
	size_t file_count, file_room;
	const char *body; /* as sent, where it is neither a form nor files */
	size_t body_size;
	const char *origin; /* the address it comes from */
};

struct http_response {
	unsigned status;  /* 200 */
	const char *type; /* "text/html; charset=utf-8" */
	struct str body;
	struct http_values headers;
};

/* The first value called `name`, or NULL. */
const char *http_find(const struct http_values *values, const char *name);

void http_add(struct mem *mem, struct http_values *values, const char *name, const char *value);

/* The value of a cookie, or NULL. */
const char *http_cookie(const struct http_request *req, const char *name);

/*
 * Read "/planes/7?orden=titulo" as sent into path, pieces and query.
 * YUP_EINVALID: not a path, a bad escape, a control character, not UTF-8, a piece
 * that is empty, "." or "..".  YUP_ELIMIT: too long, too deep.
 */
MUST_CHECK int http_read_target(struct http_request *req, const char *target, struct err *err);

/* Read "a=1&b=dos" into `out`: `text_too` lets line ends and tabs pass. */
MUST_CHECK int http_read_values(struct mem *mem, const char *text, size_t length, bool text_too,
    struct http_values *out, struct err *err);

/* True where the text may be shown and stored: UTF-8, no control characters. */
bool http_text_is_clean(const char *text, size_t length, bool text_too);

#endif
