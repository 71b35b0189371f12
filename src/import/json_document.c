#include "import/json_document.h"

#include <string.h>

#include "base/mem.h"
#include "import/json_plan.h"

bool
json_is_document(const char *bytes, size_t length)
{
	size_t at = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (at < length && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
		at++;
	return at < length && bytes[at] == '{';
}

static int
check_kind(const json_t *root, const json_t *plans, const json_t *follow_ups, struct err *err)
{
	const char *schema = json_string_value(json_object_get(root, "schema"));
	size_t count = json_array_size(plans) + json_array_size(follow_ups);

	if (schema == NULL || strcmp(schema, "yupana.export/1") != 0)
		return err_refuse(err, YUP_EINVALID, "json_schema", "%s",
		    schema != NULL && schema[0] != '\0' ? schema : "-");
	if (count == 0)
		return err_refuse(err, YUP_EINVALID, "json_schema", "no plan and no follow-up");
	if (count > 1)
		return err_refuse(err, YUP_EINVALID, "json_many", "%zu", count);
	return YUP_OK;
}

static int
check_pack(struct json_reader *r, const struct pack *pack, const json_t *o)
{
	const char *name = json_value_text(r, o, "pack");

	if (r->rc == YUP_OK && name[0] != '\0' && strcmp(name, pack->name) != 0)
		r->rc = err_refuse(r->err, YUP_EINVALID, "json_pack", "%s", name);
	return r->rc;
}

static int
read_root(struct json_reader *r, const struct pack *pack, const json_t *root,
    struct import_result *out)
{
	const json_t *plans = json_object_get(root, "plans");
	const json_t *follow_ups = json_object_get(root, "follow_ups");
	bool is_plan = json_array_size(plans) > 0;
	int rc = check_kind(root, plans, follow_ups, r->err);

	if (rc == YUP_OK)
		rc = check_pack(r, pack, json_array_get(is_plan ? plans : follow_ups, 0));
	if (rc < 0)
		return rc;
	out->kind = is_plan ? IMPORT_PLAN_TEXT : IMPORT_FOLLOW_UP_TEXT;
	if (is_plan)
		out->plan = json_plan_read(r, pack, json_array_get(plans, 0));
	else
		out->follow_up = json_follow_up_read(r, pack, json_array_get(follow_ups, 0));
	return r->rc;
}

int
json_document_read(struct mem *mem, const struct pack *pack, const char *bytes, size_t length,
    struct import_result *out, struct err *err)
{
	struct json_reader r = { .mem = mem, .err = err, .place = "" };
	json_t *root = NULL;
	int rc = json_value_parse(bytes, length, &root, err);

	if (rc < 0)
		return rc;
	out->encoding = "json";
	out->number_style = NUM_DOT_DECIMAL;
	rc = read_root(&r, pack, root, out);
	json_decref(root);
	return rc;
}
