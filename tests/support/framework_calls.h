/* framework_calls.h - the use cases of app/settings.h and app/framework.h, for the table of use_cases.c. */
#ifndef YUP_TESTS_FRAMEWORK_CALLS_H
#define YUP_TESTS_FRAMEWORK_CALLS_H

#include "support/use_cases.h"

int call_app_setting_list(struct walk *w, const struct where *at);
int call_app_setting_change(struct walk *w, const struct where *at);
int call_app_framework_list(struct walk *w, const struct where *at);
int call_app_framework_put(struct walk *w, const struct where *at);

#endif
