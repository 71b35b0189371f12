#include "core/repair.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/repair_match.h"
#include "core/rollup.h"

enum {
	OBJECTIVE_TOLERANCE_E9 = 11000000,        /* 0.011 */
	OBJECTIVE_TOLERANCE_COARSE_E9 = 15000000, /* 0.015: an activity prints fewer decimals */
	UNIT_TOLERANCE_E9 = 60000000,             /* 0.06: printed with one decimal */
	SOLUTIONS_MAX = 48,      /* per objective; more is ambiguous anyway */
	COMBINATIONS_MAX = 20000, /* per unit */
	OPEN_ROWS_MAX = 24,
};

/* One way to read all rows of an objective. */
struct solution {
	const struct repair_candidate **rows; /* one per row; NULL where as nothing fits */
	int64_t month_e9[PACK_PERIODS_MAX];
	unsigned cost;
};

struct group_search {
	struct mem *mem;
	unsigned n;
	struct repair_group *group;
	int64_t tolerance_e9;
	struct placed_row placed[PACK_PERIODS_MAX + 1];
	size_t placed_count;

	struct repair_candidate **lists; /* per row, its candidates */
	size_t *counts;
	bool *damaged;    /* lacks or gained cells: must be repaired */
	bool *suspicious; /* breaks its own total or window */
	uint32_t *open;   /* rows that may take another candidate now */
	size_t open_count;

	const struct repair_candidate **pick;
	struct solution *found;
	size_t found_count, found_room;
	bool overflow;
	int64_t *budget;
};

/* --- shares ---------------------------------------------------------- */

static void
add_share(int64_t *months_e9, unsigned n, const struct repair_row *row,
    const struct repair_candidate *c)
{
	(void)rollup_add_leaf(months_e9, c->month_e4, n, row->weight_e4, BEHAVIOUR_SUM, NUM_ABSENT,
	    ROLLUP_AS_PUBLISHED);
}

/* --- one objective ---------------------------------------------------- */

static bool
same_months(const struct solution *a, const struct repair_candidate **pick, size_t rows, unsigned n)
{
	for (size_t r = 0; r < rows; r++)
		if (memcmp(a->rows[r]->month_e4, pick[r]->month_e4, n * sizeof(int64_t)) != 0)
			return false;
	return true;
}

static void
keep_solution(struct group_search *s, const int64_t *sum_e9, unsigned cost)
{
	size_t rows = s->group->row_count;
	struct solution *kept;

	for (size_t i = 0; i < s->found_count; i++)
		if (same_months(&s->found[i], s->pick, rows, s->n)) {
			if (cost < s->found[i].cost)
				s->found[i].cost = cost;
			return;
		}
	if (s->found_count >= SOLUTIONS_MAX) {
		s->overflow = true;
		return;
	}
	MEM_PUSH(s->mem, s->found, s->found_count, s->found_room);
	kept = &s->found[s->found_count - 1];
	*kept = (struct solution){ .cost = cost };
	kept->rows = mem_array(s->mem, rows, sizeof(*kept->rows));
	memcpy(kept->rows, s->pick, rows * sizeof(*kept->rows));
	memcpy(kept->month_e9, sum_e9, s->n * sizeof(int64_t));
}

/* Shares only add: once past the printed row nothing below can match. */
static bool
is_past(const struct group_search *s, const struct placed_row *row, const int64_t *sum_e9)
{
	for (unsigned m = 0; m < s->n; m++)
		if ((row->known & (1u << m)) && sum_e9[m] > row->month_e9[m] + s->tolerance_e9)
			return true;
	return false;
}

