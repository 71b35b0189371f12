/*
 * repair.c - a unit: the readings found for its objectives are put together and
 * held against its `Total:` row; what agrees is applied, the rest stays as read.
 */
#include "core/repair.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/repair_search.h"

enum {
	COMBINATIONS_MAX = 20000, /* per unit */
	GROUPS_MAX = 500,         /* objectives put together; a unit has a dozen */
	GROUP_BUDGET = 3000000,   /* steps one objective may take */
};

/* --- the unit ---------------------------------------------------------- */

struct unit_search {
	struct mem *mem;
	unsigned n;
	struct repair_unit *unit;
	struct group_search *groups;
	size_t *chosen, *best;
	unsigned best_cost;
	size_t best_count; /* combinations at the best cost */
	bool **differs;    /* per group, per row: best combinations disagree */
	size_t tried;
	int64_t *budget;
	uint32_t *roots;
	size_t root_count;
	bool open_groups; /* objectives without an answer may hold anything that fits */
};

/* A group's months under its chosen solution, else as printed. */
static bool
group_months(const struct group_search *s, size_t chosen, int64_t *out_e9)
{
	if (s->found_count > 0) {
		memcpy(out_e9, s->found[chosen].month_e9, s->n * sizeof(int64_t));
		return true;
	}
	if (s->placed_count != 1)
		return false;
	for (unsigned m = 0; m < s->n; m++)
		out_e9[m] = s->placed[0].month_e9[m] == NUM_ABSENT ? 0 : s->placed[0].month_e9[m];
	return true;
}

/*
 * The unit's months under the chosen solutions.  `open_e9` is how much of the
 * sum belongs to objectives left out, as their weights and totals say.
 */
static bool
unit_months(const struct unit_search *u, int64_t *out_e9, int64_t *open_e9)
{
	memset(out_e9, 0, u->n * sizeof(int64_t));
	*open_e9 = 0;
	for (size_t g = 0; g < u->unit->group_count; g++) {
		const struct repair_group *group = &u->unit->groups[g];
		int64_t months[PACK_PERIODS_MAX] = { 0 };
		int64_t weight = group->weight_e4 == NUM_ABSENT ? 0 : group->weight_e4;

		if (u->open_groups && u->groups[g].found_count == 0) {
			*open_e9 += weight * 100000;
			continue;
		}
		if (!group_months(&u->groups[g], u->chosen[g], months))
			return false;
		for (unsigned m = 0; m < u->n; m++)
			out_e9[m] += muldiv_round(months[m], weight, 100 * E4);
	}
	for (unsigned m = 0; m < u->n && u->root_count > 0; m++)
		out_e9[m] = div_round(out_e9[m], (int64_t)u->root_count);
	if (u->root_count > 0)
		*open_e9 = div_round(*open_e9, (int64_t)u->root_count);
	return true;
}

/*
 * What the `Total:` row leaves for the objectives without an answer is nowhere
 * negative, and adds up to their weights.
 */
static bool
leaves_room(const struct unit_search *u, const int64_t *month_e9, int64_t open_e9)
{
	const struct repair_cells *total = &u->unit->total;
	int64_t rest = 0;

	if (total->count != u->n + 1)
		return false;
	for (unsigned m = 0; m < u->n; m++) {
		int64_t left = total->v_e4[m] * 100000 - month_e9[m];

		if (total->v_e4[m] == NUM_ABSENT || left < -REPAIR_UNIT_E9)
			return false;
		rest += left;
	}
	return llabs(rest - open_e9) <= (int64_t)u->n * REPAIR_UNIT_E9;
}

/* Where one equation is missing, every repaired row must keep its own total and window. */
static bool
all_keep_own(const struct unit_search *u)
{
	for (size_t g = 0; g < u->unit->group_count; g++)
		if (u->groups[g].found_count > 0 && !u->groups[g].found[u->chosen[g]].own_equations)
			return false;
	return true;
}

static bool
is_verified(const struct unit_search *u)
{
	int64_t months[PACK_PERIODS_MAX], open_e9;

	if (!unit_months(u, months, &open_e9))
		return false;
	if (u->open_groups)
		return all_keep_own(u) && leaves_room(u, months, open_e9);
	return cells_show(u->n, &u->unit->total, months, REPAIR_UNIT_E9);
}

static void
note_differences(struct unit_search *u)
{
	for (size_t g = 0; g < u->unit->group_count; g++) {
		const struct group_search *s = &u->groups[g];

		if (s->found_count == 0 || u->chosen[g] == u->best[g])
			continue;
		for (size_t r = 0; r < s->group->row_count; r++)
			if (memcmp(s->found[u->chosen[g]].rows[r]->month_e4,
				s->found[u->best[g]].rows[r]->month_e4,
				u->n * sizeof(int64_t)) != 0)
				u->differs[g][r] = true;
	}
}

