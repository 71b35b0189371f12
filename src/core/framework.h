/*
 * framework.h - the strategic framework: what a plan's institutional objectives
 * serve, from the national plan down, each with its years.
 *
 * A plan's objective is the institutional one with its code.  Pure.
 */
#ifndef YUP_CORE_FRAMEWORK_H
#define YUP_CORE_FRAMEWORK_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/check.h"

/* Stored in strategic_node.kind. */
enum strategic_kind {
	STRATEGIC_NATIONAL,    /* PDES */
	STRATEGIC_SECTOR,      /* plan sectorial */
	STRATEGIC_INSTITUTION, /* PEI */
	STRATEGIC_OBJECTIVE,   /* objetivo institucional, as in the POA */
	STRATEGIC_KIND__COUNT
};

enum { FRAMEWORK_CODE_MAX = 40, FRAMEWORK_TITLE_MAX = 1000, FRAMEWORK_MAX = 5000 };

struct strategic_node {
	int64_t id;
	enum strategic_kind kind;
	int64_t parent; /* what it serves, 0: nothing said */
	const char *code, *title;
	int first_year, last_year; /* both included */
};

/* The one with that id, NULL for none. */
const struct strategic_node *framework_find(const struct strategic_node *list, size_t count,
    int64_t id);

/*
 * May `node` stand among the others?  YUP_EINVALID "framework_years",
 * "framework_parent", and the refusals of core/field.h; YUP_ECONFLICT
 * "framework_code_taken"; YUP_ELIMIT "framework_full".
 */
MUST_CHECK int framework_check(const struct strategic_node *list, size_t count,
    const struct strategic_node *node, struct err *err);

/* Does anything serve it? */
bool framework_is_served(const struct strategic_node *list, size_t count, int64_t id);

/* What R07 asks; in `mem`, pointing into the list. */
void framework_facts(struct mem *mem, const struct strategic_node *list, size_t count,
    struct check_facts *out);

#endif
