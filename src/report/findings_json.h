/*
 * findings_json.h - findings as JSON: docs/schemas/findings.schema.json.
 */
#ifndef YUP_REPORT_FINDINGS_JSON_H
#define YUP_REPORT_FINDINGS_JSON_H

#include "core/finding.h"

struct json_writer;

/* One finding object; `plan` or `fu` is what it is about, the other NULL. */
void finding_json(struct json_writer *w, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu);

/* A finding's value: a number in its plain form, a text, or null. */
void value_json(struct json_writer *w, const char *key, const struct value *value,
    const struct pack *pack);

/* {"institution", "year", "version"}, {"institution", "year", "as_of"}. */
void plan_head_json(struct json_writer *w, const char *key, const struct plan *plan);
void follow_up_head_json(struct json_writer *w, const char *key, const struct follow_up *fu);

#endif