static void
weigh_combination(struct unit_search *u, unsigned cost)
{
	if ((u->best_count > 0 && cost > u->best_cost) || !is_verified(u))
		return;
	if (u->best_count == 0 || cost < u->best_cost) {
		memcpy(u->best, u->chosen, u->unit->group_count * sizeof(*u->best));
		for (size_t g = 0; g < u->unit->group_count; g++)
			memset(u->differs[g], 0, u->groups[g].group->row_count * sizeof(bool));
		u->best_cost = cost;
		u->best_count = 1;
		return;
	}
	note_differences(u);
	u->best_count++;
}

static void
combine(struct unit_search *u, size_t g, unsigned cost)
{
	if (u->tried > COMBINATIONS_MAX)
		return;
	if (g == u->unit->group_count) {
		*u->budget -= (int64_t)u->unit->group_count;
		u->tried = *u->budget > 0 ? u->tried + 1 : COMBINATIONS_MAX + 1;
		weigh_combination(u, cost);
		return;
	}
	if (u->groups[g].found_count == 0) {
		u->chosen[g] = 0;
		combine(u, g + 1, cost);
		return;
	}
	for (size_t i = 0; i < u->groups[g].found_count; i++) {
		u->chosen[g] = i;
		combine(u, g + 1, cost + u->groups[g].found[i].cost);
	}
}

static void
count_roots(struct unit_search *u)
{
	u->roots = mem_array(u->mem, u->unit->group_count + 1, sizeof(*u->roots));
	for (size_t g = 0; g < u->unit->group_count; g++) {
		size_t i = 0;

		while (i < u->root_count && u->roots[i] != u->unit->groups[g].root)
			i++;
		if (i == u->root_count)
			u->roots[u->root_count++] = u->unit->groups[g].root;
	}
}

/* --- answers ----------------------------------------------------------- */

static void
answer_as_read(struct repair_row *row, const struct group_search *s, size_t r)
{
	if (repair_as_read(s->n, row, &row->chosen)) {
		row->equations = row->chosen.equations;
		row->state = NODE_AS_READ;
		return;
	}
	row->equations = 0;
	row->state = NODE_UNRESOLVED;
	row->candidates = s->lists[r];
	row->candidate_count = s->counts[r] < REPAIR_CANDIDATES_KEPT ? s->counts[r]
								     : REPAIR_CANDIDATES_KEPT;
}

static void
answer_group_as_read(struct group_search *s)
{
	for (size_t r = 0; r < s->group->row_count; r++)
		answer_as_read(&s->group->rows[r], s, r);
}

/* The printed row's months, its gap filled from the activities. */
static void
answer_published(struct group_search *s, const int64_t *month_e9)
{
	for (size_t p = 0; p < s->placed_count; p++) {
		const struct placed_row *row = &s->placed[p];

		if (month_e9 == NULL ? s->placed_count > 1
				     : !placed_matches(row, s->n, month_e9, s->tolerance_e9))
			continue;
		for (unsigned m = 0; m < s->n; m++) {
			if (row->known & (1u << m)) {
				s->group->month_e4[m] = row->month_e9[m] / 100000;
			} else if (month_e9 != NULL) {
				s->group->month_e4[m] = ratio_round(month_e9[m], 2) * 100;
				s->group->inferred |= (uint16_t)(1u << m);
			}
		}
		s->group->agrees = month_e9 != NULL;
		return;
	}
}

static unsigned
proof_of(const struct unit_search *u, const struct group_search *s, const struct solution *best)
{
	unsigned proof = s->without_objective ? 0 : EQUATION_OBJECTIVE;

	if (u->unit->total.count > 0)
		proof |= EQUATION_UNIT;
	if (group_form_a_shows(s, best->month_e9))
		proof |= EQUATION_FORM_A;
	return proof;
}

static void
answer_group(struct unit_search *u, size_t g)
{
	struct group_search *s = &u->groups[g];
	const struct solution *best = s->found_count > 0 ? &s->found[u->best[g]] : NULL;

	if (best == NULL) {
		answer_group_as_read(s);
		answer_published(s, NULL);
		return;
	}
	for (size_t r = 0; r < s->group->row_count; r++) {
		struct repair_row *row = &s->group->rows[r];

		if (u->differs[g][r]) {
			answer_as_read(row, s, r);
			continue;
		}
		row->chosen = *best->rows[r];
		row->state = row->chosen.edit_count > 0 ? NODE_REPAIRED : NODE_AS_READ;
		row->equations = row->chosen.equations | proof_of(u, s, best);
	}
	answer_published(s, s->without_objective ? NULL : best->month_e9);
}

