/*
 * repair_group.c - one objective: which readings of its rows make its printed
 * row equal to their roll-up.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/repair_search.h"
#include "core/rollup.h"

enum {
	SOLUTIONS_MAX = 48, /* more is ambiguous anyway */
	OPEN_ROWS_MAX = 24,
	UNSURE_COST = 4, /* one edit */
	ROWS_MAX = 200,  /* of one objective: where there are more, nothing is searched */
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
	*kept = (struct solution){ .cost = cost, .own_equations = true };
	for (size_t r = 0; r < rows; r++)
		if (s->pick[r]->edit_count > 0 &&
		    s->pick[r]->equations != (EQUATION_TOTAL | EQUATION_WINDOW))
			kept->own_equations = false;
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

	if (--s->budget < 0 || s->overflow)
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
			--s->budget;
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

	for (uint32_t a = 0; a < rows && s->budget > 0; a++) {
		s->open_count = base;
		if (s->damaged[a] || !open_row(s, a))
			continue;
		if (others == 1) {
			search(s);
			continue;
		}
		for (uint32_t b = a + 1; b < rows && s->budget > 0; b++) {
			s->open_count = base + 1;
			if (!s->damaged[b] && open_row(s, b))
				search(s);
		}
	}
	s->open_count = base;
}

/* Open what must be repaired, and with `more` what breaks its own equations. */
static bool
search_marked(struct group_search *s, bool more)
{
	s->open_count = 0;
	if (!open_marked(s, s->damaged) || (more && !open_marked(s, s->suspicious)))
		return false;
	search(s);
	return s->found_count > 0;
}

/* The objective prints two decimals; a row that prints fewer of a fraction is coarser. */
static int64_t
tolerance_of(const struct repair_group *g)
{
	for (size_t r = 0; r < g->row_count; r++)
		for (unsigned i = 0; i + 1 < g->rows[r].cells.count; i++) {
			int64_t v = g->rows[r].cells.v_e4[i];

			if (v != NUM_ABSENT && v % E4 != 0 && g->rows[r].cells.decimals < 2)
				return REPAIR_COARSE_E9;
		}
	return REPAIR_FINE_E9;
}

/* --- hidden decimals --------------------------------------------------------- */

/* The printed cells are these values without their decimals, one perhaps lost. */
static bool
prints_as(const struct repair_cells *cells, unsigned n, const int64_t *months_e4)
{
	int64_t whole_e9[PACK_PERIODS_MAX];

	for (unsigned m = 0; m < n; m++)
		whole_e9[m] = ratio_round(months_e4[m] * 100000, 0) * E9;
	return (cells->count == n || cells->count == n + 1) && cells_show(n, cells, whole_e9, 0);
}

/* Row r as the objective's row implies it, with one decimal; false where it does not fit. */
static bool
implied_row(const struct group_search *s, size_t r, const int64_t *others_e9,
    struct repair_candidate *out)
{
	const struct repair_row *row = &s->group->rows[r];
	struct repair_candidate c = { .edit_count = 1,
		.cost = 6,
		.equations = EQUATION_TOTAL | EQUATION_WINDOW };
	int64_t sum = 0;

	if (row->cells.count < 2 || row->weight_e4 == NUM_ABSENT || row->weight_e4 <= 0)
		return false;
	c.total_e4 = row->cells.v_e4[row->cells.count - 1];
	if (c.total_e4 == NUM_ABSENT || c.total_e4 <= 0)
		return false;
	c.edits[0] = (struct repair_edit){ .kind = EDIT_DECIMALS,
		.value_e4 = NUM_ABSENT,
		.was_e4 = NUM_ABSENT };
	for (unsigned m = 0; m < s->n; m++) {
		int64_t share = s->placed[0].month_e9[m] - others_e9[m];
		int64_t value_e9 = muldiv_round(share, c.total_e4 * 10, row->weight_e4) / 10;

		c.month_e4[m] = ratio_round(value_e9, 1) * (E4 / 10);
		if (c.month_e4[m] < 0)
			return false;
		sum += c.month_e4[m];
	}
	*out = c;
	return sum == c.total_e4 && prints_as(&row->cells, s->n, c.month_e4);
}

/* The only cheapest reading of a damaged row, as it stands for any other; NULL where several. */
static const struct repair_candidate *
plain_reading(const struct group_search *s, size_t r)
{
	if (s->damaged[r] && s->counts[r] > 1 && s->lists[r][0].cost == s->lists[r][1].cost)
		return NULL;
	return &s->lists[r][0];
}

/* Every row but r as plainly read; false where one of them is not plain. */
static bool
pick_others(struct group_search *s, size_t r, int64_t *sum_e9, unsigned *cost)
{
	for (size_t o = 0; o < s->group->row_count; o++) {
		if (o == r)
			continue;
		s->pick[o] = plain_reading(s, o);
		if (s->pick[o] == NULL)
			return false;
		*cost += s->pick[o]->cost;
		add_share(sum_e9, s->n, &s->group->rows[o], s->pick[o]);
	}
	return true;
}

