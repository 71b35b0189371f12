/*
 * plan_json.h - a plan and a follow-up as JSON: docs/schemas/export.schema.json.
 *
 * Everything said, everything computed, and where each came from.
 */
#ifndef YUP_REPORT_PLAN_JSON_H
#define YUP_REPORT_PLAN_JSON_H

#include "core/followup.h"
#include "core/rollup.h"

struct json_writer;

/* One Plan object; `rolled` is its roll-up under the plan's own policy. */
void plan_json(struct json_writer *w, const struct plan *plan, const struct rollup *rolled);

/* One FollowUp object. */
void follow_up_json(struct json_writer *w, const struct follow_up *fu);

/* "as_published", "by_behaviour". */
const char *policy_key(enum rollup_policy policy);

/* A node's schedule as far as it can be told: as read where unresolved but whole, else NULL. */
const int64_t *plan_json_schedule(const struct plan *plan, size_t node);

/* {"file", "form", "line"}. */
void source_json(struct json_writer *w, const char *key, const struct source *source,
    const char *const *files, size_t file_count);

#endif