/* Nothing could be verified: only what needs no repair stands. */
static void
answer_unverified(struct unit_search *u)
{
	for (size_t g = 0; g < u->unit->group_count; g++) {
		struct group_search *s = &u->groups[g];

		answer_group_as_read(s);
		if (s->found_count == 1 && s->found[0].cost == 0)
			answer_published(s, s->found[0].month_e9);
		else
			answer_published(s, NULL);
	}
}

static void
answer_total(struct unit_search *u)
{
	struct placed_row placed[PACK_PERIODS_MAX + 1];
	size_t count = placed_rows(u->n, &u->unit->total, placed);
	int64_t months[PACK_PERIODS_MAX], open_e9;
	bool known = u->best_count > 0 && !u->open_groups;

	if (known) {
		memcpy(u->chosen, u->best, u->unit->group_count * sizeof(*u->best));
		known = unit_months(u, months, &open_e9);
	}
	u->unit->agrees = known;
	for (size_t p = 0; p < count; p++) {
		if (known ? !placed_matches(&placed[p], u->n, months, REPAIR_UNIT_E9) : count > 1)
			continue;
		for (unsigned m = 0; m < u->n; m++) {
			if (placed[p].known & (1u << m)) {
				u->unit->month_e4[m] = placed[p].month_e9[m] / 100000;
			} else if (known) {
				u->unit->month_e4[m] = ratio_round(months[m], 1) * 1000;
				u->unit->inferred |= (uint16_t)(1u << m);
			}
		}
		return;
	}
}

static void
clear_answers(struct repair_unit *unit)
{
	for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
		unit->month_e4[m] = NUM_ABSENT;
	for (size_t g = 0; g < unit->group_count; g++)
		for (unsigned m = 0; m < PACK_PERIODS_MAX; m++)
			unit->groups[g].month_e4[m] = NUM_ABSENT;
}

/* Is there an objective without an answer? */
static bool
has_open_group(const struct unit_search *u)
{
	for (size_t g = 0; g < u->unit->group_count; g++)
		if (u->groups[g].found_count == 0 && u->unit->groups[g].row_count > 0)
			return true;
	return false;
}

/*
 * Without a `Total:` row an objective stands alone: its only cheapest reading
 * is taken when its printed row is whole, or form A shows it, and its rows keep
 * their own totals and windows.
 */
static void
settle_alone(struct unit_search *u, size_t g)
{
	struct group_search *s = &u->groups[g];
	unsigned least = UINT_MAX;
	size_t count = 0;

	for (size_t i = 0; i < s->found_count; i++) {
		if (s->found[i].cost > least)
			continue;
		count = s->found[i].cost < least ? 1 : count + 1;
		least = s->found[i].cost;
		u->best[g] = i;
	}
	if (count == 1 && least > 0 &&
	    (!s->found[u->best[g]].own_equations || s->without_objective ||
		(s->placed_count > 1 && !group_form_a_shows(s, s->found[u->best[g]].month_e9))))
		count = 0;
	if (count != 1)
		s->found_count = 0;
	answer_group(u, g);
}

/* Where nothing agrees with the total, answers that break a row's own equations are no answers. */
static void
drop_unsure_groups(struct unit_search *u)
{
	for (size_t g = 0; g < u->unit->group_count; g++) {
		struct group_search *s = &u->groups[g];
		bool sure = s->found_count == 0;

		for (size_t i = 0; i < s->found_count; i++)
			sure = sure || s->found[i].own_equations;
		if (!sure)
			s->found_count = 0;
	}
}

/* Combine with the objectives that have no answer left open. */
static bool
combine_open(struct unit_search *u)
{
	u->open_groups = true;
	u->best_count = 0;
	u->tried = 0;
	combine(u, 0, 0);
	return u->best_count > 0;
}

/* As read, or a whole printed row with an answer that keeps every row's own equations. */
static bool
is_firm(const struct group_search *s)
{
	if (s->found_count == 1 && s->found[0].cost == 0)
		return true;
	for (size_t i = 0; i < s->found_count && s->placed_count == 1; i++)
		if (s->found[i].own_equations)
			return true;
	return false;
}

