/*
 * standing.h - how units, levels and the institution stand at the end of a period:
 * the sums of a follow-up, small enough to keep and to read by the thousand.
 *
 * A list has the levels of a follow-up first, each before those below it, then its
 * units, in its order.  Per cents are unrounded (_e9), so that what is made of kept
 * sums has the digits of what is made of the reports themselves.
 *
 * Pure.  Source: DOMAIN section 4, monitoring averages.
 */
#ifndef YUP_CORE_STANDING_H
#define YUP_CORE_STANDING_H

#include "core/followup.h"

/* One line of it. */
struct standing {
	const char *id;  /* of the unit or level, as in the follow-up */
	uint32_t parent; /* the level it is averaged in, in the same list; PLAN_NONE */
	uint8_t level;   /* enum fu_level; FU_LEVEL__COUNT: a unit */
	int64_t physical_e9, planned_e9; /* NUM_ABSENT: nobody has said */
	struct fu_money money;
	uint32_t operations;
	uint32_t reported;    /* of them, that say how far they are */
	uint32_t below;       /* under the threshold */
	uint32_t unexplained; /* of those, without cause or measure */
};

static inline bool
standing_is_unit(const struct standing *s)
{
	return s->level == FU_LEVEL__COUNT;
}

/* The sums of a follow-up made here from reports and computed; ids are its own. */
void standings_of(struct mem *mem, const struct follow_up *fu, struct standing **out,
    size_t *out_count);

/* What a period that is yet to come has: what is planned to its end, and nothing said. */
void standings_keep_planned(struct standing *list, size_t count);

bool standing_is(const struct standing *a, const struct standing *b);

/* Physical / planned to date, per cent; NUM_ABSENT where nothing was planned. */
int64_t standing_efficacy(const struct standing *s);

/* Physical / financial progress, per cent; NUM_ABSENT without either. */
int64_t standing_efficiency(const struct standing *s);

/*
 * Where the year would end: the plan's whole, for as much of it as what was planned
 * to date was reached (efficacy), at most 100.  NUM_ABSENT where nothing was planned.
 */
int64_t standing_projected(const struct standing *s);

#endif
