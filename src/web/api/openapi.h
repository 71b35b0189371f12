/*
 * openapi.h - the description of the API, made from the table of routes.
 */
#ifndef YUP_WEB_API_OPENAPI_H
#define YUP_WEB_API_OPENAPI_H

#include <stdbool.h>

#include "base/err.h"

struct route;
struct str;

/* What a route of the API answers; texts in English, for programmers. */
struct api_doc {
	const char *summary;
	const char *answer; /* a schema below; NULL: nothing */
	const char *body;   /* a schema, "text"; NULL: takes none */
	unsigned status;
	bool paged, tagged, if_match;
};

/* The schemas of answers: objects whose members are always there. */
struct api_member {
	const char *name;
	const char *type; /* "integer", "string?", "[plan]", "finding": a ? may be null */
};
struct api_schema {
	const char *name;
	struct api_member members[24];
};
extern const struct api_schema api_schemas[]; /* ended by one without a name */

/* NULL where the route has none: a mistake, which a test finds. */
const struct api_doc *api_doc_of(const struct route *route);

/* The whole, OpenAPI 3.1.  YUP_EBUG: a route without a description. */
MUST_CHECK int openapi_put(struct str *out, struct err *err);

#endif
