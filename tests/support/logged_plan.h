/* logged_plan.h - a made-up plan, saved as an import saves it: with its record. */
#ifndef YUP_TESTS_LOGGED_PLAN_H
#define YUP_TESTS_LOGGED_PLAN_H

#include <stdint.h>

#include "core/synth.h"

struct plan;
struct test_store;

/* Its id; `*out` (may be NULL) is the plan that was saved, in s->mem. */
int64_t logged_plan_save(struct test_store *s, const struct synth *options, struct plan **out);

/* The same of a plan made otherwise; its id. */
int64_t logged_plan_keep(struct test_store *s, const struct plan *plan);

#endif
