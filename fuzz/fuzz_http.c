/*
 * fuzz_http.c - any bytes as the target of a request, then as the values of its
 * form; what is accepted is clean text within its limits.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "web/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_values(const struct http_values *values, bool text_too)
{
	assert(values->count <= HTTP_VALUES_MAX);
	for (size_t i = 0; i < values->count; i++) {
		const char *name = values->items[i].name, *value = values->items[i].value;

		assert(http_text_is_clean(name, strlen(name), false));
		assert(http_text_is_clean(value, strlen(value), text_too));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct http_request req = { .mem = mem };
	struct http_values form = { 0 };
	struct err err = { 0 };
	const char *target = mem_strndup(mem, (const char *)data, size);

	if (http_read_target(&req, target, &err) == YUP_OK) {
		assert(req.piece_count <= HTTP_PIECES_MAX);
		assert(http_text_is_clean(req.path, strlen(req.path), false));
		for (size_t i = 0; i < req.piece_count; i++)
			assert(strcmp(req.pieces[i], "..") != 0 && req.pieces[i][0] != '\0');
		check_values(&req.query, false);
	}
	if (http_read_values(mem, (const char *)data, size, true, &form, &err) == YUP_OK)
		check_values(&form, true);
	http_add(mem, &req.headers, "cookie", target);
	(void)http_cookie(&req, "yupana");
	return 0;
}
