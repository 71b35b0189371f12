/*
 * explain_json.h - an explanation as JSON: docs/schemas/explain.schema.json.
 */
#ifndef YUP_REPORT_EXPLAIN_JSON_H
#define YUP_REPORT_EXPLAIN_JSON_H

#include "base/mem.h"
#include "core/explain.h"

struct json_writer;

/* The cells of a source as read, a tab between them; NULL where unknown. */
typedef const char *(*explain_cells_fn)(const void *context, const struct source *source);

/* What is explained, either a plan's figure or a follow-up's. */
struct explained {
	const struct plan *plan;
	const struct follow_up *fu;
	explain_cells_fn cells;
	const void *cells_context;
};

/* One explanation object, with those of its terms inside. */
void explanation_json(struct json_writer *w, const char *key, const struct explained *what,
    const struct explanation *e);

#endif
