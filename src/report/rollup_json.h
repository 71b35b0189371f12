/*
 * rollup_json.h - a plan's roll-up as JSON: docs/schemas/rollup.schema.json.
 */
#ifndef YUP_REPORT_ROLLUP_JSON_H
#define YUP_REPORT_ROLLUP_JSON_H

#include "core/rollup.h"

struct json_writer;

/* One object: every unit and every node; null months where nothing below them has a schedule. */
void rollup_json(struct json_writer *w, const struct plan *plan, const struct rollup *rolled);

#endif
