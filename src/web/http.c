#include "web/http.h"

#include <string.h>

#include "base/utf8.h"

const char *
http_find(const struct http_values *values, const char *name)
{
	for (size_t i = 0; i < values->count; i++)
		if (strcmp(values->items[i].name, name) == 0)
			return values->items[i].value;
	return NULL;
}

void
http_add(struct mem *mem, struct http_values *values, const char *name, const char *value)
{
	MEM_PUSH(mem, values->items, values->count, values->room);
	values->items[values->count - 1] = (struct http_value){ name, value };
}

const char *
http_cookie(const struct http_request *req, const char *name)
{
	const char *at = http_find(&req->headers, "cookie");
	size_t name_length = strlen(name);

	while (at != NULL && *at != '\0') {
		size_t length;

		at += strspn(at, " ;");
		length = strcspn(at, ";");
		if (length > name_length && strncmp(at, name, name_length) == 0 &&
		    at[name_length] == '=')
			return mem_strndup(req->mem, at + name_length + 1,
			    length - name_length - 1);
		at += length;
	}
	return NULL;
}

/* ---- Decoding ------------------------------------------------------------- */

bool
http_text_is_clean(const char *text, size_t length, bool text_too)
{
	if (utf8_valid_until(text, length) != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == 0x7f || c == '\0')
			return false;
		if (c < 0x20 && !(text_too && (c == '\n' || c == '\r' || c == '\t')))
			return false;
	}
	return true;
}

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* NULL where an escape is not one or the text is not clean. */
static const char *
decode(struct mem *mem, const char *text, size_t length, bool form, bool text_too)
{
	char *out = mem_alloc(mem, length + 1);
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '%') {
			int high = length - i > 2 ? digit_of(text[i + 1]) : -1;
			int low = high >= 0 ? digit_of(text[i + 2]) : -1;

			if (low < 0)
				return NULL;
			out[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			out[n++] = form && text[i] == '+' ? ' ' : text[i];
		}
	}
	out[n] = '\0';
	return http_text_is_clean(out, n, text_too) ? out : NULL;
}

int
http_read_values(struct mem *mem, const char *text, size_t length, bool text_too,
    struct http_values *out, struct err *err)
{
	const char *end = text + length;

	while (text < end) {
		const char *stop = memchr(text, '&', (size_t)(end - text));
		const char *equals, *name, *value;

		if (stop == NULL)
			stop = end;
		equals = memchr(text, '=', (size_t)(stop - text));
		name = decode(mem, text, (size_t)((equals != NULL ? equals : stop) - text), true,
		    false);
		value = equals == NULL
		    ? ""
		    : decode(mem, equals + 1, (size_t)(stop - equals - 1), true, text_too);
		if (name == NULL || value == NULL)
			return err_refuse(err, YUP_EINVALID, "request_malformed",
			    "a value that is not text");
		if (out->count == HTTP_VALUES_MAX)
			return err_refuse(err, YUP_ELIMIT, "request_too_large", "%d valores",
			    HTTP_VALUES_MAX);
		if (stop > text)
			http_add(mem, out, name, value);
		text = stop + 1;
	}
	return YUP_OK;
}

static int
read_pieces(struct http_request *req, const char *path, size_t length, struct err *err)
{
	const char *end = path + length;

	while (path < end) {
		const char *stop, *piece;

		path++; /* the slash */
		stop = memchr(path, '/', (size_t)(end - path));
		if (stop == NULL)
			stop = end;
		if (stop == path && path == end)
			break; /* the last slash */
		piece = decode(req->mem, path, (size_t)(stop - path), false, false);
		if (piece == NULL || piece[0] == '\0' || strcmp(piece, ".") == 0 ||
		    strcmp(piece, "..") == 0)
			return err_refuse(err, YUP_EINVALID, "request_malformed", "a bad path");
		if (req->piece_count == HTTP_PIECES_MAX)
			return err_refuse(err, YUP_ELIMIT, "request_too_large", "%d partes",
			    HTTP_PIECES_MAX);
		req->pieces[req->piece_count++] = piece;
		path = stop;
	}
	return YUP_OK;
}

int
http_read_target(struct http_request *req, const char *target, struct err *err)
{
	size_t length = strcspn(target, "?#");
	int rc;

	if (target[0] != '/')
		return err_refuse(err, YUP_EINVALID, "request_malformed", "not a path");
	if (strlen(target) > HTTP_PATH_MAX)
		return err_refuse(err, YUP_ELIMIT, "request_too_large", "%d bytes", HTTP_PATH_MAX);
	req->path = decode(req->mem, target, length, false, false);
	if (req->path == NULL)
		return err_refuse(err, YUP_EINVALID, "request_malformed", "a bad path");
	rc = read_pieces(req, target, length, err);
	if (rc == YUP_OK && target[length] == '?')
		rc = http_read_values(req->mem, target + length + 1,
		    strcspn(target + length + 1, "#"), false, &req->query, err);
	return rc;
}
