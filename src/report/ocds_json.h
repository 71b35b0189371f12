/*
 * ocds_json.h - years as an OCDS 1.1 release package (standard.open-contracting.org/1.1)
 * of planning releases: for each objective with a budget, what it is for and how much.
 *
 * yupana holds no procurement plan: what would be bought, and when, is not told here.
 * The prefix of an ocid is given by the Open Contracting Partnership; without one the
 * package says "ocds-000000", which no register has, and must be given one before it
 * is published.
 */
#ifndef YUP_REPORT_OCDS_JSON_H
#define YUP_REPORT_OCDS_JSON_H

#include "report/json_writer.h"
#include "report/open_year.h"

void ocds_json(struct json_writer *w, const struct open_year *years, size_t count);

#endif