/* One objective's answers may all be wrong: the only one without which the rest agrees is left open. */
static void
leave_one_open(struct unit_search *u)
{
	size_t suspect = u->unit->group_count, suspects = 0;

	for (size_t g = 0; g < u->unit->group_count; g++) {
		size_t kept = u->groups[g].found_count;

		if (kept == 0 || is_firm(&u->groups[g]))
			continue;
		u->groups[g].found_count = 0;
		if (combine_open(u)) {
			suspect = g;
			suspects++;
		}
		u->groups[g].found_count = kept;
	}
	u->best_count = 0;
	if (suspects == 1) {
		u->groups[suspect].found_count = 0;
		(void)combine_open(u);
	}
}

static void
settle_with_total(struct unit_search *u)
{
	combine(u, 0, 0);
	if (u->best_count == 0)
		drop_unsure_groups(u);
	if (u->best_count == 0 && has_open_group(u))
		(void)combine_open(u);
	if (u->best_count == 0)
		leave_one_open(u);
	if (u->best_count > 0 && u->tried <= COMBINATIONS_MAX)
		for (size_t g = 0; g < u->unit->group_count; g++)
			answer_group(u, g);
	else
		answer_unverified(u);
	answer_total(u);
}

void
repair_unit(struct mem *mem, unsigned n, struct repair_unit *unit, int64_t *budget)
{
	struct unit_search u = { .mem = mem, .n = n, .unit = unit, .budget = budget };
	size_t count = unit->group_count;

	clear_answers(unit);
	u.groups = mem_array(mem, count + 1, sizeof(*u.groups));
	u.chosen = mem_array(mem, count + 1, sizeof(*u.chosen));
	u.best = mem_array(mem, count + 1, sizeof(*u.best));
	u.differs = mem_array(mem, count + 1, sizeof(*u.differs));
	for (size_t g = 0; g < count; g++) {
		int64_t steps = *budget < GROUP_BUDGET ? *budget : GROUP_BUDGET;

		u.groups[g] = (struct group_search){ .mem = mem,
			.n = n,
			.group = &unit->groups[g],
			.budget = steps };
		u.differs[g] = mem_array(mem, unit->groups[g].row_count + 1, sizeof(bool));
		group_solve(&u.groups[g]);
		*budget -= steps - u.groups[g].budget;
	}
	if (unit->total.count > 0 && count <= GROUPS_MAX) {
		count_roots(&u);
		settle_with_total(&u);
		return;
	}
	for (size_t g = 0; g < count; g++)
		settle_alone(&u, g);
}

/* --- form A ----------------------------------------------------------------- */

/* How a schedule that stands alone may be told: by values, or by its active periods. */
struct alone {
	size_t alike, active, fits; /* how many candidates */
	const struct repair_candidate *by_values, *by_periods, *by_total;
};

static void
weigh_alone(struct alone *a, const struct repair_candidate *c, unsigned n, unsigned least,
    const int64_t *like_e9)
{
	bool alike = like_e9 != NULL, active = alike;

	for (unsigned m = 0; like_e9 != NULL && m < n; m++) {
		alike = alike && llabs(c->month_e4[m] * 100000 - like_e9[m]) <= REPAIR_TERMS_E9;
		active = active && (c->month_e4[m] != 0) == (like_e9[m] != 0);
	}
	if (alike)
		a->alike++, a->by_values = c;
	if (!(c->equations & EQUATION_TOTAL) || c->cost > least)
		return;
	a->fits++, a->by_total = c;
	if (active)
		a->active++, a->by_periods = c;
}

void
repair_alone(struct mem *mem, unsigned n, struct repair_row *row, const int64_t *like_e9)
{
	struct repair_candidate *list;
	size_t count;
	struct alone a = { 0 };

	row->state = NODE_UNRESOLVED;
	if (repair_as_read(n, row, &row->chosen)) {
		row->equations = row->chosen.equations;
		row->state = NODE_AS_READ;
		return;
	}
	count = repair_candidates(mem, n, row, false, &list);
	row->candidates = list;
	row->candidate_count = count < REPAIR_CANDIDATES_KEPT ? count : REPAIR_CANDIDATES_KEPT;
	for (size_t i = 0; i < count; i++)
		weigh_alone(&a, &list[i], n, list[0].cost, like_e9);
	if (a.alike == 1)
		row->chosen = *a.by_values;
	else if (a.active == 1)
		row->chosen = *a.by_periods;
	else if (a.fits == 1)
		row->chosen = *a.by_total;
	else
		return;
	row->equations = row->chosen.equations |
	    (a.alike == 1 || a.active == 1 ? EQUATION_OBJECTIVE : 0u);
	row->state = NODE_REPAIRED;
}
