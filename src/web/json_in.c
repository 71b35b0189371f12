#include "web/json_in.h"

#include <jansson.h>
#include <strings.h>

#include "base/mem.h"
#include "web/router.h"

static const json_t *
value_of(const struct json_in *in)
{
	return (const json_t *)in;
}

/* "application/json", whatever its letters and parameters. */
static bool
says_json(const struct visit *visit)
{
	static const char JSON[] = "application/json";
	const char *said = http_find(&visit->req->headers, "content-type");
	size_t length = strlen(JSON);

	return said != NULL && strncasecmp(said, JSON, length) == 0 &&
	    (said[length] == '\0' || said[length] == ';' || said[length] == ' ');
}

int
json_in_object(const struct visit *visit, struct json_in **out, struct err *err)
{
	json_error_t wrong;
	json_t *object;

	if (!says_json(visit))
		return err_refuse(err, YUP_EINVALID, "media_type", "Content-Type");
	object = json_loadb(visit->req->body, visit->req->body_size, JSON_REJECT_DUPLICATES,
	    &wrong);
	if (object == NULL)
		return err_refuse(err, YUP_EINVALID, "json_broken", "%d:%d", wrong.line,
		    wrong.column);
	if (!json_is_object(object)) {
		json_decref(object);
		return err_refuse(err, YUP_EINVALID, "json_invalid", "not an object");
	}
	*out = (struct json_in *)object;
	return YUP_OK;
}

void
json_in_done(struct json_in **object)
{
	json_decref((json_t *)*object);
}

static int
refuse_member(const char *name, struct err *err)
{
	return err_refuse(err, YUP_EINVALID, "json_member", "%s", name);
}

bool
json_in_has(const struct json_in *object, const char *name)
{
	return json_object_get(value_of(object), name) != NULL;
}

static bool
is_clean_text(const json_t *value)
{
	return json_is_string(value) &&
	    http_text_is_clean(json_string_value(value), json_string_length(value), true);
}

int
json_in_text(const struct json_in *object, const char *name, const char **out, struct err *err)
{
	const json_t *value = json_object_get(value_of(object), name);

	if (!is_clean_text(value))
		return refuse_member(name, err);
	*out = json_string_value(value);
	return YUP_OK;
}

int
json_in_int(const struct json_in *object, const char *name, int64_t least, int64_t most,
    int64_t *out, struct err *err)
{
	const json_t *value = json_object_get(value_of(object), name);

	if (!json_is_integer(value) || json_integer_value(value) < least ||
	    json_integer_value(value) > most)
		return refuse_member(name, err);
	*out = json_integer_value(value);
	return YUP_OK;
}

int
json_in_array(const struct json_in *object, const char *name, size_t most,
    const struct json_in **out, struct err *err)
{
	const json_t *value = json_object_get(value_of(object), name);

	if (!json_is_array(value) || json_array_size(value) > most)
		return refuse_member(name, err);
	*out = (const struct json_in *)value;
	return YUP_OK;
}

int
json_in_texts(const struct json_in *object, const char *name, struct mem *mem, size_t most,
    const char ***out, size_t *out_count, struct err *err)
{
	const struct json_in *list = NULL;
	int rc = json_in_array(object, name, most, &list, err);

	if (rc < 0)
		return rc;
	*out_count = json_in_count(list);
	*out = mem_array(mem, *out_count + 1, sizeof(**out));
	for (size_t i = 0; i < *out_count; i++) {
		const json_t *text = json_array_get(value_of(list), i);

		if (!is_clean_text(text))
			return refuse_member(name, err);
		(*out)[i] = mem_strdup(mem, json_string_value(text));
	}
	return YUP_OK;
}

size_t
json_in_count(const struct json_in *array)
{
	return json_array_size(value_of(array));
}

const struct json_in *
json_in_at(const struct json_in *array, size_t i)
{
	return (const struct json_in *)json_array_get(value_of(array), i);
}