static void
descend(struct group_search *s, const struct placed_row *row, size_t at, const int64_t *sum_e9,
    unsigned cost)
{
	uint32_t r;

	if (--*s->budget < 0 || s->overflow)
		return;
	if (at == s->open_count) {
		if (placed_matches(row, s->n, sum_e9, s->tolerance_e9))
			keep_solution(s, sum_e9, cost);
		return;
	}
	r = s->open[at];
	for (size_t i = 0; i < s->counts[r]; i++) {
		const struct repair_candidate *c = &s->lists[r][i];
		int64_t next[PACK_PERIODS_MAX];

		memcpy(next, sum_e9, sizeof(next));
		add_share(next, s->n, &s->group->rows[r], c);
		if (is_past(s, row, next)) {
			--*s->budget;
			continue;
		}
		s->pick[r] = c;
		descend(s, row, at + 1, next, cost + c->cost);
	}
}

/* Search with the open rows free and every other row as read. */
static void
search(struct group_search *s)
{
	int64_t base[PACK_PERIODS_MAX] = { 0 };
	size_t rows = s->group->row_count;

	for (size_t r = 0; r < rows; r++)
		s->pick[r] = s->damaged[r] ? NULL : &s->lists[r][0];
	for (size_t i = 0; i < s->open_count; i++)
		s->pick[s->open[i]] = NULL;
	for (size_t r = 0; r < rows; r++)
		if (s->pick[r] != NULL)
			add_share(base, s->n, &s->group->rows[r], s->pick[r]);
	for (size_t p = 0; p < s->placed_count; p++)
		if (!is_past(s, &s->placed[p], base))
			descend(s, &s->placed[p], 0, base, 0);
}

static bool
open_row(struct group_search *s, uint32_t r)
{
	for (size_t i = 0; i < s->open_count; i++)
		if (s->open[i] == r)
			return true;
	if (s->open_count >= OPEN_ROWS_MAX)
		return false;
	s->open[s->open_count++] = r;
	return true;
}

static bool
open_marked(struct group_search *s, const bool *marked)
{
	for (uint32_t r = 0; r < s->group->row_count; r++)
		if (marked[r] && !open_row(s, r))
			return false;
	return true;
}

/* Rows that stand as read but break their own equations. */
static bool
is_suspicious(const struct group_search *s, size_t r)
{
	for (size_t i = 0; i < s->counts[r]; i++)
		if (s->lists[r][i].edit_count == 0)
			return s->lists[r][i].equations != (EQUATION_TOTAL | EQUATION_WINDOW);
	return true;
}

static void
load_candidates(struct group_search *s, bool moves)
{
	for (size_t r = 0; r < s->group->row_count; r++) {
		struct repair_row *row = &s->group->rows[r];

		s->counts[r] = repair_candidates(s->mem, s->n, row, moves, &s->lists[r]);
		s->damaged[r] = s->counts[r] == 0 || s->lists[r][0].edit_count > 0;
		s->suspicious[r] = !s->damaged[r] && is_suspicious(s, r);
	}
}

static bool
any_unreadable(const struct group_search *s)
{
	for (size_t r = 0; r < s->group->row_count; r++)
		if (s->counts[r] == 0)
			return true;
	return false;
}

/* One further row at a time, then two. */
static void
search_others(struct group_search *s, unsigned others)
{
	size_t base = s->open_count, rows = s->group->row_count;

	for (uint32_t a = 0; a < rows && *s->budget > 0; a++) {
		s->open_count = base;
		if (s->damaged[a] || !open_row(s, a))
			continue;
		if (others == 1) {
			search(s);
			continue;
		}
		for (uint32_t b = a + 1; b < rows && *s->budget > 0; b++) {
			s->open_count = base + 1;
			if (!s->damaged[b] && open_row(s, b))
				search(s);
		}
	}
	s->open_count = base;
}

