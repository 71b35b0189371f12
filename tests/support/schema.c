/* schema.c - see schema.h. */
#include "support/schema.h"

#include <jansson.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"

struct checking {
	const json_t *root;
	char *why;
	size_t why_size;
	char path[512];
};

static bool fits(struct checking *c, const json_t *schema, const json_t *value);

static bool __attribute__((format(printf, 2, 3))) no(struct checking *c, const char *format, ...)
{
	int n = snprintf(c->why, c->why_size, "%s: ", c->path);
	va_list args;

	va_start(args, format);
	if (n >= 0 && (size_t)n < c->why_size)
		(void)vsnprintf(c->why + n, c->why_size - (size_t)n, format, args);
	va_end(args);
	return false;
}

/* As `fits`, one step down; the path comes back as it was. */
static bool
fits_at(struct checking *c, const json_t *schema, const json_t *value, const char *step)
{
	size_t length = strlen(c->path);
	bool ok;

	(void)snprintf(c->path + length, sizeof(c->path) - length, "/%s", step);
	ok = fits(c, schema, value);
	c->path[length] = '\0';
	return ok;
}

static bool
is_type(const char *type, const json_t *value)
{
	if (strcmp(type, "number") == 0)
		return json_is_number(value);
	if (strcmp(type, "integer") == 0)
		return json_is_integer(value);
	if (strcmp(type, "string") == 0)
		return json_is_string(value);
	if (strcmp(type, "boolean") == 0)
		return json_is_boolean(value);
	if (strcmp(type, "null") == 0)
		return json_is_null(value);
	if (strcmp(type, "array") == 0)
		return json_is_array(value);
	return strcmp(type, "object") == 0 && json_is_object(value);
}

static bool
check_type(struct checking *c, const json_t *type, const json_t *value)
{
	if (json_is_string(type) && is_type(json_string_value(type), value))
		return true;
	for (size_t i = 0; i < json_array_size(type); i++)
		if (is_type(json_string_value(json_array_get(type, i)), value))
			return true;
	return no(c, "not of type %s",
	    json_is_string(type) ? json_string_value(type) : "any it may be");
}

static bool
check_enum(struct checking *c, const json_t *list, const json_t *value)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (json_equal(json_array_get(list, i), value))
			return true;
	return no(c, "none of its values: %s",
	    json_is_string(value) ? json_string_value(value) : "(no text)");
}

static bool
check_pattern(struct checking *c, const char *pattern, const json_t *value)
{
	regex_t regex;
	bool matches;

	if (!json_is_string(value))
		return true;
	if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return no(c, "a pattern that is none: %s", pattern);
	matches = regexec(&regex, json_string_value(value), 0, NULL, 0) == 0;
	regfree(&regex);
	return matches || no(c, "\"%s\" does not match %s", json_string_value(value), pattern);
}

static bool
check_object(struct checking *c, const json_t *schema, const json_t *value)
{
	const json_t *properties = json_object_get(schema, "properties");
	const json_t *additional = json_object_get(schema, "additionalProperties");
	const json_t *required = json_object_get(schema, "required");
	const char *key;
	json_t *item;

	if (!json_is_object(value))
		return true;
	for (size_t i = 0; i < json_array_size(required); i++)
		if (json_object_get(value, json_string_value(json_array_get(required, i))) == NULL)
			return no(c, "lacks \"%s\"",
			    json_string_value(json_array_get(required, i)));
	for (void *at = json_object_iter((json_t *)(uintptr_t)value); at != NULL;
	     at = json_object_iter_next((json_t *)(uintptr_t)value, at)) {
		const json_t *own;

		key = json_object_iter_key(at);
		item = json_object_iter_value(at);
		own = json_object_get(properties, key);
		if (own == NULL && json_is_false(additional))
			return no(c, "has \"%s\", which is in no schema", key);
		if (own == NULL)
			own = additional;
		if (json_is_object(own) && !fits_at(c, own, item, key))
			return false;
	}
	return true;
}

