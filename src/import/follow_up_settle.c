/*
 * follow_up_settle.c - what a line of averages is the average of.
 *
 * The layout says under which heading a unit stands, not whether a group's
 * figure is the mean of its units or of its directorates.  Each reading is
 * tried on unrounded values; the first that shows as printed is taken.
 */
#include <string.h>

#include "base/mem.h"
#include "core/progress.h"
#include "import/follow_up_text.h"

struct members {
	struct fu_member *list;
	size_t count, room;
};

static void
add_member(struct follow_up *fu, struct members *m, bool is_unit, uint32_t index)
{
	MEM_PUSH(fu->mem, m->list, m->count, m->room);
	m->list[m->count - 1] = (struct fu_member){ is_unit, index };
}

/* The aggregates and units that stand directly under `a`. */
static struct members
direct(struct follow_up *fu, uint32_t a)
{
	struct members m = { 0 };

	for (uint32_t i = 0; i < fu->aggregate_count; i++)
		if (fu->aggregates[i].parent == a)
			add_member(fu, &m, false, i);
	for (uint32_t u = 0; u < fu->unit_count; u++)
		if (fu->units[u].parent == a)
			add_member(fu, &m, true, u);
	return m;
}

/* Every unit below `a`, or the lowest lines: directorates, and units without one. */
static void
collect_below(struct follow_up *fu, uint32_t a, bool units_only, struct members *out)
{
	struct members m = direct(fu, a);

	for (size_t i = 0; i < m.count; i++) {
		const struct fu_member *member = &m.list[i];

		if (member->is_unit ||
		    (!units_only && fu->aggregates[member->index].level == FU_DIRECTORATE))
			add_member(fu, out, member->is_unit, member->index);
		else
			collect_below(fu, member->index, units_only, out);
	}
}

static bool
reproduces(struct follow_up *fu, uint32_t a, const struct members *m)
{
	struct fu_aggregate *aggregate = &fu->aggregates[a];
	struct err ignored;

	aggregate->of = m->list;
	aggregate->of_count = m->count;
	if (m->count == 0 || progress_compute_aggregate(fu, a, &ignored) < 0)
		return false;
	return progress_matches(aggregate->computed_e9, aggregate->printed_e4);
}

static void
take(struct follow_up *fu, uint32_t a, const struct members *m)
{
	fu->aggregates[a].of = m->list;
	fu->aggregates[a].of_count = m->count;
}

static void
settle_one(struct follow_up *fu, uint32_t a)
{
	struct members near = direct(fu, a), lines = { 0 }, units = { 0 };

	collect_below(fu, a, false, &lines);
	collect_below(fu, a, true, &units);
	if (near.count == 1 && !near.list[0].is_unit && fu->aggregates[a].level != FU_INSTITUTION)
		near = units; /* one directorate: its units are the vice-ministry's */
	if (reproduces(fu, a, &near) || reproduces(fu, a, &lines) || reproduces(fu, a, &units))
		return;
	take(fu, a, &near);
}

/* From the lowest level up, so that each line rests on settled ones. */
int
follow_up_settle(struct follow_up *fu, struct err *err)
{
	int rc = progress_compute(fu, err); /* the units, once */

	if (rc < 0)
		return rc;
	for (enum fu_level level = FU_DIRECTORATE; level < FU_LEVEL__COUNT; level++)
		for (uint32_t a = 0; a < fu->aggregate_count; a++)
			if (fu->aggregates[a].level == level)
				settle_one(fu, a);
	return progress_compute(fu, err);
}
