/*
 * weights.h - what R10 and R11 share: the sum of some nodes' weights, and the
 * weights that would make it 100.
 */
#ifndef YUP_CORE_RULES_WEIGHTS_H
#define YUP_CORE_RULES_WEIGHTS_H

#include "core/check.h"

enum { WHOLE_WEIGHT_E4 = 1000000 }; /* 100 per cent */

/* NUM_ABSENT where a weight is. */
int64_t weights_sum(const struct plan *plan, const uint32_t *nodes, size_t count);

/* Of those that are there; `*out_absent` is whether one is not. */
int64_t weights_sum_known(const struct plan *plan, const uint32_t *nodes, size_t count,
    bool *out_absent);

/* Largest remainder in the decimals in use; no fix where arithmetic gives none. */
void weights_fix(struct check *check, struct finding *finding, const uint32_t *nodes, size_t count);

#endif
