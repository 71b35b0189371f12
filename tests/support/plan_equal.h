/*
 * plan_equal.h - are two plans, or two follow-ups, the same in every field?
 *
 * Arrays compare in order; a schedule's months that were not given must be 0 in
 * both.  Rooms, arenas and the pack's address do not count; its name does.
 */
#ifndef YUP_TESTS_PLAN_EQUAL_H
#define YUP_TESTS_PLAN_EQUAL_H

#include "core/followup.h"
#include "core/plan.h"

/*
 * NULL where they are equal, else the first difference as
 * "nodes[3].title: \"a\" is not \"b\"", good until the next call.
 */
const char *plan_difference(const struct plan *a, const struct plan *b);
const char *follow_up_difference(const struct follow_up *a, const struct follow_up *b);

/* The same as cmocka assertions. */
void assert_plan_equal(const struct plan *a, const struct plan *b);
void assert_follow_up_equal(const struct follow_up *a, const struct follow_up *b);

#endif
