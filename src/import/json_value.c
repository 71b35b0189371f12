#include "import/json_value.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"

/* Objects and arrays inside one another: jansson itself goes to 2048. */
static bool
is_deep(const char *bytes, size_t length)
{
	unsigned depth = 0;
	bool in_text = false;

	for (size_t i = 0; i < length; i++) {
		if (in_text && bytes[i] == '\\') {
			i++;
		} else if (bytes[i] == '"') {
			in_text = !in_text;
		} else if (!in_text && (bytes[i] == '{' || bytes[i] == '[')) {
			if (++depth > JSON_DEPTH_MAX)
				return true;
		} else if (!in_text && (bytes[i] == '}' || bytes[i] == ']') && depth > 0) {
			depth--;
		}
	}
	return false;
}

int
json_value_parse(const char *bytes, size_t length, json_t **out, struct err *err)
{
	json_error_t wrong;
	json_t *root;

	if (is_deep(bytes, length))
		return err_refuse(err, YUP_ELIMIT, "json_deep", "%d", JSON_DEPTH_MAX);
	root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &wrong);
	if (root == NULL) {
		if (err != NULL)
			err->line = wrong.line > 0 ? (uint32_t)wrong.line : 0;
		return err_refuse(err, YUP_EINVALID, "json_broken", "%d:%d", wrong.line,
		    wrong.column);
	}
	*out = root;
	return YUP_OK;
}

void
json_value_wrong(struct json_reader *r, const char *key, const char *what)
{
	if (r->rc == YUP_OK)
		r->rc = err_refuse(r->err, YUP_EINVALID, "json_field", "%s: %s: %s", r->place, key,
		    what);
}

const char *
json_value_text(struct json_reader *r, const json_t *o, const char *key)
{
	const json_t *value = json_object_get(o, key);

	if (value == NULL || json_is_null(value))
		return "";
	if (!json_is_string(value) || json_string_length(value) > JSON_TEXT_MAX ||
	    strlen(json_string_value(value)) != json_string_length(value)) {
		json_value_wrong(r, key, "a text");
		return "";
	}
	return mem_strdup(r->mem, json_string_value(value));
}

int64_t
json_value_int(struct json_reader *r, const json_t *o, const char *key, int64_t least, int64_t most,
    int64_t otherwise)
{
	const json_t *value = json_object_get(o, key);

	if (value == NULL || json_is_null(value))
		return otherwise;
	if (!json_is_integer(value) || json_integer_value(value) < least ||
	    json_integer_value(value) > most) {
		json_value_wrong(r, key, "a whole number in its range");
		return otherwise;
	}
	return json_integer_value(value);
}

bool
json_value_bool(struct json_reader *r, const json_t *o, const char *key)
{
	const json_t *value = json_object_get(o, key);

	if (value != NULL && !json_is_boolean(value))
		json_value_wrong(r, key, "true or false");
	return json_is_true(value);
}

/* What we write has at most four decimals: whole in the fifteen digits that are kept of it. */
static int64_t
number(struct json_reader *r, const json_t *value, const char *key, int64_t most_e4)
{
	char text[64];
	struct num n = { 0 };

	if (value == NULL || json_is_null(value))
		return NUM_ABSENT;
	if (json_is_integer(value))
		(void)snprintf(text, sizeof(text), "%lld", (long long)json_integer_value(value));
	else
		(void)snprintf(text, sizeof(text), "%.4f", json_real_value(value));
	if (!json_is_number(value) ||
	    num_parse(text, strlen(text), NUM_DOT_DECIMAL, &n) != YUP_OK || n.value_e4 > most_e4 ||
	    n.value_e4 < -most_e4) {
		json_value_wrong(r, key, "a number of at most four decimals, within its limits");
		return NUM_ABSENT;
	}
	return n.value_e4;
}

int64_t
json_value_entry(struct json_reader *r, const json_t *value, const char *key)
{
	return number(r, value, key, QUANTITY_MAX_E4);
}

int64_t
json_value_quantity(struct json_reader *r, const json_t *o, const char *key)
{
	return json_value_entry(r, json_object_get(o, key), key);
}

int64_t
json_value_money(struct json_reader *r, const json_t *o, const char *key)
{
	int64_t value_e4 = number(r, json_object_get(o, key), key, MONEY_MAX_CENTS * (E4 / 100));

	if (value_e4 == NUM_ABSENT)
		return NUM_ABSENT;
	if (value_e4 % (E4 / 100) != 0)
		json_value_wrong(r, key, "an amount of at most two decimals");
	return value_e4 / (E4 / 100);
}

const json_t *
json_value_array(struct json_reader *r, const json_t *o, const char *key, size_t most)
{
	const json_t *value = json_object_get(o, key);

	if (value == NULL || json_is_null(value))
		return NULL;
	if (!json_is_array(value) || json_array_size(value) > most) {
		json_value_wrong(r, key, "a list within its limit");
		return NULL;
	}
	return value;
}

unsigned
json_value_word(struct json_reader *r, const json_t *o, const char *key, const char *const *words)
{
	const char *text = json_value_text(r, o, key);

	for (unsigned i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	json_value_wrong(r, key, "one of its words");
	return 0;
}
