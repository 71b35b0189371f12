/*
 * follow_up_calls.h - the calls of use_cases.c that are of follow-up documents.
 */
#ifndef YUP_TESTS_FOLLOW_UP_CALLS_H
#define YUP_TESTS_FOLLOW_UP_CALLS_H

#include "support/use_cases.h"

int call_app_follow_up_list(struct walk *w, const struct where *at);
int call_app_follow_up_get(struct walk *w, const struct where *at);
int call_app_follow_up_sources(struct walk *w, const struct where *at);
int call_app_follow_up_past(struct walk *w, const struct where *at);
int call_app_follow_up_correct(struct walk *w, const struct where *at);
int call_app_follow_up_settle(struct walk *w, const struct where *at);
int call_app_check_reports(struct walk *w, const struct where *at);
int call_app_check_registers(struct walk *w, const struct where *at);

#endif
