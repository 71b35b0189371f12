/*
 * apportion.h - whole parts that add up exactly: the largest remainder.
 *
 * For fixes: weights that should sum to 100, months that should sum to their
 * total.  Pure.
 */
#ifndef YUP_CORE_APPORTION_H
#define YUP_CORE_APPORTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mem;

/*
 * Rewrite the `count` parts so that they keep their proportions and sum to
 * exactly `total`, each a multiple of `step`.  What rounding leaves over goes
 * to the largest remainders, the earlier one first among equals.
 *
 * False, and nothing is changed, where that cannot be: a part below zero, all
 * of them zero, or a total that is no multiple of the step.
 */
bool apportion(struct mem *mem, int64_t *parts, size_t count, int64_t total, int64_t step);

/* The largest of 10^4, 10^3 ... 1 that divides every part: the decimals in use. */
int64_t apportion_step(const int64_t *parts, size_t count);

#endif
