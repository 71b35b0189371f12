/*
 * bundle_json.h - a bundle as the text that is signed: yupana.bundle/1
 * (docs/schemas/bundle.schema.json).  import/bundle_read.h reads it back.
 */
#ifndef YUP_REPORT_BUNDLE_JSON_H
#define YUP_REPORT_BUNDLE_JSON_H

#include "core/bundle.h"
#include "core/rollup.h"

struct json_writer;

void bundle_json(struct json_writer *w, const struct bundle *bundle, const struct rollup *rolled);

#endif
