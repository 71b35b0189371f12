/*
 * pages.h - the tables of routes of the pages, for web/routes.c.
 */
#ifndef YUP_WEB_PAGES_PAGES_H
#define YUP_WEB_PAGES_PAGES_H

#include "web/router.h"

extern const struct route pages_account[];
extern const struct route pages_admin[];
extern const struct route pages_admin_lists[];
extern const struct route pages_amendment[];
extern const struct route pages_chart[];
extern const struct route pages_diff[];
extern const struct route pages_evidence[];
extern const struct route pages_findings[];
extern const struct route pages_follow_up[];
extern const struct route pages_gantt[];
extern const struct route pages_home[];
extern const struct route pages_ministry[];
extern const struct route pages_node[];
extern const struct route pages_observe[];
extern const struct route pages_people[];
extern const struct route pages_person[];
extern const struct route pages_plan[];
extern const struct route pages_plans[];
extern const struct route pages_portal[];
extern const struct route pages_ready[];
extern const struct route pages_registers[];
extern const struct route pages_report_board[];
extern const struct route pages_report_document[];
extern const struct route pages_report_past[];
extern const struct route pages_report_take[];
extern const struct route pages_report_unit[];
extern const struct route pages_reporting[];
extern const struct route pages_review[];
extern const struct route pages_search[];
extern const struct route pages_import[];
extern const struct route pages_job[];
extern const struct route pages_log[];
extern const struct route pages_framework[];
extern const struct route pages_sheet[];
extern const struct route pages_sign_in[];
extern const struct route pages_papers[];
extern const struct route pages_settings[];
extern const struct route pages_unit[];

#endif
