/*
 * made_up.h - plans and follow-ups built by hand, for tests: every field used,
 * absent values, letters of several alphabets, lists of several lengths.
 *
 * Nothing in them adds up; they are for storing and comparing.
 */
#ifndef YUP_TESTS_MADE_UP_H
#define YUP_TESTS_MADE_UP_H

#include "core/followup.h"
#include "core/plan.h"

/* A pack called "test" of `period_count` periods, three levels; lives in `mem`. */
const struct pack *made_up_pack(struct mem *mem, unsigned period_count);

/* Two files, three units, three forms and six nodes. */
struct plan *made_up_plan(struct mem *mem, const struct pack *pack);

/* Only an institution and a year. */
struct plan *made_up_empty_plan(struct mem *mem, const struct pack *pack);

/* Two units, three operations, three aggregates, one orphan. */
struct follow_up *made_up_follow_up(struct mem *mem, const struct pack *pack);

#endif
