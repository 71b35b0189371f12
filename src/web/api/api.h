/*
 * api.h - the tables of routes of the API, for web/routes.c.
 */
#ifndef YUP_WEB_API_API_H
#define YUP_WEB_API_API_H

#include "web/router.h"

extern const struct route api_boards[];
extern const struct route api_cells[];
extern const struct route api_evidence[];
extern const struct route api_observations[];
extern const struct route api_openapi[];
extern const struct route api_people[];
extern const struct route api_periods[];
extern const struct route api_papers[];
extern const struct route api_plans[];
extern const struct route api_registers[];
extern const struct route api_report_cells[];
extern const struct route api_reports[];

#endif
