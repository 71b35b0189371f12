/*
 * follow_up_causes.h - the second table of a follow-up, line by line: causes and measures
 * under the name of their unit, those that found no operation last in it.
 */
#ifndef YUP_REPORT_FOLLOW_UP_CAUSES_H
#define YUP_REPORT_FOLLOW_UP_CAUSES_H

#include "core/followup.h"

struct cause_line {
	bool heads; /* a unit: its ordinal and its name, over its lines */
	const char *code, *expected, *cause, *measure; /* of a unit: the first two */
};

/* An array in `mem`. */
struct cause_line *follow_up_causes(struct mem *mem, const struct follow_up *fu, size_t *out_count);

#endif
