/* sums_calls.h - the use cases of app/standings.h and app/ministry.h, for the table of use_cases.c. */
#ifndef YUP_TESTS_SUMS_CALLS_H
#define YUP_TESTS_SUMS_CALLS_H

#include "support/use_cases.h"

int call_app_standings(struct walk *w, const struct where *at);
int call_app_standings_rebuild(struct walk *w, const struct where *at);
int call_app_ministry(struct walk *w, const struct where *at);
int call_app_is_ministry(struct walk *w, const struct where *at);
int call_app_ministry_years(struct walk *w, const struct where *at);

#endif
