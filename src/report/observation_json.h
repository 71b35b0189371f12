/*
 * observation_json.h - an observation as JSON: `observation` of the API and of
 * yupana.observations/1.
 */
#ifndef YUP_REPORT_OBSERVATION_JSON_H
#define YUP_REPORT_OBSERVATION_JSON_H

#include "core/observation.h"
#include "report/json_writer.h"

/* `plan` holds all its rows: anchors name them by index. */
void observation_json(struct json_writer *w, const char *key, const struct plan *plan,
    const struct observation *o);

#endif