/* One row printed without the decimals it was computed with. */
static void
search_decimals(struct group_search *s)
{
	if (s->placed_count != 1 || s->placed[0].known != (1u << s->n) - 1)
		return;
	for (size_t r = 0; r < s->group->row_count; r++) {
		struct repair_candidate *c = mem_alloc(s->mem, sizeof(*c));
		int64_t sum[PACK_PERIODS_MAX] = { 0 };
		unsigned cost = 0;

		if ((!s->damaged[r] && !s->suspicious[r]) || !pick_others(s, r, sum, &cost) ||
		    !implied_row(s, r, sum, c))
			continue;
		s->pick[r] = c;
		add_share(sum, s->n, &s->group->rows[r], c);
		if (placed_matches(&s->placed[0], s->n, sum, s->tolerance_e9))
			keep_solution(s, sum, cost + c->cost);
	}
}

/* --- a garbled objective row --------------------------------------------------- */

static bool
is_garbled(const struct repair_cells *cells, unsigned n)
{
	int64_t sum = 0;

	if (cells->count != n + 1)
		return cells->count != n && cells->count != n + 2;
	for (unsigned m = 0; m <= n; m++) {
		if (cells->v_e4[m] == NUM_ABSENT)
			return true;
		sum += m < n ? cells->v_e4[m] : -cells->v_e4[m];
	}
	return llabs(sum) > E4;
}

bool
group_form_a_shows(const struct group_search *s, const int64_t *month_e9)
{
	return s->group->form_a.count > 1 &&
	    cells_show(s->n, &s->group->form_a, month_e9, REPAIR_TERMS_E9);
}

/* By the rows' own totals and form A; the unit's `Total:` will have to agree too. */
static void
search_without_objective(struct group_search *s)
{
	size_t kept = 0;

	if (!is_garbled(&s->group->published, s->n))
		return;
	s->placed[0] = (struct placed_row){ .known = 0 };
	s->placed_count = 1;
	(void)search_marked(s, false);
	for (size_t i = 0; i < s->found_count; i++)
		if (s->found[i].own_equations && group_form_a_shows(s, s->found[i].month_e9))
			s->found[kept++] = s->found[i];
	s->found_count = kept;
	s->without_objective = kept > 0;
	s->placed_count = placed_rows(s->n, &s->group->published, s->placed);
}

/* --- all of it ------------------------------------------------------------------- */

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

/* One of the answers keeps every repaired row's own total and window: no need to look further. */
static bool
is_settled(const struct group_search *s)
{
	for (size_t i = 0; i < s->found_count; i++)
		if (s->found[i].own_equations)
			return true;
	return false;
}

/* Where less is sure, an answer must at least keep each row's own equations. */
static void
drop_unsure(struct group_search *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->found_count; i++)
		if (s->found[i].own_equations)
			s->found[kept++] = s->found[i];
	s->found_count = kept;
}

/* The rows that lack cells or break their own equations, within 0.011 of the printed row. */
static void
search_fine(struct group_search *s)
{
	s->tolerance_e9 = REPAIR_FINE_E9;
	if (search_marked(s, false) && is_settled(s))
		return;
	if (search_marked(s, true) && is_settled(s))
		return;
	search_decimals(s);
	if (is_settled(s))
		return;
	load_candidates(s, true);
	(void)search_marked(s, true);
}

/* The same within the coarser tolerance of rows printed with fewer decimals. */
static void
search_coarse(struct group_search *s, int64_t usual)
{
	s->tolerance_e9 = usual;
	if (usual != REPAIR_FINE_E9 && !search_marked(s, false))
		(void)search_marked(s, true);
	drop_unsure(s);
}

/* Rows that nothing speaks against: one of them, then two. */
static void
search_unsuspected(struct group_search *s)
{
	s->open_count = 0;
	(void)open_marked(s, s->damaged);
	search_others(s, 1);
	drop_unsure(s);
	if (s->found_count > 0)
		return;
	(void)open_marked(s, s->suspicious);
	search_others(s, 1);
	drop_unsure(s);
	if (s->found_count > 0)
		return;
	load_candidates(s, false);
	s->open_count = 0;
	(void)open_marked(s, s->damaged);
	search_others(s, 2);
	drop_unsure(s);
}

/* From what must be repaired to what may be: stop at the first level that answers. */
static void
search_levels(struct group_search *s)
{
	int64_t usual = s->tolerance_e9;

	if (any_unreadable(s))
		return;
	search_fine(s);
	if (s->found_count == 0)
		search_coarse(s, usual);
	s->tolerance_e9 = usual;
	if (s->found_count == 0)
		search_unsuspected(s);
	if (s->found_count == 0)
		search_without_objective(s);
}

/*
 * Where no answer keeps every row's own equations, a little cheaper is no
 * reason: near ones count as equal, and the unit's total must tell them apart.
 */
static void
level_unsure(struct group_search *s)
{
	unsigned least = UINT_MAX;

	if (is_settled(s))
		return;
	for (size_t i = 0; i < s->found_count; i++)
		if (s->found[i].cost < least)
			least = s->found[i].cost;
	for (size_t i = 0; i < s->found_count; i++)
		if (s->found[i].cost <= least + UNSURE_COST)
			s->found[i].cost = least;
}

void
group_solve(struct group_search *s)
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
	if (rows == 0 || agrees_as_read(s) || rows > ROWS_MAX)
		return;
	load_candidates(s, false);
	if (s->placed_count > 0)
		search_levels(s);
	level_unsure(s);
	if (s->overflow || s->budget < 0) {
		s->found_count = 0;
		s->without_objective = false;
	}
}
