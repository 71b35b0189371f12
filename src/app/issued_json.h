/*
 * issued_json.h - an issued document for programs, as the command line and the API give it.
 */
#ifndef YUP_APP_ISSUED_JSON_H
#define YUP_APP_ISSUED_JSON_H

#include "store/issued_store.h"

struct json_writer;

/* One object; `key` NULL inside an array. */
void app_issued_json(struct json_writer *w, const char *key, const struct issued *it);

#endif
