/*
 * sheet_calls.h - the calls of use_cases.c that take lists of a plan out, and its workbook out
 * and back.
 */
#ifndef YUP_TESTS_SHEET_CALLS_H
#define YUP_TESTS_SHEET_CALLS_H

#include "support/use_cases.h"

int call_app_sheet_write(struct walk *w, const struct where *at);
int call_app_sheet_look(struct walk *w, const struct where *at);
int call_app_sheet_keep(struct walk *w, const struct where *at);
int call_app_sheet_kept(struct walk *w, const struct where *at);
int call_app_sheet_drop(struct walk *w, const struct where *at);
int call_app_export_findings(struct walk *w, const struct where *at);
int call_app_export_observations(struct walk *w, const struct where *at);

#endif
