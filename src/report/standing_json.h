/*
 * standing_json.h - how units, levels and institutions stand, as JSON, the same in the
 * API and on the command line: docs/schemas/board.schema.json, ministry.schema.json.
 */
#ifndef YUP_REPORT_STANDING_JSON_H
#define YUP_REPORT_STANDING_JSON_H

#include "core/standing.h"
#include "report/json_writer.h"

/* One object of figures: of an institution as a whole. */
void standing_figures_json(struct json_writer *w, const char *key, const struct standing *s);

/* The array "lines" of a period; `plan`, which it is held against, has their names. */
void standing_lines_json(struct json_writer *w, const struct plan *plan,
    const struct standing *list, size_t count);

/* The members that say which period it is. */
void standing_period_json(struct json_writer *w, const struct report_period *period);

#endif
