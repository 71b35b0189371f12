#include "core/standing.h"

#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "core/progress.h"

/* ---- Of a follow-up ------------------------------------------------------------- */

static void
count_operation(struct standing *to, const struct fu_operation *op)
{
	bool below = op->reported->threshold != THRESHOLD_WELL;

	to->operations++;
	to->reported += op->reported->progress.physical_e9 != NUM_ABSENT;
	to->below += below;
	to->unexplained += below && (op->cause[0] == '\0' || op->measure[0] == '\0');
}

static struct standing
of_unit(const struct follow_up *fu, const struct fu_unit *unit)
{
	struct standing s = { .level = FU_LEVEL__COUNT };

	if (unit->known != NULL)
		s = *unit->known;
	s.id = unit->id;
	s.parent = unit->parent;
	if (unit->known != NULL)
		return s;
	s.physical_e9 = unit->computed_e9;
	s.planned_e9 = unit->planned_e9;
	s.money = unit->money;
	for (uint32_t i = 0; i < unit->count; i++)
		count_operation(&s, &fu->operations[unit->first + i]);
	return s;
}

static struct standing
of_level(const struct fu_aggregate *a)
{
	return (struct standing){ .id = a->id,
		.parent = a->parent,
		.level = (uint8_t)a->level,
		.physical_e9 = a->computed_e9,
		.planned_e9 = a->planned_e9,
		.money = a->money };
}

static void
add_counts(struct standing *to, const struct standing *from)
{
	to->operations += from->operations;
	to->reported += from->reported;
	to->below += from->below;
	to->unexplained += from->unexplained;
}

void
standings_of(struct mem *mem, const struct follow_up *fu, struct standing **out, size_t *out_count)
{
	size_t levels = fu->aggregate_count, count = levels + fu->unit_count;
	struct standing *list = mem_array(mem, count + 1, sizeof(*list));

	for (size_t a = 0; a < levels; a++)
		list[a] = of_level(&fu->aggregates[a]);
	for (size_t u = 0; u < fu->unit_count; u++)
		list[levels + u] = of_unit(fu, &fu->units[u]);
	for (size_t i = count; i-- > 0;) /* from the units up: a level stands before those below */
		if (list[i].parent != PLAN_NONE)
			add_counts(&list[list[i].parent], &list[i]);
	*out = list;
	*out_count = count;
}

void
standings_keep_planned(struct standing *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		list[i].physical_e9 = NUM_ABSENT;
		list[i].money.executed_cents = NUM_ABSENT;
		list[i].reported = list[i].below = list[i].unexplained = 0;
	}
}

bool
standing_is(const struct standing *a, const struct standing *b)
{
	return strcmp(a->id, b->id) == 0 && a->parent == b->parent && a->level == b->level &&
	    a->physical_e9 == b->physical_e9 && a->planned_e9 == b->planned_e9 &&
	    a->money.budget_cents == b->money.budget_cents &&
	    a->money.executed_cents == b->money.executed_cents && a->operations == b->operations &&
	    a->reported == b->reported && a->below == b->below && a->unexplained == b->unexplained;
}

/* ---- What follows ----------------------------------------------------------------- */

static int64_t
quotient_e9(int64_t value_e9, int64_t by_e9)
{
	if (value_e9 == NUM_ABSENT || by_e9 == NUM_ABSENT || by_e9 <= 0)
		return NUM_ABSENT;
	return muldiv_round(value_e9, 100 * E9, by_e9);
}

int64_t
standing_efficacy(const struct standing *s)
{
	return quotient_e9(s->physical_e9, s->planned_e9);
}

int64_t
standing_efficiency(const struct standing *s)
{
	return quotient_e9(s->physical_e9, money_progress(&s->money));
}

int64_t
standing_projected(const struct standing *s)
{
	int64_t efficacy_e9 = standing_efficacy(s);

	return efficacy_e9 > 100 * E9 ? 100 * E9 : efficacy_e9;
}
