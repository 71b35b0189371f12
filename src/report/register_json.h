/*
 * register_json.h - a register and an item of one as JSON, the same in the API and
 * on the command line.
 */
#ifndef YUP_REPORT_REGISTER_JSON_H
#define YUP_REPORT_REGISTER_JSON_H

#include "core/register.h"
#include "report/json_writer.h"

/* How many of its items; of those that may be read. */
struct register_counts {
	size_t total, open, late, faulty;
};

void register_json(struct json_writer *w, const char *key, const struct pack_register *reg,
    const struct register_counts *counts);

/* Without its acts. */
void register_item_json(struct json_writer *w, const char *key, const struct pack_register *reg,
    const struct register_item *item, const char *today);

/* The array "acts". */
void register_acts_json(struct json_writer *w, const struct register_item *item);

/* One thing that is wrong with an item, among the findings of documents. */
void register_finding_json(struct json_writer *w, const char *institution,
    const struct pack_register *reg, const struct register_item *item,
    const struct register_finding *finding);

#endif