static bool
check_array(struct checking *c, const json_t *schema, const json_t *value)
{
	const json_t *items = json_object_get(schema, "items");
	const json_t *least = json_object_get(schema, "minItems");
	const json_t *most = json_object_get(schema, "maxItems");
	size_t count = json_array_size(value);

	if (!json_is_array(value))
		return true;
	if (least != NULL && (json_int_t)count < json_integer_value(least))
		return no(c, "has %zu items, too few", count);
	if (most != NULL && (json_int_t)count > json_integer_value(most))
		return no(c, "has %zu items, too many", count);
	for (size_t i = 0; items != NULL && i < count; i++) {
		char step[32];

		(void)snprintf(step, sizeof(step), "%zu", i);
		if (!fits_at(c, items, json_array_get(value, i), step))
			return false;
	}
	return true;
}

static bool
check_range(struct checking *c, const json_t *schema, const json_t *value)
{
	const json_t *least = json_object_get(schema, "minimum");
	const json_t *most = json_object_get(schema, "maximum");

	if (!json_is_integer(value))
		return true;
	if (least != NULL && json_integer_value(value) < json_integer_value(least))
		return no(c, "%lld is too small", (long long)json_integer_value(value));
	if (most != NULL && json_integer_value(value) > json_integer_value(most))
		return no(c, "%lld is too large", (long long)json_integer_value(value));
	return true;
}

/* Every word of a schema is one we check, or says nothing about values. */
static bool
check_words(struct checking *c, const json_t *schema)
{
	static const char *const WORDS[] = { "type", "properties", "required",
		"additionalProperties", "items", "minItems", "maxItems", "enum", "const", "pattern",
		"minimum", "maximum", "$ref", "$defs", "$schema", "$id", "title", "description" };

	for (void *at = json_object_iter((json_t *)(uintptr_t)schema); at != NULL;
	     at = json_object_iter_next((json_t *)(uintptr_t)schema, at)) {
		bool known = false;

		for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
			known = known || strcmp(WORDS[i], json_object_iter_key(at)) == 0;
		if (!known)
			return no(c, "a schema with \"%s\", which nobody checks",
			    json_object_iter_key(at));
	}
	return true;
}

static bool
fits(struct checking *c, const json_t *schema, const json_t *value)
{
	const json_t *ref = json_object_get(schema, "$ref");
	const json_t *word;

	if (ref != NULL) {
		const char *name = strrchr(json_string_value(ref), '/');
		const json_t *definition = json_object_get(json_object_get(c->root, "$defs"),
		    name != NULL ? name + 1 : "");

		return definition != NULL ? fits(c, definition, value)
					  : no(c, "no definition %s", json_string_value(ref));
	}
	if (!check_words(c, schema))
		return false;
	if ((word = json_object_get(schema, "type")) != NULL && !check_type(c, word, value))
		return false;
	if ((word = json_object_get(schema, "enum")) != NULL && !check_enum(c, word, value))
		return false;
	if ((word = json_object_get(schema, "const")) != NULL && !json_equal(word, value))
		return no(c, "not the constant it must be");
	if ((word = json_object_get(schema, "pattern")) != NULL &&
	    !check_pattern(c, json_string_value(word), value))
		return false;
	return check_range(c, schema, value) && check_object(c, schema, value) &&
	    check_array(c, schema, value);
}

bool
schema_fits(const char *schema_path, const char *json, char *why, size_t why_size)
{
	struct checking c = { .why = why, .why_size = why_size };
	json_error_t error = { 0 };
	json_t *schema = json_load_file(schema_path, 0, &error);
	json_t *value;
	bool ok = false;

	if (schema == NULL) {
		(void)snprintf(why, why_size, "%s:%d: %s", schema_path, error.line, error.text);
		return false;
	}
	c.root = schema;
	value = json_loads(json, JSON_REJECT_DUPLICATES, &error);
	if (value == NULL)
		(void)snprintf(why, why_size, "line %d of the document: %s", error.line,
		    error.text);
	else
		ok = fits(&c, schema, value);
	json_decref(schema);
	json_decref(value);
	return ok;
}

void
assert_schema(const char *schema_path, const char *json)
{
	char why[1024] = "";

	if (!schema_fits(schema_path, json, why, sizeof(why)))
		fail_msg("%s: %s", schema_path, why);
}
