/*
 * chance.h - numbers that look drawn and are the same for the same seed on every
 * machine (splitmix64); for what is made up, never for secrets.
 */
#ifndef YUP_CORE_CHANCE_H
#define YUP_CORE_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

static inline uint64_t
chance_next(struct chance *chance)
{
	uint64_t z = (chance->state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 to limit - 1. */
static inline unsigned
chance_below(struct chance *chance, size_t limit)
{
	return (unsigned)(chance_next(chance) % limit);
}

static inline const char *
chance_pick(struct chance *chance, const char *const *list, size_t count)
{
	return list[chance_below(chance, count)];
}

#endif
