/*
 * register_calls.h - the use cases of registers and evidence, as support/use_cases.c walks them.
 */
#ifndef YUP_TESTS_REGISTER_CALLS_H
#define YUP_TESTS_REGISTER_CALLS_H

#include "support/use_cases.h"

int call_app_issued_list(struct walk *w, const struct where *at);
int call_app_centre_list(struct walk *w, const struct where *at);
int call_app_centre_is_long(struct walk *w, const struct where *at);
int call_app_centre_get(struct walk *w, const struct where *at);
int call_app_centre_own(struct walk *w, const struct where *at);
int call_app_centre_ask(struct walk *w, const struct where *at);
int call_app_centre_make(struct walk *w, const struct where *at);
int call_app_evidence_list(struct walk *w, const struct where *at);
int call_app_register_all(struct walk *w, const struct where *at);
int call_app_register_items(struct walk *w, const struct where *at);
int call_app_register_amendment(struct walk *w, const struct where *at);

#endif
