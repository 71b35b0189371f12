/*
 * json_plan.h - one plan, one follow-up of a yupana.export/1 document, for
 * json_document.c and bundle_read.c.  NULL: r->rc says why.
 */
#ifndef YUP_IMPORT_JSON_PLAN_H
#define YUP_IMPORT_JSON_PLAN_H

#include "core/followup.h"
#include "import/json_value.h"

struct plan *json_plan_read(struct json_reader *r, const struct pack *pack, const json_t *o);
struct follow_up *json_follow_up_read(struct json_reader *r, const struct pack *pack,
    const json_t *o);

#endif