/* From what must be repaired to what may be: stop at the first level that answers. */
static void
search_levels(struct group_search *s)
{
	load_candidates(s, false);
	if (any_unreadable(s) || !open_marked(s, s->damaged))
		return;
	search(s);
	if (s->found_count > 0)
		return;
	if (!open_marked(s, s->suspicious))
		return;
	search(s);
	if (s->found_count > 0)
		return;
	load_candidates(s, true);
	search(s);
	if (s->found_count > 0)
		return;
	s->open_count = 0;
	(void)open_marked(s, s->damaged);
	search_others(s, 1);
	if (s->found_count > 0)
		return;
	(void)open_marked(s, s->suspicious);
	search_others(s, 1);
	if (s->found_count > 0)
		return;
	s->open_count = 0;
	load_candidates(s, false);
	(void)open_marked(s, s->damaged);
	search_others(s, 2);
}

/* The objective prints two decimals; a row that prints fewer of a fraction is coarser. */
static int64_t
tolerance_of(const struct repair_group *g)
{
	for (size_t r = 0; r < g->row_count; r++)
		for (unsigned i = 0; i + 1 < g->rows[r].cells.count; i++) {
			int64_t v = g->rows[r].cells.v_e4[i];

			if (v != NUM_ABSENT && v % E4 != 0 && g->rows[r].cells.decimals < 2)
				return OBJECTIVE_TOLERANCE_COARSE_E9;
		}
	return OBJECTIVE_TOLERANCE_E9;
}

/* The common case, without looking for anything else: all rows whole, and they agree. */
static bool
agrees_as_read(struct group_search *s)
{
	size_t rows = s->group->row_count;
	struct repair_candidate *list = mem_array(s->mem, rows + 1, sizeof(*list));
	int64_t sum[PACK_PERIODS_MAX] = { 0 };

	for (size_t r = 0; r < rows; r++) {
		if (!repair_as_read(s->n, &s->group->rows[r], &list[r]))
			return false;
		s->pick[r] = &list[r];
		add_share(sum, s->n, &s->group->rows[r], &list[r]);
	}
	for (size_t p = 0; p < s->placed_count; p++)
		if (placed_matches(&s->placed[p], s->n, sum, s->tolerance_e9)) {
			keep_solution(s, sum, 0);
			return true;
		}
	return false;
}

static void
solve_group(struct group_search *s)
{
	size_t rows = s->group->row_count;

	s->tolerance_e9 = tolerance_of(s->group);
	s->placed_count = placed_rows(s->n, &s->group->published, s->placed);
	s->lists = mem_array(s->mem, rows + 1, sizeof(*s->lists));
	s->counts = mem_array(s->mem, rows + 1, sizeof(*s->counts));
	s->damaged = mem_array(s->mem, rows + 1, sizeof(*s->damaged));
	s->suspicious = mem_array(s->mem, rows + 1, sizeof(*s->suspicious));
	s->open = mem_array(s->mem, OPEN_ROWS_MAX + 1, sizeof(*s->open));
	s->pick = mem_array(s->mem, rows + 1, sizeof(*s->pick));
	if (rows == 0 || agrees_as_read(s))
		return;
	if (s->placed_count > 0)
		search_levels(s);
	else
		load_candidates(s, false);
	if (s->overflow || *s->budget < 0)
		s->found_count = 0;
}

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
	uint32_t *roots;
	size_t root_count;
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

static bool
unit_months(const struct unit_search *u, int64_t *out_e9)
{
	memset(out_e9, 0, u->n * sizeof(int64_t));
	for (size_t g = 0; g < u->unit->group_count; g++) {
		int64_t months[PACK_PERIODS_MAX];
		int64_t weight = u->unit->groups[g].weight_e4;

		if (!group_months(&u->groups[g], u->chosen[g], months))
			return false;
		for (unsigned m = 0; m < u->n; m++)
			out_e9[m] += muldiv_round(months[m], weight == NUM_ABSENT ? 0 : weight, 100 * E4);
	}
	for (unsigned m = 0; m < u->n && u->root_count > 0; m++)
		out_e9[m] = div_round(out_e9[m], (int64_t)u->root_count);
	return true;
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
			        s->found[u->best[g]].rows[r]->month_e4, u->n * sizeof(int64_t)) != 0)
				u->differs[g][r] = true;
	}
}

