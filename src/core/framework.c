#include "core/framework.h"

#include <string.h>

#include "base/mem.h"
#include "core/field.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

const struct strategic_node *
framework_find(const struct strategic_node *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return &list[i];
	return NULL;
}

static bool
overlap(const struct strategic_node *a, const struct strategic_node *b)
{
	return a->first_year <= b->last_year && b->first_year <= a->last_year;
}

static int
refuse(struct err *err, int rc, const char *field)
{
	if (err != NULL)
		(void)err_in(err, field);
	return rc;
}

static int
check_parent(const struct strategic_node *list, size_t count, const struct strategic_node *node,
    struct err *err)
{
	const struct strategic_node *parent = framework_find(list, count, node->parent);

	if (node->parent == 0 ||
	    (parent != NULL && parent->kind < node->kind && overlap(parent, node)))
		return YUP_OK;
	return refuse(err,
	    err_refuse(err, YUP_EINVALID, "framework_parent", "%s",
		parent != NULL ? parent->code : ""),
	    "parent");
}

int
framework_check(const struct strategic_node *list, size_t count, const struct strategic_node *node,
    struct err *err)
{
	int rc = field_check(node->code, FRAMEWORK_CODE_MAX, FIELD_NEEDED, "code", err);

	if (rc == YUP_OK)
		rc = field_check(node->title, FRAMEWORK_TITLE_MAX, FIELD_NEEDED, "title", err);
	if (rc < 0)
		return rc;
	if (node->first_year < FIRST_YEAR || node->last_year > LAST_YEAR ||
	    node->last_year < node->first_year)
		return refuse(err,
		    err_refuse(err, YUP_EINVALID, "framework_years", "%d-%d", node->first_year,
			node->last_year),
		    "years");
	if (node->id == 0 && count >= FRAMEWORK_MAX)
		return err_refuse(err, YUP_ELIMIT, "framework_full", "%d", FRAMEWORK_MAX);
	for (size_t i = 0; i < count; i++)
		if (list[i].id != node->id && list[i].kind == node->kind &&
		    strcmp(list[i].code, node->code) == 0 && overlap(&list[i], node))
			return refuse(err,
			    err_refuse(err, YUP_ECONFLICT, "framework_code_taken", "%s",
				node->code),
			    "code");
	return check_parent(list, count, node, err);
}

bool
framework_is_served(const struct strategic_node *list, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].parent == id)
			return true;
	return false;
}

void
framework_facts(struct mem *mem, const struct strategic_node *list, size_t count,
    struct check_facts *out)
{
	struct framework_link *links = mem_array(mem, count + 1, sizeof(*links));
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		const struct strategic_node *parent = framework_find(list, count, list[i].parent);
		struct framework_link *link = &links[n];

		if (list[i].kind != STRATEGIC_OBJECTIVE)
			continue;
		n++;
		*link = (struct framework_link){ list[i].code, "", list[i].first_year,
			list[i].last_year };
		if (parent == NULL)
			continue;
		link->strategic = parent->code;
		if (parent->first_year > link->first_year)
			link->first_year = parent->first_year;
		if (parent->last_year < link->last_year)
			link->last_year = parent->last_year;
	}
	*out = (struct check_facts){ links, n };
}
