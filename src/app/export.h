/*
 * export.h - `yupana export`: what is stored, for other programs.
 */
#ifndef YUP_APP_EXPORT_H
#define YUP_APP_EXPORT_H

#include "app/documents.h"
#include "report/json_writer.h"

/* Plans and follow-ups as one JSON document, yupana.export/1, written piece by piece. */
MUST_CHECK int app_export_json(const struct app *app, struct mem *mem, const char *institution,
    unsigned what, json_write_fn write, void *context, struct err *err);

#endif
