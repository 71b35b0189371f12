/*
 * json_value.h - a JSON document of ours, read strictly: kinds, ranges and limits.
 *
 * Numbers are taken by their decimal text, so that none passes through floating point
 * arithmetic; null is an absent number or "".  The first thing that is wrong is kept, and
 * what is read after it is empty: a reader looks once, at its end.
 */
#ifndef YUP_IMPORT_JSON_VALUE_H
#define YUP_IMPORT_JSON_VALUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct mem;

enum { JSON_TEXT_MAX = 20000, JSON_DEPTH_MAX = 12 };

struct json_reader {
	struct mem *mem;
	struct err *err;
	int rc;            /* of the first thing that was wrong */
	const char *place; /* what is being read: "nodes[12]" */
};

/*
 * YUP_EINVALID "json_broken", with the line; YUP_ELIMIT "json_deep".  The caller calls
 * json_decref().
 */
MUST_CHECK int json_value_parse(const char *bytes, size_t length, json_t **out, struct err *err);

/* It is no such document after all: YUP_EINVALID "json_field", once. */
void json_value_wrong(struct json_reader *r, const char *key, const char *what);

/* A text; absent or null is "".  In r->mem. */
const char *json_value_text(struct json_reader *r, const json_t *o, const char *key);

/* A whole number from `least` to `most`; absent or null is `otherwise`. */
int64_t json_value_int(struct json_reader *r, const json_t *o, const char *key, int64_t least,
    int64_t most, int64_t otherwise);
bool json_value_bool(struct json_reader *r, const json_t *o, const char *key);

/* Quantities and per cents x 10^4, money in cents; NUM_ABSENT. */
int64_t json_value_quantity(struct json_reader *r, const json_t *o, const char *key);
int64_t json_value_money(struct json_reader *r, const json_t *o, const char *key);

/* A quantity by itself: an entry of an array. */
int64_t json_value_entry(struct json_reader *r, const json_t *value, const char *key);

/* An array; absent is an empty one. */
const json_t *json_value_array(struct json_reader *r, const json_t *o, const char *key,
    size_t most);

/* Which of `words`, ended by NULL, the text is; wrong where it is none. */
unsigned json_value_word(struct json_reader *r, const json_t *o, const char *key,
    const char *const *words);

#endif
