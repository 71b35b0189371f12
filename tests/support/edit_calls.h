/* edit_calls.h - the use cases of app/edit.h and app/periods.h, for the table of use_cases.c. */
#ifndef YUP_TESTS_EDIT_CALLS_H
#define YUP_TESTS_EDIT_CALLS_H

#include "support/use_cases.h"

int call_app_period_years(struct walk *w, const struct where *at);
int call_app_period_list(struct walk *w, const struct where *at);
int call_app_period_steps(struct walk *w, const struct where *at);
int call_app_period_lay_out(struct walk *w, const struct where *at);
int call_app_period_open(struct walk *w, const struct where *at);
int call_app_period_close(struct walk *w, const struct where *at);
int call_app_period_extend(struct walk *w, const struct where *at);
int call_app_edit(struct walk *w, const struct where *at);
int call_app_edit_try(struct walk *w, const struct where *at);

#endif
