/*
 * evidence_json.h - a file attached as evidence as JSON, the same in the API and on
 * the command line.
 */
#ifndef YUP_REPORT_EVIDENCE_JSON_H
#define YUP_REPORT_EVIDENCE_JSON_H

#include "core/evidence.h"
#include "report/json_writer.h"

/* `kind` is what it is, "application/pdf"; `outside`, its date is of no day of its period. */
void evidence_json(struct json_writer *w, const char *key, const struct evidence *evidence,
    const char *kind, bool outside);

#endif