static void
weigh_combination(struct unit_search *u, unsigned cost)
{
	int64_t months[PACK_PERIODS_MAX];

	if (u->best_count > 0 && cost > u->best_cost)
		return;
	if (!unit_months(u, months) ||
	    !cells_show(u->n, &u->unit->total, months, UNIT_TOLERANCE_E9))
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
		u->tried++;
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
	row->candidate_count = s->counts[r] < REPAIR_CANDIDATES_KEPT ? s->counts[r] :
	    REPAIR_CANDIDATES_KEPT;
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

		if (month_e9 == NULL ? s->placed_count > 1 :
		    !placed_matches(row, s->n, month_e9, s->tolerance_e9))
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
		row->equations = row->chosen.equations | EQUATION_OBJECTIVE | EQUATION_UNIT;
	}
	answer_published(s, best->month_e9);
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
	int64_t months[PACK_PERIODS_MAX];
	bool known = u->best_count > 0;

	if (known) {
		memcpy(u->chosen, u->best, u->unit->group_count * sizeof(*u->best));
		known = unit_months(u, months);
	}
	u->unit->agrees = known;
	for (size_t p = 0; p < count; p++) {
		if (known ? !placed_matches(&placed[p], u->n, months, UNIT_TOLERANCE_E9) : count > 1)
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

void
repair_unit(struct mem *mem, unsigned n, struct repair_unit *unit, int64_t *budget)
{
	struct unit_search u = { .mem = mem, .n = n, .unit = unit };
	size_t count = unit->group_count;

	clear_answers(unit);
	u.groups = mem_array(mem, count + 1, sizeof(*u.groups));
	u.chosen = mem_array(mem, count + 1, sizeof(*u.chosen));
	u.best = mem_array(mem, count + 1, sizeof(*u.best));
	u.differs = mem_array(mem, count + 1, sizeof(*u.differs));
	for (size_t g = 0; g < count; g++) {
		u.groups[g] = (struct group_search){ .mem = mem, .n = n, .group = &unit->groups[g],
			.budget = budget };
		u.differs[g] = mem_array(mem, unit->groups[g].row_count + 1, sizeof(bool));
		solve_group(&u.groups[g]);
	}
	count_roots(&u);
	combine(&u, 0, 0);
	if (u.best_count > 0 && u.tried <= COMBINATIONS_MAX)
		for (size_t g = 0; g < count; g++)
			answer_group(&u, g);
	else
		answer_unverified(&u);
	answer_total(&u);
}

/* Form A's rows: by their own total, or as the activities roll up. */
void
repair_alone(struct mem *mem, unsigned n, struct repair_row *row, const int64_t *like_e9)
{
	struct repair_candidate *list;
	size_t count = repair_candidates(mem, n, row, false, &list), fits = 0, like = 0;
	const struct repair_candidate *fit = NULL, *alike = NULL;

	row->candidates = list;
	row->candidate_count = count < REPAIR_CANDIDATES_KEPT ? count : REPAIR_CANDIDATES_KEPT;
	row->state = NODE_UNRESOLVED;
	if (count == 0)
		return;
	if (list[0].edit_count == 0) {
		row->chosen = list[0];
		row->equations = list[0].equations;
		row->state = NODE_AS_READ;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		bool same_terms = like_e9 != NULL;

		for (unsigned m = 0; same_terms && m < n; m++)
			same_terms = llabs(list[i].month_e4[m] * 100000 - like_e9[m]) <= E9 / 2;
		if (same_terms)
			like++, alike = &list[i];
		if ((list[i].equations & EQUATION_TOTAL) && list[i].cost <= list[0].cost)
			fits++, fit = &list[i];
	}
	if (like != 1 && fits != 1)
		return;
	row->chosen = like == 1 ? *alike : *fit;
	row->equations = row->chosen.equations | (like == 1 ? EQUATION_OBJECTIVE : 0u);
	row->state = NODE_REPAIRED;
}
